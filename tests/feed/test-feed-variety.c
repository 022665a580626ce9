// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The same candles, written in as many ways as there are programs. */
#include "config.h"

#include "feed-fixture.h"

#include <string.h>

#define N_ROWS 40
#define START "2024-01-15T10:00:00Z"

/* How a file is written. A row is a form of g_date_time_format() in which {o}, {h}, {l}, {c} stand
 * for the prices, {,o} and so on for the same with decimal commas, {0o} for points, {v} for the
 * volume, {s} for the seconds since 1970, {n} for the row's number. */
typedef struct
{
  const char *test;
  const char *name;
  const char *head;
  const char *row;
  const char *tail;
  gboolean is_descending;
  const char *encoding; /* NULL for UTF-8 */
} Form;

static const Form forms[] = {
  { "blanks", "EURUSD.txt", "", "%Y.%m.%d %H:%M   {o} {h} {l} {c} {v}\n" },
  { "bars", "EURUSD.csv", "Date|Open|High|Low|Close|Volume\n",
    "%Y-%m-%d %H:%M:%S|{o}|{h}|{l}|{c}|{v}\n" },
  { "carets", "EURUSD.csv", "Date^Open^High^Low^Close^Volume\n",
    "%Y-%m-%d %H:%M:%S^{o}^{h}^{l}^{c}^{v}\n" },
  { "cr-ends", "EURUSD.csv", "Date,Open,High,Low,Close,Volume\r",
    "%Y-%m-%d %H:%M:%S,{o},{h},{l},{c},{v}\r" },
  { "crlf-bom", "EURUSD.csv",
    "\xef\xbb\xbf"
    "Date,Open,High,Low,Close,Volume\r\n",
    "%Y-%m-%d %H:%M:%S,{o},{h},{l},{c},{v}\r\n" },
  { "single-quotes", "EURUSD.csv", "'Date','Open','High','Low','Close','Volume'\n",
    "'%Y-%m-%d %H:%M:%S','{o}','{h}','{l}','{c}','{v}'\n" },
  { "german", "EURUSD.csv", "Datum;Eröffnung;Hoch;Tief;Schlusskurs;Volumen\n",
    "%d.%m.%Y %H:%M;{,o};{,h};{,l};{,c};{v}\n" },
  { "spanish", "EURUSD.csv",
    "\"Fecha\",\"Último\",\"Apertura\",\"Máximo\",\"Mínimo\",\"Vol.\",\"% var.\"\n",
    "\"%d/%m/%Y %H:%M\",\"{,c}\",\"{,o}\",\"{,h}\",\"{,l}\",\"1,2K\",\"0,25%%\"\n" },
  { "russian", "EURUSD.csv", "Дата;Время;Открытие;Макс;Мин;Закрытие;Объём\n",
    "%d.%m.%Y;%H:%M;{,o};{,h};{,l};{,c};{v}\n" },
  { "russian-1251", "EURUSD.csv", "Дата;Время;Цена;Откр.;Макс.;Мин.;Объём\n",
    "%d.%m.%Y;%H:%M;{,c};{,o};{,h};{,l};{v}\n", NULL, FALSE, "CP1251" },
  { "latin-1", "EURUSD.csv", "Data;Hora;Abertura;Máximo;Mínimo;Último;Volume\r\n",
    "%d/%m/%Y;%H:%M;{,o};{,h};{,l};{,c};{v}\r\n", NULL, FALSE, "CP1252" },
  { "turkish", "EURUSD.csv", "Tarih;Şimdi;Açılış;Yüksek;Düşük;Hacim\n",
    "%d.%m.%Y %H:%M;{,c};{,o};{,h};{,l};{v}\n", NULL, FALSE, "CP1254" },
  { "polish", "EURUSD.csv", "Data,Otwarcie,Najwyższy,Najniższy,Zamknięcie,Wolumen\n",
    "%Y-%m-%d %H:%M:%S,{o},{h},{l},{c},{v}\n", NULL, FALSE, "CP1250" },
  { "chinese", "EURUSD.csv", "日期,股票代码,收盘价,最高价,最低价,开盘价,成交量\n",
    "%Y-%m-%d %H:%M:%S,EURUSD,{c},{h},{l},{o},{v}\n", NULL, FALSE, "GB18030" },
  { "japanese", "EURUSD.csv", "日時,始値,高値,安値,終値,出来高\n",
    "%Y/%m/%d %H:%M:%S,{o},{h},{l},{c},{v}\n", NULL, FALSE, "CP932" },
  { "korean", "EURUSD.csv", "일자,종가,시가,고가,저가,거래량\n",
    "%Y/%m/%d %H:%M:%S,{c},{o},{h},{l},{v}\n", NULL, FALSE, "CP949" },
  { "thai", "EURUSD.csv", "วันที่,ล่าสุด,เปิด,สูงสุด,ต่ำสุด,ปริมาณ\n",
    "%Y-%m-%d %H:%M:%S,{c},{o},{h},{l},{v}\n" },
  { "arabic", "EURUSD.csv", "التاريخ,الأخير,مفتوح,مرتفع,منخفض,الحجم\n",
    "%Y-%m-%d %H:%M:%S,{c},{o},{h},{l},{v}\n" },
  { "two-languages", "EURUSD.csv", "open_time/开盘时间,open/开盘,high/最高,low/最低,close/收盘\n",
    "{s},{o},{h},{l},{c}\n", NULL, FALSE, "GB18030" },
  { "database-names", "EURUSD.csv",
    "trade_date,open_price,high_price,low_price,close_price,quote_volume,total_volume\n",
    "%Y-%m-%d %H:%M:%S,{o},{h},{l},{c},9.5,{v}\n" },
  { "grouped-volumes", "EURUSD.csv", "Time,Open,High,Low,Close,Volume\n",
    "%Y-%m-%d %H:%M:%S,{o},{h},{l},{c},\"1,234,567\"\n" },
  { "no-volumes", "EURUSD.csv", "date,open,high,low,close,volume,average,barCount\n",
    "%Y%m%d  %H:%M:%S,{o},{h},{l},{c},-1,-1,-1\n" },
  { "euros", "EURUSD.csv", "Datum;Eröffnung;Schluss;Tageshoch;Tagestief\n",
    "%d.%m.%Y %H:%M;{,o} €;{,c} €;{,h} €;{,l} €\n" },
  { "month-first", "EURUSD.csv", "Date Time,Open,High,Low,Close,Volume\n",
    "%m/%d/%Y %I:%M:%S %p,{o},{h},{l},{c},{v}\n" },
  { "month-names", "EURUSD.csv", "timestamp,open,high,low,close,volume\n",
    "%d-%b-%Y %H:%M,{o},{h},{l},{c},{v}\n" },
  { "months-french", "EURUSD.csv", "Date;Ouv;Haut;Bas;Clôt\n",
    "%d janv. %Y %H:%M;{,o};{,h};{,l};{,c}\n" },
  { "months-russian", "EURUSD.csv", "Дата;Открытие;Максимум;Минимум;Закрытие\n",
    "%d янв %Y %H:%M;{,o};{,h};{,l};{,c}\n", NULL, FALSE, "CP1251" },
  { "months-short-years", "EURUSD.csv", "Date,Open,High,Low,Close\n",
    "%d-%b-%y %H:%M,{o},{h},{l},{c}\n" },
  { "weekdays", "EURUSD.csv", "time,open,high,low,close\n", "%a %m/%d/%Y %H:%M,{o},{h},{l},{c}\n" },
  { "ctime", "EURUSD.csv", "time,open,high,low,close\n", "%a %b %d %H:%M:%S %Y,{o},{h},{l},{c}\n" },
  { "mail", "EURUSD.csv", "time,open,high,low,close\n",
    "\"%a, %d %b %Y %H:%M:%S GMT\",{o},{h},{l},{c}\n" },
  { "script", "EURUSD.csv", "time,open,high,low,close\n",
    "%a %b %d %Y %H:%M:%S GMT+0000 (GMT),{o},{h},{l},{c}\n" },
  { "named-zone", "EURUSD.csv", "date,open,high,low,close\n",
    "%Y%m%d %H:%M:%S Etc/UTC,{o},{h},{l},{c}\n" },
  { "characters", "EURUSD.csv", "日時,始値,高値,安値,終値\n",
    "%Y年%m月%d日 %H:%M,{o},{h},{l},{c}\n" },
  { "blanks-in-dates", "EURUSD.csv", "날짜,시가,고가,저가,종가\n",
    "%Y- %m- %d %H:%M,{o},{h},{l},{c}\n" },
  { "half-days-with-dots", "EURUSD.csv", "Fecha,Apertura,Máximo,Mínimo,Cierre\n",
    "%d/%m/%Y %I:%M:%S a.\xc2\xa0m.,{o},{h},{l},{c}\n" },
  { "milliseconds-after-colon", "EURUSD.csv", "Timestamp,Open,High,Low,Close\n",
    "%Y%m%d %H:%M:%S:000,{o},{h},{l},{c}\n" },
  { "day-of-year", "EURUSD.csv", "Date,Time,Open,High,Low,Close\n",
    "%Y%j,%H:%M,{o},{h},{l},{c}\n" },
  { "hour-and-minute-columns", "EURUSD.csv", "Date,Hour,Minute,Open,High,Low,Close\n",
    "%Y-%m-%d,%H,%M,{o},{h},{l},{c}\n" },
  { "six-columns", "EURUSD.csv", "day,month,year,hour,minute,second,open,high,low,close\n",
    "%d,%m,%Y,%H,%M,%S,{o},{h},{l},{c}\n" },
  { "three-columns-and-hours", "EURUSD.csv", "", "%d,%m,%Y,%H,%M,{o},{h},{l},{c}\n" },
  { "two-times", "EURUSD.json", "[",
    "{\"T\":{s}999,\"c\":\"{c}\",\"h\":\"{h}\",\"l\":\"{l}\",\"o\":\"{o}\",\"t\":{s}000},", "{}]" },
  { "rows-named", "EURUSD.txt", "\"Open\" \"High\" \"Low\" \"Close\" \"Volume\"\n",
    "\"%Y-%m-%d %H:%M:%S\" {o} {h} {l} {c} {v}\n" },
  { "printed", "EURUSD.txt", "                        Open    High     Low   Close\nDatetime\n",
    "%Y-%m-%d %H:%M:%S+00:00 {o} {h} {l} {c}\n" },
  { "compact", "EURUSD.csv", "", "%Y%m%d%H%M%S,{o},{h},{l},{c},{v}\n" },
  { "hours-and-minutes", "EURUSD.csv", "Date,Time,Open,High,Low,Close,Volume\n",
    "%Y%m%d,%H%M,{o},{h},{l},{c},{v}\n" },
  { "buddhist", "EURUSD.csv", "Date,Time,Open,High,Low,Close\n",
    "2567-%m-%d,%H:%M,{o},{h},{l},{c}\n" },
  { "nanoseconds", "EURUSD.csv", "ts_event,open,high,low,close,volume\n",
    "{s}000000000,{o},{h},{l},{c},{v}\n" },
  { "microseconds", "EURUSD.csv", "timestamp,open,high,low,close,volume\n",
    "{s}000000,{o},{h},{l},{c},{v}\n" },
  { "seconds-with-decimals", "EURUSD.csv", "timestamp,open,high,low,close,volume\n",
    "{s}.0,{o},{h},{l},{c},{v}\n" },
  { "utc-letter", "EURUSD.csv", "date,o,h,l,c,v\n",
    "%Y-%m-%dT%H:%M:%S.000Z,{o},{h},{l},{c},{v}\n" },
  { "time-last", "EURUSD.csv", "volume,low,high,close,open,time\n",
    "{v},{l},{h},{c},{o},%Y-%m-%d %H:%M:%S\n" },
  { "dollars", "EURUSD.csv", "Date,Close/Last,Volume,Open,High,Low\n",
    "%m/%d/%Y %H:%M,${c},{v},${o},${h},${l}\n" },
  { "five-columns", "EURUSD.csv", "Year,Month,Day,Hour,Minute,Open,High,Low,Close,Volume\n",
    "%Y,%m,%d,%H,%M,{o},{h},{l},{c},{v}\n" },
  { "title", "EURUSD.csv", "Symbol: EURUSD\nExported 2024\n\nDate,Open,High,Low,Close,Volume\n",
    "%Y-%m-%d %H:%M:%S,{o},{h},{l},{c},{v}\n" },
  { "names-above-units", "EURUSD.csv",
    "Price,Close,High,Low,Open,Volume\nTicker,X,X,X,X,X\nDatetime,,,,,\n",
    "%Y-%m-%d %H:%M:%S+00:00,{c},{h},{l},{o},{v}\n" },
  { "row-numbers", "EURUSD.csv", ",time,open,high,low,close,volume\n",
    "{n},%Y-%m-%d %H:%M:%S,{o},{h},{l},{c},{v}\n" },
  { "missing-volumes", "EURUSD.csv", "time,open,high,low,close,volume\n",
    "%Y-%m-%d %H:%M:%S,{o},{h},{l},{c},nan\n" },
  { "last-for-close", "EURUSD.csv", "Date, Time, Open, High, Low, Last, Volume, NumberOfTrades\n",
    "%Y/%m/%d, %H:%M:%S, {o}, {h}, {l}, {c}, {v}, 5\n" },
  { "both-sides", "EURUSD.csv",
    "DateTime,BidOpen,BidHigh,BidLow,BidClose,AskOpen,AskHigh,AskLow,AskClose\n",
    "%m/%d/%Y %H:%M:%S.000,{o},{h},{l},{c},9.1,9.2,9.1,9.1\n" },
  { "brackets", "a.txt",
    "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n",
    "EURUSD,5,%Y%m%d,%H%M%S,{o},{h},{l},{c},{v},0\n" },
  { "trades-counted", "EURUSD.csv", "", "{s},{o},{h},{l},{c},{v}.5,12\n" },
  { "newest-first", "EURUSD.csv", "timestamp,open,high,low,close,volume\n",
    "%Y-%m-%d %H:%M:%S,{o},{h},{l},{c},{v}\n", NULL, TRUE },
  { "web-address", "EURUSD.csv",
    "https://www.example.org\nunix,date,symbol,open,high,low,close,Volume BTC,Volume USD\n",
    "{s},%Y-%m-%d %H:%M:%S,EUR/USD,{o},{h},{l},{c},{v},{v}\n", NULL, TRUE },
  { "klines", "EURUSD-1m-2025-01.csv", "",
    "{s}000000,{o},{h},{l},{c},{v},{s}999999,1.5,7,1.0,1.0,0\n" },
  { "many-times", "EURUSD.csv",
    "timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;timestamp\n",
    "\"%Y-%m-%dT%H:%M:00.000Z\";\"%Y-%m-%dT%H:%M:59.999Z\";\"%Y-%m-%dT%H:%M:30.000Z\";"
    "\"%Y-%m-%dT%H:%M:20.000Z\";\"2781\";{o};{h};{l};{c};{v};1;\"%Y-%m-%dT%H:%M:59.999Z\"\n" },
  { "json-low-first", "EURUSD.json", "[", "[{s},{l},{h},{o},{c},{v}],", "[]]", TRUE },
  { "json-close-second", "EURUSD.json", "[", "[{s}000,{o},{c},{h},{l},{v}],", "[]]" },
  { "volume-in-front", "EURUSD-202401.csv", "", "{s},{v}.5,{c},{h},{l},{o}\n" },
  { "unknown-names", "EURUSD.csv", "Aika,Viimeinen,Avaus,Ylin,Alin,Muutos\n",
    "%Y-%m-%d %H:%M:%S,{c},{o},{h},{l},0.25%%\n" },
  { "mean-price", "EURUSD.json", "[", "[{s},{o},{h},{l},{c},\"{c}\",\"{v}.5\",12],", "[]]" },
  { "time-behind", "EURUSD.json", "[",
    "[\"{l}\",\"{h}\",\"{o}\",\"{c}\",\"12.5\",{s}123,\"{c}\",\"MINUTE_1\",{s}000],", "[]]" },
  { "billionths", "EURUSD.csv", "ts_event,rtype,publisher_id,open,high,low,close,volume\n",
    "{s}000000000,33,1,{0o}0000,{0h}0000,{0l}0000,{0c}0000,{v}\n" },
  { "json-results", "X.json", "{\"ticker\":\"EURUSD\",\"results\":[",
    "{\"v\":{v},\"vw\":{o},\"o\":{o},\"c\":{c},\"h\":{h},\"l\":{l},\"t\":{s}000,\"n\":3},",
    "{}],\"status\":\"OK\"}" },
  { "json-facts-behind", "X.json", "{\"bars\":[",
    "{\"t\":{s},\"o\":{o},\"h\":{h},\"l\":{l},\"c\":{c}},",
    "{}],\"symbol\":\"EUR_USD\",\"next_page_token\":null}" },
  { "json-row-numbers", "EURUSD.json", "{",
    "\"{n}\":{\"t\":{s},\"o\":{o},\"h\":{h},\"l\":{l},\"c\":{c}},", "\"x\":null}" },
  { "json-schema", "EURUSD.json",
    "{\"schema\":{\"fields\":[{\"name\":\"time\",\"type\":\"datetime\"},"
    "{\"name\":\"open\",\"type\":\"number\"}],\"primaryKey\":[\"time\"]},\"data\":[",
    "{\"time\":{s},\"open\":{o},\"high\":{h},\"low\":{l},\"close\":{c}},", "{}]}" },
  { "json-script", "EURUSD.js", "var candles = [", "[{s},{o},{h},{l},{c}],", "[]];\n" },
  { "json-callback", "EURUSD.json", "callback([", "[{s},{o},{h},{l},{c}],", "[]]);" },
  { "json-types", "EURUSD.json", "",
    "{\"_id\":{\"$oid\":\"63b{n}\"},\"time\":{\"$date\":{\"$numberLong\":\"{s}000\"}},"
    "\"open\":{\"$numberDouble\":\"{o}\"},\"high\":{\"$numberDouble\":\"{h}\"},"
    "\"low\":{\"$numberDouble\":\"{l}\"},\"close\":{\"$numberDouble\":\"{c}\"}}\n" },
  { "json-sides-inside", "EURUSD.json", "{\"prices\":[",
    "{\"snapshotTime\":\"%Y-%m-%dT%H:%M:%S\",\"openPrice\":{\"bid\":{o},\"ask\":9.1},"
    "\"closePrice\":{\"bid\":{c},\"ask\":9.1},\"highPrice\":{\"bid\":{h},\"ask\":9.1},"
    "\"lowPrice\":{\"bid\":{l},\"ask\":9.1}},",
    "{}]}" },
  { "marked-header", "EURUSD.csv", "#RIC,Domain,Date-Time,GMT Offset,Open,High,Low,Last,Volume\n",
    "EUR/USD,Market Price,%Y-%m-%dT%H:%M:%S.000000000Z,+0,{o},{h},{l},{c},{v}\n" },
  { "quoted-lines", "EURUSD.csv", "\"Time,Open,High,Low,Close,Volume\"\n",
    "\"%Y-%m-%d %H:%M,{o},{h},{l},{c},{v}\"\n" },
  { "ruled", "EURUSD.txt",
    "+------+------+\n| time | open | high | low | close |\n+------+------+\n",
    "| %Y-%m-%d %H:%M:%S | {o} | {h} | {l} | {c} |\n", "+------+------+\n" },
  { "empty-rows-behind", "EURUSD.csv", "Time,Open,High,Low,Close,Volume\n",
    "%Y-%m-%d %H:%M,{o},{h},{l},{c},{v}\n", ",,,,,\n,,,,,\n" },
  { "json-pandas-split", "EURUSD.json",
    "{\"columns\":[\"time\",\"open\",\"high\",\"low\",\"close\"],\"data\":[",
    "[{s}000,{o},{h},{l},{c}],", "[]]}" },
};

