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

/* Names are folded: lower case, and of other alphabets only what is ASCII ("Último" is "ltimo"). */
static const KnownName known_names[] = {
  { "open", BT_HEADER_OPEN },
  { "o", BT_HEADER_OPEN },
  { "openprice", BT_HEADER_OPEN },
  { "first", BT_HEADER_OPEN },
  { "opening", BT_HEADER_OPEN },
  { "erster", BT_HEADER_OPEN },
  { "erffnung", BT_HEADER_OPEN },
  { "eroeffnung", BT_HEADER_OPEN },
  { "ouverture", BT_HEADER_OPEN },
  { "ouv", BT_HEADER_OPEN },
  { "apertura", BT_HEADER_OPEN },
  { "abertura", BT_HEADER_OPEN },
  { "high", BT_HEADER_HIGH },
  { "h", BT_HEADER_HIGH },
  { "highprice", BT_HEADER_HIGH },
  { "max", BT_HEADER_HIGH },
  { "highest", BT_HEADER_HIGH },
  { "hoch", BT_HEADER_HIGH },
  { "tageshoch", BT_HEADER_HIGH },
  { "haut", BT_HEADER_HIGH },
  { "plushaut", BT_HEADER_HIGH },
  { "mximo", BT_HEADER_HIGH },
  { "maximo", BT_HEADER_HIGH },
  { "mxima", BT_HEADER_HIGH },
  { "maxima", BT_HEADER_HIGH },
  { "massimo", BT_HEADER_HIGH },
  { "low", BT_HEADER_LOW },
  { "l", BT_HEADER_LOW },
  { "lowprice", BT_HEADER_LOW },
  { "min", BT_HEADER_LOW },
  { "lowest", BT_HEADER_LOW },
  { "tief", BT_HEADER_LOW },
  { "tagestief", BT_HEADER_LOW },
  { "bas", BT_HEADER_LOW },
  { "plusbas", BT_HEADER_LOW },
  { "mnimo", BT_HEADER_LOW },
  { "minimo", BT_HEADER_LOW },
  { "mnima", BT_HEADER_LOW },
  { "minima", BT_HEADER_LOW },
  { "minimo", BT_HEADER_LOW },
  { "close", BT_HEADER_CLOSE },
  { "c", BT_HEADER_CLOSE },
  { "closeprice", BT_HEADER_CLOSE },
  { "closelast", BT_HEADER_CLOSE },
  { "closing", BT_HEADER_CLOSE },
  { "schluss", BT_HEADER_CLOSE },
  { "schlusskurs", BT_HEADER_CLOSE },
  { "clture", BT_HEADER_CLOSE },
  { "cloture", BT_HEADER_CLOSE },
  { "clot", BT_HEADER_CLOSE },
  { "cierre", BT_HEADER_CLOSE },
  { "fechamento", BT_HEADER_CLOSE },
  { "chiusura", BT_HEADER_CLOSE },
  { "price", BT_HEADER_PRICE },
  { "last", BT_HEADER_PRICE },
  { "p", BT_HEADER_PRICE },
  { "rate", BT_HEADER_PRICE },
  { "tradeprice", BT_HEADER_PRICE },
  { "lastprice", BT_HEADER_PRICE },
  { "ltimo", BT_HEADER_PRICE },
  { "ultimo", BT_HEADER_PRICE },
  { "dernier", BT_HEADER_PRICE },
  { "letzter", BT_HEADER_PRICE },
  { "tickvol", BT_HEADER_TICK_VOLUME },
  { "tickvolume", BT_HEADER_TICK_VOLUME },
  { "ticks", BT_HEADER_TICK_VOLUME },
  { "v", BT_HEADER_VOLUME },
  { "umsatz", BT_HEADER_VOLUME },
  { "qty", BT_HEADER_QUANTITY },
  { "quantity", BT_HEADER_QUANTITY },
  { "amount", BT_HEADER_QUANTITY },
  { "size", BT_HEADER_QUANTITY },
  { "tradeqty", BT_HEADER_QUANTITY },
  { "lots", BT_HEADER_QUANTITY },
  { "spread", BT_HEADER_SPREAD },
  { "spreadpoints", BT_HEADER_SPREAD },
  { "symbol", BT_HEADER_SYMBOL },
  { "ticker", BT_HEADER_SYMBOL },
  { "instrument", BT_HEADER_SYMBOL },
  { "pair", BT_HEADER_SYMBOL },
  { "currencypair", BT_HEADER_SYMBOL },
  { "symbolname", BT_HEADER_SYMBOL },
  { "bid", BT_HEADER_BID },
  { "ratebid", BT_HEADER_BID },
  { "bidprice", BT_HEADER_BID },
  { "bestbid", BT_HEADER_BID },
  { "bestbidprice", BT_HEADER_BID },
  { "ask", BT_HEADER_ASK },
  { "rateask", BT_HEADER_ASK },
  { "askprice", BT_HEADER_ASK },
  { "bestask", BT_HEADER_ASK },
  { "offer", BT_HEADER_ASK },
  { "bestaskprice", BT_HEADER_ASK },
  { "day", BT_HEADER_TIME },
  { "start", BT_HEADER_TIME },
  { "startat", BT_HEADER_TIME },
  { "begin", BT_HEADER_TIME },
  { "barstart", BT_HEADER_TIME },
  { "index", BT_HEADER_TIME },
  { "unix", BT_HEADER_TIME },
  { "epoch", BT_HEADER_TIME },
  { "hhmm", BT_HEADER_TIME },
  { "hhmmss", BT_HEADER_TIME },
  { "yyyymmdd", BT_HEADER_TIME },
  { "t", BT_HEADER_TIME },
  { "ts", BT_HEADER_TIME },
  { "datum", BT_HEADER_TIME },
  { "fecha", BT_HEADER_TIME },
  { "data", BT_HEADER_TIME },
  { "uhrzeit", BT_HEADER_TIME },
  { "zeit", BT_HEADER_TIME },
  { "heure", BT_HEADER_TIME },
  { "hora", BT_HEADER_TIME },
  { "ora", BT_HEADER_TIME },
};

