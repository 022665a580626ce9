// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Forms that are no tables: histories of MetaTrader 4, Dukascopy's records, JSON. */
#include "config.h"

#include "feed-fixture.h"

#include <lzma.h>
#include <string.h>

/* A Tuesday, in seconds since 1970. */
#define START_SECONDS 1704153600
#define START "2024-01-02T00:00:00Z"

static void
append_i32 (GByteArray *bytes, gint32 value)
{
  const gint32 little = GINT32_TO_LE (value);

  g_byte_array_append (bytes, (const guint8 *) &little, sizeof little);
}

static void
append_i64 (GByteArray *bytes, gint64 value)
{
  const gint64 little = GINT64_TO_LE (value);

  g_byte_array_append (bytes, (const guint8 *) &little, sizeof little);
}

static void
append_double (GByteArray *bytes, double value)
{
  gint64 bits;

  memcpy (&bits, &value, sizeof bits);
  append_i64 (bytes, bits);
}

static void
append_u32_be (GByteArray *bytes, guint32 value)
{
  const guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &big, sizeof big);
}

static void
append_float_be (GByteArray *bytes, float value)
{
  guint32 bits;

  memcpy (&bits, &value, sizeof bits);
  append_u32_be (bytes, bits);
}

static GByteArray *
make_history (gint32 version)
{
  static const guint8 empty[64];
  GByteArray *bytes = g_byte_array_new ();

  append_i32 (bytes, version);
  g_byte_array_append (bytes, empty, 64);
  g_byte_array_append (bytes, (const guint8 *) "GBPUSD\0\0\0\0\0\0", 12);
  append_i32 (bytes, 15);
  append_i32 (bytes, 5);
  g_byte_array_append (bytes, empty, 60);
  g_assert_cmpuint (bytes->len, ==, 148);
  return bytes;
}

static void
append_record (
  GByteArray *bytes, gint32 version, int index, double open, double high, double low, double close)
{
  const gint64 seconds = START_SECONDS + index * 900;

  if (version == 400)
    {
      append_i32 (bytes, (gint32) seconds);
      append_double (bytes, open);
      append_double (bytes, low);
      append_double (bytes, high);
      append_double (bytes, close);
      append_double (bytes, 7 + index);
      return;
    }
  append_i64 (bytes, seconds);
  append_double (bytes, open);
  append_double (bytes, high);
  append_double (bytes, low);
  append_double (bytes, close);
  append_i64 (bytes, 7 + index);
  append_i32 (bytes, 12);
  append_i64 (bytes, 0);
}

static void
test_history (void)
{
  BtFeedOptions options;

  bt_feed_options_init (&options);
  options.has_zone = TRUE;
  options.zone = BT_ZONE (BT_ZONE_UTC);
  for (gint32 version = 400; version <= 401; version++)
    {
      g_autoptr (GByteArray) bytes = make_history (version);
      append_record (bytes, version, 0, 1.27, 1.28, 1.26, 1.275);
      append_record (bytes, version, 1, 1.275, 1.276, 1.27499, 1.27501);
      append_record (bytes, version, 2, 1.2, 1.1, 1.3, 1.2);
      append_record (bytes, version, 3, 1.275, 1.2750100000001, 1.275, 1.275);
      g_autoptr (FeedResult) result
        = feed_fixture_read ("renamed.dat", bytes->data, bytes->len, &options);
      g_assert_no_error (result->error);
      g_assert_cmpstr (result->report->dialect, ==, "hst");
      g_assert_cmpstr (result->report->symbol, ==, "GBPUSD");
      g_assert_cmpint (result->report->timeframe, ==, BT_TIMEFRAME_M15);
      g_assert_cmpint (result->report->rows, ==, 4);
      g_assert_cmpint (result->report->inverted, ==, 1);
      g_assert_cmpint (result->candles->len, ==, 3);
      feed_fixture_assert_candle (result, 0, START, 127000, 128000, 126000, 127500);
      feed_fixture_assert_candle (result, 1, "2024-01-02T00:15:00Z", 127500, 127600, 127499,
                                  127501);
      feed_fixture_assert_candle (result, 2, "2024-01-02T00:45:00Z", 127500, 127501, 127500,
                                  127500);
      const BtCandle *second = &g_array_index (result->candles, BtCandle, 1);
      g_assert_cmpint (second->volume, ==, G_GINT64_CONSTANT (800000000));
      g_assert_cmpint (second->spread_points, ==, version == 400 ? -1 : 12);
      const BtBadRow *bad = g_ptr_array_index (result->report->bad_rows, 0);
      g_assert_cmpint (bad->line, ==, 3);
      g_assert_cmpstr (bad->reason, ==, "the high 1.10000 is below the low 1.30000");
    }
}

