// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-value-pyramid.h"

#include <math.h>

#define VALUES 5000

/* Values of which many are not there, some in stretches longer than blocks. */
static double *
make_values (guint32 seed)
{
  double *values = g_new (double, VALUES);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  gsize missing = 0;

  for (gsize i = 0; i < VALUES; i++)
    {
      if (missing == 0 && g_rand_int_range (random, 0, 40) == 0)
        missing = (gsize) g_rand_int_range (random, 1, seed % 2 == 0 ? 900 : 8);
      values[i] = missing > 0 ? NAN : g_rand_double_range (random, -1000, 1000);
      missing -= missing > 0;
    }
  return values;
}

static void
assert_range (const BtValuePyramid *pyramid, const double *values, gsize first, gsize last)
{
  BtValueExtent extent = bt_value_pyramid_get (pyramid, values, first, last);
  double low = INFINITY;
  double high = -INFINITY;
  gsize next = last + 1;
  gsize previous = G_MAXSIZE;
  gsize found = G_MAXSIZE;

  for (gsize i = first; i <= last; i++)
    if (!isnan (values[i]))
      {
        low = MIN (low, values[i]);
        high = MAX (high, values[i]);
        next = MIN (next, i);
      }
  for (gsize i = last + 1; i-- > 0 && previous == G_MAXSIZE;)
    if (!isnan (values[i]))
      previous = i;
  g_assert_cmpfloat (extent.low, ==, low);
  g_assert_cmpfloat (extent.high, ==, high);
  g_assert_cmpuint (bt_value_pyramid_find_next (pyramid, values, first, last), ==, next);
  g_assert_cmpint (bt_value_pyramid_find_previous (pyramid, values, last, &found), ==,
                   previous != G_MAXSIZE);
  g_assert_cmpuint (found, ==, previous);
}

static void
test_ranges (void)
{
  for (guint32 seed = 1; seed <= 4; seed++)
    {
      g_autofree double *values = make_values (seed);
      g_autoptr (BtValuePyramid) pyramid = bt_value_pyramid_new ();
      g_autoptr (GRand) random = g_rand_new_with_seed (seed + 100);

      bt_value_pyramid_update (pyramid, values, VALUES, 0);
      assert_range (pyramid, values, 0, VALUES - 1);
      assert_range (pyramid, values, 0, 0);
      assert_range (pyramid, values, VALUES - 1, VALUES - 1);
      for (guint i = 0; i < 2000; i++)
        {
          gsize first = (gsize) g_rand_int_range (random, 0, VALUES);
          gsize last = (gsize) g_rand_int_range (random, (gint32) first, VALUES);
          assert_range (pyramid, values, first, last);
        }
    }
}

/* Grown value by value, changed at its end and shortened, it is as if made in one go. */
static void
test_updates (void)
{
  static const gsize lengths[]
    = { 0, 1, 15, 16, 17, 255, 256, 300, 4096, 5000, 4999, 4095, 33, 5000 };
  g_autofree double *values = make_values (7);
  g_autoptr (BtValuePyramid) pyramid = bt_value_pyramid_new ();
  gsize before = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      gsize length = lengths[i];
      gsize changed = MIN (before > 0 ? before - 1 : 0, length);

      if (changed < length)
        values[changed] = 5000.0 + i;
      bt_value_pyramid_update (pyramid, values, length, changed);
      for (gsize first = 0; first < length; first += 97)
        assert_range (pyramid, values, first, length - 1);
      before = length;
    }
}

static void
test_nothing_is_there (void)
{
  g_autoptr (BtValuePyramid) pyramid = bt_value_pyramid_new ();
  double values[600];
  gsize index = 3;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = NAN;
  bt_value_pyramid_update (pyramid, values, G_N_ELEMENTS (values), 0);
  BtValueExtent extent = bt_value_pyramid_get (pyramid, values, 0, 599);
  g_assert_cmpfloat (extent.low, >, extent.high);
  g_assert_cmpuint (bt_value_pyramid_find_next (pyramid, values, 5, 599), ==, 600);
  g_assert_false (bt_value_pyramid_find_previous (pyramid, values, 599, &index));
  g_assert_cmpuint (index, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/value-pyramid/ranges", test_ranges);
  g_test_add_func ("/chart/value-pyramid/updates", test_updates);
  g_test_add_func ("/chart/value-pyramid/nothing", test_nothing_is_there);
  return g_test_run ();
}
