// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-dialect.h"

#include "feed/bt-header-names.h"

#include <string.h>

#define ZONE_UTC                                                                                   \
  {                                                                                                \
    BT_ZONE_UTC, 0                                                                                 \
  }
/* Most MetaTrader servers close their day with New York's. */
#define ZONE_SERVER                                                                                \
  {                                                                                                \
    BT_ZONE_NEW_YORK_PLUS_7, 0                                                                     \
  }
/* HistData states "EST without daylight saving time"; most of its years follow New York or European
 * dates, which the weekly closes show. */
#define ZONE_EST                                                                                   \
  {                                                                                                \
    BT_ZONE_FIXED, -300                                                                            \
  }

typedef enum
{
  DIALECT_MT5,
  DIALECT_MT4,
  DIALECT_HST,
  DIALECT_COPYRATES,
  DIALECT_DUKASCOPY,
  DIALECT_BI5,
  DIALECT_HISTDATA,
  DIALECT_TRUEFX,
  DIALECT_BINANCE,
  DIALECT_TRADINGVIEW,
  DIALECT_CRYPTODATADOWNLOAD,
  DIALECT_CRYPTOCOMPARE,
  DIALECT_FOREXTESTER,
  DIALECT_FINAM,
  DIALECT_LEAN,
  DIALECT_INVESTING,
  DIALECT_YAHOO,
  DIALECT_PARTS,
  DIALECT_TRADES,
  DIALECT_JSON,
  DIALECT_ISO,
  DIALECT_PLAIN,
  N_DIALECTS
} DialectIndex;

static const BtDialect dialects[N_DIALECTS] = {
  [DIALECT_MT5] = { "mt5", "MetaTrader 5 CSV", ZONE_SERVER, FALSE, TRUE },
  [DIALECT_MT4] = { "mt4", "MetaTrader 4 CSV", ZONE_SERVER, FALSE, FALSE },
  [DIALECT_HST] = { "hst", "MetaTrader 4 history", ZONE_SERVER, FALSE, TRUE },
  [DIALECT_COPYRATES] = { "copyrates", "MetaTrader 5 rates CSV", ZONE_SERVER, FALSE, TRUE },
  [DIALECT_DUKASCOPY] = { "dukascopy", "Dukascopy CSV", ZONE_UTC, FALSE, FALSE },
  [DIALECT_BI5] = { "bi5", "Dukascopy download", ZONE_UTC, TRUE, FALSE },
  [DIALECT_HISTDATA] = { "histdata", "HistData CSV", ZONE_EST, FALSE, FALSE },
  [DIALECT_TRUEFX] = { "truefx", "TrueFX ticks", ZONE_UTC, TRUE, FALSE },
  [DIALECT_BINANCE] = { "binance", "Binance klines CSV", ZONE_UTC, TRUE, FALSE },
  [DIALECT_TRADINGVIEW] = { "tradingview", "TradingView CSV", ZONE_UTC, FALSE, FALSE },
  [DIALECT_CRYPTODATADOWNLOAD]
  = { "cryptodatadownload", "CryptoDataDownload CSV", ZONE_UTC, TRUE, FALSE },
  [DIALECT_CRYPTOCOMPARE] = { "cryptocompare", "CryptoCompare CSV", ZONE_UTC, TRUE, FALSE },
  [DIALECT_FOREXTESTER] = { "forextester", "Forex Tester text", ZONE_UTC, FALSE, FALSE },
  /* Moscow's clock, which has not changed since 2014. */
  [DIALECT_FINAM] = { "finam", "Finam text", { BT_ZONE_FIXED, 180 }, FALSE, FALSE },
  /* UTC for most of its sources; some keep New York's winter time all year. */
  [DIALECT_LEAN] = { "lean", "LEAN CSV", ZONE_UTC, FALSE, FALSE },
  [DIALECT_INVESTING] = { "investing", "Investing.com CSV", ZONE_UTC, FALSE, FALSE },
  [DIALECT_YAHOO] = { "yahoo", "Yahoo Finance CSV", ZONE_UTC, FALSE, FALSE },
  [DIALECT_PARTS] = { "parts", "CSV with split dates", ZONE_UTC, FALSE, FALSE },
  [DIALECT_TRADES] = { "trades", "CSV of trades", ZONE_UTC, FALSE, FALSE },
  [DIALECT_JSON] = { "json", "JSON", ZONE_UTC, FALSE, FALSE },
  [DIALECT_ISO] = { "iso", "ISO CSV", ZONE_UTC, FALSE, FALSE },
  [DIALECT_PLAIN] = { "plain", "CSV", ZONE_UTC, FALSE, FALSE },
};

/* Returns the header's folded names, each between bars ("|time|open|…|"), "" without a header; free
 * with g_free(). */