static void
test_history_damage (void)
{
  g_autoptr (GByteArray) bytes = make_history (401);

  g_autoptr (FeedResult) none = feed_fixture_read ("GBPUSD15.hst", bytes->data, bytes->len, NULL);
  g_assert_error (none->error, BT_FEED_ERROR, BT_FEED_ERROR_EMPTY);
  append_record (bytes, 401, 0, 1.27, 1.28, 1.26, 1.275);
  append_record (bytes, 401, 1, 1.27, 1.28, 1.26, 1.275);
  g_autoptr (FeedResult) cut
    = feed_fixture_read ("GBPUSD15.hst", bytes->data, bytes->len - 7, NULL);
  g_assert_error (cut->error, BT_FEED_ERROR, BT_FEED_ERROR_TRUNCATED);
  g_assert_cmpstr (
    cut->error->message, ==,
    "GBPUSD15.hst: the file ends in the middle of record 2, after 53 of 60 bytes; get "
    "it again");
}

/* Packs as Dukascopy does. */
static GByteArray *
pack (const GByteArray *bytes)
{
  lzma_stream stream = LZMA_STREAM_INIT;
  lzma_options_lzma options;
  GByteArray *packed = g_byte_array_new ();

  g_byte_array_set_size (packed, bytes->len + 1024);
  g_assert_false (lzma_lzma_preset (&options, 6));
  options.dict_size = 1 << 22;
  g_assert_cmpint (lzma_alone_encoder (&stream, &options), ==, LZMA_OK);
  stream.next_in = bytes->data;
  stream.avail_in = bytes->len;
  stream.next_out = packed->data;
  stream.avail_out = packed->len;
  g_assert_cmpint (lzma_code (&stream, LZMA_FINISH), ==, LZMA_STREAM_END);
  g_byte_array_set_size (packed, (guint) stream.total_out);
  lzma_end (&stream);
  return packed;
}

static void
append_tick (GByteArray *bytes, guint32 msec, guint32 bid, guint32 ask, float volume)
{
  append_u32_be (bytes, msec);
  append_u32_be (bytes, ask);
  append_u32_be (bytes, bid);
  append_float_be (bytes, 99);
  append_float_be (bytes, volume);
}

static void
test_dukascopy_ticks (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  append_tick (bytes, 994, 114543, 114545, 2.06f);
  append_tick (bytes, 1271, 114544, 114546, 1);
  append_tick (bytes, 59999, 114540, 114541, 1.5f);
  append_tick (bytes, 60000, 114550, 114552, 0.75f);
  append_tick (bytes, 240000, 114551, 114552, 0.75f);
  g_autoptr (GByteArray) packed = pack (bytes);
  g_autoptr (FeedResult) result
    = feed_fixture_read ("x__EURUSD_2019_01_04_13h_ticks.bi5", packed->data, packed->len, NULL);

  g_assert_no_error (result->error);
  g_assert_cmpstr (result->report->dialect, ==, "bi5");
  g_assert_cmpstr (result->report->symbol, ==, "EURUSD");
  g_assert_cmpint (result->report->rows, ==, 5);
  g_assert_cmpint (result->report->gap_count, ==, 1);
  g_assert_cmpint (result->report->gap_missing, ==, 2);
  g_assert_cmpint (result->candles->len, ==, 3);
  /* The month in the name counts from 0. */
  feed_fixture_assert_candle (result, 0, "2019-02-04T13:00:00Z", 114543, 114544, 114540, 114540);
  feed_fixture_assert_candle (result, 1, "2019-02-04T13:01:00Z", 114550, 114550, 114550, 114550);
  const BtCandle *first = &g_array_index (result->candles, BtCandle, 0);
  g_assert_cmpint (first->volume, ==, 456000000);
  g_assert_cmpint (first->spread_points, ==, 2);
}

