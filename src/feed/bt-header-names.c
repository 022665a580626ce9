// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-header-names.h"

#include <string.h>

typedef struct
{
  const char *name; /* folded */
  BtHeaderRole role;
} KnownName;

static const KnownName known_names[] = {
  { "open", BT_HEADER_OPEN },
  { "o", BT_HEADER_OPEN },
  { "openprice", BT_HEADER_OPEN },
  { "first", BT_HEADER_OPEN },
  { "high", BT_HEADER_HIGH },
  { "h", BT_HEADER_HIGH },
  { "highprice", BT_HEADER_HIGH },
  { "max", BT_HEADER_HIGH },
  { "low", BT_HEADER_LOW },
  { "l", BT_HEADER_LOW },
  { "lowprice", BT_HEADER_LOW },
  { "min", BT_HEADER_LOW },
  { "close", BT_HEADER_CLOSE },
  { "c", BT_HEADER_CLOSE },
  { "closeprice", BT_HEADER_CLOSE },
  { "closelast", BT_HEADER_CLOSE },
  { "price", BT_HEADER_PRICE },
  { "last", BT_HEADER_PRICE },
  { "tickvol", BT_HEADER_TICK_VOLUME },
  { "tickvolume", BT_HEADER_TICK_VOLUME },
  { "ticks", BT_HEADER_TICK_VOLUME },
  { "v", BT_HEADER_VOLUME },
  { "spread", BT_HEADER_SPREAD },
  { "spreadpoints", BT_HEADER_SPREAD },
  { "symbol", BT_HEADER_SYMBOL },
  { "ticker", BT_HEADER_SYMBOL },
  { "instrument", BT_HEADER_SYMBOL },
  { "pair", BT_HEADER_SYMBOL },
  { "bid", BT_HEADER_BID },
  { "bidprice", BT_HEADER_BID },
  { "ask", BT_HEADER_ASK },
  { "askprice", BT_HEADER_ASK },
  { "day", BT_HEADER_TIME },
  { "index", BT_HEADER_TIME },
  { "unix", BT_HEADER_TIME },
  { "epoch", BT_HEADER_TIME },
  { "hhmm", BT_HEADER_TIME },
  { "hhmmss", BT_HEADER_TIME },
  { "yyyymmdd", BT_HEADER_TIME },
};

static BtHeaderRole
find_role (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_names); i++)
    if (strcmp (known_names[i].name, name) == 0)
      return known_names[i].role;
  /* "volume btc", "vol.", "volumefrom"; MetaTrader's "real volume" is zero for most instruments. */
  if (g_str_has_prefix (name, "vol"))
    return BT_HEADER_VOLUME;
  /* Binance's "close time" is the last moment of a candle, not its opening. */
  if (g_str_has_prefix (name, "close"))
    return BT_HEADER_OTHER;
  if (strstr (name, "date") != NULL || strstr (name, "time") != NULL
      || strstr (name, "yyyymmdd") != NULL)
    return BT_HEADER_TIME;
  return BT_HEADER_OTHER;
}

/* Takes "bid", "ask" or "mid" off either end of a name; FALSE when it is not there. */
static gboolean
strip_kind (const char *name, const char *kind, char **rest)
{
  const gsize length = strlen (kind);

  if (strlen (name) <= length)
    return FALSE;
  if (g_str_has_prefix (name, kind))
    *rest = g_strdup (name + length);
  else if (g_str_has_suffix (name, kind))
    *rest = g_strndup (name, strlen (name) - length);
  else
    return FALSE;
  return TRUE;
}

char *
bt_header_name_fold (const BtFeedField *field)
{
  GString *folded = g_string_sized_new (field->length);

  for (guint i = 0; i < field->length; i++)
    if (g_ascii_isalnum (field->text[i]))
      g_string_append_c (folded, g_ascii_tolower (field->text[i]));
    else if ((guchar) field->text[i] >= 0x80)
      g_string_append_c (folded, field->text[i]);
  return g_string_free (folded, FALSE);
}

BtHeaderName
bt_header_name_parse (const BtFeedField *field, gboolean is_first)
{
  static const struct
  {
    const char *name;
    BtPriceKind kind;
  } kinds[]
    = { { "bid", BT_SIDE_KIND_BID }, { "ask", BT_SIDE_KIND_ASK }, { "mid", BT_SIDE_KIND_MID } };
  g_autofree char *folded = bt_header_name_fold (field);
  BtHeaderName name = { .role = find_role (folded) };

  if (is_first && folded[0] == '\0')
    name.role = BT_HEADER_TIME;
  for (guint i = 0; i < G_N_ELEMENTS (kinds) && name.role == BT_HEADER_OTHER; i++)
    {
      g_autofree char *rest = NULL;
      if (!strip_kind (folded, kinds[i].name, &rest))
        continue;
      name.role = find_role (rest);
      name.has_kind = TRUE;
      name.kind = kinds[i].kind;
    }
  return name;
}
