// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One small table a dialect: what it is taken for, and its first candle. */
#include "config.h"

#include "feed-fixture.h"

#include "feed/bt-dialect.h"

#include <string.h>

typedef struct
{
  const char *test;
  const char *name;
  const char *text;
  const char *dialect;
  const char *symbol;
  BtTimeframe timeframe;
  const char *zone;
  gboolean is_zone_certain;
  guint digits;
  gint64 rows;
  const char *first_time;
  gint64 first[4];
  gint64 first_volume; /* times 10^8 */
} Case;

#define LOT G_GINT64_CONSTANT (100000000)

static const Case cases[] = {
  { "mt5",
    "XAUUSD_M1.csv",
    "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n"
    "2024.01.02\t01:00:00\t2062.7\t2064.21\t2062.63\t2063.85\t40\t0\t116\n"
    "2024.01.02\t01:01:00\t2063.73\t2064.42\t2063.59\t2064.26\t83\t0\t117\n",
    "mt5",
    "XAUUSD",
    BT_TIMEFRAME_M1,
    "New_York+7",
    FALSE,
    2,
    2,
    "2024-01-01T23:00:00Z",
    { 206270, 206421, 206263, 206385 },
    40 * LOT },
  { "mt5-daily",
    "EURUSD_Daily.csv",
    "<DATE>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\r\n"
    "2024.01.02\t1.10427\t1.10459\t1.09387\t1.09416\t98011\t0\t3\r\n"
    "2024.01.03\t1.09416\t1.09653\t1.08930\t1.09206\t101022\t0\t3\r\n",
    "mt5",
    "EURUSD",
    BT_TIMEFRAME_D1,
    "New_York+7",
    FALSE,
    5,
    2,
    "2024-01-01T22:00:00Z",
    { 110427, 110459, 109387, 109416 },
    98011 * LOT },
  { "mt4",
    "XAUUSD1.csv",
    "2020.05.27,18:05,1699.31,1699.62,1698.76,1699.48,106\n"
    "2020.05.27,18:06,1699.48,1700.50,1699.20,1700.22,155\n",
    "mt4",
    "XAUUSD",
    BT_TIMEFRAME_M1,
    "New_York+7",
    FALSE,
    2,
    2,
    "2020-05-27T15:05:00Z",
    { 169931, 169962, 169876, 169948 },
    106 * LOT },
  { "dukascopy",
    "EURUSD_Candlestick_1_M_ASK_01.04.2025-30.04.2025.csv",
    "Gmt time,Open,High,Low,Close,Volume\r\n"
    "01.04.2025 00:00:00.000,1.08180,1.08191,1.08178,1.08188,102.27\r\n"
    "01.04.2025 00:01:00.000,1.08190,1.08191,1.08184,1.08187,98.73",
    "dukascopy",
    "EURUSD",
    BT_TIMEFRAME_M1,
    "UTC",
    TRUE,
    5,
    2,
    "2025-04-01T00:00:00Z",
    { 108180, 108191, 108178, 108188 },
    G_GINT64_CONSTANT (10227000000) },
  { "dukascopy-local",
    "EURUSD.csv",
    "Local time,Open,High,Low,Close,Volume\n"
    "01.04.2025 00:00:00.000 GMT+0300,1.08180,1.08191,1.08178,1.08188,102.27\n"
    "01.04.2025 00:01:00.000 GMT+0300,1.08190,1.08191,1.08184,1.08187,98.73\n",
    "dukascopy",
    "EURUSD",
    BT_TIMEFRAME_M1,
    "UTC",
    TRUE,
    5,
    2,
    "2025-03-31T21:00:00Z",
    { 108180, 108191, 108178, 108188 },
    G_GINT64_CONSTANT (10227000000) },
  { "histdata-ascii",
    "DAT_ASCII_XAUUSD_M1_2019.csv",
    "20190101 180000;1281.455;1281.755;1281.445;1281.655;0\n"
    "20190101 180100;1281.655;1281.885;1281.605;1281.885;0\n",
    "histdata",
    "XAUUSD",
    BT_TIMEFRAME_M1,
    "UTC-05:00",
    FALSE,
    3,
    2,
    "2019-01-01T23:00:00Z",
    { 1281455, 1281755, 1281445, 1281655 },
    0 },
  { "histdata-mt",
    "DAT_MT_EURUSD_M1_202011.csv",
    "YYYY.MM.DD,HH:MM,OPEN ,HIGH,LOW,CLOSE,VOLUME\n"
    "2020.11.01,17:00,1.164980,1.164980,1.164760,1.164780,0\n"
    "2020.11.01,17:01,1.164850,1.165010,1.164790,1.164790,0\n",
    "histdata",
    "EURUSD",
    BT_TIMEFRAME_M1,
    "UTC-05:00",
    FALSE,
    5,
    2,
    "2020-11-01T22:00:00Z",
    { 116498, 116498, 116476, 116478 },
    0 },
  { "histdata-mt-bare",
    "EURUSD.csv",
    "2020.11.01,17:00,1.164980,1.164980,1.164760,1.164780,0\n"
    "2020.11.01,17:01,1.164850,1.165010,1.164790,1.164790,0\n",
    "histdata",
    "EURUSD",
    BT_TIMEFRAME_M1,
    "UTC-05:00",
    FALSE,
    5,
    2,
    "2020-11-01T22:00:00Z",
    { 116498, 116498, 116476, 116478 },
    0 },
  { "iso",
    "EURUSD.csv",
    "timestamp,open,high,low,close,volume\n"
    "2024-01-02T00:00:00Z,1.1,1.1001,1.0999,1.10005,120\n"
    "2024-01-02T00:05:00Z,1.10005,1.1002,1.1,1.1001,99\n",
    "iso",
    "EURUSD",
    BT_TIMEFRAME_M5,
    "UTC",
    TRUE,
    5,
    2,
    "2024-01-02T00:00:00Z",
    { 110000, 110010, 109990, 110005 },
    120 * LOT },
  { "iso-offset-ask",
    "gbpusd-m1-ask-2012.csv",
    "timestamp,open,high,low,close\n"
    "2012-02-01 02:00:00+02:00,1.57608,1.57610,1.57585,1.57585\n"
    "2012-02-01 02:01:00+02:00,1.57585,1.57591,1.57552,1.57552\n",
    "iso",
    "GBPUSD",
    BT_TIMEFRAME_M1,
    "UTC",
    TRUE,
    5,
    2,
    "2012-02-01T00:00:00Z",
    { 157608, 157610, 157585, 157585 },
    0 },
  { "pandas-index",
    "EURUSD.csv",
    ",Open,High,Low,Close,Volume\n"
    "2017-04-19 09:00:00,1.0716,1.0722,1.07083,1.07219,1413\n"
    "2017-04-19 10:00:00,1.07214,1.07296,1.07214,1.0726,1241\n",
    "iso",
    "EURUSD",
    BT_TIMEFRAME_H1,
    "UTC",
    FALSE,
    5,
    2,
    "2017-04-19T09:00:00Z",
    { 107160, 107220, 107083, 107219 },
    1413 * LOT },
  { "float-noise",
    "EURUSD.csv",
    "time,open,high,low,close\n"
    "2017-04-19 09:00:00,1.0705500000000001,1.0722,1.0699999999999998,1.07219\n"
    "2017-04-19 09:01:00,1.0705,1.0722,1.07,1.07219\n",
    "iso",
    "EURUSD",
    BT_TIMEFRAME_M1,
    "UTC",
    FALSE,
    5,
    2,
    "2017-04-19T09:00:00Z",
    { 107055, 107220, 107000, 107219 },
    0 },
  { "copyrates",
    "EURUSD60.csv",
    "time,open,high,low,close,tick_volume,spread,real_volume\r\n"
    "2024-12-17 03:00:00,1.05168,1.05344,1.05149,1.05286,2765,0,0\r\n"
    "2024-12-17 04:00:00,1.05286,1.05299,1.05187,1.05213,2997,0,0\r\n",
    "copyrates",
    "EURUSD",
    BT_TIMEFRAME_H1,
    "New_York+7",
    FALSE,
    5,
    2,
    "2024-12-17T01:00:00Z",
    { 105168, 105344, 105149, 105286 },
    2765 * LOT },
  { "copyrates-epoch",
    "XAUUSD.csv",
    "time,open,high,low,close,tick_volume,spread,real_volume\n"
    "1734404400,2651.1,2652,2650,2651.5,65,5,0\n"
    "1734408000,2651.5,2653,2651,2652.5,97,6,0\n",
    "copyrates",
    "XAUUSD",
    BT_TIMEFRAME_H1,
    "New_York+7",
    FALSE,
    2,
    2,
    "2024-12-17T01:00:00Z",
    { 265110, 265200, 265000, 265150 },
    65 * LOT },
  { "points",
    "GBPUSDh1.csv",
    "Date,open,high,low,close,tick_volume\r\n"
    "2012-11-16 05:00:00,158611.0,158618.0,158572.0,158599.0,1032\r\n"
    "2012-11-16 06:00:00,158597.0,158628.0,158573.0,158573.0,1220\r\n",
    "copyrates",
    "GBPUSD",
    BT_TIMEFRAME_H1,
    "New_York+7",
    FALSE,
    5,
    2,
    "2012-11-16T03:00:00Z",
    { 158611, 158618, 158572, 158599 },
    1032 * LOT },
  { "binance",
    "ADABTC-1m-2021-11-27.csv",
    "1637971200000,0.00002853,0.00002854,0.00002851,0.00002854,36304.20,1637971259999,1.03,79,"
    "19523.0,0.55,0\n"
    "1637971260000,0.00002854,0.00002860,0.00002854,0.00002859,89196.60,1637971319999,2.54,98,"
    "59004.2,1.68,0\n",
    "binance",
    "ADABTC",
    BT_TIMEFRAME_M1,
    "UTC",
    TRUE,
    8,
    2,
    "2021-11-27T00:00:00Z",
    { 2853, 2854, 2851, 2854 },
    G_GINT64_CONSTANT (3630420000000) },
  { "tradingview",
    "BINANCE_BTCUSDT, 60.csv",
    "time,open,high,low,close,Plot,Plot,\xef\xbc\xa1\xef\xbc\x91,Volume\n"
    "2024-01-21T14:00:00+09:00,41606.64,41619.12,41528.68,41603.74,1.5,2.5,3.5,504.8\n"
    "2024-01-21T15:00:00+09:00,41603.75,41640.4,41600,41620.01,1.5,2.5,3.5,321.3\n",
    "tradingview",
    "BTCUSDT",
    BT_TIMEFRAME_H1,
    "UTC",
    TRUE,
    2,
    2,
    "2024-01-21T05:00:00Z",
    { 4160664, 4161912, 4152868, 4160374 },
    G_GINT64_CONSTANT (50480000000) },
  { "cryptodatadownload",
    "Binance_BTCUSDT_1h.csv",
    "Timestamps are UTC timezone,https://www.CryptoDataDownload.com\r\n"
    "Date,Symbol,Open,High,Low,Close,Volume BTC,Volume USDT\r\n"
    "2019-12-02 03-AM,BTCUSDT,7398.56,7398.79,7368.99,7368.99,258.75,1911630.7\r\n"
    "2019-12-02 02-AM,BTCUSDT,7380.1,7400,7375.5,7398.56,300,2000000\r\n",
    "cryptodatadownload",
    "BTCUSDT",
    BT_TIMEFRAME_H1,
    "UTC",
    TRUE,
    2,
    2,
    "2019-12-02T03:00:00Z",
    { 739856, 739879, 736899, 736899 },
    G_GINT64_CONSTANT (25875000000) },
  { "cryptocompare",
    "BTC_USD_hour_data.csv",
    "\"time\",\"timeDate\",\"close\",\"high\",\"low\",\"open\",\"volumefrom\",\"volumeto\"\n"
    "1539763200000,\"2018-10-17\",6557.75,6558.49,6539,6546.55,1642.89,10772127.6\n"
    "1539766800000,\"2018-10-17\",6541.3,6557.87,6522.25,6557.87,2479.12,16309700.55\n",
    "cryptocompare",
    "BTCUSD",
    BT_TIMEFRAME_H1,
    "UTC",
    TRUE,
    2,
    2,
    "2018-10-17T08:00:00Z",
    { 654655, 655849, 653900, 655775 },
    G_GINT64_CONSTANT (164289000000) },
  { "forextester",
    "EURUSD.txt",
    "<TICKER>,<DTYYYYMMDD>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>\n"
    "EURUSD,20010102,230100,0.9507,0.9507,0.9507,0.9507,4\n"
    "EURUSD,20010102,230200,0.9506,0.9506,0.9505,0.9505,4\n",
    "forextester",
    "EURUSD",
    BT_TIMEFRAME_M1,
    "UTC",
    FALSE,
    5,
    2,
    "2001-01-02T23:01:00Z",
    { 95070, 95070, 95070, 95070 },
    4 * LOT },
  { "finam",
    "SBER_100101.txt",
    "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<CLOSE>,<HIGH>,<LOW>,<VOL>\n"
    "SBER,10,20100104,103000,84.55,84.90,85.20,84.10,1200\n"
    "SBER,10,20100104,104000,84.90,84.80,85.00,84.60,1100\n",
    "finam",
    "SBER",
    BT_TIMEFRAME_M10,
    "UTC+03:00",
    FALSE,
    2,
    2,
    "2010-01-04T07:30:00Z",
    { 8455, 8520, 8410, 8490 },
    1200 * LOT },
  { "lean-hour",
    "xauusd.csv",
    "20060320 00:00,552.8,554.7,552.4,554.2,0,555.3,557.2,554.9,556.7,0\n"
    "20060320 01:00,554.2,554.8,554.2,554.6,0,556.7,557.3,556.7,557.1,0\n",
    "lean",
    "XAUUSD",
    BT_TIMEFRAME_H1,
    "UTC",
    FALSE,
    2,
    2,
    "2006-03-20T00:00:00Z",
    { 55280, 55470, 55240, 55420 },
    0 },
  { "lean-minute",
    "20140507_xauusd_minute_quote.csv",
    "0,1307.391,1307.665,1306.934,1307.3,0,1307.707,1307.935,1307.241,1307.596,0\n"
    "60000,1307.338,1307.418,1307.029,1307.085,0,1307.619,1307.705,1307.346,1307.346,0\n",
    "lean",
    "XAUUSD",
    BT_TIMEFRAME_M1,
    "UTC",
    FALSE,
    3,
    2,
    "2014-05-07T00:00:00Z",
    { 1307391, 1307665, 1306934, 1307300 },
    0 },
  { "investing",
    "EUR_USD Historical Data.csv",
    "\xef\xbb\xbf\"Date\",\"Price\",\"Open\",\"High\",\"Low\",\"Change %\"\r\n"
    "\"Sep 30, 2021\",\"1.1579\",\"1.1597\",\"1.1610\",\"1.1562\",\"-0.16%\"\r\n"
    "\"Sep 29, 2021\",\"1.1597\",\"1.1683\",\"1.1691\",\"1.1589\",\"-0.74%\"",
    "investing",
    "EURUSD",
    BT_TIMEFRAME_D1,
    "UTC",
    FALSE,
    5,
    2,
    "2021-09-30T00:00:00Z",
    { 115970, 116100, 115620, 115790 },
    0 },
  { "investing-thousands",
    "XAUUSD.csv",
    "\"Date\",\"Price\",\"Open\",\"High\",\"Low\",\"Vol.\",\"Change %\"\n"
    "\"Dec 31, 2021\",\"1,828.39\",\"1,815.44\",\"1,830.58\",\"1,814.15\",\"150.25K\",\"0.74%\"\n"
    "\"Dec 30, 2021\",\"1,815.01\",\"1,803.99\",\"1,817.44\",\"1,795.78\",\"-\",\"0.63%\"\n",
    "investing",
    "XAUUSD",
    BT_TIMEFRAME_D1,
    "UTC",
    FALSE,
    2,
    2,
    "2021-12-31T00:00:00Z",
    { 181544, 183058, 181415, 182839 },
    G_GINT64_CONSTANT (15025000000000) },
  { "yahoo",
    "YHOO.txt",
    "Date,Open,High,Low,Close,Adj Close,Volume\n"
    "2014-01-02,40.369999,40.490002,39.310001,39.590000,39.590000,21504200\n"
    "2014-01-03,40.160000,40.439999,39.820000,40.119999,40.119999,15755200\n",
    "yahoo",
    "YHOO",
    BT_TIMEFRAME_D1,
    "UTC",
    FALSE,
    6,
    2,
    "2014-01-02T00:00:00Z",
    { 40369999, 40490002, 39310001, 39590000 },
    21504200 * LOT },
  { "split-date",
    "TRADESIM_EURUSD_H1_2020_05.csv",
    "EURUSD,2020,05,01,00,0,1.09446,1.09462,1.09404,1.09450,3667.76,TRADESIM,H1,\n"
    "EURUSD,2020,05,01,01,0,1.09450,1.09496,1.09441,1.09491,3218.5601,TRADESIM,H1,",
    "parts",
    "EURUSD",
    BT_TIMEFRAME_H1,
    "UTC",
    FALSE,
    5,
    2,
    "2020-05-01T00:00:00Z",
    { 109446, 109462, 109404, 109450 },
    G_GINT64_CONSTANT (366776000000) },
  { "thai",
    "XAUUSD_M1.csv",
    "Date,Timestamp,Open,High,Low,Close,Volume\n"
    "25660416,10:00:00 PM,1998.498,2000.824,1998.498,2000.448,0.0253399996436201\n"
    "25660416,10:01:00 PM,2000.624,2000.624,1998.004,1998.348,0.045199999367469\n",
    "plain",
    "XAUUSD",
    BT_TIMEFRAME_M1,
    "UTC",
    FALSE,
    3,
    2,
    "2023-04-16T22:00:00Z",
    { 1998498, 2000824, 1998498, 2000448 },
    2534000 },
  { "eight-fields-under-seven-names",
    "DAX.txt",
    "Date,Open,High,Low,Close,Volume,OpenInterest\r\n"
    "2006-01-02,09:01:00,3602.00,3603.00,3597.00,3599.00,5699,0\r\n"
    "2006-01-02,09:02:00,3600.00,3601.00,3598.00,3599.00,894,0\r\n",
    "iso",
    "DAX",
    BT_TIMEFRAME_M1,
    "UTC",
    FALSE,
    0,
    2,
    "2006-01-02T09:01:00Z",
    { 3602, 3603, 3597, 3599 },
    5699 * LOT },
  { "decimal-comma",
    "EURUSD.csv",
    "Datum;Open;High;Low;Close;Volume\n"
    "31.01.2024 10:00;1,08180;1,08191;1,08178;1,08188;1,5\n"
    "31.01.2024 10:15;1,08190;1,08191;1,08184;1,08187;2,5\n",
    "plain",
    "EURUSD",
    BT_TIMEFRAME_M15,
    "UTC",
    FALSE,
    5,
    2,
    "2024-01-31T10:00:00Z",
    { 108180, 108191, 108178, 108188 },
    LOT + LOT / 2 },
  { "four-digit-clock",
    "EURUSD.csv",
    "Date|Time|Open|High|Low|Close\n"
    "20240131|0005|1.08180|1.08191|1.08178|1.08188\n"
    "20240131|0035|1.08190|1.08191|1.08184|1.08187\n",
    "plain",
    "EURUSD",
    BT_TIMEFRAME_M30,
    "UTC",
    FALSE,
    5,
    2,
    "2024-01-31T00:05:00Z",
    { 108180, 108191, 108178, 108188 },
    0 },
};

