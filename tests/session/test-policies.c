// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What other path policies make of a session's commands. Prices are EURUSD in points, one lot a
 * dollar a point, spread 10; the figures are worked out beside each case. */
#include "config.h"

#include "session-fixture.h"
#include "session/bt-json-writer.h"
#include "session/bt-policy-json.h"
#include "session/bt-policy-sensitivity.h"
#include "session/bt-session-report.h"

#include <string.h>

#define START G_GINT64_CONSTANT (1704276000000000) /* 2024-01-03 10:00 UTC */

typedef struct
{
  gint64 open, high, low, close;
} Bar;

typedef struct
{
  const BtCommand *commands;
  guint count;
} List;

static BtSeries *
make_series (const Bar *bars, guint count)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, FALSE);

  for (guint i = 0; i < count; i++)
    {
      const BtCandle candle = { .time_usec = START + i * BT_USEC_PER_MINUTE,
                                .open_points = bars[i].open,
                                .high_points = bars[i].high,
                                .low_points = bars[i].low,
                                .close_points = bars[i].close,
                                .spread_points = -1 };
      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
    }
  return bt_series_builder_finish (builder);
}

static void
make_settings (BtSessionSettings *settings)
{
  bt_session_settings_init (settings, bt_instrument_find_builtin ("EURUSD"));
  settings->balance = BT_MONEY (1000000);
  settings->leverage = 50;
  settings->spread_points = 10;
  settings->slippage_points = 0;
  settings->commission_kind = BT_COMMISSION_NONE;
  settings->has_swap = FALSE;
}

static BtCommand
make_buy (const char *id, gint64 bar, gint64 hundredths)
{
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_PLACE, bar);
  g_strlcpy (command.id, id, sizeof command.id);
  command.volume = BT_VOLUME (hundredths * BT_VOLUME_UNITS_PER_LOT / 100);
  return command;
}

static gboolean
get_command (guint index, BtCommand *out, gpointer user_data)
{
  const List *list = user_data;

  if (index >= list->count)
    return FALSE;
  *out = list->commands[index];
  return TRUE;
}

static BtPolicySensitivity *
find (const BtSessionSettings *settings, BtSeries *series, const BtCommand *commands, guint count)
{
  List list = { .commands = commands, .count = count };
  BtHash hash = { 0 };
  g_autoptr (GError) error = NULL;
  BtPolicySensitivity *found = bt_policy_sensitivity_find (
    settings, series, NULL, &hash, (gint64) bt_series_get_length (series) - 1, get_command, &list,
    &error);

  g_assert_no_error (error);
  return found;
}

/* A trailing stop of 100 that starts at 109900. Candle 1, low first: it lives on and the level goes
 * to 110100; high first: it is hit there, +90. The target that the trader then sets, 110400, is
 * reached in candle 2: +390. Under the pessimistic policy there is nothing to set it on. */
static const Bar TRAIL_BARS[] = { { 110000, 110010, 109990, 110000 },
                                  { 110000, 110200, 109950, 110150 },
                                  { 110150, 110450, 110140, 110440 } };

static void
make_trail_commands (BtCommand commands[2])
{
  commands[0] = make_buy ("a", 0, 100);
  commands[0].trail_points = 100;
  bt_command_init (&commands[1], BT_COMMAND_MODIFY, 1);
  g_strlcpy (commands[1].id, "a", sizeof commands[1].id);
  commands[1].modify_mask = BT_MODIFY_TAKE_PROFIT;
  commands[1].take_profit_points = 110400;
}

