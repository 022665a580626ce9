// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-dukascopy-name.h"

#include "feed/bt-file-name-hints.h"
#include "feed/bt-stamp-format.h"

#include <stdlib.h>
#include <string.h>

static const struct
{
  const char *part; /* of a symbol */
  guint digits;
} scales[] = {
  /* Coins. */
  { "BTC", 1 },
  { "ETHBTC", 5 },
  { "ETH", 1 },
  { "LTC", 2 },
  { "BCH", 2 },
  { "DSH", 2 },
  { "XMR", 3 },
  { "MKR", 1 },
  { "YFI", 1 },
  { "AVE", 2 },
  { "CMP", 2 },
  { "LNK", 3 },
  { "UNI", 2 },
  { "EOS", 3 },
  { "ADA", 4 },
  { "XRP", 4 },
  { "XLM", 5 },
  { "TRX", 5 },
  { "MAT", 4 },
  { "BAT", 5 },
  /* Yen and other currencies of small units, metals, indices, commodities, shares and bonds. */
  { "XAU", 3 },
  { "XAG", 3 },
  { "XPT", 3 },
  { "XPD", 3 },
  { "JPY", 3 },
  { "HUF", 3 },
  { "CZK", 4 },
  { "RON", 4 },
  { "THB", 4 },
  { "RUB", 3 },
  { "IDX", 3 },
  { "GASCMD", 4 },
  { "CMD", 3 },
  { "TREUR", 3 },
  { "TRUSD", 3 },
};

guint
bt_dukascopy_get_digits (const char *symbol)
{
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (strstr (symbol, scales[i].part) != NULL)
      return scales[i].digits;
  /* What is no pair of two currencies is a share. */
  return strlen (symbol) > 6 ? 3 : 5;
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
