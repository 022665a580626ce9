// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store-fixture.h"
#include "store/bt-chunk-codec.h"

#define FIRST_USEC G_GINT64_CONSTANT (1704157200000000)

static BtCandleBuffer *
make_buffer (const GArray *candles)
{
  BtCandleBuffer *buffer = bt_candle_buffer_new (candles->len);

  for (guint i = 0; i < candles->len; i++)
    bt_candle_buffer_add (buffer, &g_array_index (candles, BtCandle, i));
  return buffer;
}

/* Packs, unpacks behind a margin, and compares every column. */
static void
assert_round_trip (const BtCandleBuffer *buffer, gboolean has_spread)
{
  g_autoptr (BtChunkCodec) codec = bt_chunk_codec_new ();
  g_autoptr (BtCandleBuffer) out = bt_candle_buffer_new (BT_CHUNK_ROWS_MAX + 3);
  BtColumns columns = bt_candle_buffer_view (buffer, 0, buffer->length, has_spread);
  gsize length = 0;
  const guint8 *bytes = bt_chunk_codec_pack (codec, &columns, &length);

  g_assert_cmpuint (bt_chunk_codec_unpack (codec, bytes, length, out, 3, BT_CHUNK_ROWS_MAX), ==,
                    buffer->length);
  out->length = buffer->length + 3;
  for (gsize i = 0; i < buffer->length; i++)
    {
      BtCandle is = bt_candle_buffer_get (out, i + 3);
      BtCandle should = bt_candle_buffer_get (buffer, i);
      g_assert_cmpint (is.time_usec, ==, should.time_usec);
      g_assert_cmpint (is.open_points, ==, should.open_points);
      g_assert_cmpint (is.high_points, ==, should.high_points);
      g_assert_cmpint (is.low_points, ==, should.low_points);
      g_assert_cmpint (is.close_points, ==, should.close_points);
      g_assert_cmpint (is.volume, ==, should.volume);
      g_assert_cmpint (is.spread_points, ==, has_spread ? should.spread_points : -1);
    }
}

static void
test_round_trip (void)
{
  static const guint lengths[] = { 1, 2, 3, 255, 256, 257, 2047, BT_CHUNK_ROWS_MAX };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GArray) candles = store_fixture_make_candles (i + 1, lengths[i], FIRST_USEC);
      g_autoptr (BtCandleBuffer) buffer = make_buffer (candles);
      assert_round_trip (buffer, TRUE);
      assert_round_trip (buffer, FALSE);
    }
}

/* Values from one end of the range to the other, where differences wrap. */
static void
test_extremes (void)
{
  const BtCandle candles[] = {
    { G_MININT64 + 1, G_MININT64, G_MAXINT64, G_MININT64, G_MAXINT64, G_MININT64, G_MAXINT32 },
    { -1, G_MAXINT64, G_MAXINT64, G_MININT64, G_MININT64, G_MAXINT64, G_MININT32 },
    { 0, 0, 0, 0, 0, 0, 0 },
    { 1, -5, 7, -9, 3, -1, -1 },
    { G_MAXINT64, 1, 1, 1, 1, 1, G_MAXINT32 },
  };
  g_autoptr (BtCandleBuffer) buffer = bt_candle_buffer_new (1);

  for (guint i = 0; i < G_N_ELEMENTS (candles); i++)
    bt_candle_buffer_add (buffer, &candles[i]);
  assert_round_trip (buffer, TRUE);
}

static void
test_random_values (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (42);

  for (int round = 0; round < 50; round++)
    {
      g_autoptr (BtCandleBuffer) buffer = bt_candle_buffer_new (1);
      gint64 time_usec = -1000000;
      for (int i = g_rand_int_range (random, 1, 300); i > 0; i--)
        {
          guint shift = (guint) g_rand_int_range (random, 1, 63);
          BtCandle candle = { .time_usec = time_usec };
          candle.open_points = (gint64) ((guint64) g_rand_int (random) << 32) >> shift;
          candle.high_points = (gint64) ((guint64) g_rand_int (random) << 32) >> shift;
          candle.low_points = (gint64) ((guint64) g_rand_int (random) << 32) >> shift;
          candle.close_points = (gint64) ((guint64) g_rand_int (random) << 32) >> shift;
          candle.volume = (gint64) ((guint64) g_rand_int (random) << 32) >> shift;
          candle.spread_points = (gint32) g_rand_int (random);
          bt_candle_buffer_add (buffer, &candle);
          time_usec += 1 + (gint64) (g_rand_int (random) >> g_rand_int_range (random, 0, 32));
        }
      assert_round_trip (buffer, TRUE);
    }
}

static void
test_too_many_rows (void)
{
  g_autoptr (GArray) candles = store_fixture_make_candles (1, 100, FIRST_USEC);
  g_autoptr (BtCandleBuffer) buffer = make_buffer (candles);
  g_autoptr (BtChunkCodec) codec = bt_chunk_codec_new ();
  g_autoptr (BtCandleBuffer) out = bt_candle_buffer_new (100);
  BtColumns columns = bt_candle_buffer_view (buffer, 0, 100, TRUE);
  gsize length = 0;
  const guint8 *bytes = bt_chunk_codec_pack (codec, &columns, &length);

  g_assert_cmpuint (bt_chunk_codec_unpack (codec, bytes, length, out, 0, 99), ==, 0);
  g_assert_cmpuint (bt_chunk_codec_unpack (codec, bytes, length, out, 0, 100), ==, 100);
}

/* Whatever the bytes are, nothing is written past the buffer. */
static void
test_damaged (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GArray) candles = store_fixture_make_candles (1, 300, FIRST_USEC);
  g_autoptr (BtCandleBuffer) buffer = make_buffer (candles);
  g_autoptr (BtChunkCodec) codec = bt_chunk_codec_new ();
  g_autoptr (BtCandleBuffer) out = bt_candle_buffer_new (300);
  BtColumns columns = bt_candle_buffer_view (buffer, 0, 300, TRUE);
  gsize length = 0;
  const guint8 *packed = bt_chunk_codec_pack (codec, &columns, &length);
  g_autofree guint8 *bytes = g_memdup2 (packed, length);

  for (gsize i = 0; i < length; i += 7)
    g_assert_cmpuint (bt_chunk_codec_unpack (codec, bytes, i, out, 0, 300), ==, 0);
  for (int i = 0; i < 5000; i++)
    {
      gsize at = (gsize) g_rand_int_range (random, 0, (gint32) length);
      guint8 flip = (guint8) g_rand_int_range (random, 1, 256);
      bytes[at] ^= flip;
      g_assert_cmpuint (bt_chunk_codec_unpack (codec, bytes, length, out, 0, 300), <=, 300);
      bytes[at] ^= flip;
    }
  g_assert_cmpuint (bt_chunk_codec_unpack (codec, bytes, length, out, 0, 300), ==, 300);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/chunk-codec/round-trip", test_round_trip);
  g_test_add_func ("/store/chunk-codec/extremes", test_extremes);
  g_test_add_func ("/store/chunk-codec/random-values", test_random_values);
  g_test_add_func ("/store/chunk-codec/too-many-rows", test_too_many_rows);
  g_test_add_func ("/store/chunk-codec/damaged", test_damaged);
  return g_test_run ();
}
