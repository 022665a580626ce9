// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a wrong file, a wrong row and a wrong option say. */
#include "config.h"

#include "feed-fixture.h"

#include <string.h>

#define HEADER "timestamp,open,high,low,close,volume\n"
#define ROW_1 "2024-01-02 00:00,1.1,1.2,1.0,1.1,5\n"
#define ROW_2 "2024-01-02 00:01,1.1,1.2,1.0,1.1,5\n"

static void
assert_format (const char *text, const char *message)
{
  feed_fixture_assert_error ("EURUSD.csv", text, NULL, BT_FEED_ERROR_FORMAT, message);
}

static void
test_missing (void)
{
  g_autoptr (FeedResult) result = feed_fixture_read_path ("/nowhere/EURUSD.csv", NULL);
  g_autoptr (FeedResult) folder = feed_fixture_read_path ("/", NULL);

  g_assert_error (result->error, BT_FEED_ERROR, BT_FEED_ERROR_OPEN);
  g_assert_true (g_str_has_prefix (result->error->message, "/nowhere/EURUSD.csv cannot be read: "));
  g_assert_error (folder->error, BT_FEED_ERROR, BT_FEED_ERROR_OPEN);
  g_assert_cmpstr (folder->error->message, ==, "/ is a folder; choose a file in it");
}

static void
test_empty (void)
{
  feed_fixture_assert_error ("EURUSD.csv", "", NULL, BT_FEED_ERROR_EMPTY,
                             "EURUSD.csv is empty (0 bytes)");
  feed_fixture_assert_error ("EURUSD.csv", "\n\r\n   \n", NULL, BT_FEED_ERROR_EMPTY,
                             "EURUSD.csv has no rows: all lines are blank");
  feed_fixture_assert_error ("EURUSD.csv", "# only a comment\n", NULL, BT_FEED_ERROR_EMPTY,
                             "EURUSD.csv has no rows: all lines are blank");
}

static void
test_wrong_kind (void)
{
  g_autoptr (FeedResult) binary = feed_fixture_read ("EURUSD.csv", "abcdefgh\001\002", 10, NULL);
  g_autoptr (FeedResult) history
    = feed_fixture_read ("EURUSD60.hst", "\x91\x01\0\0Copyright", 13, NULL);

  g_assert_error (binary->error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT);
  g_assert_cmpstr (
    binary->error->message, ==,
    "EURUSD.csv is no text: byte 9 has the value 1; a table of candles in text is expected");
  g_assert_error (history->error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT);
  g_assert_cmpstr (
    history->error->message, ==,
    "EURUSD60.hst begins like a MetaTrader 4 history (.hst), but its head states neither a period "
    "nor digits that there are; export the candles as CSV from the History Center");
  assert_format ("<!DOCTYPE html>\n<html></html>\n",
                 "EURUSD.csv is a web page, not a table: the download link led to a page");
  assert_format ("\n\n <HTML lang=en><body>Too many requests</body></html>\n",
                 "EURUSD.csv is a web page, not a table: the download link led to a page");
  assert_format ("<table border=1><tr><th>Date</th></tr></table>",
                 "EURUSD.csv is a table in HTML; open it in a spreadsheet and save it as CSV");
  assert_format ("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
                 "EURUSD.csv is a pointer of Git LFS to a file that is kept elsewhere; fetch it "
                 "with git lfs pull");
  assert_format (
    "Dear diary,\ntoday nothing happened.\n",
    "EURUSD.csv, line 2: no tab, semicolon, bar or comma divides the lines into columns; a "
    "table of candles is expected");
}

static void
test_no_candles (void)
{
  assert_format (
    "Date,Close\n1/1/2015,1181.97\n2/1/2015,1189.18\n",
    "EURUSD.csv, line 1: the header names no open, high and low price; candles need all "
    "four prices (export them as such), ticks a bid and an ask");
  assert_format (
    "2024-01-02 00:00,1.1,1.2,1.0\n2024-01-02 00:01,1.1,1.2,1.0\n",
    "EURUSD.csv, line 1: a candle needs four prices (open, high, low, close) after its "
    "time, a tick two (bid, ask), but 3 of 4 columns hold numbers there");
  assert_format ("open,high,low,close,volume\n1.1,1.2,1.0,1.1,5\n1.1,1.2,1.0,1.1,5\n",
                 "EURUSD.csv, line 2: no column holds dates in one of the known forms "
                 "(such as 2024-01-31 23:59, 2024.01.31, 31.01.2024, 20240131 235900 or "
                 "seconds since 1970)");
}

