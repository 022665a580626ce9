// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Scenario files: a run worked out by hand, every form of input, every mistake named. */
#include "config.h"

#include <json-glib/json-glib.h>

#include "session/bt-session-error.h"
#include "session/bt-session-file.h"
#include "test-folder.h"

/* EURUSD, spread 12 points, 3.50 a lot and side. */
#define HEAD                                                                                       \
  "{\"format\":\"backtrade-scenario/1\","                                                          \
  "\"instrument\":{\"symbol\":\"EURUSD\",\"base\":\"EUR\",\"quote\":\"USD\",\"digits\":5,"         \
  "\"contract_size\":\"100000\",\"volume_min\":\"0.01\",\"volume_max\":\"100\","                   \
  "\"volume_step\":\"0.01\"},"                                                                     \
  "\"account\":{\"currency\":\"USD\",\"balance\":\"10000.00\",\"leverage\":50,"                    \
  "\"mode\":\"hedging\",\"margin_call\":\"100\",\"stop_out\":\"50\","                              \
  "\"negative_balance_protection\":true},"                                                         \
  "\"costs\":{\"spread_points\":12,\"slippage_points\":0,"                                         \
  "\"commission\":{\"kind\":\"per_lot_side\",\"amount\":\"3.50\"},\"swap\":null},"                 \
  "\"policy\":\"adaptive\",\"market_fill\":\"known_quote\",\"seed\":1,\"side\":\"bid\","           \
  "\"timeframe\":\"M1\","
#define BARS                                                                                       \
  "\"bars\":[[\"2024-01-02T00:00:00Z\",\"1.10000\",\"1.10010\",\"1.09990\",\"1.10005\",\"120\"],"  \
  "[\"2024-01-02T00:01:00Z\",\"1.10005\",\"1.10020\",\"1.10000\",\"1.10010\",\"90\"],"             \
  "[\"2024-01-02T00:02:00Z\",\"1.10010\",\"1.10130\",\"1.10005\",\"1.10120\",\"300\"]]"

/* Runs a scenario's text; the result is NULL with error set on failure. */
static JsonNode *
run (const char *text, GError **error)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "scenario.json", NULL);
  g_autofree char *result = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  result = bt_scenario_run (path, NULL, FALSE, BT_PATH_ADAPTIVE, error);
  return result == NULL ? NULL : json_from_string (result, error);
}

static const char *
get_text (JsonNode *result, const char *array, guint index, const char *field)
{
  JsonArray *rows = json_object_get_array_member (json_node_get_object (result), array);

  return json_object_get_string_member (json_array_get_object_element (rows, index), field);
}

static guint
count_rows (JsonNode *result, const char *array)
{
  return json_array_get_length (
    json_object_get_array_member (json_node_get_object (result), array));
}

/* Buy 1 lot at the ask 1.10005 + 0.00012 = 1.10017; the target 1.10100 is reached on the bid in
 * candle 2: 83 points × 1.00 = 83.00, less 3.50 twice: 10,076.00. */
