// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include <glib.h>
#include <math.h>

#include "stats/bt-interval.h"
#include "stats/bt-trade-stats.h"

/* Asserts that two numbers agree to so many parts. */
static void
assert_near (double actual, double expected, double tolerance)
{
  g_assert_cmpfloat_with_epsilon (actual, expected, tolerance);
}

static void
test_none (void)
{
  BtTradeStats stats;

  bt_trade_stats_compute (NULL, 0, &stats);
  g_assert_cmpint (stats.count, ==, 0);
  g_assert_cmpint (stats.net.minor, ==, 0);
  g_assert_true (isnan (stats.win_rate));
  g_assert_true (isnan (stats.win_rate_low));
  g_assert_true (isnan (stats.profit_factor));
  g_assert_true (isnan (stats.expectancy));
  g_assert_true (isnan (stats.payoff_ratio));
  g_assert_true (isnan (bt_trade_stats_mean (NULL, 0)));
}

/* Results +100.00, −40.00, 0.00, +50.00, −60.00: net 50.00, wins 150.00 of 2, losses 100.00 of 2.
 */
static void
test_mixed (void)
{
  const BtMoney nets[] = { { 10000 }, { -4000 }, { 0 }, { 5000 }, { -6000 } };
  BtTradeStats stats;

  bt_trade_stats_compute (nets, G_N_ELEMENTS (nets), &stats);
  g_assert_cmpint (stats.count, ==, 5);
  g_assert_cmpint (stats.wins, ==, 2);
  g_assert_cmpint (stats.losses, ==, 2);
  g_assert_cmpint (stats.net.minor, ==, 5000);
  g_assert_cmpint (stats.gross_profit.minor, ==, 15000);
  g_assert_cmpint (stats.gross_loss.minor, ==, -10000);
  g_assert_cmpint (stats.average_win.minor, ==, 7500);
  g_assert_cmpint (stats.average_loss.minor, ==, -5000);
  g_assert_cmpint (stats.largest_win.minor, ==, 10000);
  g_assert_cmpint (stats.largest_loss.minor, ==, -6000);
  g_assert_cmpint (stats.longest_win_run, ==, 1);
  g_assert_cmpint (stats.longest_loss_run, ==, 1);
  /* Running sum 100, 60, 60, 110, 50: the fall from 110 to 50. */
  g_assert_cmpint (stats.closed_drawdown.minor, ==, 6000);
  assert_near (stats.win_rate, 0.4, 1e-12);
  assert_near (stats.profit_factor, 1.5, 1e-12);
  assert_near (stats.payoff_ratio, 1.5, 1e-12);
  assert_near (stats.expectancy, 1000, 1e-9);
  /* Squares around 10.00: 8100, 2500, 100, 1600, 4900; sum 17200, ÷ 4 = 4300, root 65.5743852. */
  assert_near (stats.deviation, 6557.43852430, 1e-6);
}

static void
test_only_wins (void)
{
  const BtMoney nets[] = { { 100 }, { 200 } };
  BtTradeStats stats;

  bt_trade_stats_compute (nets, G_N_ELEMENTS (nets), &stats);
  g_assert_true (isinf (stats.profit_factor));
  g_assert_true (isnan (stats.payoff_ratio));
  g_assert_cmpint (stats.closed_drawdown.minor, ==, 0);
  g_assert_cmpint (stats.longest_win_run, ==, 2);
  assert_near (stats.win_rate_high, 1, 1e-15);
}

static void
test_only_losses (void)
{
  const BtMoney nets[] = { { -1 }, { -2 } };
  BtTradeStats stats;

  bt_trade_stats_compute (nets, G_N_ELEMENTS (nets), &stats);
  assert_near (stats.profit_factor, 0, 1e-15);
  assert_near (stats.win_rate_low, 0, 1e-15);
  /* −1.5 is a tie: to the even −2. */
  g_assert_cmpint (stats.average_loss.minor, ==, -2);
}

/* Values of the score interval as published in its tables: 10 of 20 gives 0.2993 … 0.7007, 1 of 10
 * gives 0.0179 … 0.4042, 0 of 10 gives 0 … 0.2775. */
static void
test_interval (void)
{
  double low, high;

  bt_wilson_interval (10, 20, &low, &high);
  assert_near (low, 0.299298, 1e-6);
  assert_near (high, 0.700702, 1e-6);
  bt_wilson_interval (1, 10, &low, &high);
  assert_near (low, 0.017876, 1e-6);
  assert_near (high, 0.404150, 1e-6);
  bt_wilson_interval (0, 10, &low, &high);
  assert_near (low, 0, 1e-15);
  assert_near (high, 0.277533, 1e-6);
  bt_wilson_interval (0, 0, &low, &high);
  g_assert_true (isnan (low) && isnan (high));
}

static double
find_largest (const double *values, gsize count)
{
  double largest = values[0];

  for (gsize i = 1; i < count; i++)
    largest = MAX (largest, values[i]);
  return largest;
}

static double
find_none (const double *values, gsize count)
{
  return NAN;
}

/* Of 400 values, half of them 1 and half −1, the mean's standard error is 1 ÷ √400 = 0.05, so the
 * interval is about ±1.96 × 0.05 = ±0.098. It is the same each time. */
static void
test_bootstrap (void)
{
  double values[400];
  const double same[] = { 7, 7, 7, 7, 7 };
  double low, high, again_low, again_high;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = i % 2 == 0 ? 1 : -1;
  bt_bootstrap_interval (values, G_N_ELEMENTS (values), bt_trade_stats_mean, &low, &high);
  assert_near (low, -0.098, 0.01);
  assert_near (high, 0.098, 0.01);
  bt_bootstrap_interval (values, G_N_ELEMENTS (values), bt_trade_stats_mean, &again_low,
                         &again_high);
  g_assert_true (low == again_low && high == again_high);
  bt_bootstrap_interval (same, G_N_ELEMENTS (same), bt_trade_stats_mean, &low, &high);
  g_assert_true (low == 7 && high == 7);
  bt_bootstrap_interval (values, G_N_ELEMENTS (values), find_largest, &low, &high);
  g_assert_true (low == 1 && high == 1);
  bt_bootstrap_interval (values, 1, bt_trade_stats_mean, &low, &high);
  g_assert_true (isnan (low) && isnan (high));
  bt_bootstrap_interval (values, G_N_ELEMENTS (values), find_none, &low, &high);
  g_assert_true (isnan (low) && isnan (high));
}

static void
test_multiples (void)
{
  const double multiples[] = { 2, -1, -1, 3 };

  assert_near (bt_trade_stats_mean (multiples, G_N_ELEMENTS (multiples)), 0.75, 1e-12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/trades/none", test_none);
  g_test_add_func ("/stats/trades/mixed", test_mixed);
  g_test_add_func ("/stats/trades/only-wins", test_only_wins);
  g_test_add_func ("/stats/trades/only-losses", test_only_losses);
  g_test_add_func ("/stats/trades/multiples", test_multiples);
  g_test_add_func ("/stats/interval", test_interval);
  g_test_add_func ("/stats/trades/bootstrap", test_bootstrap);
  return g_test_run ();
}
