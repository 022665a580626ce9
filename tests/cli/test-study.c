// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli-fixture.h"

#include <string.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, CliFixture, NULL, cli_fixture_set_up, function, cli_fixture_tear_down)

static void
import_candles (CliFixture *fixture, guint n)
{
  g_autofree char *path = cli_write_candles (fixture, "XAUUSD_M1.csv", n);

  cli_assert_run (fixture, 0, "import", path);
}

/* Runs a study that must fail with wrong usage, and looks for a text in the message. */
static void
assert_refused (CliFixture *fixture, const char *study, const char *parameter, const char *expected)
{
  cli_run (fixture, FALSE, "study", study, parameter, "XAUUSD", "M1", NULL);
  g_test_message ("%s", fixture->messages);
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_cmpstr (fixture->output, ==, "");
  g_assert_nonnull (strstr (fixture->messages, expected));
}

static void
test_csv (CliFixture *fixture, gconstpointer data)
{
  import_candles (fixture, 30);
  cli_run (fixture, FALSE, "study", "sma", "period=1", "XAUUSD", "M1", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_auto (GStrv) averages = g_strsplit (fixture->output, "\n", -1);
  cli_run (fixture, FALSE, "candles", "XAUUSD", "M1", NULL);
  g_auto (GStrv) candles = g_strsplit (fixture->output, "\n", -1);

  /* The average of one price is that price, in the quote currency. */
  g_assert_cmpuint (g_strv_length (averages), ==, 32);
  g_assert_cmpstr (averages[0], ==, "time,sma");
  for (guint i = 1; i <= 30; i++)
    {
      g_auto (GStrv) average = g_strsplit (averages[i], ",", -1);
      g_auto (GStrv) candle = g_strsplit (candles[i], ",", -1);

      g_assert_cmpstr (average[0], ==, candle[0]);
      g_assert_cmpfloat (g_ascii_strtod (average[1], NULL), ==, g_ascii_strtod (candle[4], NULL));
    }

  cli_run (fixture, FALSE, "study", "sma", "period=5", "XAUUSD", "M1", NULL);
  g_auto (GStrv) warm = g_strsplit (fixture->output, "\n", -1);
  g_assert_cmpstr (warm[4], ==, "2024-03-04T08:03:00Z,");
  g_assert_cmpstr (warm[5], !=, "2024-03-04T08:04:00Z,");
}

static void
test_json (CliFixture *fixture, gconstpointer data)
{
  import_candles (fixture, 120);
  cli_assert_run (fixture, 0, "study", "Stoch", "k=5", "smooth=2", "XAUUSD", "M1");
  cli_assert_text (fixture, "study", "stochastic");
  cli_assert_text (fixture, "symbol", "XAUUSD");
  cli_assert_text (fixture, "timeframe", "M1");
  cli_assert_text (fixture, "parameters.k", "5");
  cli_assert_text (fixture, "parameters.smooth", "2");
  cli_assert_text (fixture, "parameters.timeframe", "chart");
  cli_assert_text (fixture, "outputs[1].id", "d");
  g_assert_cmpuint (cli_count (fixture, "values"), ==, 120);
  g_assert_true (JSON_NODE_HOLDS_NULL (cli_find (fixture, "values[4][1]")));
  g_assert_false (JSON_NODE_HOLDS_NULL (cli_find (fixture, "values[5][1]")));
  g_assert_true (JSON_NODE_HOLDS_NULL (cli_find (fixture, "values[6][2]")));
}

/* A range shows the values of the whole history, not of one that begins there. */
static void
test_range (CliFixture *fixture, gconstpointer data)
{
  import_candles (fixture, 120);
  cli_assert_run (fixture, 0, "study", "ema", "period=20", "XAUUSD", "M1");
  g_autofree char *value = cli_dup_text (fixture, "values[60][1]");
  cli_assert_run (fixture, 0, "study", "ema", "period=20", "XAUUSD", "M1", "--from",
                  "2024-03-04T09:00:00Z", "--to", "2024-03-04T09:05:00Z");
  g_assert_cmpuint (cli_count (fixture, "values"), ==, 5);
  cli_assert_text (fixture, "values[0][0]", "2024-03-04T09:00:00Z");
  cli_assert_text (fixture, "values[0][1]", value);
  cli_assert_run (fixture, 0, "study", "ema", "XAUUSD", "M1", "--from", "2030-01-01");
  g_assert_cmpuint (cli_count (fixture, "values"), ==, 0);
}

/* A study's own timeframe shows, at the candle that ends it, what the candles of that timeframe
 * give. */
static void
test_timeframe (CliFixture *fixture, gconstpointer data)
{
  import_candles (fixture, 120);
  cli_assert_run (fixture, 0, "study", "wma", "period=3", "XAUUSD", "M15");
  g_autofree char *value = cli_dup_text (fixture, "values[3][1]");
  cli_assert_run (fixture, 0, "study", "wma", "period=3", "timeframe=M15", "XAUUSD", "M1");
  cli_assert_text (fixture, "parameters.timeframe", "M15");
  cli_assert_text (fixture, "values[59][1]", value);
  cli_assert_text (fixture, "values[73][1]", value);
  g_assert_true (JSON_NODE_HOLDS_NULL (cli_find (fixture, "values[43][1]")));
  assert_refused (fixture, "wma", "timeframe=M1441", "M1 … M1440 | H1 … H12");
  cli_run (fixture, FALSE, "study", "wma", "timeframe=M5", "XAUUSD", "M15", NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_nonnull (strstr (fixture->messages, "timeframe=M5"));
  /* Candles of M20 would cut those of M15. */
  cli_run (fixture, FALSE, "study", "wma", "timeframe=M20", "XAUUSD", "M15", NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_nonnull (strstr (fixture->messages, "timeframe=M20"));
}

static void
test_refusals (CliFixture *fixture, gconstpointer data)
{
  import_candles (fixture, 30);
  assert_refused (fixture, "rsi", "period=1", "period=1 is out of range; it can be 2 … 10000");
  assert_refused (fixture, "rsi", "period=2.5", "whole number; it can be 2 … 10000");
  assert_refused (fixture, "rsi", "perod=14", "“perod”; there are period, source, timeframe");
  assert_refused (fixture, "rsi", "source=middle", "close | open | high");
  assert_refused (fixture, "bollinger", "average=hull", "sma | ema | wilder | wma");
  assert_refused (fixture, "bollinger", "deviations=0", "0.01 … 100");
  assert_refused (fixture, "rsi", "14", "period=14");
  assert_refused (fixture, "rsj", "period=14", "“rsj”");
  cli_run (fixture, FALSE, "study", "rsi", "XAUUSD", NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  cli_run (fixture, FALSE, "study", "rsi", "EURUSD", "M1", NULL);
  g_assert_cmpint (fixture->status, ==, 3);
}

static void
test_list (CliFixture *fixture, gconstpointer data)
{
  cli_assert_run (fixture, 0, "study", "--list");
  const guint count = cli_count (fixture, "studies");
  g_assert_cmpuint (count, >=, 40);
  cli_assert_text (fixture, "studies[0].id", "sma");
  cli_assert_text (fixture, "studies[0].parameters[0].range", "1 … 10000");

  cli_run (fixture, FALSE, "study", "--list", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (fixture->output), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, count + 1);

  cli_assert_run (fixture, 0, "study", "--list", "dmi");
  cli_assert_text (fixture, "id", "adx");
  cli_assert_text (fixture, "outputs[1].id", "plus");
  cli_run (fixture, FALSE, "study", "--list", "dmi", NULL);
  g_assert_nonnull (strstr (fixture->output, "2 … 10000"));
  cli_run (fixture, FALSE, "study", "--list", "nothing", NULL);
  g_assert_cmpint (fixture->status, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/cli/study/csv", test_csv);
  TEST ("/cli/study/json", test_json);
  TEST ("/cli/study/range", test_range);
  TEST ("/cli/study/timeframe", test_timeframe);
  TEST ("/cli/study/refusals", test_refusals);
  TEST ("/cli/study/list", test_list);
  return g_test_run ();
}