static void
test_command_without_position (void)
{
  g_autoptr (BtSeries) series = make_series (TRAIL_BARS, G_N_ELEMENTS (TRAIL_BARS));
  BtSessionSettings settings;
  BtCommand commands[2];

  make_settings (&settings);
  make_trail_commands (commands);
  g_autoptr (BtPolicySensitivity) found = find (&settings, series, commands, 2);
  const BtPolicyOutcome *own = &found->outcomes[0];
  const BtPolicyOutcome *pessimistic = &found->outcomes[1];
  const BtPolicyOutcome *optimistic = &found->outcomes[2];

  g_assert_cmpint (own->policy, ==, BT_PATH_ADAPTIVE);
  g_assert_cmpint (own->net_result.minor, ==, 39000);
  g_assert_cmpint (own->difference.minor, ==, 0);
  g_assert_cmpint (own->trades, ==, 1);
  g_assert_cmpuint (own->answers_length + own->trades_length + own->refusals_length, ==, 0);
  g_assert_null (own->stopped);

  g_assert_cmpint (pessimistic->policy, ==, BT_PATH_PESSIMISTIC);
  g_assert_cmpint (pessimistic->net_result.minor, ==, 9000);
  g_assert_cmpint (pessimistic->difference.minor, ==, -30000);
  g_assert_cmpint (pessimistic->ambiguous_fills, ==, 1);
  g_assert_cmpuint (pessimistic->answers_length, ==, 1);
  g_assert_cmpint (pessimistic->answers[0].number, ==, 2);
  g_assert_cmpint (pessimistic->answers[0].after_bar, ==, 1);
  g_assert_cmpint (pessimistic->answers[0].time_usec, ==, START + 2 * BT_USEC_PER_MINUTE);
  g_assert_cmpint (pessimistic->answers[0].kind, ==, BT_COMMAND_MODIFY);
  g_assert_cmpstr (pessimistic->answers[0].id, ==, "a");
  g_assert_cmpint (pessimistic->answers[0].own.code, ==, BT_REFUSAL_NONE);
  g_assert_cmpint (pessimistic->answers[0].other.code, !=, BT_REFUSAL_NONE);
  g_assert_cmpuint (strlen (pessimistic->answers[0].other.message), >, 0);
  g_assert_cmpuint (pessimistic->trades_length, ==, 1);
  g_assert_cmpint (pessimistic->changed_trades[0].own_net.minor, ==, 39000);
  g_assert_cmpint (pessimistic->changed_trades[0].other_net.minor, ==, 9000);

  g_assert_cmpint (optimistic->policy, ==, BT_PATH_OPTIMISTIC);
  g_assert_cmpint (optimistic->difference.minor, ==, 0);
  g_assert_cmpuint (optimistic->answers_length + optimistic->trades_length, ==, 0);
}

/* Candle 1: the high is nearer, so that a's target comes first, +1000; the pessimistic policy takes
 * its stop, −1000, and then has 9000 where 5.00 lots of b at 107000 need 10700. b is refused when
 * it triggers in candle 2; with 11000 it opens. */
static void
test_order_without_margin (void)
{
  static const Bar bars[] = { { 110000, 110010, 109990, 110000 },
                              { 110000, 111050, 108900, 110000 },
                              { 110000, 110010, 106900, 107010 } };
  g_autoptr (BtSeries) series = make_series (bars, G_N_ELEMENTS (bars));
  BtSessionSettings settings;
  BtCommand commands[2] = { make_buy ("a", 0, 100), make_buy ("b", 1, 500) };

  make_settings (&settings);
  commands[0].stop_loss_points = 109010;
  commands[0].take_profit_points = 111010;
  commands[1].type = BT_ORDER_LIMIT;
  commands[1].price_points = 107000;
  g_autoptr (BtPolicySensitivity) found = find (&settings, series, commands, 2);
  const BtPolicyOutcome *own = &found->outcomes[0];
  const BtPolicyOutcome *pessimistic = &found->outcomes[1];

  /* b is worth (107010 − 107000) × 5 at the end. */
  g_assert_cmpint (own->net_result.minor, ==, 100000 + 5000);
  g_assert_cmpint (pessimistic->net_result.minor, ==, -100000);
  g_assert_cmpint (pessimistic->difference.minor, ==, -205000);
  g_assert_cmpuint (pessimistic->answers_length, ==, 0);
  g_assert_cmpuint (pessimistic->refusals_length, ==, 1);
  g_assert_cmpstr (pessimistic->refusals[0].order_id, ==, "b");
  g_assert_cmpint (pessimistic->refusals[0].code, ==, BT_REFUSAL_INSUFFICIENT_MARGIN);

  g_assert_cmpuint (pessimistic->trades_length, ==, 2);
  g_assert_cmpstr (pessimistic->changed_trades[0].id, ==, "a");
  g_assert_cmpint (pessimistic->changed_trades[0].own_net.minor, ==, 100000);
  g_assert_cmpint (pessimistic->changed_trades[0].other_net.minor, ==, -100000);
  g_assert_cmpstr (pessimistic->changed_trades[1].id, ==, "b");
  g_assert_true (pessimistic->changed_trades[1].has_own);
  g_assert_false (pessimistic->changed_trades[1].has_other);

  /* The target that one order of the extremes fills and the other does not. */
  g_assert_cmpuint (found->ambiguous_length, ==, 1);
  g_assert_cmpstr (found->ambiguous[0].position_id, ==, "a");
  g_assert_cmpint (found->ambiguous[0].reason, ==, BT_REASON_TAKE_PROFIT);
  g_assert_cmpint (found->ambiguous[0].bar, ==, 1);
}

