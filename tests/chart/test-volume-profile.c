// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The volume profile: its rows and areas against sums made candle by candle, and what it may not
 * know. */
#include "config.h"

#include "chart-fixtures.h"
#include "chart/bt-profile-layer.h"

#include <math.h>

#define CANDLES 40000

typedef struct
{
  gint64 high_points[CANDLES];
  gint64 low_points[CANDLES];
  gint64 volume[CANDLES];
  BtColumns columns;
} Market;

static Market *
make_market (guint32 seed, gint64 level)
{
  Market *market = g_new0 (Market, 1);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (gsize i = 0; i < CANDLES; i++)
    {
      level += g_rand_int_range (random, -40, 41);
      market->low_points[i] = level - g_rand_int_range (random, 0, 60);
      market->high_points[i] = level + g_rand_int_range (random, 0, 60);
      market->volume[i] = g_rand_int_range (random, 0, 5000);
    }
  market->columns = (BtColumns){ .length = CANDLES,
                                 .high_points = market->high_points,
                                 .low_points = market->low_points,
                                 .volume = market->volume };
  return market;
}

static void
find_range (const Market *market, gsize first, gsize last, gint64 *low, gint64 *high)
{
  *low = G_MAXINT64;
  *high = G_MININT64;
  for (gsize i = first; i <= last; i++)
    {
      *low = MIN (*low, market->low_points[i]);
      *high = MAX (*high, market->high_points[i]);
    }
}

/* Point by point. */
static void
assert_profile (const BtVolumeBlocks *blocks, const Market *market, gsize first, gsize last)
{
  BtVolumeProfile profile;
  double volumes[BT_VOLUME_PROFILE_MAX_ROWS] = { 0 };
  double total = 0;
  gint64 low;
  gint64 high;

  find_range (market, first, last, &low, &high);
  bt_volume_profile_fill (&profile, blocks, &market->columns, first, last, low, high);
  double width = (double) (G_GINT64_CONSTANT (1) << profile.shift);
  g_assert_cmpint (profile.first_row, ==, (gint64) floor ((double) low / width));
  for (gsize i = first; i <= last; i++)
    {
      gint64 count = market->high_points[i] - market->low_points[i] + 1;
      for (gint64 point = market->low_points[i]; point <= market->high_points[i]; point++)
        volumes[(gint64) floor ((double) point / width) - profile.first_row]
          += (double) market->volume[i] / (double) count;
      total += (double) market->volume[i];
    }
  g_assert_cmpfloat_with_epsilon (profile.total, total, 1e-9 * total);
  double held = 0;
  for (guint i = 0; i < profile.n_rows; i++)
    {
      g_assert_cmpfloat_with_epsilon (profile.volumes[i], volumes[i], 1e-9 * total);
      g_assert_cmpfloat (profile.volumes[i], <=, profile.volumes[profile.control]);
      if (i >= profile.area_low && i <= profile.area_high)
        held += volumes[i];
    }
  g_assert_cmpuint (profile.area_low, <=, profile.control);
  g_assert_cmpuint (profile.area_high, >=, profile.control);
  g_assert_cmpfloat (held, >=, total * 0.7 - 1e-6);
  /* Without the lesser of its two ends it would not be enough. */
  if (profile.area_high > profile.area_low)
    {
      double less = MIN (volumes[profile.area_low], volumes[profile.area_high]);
      g_assert_cmpfloat (held - less, <=,
                         total * 0.7 + MAX (volumes[profile.area_low], volumes[profile.area_high]));
    }
}

static void
test_sums (void)
{
  for (guint32 seed = 1; seed <= 2; seed++)
    {
      /* Prices below zero too. */
      g_autofree Market *market = make_market (seed, seed == 1 ? 200000 : 0);
      g_autoptr (BtVolumeBlocks) blocks = bt_volume_blocks_new ();
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);

      bt_volume_blocks_update (blocks, &market->columns, 0);
      assert_profile (blocks, market, 0, CANDLES - 1);
      assert_profile (blocks, market, 17, 17);
      assert_profile (blocks, market, 1024, 2047);
      for (guint i = 0; i < 12; i++)
        {
          gsize first = (gsize) g_rand_int_range (random, 0, CANDLES);
          assert_profile (blocks, market, first,
                          (gsize) g_rand_int_range (random, (gint32) first, CANDLES));
        }
    }
}

