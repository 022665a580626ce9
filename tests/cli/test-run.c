// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli-fixture.h"

#include <string.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, CliFixture, NULL, cli_fixture_set_up, function, cli_fixture_tear_down)

static char *
find_scenario (const char *name, const char *suffix)
{
  g_autofree char *file = g_strdup_printf ("%s%s.json", name, suffix);

  return g_test_build_filename (G_TEST_DIST, "cli", "scenarios", file, NULL);
}

/* The expected results were worked out by hand from the execution model. */
static void
test_scenario (CliFixture *fixture, gconstpointer data)
{
  const char *name = data;
  g_autofree char *scenario = find_scenario (name, "");
  g_autofree char *expected_path = find_scenario (name, ".expected");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, expected_path, &error);
  g_assert_no_error (error);
  cli_assert_run (fixture, 0, "run", scenario);
  cli_assert_matches (fixture->document, json_parser_get_root (parser), "result");
  g_assert_cmpuint (strlen (json_node_get_string (cli_find (fixture, "digest"))), ==, 64);
  g_assert_cmpuint (strlen (json_node_get_string (cli_find (fixture, "dataset_sha256"))), ==, 64);

  /* The same again is the same, to the byte; and a run needs no data folder. */
  g_autofree char *first = g_strdup (fixture->output);
  cli_run (fixture, FALSE, "run", scenario, NULL);
  g_assert_cmpstr (fixture->output, ==, first);
  g_assert_false (g_file_test (fixture->data_folder, G_FILE_TEST_EXISTS));
}

static void
test_policies (CliFixture *fixture, gconstpointer data)
{
  const char *const cases[][3] = {
    { "adaptive", "9950.00", "stop_loss" }, { "pessimistic", "9950.00", "stop_loss" },
    { "olhc", "9950.00", "stop_loss" },     { "optimistic", "10050.00", "take_profit" },
    { "ohlc", "10050.00", "take_profit" },
  };
  g_autofree char *scenario = find_scenario ("both-in-one-candle", "");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cli_assert_run (fixture, 0, "run", scenario, "--policy", cases[i][0]);
      cli_assert_text (fixture, "account.balance", cases[i][1]);
      cli_assert_text (fixture, "fills[1].reason", cases[i][2]);
      cli_assert_boolean (fixture, "fills[1].ambiguous", TRUE);
    }
}

static void
test_bad_scenarios (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *scenario = find_scenario ("take-profit", "");
  const char *const changes[][2] = {
    { "backtrade-scenario/1", "backtrade-scenario/9" },
    { "\"1.10005\",", "\"1.2\"," }, /* a close outside of high and low */
    { "\"1.09990\"", "\"one\"" },
    { "\"leverage\": 50", "\"leverage\": 0" },
    { "\"do\": \"place\"", "\"do\": \"pray\"" },
    { "\"side\": \"buy\"", "\"side\": \"up\"" },
    { "\"after_bar\": 0", "\"after_bar\": 99" },
    { "\"commands\"", "\"comands\"" },
    { "\"policy\": \"adaptive\"", "\"policy\": \"kind\"" },
    { "}", "" },
  };
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (scenario, &text, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_auto (GStrv) parts = g_strsplit (text, changes[i][0], 2);
      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      g_autofree char *changed = g_strconcat (parts[0], changes[i][1], parts[1], NULL);
      g_autofree char *path = cli_write_file (fixture, "changed.json", changed);

      g_test_message ("%s", changes[i][1]);
      cli_assert_run (fixture, 3, "run", path);
      cli_assert_int (fixture, "error.status", 3);
    }
}

/* A scenario may name stored candles instead of bringing its own. */
static void
test_dataset_scenario (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *candles = cli_write_candles (fixture, "XAUUSD_M1.csv", 200);
  g_autofree char *scenario = cli_write_file (
    fixture, "stored.json",
    "{\"format\": \"backtrade-scenario/1\","
    " \"instrument\": {\"symbol\": \"XAUUSD\", \"base\": \"XAU\", \"quote\": \"USD\", \"digits\": "
    "2,"
    " \"contract_size\": \"100\", \"volume_min\": \"0.01\", \"volume_max\": \"100\", "
    "\"volume_step\": \"0.01\"},"
    " \"account\": {\"currency\": \"USD\", \"balance\": \"10000.00\", \"leverage\": 100},"
    " \"costs\": {\"spread_points\": 25}, \"timeframe\": \"M1\","
    " \"dataset\": {\"symbol\": \"XAUUSD\", \"timeframe\": \"M1\", \"from\": "
    "\"2024-03-04T08:10:00Z\","
    " \"to\": \"2024-03-04T10:00:00Z\"},"
    " \"commands\": [{\"after_bar\": 3, \"do\": \"place\", \"id\": \"a\", \"type\": \"market\", "
    "\"side\": \"buy\","
    " \"lots\": \"0.10\"}]}");

  cli_assert_run (fixture, 3, "run", scenario);
  cli_assert_run (fixture, 0, "import", candles);
  cli_assert_run (fixture, 0, "run", scenario);
  cli_assert_text (fixture, "fills[0].time", "2024-03-04T08:14:00Z");
  cli_assert_text (fixture, "positions[0].status", "OPEN");

  g_autofree char *price = cli_dup_text (fixture, "fills[0].price");
  cli_assert_run (fixture, 0, "candles", "XAUUSD", "M1", "--from", "2024-03-04T08:13:00Z", "--to",
                  "2024-03-04T08:14:00Z");
  const double close
    = g_ascii_strtod (json_node_get_string (cli_find (fixture, "bars[0][4]")), NULL);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (price, NULL), close + 0.25, 0.001);
}

int
main (int argc, char **argv)
{
  static const char *const scenarios[]
    = { "take-profit", "gap-through-stop", "both-in-one-candle", "refusals",     "partial-close",
        "next-open",   "stop-out",         "converted-profit",   "spread-column" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autofree char *path = g_strdup_printf ("/run/%s", scenarios[i]);

      g_test_add (path, CliFixture, scenarios[i], cli_fixture_set_up, test_scenario,
                  cli_fixture_tear_down);
    }
  TEST ("/run/policies", test_policies);
  TEST ("/run/bad-scenarios", test_bad_scenarios);
  TEST ("/run/dataset", test_dataset_scenario);
  return g_test_run ();
}
