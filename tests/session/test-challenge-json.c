// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Challenges and ticks in scenarios: runs worked out by hand, the way to a file and back, mistakes.
 */
#include "config.h"

#include <json-glib/json-glib.h>

#include "session/bt-session-error.h"
#include "session/bt-session-file.h"
#include "test-folder.h"

#define HEAD "{\"format\":\"backtrade-scenario/1\",\"instrument\":\"EURUSD\","
/* Down 500 points in the second minute. */
#define BARS                                                                                       \
  "\"bars\":[[\"2024-01-02T00:00:00Z\",\"1.10000\",\"1.10000\",\"1.10000\",\"1.10000\",\"1\"],"    \
  "[\"2024-01-02T00:01:00Z\",\"1.10000\",\"1.10010\",\"1.09500\",\"1.09600\",\"1\"]],"
#define BUY                                                                                        \
  "\"commands\":[{\"after_bar\":0,\"do\":\"place\",\"id\":\"a\",\"type\":\"market\","              \
  "\"side\":\"buy\",\"lots\":\"1.00\"}]}"
#define FULL                                                                                       \
  "{\"version\":1,\"name\":\"Mine\",\"day\":{\"reset\":\"17:00\",\"zone\":\"America/New_York\"},"  \
  "\"profit_target\":{\"percent\":\"8.5\",\"measured_on\":\"equity\"},"                            \
  "\"daily_loss\":{\"money\":\"400.00\",\"basis\":\"higher\",\"measured_on\":\"equity\"},"         \
  "\"max_drawdown\":{\"percent\":\"6\",\"kind\":\"trailing\",\"locks_at_initial_balance\":true},"  \
  "\"minimum_days\":3,\"best_day_percent\":\"40\","                                                \
  "\"allowed_hours\":{\"zone\":\"Europe/London\",\"windows\":"                                     \
  "[{\"days\":[\"mon\",\"fri\"],\"from\":\"08:00\",\"to\":\"24:00\"}]},"                           \
  "\"max_volume\":{\"order\":\"1.00\",\"open\":\"2.50\"}}"

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

static JsonObject *
get_row (JsonNode *result, const char *array, guint index)
{
  return json_array_get_object_element (
    json_object_get_array_member (json_node_get_object (result), array), index);
}

static void
assert_text (JsonObject *object, const char *field, const char *expected)
{
  g_assert_cmpstr (json_object_get_string_member (object, field), ==, expected);
}

/* 400.00 are allowed a day: at 1.09599 the loss is 401.00. */
static void
test_violation (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) result
    = run (HEAD BARS "\"challenge\":{\"daily_loss\":{\"money\":\"400.00\"}}," BUY, &error);

  g_assert_no_error (error);
  JsonObject *violation = get_row (result, "violations", 0);
  assert_text (violation, "rule", "daily_loss");
  g_assert_cmpint (json_object_get_int_member (violation, "bar"), ==, 1);
  assert_text (violation, "time", "2024-01-02T00:01:00Z");
  assert_text (violation, "place", "leg2");
  assert_text (violation, "bid", "1.09599");
  assert_text (violation, "limit", "400.00");
  assert_text (violation, "value", "401.00");
  assert_text (violation, "excess", "1.00");
  assert_text (violation, "message",
               "the loss of the day is 401.00 USD, 1.00 USD more than the 400.00 USD allowed");
  JsonObject *challenge
    = json_object_get_object_member (json_node_get_object (result), "challenge");
  assert_text (challenge, "status", "failed");
  g_assert_cmpint (json_object_get_int_member (challenge, "ended_bar"), ==, 1);
  JsonObject *rule
    = json_array_get_object_element (json_object_get_array_member (challenge, "rules"), 0);
  assert_text (rule, "status", "broken");
  assert_text (rule, "used_percent", "100.25");
  assert_text (rule, "level", "9600.00");
}