static void
test_grows (void)
{
  static const gsize lengths[]
    = { 0, 1, 1023, 1024, 1025, 17000, 20480, 20479, 3000, 39999, 40000 };
  g_autofree Market *market = make_market (5, 100000);
  g_autoptr (BtVolumeBlocks) blocks = bt_volume_blocks_new ();
  gsize before = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      gsize changed = MIN (before > 0 ? before - 1 : 0, lengths[i]);

      if (changed < lengths[i])
        market->volume[changed] += 100000;
      market->columns.length = lengths[i];
      bt_volume_blocks_update (blocks, &market->columns, changed);
      if (lengths[i] > 0)
        assert_profile (blocks, market, 0, lengths[i] - 1);
      before = lengths[i];
    }
}

static void
test_nothing_traded (void)
{
  g_autofree Market *market = make_market (6, 100000);
  g_autoptr (BtVolumeBlocks) blocks = bt_volume_blocks_new ();
  BtVolumeProfile profile;
  gint64 low;
  gint64 high;

  for (gsize i = 0; i < CANDLES; i++)
    market->volume[i] = 0;
  bt_volume_blocks_update (blocks, &market->columns, 0);
  find_range (market, 0, CANDLES - 1, &low, &high);
  bt_volume_profile_fill (&profile, blocks, &market->columns, 0, CANDLES - 1, low, high);
  g_assert_cmpuint (profile.n_rows, ==, 0);
}

/* Nothing of it, and nothing else of the looks, depends on a candle that is not known. */
static void
test_no_look_ahead (void)
{
  enum
  {
    COUNT = 3000,
    KNOWN = 2417
  };
  g_autofree BtCandle *candles = g_new (BtCandle, COUNT);
  g_autofree BtCandle *poisoned = g_new (BtCandle, COUNT);

  for (guint i = 0; i < COUNT; i++)
    {
      candles[i] = poisoned[i] = make_wandering_candle (i);
      if (i < KNOWN)
        continue;
      poisoned[i].open_points = poisoned[i].close_points = 17;
      poisoned[i].low_points = -400000;
      poisoned[i].high_points = 9000000;
      poisoned[i].volume = G_GINT64_CONSTANT (1000000000000);
    }
  g_autoptr (BtTape) tape = make_tape (candles, COUNT, get_start (), KNOWN);
  g_autoptr (BtTape) other = make_tape (poisoned, COUNT, get_start (), KNOWN);
  BtChartView views[2];
  cairo_surface_t *surfaces[2];
  for (guint i = 0; i < 2; i++)
    {
      make_plain_view (&views[i], i == 0 ? tape : other);
      views[i].has_text = views[i].has_volume = views[i].has_sessions = TRUE;
      bt_chart_view_set_profile (&views[i], TRUE);
      bt_chart_view_set_gaps (&views[i], TRUE);
      bt_chart_view_set_visible (&views[i], 2000);
      bt_chart_view_scroll_to_end (&views[i]);
      surfaces[i] = bt_chart_painter_render (&views[i], 700, 400, 1);
    }
  BtVolumeProfile profile;
  g_assert_true (bt_profile_layer_get (&views[0], &profile));
  g_assert_cmpuint (profile.n_rows, >, 50);
  g_assert_true (is_same_picture (surfaces[0], surfaces[1]));
  for (guint i = 0; i < 2; i++)
    {
      cairo_surface_destroy (surfaces[i]);
      bt_chart_view_clear (&views[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/volume-profile/sums", test_sums);
  g_test_add_func ("/chart/volume-profile/grows", test_grows);
  g_test_add_func ("/chart/volume-profile/nothing", test_nothing_traded);
  g_test_add_func ("/chart/volume-profile/no-look-ahead", test_no_look_ahead);
  return g_test_run ();
}
