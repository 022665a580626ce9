// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Damaged files: cut at every byte, with bits flipped, with bytes thrown in. Whatever comes, the
 * reader gives rows or a message. */
#include "config.h"

#include "feed-fixture.h"

#include <string.h>

#define FLIPS_A_TABLE 400

static const char *const tables[] = {
  "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n"
  "2024.01.02\t01:00:00\t2062.7\t2064.21\t2062.63\t2063.85\t40\t0\t116\n"
  "2024.01.02\t01:01:00\t2063.73\t2064.42\t2063.59\t2064.26\t83\t0\t116\n"
  "2024.01.02\t01:02:00\t2064.27\t2064.49\t2063.82\t2064.15\t67\t0\t116\n",
  "20190101 180000;1281.455;1281.755;1281.445;1281.655;0\r\n"
  "20190101 180100;1281.655;1281.885;1281.605;1281.885;0\r\n"
  "20190101 180200;1281.885;1281.985;1281.665;1281.735;0",
  "\xef\xbb\xbf\"Date\",\"Price\",\"Open\",\"High\",\"Low\",\"Vol.\",\"Change %\"\n"
  "\"Dec 31, 2021\",\"1,828.39\",\"1,815.44\",\"1,830.58\",\"1,814.15\",\"150.25K\",\"0.74%\"\n"
  "\"Dec 30, 2021\",\"1,815.01\",\"1,803.99\",\"1,817.44\",\"1,795.78\",\"-\",\"0.63%\"\n",
  "1637971200000,0.00002853,0.00002854,0.00002851,0.00002854,36304.2,1637971259999,1.0,79,1.0,0.55,"
  "0\n"
  "1637971260000,0.00002854,0.00002860,0.00002854,0.00002859,89196.6,1637971319999,2.5,98,5.0,1.68,"
  "0\n",
  "EURUSD,2020,05,01,00,0,1.09446,1.09462,1.09404,1.09450,3667.76,TRADESIM,H1,\n"
  "EURUSD,2020,05,01,01,0,1.09450,1.09496,1.09441,1.09491,3218.56,TRADESIM,H1,\n",
};

/* Reads the bytes; the result must hang together. */
static void
assert_sound (const void *bytes, gsize length)
{
  g_autoptr (FeedResult) result = feed_fixture_read ("EURUSD_M1.csv", bytes, length, NULL);

  if (result->error != NULL)
    {
      g_assert_cmpint (result->error->domain, ==, BT_FEED_ERROR);
      g_assert_cmpuint (strlen (result->error->message), >, 10);
      g_assert_true (g_utf8_validate (result->error->message, -1, NULL));
      return;
    }
  const BtQualityReport *report = result->report;
  g_assert_cmpuint (result->candles->len, >, 0);
  /* Damage can make a table one of ticks, of which several make a candle. */
  if (report->are_ticks)
    g_assert_cmpint (report->rows, >=, result->candles->len + report->bad_rows_total);
  else
    g_assert_cmpint (report->rows, ==, result->candles->len + report->bad_rows_total);
  g_assert_cmpint (report->stored, <=, result->candles->len);
  for (guint i = 0; i < result->candles->len; i++)
    {
      const BtCandle *candle = &g_array_index (result->candles, BtCandle, i);
      g_assert_cmpint (candle->low_points, <=, MIN (candle->open_points, candle->close_points));
      g_assert_cmpint (candle->high_points, >=, MAX (candle->open_points, candle->close_points));
      g_assert_cmpint (candle->low_points, >=, 0);
      g_assert_cmpint (candle->volume, >=, 0);
      g_assert_cmpint (candle->time_usec, >=, -BT_USEC_PER_DAY);
      g_assert_cmpint (candle->spread_points, >=, -1);
    }
  g_autofree char *json = bt_quality_report_to_json (report);
  g_autoptr (BtQualityReport) again = bt_quality_report_from_json (json, NULL);
  g_assert_nonnull (again);
}

static void
test_cut (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (gsize length = 0; length <= strlen (tables[t]); length++)
      assert_sound (tables[t], length);
}

static void
test_flipped (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      const gsize length = strlen (tables[t]);
      for (guint i = 0; i < FLIPS_A_TABLE; i++)
        {
          g_autofree char *bytes = g_memdup2 (tables[t], length);
          const guint n_flips = (guint) g_test_rand_int_range (1, 6);
          for (guint flip = 0; flip < n_flips; flip++)
            bytes[g_test_rand_int_range (0, (gint32) length)]
              ^= (char) (1 << g_test_rand_int_range (0, 8));
          assert_sound (bytes, length);
        }
    }
}

static void
test_thrown_in (void)
{
  static const char characters[] = "0123456789.,;:-+/|\t\n\r\"eE#KMB \0\xff<>AP";

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (guint i = 0; i < FLIPS_A_TABLE; i++)
      {
        g_autoptr (GString) text = g_string_new (tables[t]);
        const guint n_changes = (guint) g_test_rand_int_range (1, 12);
        for (guint change = 0; change < n_changes; change++)
          {
            const gssize at = g_test_rand_int_range (0, (gint32) text->len);
            const char character
              = characters[g_test_rand_int_range (0, (gint32) sizeof characters - 1)];
            if (g_test_rand_bit ())
              g_string_insert_c (text, at, character);
            else
              text->str[at] = character;
          }
        assert_sound (text->str, text->len);
      }
}

static void
test_noise (void)
{
  for (guint i = 0; i < FLIPS_A_TABLE; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      const guint length = (guint) g_test_rand_int_range (0, 600);
      for (guint k = 0; k < length; k++)
        g_string_append_c (text, (char) g_test_rand_int_range (9, i % 2 == 0 ? 128 : 256));
      assert_sound (text->str, text->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/damage/cut", test_cut);
  g_test_add_func ("/feed/damage/flipped", test_flipped);
  g_test_add_func ("/feed/damage/thrown-in", test_thrown_in);
  g_test_add_func ("/feed/damage/noise", test_noise);
  return g_test_run ();
}