static void
test_case (gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (FeedResult) result = feed_fixture_read_text (expected->name, expected->text);
  const BtQualityReport *report = result->report;
  g_autofree char *zone = bt_zone_to_string (report->zone);

  g_assert_cmpstr (report->dialect, ==, expected->dialect);
  g_assert_cmpstr (report->symbol, ==, expected->symbol);
  g_assert_cmpstr (bt_timeframe_to_string (report->timeframe), ==,
                   bt_timeframe_to_string (expected->timeframe));
  g_assert_cmpstr (zone, ==, expected->zone);
  g_assert_cmpint (report->is_zone_certain, ==, expected->is_zone_certain);
  g_assert_cmpuint (report->digits, ==, expected->digits);
  g_assert_cmpuint (result->instrument.digits, ==, expected->digits);
  g_assert_cmpint (report->rows, ==, expected->rows);
  g_assert_cmpint (report->stored, ==, expected->rows);
  g_assert_cmpint (report->bad_rows_total, ==, 0);
  g_assert_cmpuint (result->candles->len, ==, expected->rows);
  feed_fixture_assert_candle (result, 0, expected->first_time, expected->first[0],
                              expected->first[1], expected->first[2], expected->first[3]);
  g_assert_cmpint (g_array_index (result->candles, BtCandle, 0).volume, ==, expected->first_volume);
  g_assert_nonnull (result->label);
}

