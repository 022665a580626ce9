// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-pan-motion.h"

#include <math.h>

#define MS 1000

/* Moves by step_px every 10 ms, so many times. */
static void
track (BtPanMotion *motion, double step_px, guint count)
{
  for (guint i = 0; i < count; i++)
    bt_pan_motion_track (motion, i * step_px, (gint64) i * 10 * MS);
}

static void
test_goes_on_as_fast (void)
{
  BtPanMotion motion = { 0 };

  track (&motion, 6, 20);
  g_assert_true (bt_pan_motion_release (&motion, 195 * MS));
  g_assert_true (bt_pan_motion_is_running (&motion));
  g_assert_cmpfloat_with_epsilon (motion.speed_px, 600, 1e-6);
  track (&motion, -6, 20);
  g_assert_true (bt_pan_motion_release (&motion, 195 * MS));
  g_assert_cmpfloat_with_epsilon (motion.speed_px, -600, 1e-6);
}

static void
test_held_still_stays (void)
{
  BtPanMotion motion = { 0 };

  g_assert_false (bt_pan_motion_release (&motion, 0));
  track (&motion, 6, 20);
  g_assert_false (bt_pan_motion_release (&motion, 190 * MS + 61 * MS));
  g_assert_false (bt_pan_motion_is_running (&motion));
  bt_pan_motion_stop (&motion);
  track (&motion, 0.5, 20);
  g_assert_false (bt_pan_motion_release (&motion, 191 * MS));
  bt_pan_motion_stop (&motion);
  bt_pan_motion_track (&motion, 5, 0);
  g_assert_false (bt_pan_motion_release (&motion, 1));
}

/* The way is the same at 30 and at 120 frames a second, and comes to an end. */
static void
test_way_does_not_depend_on_frames (void)
{
  double ways[2] = { 0 };
  static const gint64 frames_usec[] = { 33333, 8333 };

  for (guint i = 0; i < 2; i++)
    {
      BtPanMotion motion = { 0 };
      guint frames = 0;
      double before = INFINITY;

      g_assert_true (bt_pan_motion_set_off (&motion, 1000, 0));
      while (bt_pan_motion_is_running (&motion))
        {
          double way = bt_pan_motion_advance (&motion, ++frames * frames_usec[i]);
          g_assert_cmpfloat (way, >, 0);
          g_assert_cmpfloat (way, <, before);
          before = way;
          ways[i] += way;
          g_assert_cmpuint (frames, <, 1000);
        }
      g_assert_cmpfloat (ways[i], >, 250);
      g_assert_cmpfloat (ways[i], <, 1000 * 0.325);
    }
  g_assert_cmpfloat (fabs (ways[0] - ways[1]), <, 3);
}

static void
test_speed_is_bounded (void)
{
  BtPanMotion motion = { 0 };

  g_assert_true (bt_pan_motion_set_off (&motion, -1e9, 5));
  g_assert_cmpfloat (motion.speed_px, >=, -10000);
  /* A clock that stands or goes back moves nothing. */
  g_assert_cmpfloat (bt_pan_motion_advance (&motion, 5), ==, 0);
  g_assert_cmpfloat (bt_pan_motion_advance (&motion, 1), ==, 0);
  bt_pan_motion_stop (&motion);
  g_assert_cmpfloat (bt_pan_motion_advance (&motion, 50 * MS), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/pan-motion/goes-on", test_goes_on_as_fast);
  g_test_add_func ("/chart/pan-motion/held", test_held_still_stays);
  g_test_add_func ("/chart/pan-motion/frames", test_way_does_not_depend_on_frames);
  g_test_add_func ("/chart/pan-motion/bounds", test_speed_is_bounded);
  return g_test_run ();
}
