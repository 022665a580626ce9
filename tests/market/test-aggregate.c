// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-aggregate.h"

/* A candle made the slow way: one bucket lookup a base candle. */
typedef struct
{
  gint64 time_usec;
  gint64 end_usec;
  gint64 open;
  gint64 high;
  gint64 low;
  gint64 close;
  gint64 volume;
} Expected;

static gint64
parse (const char *text)
{
  gint64 time_usec;

  g_assert_true (bt_time_parse (text, &time_usec, NULL));
  return time_usec;
}

/* Minutes with holes of every size, so that buckets are missed and shared in all ways. */
static BtSeries *
make_random_series (guint32 seed, guint length)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE);
  gint64 time_usec = parse ("2024-03-01");
  gint64 price = 200000;

  for (guint i = 0; i < length; i++)
    {
      const gint64 open = price;
      const gint64 close = open + g_rand_int_range (random, -50, 51);
      const BtCandle candle = {
        .time_usec = time_usec,
        .open_points = open,
        .high_points = MAX (open, close) + g_rand_int_range (random, 0, 30),
        .low_points = MIN (open, close) - g_rand_int_range (random, 0, 30),
        .close_points = close,
        .volume = g_rand_int_range (random, 0, 1000),
        .spread_points = 20,
      };

      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
      price = close;
      const gint32 hole = g_rand_int_range (random, 0, 1000);
      time_usec += BT_USEC_PER_MINUTE * (hole > 990 ? g_rand_int_range (random, 2, 4000) : 1);
    }
  return bt_series_builder_finish (builder);
}

static GArray *
aggregate_naively (const BtColumns *base, gsize known, BtTimeframe timeframe)
{
  GArray *candles = g_array_new (FALSE, FALSE, sizeof (Expected));

  for (gsize i = 0; i < known; i++)
    {
      const gint64 start_usec
        = bt_timeframe_bucket_start (timeframe, BT_TRADING_DAY_DEFAULT, base->time_usec[i]);
      Expected *last
        = candles->len > 0 ? &g_array_index (candles, Expected, candles->len - 1) : NULL;

      if (last == NULL || last->time_usec != start_usec)
        {
          const Expected fresh = {
            .time_usec = start_usec,
            .end_usec
            = bt_timeframe_bucket_end (timeframe, BT_TRADING_DAY_DEFAULT, base->time_usec[i]),
            .open = base->open_points[i],
            .high = base->high_points[i],
            .low = base->low_points[i],
            .close = base->close_points[i],
            .volume = base->volume[i],
          };
          g_array_append_val (candles, fresh);
          continue;
        }
      last->high = MAX (last->high, base->high_points[i]);
      last->low = MIN (last->low, base->low_points[i]);
      last->close = base->close_points[i];
      last->volume += base->volume[i];
    }
  return candles;
}

static void
assert_columns (const BtColumns *columns, GArray *expected)
{
  g_assert_cmpuint (columns->length, ==, expected->len);
  g_assert_null (columns->spread_points);
  for (guint i = 0; i < expected->len; i++)
    {
      const Expected *candle = &g_array_index (expected, Expected, i);

      g_assert_cmpint (columns->time_usec[i], ==, candle->time_usec);
      g_assert_cmpint (columns->open_points[i], ==, candle->open);
      g_assert_cmpint (columns->high_points[i], ==, candle->high);
      g_assert_cmpint (columns->low_points[i], ==, candle->low);
      g_assert_cmpint (columns->close_points[i], ==, candle->close);
      g_assert_cmpint (columns->volume[i], ==, candle->volume);
    }
}

static void
test_whole_series (void)
{
  g_autoptr (BtSeries) series = make_random_series (1, 40000);

  guint count = 0;
  const BtTimeframe *usual = bt_timeframe_get_usual (&count);

  for (guint t = 1; t < count; t++)
    {
      g_autoptr (BtSeries) coarse = bt_aggregate_series (series, usual[t], BT_TRADING_DAY_DEFAULT);
      g_autoptr (GArray) expected = aggregate_naively (bt_series_get_columns (series),
                                                       bt_series_get_length (series), usual[t]);

      assert_columns (bt_series_get_columns (coarse), expected);
      g_assert_cmpint (bt_series_get_timeframe (coarse), ==, usual[t]);
    }

  g_autoptr (BtSeries) same = bt_aggregate_series (series, BT_TIMEFRAME_M1, BT_TRADING_DAY_DEFAULT);
  g_assert_true (same == series);
}

