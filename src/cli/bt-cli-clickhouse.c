// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-clickhouse.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"
#include "cli/bt-cli-values.h"
#include "source/bt-source-settings.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* Keeps one line on the terminal up to date. */
static void
progress_made_cb (gint64 rows, gint64 total, gpointer user_data)
{
  g_printerr ("\r%3d %%  %s/%s\033[K", (int) (total > 0 ? rows * 100 / total : 0),
              bt_cli_format_int (rows).text, bt_cli_format_int (total).text);
}

static gboolean
load_settings_job (BtDb *db, gpointer data, GError **error)
{
  return bt_source_settings_load (db, data, error);
}

/* Fills in where the table is, of an address that the caller frees: what the option says, else the
 * environment, else the preferences. FALSE after a message when nobody says. */
static gboolean
find_place (
  BtCli *cli, const char *url, const char *table, BtClickHousePlace *place, char **address)
{
  g_auto (BtSourceSettings) settings = { 0 };
  BtStore *store = NULL;

  if (url == NULL && bt_source_settings_get_variable (BT_SOURCE_PLACE_CLICKHOUSE) == NULL)
    store = bt_cli_get_store (cli, NULL);
  /* What cannot be read is said by the work itself. */
  if (store != NULL)
    bt_store_run (store, load_settings_job, &settings, NULL);
  *address = url != NULL ? g_strdup (url)
                         : bt_source_settings_dup_url (&settings, BT_SOURCE_PLACE_CLICKHOUSE);
  *place = (BtClickHousePlace){ .url = *address, .table = table };
  if (!bt_cli_is_json (cli) && isatty (STDERR_FILENO))
    place->progress = progress_made_cb;
  if (*address != NULL && **address != '\0')
    return TRUE;
  bt_cli_fail_usage (cli, _ ("Which server? Say it with --url, the variable %s or the preferences"),
                     "BACKTRADE_CLICKHOUSE_URL");
  return FALSE;
}

static void
end_progress (const BtClickHousePlace *place)
{
  if (place->progress != NULL)
    g_printerr ("\r\033[K");
}

BtCliStatus
bt_cli_fetch_clickhouse (BtCli *cli,
                         const char *url,
                         const char *table,
                         const BtClickHouseRange *range)
{
  g_autoptr (GError) error = NULL;
  BtClickHousePlace place;
  g_autofree char *address = NULL;
  gint64 id = 0;
  gint64 rows = 0;
  gboolean is_new = FALSE;

  if (!find_place (cli, url, table, &place, &address))
    return BT_CLI_USAGE;
  BtStore *store = bt_cli_get_store (cli, &error);
  const gboolean is_done
    = store != NULL
      && bt_clickhouse_fetch (&place, store, range, &id, &is_new, &rows, NULL, &error);
  end_progress (&place);
  if (!is_done)
    return bt_cli_fail (cli, error);
  if (!bt_cli_is_json (cli))
    {
      g_print (_ ("%s: %s candles from ClickHouse, dataset %s\n"), range->symbol,
               bt_cli_format_int (rows).text, bt_cli_format_int (id).text);
      return BT_CLI_DONE;
    }

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  bt_cli_json_add_int (builder, "dataset", id);
  bt_cli_json_add_boolean (builder, "new", is_new);
  bt_cli_json_add_int (builder, "candles", rows);
  json_builder_end_object (builder);
  bt_cli_print_json (builder);
  return BT_CLI_DONE;
}

static BtCliStatus
publish (BtCli *cli, const char *url, const char *table, gint64 id)
{
  g_autoptr (GError) error = NULL;
  BtClickHousePlace place;
  g_autofree char *address = NULL;
  gint64 rows = 0;

  if (!find_place (cli, url, table, &place, &address))
    return BT_CLI_USAGE;
  BtStore *store = bt_cli_get_store (cli, &error);
  const gboolean is_done
    = store != NULL && bt_clickhouse_publish (&place, store, id, &rows, NULL, &error);
  end_progress (&place);
  if (!is_done)
    return bt_cli_fail (cli, error);
  if (!bt_cli_is_json (cli))
    {
      g_print (_ ("Dataset %s: %s candles are published.\n"), bt_cli_format_int (id).text,
               bt_cli_format_int (rows).text);
      return BT_CLI_DONE;
    }

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  bt_cli_json_add_int (builder, "dataset", id);
  bt_cli_json_add_int (builder, "published", rows);
  json_builder_end_object (builder);
  bt_cli_print_json (builder);
  return BT_CLI_DONE;
}

BtCliStatus
bt_cli_publish (BtCli *cli, char **arguments)
{
  g_autofree char *url = NULL, *table = NULL;
  const GOptionEntry entries[] = {
    { "url", 0, 0, G_OPTION_ARG_STRING, &url, N_ ("The server: http://HOST:8123/DATABASE"),
      N_ ("URL") },
    { "table", 0, 0, G_OPTION_ARG_STRING, &table, N_ ("The table (backtrade_candles)"),
      N_ ("TABLE") },
    { NULL },
  };
  const BtCliSyntax syntax = {
    .name = "publish",
    .operands = N_ ("ID"),
    .summary = N_ ("Writes the candles of a dataset into a table of a ClickHouse server."),
    .description = N_ ("The table is made when it is not there; candles published before are "
                       "replaced. “fetch clickhouse” reads them elsewhere. The variable "
                       "BACKTRADE_CLICKHOUSE_URL names the server when --url does not."),
    .min_operands = 1,
    .max_operands = 1,
  };
  g_auto (GStrv) operands = NULL;
  gint64 id = 0;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  if (!bt_cli_read_int (cli, "ID", operands[0], 1, G_MAXINT64, &id))
    return BT_CLI_USAGE;
  return publish (cli, url, table, id);
}
