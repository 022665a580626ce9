// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-header-names.h"

#include "feed/bt-header-words.h"

#include <string.h>

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
        const BtHeaderRole role = bt_header_word_find (plain);
        if (role >= BT_HEADER_OPEN && role <= BT_HEADER_CLOSE && strlen (plain) > 1)
          return role;
      }
  return BT_HEADER_OTHER;
}

static gboolean
contains_any (const char *name, const char *const *parts)
{
  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (name, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Returns whether a time is that of something else than the candle's opening. */
static gboolean
is_other_time (const char *name)
{
  static const char *const parts[]
    = { "close", "high", "low", "end", "frame", "zone", "expir", "maturity", "update", NULL };

  return contains_any (name, parts);
}

/* Finds "volume btc", "vol.", "volumefrom" and "total volume", but not what is counted in money or
 * is a part of it. MetaTrader's "real volume" is zero for most instruments. */
static gboolean
is_volume (const char *name)
{
  static const char *const parts[]
    = { "quote", "taker", "usd", "turnover", "real", "bid", "ask", "base", NULL };

  return g_str_has_prefix (name, "vol")
         || (g_str_has_suffix (name, "volume") && !contains_any (name, parts));
}

static BtHeaderRole
find_role (const char *name)
{
  const BtHeaderRole known = bt_header_word_find (name);

  if (known != BT_HEADER_OTHER)
    return known;
  if (is_volume (name))
    return BT_HEADER_VOLUME;
  /* Binance's "close time" is the last moment of a candle, not its opening. */
  if (g_str_has_prefix (name, "close"))
    return find_counted (name);
  if (strstr (name, "date") != NULL || strstr (name, "time") != NULL
      || strstr (name, "yyyymmdd") != NULL)
    return is_other_time (name) ? BT_HEADER_OTHER : BT_HEADER_TIME;
  return find_counted (name);
}

/* Takes "1. " and "1a. " off a name and folds it; free with g_free(). */
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
  return bt_header_name_fold (&rest);
}

/* Some names say the same in two languages ("price/…"): what is ASCII may be known alone. */
static BtHeaderRole
find_ascii_role (const char *folded)
{
  g_autofree char *ascii = g_strdup (folded);
  char *end = ascii;

  for (const char *text = folded; *text != '\0'; text++)
    if ((guchar) *text < 0x80)
      *end++ = *text;
  *end = '\0';
  return *ascii != '\0' && strlen (ascii) < strlen (folded) ? find_role (ascii) : BT_HEADER_OTHER;
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
  g_autofree char *valid = g_utf8_make_valid (field->text, field->length);
  g_autofree char *lower = g_utf8_strdown (valid, -1);
  g_autofree char *parts = g_utf8_normalize (lower, -1, G_NORMALIZE_NFD);
  g_autoptr (GString) folded = g_string_sized_new (field->length);

  for (const char *text = parts; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar letter = g_utf8_get_char (text);
      /* Accents of Latin, Greek and Cyrillic; marks of other scripts are parts of their words. */
      if (letter >= 0x300 && letter < 0x370)
        continue;
      if (letter == 0x131)
        letter = 'i';
      if (g_unichar_isalnum (letter) || g_unichar_ismark (letter))
        g_string_append_unichar (folded, letter);
    }
  return g_utf8_normalize (folded->str, -1, G_NORMALIZE_NFC);
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
  if (name.role == BT_HEADER_OTHER)
    name.role = find_ascii_role (folded);
  return name;
}
