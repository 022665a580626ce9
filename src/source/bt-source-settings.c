// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-source-settings.h"

#include "source/bt-download.h"
#include "store/bt-preference-table.h"

#define CONNECTIONS_KEY "download-connections"

typedef struct
{
  const char *key;
  const char *variable;
  const char *url; /* public; NULL: everybody has an own one */
} PlaceInfo;

static const PlaceInfo places[BT_N_SOURCE_PLACES] = {
  [BT_SOURCE_PLACE_DUKASCOPY]
  = { "dukascopy-url", "BACKTRADE_DUKASCOPY_URL", "https://datafeed.dukascopy.com/datafeed" },
  [BT_SOURCE_PLACE_BINANCE]
  = { "binance-url", "BACKTRADE_BINANCE_URL", "https://data.binance.vision" },
  [BT_SOURCE_PLACE_CLICKHOUSE] = { "clickhouse-url", "BACKTRADE_CLICKHOUSE_URL", NULL },
};

void
bt_source_settings_clear (BtSourceSettings *settings)
{
  for (guint i = 0; i < BT_N_SOURCE_PLACES; i++)
    g_clear_pointer (&settings->urls[i], g_free);
}

/* Reads a preference; FALSE on a fault of the database, not when it is not set. */
static gboolean
read_preference (BtDb *db, const char *key, char **value, GError **error)
{
  GError *failure = NULL;

  *value = bt_preference_table_get (db, key, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

gboolean
bt_source_settings_load (BtDb *db, BtSourceSettings *out, GError **error)
{
  g_return_val_if_fail (db != NULL && out != NULL, FALSE);
  g_auto (BtSourceSettings) settings = { 0 };
  g_autofree char *connections = NULL;
  guint64 count = 0;

  for (guint i = 0; i < BT_N_SOURCE_PLACES; i++)
    {
      if (!read_preference (db, places[i].key, &settings.urls[i], error))
        return FALSE;
      if (settings.urls[i] != NULL && !bt_source_settings_check_url (settings.urls[i], NULL))
        g_clear_pointer (&settings.urls[i], g_free);
    }
  if (!read_preference (db, CONNECTIONS_KEY, &connections, error))
    return FALSE;
  if (connections != NULL
      && g_ascii_string_to_unsigned (connections, 10, 1, BT_SOURCE_CONNECTIONS_MAX, &count, NULL))
    settings.connections = (guint) count;
  *out = settings;
  settings = (BtSourceSettings){ 0 };
  return TRUE;
}

gboolean
bt_source_settings_save (BtDb *db, const BtSourceSettings *settings, GError **error)
{
  g_return_val_if_fail (db != NULL && settings != NULL, FALSE);
  g_return_val_if_fail (settings->connections <= BT_SOURCE_CONNECTIONS_MAX, FALSE);
  g_autofree char *connections
    = settings->connections > 0 ? g_strdup_printf ("%u", settings->connections) : NULL;

  for (guint i = 0; i < BT_N_SOURCE_PLACES; i++)
    if (settings->urls[i] != NULL && !bt_source_settings_check_url (settings->urls[i], error))
      return FALSE;
  for (guint i = 0; i < BT_N_SOURCE_PLACES; i++)
    if (!bt_preference_table_set (db, places[i].key, settings->urls[i], error))
      return FALSE;
  return bt_preference_table_set (db, CONNECTIONS_KEY, connections, error);
}

gboolean
bt_source_settings_check_url (const char *url, GError **error)
{
  g_return_val_if_fail (url != NULL, FALSE);
  g_autoptr (GUri) uri
    = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if ((!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https")) || host == NULL
      || *host == '\0')
    g_set_error (error, BT_DOWNLOAD_ERROR, BT_DOWNLOAD_ERROR_REQUEST,
                 "“%s” is no address like https://HOST/PATH", url);
  else if (g_uri_get_password (uri) != NULL)
    g_set_error_literal (
      error, BT_DOWNLOAD_ERROR, BT_DOWNLOAD_ERROR_REQUEST,
      "a password is not kept among the preferences; state the address with it in"
      " the variable BACKTRADE_CLICKHOUSE_URL or with --url");
  else
    return TRUE;
  return FALSE;
}

const char *
bt_source_settings_get_variable (BtSourcePlace place)
{
  g_return_val_if_fail ((guint) place < BT_N_SOURCE_PLACES, NULL);
  const char *set = g_getenv (places[place].variable);

  return set != NULL && *set != '\0' ? set : NULL;
}

char *
bt_source_settings_dup_url (const BtSourceSettings *settings, BtSourcePlace place)
{
  g_return_val_if_fail ((guint) place < BT_N_SOURCE_PLACES, NULL);
  const char *variable = bt_source_settings_get_variable (place);

  if (variable != NULL)
    return g_strdup (variable);
  return g_strdup (settings != NULL && settings->urls[place] != NULL ? settings->urls[place]
                                                                     : places[place].url);
}

const char *
bt_source_settings_get_public_url (BtSourcePlace place)
{
  g_return_val_if_fail ((guint) place < BT_N_SOURCE_PLACES, NULL);
  return places[place].url;
}