/* The candles: a price that wanders, with open and close off the ends of the range, and an open
 * near the close before. */
static gint64
get_open (guint row)
{
  return 110000 + row * 3 + row % 7;
}

static void
get_prices (guint row, gint64 prices[4])
{
  prices[0] = get_open (row);
  prices[1] = prices[0] + 25 + row % 5;
  prices[2] = prices[0] - 31 - row % 3;
  prices[3] = get_open (row + 1) + row % 2;
}

static void
replace (GString *text, const char *pattern, const char *with)
{
  g_string_replace (text, pattern, with, 0);
}

static void
append_row (GString *text, const Form *form, guint row)
{
  static const char letters[] = "ohlc";
  gint64 prices[4];
  gint64 start;

  g_assert_true (bt_time_parse (START, &start, NULL));
  const gint64 seconds = start / BT_USEC_PER_SECOND + row * 60;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *line = g_date_time_format (time, form->row);
  g_autoptr (GString) filled = g_string_new (line);
  g_autofree char *volume = g_strdup_printf ("%u", row + 1);
  g_autofree char *epoch = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);

  get_prices (row, prices);
  for (guint p = 0; p < 4; p++)
    {
      const char with_point[] = { '{', letters[p], '}', '\0' };
      const char with_comma[] = { '{', ',', letters[p], '}', '\0' };
      const char as_points[] = { '{', '0', letters[p], '}', '\0' };
      g_autofree char *price = g_strdup_printf ("1.%05d", (int) (prices[p] - 100000));
      g_autofree char *points = g_strdup_printf ("%d", (int) prices[p]);
      g_autofree char *other = g_strdup_printf ("1,%05d", (int) (prices[p] - 100000));
      replace (filled, with_point, price);
      replace (filled, with_comma, other);
      replace (filled, as_points, points);
    }
  replace (filled, "{v}", volume);
  replace (filled, "{n}", volume);
  replace (filled, "{s}", epoch);
  g_string_append (text, filled->str);
}

