// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Tables that are about something else than the candles or ticks of one instrument, and those of
 * which it takes more than the names of columns to tell. */
#include "config.h"

#include "feed-fixture.h"

#include <string.h>

#define N_ROWS 40

/* A table that is refused: a head, and rows in which {n} is the row's number and {t} a minute. */
typedef struct
{
  const char *test;
  const char *name;
  const char *head;
  const char *row;
  int code;
  const char *message;
} Refusal;

static const Refusal refusals[] = {
  { "options", "chain.csv",
    "contractSymbol,lastTradeDate,strike,lastPrice,bid,ask,volume,openInterest\n",
    "AAPL230120C{n},2023-01-03 {t}:00,{n}.0,75.0,74.0,75.5,1,100\n", BT_FEED_ERROR_FORMAT,
    "chain.csv, line 1: the header names strike prices, so these are options; candles or ticks of "
    "one instrument are needed" },
  { "order-book", "book.csv",
    "timestamp,bid_0_price,bid_0_size,ask_0_price,ask_0_size,bid_1_price,bid_1_size\n",
    "2023-01-03 {t}:00.123,16680.1,1,16680.2,2,16680.0,3\n", BT_FEED_ERROR_FORMAT,
    "book.csv, line 1: the header names several levels, so these are states of an order book; "
    "export trades, or the best bid and ask" },
  { "side-by-side", "two.csv", "Time,Open,High,Low,Close,Open,High,Low,Close\n",
    "2023-01-03 {t},1.1,1.2,1.0,1.1,2.1,2.2,2.0,2.1\n", BT_FEED_ERROR_FORMAT,
    "two.csv, line 1: the header names open, high and low more than once, so several instruments "
    "stand side by side; export them one by one" },
  { "decimal-commas", "EURUSD.csv", "", "03.01.2023 {t},1,1000{n},1,2000{n},1,0500{n},1,1500{n}\n",
    BT_FEED_ERROR_FORMAT,
    "EURUSD.csv, line 1: commas stand between the columns and before the decimals; export it with "
    "semicolons or with decimal points" },
  { "rates", "rates.csv", "Date,USD,JPY,BGN,CZK,DKK\n",
    "2023-01-03 {t},1.06,140.{n},1.9558,24.{n},7.43\n", BT_FEED_ERROR_FORMAT,
    "rates.csv, line 1: the header names no open, high and low price; candles need all four prices "
    "(export them as such), ticks a bid and an ask" },
  { "statistics", "metrics.csv", "create_time,depth,ratio\n", "2023-01-03 {t},1{n}.5,1.25\n",
    BT_FEED_ERROR_FORMAT,
    "metrics.csv, line 2: a candle needs four prices (open, high, low, close) after its time, a "
    "tick two (bid, ask), but 2 of 3 columns hold numbers there" },
  { "day-of-all", "20230103.csv", "SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,TIMESTAMP\n",
    "SYM{n},EQ,1.1,1.2,1.0,1.1,03-JAN-2023\n", BT_FEED_ERROR_SEVERAL,
    "20230103.csv holds several instruments (SYM10, SYM11, SYM12, SYM13, …); state the symbol of "
    "the one to read" },
  { "day-of-all-bare", "20230103.txt", "", "SYM{n},20230103,1.1,1.2,1.0,1.1,100\n",
    BT_FEED_ERROR_SEVERAL,
    "20230103.txt holds several instruments (SYM10, SYM11, SYM12, SYM13, …); state the symbol of "
    "the one to read" },
  { "lists", "bars.json", "{\"bars\":{\"AAPL\":[[1672756200,1.1,1.2,1.0,1.1]],\"TSLA\":[",
    "[1672756200,1.1,1.2,1.0,1.1],", BT_FEED_ERROR_FORMAT,
    "bars.json, byte 83: after the first one comes another list of candles, “TSLA”: it holds "
    "several instruments; save each in a file of its own" },
  { "answer", "IBM.json",
    "{\"Information\": \"Our standard API rate limit is 25 requests per day.\"}", "",
    BT_FEED_ERROR_EMPTY,
    "IBM.json has no rows; it says “Our standard API rate limit is 25 requests per day.”" },
};

/* Fills a row's number and minute in. */
static void
append_row (GString *text, const char *form, guint row)
{
  g_autoptr (GString) filled = g_string_new (form);
  g_autofree char *number = g_strdup_printf ("%u", row + 10);
  g_autofree char *minute = g_strdup_printf ("10:%02u", row);

  g_string_replace (filled, "{n}", number, 0);
  g_string_replace (filled, "{t}", minute, 0);
  g_string_append (text, filled->str);
}

