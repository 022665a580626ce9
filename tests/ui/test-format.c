// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Figures and times as the windows show them. */
#include "config.h"

#include "ui/bt-format.h"

#include "market/bt-trade-records.h"

#include <math.h>

#define MINUS "\xe2\x88\x92"
#define THIN "\xe2\x80\x89"

static void
check (char *text, const char *expected)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, expected);
}

static gint64
time_of (const char *text)
{
  gint64 time_usec;

  g_assert_true (bt_time_parse (text, &time_usec, NULL));
  return time_usec;
}

static void
test_money (void)
{
  check (bt_format_money (BT_MONEY (0), 2), "0.00");
  check (bt_format_money (BT_MONEY (1), 2), "0.01");
  check (bt_format_money (BT_MONEY (-6990), 2), MINUS "69.90");
  check (bt_format_money (BT_MONEY (99999), 2), "999.99");
  check (bt_format_money (BT_MONEY (100000), 2), "1" THIN "000.00");
  check (bt_format_money (BT_MONEY (-123456789), 2), MINUS "1" THIN "234" THIN "567.89");
  check (bt_format_money (BT_MONEY (1234567), 0), "1" THIN "234" THIN "567");
  check (bt_format_money (BT_MONEY (150000000), 8), "1.50000000");
  check (bt_format_money (BT_MONEY (G_MAXINT64), 2),
         "92" THIN "233" THIN "720" THIN "368" THIN "547" THIN "758.07");
}

static void
test_result (void)
{
  check (bt_format_result (BT_MONEY (16100), 2), "+161.00");
  check (bt_format_result (BT_MONEY (0), 2), "0.00");
  check (bt_format_result (BT_MONEY (-600), 2), MINUS "6.00");
  g_assert_cmpstr (bt_format_tone (1), ==, "up");
  g_assert_cmpstr (bt_format_tone (-1), ==, "down");
  g_assert_null (bt_format_tone (0));
}

static void
test_count (void)
{
  check (bt_format_count (0), "0");
  check (bt_format_count (999), "999");
  check (bt_format_count (1204), "1" THIN "204");
  check (bt_format_count (3621494), "3" THIN "621" THIN "494");
  check (bt_format_count (-1000), MINUS "1" THIN "000");
}

static void
test_percent (void)
{
  check (bt_format_percent (0.54, 0), "54" THIN "%");
  check (bt_format_percent (5.973, 1), "597.3" THIN "%");
  check (bt_format_percent ((double) NAN, 1), BT_FORMAT_NONE);
  check (bt_format_percent_signed (0.0412, 2), "+4.12" THIN "%");
  check (bt_format_percent_signed (-0.006, 1), MINUS "0.6" THIN "%");
  /* Nothing is shown as a signed zero. */
  check (bt_format_percent_signed (-0.00001, 1), "0.0" THIN "%");
  check (bt_format_percent_signed (0.00001, 1), "0.0" THIN "%");
}

static void
test_ratio (void)
{
  check (bt_format_ratio (1.334, 2), "1.33");
  check (bt_format_ratio ((double) INFINITY, 2), "∞");
  check (bt_format_ratio ((double) NAN, 2), BT_FORMAT_NONE);
  check (bt_format_risk_multiple (0.13), "+0.13" THIN "R");
  check (bt_format_risk_multiple (-1.0), MINUS "1.00" THIN "R");
  check (bt_format_risk_multiple ((double) NAN), BT_FORMAT_NONE);
}

static void
test_price (void)
{
  const BtInstrument *gold = bt_instrument_find_builtin ("XAUUSD");
  const BtInstrument *yen = bt_instrument_find_builtin ("USDJPY");

  /* Prices have no thin space. */
  check (bt_format_price (gold, 218114), "2181.14");
  check (bt_format_price (yen, 151234), "151.234");
  check (bt_format_price (gold, -3763), MINUS "37.63");
  check (bt_format_price (gold, BT_PRICE_NONE), BT_FORMAT_NONE);
  check (bt_format_volume (gold, BT_VOLUME (10000000)), "0.10");
}

static void
test_times (void)
{
  gint64 time_usec = time_of ("2024-03-12T09:35:07Z");

  check (bt_format_time (time_usec), "2024-03-12 09:35");
  check (bt_format_date (time_usec), "2024-03-12");
  check (bt_format_clock (time_usec), "09:35:07");
  check (bt_format_moment (time_usec), "12 Mar 09:35");
  check (bt_format_time (BT_TIME_NONE), BT_FORMAT_NONE);
  check (bt_format_time (-1), "1969-12-31 23:59");
  check (bt_format_time_range (time_usec, time_usec + 20 * BT_USEC_PER_SECOND), "2024-03-12 09:35");
  check (bt_format_time_range (time_usec, time_usec + BT_USEC_PER_HOUR),
         "2024-03-12 09:35 – 10:35");
  check (bt_format_time_range (time_usec, time_usec + BT_USEC_PER_DAY),
         "2024-03-12 09:35 – 2024-03-13 09:35");
  check (bt_format_time_range (BT_TIME_NONE, BT_TIME_NONE), BT_FORMAT_NONE);
}

static void
test_periods (void)
{
  check (bt_format_period (time_of ("2024-03-04"), time_of ("2024-03-28")), "4 – 28 Mar 2024");
  check (bt_format_period (time_of ("2023-02-01"), time_of ("2023-05-31")), "1 Feb – 31 May 2023");
  check (bt_format_period (time_of ("2023-12-04"), time_of ("2024-01-28")),
         "4 Dec 2023 – 28 Jan 2024");
  check (bt_format_period (time_of ("2024-03-04T08:00Z"), time_of ("2024-03-04T09:00Z")),
         "4 Mar 2024");
}

static void
test_durations (void)
{
  check (bt_format_duration (0), "0 s");
  check (bt_format_duration (36 * BT_USEC_PER_SECOND), "36 s");
  check (bt_format_duration (52 * BT_USEC_PER_MINUTE + 10 * BT_USEC_PER_SECOND), "52 min");
  check (bt_format_duration (65 * BT_USEC_PER_MINUTE), "1 h 5 min");
  check (bt_format_duration (52 * BT_USEC_PER_HOUR), "2 d 4 h");
  check (bt_format_duration (48 * BT_USEC_PER_HOUR), "2 d");
  check (bt_format_duration (-1), "0 s");
}

static void
test_others (void)
{
  check (bt_format_digest ("7be204c1000000000000000000000000000000000000000000000000000a9f3"),
         "7be2 04c1 … a9f3");
  check (bt_format_digest (""), BT_FORMAT_NONE);
  check (bt_format_digest (NULL), BT_FORMAT_NONE);
  check (bt_format_megabytes (58123456), "58.1");
  check (bt_format_megabytes (0), "0.0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/format/money", test_money);
  g_test_add_func ("/ui/format/result", test_result);
  g_test_add_func ("/ui/format/count", test_count);
  g_test_add_func ("/ui/format/percent", test_percent);
  g_test_add_func ("/ui/format/ratio", test_ratio);
  g_test_add_func ("/ui/format/price", test_price);
  g_test_add_func ("/ui/format/times", test_times);
  g_test_add_func ("/ui/format/periods", test_periods);
  g_test_add_func ("/ui/format/durations", test_durations);
  g_test_add_func ("/ui/format/others", test_others);
  return g_test_run ();
}
