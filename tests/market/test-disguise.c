// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-disguise.h"

#define NOON (G_GINT64_CONSTANT (1710244800) * BT_USEC_PER_SECOND) /* 2024-03-12 12:00 */

/* The level is hidden, and every difference is the same. */
static void
test_prices (void)
{
  for (guint64 seed = 0; seed < 5000; seed += 997)
    {
      BtDisguise disguise;

      bt_disguise_init (&disguise, seed, 218114, 2, NOON);
      g_assert_cmpint (bt_disguise_show (&disguise, 218114), >=, 100000);
      g_assert_cmpint (bt_disguise_show (&disguise, 218114), <, 101000);
      for (gint64 points = 218114 - 300000; points < 218114 + 300000; points += 71)
        {
          gint64 shown = bt_disguise_show (&disguise, points);

          g_assert_cmpint (shown - bt_disguise_show (&disguise, 218114), ==, points - 218114);
          g_assert_cmpint (bt_disguise_reveal (&disguise, shown), ==, points);
        }
      g_assert_cmpint (bt_disguise_show (&disguise, BT_PRICE_NONE), ==, BT_PRICE_NONE);
      g_assert_cmpint (bt_disguise_reveal (&disguise, BT_PRICE_NONE), ==, BT_PRICE_NONE);
    }
}

static void
test_days (void)
{
  BtDisguise disguise;

  bt_disguise_init (&disguise, 1, 108000, 5, NOON);
  g_assert_cmpint (bt_disguise_day (&disguise, NOON), ==, 1);
  g_assert_cmpint (bt_disguise_day (&disguise, NOON - 12 * 3600 * BT_USEC_PER_SECOND), ==, 1);
  g_assert_cmpint (bt_disguise_day (&disguise, NOON - 12 * 3600 * BT_USEC_PER_SECOND - 1), ==, 0);
  g_assert_cmpint (bt_disguise_day (&disguise, NOON + 30 * BT_USEC_PER_DAY), ==, 31);
  g_assert_cmpint (bt_disguise_day (&disguise, NOON - 30 * BT_USEC_PER_DAY), ==, -29);
  for (gint64 day = -40; day < 40; day++)
    g_assert_cmpint (
      bt_disguise_day (&disguise, bt_disguise_time (&disguise, day, BT_USEC_PER_DAY - 1)), ==, day);
}

/* Without a disguise there is nothing between what is and what is shown. */
static void
test_none (void)
{
  const BtDisguise none = { 0 };

  g_assert_cmpint (bt_disguise_show (NULL, 42), ==, 42);
  g_assert_cmpint (bt_disguise_show (&none, 42), ==, 42);
  g_assert_cmpint (bt_disguise_reveal (&none, 42), ==, 42);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/market/disguise/prices", test_prices);
  g_test_add_func ("/market/disguise/days", test_days);
  g_test_add_func ("/market/disguise/none", test_none);
  return g_test_run ();
}