static void
test_preset (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) result = run (HEAD BARS "\"challenge\":\"two-phase-1\"," BUY, &error);

  g_assert_no_error (error);
  JsonObject *challenge
    = json_object_get_object_member (json_node_get_object (result), "challenge");
  assert_text (challenge, "name", "Two-phase evaluation, phase 1");
  assert_text (challenge, "status", "running");
  g_assert_cmpint (json_object_get_int_member (challenge, "trading_days"), ==, 1);
  /* The loss of 400.00 at the last close is four fifths of the 500.00 a day. */
  JsonObject *daily
    = json_array_get_object_element (json_object_get_array_member (challenge, "rules"), 1);
  assert_text (daily, "rule", "daily_loss");
  assert_text (daily, "value", "400.00");
  assert_text (daily, "used_percent", "80.00");
}

/* Rules and settings come back from their own documents as they were. */
static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  BtSessionSettings settings;
  BtSessionSettings read;

  bt_session_settings_init (&settings, bt_instrument_find_builtin ("EURUSD"));
  settings.has_challenge = TRUE;
  g_assert_true (bt_challenge_rules_from_json (FULL, "USD", &settings.challenge, &error));
  g_assert_no_error (error);
  g_assert_cmpint (settings.challenge.profit_target.value, ==, 850);
  g_assert_cmpint (settings.challenge.daily_loss.value, ==, 40000);
  g_assert_cmpint (settings.challenge.windows[0].weekdays, ==, (1 << 1) | (1 << 5));
  g_assert_cmpint (settings.challenge.windows[0].end_minute, ==, BT_MINUTES_PER_DAY);
  g_assert_cmpint (settings.challenge.reset_minute, ==, 1020);

  g_autofree char *json = bt_session_settings_to_json (&settings);
  g_assert_true (bt_session_settings_from_json (json, &read, &error));
  g_assert_no_error (error);
  g_autofree char *again = bt_session_settings_to_json (&read);
  g_assert_cmpstr (json, ==, again);
  g_assert_true (read.has_challenge);
  g_autofree char *rules = bt_challenge_rules_to_json (&read.challenge, "USD");
  BtChallengeRules rules_read;
  g_assert_true (bt_challenge_rules_from_json (rules, "USD", &rules_read, &error));
  g_autofree char *rules_again = bt_challenge_rules_to_json (&rules_read, "USD");
  g_assert_cmpstr (rules, ==, rules_again);
  g_assert_cmpint (rules_read.max_open_volume.units, ==, 250000000);
}

/* Every preset can be written, edited and read again. */
static void
test_presets_are_documents (void)
{
  guint count;
  const BtChallengePreset *presets = bt_challenge_presets (&count);

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *json = bt_challenge_rules_to_json (&presets[i].rules, "JPY");
      BtChallengeRules rules;

      g_assert_true (bt_challenge_rules_from_json (json, "JPY", &rules, &error));
      g_assert_no_error (error);
      g_autofree char *again = bt_challenge_rules_to_json (&rules, "JPY");
      g_assert_cmpstr (json, ==, again);
    }
}

/* The tick at 1.09700 is past the stop at 1.09800; the candle's low at 1.09500 is no tick. */
static void
test_ticks (void)
{
  static const char *const ticks
    = "\"ticks\":[[\"2024-01-02T00:01:00Z\",\"1.10000\",\"1.10001\"],"
      "[\"2024-01-02T00:01:17.250Z\",\"1.09700\",\"1.09702\",\"12.5\"],"
      "[\"2024-01-02T00:01:59Z\",\"1.09600\",\"1.09601\",null]],";
  static const char *const commands
    = "\"commands\":[{\"after_bar\":0,\"do\":\"place\",\"id\":\"a\",\"type\":\"market\","
      "\"side\":\"buy\",\"lots\":\"1.00\",\"sl\":\"1.09800\"}]}";
  g_autoptr (GError) error = NULL;
  g_autofree char *with = g_strconcat (HEAD BARS, ticks, commands, NULL);
  g_autofree char *without = g_strconcat (HEAD BARS, commands, NULL);
  g_autoptr (JsonNode) result = run (with, &error);
  g_assert_no_error (error);
  g_autoptr (JsonNode) plain = run (without, &error);
  g_assert_no_error (error);

  JsonObject *fill = get_row (result, "fills", 1);
  assert_text (fill, "reason", "stop_loss");
  assert_text (fill, "price", "1.09700");
  assert_text (fill, "place", "open");
  assert_text (fill, "time", "2024-01-02T00:01:17.25Z");
  g_assert_cmpint (json_object_get_int_member (fill, "tick"), ==, 1);
  g_assert_false (json_object_get_boolean_member (fill, "ambiguous"));
  g_assert_false (json_object_has_member (get_row (plain, "fills", 1), "tick"));
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (result), "dataset_sha256"),
                   !=,
                   json_object_get_string_member (json_node_get_object (plain), "dataset_sha256"));
}

