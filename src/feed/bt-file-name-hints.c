// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-file-name-hints.h"

#include "feed/bt-stamp-format.h"

#include <string.h>

/* Second halves of pairs that are written in one word. */
static const char *const quote_codes[]
  = { "USDT", "USDC", "BUSD", "USD", "EUR", "GBP", "JPY", "CHF",
      "AUD",  "CAD",  "NZD",  "BTC", "ETH", "XAU", NULL };

/* Words of file names that are no symbol. */
static const char *const common_words[] = { "csv",
                                            "txt",
                                            "zip",
                                            "xz",
                                            "gz",
                                            "data",
                                            "dat",
                                            "mt",
                                            "mt4",
                                            "mt5",
                                            "bid",
                                            "ask",
                                            "mid",
                                            "ascii",
                                            "com",
                                            "export",
                                            "candles",
                                            "candle",
                                            "hist",
                                            "history",
                                            "min",
                                            "minute",
                                            "hour",
                                            "hourly",
                                            "daily",
                                            "day",
                                            "quote",
                                            "trade",
                                            "prices",
                                            "historical",
                                            "copy",
                                            "ohlc",
                                            "ohlcv",
                                            "candlestick",
                                            "histdata",
                                            "binance",
                                            "m",
                                            "h",
                                            "d",
                                            "historicaldata",
                                            "historicalquotes",
                                            "historicalprices",
                                            "volume",
                                            "query",
                                            "stock",
                                            "stocks",
                                            "quotes",
                                            "tick",
                                            "ticks",
                                            "tickdata",
                                            "chart",
                                            "download",
                                            "all",
                                            "us",
                                            "xnas",
                                            "xnys",
                                            NULL };

