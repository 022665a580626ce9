// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-feed-number.h"

#include <string.h>

static const BtNumberStyle point = { '.', 0 };
static const BtNumberStyle point_groups = { '.', ',' };
static const BtNumberStyle comma = { ',', 0 };
static const BtNumberStyle comma_groups = { ',', '.' };

static BtFeedField
make_field (const char *text)
{
  return (BtFeedField){ text, (guint) strlen (text) };
}

static void
assert_number (const char *text, BtNumberStyle style, gint64 mantissa, int decimals)
{
  const BtFeedField field = make_field (text);
  BtFeedNumber number = { 0 };

  g_assert_true (bt_feed_number_parse (&field, style, &number));
  g_assert_cmpint (number.mantissa, ==, mantissa);
  g_assert_cmpint (number.decimals, ==, decimals);
}

static void
assert_no_number (const char *text, BtNumberStyle style)
{
  const BtFeedField field = make_field (text);
  BtFeedNumber number = { 77, 7 };

  g_assert_false (bt_feed_number_parse (&field, style, &number));
  g_assert_cmpint (number.mantissa, ==, 77);
}

static void
test_valid (void)
{
  assert_number ("2062.7", point, 20627, 1);
  assert_number ("0.00002853", point, 2853, 8);
  assert_number ("-1.5", point, -15, 1);
  assert_number ("+3", point, 3, 0);
  assert_number ("5.", point, 5, 0);
  assert_number (".5", point, 5, 1);
  assert_number ("1,2345", comma, 12345, 4);
  assert_number ("1,828.39", point_groups, 182839, 2);
  assert_number ("1.234.567,5", comma_groups, 12345675, 1);
  assert_number ("2.853e-05", point, 2853, 8);
  assert_number ("1.5E3", point, 1500, 0);
  assert_number ("12'345.60", point, 1234560, 2);
  assert_number ("12’345.60", point, 1234560, 2);
  assert_number ("1 234 567,5", comma, 12345675, 1);
  assert_number ("12\xc2\xa0"
                 "345,60",
                 comma, 1234560, 2);
  assert_number ("1,25,500.10", point_groups, 12550010, 2);
  assert_number ("$1,234.50", point_groups, 123450, 2);
  assert_number ("R 124.99", point, 12499, 2);
  assert_number ("124,99 €", comma, 12499, 2);
  assert_number ("124.99 USD", point, 12499, 2);
}

static void
test_boundary (void)
{
  assert_number ("999999999999999999", point, G_GINT64_CONSTANT (999999999999999999), 0);
  assert_no_number ("1999999999999999999", point);
  assert_number ("0", point, 0, 0);
  assert_number ("000000000000000000000000012", point, 12, 0);
  /* Decimals beyond what fits are noise. */
  assert_number ("0.0014500000000000001", point, G_GINT64_CONSTANT (1450000000000000), 18);
  assert_number ("19804.987922269946123456", point, G_GINT64_CONSTANT (198049879222699461), 13);
}

static void
test_invalid (void)
{
  static const char *const texts[]
    = { "",     "-",   "+",   ".",   "1.2.3", "1,5", "abc",  "12a",  "1e",     "1e+",    "1e99",
        "0x10", "1 2", "--1", "nan", "$",     "USD", "1 23", "1'23", "1 2345", "EURUSD1" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_no_number (texts[i], point);
  assert_no_number (",5", point_groups);
}

static void
assert_volume (const char *text, gint64 mantissa, int decimals)
{
  const BtFeedField field = make_field (text);
  BtFeedNumber number = { 0 };

  g_assert_true (bt_feed_number_parse_volume (&field, point, &number));
  g_assert_cmpint (number.mantissa, ==, mantissa);
  g_assert_cmpint (number.decimals, ==, decimals);
}

static void
test_volume (void)
{
  const BtFeedField letters = make_field ("K");
  const BtFeedField too_large = make_field ("99999999999999999B");
  BtFeedNumber number;

  assert_volume ("", 0, 0);
  assert_volume ("-", 0, 0);
  assert_volume ("0.0", 0, 1);
  assert_volume ("184.25K", 18425000, 2);
  assert_volume ("1.5m", 1500000 * 10, 1);
  assert_volume ("1.2 B", G_GINT64_CONSTANT (12000000000), 1);
  assert_volume ("94,881", 94881, 0);
  assert_volume ("1,234,567.5", 12345675, 1);
  assert_volume ("#N/A N/A", 0, 0);
  assert_volume ("2B", G_GINT64_CONSTANT (2000000000), 0);
  g_assert_false (bt_feed_number_parse_volume (&letters, point, &number));
  g_assert_false (bt_feed_number_parse_volume (&too_large, point, &number));
}

static int
count_decimals (const char *text)
{
  const BtFeedField field = make_field (text);
  BtFeedNumber number;

  g_assert_true (bt_feed_number_parse (&field, point, &number));
  return bt_feed_number_count_decimals (&number);
}

static void
test_decimals (void)
{
  g_assert_cmpint (count_decimals ("1.274590"), ==, 5);
  g_assert_cmpint (count_decimals ("127801.0"), ==, 0);
  g_assert_cmpint (count_decimals ("1.0705500000000001"), ==, 5);
  g_assert_cmpint (count_decimals ("1.0705499999999999"), ==, 5);
  g_assert_cmpint (count_decimals ("0.00002853"), ==, 8);
  g_assert_cmpint (count_decimals ("0"), ==, 0);
}

static gint64
scale (const char *text, int digits)
{
  const BtFeedField field = make_field (text);
  BtFeedNumber number;
  gint64 value;

  g_assert_true (bt_feed_number_parse (&field, point, &number));
  g_assert_true (bt_feed_number_scale (&number, digits, &value));
  return value;
}

static void
test_scale (void)
{
  const BtFeedNumber large = { G_MAXINT64 / 10, 0 };
  gint64 value = 5;

  g_assert_cmpint (scale ("2062.7", 2), ==, 206270);
  g_assert_cmpint (scale ("2062.75", 2), ==, 206275);
  g_assert_cmpint (scale ("2062.755", 2), ==, 206276);
  g_assert_cmpint (scale ("2062.745", 2), ==, 206274);
  g_assert_cmpint (scale ("2062.745", 0), ==, 2063);
  g_assert_false (bt_feed_number_scale (&large, 2, &value));
  g_assert_cmpint (value, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/number/valid", test_valid);
  g_test_add_func ("/feed/number/boundary", test_boundary);
  g_test_add_func ("/feed/number/invalid", test_invalid);
  g_test_add_func ("/feed/number/volume", test_volume);
  g_test_add_func ("/feed/number/decimals", test_decimals);
  g_test_add_func ("/feed/number/scale", test_scale);
  return g_test_run ();
}