static void
test_form (gconstpointer data)
{
  const Form *form = data;
  g_autoptr (GString) text = g_string_new (form->head);
  BtFeedOptions options;

  for (guint row = 0; row < N_ROWS; row++)
    append_row (text, form, form->is_descending ? N_ROWS - 1 - row : row);
  if (form->tail != NULL)
    g_string_append (text, form->tail);
  bt_feed_options_init (&options);
  options.has_zone = TRUE;
  options.zone = BT_ZONE (BT_ZONE_UTC);
  g_autofree char *bytes = g_strdup (text->str);
  gsize length = text->len;
  if (form->encoding != NULL)
    {
      g_free (bytes);
      bytes = g_convert (text->str, -1, form->encoding, "UTF-8", NULL, &length, NULL);
      g_assert_nonnull (bytes);
    }
  g_autoptr (FeedResult) result = feed_fixture_read (form->name, bytes, length, &options);
  g_assert_no_error (result->error);
  g_assert_cmpstr (result->report->symbol, ==, "EURUSD");
  g_assert_cmpint (result->report->timeframe, ==, BT_TIMEFRAME_M1);
  g_assert_cmpint (result->report->bad_rows_total, ==, 0);
  g_assert_cmpuint (result->candles->len, ==, N_ROWS);
  for (guint row = 0; row < N_ROWS; row++)
    {
      const BtCandle *candle
        = &g_array_index (result->candles, BtCandle, form->is_descending ? N_ROWS - 1 - row : row);
      gint64 start;
      gint64 prices[4];
      g_assert_true (bt_time_parse (START, &start, NULL));
      get_prices (row, prices);
      g_assert_cmpint (candle->time_usec, ==, start + row * BT_USEC_PER_MINUTE);
      g_assert_cmpint (candle->open_points, ==, prices[0]);
      g_assert_cmpint (candle->high_points, ==, prices[1]);
      g_assert_cmpint (candle->low_points, ==, prices[2]);
      g_assert_cmpint (candle->close_points, ==, prices[3]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = g_strconcat ("/feed/variety/", forms[i].test, NULL);
      g_test_add_data_func (path, &forms[i], test_form);
    }
  return g_test_run ();
}