static gboolean
is_common_word (const char *token)
{
  BtTimeframe timeframe;

  if (bt_timeframe_parse (token, &timeframe))
    return TRUE;
  for (guint i = 0; common_words[i] != NULL; i++)
    if (g_ascii_strcasecmp (token, common_words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Reads what MetaTrader 4 puts after a symbol: the candle's length in minutes. */
static gboolean
parse_minutes (const char *text, BtTimeframe *timeframe)
{
  guint64 minutes;

  return g_ascii_string_to_unsigned (text, 10, 1, BT_TIMEFRAME_MN, &minutes, NULL)
         && bt_timeframe_from_usec ((gint64) minutes * BT_USEC_PER_MINUTE, timeframe);
}

/* Splits "EURUSD240" and "GBPUSDh1" into the pair and what follows it. */
static gboolean
is_length_suffix (const char *rest, BtFileNameHints *hints)
{
  BtTimeframe timeframe;

  if (*rest == '\0')
    return TRUE;
  if (!parse_minutes (rest, &timeframe) && !bt_timeframe_parse (rest, &timeframe))
    return FALSE;
  if (!hints->has_timeframe)
    hints->timeframe = timeframe;
  hints->has_timeframe = TRUE;
  return TRUE;
}

static gboolean
add_builtin_symbol (BtFileNameHints *hints, char **tokens)
{
  guint count;
  const BtInstrument *builtins = bt_instrument_builtins (&count);

  for (guint t = 0; tokens[t] != NULL; t++)
    for (guint i = 0; i < count; i++)
      {
        const gsize length = strlen (builtins[i].symbol);
        if (g_ascii_strncasecmp (tokens[t], builtins[i].symbol, length) == 0
            && is_length_suffix (tokens[t] + length, hints))
          return bt_file_name_hints_make_symbol (builtins[i].symbol, length, hints->symbol);
      }
  return FALSE;
}

static gboolean
is_quote_code (const char *text)
{
  for (guint i = 0; quote_codes[i] != NULL; i++)
    if (strcmp (text, quote_codes[i]) == 0)
      return TRUE;
  return FALSE;
}

static gsize
count_letters (const char *text)
{
  return strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

/* Finds "ADABTC", "BTCUSDT60" and, in two words, "BTC_USD". */
static gboolean
add_pair_symbol (BtFileNameHints *hints, char **tokens)
{
  for (guint t = 0; tokens[t] != NULL; t++)
    {
      g_autofree char *token = g_ascii_strup (tokens[t], -1);
      const gsize letters = count_letters (token);

      for (guint i = 0; quote_codes[i] != NULL; i++)
        {
          const gsize code_length = strlen (quote_codes[i]);
          if (letters >= code_length + 3
              && strncmp (token + letters - code_length, quote_codes[i], code_length) == 0
              && is_length_suffix (token + letters, hints))
            return bt_file_name_hints_make_symbol (token, letters, hints->symbol);
        }
      if (tokens[t + 1] != NULL && letters == strlen (token) && letters >= 3 && letters <= 10
          && strcmp (token, tokens[t]) == 0 && is_quote_code (tokens[t + 1]))
        {
          g_autofree char *pair = g_strconcat (token, tokens[t + 1], NULL);
          return bt_file_name_hints_make_symbol (pair, strlen (pair), hints->symbol);
        }
    }
  return FALSE;
}

/* Takes the first word in capitals, else the first word at all. */
static gboolean
add_word_symbol (BtFileNameHints *hints, char **tokens)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint t = 0; tokens[t] != NULL; t++)
      {
        const gsize letters = count_letters (tokens[t]);
        const gboolean is_candidate = pass == 0 ? letters >= 2
                                                    && strspn (tokens[t] + letters, "0123456789")
                                                         == strlen (tokens[t] + letters)
                                                : g_ascii_isalpha (tokens[t][0]);
        if (is_candidate && !is_common_word (tokens[t]))
          return bt_file_name_hints_make_symbol (tokens[t], strlen (tokens[t]), hints->symbol);
      }
  return FALSE;
}

static void
add_token (BtFileNameHints *hints, const char *token)
{
  static const struct
  {
    const char *name;
    BtPriceKind kind;
  } kinds[]
    = { { "bid", BT_SIDE_KIND_BID }, { "ask", BT_SIDE_KIND_ASK }, { "mid", BT_SIDE_KIND_MID } };
  const BtFeedField field = { token, (guint) strlen (token) };
  BtTimeframe timeframe;
  BtStamp stamp;

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && !hints->has_kind; i++)
    if (g_ascii_strcasecmp (token, kinds[i].name) == 0)
      {
        hints->has_kind = TRUE;
        hints->kind = kinds[i].kind;
      }
  if (!hints->has_timeframe && bt_timeframe_parse (token, &timeframe))
    {
      hints->has_timeframe = TRUE;
      hints->timeframe = timeframe;
    }
  if (hints->day_usec == BT_TIME_NONE && field.length == 8
      && bt_stamp_parse (&field, BT_DATE_ORDER_YMD, &stamp))
    hints->day_usec = stamp.usec;
}

static char **
split_name (const char *name)
{
  g_autofree char *plain = g_strdup (name);

  g_strcanon (plain, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", ' ');
  return g_strsplit (plain, " ", -1);
}

void
bt_file_name_hints_add (BtFileNameHints *hints, const char *name)
{
  g_auto (GStrv) tokens = split_name (name);
  g_autofree char *folded = g_ascii_strdown (name, -1);

  if (strstr (folded, "histdata") != NULL || strstr (folded, "dat_ascii") != NULL
      || strstr (folded, "dat_mt") != NULL || strstr (folded, "dat_nt") != NULL
      || strstr (folded, "dat_ms") != NULL || strstr (folded, "dat_xlsx") != NULL)
    hints->is_histdata = TRUE;
  for (guint t = 0; tokens[t] != NULL; t++)
    add_token (hints, tokens[t]);
  if (hints->symbol[0] == '\0' && !add_builtin_symbol (hints, tokens)
      && !add_pair_symbol (hints, tokens))
    add_word_symbol (hints, tokens);
}

gboolean
bt_file_name_hints_make_symbol (const char *text, gsize length, char out[BT_SYMBOL_SIZE])
{
  gsize written = 0;

  for (gsize i = 0; i < length && written < BT_SYMBOL_SIZE - 1; i++)
    if (g_ascii_isalnum (text[i]) || strchr (".-_#", text[i]) != NULL)
      out[written++] = g_ascii_toupper (text[i]);
  out[written] = '\0';
  return written > 0;
}