static void
test_by_hand (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) result
    = run (HEAD BARS ",\"rates\":[],\"commands\":["
                     "{\"after_bar\":0,\"do\":\"place\",\"id\":\"a\",\"type\":\"market\","
                     "\"side\":\"buy\",\"lots\":\"1.00\",\"sl\":\"1.09900\","
                     "\"tp\":\"1.10100\"},"
                     "{\"after_bar\":1,\"do\":\"close\",\"id\":\"x\"}]}",
           &error);
  JsonObject *account;

  g_assert_no_error (error);
  g_assert_cmpuint (count_rows (result, "fills"), ==, 2);
  g_assert_cmpstr (get_text (result, "fills", 0, "order"), ==, "a");
  g_assert_cmpstr (get_text (result, "fills", 0, "price"), ==, "1.10017");
  g_assert_cmpstr (get_text (result, "fills", 0, "place"), ==, "known_quote");
  g_assert_cmpstr (get_text (result, "fills", 0, "lots"), ==, "1.00");
  g_assert_cmpstr (get_text (result, "fills", 0, "commission"), ==, "3.50");
  g_assert_cmpstr (get_text (result, "fills", 0, "spread_cost"), ==, "12.00");
  g_assert_cmpstr (get_text (result, "fills", 0, "time"), ==, "2024-01-02T00:01:00Z");
  g_assert_cmpstr (get_text (result, "fills", 1, "reason"), ==, "take_profit");
  g_assert_cmpstr (get_text (result, "fills", 1, "price"), ==, "1.10100");
  g_assert_cmpstr (get_text (result, "positions", 0, "status"), ==, "CLOSED");
  g_assert_cmpstr (get_text (result, "positions", 0, "pnl"), ==, "83.00");
  g_assert_cmpstr (get_text (result, "positions", 0, "lots_open"), ==, "0.00");
  g_assert_cmpuint (count_rows (result, "refusals"), ==, 1);
  g_assert_cmpstr (get_text (result, "refusals", 0, "code"), ==, "unknown_position");
  g_assert_cmpuint (count_rows (result, "ledger"), ==, 4);
  g_assert_cmpstr (get_text (result, "ledger", 3, "balance_after"), ==, "10076.00");
  g_assert_cmpuint (count_rows (result, "violations"), ==, 0);
  account = json_object_get_object_member (json_node_get_object (result), "account");
  g_assert_cmpstr (json_object_get_string_member (account, "equity"), ==, "10076.00");
  g_assert_true (json_object_get_null_member (account, "margin_level"));
}

/* A seventh field is the candle's own spread: here 30 points at the first, the session's 12 at
 * others. */
static void
test_spread_field (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) result
    = run (HEAD "\"bars\":[[\"2024-01-02T00:00:00Z\",\"1.1\",\"1.1\",\"1.1\",\"1.1\",\"1\",30],"
                "[\"2024-01-02T00:01:00Z\",\"1.1\",\"1.1\",\"1.1\",\"1.1\",\"1\",\"7\"]],"
                "\"commands\":[{\"after_bar\":0,\"do\":\"place\",\"id\":\"a\",\"type\":\"market\","
                "\"side\":\"buy\",\"lots\":\"0.10\"}]}",
           &error);

  g_assert_no_error (error);
  g_assert_cmpstr (get_text (result, "fills", 0, "price"), ==, "1.10030");
  g_assert_cmpstr (get_text (result, "positions", 0, "status"), ==, "OPEN");
  g_assert_cmpstr (get_text (result, "positions", 0, "lots_open"), ==, "0.10");
}

/* A policy on the command line counts more than the scenario's, and is in the digest. */
static void
test_policy (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "scenario.json", NULL);
  g_autofree char *own = NULL;
  g_autofree char *same = NULL;
  g_autofree char *other = NULL;

  g_assert_true (g_file_set_contents (path, HEAD BARS ",\"commands\":[]}", -1, NULL));
  own = bt_scenario_run (path, NULL, FALSE, BT_PATH_OHLC, NULL);
  same = bt_scenario_run (path, NULL, TRUE, BT_PATH_ADAPTIVE, NULL);
  other = bt_scenario_run (path, NULL, TRUE, BT_PATH_OHLC, NULL);
  g_assert_cmpstr (own, ==, same);
  g_assert_cmpstr (own, !=, other);
}

/* An account in a third currency needs a pair: without it the order is refused, with it it is
 * filled. */
static void
test_rates (void)
{
  static const char *const TEXT
    = "{\"format\":\"backtrade-scenario/1\",\"instrument\":\"EURUSD\","
      "\"account\":{\"currency\":\"JPY\",\"balance\":\"1000000\",\"leverage\":50}," BARS
      ",\"rates\":[%s],\"commands\":[{\"after_bar\":1,\"do\":\"place\",\"id\":\"a\","
      "\"type\":\"market\",\"side\":\"buy\",\"lots\":\"0.10\"}]}";
  static const char *const RATE
    = "{\"base\":\"USD\",\"quote\":\"JPY\",\"digits\":3,\"bars\":["
      "[\"2024-01-02T00:00:00Z\",\"141.000\",\"141.000\",\"141.000\",\"141.000\",\"1\"]]}";
  g_autofree char *without = g_strdup_printf (TEXT, "");
  g_autofree char *with = g_strdup_printf (TEXT, RATE);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) refused = run (without, &error);
  g_autoptr (JsonNode) filled = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (get_text (refused, "refusals", 0, "code"), ==, "no_rate");
  filled = run (with, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_rows (filled, "fills"), ==, 1);
  /* What is hashed covers the pair. */
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (refused), "dataset_sha256"),
                   !=,
                   json_object_get_string_member (json_node_get_object (filled), "dataset_sha256"));
}