/* Nothing that both orders could decide: all three are the same. */
static void
test_no_difference (void)
{
  g_autoptr (BtSeries) series = make_series (TRAIL_BARS, G_N_ELEMENTS (TRAIL_BARS));
  BtSessionSettings settings;
  const BtCommand command = make_buy ("a", 0, 100);

  make_settings (&settings);
  settings.policy = BT_PATH_OHLC;
  g_autoptr (BtPolicySensitivity) found = find (&settings, series, &command, 1);
  g_assert_cmpint (found->outcomes[0].policy, ==, BT_PATH_OHLC);
  for (guint i = 0; i < BT_POLICY_OUTCOMES; i++)
    {
      const BtPolicyOutcome *outcome = &found->outcomes[i];

      /* 110440 − 110010 floats. */
      g_assert_cmpint (outcome->net_result.minor, ==, 43000);
      g_assert_cmpint (outcome->difference.minor, ==, 0);
      g_assert_cmpint (outcome->fills, ==, 1);
      g_assert_cmpint (outcome->bar, ==, 2);
      g_assert_cmpuint (outcome->trades_length + outcome->answers_length, ==, 0);
    }
  g_assert_cmpuint (found->ambiguous_length, ==, 0);
}

/* A challenge with a target of 300: the session passes it; under the pessimistic policy, +90, it
 * still runs. */
static void
test_challenge (void)
{
  g_autoptr (BtSeries) series = make_series (TRAIL_BARS, G_N_ELEMENTS (TRAIL_BARS));
  BtSessionSettings settings;
  BtCommand commands[2];

  make_settings (&settings);
  make_trail_commands (commands);
  settings.has_challenge = TRUE;
  bt_challenge_rules_init (&settings.challenge);
  g_strlcpy (settings.challenge.name, "Target", sizeof settings.challenge.name);
  settings.challenge.profit_target
    = (BtChallengeAmount){ .kind = BT_CHALLENGE_AMOUNT_MONEY, .value = 30000 };
  g_autoptr (BtPolicySensitivity) found = find (&settings, series, commands, 2);
  g_assert_cmpint (found->outcomes[0].challenge, ==, BT_CHALLENGE_PASSED);
  g_assert_cmpint (found->outcomes[1].challenge, ==, BT_CHALLENGE_RUNNING);
  g_assert_cmpint (found->outcomes[2].challenge, ==, BT_CHALLENGE_PASSED);
}