static void
test_all_bad (void)
{
  assert_format (
    HEADER "2024-01-02 00:00,1.1,0.9,1.0,1.1,5\n2024-01-02 00:01,1.1,0.9,1.0,1.1,5\n",
    "EURUSD.csv, line 2, column 3: the high 0.9 is below the low 1.0; none of its 2 rows "
    "is a candle");
}

static void
test_cut_off (void)
{
  feed_fixture_assert_error (
    "EURUSD.csv", HEADER ROW_1 ROW_2 "2024-01-02 00:02,1.1,1.", NULL, BT_FEED_ERROR_TRUNCATED,
    "EURUSD.csv: the file ends in the middle of line 4, after 3 of 6 columns; "
    "get it again, or remove that line");

  /* A last row without its line end is whole. */
  g_autoptr (FeedResult) whole
    = feed_fixture_read_text ("EURUSD.csv", HEADER ROW_1 "2024-01-02 00:01,1.1,1.2,1.0,1.1,5");
  g_assert_cmpint (whole->report->rows, ==, 2);
}

static void
assert_bad_row (const FeedResult *result, guint index, gint64 line, gint column, const char *reason)
{
  const BtBadRow *bad_row = g_ptr_array_index (result->report->bad_rows, index);

  g_assert_cmpint (bad_row->line, ==, line);
  g_assert_cmpint (bad_row->column, ==, column);
  g_assert_cmpstr (bad_row->reason, ==, reason);
}

static void
test_bad_rows (void)
{
  g_autoptr (FeedResult) result = feed_fixture_read_text ("EURUSD.csv", HEADER ROW_1 ROW_2
                                                          "\n"
                                                          "2024-01-02 00:02,1.1,abc,1.0,1.1,5\n"
                                                          "2024-13-02 00:03,1.1,1.2,1.0,1.1,5\n"
                                                          "2024-01-02 00:04,1.1,1.2,1.0,1.1,many\n"
                                                          "2024-01-02 00:05,1.3,1.2,1.0,1.1,5\n"
                                                          "2024-01-02 00:06,1.1,1.2,1.0,0.9,5\n"
                                                          "2024-01-02 00:07,1.1,0.9,1.0,1.1,5\n"
                                                          "2024-01-02 00:08,0,1.2,0,1.1,5\n"
                                                          "2024-01-02 00:09,1.1,1.2\n"
                                                          "2024-01-02 00:10,1.1,1.2,1.0,1.1,5\n");

  g_assert_cmpint (result->report->rows, ==, 11);
  g_assert_cmpint (result->report->stored, ==, 3);
  g_assert_cmpint (result->report->bad_rows_total, ==, 8);
  g_assert_cmpint (result->report->inverted, ==, 1);
  g_assert_cmpint (result->report->outside_range, ==, 3);
  g_assert_cmpuint (result->report->bad_rows->len, ==, 8);
  assert_bad_row (result, 0, 5, 3, "“abc” is no high price");
  assert_bad_row (result, 1, 6, 1, "“2024-13-02 00:03” is no date or time");
  assert_bad_row (result, 2, 7, 6, "“many” is no volume");
  assert_bad_row (result, 3, 8, 2, "the open 1.3 is outside low 1.0 and high 1.2");
  assert_bad_row (result, 4, 9, 5, "the close 0.9 is outside low 1.0 and high 1.2");
  assert_bad_row (result, 5, 10, 3, "the high 0.9 is below the low 1.0");
  assert_bad_row (result, 6, 11, 2, "the open price 0 is not above zero");
  assert_bad_row (result, 7, 12, 0, "the row has 3 fields where 6 are needed");
}

static void
test_many_bad_rows (void)
{
  g_autoptr (GString) text = g_string_new (HEADER ROW_1 ROW_2);

  for (guint i = 0; i < BT_QUALITY_MAX_BAD_ROWS + 50; i++)
    g_string_append (text, "2024-01-02 00:03,1.1,0.9,1.0,1.1,5\n");
  g_autoptr (FeedResult) result = feed_fixture_read_text ("EURUSD.csv", text->str);
  g_assert_cmpint (result->report->bad_rows_total, ==, BT_QUALITY_MAX_BAD_ROWS + 50);
  g_assert_cmpuint (result->report->bad_rows->len, ==, BT_QUALITY_MAX_BAD_ROWS);
  g_assert_cmpint (bt_quality_report_get_grade (result->report), ==, 'D');
}