static BtHeaderRole
find_known (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_names); i++)
    if (strcmp (known_names[i].name, name) == 0)
      return known_names[i].role;
  return BT_HEADER_OTHER;
}

/* Finds "openusd", "closeprice" and the like: a price with what it is counted in. */
static BtHeaderRole
find_counted (const char *name)
{
  static const char *const units[]
    = { "usd", "usdt", "eur", "gbp", "jpy", "btc", "eth", "price", "value", NULL };

  for (guint i = 0; units[i] != NULL; i++)
    if (g_str_has_suffix (name, units[i]))
      {
        g_autofree char *plain = g_strndup (name, strlen (name) - strlen (units[i]));
        const BtHeaderRole role = find_known (plain);
        if (role >= BT_HEADER_OPEN && role <= BT_HEADER_CLOSE && strlen (plain) > 1)
          return role;
      }
  return BT_HEADER_OTHER;
}

/* Returns whether a time is that of something else than the candle's opening. */
static gboolean
is_other_time (const char *name)
{
  return strstr (name, "close") != NULL || strstr (name, "high") != NULL
         || strstr (name, "low") != NULL || strstr (name, "end") != NULL
         || strstr (name, "frame") != NULL || strstr (name, "zone") != NULL;
}

static BtHeaderRole
find_role (const char *name)
{
  const BtHeaderRole known = find_known (name);

  if (known != BT_HEADER_OTHER)
    return known;
  /* "volume btc", "vol.", "volumefrom"; MetaTrader's "real volume" is zero for most instruments. */
  if (g_str_has_prefix (name, "vol"))
    return BT_HEADER_VOLUME;
  /* Binance's "close time" is the last moment of a candle, not its opening. */
  if (g_str_has_prefix (name, "close"))
    return find_counted (name);
  if ((strstr (name, "date") != NULL && strstr (name, "update") == NULL)
      || strstr (name, "time") != NULL || strstr (name, "yyyymmdd") != NULL)
    return is_other_time (name) ? BT_HEADER_OTHER : BT_HEADER_TIME;
  return find_counted (name);
}

/* Takes "1. " and "1a. " off a name, and what is not ASCII; free with g_free(). */
static char *
make_plain (const BtFeedField *field)
{
  BtFeedField rest = *field;
  guint n_digits = 0;

  while (n_digits < rest.length && g_ascii_isdigit (rest.text[n_digits]))
    n_digits++;
  const guint letter = n_digits < rest.length && g_ascii_isalpha (rest.text[n_digits]) ? 1 : 0;
  if (n_digits > 0 && n_digits + letter < rest.length && rest.text[n_digits + letter] == '.')
    {
      rest.text += n_digits + letter;
      rest.length -= n_digits + letter;
    }
  char *plain = bt_header_name_fold (&rest);
  char *end = plain;
  for (const char *text = plain; *text != '\0'; text++)
    if ((guchar) *text < 0x80)
      *end++ = *text;
  *end = '\0';
  return plain;
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
  g_autofree char *folded = make_plain (field);
  BtHeaderName name = { .role = find_role (folded) };

  if (is_first && field->length == 0)
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