static void
test_dukascopy_candles (void)
{
  static const guint32 records[3][5] = { { 0, 130010, 130020, 130000, 130030 },
                                         { 60, 130020, 130020, 130020, 130020 },
                                         { 120, 130020, 130015, 130010, 130020 } };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; i < 3; i++)
    {
      for (guint k = 0; k < 5; k++)
        append_u32_be (bytes, records[i][k]);
      append_float_be (bytes, i == 1 ? 0 : 293.76f);
    }
  g_autoptr (GByteArray) packed = pack (bytes);
  g_autoptr (FeedResult) result = feed_fixture_read ("USDJPY_2023_11_31_ASK_candles_min_1.bi5",
                                                     packed->data, packed->len, NULL);

  g_assert_no_error (result->error);
  g_assert_cmpint (result->kind, ==, BT_SIDE_KIND_ASK);
  g_assert_cmpint (result->report->zero_volume, ==, 1);
  g_assert_cmpint (result->report->flat, ==, 1);
  feed_fixture_assert_candle (result, 0, "2023-12-31T00:00:00Z", 130010, 130030, 130000, 130020);
  feed_fixture_assert_candle (result, 2, "2023-12-31T00:02:00Z", 130020, 130020, 130010, 130015);
  g_assert_cmpint (g_array_index (result->candles, BtCandle, 0).volume, ==,
                   G_GINT64_CONSTANT (29376000000));

  g_autoptr (FeedResult) nameless = feed_fixture_read ("x.bi5", packed->data, packed->len, NULL);
  g_assert_error (nameless->error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT);
  g_assert_nonnull (strstr (nameless->error->message, "only its name states"));
  g_autoptr (FeedResult) cut = feed_fixture_read ("USDJPY_2023_11_31_ASK_candles_min_1.bi5",
                                                  packed->data, packed->len - 9, NULL);
  g_assert_error (cut->error, BT_FEED_ERROR, BT_FEED_ERROR_TRUNCATED);
}

static void
assert_json (const char *text)
{
  g_autoptr (FeedResult) result = feed_fixture_read_text ("EURUSD.json", text);

  g_test_message ("%s", text);
  g_assert_cmpstr (result->report->dialect, ==, "json");
  g_assert_cmpint (result->candles->len, ==, 2);
  feed_fixture_assert_candle (result, 0, START, 110000, 120000, 100000, 110010);
  feed_fixture_assert_candle (result, 1, "2024-01-02T00:01:00Z", 110010, 120000, 100000, 110020);
}