typedef struct
{
  const char *text;
  const char *message; /* a part of it */
} Mistake;

static void
test_mistakes (void)
{
  static const Mistake MISTAKES[] = {
    { "", "empty" },
    { "{", "scenario.json:1:" },
    { "{\n \"format\": \"backtrade-scenario/1\",\n \"bars\": [1,\n}", "scenario.json:4:" },
    { "{}", "format: is missing" },
    { "{\"format\":\"backtrade-scenario/2\"}", "format:" },
    { "{\"format\":\"backtrade-scenario/1\"}", "instrument: is missing" },
    { "{\"format\":\"backtrade-scenario/1\",\"instrument\":\"WHATEVER\"}", "instrument:" },
    { "{\"format\":\"backtrade-scenario/1\",\"symbol\":\"XAUUSD\"}", "bars:" },
    { "{\"format\":\"backtrade-scenario/1\",\"symbol\":\"XAUUSD\",\"bars\":[]}", "bars:" },
    { HEAD "\"bars\":[[1,2]]}", "bars[0]" },
    { HEAD "\"bars\":[[\"yesterday\",\"1\",\"1\",\"1\",\"1\",\"1\"]]}", "bars[0], time" },
    { HEAD "\"bars\":[[\"2024-01-02\",\"1\",\"x\",\"1\",\"1\",\"1\"]]}", "bars[0], high" },
    { HEAD "\"bars\":[[\"2024-01-02\",\"1\",\"1\",\"2\",\"1\",\"1\"]]}", "bars[0]: " },
    { HEAD "\"bars\":[[\"2024-01-02\",\"1\",\"1\",\"1\",\"1\",\"1\"],"
           "[\"2024-01-02\",\"1\",\"1\",\"1\",\"1\",\"1\"]]}",
      "bars[1]: " },
    { HEAD "\"bars\":[[\"2024-01-02\",\"1\",\"1\",\"1\",\"1\",\"1\",-5]]}", "spread" },
    { HEAD BARS ",\"dataset\":{\"symbol\":\"EURUSD\",\"timeframe\":\"M1\"}}", "dataset:" },
    { HEAD "\"dataset\":{\"symbol\":\"EURUSD\",\"timeframe\":\"M1\"}}", "no data folder" },
    { HEAD "\"dataset\":{\"timeframe\":\"M1\"}}", "dataset.symbol: is missing" },
    { HEAD BARS ",\"commands\":[{\"do\":\"end\"}]}", "commands[0].after_bar: is missing" },
    { HEAD BARS ",\"commands\":[{\"after_bar\":3,\"do\":\"end\"}]}", "commands[0].after_bar" },
    { HEAD BARS ",\"commands\":[{\"after_bar\":0,\"do\":\"end\",\"x\":1}]}",
      "commands[0].x: is not a known field" },
    { HEAD BARS ",\"commands\":{}}", "commands: expected an array" },
    { HEAD BARS ",\"rates\":[{\"base\":\"USD\"}]}", "rates[0].quote: is missing" },
    { HEAD BARS ",\"colour\":\"blue\"}", "colour: is not a known field" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (MISTAKES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) result = run (MISTAKES[i].text, &error);

      g_assert_null (result);
      g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT);
      if (strstr (error->message, MISTAKES[i].message) == NULL)
        g_error ("%s should say “%s”, says “%s”", MISTAKES[i].text, MISTAKES[i].message,
                 error->message);
    }
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bt_scenario_run ("/nowhere/at-all.json", NULL, FALSE, BT_PATH_OHLC, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/scenario/by-hand", test_by_hand);
  g_test_add_func ("/session/scenario/spread-field", test_spread_field);
  g_test_add_func ("/session/scenario/policy", test_policy);
  g_test_add_func ("/session/scenario/rates", test_rates);
  g_test_add_func ("/session/scenario/mistakes", test_mistakes);
  g_test_add_func ("/session/scenario/no-file", test_no_file);
  return g_test_run ();
}
