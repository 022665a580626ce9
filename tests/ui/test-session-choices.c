// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Where a new session begins unless the user says otherwise. */
#include "config.h"

#include "base/bt-time.h"
#include "ui/bt-session-choices.h"

/* 2024-03-04, a Monday, at midnight. */
#define MONDAY (G_GINT64_CONSTANT (1709510400) * BT_USEC_PER_SECOND)

static void
test_start (void)
{
  static const struct
  {
    BtTimeframe base;
    double days; /* of data, from the Monday on */
    double expected;
  } cases[] = {
    /* Much data: a month before its end. */
    { BT_TIMEFRAME_M1, 365, 335 },
    /* A month of minutes: two days are history. */
    { BT_TIMEFRAME_M1, 30, 2 },
    /* Three days: a quarter is history, on the minute. */
    { BT_TIMEFRAME_M1, 3, 0.75 },
    /* Daily candles: six hundred are played, a hundred are history. */
    { BT_TIMEFRAME_D1, 3650, 3050 },
    { BT_TIMEFRAME_D1, 600, 100 },
    { BT_TIMEFRAME_D1, 100, 25 },
    /* A single candle. */
    { BT_TIMEFRAME_H1, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 last = MONDAY + (gint64) (cases[i].days * BT_USEC_PER_DAY);
      gint64 start = bt_session_choices_start (cases[i].base, MONDAY, last);
      g_assert_cmpfloat_with_epsilon ((double) (start - MONDAY) / BT_USEC_PER_DAY,
                                      cases[i].expected, 1e-6);
      g_assert_cmpint (start, >=, MONDAY);
      g_assert_cmpint (start, <=, last);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/session-choices/start", test_start);
  return g_test_run ();
}