static void
test_spread (void)
{
  g_autoptr (FeedResult) mt5 = feed_fixture_read_text ("XAUUSD_M1.csv", cases[0].text);
  g_autoptr (FeedResult) zero = feed_fixture_read_text ("EURUSD60.csv", cases[12].text);

  g_assert_true (mt5->report->has_spread);
  g_assert_cmpint (g_array_index (mt5->candles, BtCandle, 0).spread_points, ==, 116);
  g_assert_cmpint (g_array_index (mt5->candles, BtCandle, 1).spread_points, ==, 117);
  /* A column of zeros states no spread: trading for nothing would be wrong. */
  g_assert_cmpstr (zero->report->dialect, ==, "copyrates");
  g_assert_false (zero->report->has_spread);
  g_assert_cmpint (g_array_index (zero->candles, BtCandle, 0).spread_points, ==, -1);
}

static void
test_price_kind (void)
{
  g_autoptr (FeedResult) ask = feed_fixture_read_text (cases[3].name, cases[3].text);
  g_autoptr (FeedResult) bid = feed_fixture_read_text (cases[2].name, cases[2].text);
  g_autoptr (FeedResult) named
    = feed_fixture_read_text ("EURUSD.csv", "time,AskOpen,AskHigh,AskLow,AskClose\n"
                                            "2024-01-02 00:00,1.1,1.2,1.0,1.1\n"
                                            "2024-01-02 00:01,1.1,1.2,1.0,1.1\n");

  g_assert_cmpint (ask->kind, ==, BT_SIDE_KIND_ASK);
  g_assert_cmpint (bid->kind, ==, BT_SIDE_KIND_BID);
  g_assert_cmpint (named->kind, ==, BT_SIDE_KIND_ASK);
}

static void
test_names (void)
{
  const char *const *names = bt_feed_dialect_names ();

  g_assert_true (g_strv_contains (names, "mt4"));
  g_assert_true (g_strv_contains (names, "mt5"));
  g_assert_true (g_strv_contains (names, "dukascopy"));
  g_assert_true (g_strv_contains (names, "histdata"));
  g_assert_true (g_strv_contains (names, "iso"));
  g_assert_false (g_strv_contains (names, "parquet"));
  for (guint i = 0; names[i] != NULL; i++)
    {
      const BtDialect *dialect = bt_dialect_find (names[i]);
      g_assert_nonnull (dialect);
      g_assert_cmpstr (dialect->name, ==, names[i]);
      g_assert_cmpuint (strlen (dialect->label), >, 2);
    }
  g_assert_null (bt_dialect_find ("parquet"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/feed/dialect/%s", cases[i].test);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/feed/dialect/spread", test_spread);
  g_test_add_func ("/feed/dialect/price-kind", test_price_kind);
  g_test_add_func ("/feed/dialect/names", test_names);
  return g_test_run ();
}
