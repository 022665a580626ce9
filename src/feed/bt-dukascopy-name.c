// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-dukascopy-name.h"

#include "feed/bt-file-name-hints.h"
#include "feed/bt-stamp-format.h"

#include <stdlib.h>
#include <string.h>

#define PAIR_LENGTH 6
#define CODE_LENGTH 3
#define DIGITS_SHARE 3
#define DIGITS_PAIR 5

typedef struct
{
  const char *name;
  guint digits;
} Scale;

/* Coins, whatever they are priced in. */
static const Scale coins[] = {
  { "ADA", 3 }, { "AVE", 2 }, { "BAT", 5 }, { "BCH", 1 }, { "BTC", 1 }, { "CMP", 2 },
  { "DSH", 3 }, { "ENJ", 3 }, { "EOS", 4 }, { "ETH", 1 }, { "LNK", 3 }, { "LTC", 1 },
  { "MAT", 3 }, { "MKR", 2 }, { "TRX", 5 }, { "UNI", 3 }, { "XLM", 5 }, { "YFI", 1 },
};
/* Pairs by what they are priced in, where a unit of it is small. */
static const Scale quotes[]
  = { { "JPY", 3 }, { "HUF", 3 }, { "THB", 3 }, { "RUB", 3 }, { "CZK", 4 } };
/* Pairs whose first currency is small, too, and others that the rules do not tell. */
static const Scale pairs[] = {
  { "USDTHB", 4 }, { "EURTHB", 4 }, { "TRYTHB", 5 }, { "CZKTHB", 6 }, { "MXNTHB", 6 },
  { "HKDJPY", 5 }, { "DKKJPY", 5 }, { "SEKJPY", 5 }, { "MXNJPY", 5 }, { "THBJPY", 5 },
  { "CZKJPY", 4 }, { "CZKHUF", 4 }, { "MXNHUF", 4 }, { "THBHUF", 5 }, { "CZKTRY", 6 },
  { "MXNCZK", 6 }, { "XAUXAG", 5 }, { "XAUCZK", 1 }, { "XAUHUF", 1 }, { "XAUJPY", 1 },
  { "XAUMXN", 1 }, { "XAUTHB", 1 }, { "XAUTRY", 1 }, { "XAUZAR", 1 },
};
/* Of indices, commodities and Japanese shares, those with another scale than the others. */
static const Scale others[]
  = { { "VOLIDX", 2 }, { "SOAIDX", 2 }, { "GASCMD", 4 }, { "COPPERCMD", 4 }, { "JPJPY", 1 } };

static const Scale *
find_scale (const Scale *scales, guint count, const char *name, gsize length)
{
  for (guint i = 0; i < count; i++)
    if (strlen (scales[i].name) == length && strncmp (scales[i].name, name, length) == 0)
      return &scales[i];
  return NULL;
}

static guint
get_pair_digits (const char *symbol)
{
  const Scale *scale = find_scale (pairs, G_N_ELEMENTS (pairs), symbol, PAIR_LENGTH);

  if (scale == NULL)
    scale = find_scale (coins, G_N_ELEMENTS (coins), symbol, CODE_LENGTH);
  if (scale == NULL && (g_str_has_prefix (symbol, "XAU") || g_str_has_prefix (symbol, "XAG")))
    return DIGITS_SHARE;
  if (scale == NULL)
    scale = find_scale (quotes, G_N_ELEMENTS (quotes), symbol + CODE_LENGTH, CODE_LENGTH);
  return scale != NULL ? scale->digits : DIGITS_PAIR;
}

guint
bt_dukascopy_get_digits (const char *symbol)
{
  if (strlen (symbol) <= PAIR_LENGTH)
    return strlen (symbol) == PAIR_LENGTH ? get_pair_digits (symbol) : DIGITS_PAIR;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (strstr (symbol, others[i].name) != NULL)
      return others[i].digits;
  return DIGITS_SHARE;
}

static gboolean
read_number (const char *text, guint n_digits, int *value)
{
  if (text == NULL || strlen (text) != n_digits || strspn (text, "0123456789") != n_digits)
    return FALSE;
  *value = atoi (text);
  return TRUE;
}