static void
assert_state (const BtAggregate *aggregate, const BtTape *tape, GArray *expected)
{
  assert_columns (bt_aggregate_get_columns (aggregate), expected);
  if (expected->len == 0)
    {
      g_assert_cmpint (bt_aggregate_get_forming_end (aggregate), ==, BT_TIME_NONE);
      g_assert_false (bt_aggregate_is_forming (aggregate));
      return;
    }

  const gint64 end_usec = g_array_index (expected, Expected, expected->len - 1).end_usec;
  const BtCandle last = bt_tape_get_candle (tape, bt_tape_get_known (tape) - 1);
  g_assert_cmpint (bt_aggregate_get_forming_end (aggregate), ==, end_usec);
  g_assert_cmpint (bt_aggregate_is_forming (aggregate), ==,
                   last.time_usec + BT_USEC_PER_MINUTE < end_usec);
}

/* The tape goes forward by random steps and now and then back; what was said to be unchanged must
 * not have changed. */
static void
test_updates (void)
{
  g_autoptr (BtSeries) series = make_random_series (2, 6000);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  guint count = 0;
  const BtTimeframe *usual = bt_timeframe_get_usual (&count);

  for (guint t = 1; t < count; t++)
    {
      g_autoptr (BtTape) tape = bt_tape_new (series, bt_instrument_find_builtin ("XAUUSD"), 0);
      g_autoptr (BtAggregate) aggregate = bt_aggregate_new (usual[t], BT_TRADING_DAY_DEFAULT);
      g_autoptr (GArray) before = aggregate_naively (bt_series_get_columns (series), 0, usual[t]);

      g_assert_cmpint (bt_aggregate_get_timeframe (aggregate), ==, usual[t]);
      for (guint step = 0; step < 150; step++)
        {
          const gsize length = bt_series_get_length (series);
          const gsize known = bt_tape_get_known (tape);
          const gboolean goes_back = g_rand_int_range (random, 0, 8) == 0;
          const gsize moved = (gsize) g_rand_int_range (random, 0, goes_back ? 900 : 200);

          bt_tape_set_known (tape,
                             goes_back ? known - MIN (known, moved) : MIN (length, known + moved));
          const gsize changed = bt_aggregate_update (aggregate, tape);
          g_autoptr (GArray) expected = aggregate_naively (bt_series_get_columns (series),
                                                           bt_tape_get_known (tape), usual[t]);
          assert_state (aggregate, tape, expected);

          g_assert_cmpuint (changed, <=, expected->len);
          g_assert_cmpuint (changed, <=, before->len);
          g_assert_cmpmem (before->data, changed * sizeof (Expected), expected->data,
                           changed * sizeof (Expected));
          if (known == bt_tape_get_known (tape))
            g_assert_cmpuint (changed, ==, expected->len);
          g_clear_pointer (&before, g_array_unref);
          before = g_steal_pointer (&expected);
        }
    }
}

static void
test_same_timeframe (void)
{
  g_autoptr (BtSeries) series = make_random_series (4, 500);
  g_autoptr (BtTape) tape = bt_tape_new (series, bt_instrument_find_builtin ("XAUUSD"), 100);
  g_autoptr (BtAggregate) aggregate = bt_aggregate_new (BT_TIMEFRAME_M1, BT_TRADING_DAY_DEFAULT);

  g_assert_cmpuint (bt_aggregate_update (aggregate, tape), ==, 0);
  g_assert_cmpuint (bt_aggregate_get_columns (aggregate)->length, ==, 100);
  g_assert_false (bt_aggregate_is_forming (aggregate));
  bt_tape_set_known (tape, 101);
  g_assert_cmpuint (bt_aggregate_update (aggregate, tape), ==, 100);
  bt_tape_set_known (tape, 40);
  g_assert_cmpuint (bt_aggregate_update (aggregate, tape), ==, 40);
  g_assert_cmpuint (bt_aggregate_get_columns (aggregate)->length, ==, 40);
  g_assert_true (bt_aggregate_get_columns (aggregate)->close_points
                 == bt_tape_get_columns (tape).close_points);
  for (gsize i = 0; i < 40; i++)
    {
      const BtCandle candle = bt_tape_get_candle (tape, i);

      g_assert_cmpint (bt_aggregate_get_columns (aggregate)->time_usec[i], ==, candle.time_usec);
      g_assert_cmpint (bt_aggregate_get_columns (aggregate)->close_points[i], ==,
                       candle.close_points);
    }
  bt_tape_set_known (tape, 0);
  g_assert_cmpuint (bt_aggregate_update (aggregate, tape), ==, 0);
  g_assert_cmpuint (bt_aggregate_get_columns (aggregate)->length, ==, 0);
}

