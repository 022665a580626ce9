// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-decimal.h"
#include "base/bt-error.h"

static void
assert_parse (const char *text, guint digits, gint64 expected)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 4711;

  g_assert_true (bt_decimal_parse (text, -1, digits, &value, &error));
  g_assert_no_error (error);
  g_assert_cmpint (value, ==, expected);
}

static void
assert_failure (const char *text, guint digits, BtBaseError code)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 4711;

  g_assert_false (bt_decimal_parse (text, -1, digits, &value, &error));
  g_assert_error (error, BT_BASE_ERROR, (int) code);
  g_assert_cmpint (value, ==, 4711);
}

static void
test_parse (void)
{
  assert_parse ("0", 0, 0);
  assert_parse ("-0", 2, 0);
  assert_parse ("2181.14", 2, 218114);
  assert_parse ("2181.1", 2, 218110);
  assert_parse ("2181", 2, 218100);
  assert_parse ("+1.5", 5, 150000);
  assert_parse ("-1.00001", 5, -100001);
  assert_parse ("00012.50", 2, 1250);
  assert_parse ("1.2500000", 2, 125);
  assert_parse ("0.000000000000000001", 18, 1);
  assert_parse ("9223372036854775807", 0, G_MAXINT64);
  assert_parse ("-9223372036854775808", 0, G_MININT64);
  assert_parse ("-92233720368547758.08", 2, G_MININT64);
  assert_parse ("9.223372036854775807", 18, G_MAXINT64);
  assert_parse ("0000000000000000000000000000012", 3, 12000);
}

static void
test_parse_invalid (void)
{
  const char *const texts[] = { "",    "-",  "+",  ".",   ".5",   "5.",    "1.2.3", "1,5",
                                "1e5", " 1", "1 ", "--1", "0x10", "1'000", "abc",   "１" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_failure (texts[i], 2, BT_BASE_ERROR_PARSE);
}

static void
test_parse_range (void)
{
  assert_failure ("1.001", 2, BT_BASE_ERROR_RANGE);
  assert_failure ("1.1", 0, BT_BASE_ERROR_RANGE);
  assert_failure ("9223372036854775808", 0, BT_BASE_ERROR_OVERFLOW);
  assert_failure ("-9223372036854775809", 0, BT_BASE_ERROR_OVERFLOW);
  assert_failure ("92233720368547758.08", 2, BT_BASE_ERROR_OVERFLOW);
  assert_failure ("10", 18, BT_BASE_ERROR_OVERFLOW);
  assert_failure ("99999999999999999999999999", 0, BT_BASE_ERROR_OVERFLOW);
}

static void
test_parse_length (void)
{
  gint64 value;

  g_assert_true (bt_decimal_parse ("1.25,7", 4, 2, &value, NULL));
  g_assert_cmpint (value, ==, 125);
  g_assert_false (bt_decimal_parse ("1.25", 2, 2, &value, NULL));
  g_assert_false (bt_decimal_parse ("1.25", 0, 2, &value, NULL));
  g_assert_cmpint (value, ==, 125);
}

static void
test_message (void)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  g_assert_false (bt_decimal_parse ("12\xff", -1, 2, &value, &error));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_nonnull (strstr (error->message, "12"));
}

static void
test_format (void)
{
  char buffer[BT_DECIMAL_BUFFER];

  g_assert_cmpstr (bt_decimal_format (218114, 2, buffer), ==, "2181.14");
  g_assert_cmpstr (bt_decimal_format (5, 2, buffer), ==, "0.05");
  g_assert_cmpstr (bt_decimal_format (-5, 2, buffer), ==, "-0.05");
  g_assert_cmpstr (bt_decimal_format (0, 0, buffer), ==, "0");
  g_assert_cmpstr (bt_decimal_format (0, 3, buffer), ==, "0.000");
  g_assert_cmpstr (bt_decimal_format (-1200, 0, buffer), ==, "-1200");
  g_assert_cmpstr (bt_decimal_format (G_MININT64, 0, buffer), ==, "-9223372036854775808");
  g_assert_cmpstr (bt_decimal_format (G_MININT64, 18, buffer), ==, "-9.223372036854775808");
  g_assert_cmpstr (bt_decimal_format_short (10000000, 8, 2, buffer), ==, "0.10");
  g_assert_cmpstr (bt_decimal_format_short (12500000, 8, 2, buffer), ==, "0.125");
  g_assert_cmpstr (bt_decimal_format_short (100000000, 8, 0, buffer), ==, "1");
  g_assert_cmpstr (bt_decimal_format_short (0, 8, 0, buffer), ==, "0");

  g_autofree char *text = bt_decimal_to_string (-123456, 5);
  g_assert_cmpstr (text, ==, "-1.23456");
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000; i++)
    {
      const guint64 bits = (guint64) g_rand_int (random) << 32 | g_rand_int (random);
      const gint64 value = (gint64) bits >> g_rand_int_range (random, 0, 63);
      const guint digits = (guint) g_rand_int_range (random, 0, 19);
      char buffer[BT_DECIMAL_BUFFER];

      assert_parse (bt_decimal_format (value, digits, buffer), digits, value);
      assert_parse (bt_decimal_format_short (value, digits, 0, buffer), digits, value);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decimal/parse", test_parse);
  g_test_add_func ("/decimal/parse-invalid", test_parse_invalid);
  g_test_add_func ("/decimal/parse-range", test_parse_range);
  g_test_add_func ("/decimal/parse-length", test_parse_length);
  g_test_add_func ("/decimal/message", test_message);
  g_test_add_func ("/decimal/format", test_format);
  g_test_add_func ("/decimal/round-trip", test_round_trip);
  return g_test_run ();
}