static void
test_refusal (gconstpointer data)
{
  const Refusal *refusal = data;
  g_autoptr (GString) text = g_string_new (refusal->head);

  for (guint row = 0; row < N_ROWS; row++)
    append_row (text, refusal->row, row);
  if (g_str_has_suffix (refusal->name, ".json") && *refusal->row != '\0')
    g_string_append (text, "[]]}}");
  feed_fixture_assert_error (refusal->name, text->str, NULL, refusal->code, refusal->message);
}

/* Minutes of two instruments, one after the other; the second one's prices are twice as high. */
static char *
make_two (guint first_rows)
{
  g_autoptr (GString) text = g_string_new ("time,open,high,low,close,volume,Name\n");

  for (guint row = 0; row < first_rows; row++)
    g_string_append_printf (text, "2023-01-%02u %02u:%02u,1.5,2.5,0.5,1.6,7,EUR/USD\n",
                            2 + row / 1440, row / 60 % 24, row % 60);
  for (guint row = 0; row < N_ROWS; row++)
    g_string_append_printf (text, "2023-01-02 10:%02u,3.5,4.5,2.5,3.6,7,GBPUSD\n", row);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_one (const char *text, const char *symbol, guint rows, gint64 open)
{
  BtFeedOptions options;

  bt_feed_options_init (&options);
  options.symbol = symbol;
  g_autoptr (FeedResult) result = feed_fixture_read ("all.csv", text, strlen (text), &options);
  g_assert_no_error (result->error);
  g_assert_cmpstr (result->report->symbol, ==, symbol);
  g_assert_cmpint (result->report->rows, ==, rows);
  g_assert_cmpuint (result->candles->len, ==, rows);
  g_assert_cmpint (g_array_index (result->candles, BtCandle, 0).open_points, ==, open);
}

static void
test_pick (void)
{
  g_autofree char *text = make_two (N_ROWS);

  assert_one (text, "EURUSD", N_ROWS, 150000);
  assert_one (text, "GBPUSD", N_ROWS, 350000);
}

/* The sample that is looked at first shows one instrument alone. */
static void
test_pick_late (void)
{
  const guint many = 10000;
  g_autofree char *text = make_two (many);
  BtFeedOptions options;

  bt_feed_options_init (&options);
  g_autoptr (FeedResult) none = feed_fixture_read ("all.csv", text, strlen (text), &options);
  g_assert_error (none->error, BT_FEED_ERROR, BT_FEED_ERROR_SEVERAL);
  g_assert_nonnull (strstr (none->error->message, "line 10002 is about GBPUSD, those above about "
                                                  "EURUSD"));
  assert_one (text, "GBPUSD", N_ROWS, 350000);
  options.symbol = "XAUUSD";
  g_autoptr (FeedResult) other = feed_fixture_read ("all.csv", text, strlen (text), &options);
  g_assert_error (other->error, BT_FEED_ERROR, BT_FEED_ERROR_EMPTY);
  g_assert_nonnull (strstr (other->error->message, "all.csv holds no rows of XAUUSD"));
  options.symbol = NULL;
  options.takes_first_symbol = TRUE;
  g_autofree char *both = make_two (N_ROWS);
  g_autoptr (FeedResult) first = feed_fixture_read ("all.csv", both, strlen (both), &options);
  g_assert_no_error (first->error);
  g_assert_cmpint (first->report->rows, ==, N_ROWS);
}

/* Trades: in whole seconds, with an identifier or the amount in front, as candles without range. */
static void
test_trades (void)
{
  static const char *const forms[]
    = { "01/03/2023,10:00:{n},1.10{n},7\n", "40159{n},1672740{n}039,7,1.10{n}\n",
        "1672740{n}039,135198{n},,buy,1.10{n},7,0.03\n",
        "01/03/2023,10:00:{n},1.10{n},1.10{n},1.11{n},7\n" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      for (guint row = 0; row < N_ROWS; row++)
        append_row (text, forms[i], row);
      g_test_message ("%s", forms[i]);
      g_autoptr (FeedResult) result = feed_fixture_read_text ("EURUSD.csv", text->str);
      g_assert_true (result->report->are_ticks);
      g_assert_cmpint (result->report->rows, ==, N_ROWS);
      g_assert_cmpint (result->report->bad_rows_total, ==, 0);
      g_assert_cmpint (g_array_index (result->candles, BtCandle, 0).open_points, ==, 110100);
    }
}

static void
test_flat_candles (void)
{
  g_autoptr (GString) text = g_string_new ("Datetime,Open,High,Low,Close,Volume\n");

  for (guint row = 0; row < N_ROWS; row++)
    append_row (text, "2023-01-03T10:00:{n}.250,1.10{n},1.10{n},1.10{n},1.10{n},5\n", row);
  g_autoptr (FeedResult) result = feed_fixture_read_text ("EURUSD.csv", text->str);
  g_assert_true (result->report->are_ticks);
  g_assert_cmpint (g_array_index (result->candles, BtCandle, 0).volume, ==,
                   N_ROWS * G_GINT64_CONSTANT (500000000));
}

/* Rows in no order, and rows without prices, do not hide how long the candles are. */
static void
test_length (void)
{
  g_autoptr (GString) mixed = g_string_new (NULL);
  g_autoptr (GString) holes = g_string_new ("Timestamp,Open,High,Low,Close\n");

  for (guint row = 0; row < N_ROWS; row++)
    append_row (mixed, "2023-01-03 {t},1.1,1.2,1.0,1.1\n", row * 17 % N_ROWS);
  for (guint row = 0; row < N_ROWS; row++)
    append_row (
      holes, row % 3 == 1 ? "2023-01-03 {t},NaN,NaN,NaN,NaN\n" : "2023-01-03 {t},1.1,1.2,1.0,1.1\n",
      row);
  g_autoptr (FeedResult) first = feed_fixture_read_text ("EURUSD.csv", mixed->str);
  g_assert_cmpint (first->report->timeframe, ==, BT_TIMEFRAME_M1);
  g_assert_cmpint (first->report->rows, ==, N_ROWS);
  g_autoptr (FeedResult) second = feed_fixture_read_text ("EURUSD.csv", holes->str);
  g_assert_cmpint (second->report->timeframe, ==, BT_TIMEFRAME_M1);
  g_assert_cmpint (second->report->bad_rows_total, ==, 13);
}

/* Reads a day whose date can be the third of April or the fourth of March. */
static void
assert_day (const char *head, const BtFeedOptions *options, const char *time, gboolean is_guessed)
{
  g_autoptr (GString) text = g_string_new (head);

  for (guint row = 0; row < N_ROWS; row++)
    append_row (text, "03/04/2023 {t},1.1,1.2,1.0,1.1\n", row);
  g_autoptr (FeedResult) result = feed_fixture_read ("EURUSD.csv", text->str, text->len, options);
  g_assert_no_error (result->error);
  g_assert_cmpint (result->report->is_date_order_guessed, ==, is_guessed);
  feed_fixture_assert_candle (result, 0, time, 110000, 120000, 100000, 110000);
}

static void
test_date_order (void)
{
  BtFeedOptions options;

  bt_feed_options_init (&options);
  options.has_zone = TRUE;
  options.zone = BT_ZONE (BT_ZONE_UTC);
  assert_day ("", &options, "2023-04-03T10:00:00Z", TRUE);
  assert_day ("DateTime,BidOpen,BidHigh,BidLow,BidClose\n", &options, "2023-03-04T10:00:00Z", TRUE);
  options.has_date_order = TRUE;
  options.date_order = BT_DATE_ORDER_MDY;
  assert_day ("", &options, "2023-03-04T10:00:00Z", FALSE);
  options.date_order = BT_DATE_ORDER_DMY;
  assert_day ("", &options, "2023-04-03T10:00:00Z", FALSE);

  /* A statement that no row bears out is refused, not turned round. */
  const char *text = "01/13/2023 10:00,1.1,1.2,1.0,1.1\n01/13/2023 10:01,1.1,1.2,1.0,1.1\n";
  g_autoptr (FeedResult) wrong = feed_fixture_read ("EURUSD.csv", text, strlen (text), &options);
  g_assert_error (wrong->error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT);
}

/* What JSON says of its clock. */
static void
test_stated_zone (void)
{
  g_autoptr (FeedResult) result = feed_fixture_read_text (
    "query.json",
    "{\"Meta Data\":{\"2. Symbol\":\"IBM\",\"6. Time Zone\":\"US/Eastern\"},\"Time Series\":{"
    "\"2023-01-03 09:31:00\":{\"1. open\":\"1.1\",\"2. high\":\"1.2\",\"3. low\":\"1.0\","
    "\"4. close\":\"1.1\"},\"2023-01-03 09:30:00\":{\"1. open\":\"1.1\",\"2. high\":\"1.2\","
    "\"3. low\":\"1.0\",\"4. close\":\"1.1\"}}}");

  g_assert_cmpstr (result->report->symbol, ==, "IBM");
  g_assert_true (result->report->is_zone_certain);
  g_assert_cmpint (result->report->zone.kind, ==, BT_ZONE_NEW_YORK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/feed/subjects/", refusals[i].test, NULL);
      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  g_test_add_func ("/feed/subjects/pick", test_pick);
  g_test_add_func ("/feed/subjects/pick-late", test_pick_late);
  g_test_add_func ("/feed/subjects/trades", test_trades);
  g_test_add_func ("/feed/subjects/flat-candles", test_flat_candles);
  g_test_add_func ("/feed/subjects/length", test_length);
  g_test_add_func ("/feed/subjects/date-order", test_date_order);
  g_test_add_func ("/feed/subjects/stated-zone", test_stated_zone);
  return g_test_run ();
}