/* The forms that the report takes it into. */
static void
test_texts (void)
{
  g_autoptr (BtSeries) series = make_series (TRAIL_BARS, G_N_ELEMENTS (TRAIL_BARS));
  g_autoptr (BtSessionReport) report = g_new0 (BtSessionReport, 1);
  BtCommand commands[2];

  make_settings (&report->settings);
  make_trail_commands (commands);
  g_autofree char *header = bt_session_report_policies_to_csv (report);
  g_assert_cmpstr (header, ==, "policy,what,number,id,time,own,here,difference,detail\r\n");
  report->policies = find (&report->settings, series, commands, 2);
  const char *message = report->policies->outcomes[1].answers[0].other.message;
  const char *code
    = bt_refusal_code_to_string (report->policies->outcomes[1].answers[0].other.code);

  g_autofree char *csv = bt_session_report_policies_to_csv (report);
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 7);
  g_assert_cmpstr (lines[1], ==, "adaptive,result,,,,390.00,390.00,0.00,");
  g_assert_cmpstr (lines[2], ==, "pessimistic,result,,,,390.00,90.00,-300.00,");
  g_assert_cmpstr (lines[3], ==, "pessimistic,trade,,a,,390.00,90.00,-300.00,\"CLOSED, CLOSED\"");
  g_autofree char *start
    = g_strdup_printf ("pessimistic,command,2,a,2024-01-03T10:02:00Z,accepted,%s,,", code);
  g_assert_true (g_str_has_prefix (lines[4], start));
  g_assert_cmpstr (lines[5], ==, "optimistic,result,,,,390.00,390.00,0.00,");

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  bt_json_add_policies (builder, report->policies, &report->settings);
  json_builder_end_object (builder);
  g_autofree char *json = bt_json_to_text (builder, FALSE);
  g_autofree char *refusal
    = g_strdup_printf ("\"own_refusal\":null,\"refusal\":{\"code\":\"%s\",\"message\":", code);
  g_assert_nonnull (strstr (json, "\"policy\":\"pessimistic\",\"net_result\":\"90.00\","
                                  "\"difference\":\"-300.00\",\"trades\":1,\"fills\":2,"
                                  "\"ambiguous_fills\":1,\"bar\":2,\"stopped\":null"));
  g_assert_nonnull (strstr (json, "{\"id\":\"a\",\"own_status\":\"CLOSED\",\"own_net\":\"390.00\","
                                  "\"status\":\"CLOSED\",\"net\":\"90.00\"}"));
  g_assert_nonnull (strstr (json, refusal));
  g_assert_nonnull (strstr (json, message));
}

static void
policies_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BtPolicySensitivity **found = user_data;
  g_autoptr (GError) error = NULL;

  *found = bt_session_find_policies_finish (BT_SESSION (source), result, &error);
  g_assert_no_error (error);
}

/* In a thread, of the session as it was when it was asked; meanwhile it goes on. */
static void
test_session (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autoptr (BtPolicySensitivity) later = NULL;
  g_autoptr (GError) error = NULL;

  for (gint64 bar = 10; bar < 1000; bar += 30)
    {
      g_assert_true (bt_session_advance_to (session, bar, FALSE, NULL));
      session_fixture_trade (session, bar % 20 == 0 ? BT_DIRECTION_BUY : BT_DIRECTION_SELL, 60, 60);
    }
  g_autoptr (BtSessionReport) report = bt_session_make_report (session);
  g_autoptr (BtPolicySensitivity) now = bt_session_find_policies (session, &error);
  g_assert_no_error (error);
  bt_session_find_policies_async (session, NULL, policies_found_cb, &later);
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  g_assert_true (bt_session_advance_to (session, 1100, FALSE, NULL));
  while (later == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (now->outcomes[0].net_result.minor, ==, report->net_result.minor);
  g_assert_cmpint (now->outcomes[0].trades, ==, report->trades);
  g_assert_cmpint (now->outcomes[0].bar, ==, report->bars - 1);
  for (guint i = 0; i < BT_POLICY_OUTCOMES; i++)
    {
      g_assert_cmpint (now->outcomes[i].net_result.minor, ==, later->outcomes[i].net_result.minor);
      g_assert_cmpint (now->outcomes[i].fills, ==, later->outcomes[i].fills);
    }
  /* By its nature, one candle at a time: the pessimist never ends above the optimist here. */
  g_assert_cmpint (now->outcomes[1].net_result.minor, <=, now->outcomes[2].net_result.minor);
  bt_session_close (session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/policies/command-without-position", test_command_without_position);
  g_test_add_func ("/session/policies/order-without-margin", test_order_without_margin);
  g_test_add_func ("/session/policies/no-difference", test_no_difference);
  g_test_add_func ("/session/policies/challenge", test_challenge);
  g_test_add_func ("/session/policies/texts", test_texts);
  g_test_add ("/session/policies/session", SessionFixture, NULL, session_fixture_set_up,
              test_session, session_fixture_tear_down);
  return g_test_run ();
}