/* Daily candles that open at midnight keep that opening, wherever the trading day begins. */
static void
test_daily_base (void)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_D1, BT_SIDE_KIND_BID, FALSE);
  const gint64 start_usec = parse ("2024-03-04");

  for (guint i = 0; i < 10; i++)
    g_assert_true (
      bt_series_builder_add (builder,
                             &(BtCandle){ .time_usec = start_usec + i * BT_USEC_PER_DAY,
                                          .open_points = 10,
                                          .high_points = 20,
                                          .low_points = 5,
                                          .close_points = 15,
                                          .volume = 1,
                                          .spread_points = -1 },
                             NULL));
  g_autoptr (BtSeries) series = bt_series_builder_finish (builder);
  g_autoptr (BtTape) tape = bt_tape_new (series, bt_instrument_find_builtin ("XAUUSD"), 10);
  g_autoptr (BtAggregate) days = bt_aggregate_new (BT_TIMEFRAME_D1, BT_TRADING_DAY_DEFAULT);
  g_autoptr (BtAggregate) weeks = bt_aggregate_new (BT_TIMEFRAME_W1, BT_TRADING_DAY_DEFAULT);

  bt_aggregate_update (days, tape);
  bt_aggregate_update (weeks, tape);
  g_assert_cmpuint (bt_aggregate_get_columns (days)->length, ==, 10);
  g_assert_cmpint (bt_aggregate_get_columns (days)->time_usec[0], ==, start_usec);
  g_assert_cmpint (bt_aggregate_get_forming_end (days), ==, start_usec + 10 * BT_USEC_PER_DAY);
  g_assert_cmpuint (bt_aggregate_get_columns (weeks)->length, ==, 2);
  g_assert_cmpint (bt_aggregate_get_columns (weeks)->volume[0], ==, 7);
}

static void
test_volume_saturates (void)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, FALSE);

  for (guint i = 0; i < 2; i++)
    g_assert_true (bt_series_builder_add (builder,
                                          &(BtCandle){ .time_usec = i * BT_USEC_PER_MINUTE,
                                                       .volume = G_MAXINT64 - 1,
                                                       .spread_points = -1 },
                                          NULL));
  g_autoptr (BtSeries) series = bt_series_builder_finish (builder);
  g_autoptr (BtSeries) coarse
    = bt_aggregate_series (series, BT_TIMEFRAME_M5, BT_TRADING_DAY_DEFAULT);

  g_assert_cmpuint (bt_series_get_length (coarse), ==, 1);
  g_assert_cmpint (bt_series_get_candle (coarse, 0).volume, ==, G_MAXINT64);
}

static void
test_tape (void)
{
  g_autoptr (BtSeries) series = make_random_series (5, 50);
  g_autoptr (BtTape) tape = bt_tape_new (series, bt_instrument_find_builtin ("XAUUSD"), 10);
  g_autoptr (BtTape) other = bt_tape_ref (tape);

  g_assert_cmpuint (bt_tape_get_known (other), ==, 10);
  g_assert_cmpuint (bt_tape_get_columns (tape).length, ==, 10);
  g_assert_cmpint (bt_tape_get_timeframe (tape), ==, BT_TIMEFRAME_M1);
  g_assert_cmpstr (bt_tape_get_instrument (tape)->symbol, ==, "XAUUSD");
  g_assert_cmpuint (bt_tape_find (tape, bt_series_get_candle (series, 9).time_usec), ==, 9);
  g_assert_cmpuint (bt_tape_find (tape, bt_series_get_candle (series, 20).time_usec), ==, 10);
  g_assert_cmpuint (bt_tape_find (tape, G_MAXINT64), ==, 10);
  bt_tape_set_known (tape, 50);
  g_assert_cmpuint (bt_tape_find (tape, bt_series_get_candle (series, 20).time_usec), ==, 20);
}

/* A reader that asks for a candle past the clock is stopped, not served. */
static void
test_tape_hides_future (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (BtSeries) series = make_random_series (5, 50);
      g_autoptr (BtTape) tape = bt_tape_new (series, bt_instrument_find_builtin ("XAUUSD"), 10);

      bt_tape_get_candle (tape, 10);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*index < tape->known*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aggregate/whole-series", test_whole_series);
  g_test_add_func ("/aggregate/updates", test_updates);
  g_test_add_func ("/aggregate/same-timeframe", test_same_timeframe);
  g_test_add_func ("/aggregate/daily-base", test_daily_base);
  g_test_add_func ("/aggregate/volume-saturates", test_volume_saturates);
  g_test_add_func ("/tape/view", test_tape);
  g_test_add_func ("/tape/hides-future", test_tape_hides_future);
  return g_test_run ();
}