static void
test_long_line (void)
{
  g_autofree char *filler = g_strnfill (1200000, 'x');
  g_autofree char *text = g_strconcat (HEADER ROW_1, filler, "\n" ROW_2, NULL);

  assert_format (text, "EURUSD.csv: line 3 is longer than a megabyte: this is no table of "
                       "candles");
}

static void
assert_option (const char *name,
               const char *text,
               const BtFeedOptions *options,
               const char *message)
{
  feed_fixture_assert_error (name, text, options, BT_FEED_ERROR_OPTION, message);
}

static void
test_options (void)
{
  BtFeedOptions options;
  g_autofree char *rows = feed_fixture_make_rows ("2024-01-02T00:00:00Z", 50);
  g_autofree char *text = g_strconcat (HEADER, rows, NULL);

  bt_feed_options_init (&options);
  options.has_timeframe = TRUE;
  options.timeframe = BT_TIMEFRAME_M5;
  assert_option ("EURUSD.csv", text, &options,
                 "the timeframe M5 was stated, but most rows of EURUSD.csv are 1 minute apart");
  options.timeframe = BT_TIMEFRAME_M1;
  options.dialect = "excel";
  assert_option (
    "EURUSD.csv", text, &options,
    "“excel” is no dialect; known are mt5, mt4, hst, copyrates, dukascopy, bi5, histdata, truefx, "
    "binance, tradingview, cryptodatadownload, cryptocompare, forextester, finam, lean, investing, "
    "yahoo, parts, trades, json, iso, plain");
  options.dialect = NULL;
  options.digits = 9;
  assert_option ("EURUSD.csv", text, &options, "9 digits were stated; a price has 0 to 8");
  options.digits = -1;
  options.symbol = "???";
  assert_option ("EURUSD.csv", text, &options, "“???” is no symbol: letters and digits are needed");
  options.symbol = NULL;
  assert_option (
    "123.csv", text, &options,
    "neither 123.csv nor its name says which instrument it is about; state the symbol");
  options.dialect = "mt4";
  assert_option (
    "EURUSD.csv", "Gmt time,Open,High,Low,Close\n01.04.2025 00:00:00.000,1.1,1.2,1.0,1.1\n",
    &options, "the dialect mt4 was stated, but EURUSD.csv is of the form Dukascopy CSV");
}

static void
test_timeframes (void)
{
  assert_option (
    "EURUSD.csv", HEADER ROW_1, NULL,
    "EURUSD.csv has too few rows to tell how long its candles are; state the timeframe");
  assert_option (
    "EURUSD.csv", HEADER ROW_1 "2024-01-02 00:07,1.1,1.2,1.0,1.1,5\n", NULL,
    "most rows of EURUSD.csv are 7 minutes apart, which is none of the usual timeframes from M1 to "
    "MN; state the timeframe, or export candles of one of these");

  /* One row is enough where the name says how long it is. */
  g_autoptr (FeedResult) named = feed_fixture_read_text ("EURUSD_H1.csv", HEADER ROW_1);
  g_assert_cmpint (named->report->timeframe, ==, BT_TIMEFRAME_H1);
  /* The rows count more than the name. */
  g_autoptr (FeedResult) wrong = feed_fixture_read_text ("EURUSD240.csv", HEADER ROW_1 ROW_2);
  g_assert_cmpint (wrong->report->timeframe, ==, BT_TIMEFRAME_M1);
}

/* A table of count rows that are minutes apart, from 2020 on; of months where minutes is 0. */
static char *
make_table (int minutes, guint count)
{
  GString *text = g_string_new (HEADER);
  gint64 usec = 0;

  g_assert_true (bt_time_parse ("2020-01-06", &usec, NULL));
  for (guint i = 0; i < count; i++)
    {
      const BtCivilTime month
        = { .year = 2001 + (int) i / 12, .month = (int) i % 12 + 1, .day = 1 };
      const BtCivilTime civil
        = minutes == 0 ? month : bt_time_to_civil (usec + i * minutes * BT_USEC_PER_MINUTE);

      g_string_append_printf (text, "%04d-%02d-%02d %02d:%02d,1.1,1.2,1.0,1.1,5\n", civil.year,
                              civil.month, civil.day, civil.hour, civil.minute);
    }
  return g_string_free (text, FALSE);
}