/* The same two candles as exchanges and programs write them. */
static void
test_json (void)
{
  assert_json ("[[1704153600000,1.1,1.2,1,1.1001,5],[1704153660000,1.1001,1.2,1,1.1002,5]]");
  assert_json ("[[1704153600,\"1.1\",\"1.2\",\"1.0\",\"1.1001\"],\n"
               " [1704153660,\"1.1001\",\"1.2\",\"1.0\",\"1.1002\"]]\n");
  assert_json ("\xef\xbb\xbf[{\"timestamp\":1704153600000,\"open\":1.1,\"high\":1.2,\"low\":1,"
               "\"close\":1.1001,\"volume\":3},{\"close\":1.1002,\"low\":1,\"high\":1.2,"
               "\"open\":1.1001,\"timestamp\":1704153660000}]");
  assert_json ("{\"t\":1704153600,\"o\":1.1,\"h\":1.2,\"l\":1,\"c\":1.1001}\n"
               "{\"t\":1704153660,\"o\":1.1001,\"h\":1.2,\"l\":1,\"c\":1.1002}\n");
  assert_json ("{\"error\":[],\"result\":{\"XX\":[[1704153600,\"1.1\",\"1.2\",\"1\",\"1.1001\"],"
               "[1704153660,\"1.1001\",\"1.2\",\"1\",\"1.1002\"]],\"last\":1704153660}}");
  assert_json (
    "{\"instrument\":\"EUR_USD\",\"candles\":[{\"complete\":true,\"time\":"
    "\"2024-01-02T00:00:00.000000000Z\",\"mid\":{\"o\":\"1.1\",\"h\":\"1.2\",\"l\":\"1\","
    "\"c\":\"1.1001\"}},{\"complete\":false,\"time\":\"2024-01-02T00:01:00.000000000Z\","
    "\"mid\":{\"o\":\"1.1001\",\"h\":\"1.2\",\"l\":\"1\",\"c\":\"1.1002\"}}]}");
  assert_json (
    "{\"Meta Data\":{\"1. Information\":\"a\\u0062\",\"2. Symbol\":\"EURUSD\"},\"Time Series\":{"
    "\"2024-01-02 00:00:00\":{\"1. open\":\"1.1\",\"2. high\":\"1.2\",\"3. low\":\"1\","
    "\"4. close\":\"1.1001\",\"5. volume\":\"7\"},"
    "\"2024-01-02 00:01:00\":{\"1. open\":\"1.1001\",\"2. high\":\"1.2\",\"3. low\":\"1\","
    "\"4. close\":\"1.1002\",\"5. volume\":\"7\"}}}");
  assert_json ("{\"s\":\"ok\",\"t\":[1704153600,1704153660],\"o\":[1.1,1.1001],\"h\":[1.2,1.2],"
               "\"l\":[1,1],\"c\":[1.1001,1.1002],\"v\":[3,4]}");
  assert_json (
    "{\"Open\":{\"1704153600000\":1.1,\"1704153660000\":1.1001},\"High\":{"
    "\"1704153600000\":1.2,\"1704153660000\":1.2},\"Low\":{\"1704153600000\":1,"
    "\"1704153660000\":1},\"Close\":{\"1704153600000\":1.1001,\"1704153660000\":1.1002}}");
  assert_json ("{\"chart\":{\"result\":[{\"meta\":{\"currency\":\"USD\",\"gmtoffset\":0},"
               "\"timestamp\":[1704153600,1704153660],\"indicators\":{\"quote\":[{\"open\":[1.1,"
               "1.1001],\"high\":[1.2,1.2],\"low\":[1,1],\"close\":[1.1001,1.1002]}]}}]}}");
}

static void
assert_json_error (const char *text, int code, const char *message)
{
  feed_fixture_assert_error ("EURUSD.json", text, NULL, code, message);
}

static void
test_json_damage (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);

  assert_json_error ("[[1704153600000,1.1,1.2,1,1.1001,5],[17041536", BT_FEED_ERROR_TRUNCATED,
                     "EURUSD.json ends in the middle of its JSON; it was not saved completely, get "
                     "it again");
  assert_json_error (
    "[[1704153600000 1.1]]", BT_FEED_ERROR_FORMAT,
    "EURUSD.json, byte 17: a comma or a closing bracket is expected here; export it "
    "again, or save the candles as CSV");
  assert_json_error ("[{\"a\":\"\\q\"}]", BT_FEED_ERROR_FORMAT,
                     "EURUSD.json, byte 9: no such character follows a backslash; export it again, "
                     "or save the candles as CSV");
  assert_json_error ("[}", BT_FEED_ERROR_FORMAT,
                     "EURUSD.json, byte 2: a value is expected here; export it again, or save the "
                     "candles as CSV");
  for (guint i = 0; i < 100; i++)
    g_string_append_c (deep, '[');
  assert_json_error (
    deep->str, BT_FEED_ERROR_FORMAT,
    "EURUSD.json, byte 65: its arrays and objects lie too deep in each other; export "
    "it again, or save the candles as CSV");
  assert_json_error ("{}", BT_FEED_ERROR_EMPTY, "EURUSD.json has no rows: all lines are blank");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/forms/history", test_history);
  g_test_add_func ("/feed/forms/history-damage", test_history_damage);
  g_test_add_func ("/feed/forms/dukascopy-ticks", test_dukascopy_ticks);
  g_test_add_func ("/feed/forms/dukascopy-candles", test_dukascopy_candles);
  g_test_add_func ("/feed/forms/json", test_json);
  g_test_add_func ("/feed/forms/json-damage", test_json_damage);
  return g_test_run ();
}