static char *
fold_header (const BtTableSample *sample)
{
  GString *names = g_string_new (NULL);
  BtFeedFields fields;

  if (sample->has_header)
    {
      bt_feed_fields_split (sample->header.text, sample->header.length, sample->delimiter, &fields);
      g_string_append_c (names, '|');
      for (guint i = 0; i < fields.count; i++)
        {
          g_autofree char *name = bt_header_name_fold (&fields.field[i]);
          g_string_append_printf (names, "%s|", name);
        }
    }
  return g_string_free (names, FALSE);
}

/* Returns the first row's stamp field, and whether all volumes of the sample are zero. */
static BtFeedField
get_first_stamp (const BtTableSample *sample, const BtTableLayout *layout)
{
  BtFeedFields fields;

  if (bt_table_sample_split (sample, 0, &fields) && (guint) layout->stamp_column < fields.count)
    return fields.field[layout->stamp_column];
  return (BtFeedField){ "", 0 };
}

static gboolean
are_volumes_zero (const BtTableSample *sample, const BtTableLayout *layout)
{
  BtFeedFields fields;

  if (layout->volume_column == BT_COLUMN_NONE)
    return FALSE;
  for (guint row = 0; bt_table_sample_split (sample, row, &fields); row++)
    {
      BtFeedNumber number;
      if ((guint) layout->volume_column < fields.count
          && (!bt_feed_number_parse (&fields.field[layout->volume_column], layout->style, &number)
              || number.mantissa != 0))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_offset (const BtTableSample *sample, const BtTableLayout *layout)
{
  const BtFeedField field = get_first_stamp (sample, layout);
  BtStamp stamp;

  return layout->source == BT_STAMP_SOURCE_TEXT && bt_stamp_parse (&field, layout->order, &stamp)
         && stamp.has_offset;
}

/* By names that only one program writes. */
static DialectIndex
detect_by_header (const char *names,
                  const BtTableSample *sample,
                  const BtTableLayout *layout,
                  const BtFileNameHints *hints)
{
  const gboolean has_brackets = memchr (sample->header.text, '<', sample->header.length) != NULL;

  if (strstr (names, "|dtyyyymmdd|") != NULL)
    return DIALECT_FOREXTESTER;
  if (has_brackets && strstr (names, "|ticker|") != NULL && strstr (names, "|per|") != NULL)
    return DIALECT_FINAM;
  if (has_brackets && strstr (names, "|date|") != NULL)
    return DIALECT_MT5;
  /* Python's names; others write "Tick volume". */
  if (strstr (names, "|tickvolume|") != NULL
      && g_strstr_len (sample->header.text, (gssize) sample->header.length, "tick_volume") != NULL)
    return DIALECT_COPYRATES;
  if (strstr (names, "|gmttime|") != NULL || strstr (names, "|localtime|") != NULL
      || strstr (names, "|timeeet|") != NULL || strstr (names, "|timeutc|") != NULL
      || strstr (names, "|timegmt|") != NULL)
    return DIALECT_DUKASCOPY;
  if (strstr (names, "|volumefrom|") != NULL)
    return DIALECT_CRYPTOCOMPARE;
  if (strstr (names, "|symbol|") != NULL && strstr (names, "|volumeusd") != NULL)
    return DIALECT_CRYPTODATADOWNLOAD;
  if (strstr (names, "|opentime|") != NULL && strstr (names, "|closetime|") != NULL)
    return DIALECT_BINANCE;
  if (strstr (names, "|price|") != NULL && strstr (names, "|open|") != NULL)
    return DIALECT_INVESTING;
  if (strstr (names, "|adjclose|") != NULL && layout->is_date_only)
    return DIALECT_YAHOO;
  if (strstr (names, "|hhmm|") != NULL || hints->is_histdata)
    return DIALECT_HISTDATA;
  if (g_str_has_prefix (names, "|time|open|high|low|close|")
      && (layout->source == BT_STAMP_SOURCE_EPOCH || has_offset (sample, layout)
          || layout->is_date_only))
    return DIALECT_TRADINGVIEW;
  return N_DIALECTS;
}

/* Lists of quotes and trades without a header. */
static DialectIndex
detect_ticks (const BtTableSample *sample,
              const BtTableLayout *layout,
              const BtFileNameHints *hints)
{
  const BtFeedField stamp = get_first_stamp (sample, layout);

  if (layout->price_column[1] == BT_COLUMN_NONE)
    return layout->stamp_column > 2 ? DIALECT_BINANCE : DIALECT_TRADES;
  if (hints->is_histdata || (stamp.length == 18 && stamp.text[8] == ' '))
    return DIALECT_HISTDATA;
  if (layout->symbol_column == 0 && stamp.length > 8 && stamp.text[8] == ' ')
    return DIALECT_TRUEFX;
  if (layout->source == BT_STAMP_SOURCE_PAIR && sample->delimiter == '\t')
    return DIALECT_MT5;
  return layout->source == BT_STAMP_SOURCE_DAY_MSEC ? DIALECT_LEAN : N_DIALECTS;
}

/* By the shape of rows that have no header. */
static DialectIndex
detect_by_shape (const BtTableSample *sample,
                 const BtTableLayout *layout,
                 const BtFileNameHints *hints)
{
  const BtFeedField stamp = get_first_stamp (sample, layout);
  const gboolean has_points = stamp.length >= 10 && stamp.text[4] == '.' && stamp.text[7] == '.';

  if (layout->are_ticks)
    return detect_ticks (sample, layout, hints);
  if (layout->source == BT_STAMP_SOURCE_DAY_MSEC)
    return DIALECT_LEAN;
  if (layout->source == BT_STAMP_SOURCE_PARTS)
    return DIALECT_PARTS;
  if (layout->source == BT_STAMP_SOURCE_EPOCH && sample->n_fields >= 11)
    return DIALECT_BINANCE;
  if (hints->is_histdata
      || (sample->delimiter == ';' && stamp.length == 15 && stamp.text[8] == ' '))
    return DIALECT_HISTDATA;
  if (sample->delimiter == ',' && (sample->n_fields == 11 || sample->n_fields == 6)
      && stamp.length == 14 && stamp.text[8] == ' ')
    return DIALECT_LEAN;
  if (has_points && sample->delimiter == '\t')
    return DIALECT_MT5;
  /* HistData's MetaTrader form differs from MetaTrader's own only by having no volumes. */
  if (has_points && layout->source == BT_STAMP_SOURCE_PAIR)
    return are_volumes_zero (sample, layout) ? DIALECT_HISTDATA : DIALECT_MT4;
  /* MetaTrader 4's form, saved again by a spreadsheet. */
  if (layout->source == BT_STAMP_SOURCE_PAIR && sample->n_fields == 7 && sample->delimiter == ',')
    return DIALECT_MT4;
  return N_DIALECTS;
}

static gboolean
is_iso (const BtTableSample *sample, const BtTableLayout *layout)
{
  const BtFeedField stamp = get_first_stamp (sample, layout);

  return layout->source == BT_STAMP_SOURCE_EPOCH
         || (stamp.length >= 10 && stamp.text[4] == '-' && stamp.text[7] == '-');
}

const BtDialect *
bt_dialect_find (const char *name)
{
  for (guint i = 0; i < N_DIALECTS; i++)
    if (g_ascii_strcasecmp (dialects[i].name, name) == 0)
      return &dialects[i];
  return NULL;
}

const char *const *
bt_dialect_list_names (void)
{
  static const char *const names[] = { "mt5",
                                       "mt4",
                                       "hst",
                                       "copyrates",
                                       "dukascopy",
                                       "bi5",
                                       "histdata",
                                       "truefx",
                                       "binance",
                                       "tradingview",
                                       "cryptodatadownload",
                                       "cryptocompare",
                                       "forextester",
                                       "finam",
                                       "lean",
                                       "investing",
                                       "yahoo",
                                       "parts",
                                       "trades",
                                       "json",
                                       "iso",
                                       "plain",
                                       NULL };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == N_DIALECTS + 1);
  return names;
}

const BtDialect *
bt_dialect_detect (const BtTableSample *sample,
                   const BtTableLayout *layout,
                   const BtFileNameHints *hints,
                   gboolean is_json)
{
  g_autofree char *names = fold_header (sample);
  DialectIndex index = sample->has_header ? detect_by_header (names, sample, layout, hints)
                                          : detect_by_shape (sample, layout, hints);

  if (is_json)
    index = DIALECT_JSON;
  else if (index == N_DIALECTS && layout->are_ticks && layout->price_column[1] == BT_COLUMN_NONE)
    index = DIALECT_TRADES;
  if (index == N_DIALECTS)
    index = is_iso (sample, layout) ? DIALECT_ISO : DIALECT_PLAIN;
  return &dialects[index];
}

gboolean
bt_dialect_find_header_zone (const BtTableSample *sample, BtZone *zone, gboolean *is_reliable)
{
  g_autofree char *names = fold_header (sample);

  if (strstr (names, "|gmttime|") != NULL || strstr (names, "|timeutc|") != NULL
      || strstr (names, "|timegmt|") != NULL || strstr (names, "|utctime|") != NULL
      || strstr (names, "|datetimeutc|") != NULL || strstr (names, "|timestamputc|") != NULL)
    {
      *zone = BT_ZONE (BT_ZONE_UTC);
      *is_reliable = TRUE;
      return TRUE;
    }
  /* There are tables with this name over rows in UTC, so the weekly closes decide where they can.
   */
  if (strstr (names, "|timeeet|") != NULL)
    {
      *zone = BT_ZONE (BT_ZONE_EASTERN_EUROPE);
      *is_reliable = FALSE;
      return TRUE;
    }
  return FALSE;
}

gboolean
bt_dialect_is_month_first (const BtTableSample *sample)
{
  /* FXCM's candles, and the American platforms. */
  static const char *const starts[]
    = { "|datetime|bidopen|", "|date|time|open|high|low|close|up|", "|date|closelast|" };
  g_autofree char *names = fold_header (sample);

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (names, starts[i]))
      return TRUE;
  return FALSE;
}