static void
test_lengths (void)
{
  static const struct
  {
    const char *name;
    int minutes;
    BtTimeframe timeframe;
  } cases[] = {
    { "EURUSD.csv", 3, BT_TIMEFRAME_M3 },
    { "EURUSD.csv", 120, BT_TIMEFRAME_H2 },
    { "EURUSD.csv", 360, BT_TIMEFRAME_H6 },
    { "EURUSD.csv", 0, BT_TIMEFRAME_MN },
    { "EURUSD43200.csv", 0, BT_TIMEFRAME_MN },
    { "EURUSD_MN1.csv", 0, BT_TIMEFRAME_MN },
    /* Seven minutes where the name says so. */
    { "EURUSD_M7.csv", 7, BT_TIMEFRAME_MINUTES (7) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = make_table (cases[i].minutes, 60);
      g_autoptr (FeedResult) result = feed_fixture_read_text (cases[i].name, text);

      g_assert_no_error (result->error);
      g_assert_cmpint (result->report->timeframe, ==, cases[i].timeframe);
      g_assert_cmpint (result->report->stored, ==, 60);
      g_assert_false (result->report->is_name_wrong);
      /* Months of 31 days are no holes. */
      if (cases[i].minutes == 0)
        g_assert_cmpint (result->report->gap_count + result->report->weekend_gaps, ==, 0);
    }

  BtFeedOptions options;
  g_autofree char *text = make_table (7, 60);
  bt_feed_options_init (&options);
  options.has_timeframe = TRUE;
  options.timeframe = BT_TIMEFRAME_MINUTES (7);
  g_autoptr (FeedResult) stated = feed_fixture_read ("EURUSD.csv", text, strlen (text), &options);
  g_assert_no_error (stated->error);
  g_assert_cmpint (stated->report->timeframe, ==, BT_TIMEFRAME_MINUTES (7));
}

static void
test_stated (void)
{
  BtFeedOptions options;
  const char *text = HEADER ROW_1 ROW_2;

  bt_feed_options_init (&options);
  options.symbol = "xauusd";
  options.has_zone = TRUE;
  options.zone = BT_ZONE (BT_ZONE_TOKYO);
  options.has_kind = TRUE;
  options.kind = BT_SIDE_KIND_MID;
  options.digits = 3;
  g_autoptr (FeedResult) result = feed_fixture_read ("EURUSD.csv", text, strlen (text), &options);
  g_assert_no_error (result->error);
  g_assert_cmpstr (result->report->symbol, ==, "XAUUSD");
  g_assert_true (result->report->is_zone_certain);
  g_assert_cmpint (result->kind, ==, BT_SIDE_KIND_MID);
  g_assert_cmpuint (result->report->digits, ==, 3);
  feed_fixture_assert_candle (result, 0, "2024-01-01T15:00:00Z", 1100, 1200, 1000, 1100);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  BtFeedOptions options;

  bt_feed_options_init (&options);
  g_cancellable_cancel (cancellable);
  g_assert_null (bt_feed_reader_open (__FILE__, &options, cancellable, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/errors/missing", test_missing);
  g_test_add_func ("/feed/errors/empty", test_empty);
  g_test_add_func ("/feed/errors/wrong-kind", test_wrong_kind);
  g_test_add_func ("/feed/errors/no-candles", test_no_candles);
  g_test_add_func ("/feed/errors/all-bad", test_all_bad);
  g_test_add_func ("/feed/errors/cut-off", test_cut_off);
  g_test_add_func ("/feed/errors/bad-rows", test_bad_rows);
  g_test_add_func ("/feed/errors/many-bad-rows", test_many_bad_rows);
  g_test_add_func ("/feed/errors/long-line", test_long_line);
  g_test_add_func ("/feed/errors/options", test_options);
  g_test_add_func ("/feed/errors/timeframes", test_timeframes);
  g_test_add_func ("/feed/errors/lengths", test_lengths);
  g_test_add_func ("/feed/errors/stated", test_stated);
  g_test_add_func ("/feed/errors/cancel", test_cancel);
  return g_test_run ();
}