/* Reads year, month and day before token end, as many of them as n_parts says. Months count from 0,
 * but a 12 shows that somebody counts from 1. */
static gboolean
read_date (char **tokens, guint end, guint n_parts, gint64 *usec, guint *first)
{
  int part[3] = { 0, 0, 1 };

  if (end < n_parts || !read_number (tokens[end - n_parts], 4, &part[0]))
    return FALSE;
  for (guint i = 1; i < n_parts; i++)
    if (!read_number (tokens[end - n_parts + i], 2, &part[i]))
      return FALSE;
  *first = end - n_parts;
  return bt_stamp_make_day (part[0], part[1] == 12 ? 12 : part[1] + 1, part[2], usec);
}

/* Reads "00h". */
static gboolean
read_hour (const char *token, int *hour)
{
  g_autofree char *digits = g_strndup (token, 2);

  return strlen (token) == 3 && token[2] == 'h' && read_number (digits, 2, hour) && *hour < 24;
}

static gboolean
read_ticks (char **tokens, guint at, BtDukascopyName *out, guint *first)
{
  const BtFeedField date
    = { at > 0 ? tokens[at - 1] : "", at > 0 ? (guint) strlen (tokens[at - 1]) : 0 };
  BtStamp stamp;
  int hour;

  if (!read_hour (tokens[at], &hour))
    return FALSE;
  out->are_ticks = TRUE;
  *first = at;
  if (date.length == 8 && bt_stamp_parse (&date, BT_DATE_ORDER_YMD, &stamp))
    {
      out->base_usec = stamp.usec;
      *first = at - 1;
    }
  else if (!read_date (tokens, at, 3, &out->base_usec, first))
    return TRUE;
  out->base_usec += hour * BT_USEC_PER_HOUR;
  return TRUE;
}

/* Reads "BID candles min 1". */
static gboolean
read_candles (char **tokens, guint at, BtDukascopyName *out, guint *first)
{
  static const struct
  {
    const char *name;
    BtTimeframe timeframe;
    guint n_parts;
  } lengths[] = { { "min", BT_TIMEFRAME_M1, 3 },
                  { "hour", BT_TIMEFRAME_H1, 2 },
                  { "day", BT_TIMEFRAME_D1, 1 } };

  if (tokens[at + 1] == NULL || tokens[at + 2] == NULL
      || g_ascii_strcasecmp (tokens[at + 1], "candles") != 0)
    return FALSE;
  out->has_kind = TRUE;
  out->kind = g_ascii_strcasecmp (tokens[at], "ASK") == 0 ? BT_SIDE_KIND_ASK : BT_SIDE_KIND_BID;
  *first = at;
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    if (g_ascii_strcasecmp (tokens[at + 2], lengths[i].name) == 0)
      {
        out->has_timeframe = TRUE;
        out->timeframe = lengths[i].timeframe;
        if (!read_date (tokens, at, lengths[i].n_parts, &out->base_usec, first))
          out->base_usec = BT_TIME_NONE;
      }
  return TRUE;
}

void
bt_dukascopy_name_parse (const char *path, BtDukascopyName *out)
{
  g_autofree char *plain = g_strdup (path);
  guint n_tokens = 0;
  guint first = 0;
  gboolean is_found = FALSE;

  *out = (BtDukascopyName){ .base_usec = BT_TIME_NONE };
  g_strcanon (plain, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", ' ');
  g_auto (GStrv) parts = g_strsplit (plain, " ", -1);
  g_autofree char **tokens = g_new0 (char *, g_strv_length (parts) + 1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      tokens[n_tokens++] = parts[i];
  /* The file's own name counts more than its folders'. */
  for (guint at = n_tokens; at-- > 0 && !is_found;)
    is_found = read_ticks (tokens, at, out, &first) || read_candles (tokens, at, out, &first);
  if (is_found && first > 0)
    bt_file_name_hints_make_symbol (tokens[first - 1], strlen (tokens[first - 1]), out->symbol);
}