static void
test_mistakes (void)
{
  static const struct
  {
    const char *part;
    const char *message;
  } mistakes[] = {
    { "\"challenge\":\"no-phase\",", "challenge: “no-phase” is no preset" },
    { "\"challenge\":[1],", "challenge" },
    { "\"challenge\":{\"colour\":1},", "challenge.colour: is not a known field" },
    { "\"challenge\":{\"version\":2},", "version" },
    { "\"challenge\":{\"daily_loss\":{}},", "challenge.daily_loss.money: is missing" },
    { "\"challenge\":{\"daily_loss\":{\"money\":\"1\",\"percent\":\"1\"}},", "give one of them" },
    { "\"challenge\":{\"daily_loss\":{\"percent\":\"0\"}},", "The daily loss is 0" },
    { "\"challenge\":{\"daily_loss\":{\"percent\":\"1\",\"basis\":\"x\"}},",
      "“x” is none of balance, equity, higher" },
    { "\"challenge\":{\"max_drawdown\":{\"percent\":\"1\",\"kind\":\"x\"}},",
      "static, trailing, end_of_day" },
    { "\"challenge\":{\"day\":{\"reset\":\"7:00\"}},", "no time of the day" },
    { "\"challenge\":{\"day\":{\"reset\":\"24:00\"}},", "The reset" },
    { "\"challenge\":{\"day\":{\"zone\":\"Mars\"}},", "no known time zone" },
    { "\"challenge\":{\"allowed_hours\":{\"zone\":\"UTC\"}},", "windows: is missing" },
    { "\"challenge\":{\"allowed_hours\":{\"windows\":[{\"from\":\"08:00\"}]}},",
      "windows[0].to: is missing" },
    { "\"challenge\":{\"allowed_hours\":{\"windows\":[{\"days\":[\"someday\"],\"from\":\"08:00\","
      "\"to\":\"09:00\"}]}},",
      "“someday”" },
    { "\"ticks\":[1],", "ticks[0]: expected an array" },
    { "\"ticks\":[[\"2024-01-02T00:00:00Z\",\"1.1\"]],", "ticks[0]" },
    { "\"ticks\":[[\"now\",\"1.1\",\"1.1\"]],", "ticks[0], time" },
    { "\"ticks\":[[\"2024-01-02T00:00:00Z\",\"1.1\",\"x\"]],", "ticks[0], ask" },
    { "\"ticks\":[[\"2024-01-02T00:00:00Z\",\"1.1\",\"1.0\"]],", "ask below its bid" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strconcat (HEAD BARS, mistakes[i].part, BUY, NULL);
      g_autoptr (JsonNode) result = run (text, &error);

      g_assert_null (result);
      g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT);
      if (strstr (error->message, mistakes[i].message) == NULL)
        g_error ("%s should say “%s”, says “%s”", mistakes[i].part, mistakes[i].message,
                 error->message);
    }
}

static void
test_tick_in_no_candle (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) result
    = run (HEAD BARS "\"ticks\":[[\"2024-01-02T00:02:00Z\",\"1.1\",\"1.1\"]]," BUY, &error);

  g_assert_null (result);
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "Tick 0 (2024-01-02T00:02:00Z) lies in no candle"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/challenge/violation", test_violation);
  g_test_add_func ("/session/challenge/preset", test_preset);
  g_test_add_func ("/session/challenge/round-trip", test_round_trip);
  g_test_add_func ("/session/challenge/presets-are-documents", test_presets_are_documents);
  g_test_add_func ("/session/challenge/mistakes", test_mistakes);
  g_test_add_func ("/session/ticks/scenario", test_ticks);
  g_test_add_func ("/session/ticks/in-no-candle", test_tick_in_no_candle);
  return g_test_run ();
}
