// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-zone.h"
#include "market/bt-synthetic.h"

/* Of one week with seed 1: a change of it changes the sample that users have sessions on. */
#define WEEK_SUM "3ac97db7069a5a21842ffd3ce499c2a9f0e75e77ff5b1527f0a0027de4cc4103"

static gint64
parse (const char *text)
{
  gint64 time_usec;

  g_assert_true (bt_time_parse (text, &time_usec, NULL));
  return time_usec;
}

static char *
hash_text (const BtSeries *series)
{
  BtHash hash;

  bt_series_hash (series, bt_instrument_find_builtin ("XAUUSD"), &hash);
  return bt_hash_to_string (&hash);
}

static void
test_deterministic (void)
{
  const gint64 start_usec = parse ("2024-03-03T00:00:00Z");
  g_autoptr (BtSeries) week = bt_synthetic_gold (1, start_usec, parse ("2024-03-10"), 208000);
  g_autoptr (BtSeries) again = bt_synthetic_gold (1, start_usec, parse ("2024-03-10"), 208000);
  g_autoptr (BtSeries) other = bt_synthetic_gold (2, start_usec, parse ("2024-03-10"), 208000);
  g_autofree char *sum = hash_text (week);
  g_autofree char *again_sum = hash_text (again);
  g_autofree char *other_sum = hash_text (other);

  g_assert_cmpstr (sum, ==, WEEK_SUM);
  g_assert_cmpstr (again_sum, ==, WEEK_SUM);
  g_assert_cmpstr (other_sum, !=, WEEK_SUM);
}

static void
test_hours (void)
{
  const BtZone new_york = BT_ZONE (BT_ZONE_NEW_YORK);
  g_autoptr (BtSeries) series
    = bt_synthetic_gold (5, parse ("2024-01-01"), parse ("2025-01-01"), 206000);
  const BtColumns *columns = bt_series_get_columns (series);

  for (gsize i = 0; i < columns->length; i++)
    {
      const BtCivilTime local
        = bt_time_to_civil (bt_zone_to_local (new_york, columns->time_usec[i]));

      g_assert_cmpint (columns->time_usec[i] % BT_USEC_PER_MINUTE, ==, 0);
      g_assert_cmpint (local.hour, !=, 17);
      g_assert_cmpint (local.weekday, !=, 6);
      if (local.weekday == 0)
        g_assert_cmpint (local.hour, >=, 18);
      if (local.weekday == 5)
        g_assert_cmpint (local.hour, <, 17);
    }
}

static void
test_bounds (void)
{
  /* From the middle of a session to the middle of another. */
  const gint64 start_usec = parse ("2024-03-04T08:00:30Z");
  const gint64 end_usec = parse ("2024-03-05T08:00:00Z");
  g_autoptr (BtSeries) series = bt_synthetic_gold (1, start_usec, end_usec, 208000);
  g_autoptr (BtSeries) nothing = bt_synthetic_gold (1, end_usec, end_usec, 208000);
  g_autoptr (BtSeries) weekend
    = bt_synthetic_gold (1, parse ("2024-03-09"), parse ("2024-03-10"), 208000);
  const gsize length = bt_series_get_length (series);

  g_assert_cmpuint (length, ==, 23 * 60 - 1);
  g_assert_cmpint (bt_series_get_candle (series, 0).time_usec, ==, parse ("2024-03-04T08:01:00Z"));
  g_assert_cmpint (bt_series_get_candle (series, length - 1).time_usec, ==,
                   parse ("2024-03-05T07:59:00Z"));
  g_assert_cmpint (ABS (bt_series_get_candle (series, 0).open_points - 208000), <, 50);
  g_assert_cmpuint (bt_series_get_length (nothing), ==, 0);
  g_assert_cmpuint (bt_series_get_length (weekend), ==, 0);
}

static void
test_looks_like_gold (void)
{
  for (guint64 seed = 1; seed <= 4; seed++)
    {
      g_autoptr (BtSeries) series
        = bt_synthetic_gold (seed, parse ("2021-01-01"), parse ("2024-01-01"), 190000);
      const BtColumns *columns = bt_series_get_columns (series);
      gsize typical = 0, continued = 0;
      gint64 widest = 0;

      g_assert_cmpuint (columns->length, >, 1000000);
      for (gsize i = 0; i < columns->length; i++)
        {
          const gint64 range = columns->high_points[i] - columns->low_points[i];

          g_assert_cmpint (columns->low_points[i], >, 120000);
          g_assert_cmpint (columns->high_points[i], <, 350000);
          g_assert_cmpint (columns->volume[i], >, 0);
          g_assert_cmpint (columns->spread_points[i], >=, 8);
          g_assert_cmpint (columns->spread_points[i], <, 150);
          typical += range >= 10 && range <= 150;
          continued += i > 0 && columns->open_points[i] == columns->close_points[i - 1];
          widest = MAX (widest, range);
        }
      g_assert_cmpuint (typical * 100, >, columns->length * 85);
      g_assert_cmpuint (continued * 100, >, columns->length * 60);
      g_assert_cmpint (widest, >, 300);
      g_assert_cmpint (widest, <, 3000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/synthetic/deterministic", test_deterministic);
  g_test_add_func ("/synthetic/hours", test_hours);
  g_test_add_func ("/synthetic/bounds", test_bounds);
  g_test_add_func ("/synthetic/looks-like-gold", test_looks_like_gold);
  return g_test_run ();
}
