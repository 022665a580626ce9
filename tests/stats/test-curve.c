// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include <glib.h>

#include "stats/bt-curve.h"
#include "stats/bt-drawdown.h"

static void
test_drawdown (void)
{
  /* Peaks 100 and 120; the falls are 30 (30 %) and 35 (29.2 %). */
  const gint64 values[] = { 100, 70, 110, 120, 85, 119 };
  BtDrawdown drawdown;

  bt_drawdown_init (&drawdown);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    bt_drawdown_add (&drawdown, i, values[i]);
  g_assert_cmpint (drawdown.depth, ==, 35);
  g_assert_cmpint (drawdown.depth_peak, ==, 120);
  g_assert_cmpint (drawdown.from_usec, ==, 3);
  g_assert_cmpint (drawdown.to_usec, ==, 4);
  g_assert_cmpfloat_with_epsilon (drawdown.fraction, 0.30, 1e-12);
}

static void
test_no_drawdown (void)
{
  BtDrawdown drawdown;

  bt_drawdown_init (&drawdown);
  g_assert_cmpint (drawdown.depth, ==, 0);
  for (int i = 0; i < 5; i++)
    bt_drawdown_add (&drawdown, i, 100 + i);
  g_assert_cmpint (drawdown.depth, ==, 0);
  g_assert_cmpfloat (drawdown.fraction, ==, 0);
}

/* A peak and a trough of one point each in a long line survive, order is kept, ends are exact. */
static void
test_curve_keeps_extremes (void)
{
  const gint64 length = 100000;
  g_autoptr (BtCurve) curve = bt_curve_new (length, 2000);
  g_autofree BtCurvePoint *points = NULL;
  gboolean has_peak = FALSE;
  gboolean has_trough = FALSE;
  guint count;

  for (gint64 i = 0; i < length; i++)
    {
      gint64 value = i % 7;
      BtCurvePoint point = { .time_usec = i };

      if (i == 31415)
        value = 1000000;
      if (i == 92653)
        value = -1000000;
      point.balance = point.equity = BT_MONEY (value);
      bt_curve_add (curve, i, &point);
    }
  points = bt_curve_get_points (curve, &count);
  g_assert_cmpuint (count, <=, 2000);
  g_assert_cmpuint (count, >, 500);
  g_assert_cmpint (points[0].time_usec, ==, 0);
  g_assert_cmpint (points[count - 1].time_usec, ==, length - 1);
  for (guint i = 0; i < count; i++)
    {
      g_assert_true (i == 0 || points[i].time_usec > points[i - 1].time_usec);
      has_peak |= points[i].equity.minor == 1000000 && points[i].time_usec == 31415;
      has_trough |= points[i].equity.minor == -1000000 && points[i].time_usec == 92653;
    }
  g_assert_true (has_peak && has_trough);
}

/* Short lines are kept whole. */
static void
test_curve_short (void)
{
  g_autoptr (BtCurve) curve = bt_curve_new (3, 2000);
  g_autofree BtCurvePoint *points = NULL;
  guint count;

  for (gint64 i = 0; i < 3; i++)
    bt_curve_add (
      curve, i, &(BtCurvePoint){ .time_usec = i, .equity = BT_MONEY (i), .balance = BT_MONEY (0) });
  points = bt_curve_get_points (curve, &count);
  g_assert_cmpuint (count, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (points[i].equity.minor, ==, i);
}

static void
test_curve_empty (void)
{
  g_autoptr (BtCurve) curve = bt_curve_new (0, 8);
  g_autofree BtCurvePoint *points = NULL;
  guint count = 1;

  points = bt_curve_get_points (curve, &count);
  g_assert_cmpuint (count, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/drawdown/deepest", test_drawdown);
  g_test_add_func ("/stats/drawdown/none", test_no_drawdown);
  g_test_add_func ("/stats/curve/extremes", test_curve_keeps_extremes);
  g_test_add_func ("/stats/curve/short", test_curve_short);
  g_test_add_func ("/stats/curve/empty", test_curve_empty);
  return g_test_run ();
}
