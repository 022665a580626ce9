// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The engine's own functions: making one, moving the clock, the digest, events, errors. */
#include "config.h"

#include "engine-script.h"

#include "engine/bt-engine-private.h"
#include "market/bt-synthetic.h"

#include <string.h>

#define MARKET                                                                                     \
  "bar 1.10000 1.10000 1.10000 1.10000\n"                                                          \
  "bar 1.10000 1.10010 1.09990 1.10000\n"                                                          \
  "bar 1.10000 1.10010 1.09990 1.10000\n"                                                          \
  "bar 1.10000 1.10060 1.09990 1.10000\n"                                                          \
  "bar 1.10000 1.10010 1.09990 1.10000\n"

static BtSeries *
make_gold (void)
{
  const gint64 start = 1704150000 * BT_USEC_PER_SECOND;
  return bt_synthetic_gold (7, start, start + 5 * BT_USEC_PER_DAY, 200000);
}

static BtEngine *
make_engine (BtSeries *series)
{
  BtSessionSettings settings;
  BtHash hash;
  g_autoptr (GError) error = NULL;
  bt_session_settings_init (&settings, bt_instrument_find_builtin ("XAUUSD"));
  bt_series_hash (series, &settings.instrument, &hash);
  BtEngine *engine = bt_engine_new (&settings, series, &hash, &error);
  g_assert_no_error (error);
  return engine;
}

static BtAdvanceResult
advance (BtEngine *engine, gint64 bar, gboolean stop_at_event)
{
  BtAdvanceResult result;
  g_autoptr (GError) error = NULL;
  g_assert_true (bt_engine_advance (engine, bar, stop_at_event, &result, &error));
  g_assert_no_error (error);
  return result;
}

static BtCommand
make_order (const BtEngine *engine, const char *id, BtDirection direction)
{
  BtCommand command;
  bt_command_init (&command, BT_COMMAND_PLACE, bt_engine_get_bar (engine));
  g_strlcpy (command.id, id, sizeof command.id);
  command.type = BT_ORDER_MARKET;
  command.direction = direction;
  command.volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT / 10);
  return command;
}

static void
test_new (void)
{
  g_autoptr (BtSeries) series = make_gold ();
  g_autoptr (BtEngine) engine = make_engine (series);
  gsize count;
  const BtLedgerEntry *ledger = bt_engine_get_ledger (engine, &count);

  g_assert_cmpint (bt_engine_get_bar (engine), ==, -1);
  g_assert_cmpint (bt_engine_get_clock (engine), ==, bt_series_get_candle (series, 0).time_usec);
  g_assert_false (bt_engine_get_quote (engine).is_valid);
  g_assert_false (bt_engine_is_ended (engine));
  g_assert_cmpint (bt_engine_get_command_count (engine), ==, 0);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpint (ledger[0].type, ==, BT_LEDGER_DEPOSIT);
  g_assert_cmpint (ledger[0].bar, ==, -1);
  g_assert_cmpint (ledger[0].amount.minor, ==, 1000000);
}

static void
test_invalid_settings (void)
{
  g_autoptr (BtSeries) series = make_gold ();
  g_autoptr (GError) error = NULL;
  BtSessionSettings settings;
  BtHash hash = { 0 };

  bt_session_settings_init (&settings, bt_instrument_find_builtin ("XAUUSD"));
  settings.leverage = 0;
  g_assert_null (bt_engine_new (&settings, series, &hash, &error));
  g_assert_error (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_SETTINGS);
  g_clear_error (&error);

  settings.leverage = 100;
  settings.base_timeframe = BT_TIMEFRAME_H1;
  g_assert_null (bt_engine_new (&settings, series, &hash, &error));
  g_assert_error (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_SETTINGS);
}

static void
test_clock (void)
{
  g_autoptr (BtSeries) series = make_gold ();
  g_autoptr (BtEngine) engine = make_engine (series);
  gint64 last = (gint64) bt_series_get_length (series) - 1;

  g_assert_cmpint (advance (engine, 10, FALSE), ==, BT_ADVANCE_REACHED);
  BtCandle candle = bt_series_get_candle (series, 10);
  g_assert_cmpint (bt_engine_get_clock (engine), ==, candle.time_usec + BT_USEC_PER_MINUTE);
  g_assert_cmpint (bt_engine_get_quote (engine).bid_points, ==, candle.close_points);
  g_assert_cmpint (bt_engine_get_quote (engine).ask_points, ==,
                   candle.close_points + candle.spread_points);
  /* The clock never goes back. */
  g_assert_cmpint (advance (engine, 5, FALSE), ==, BT_ADVANCE_REACHED);
  g_assert_cmpint (bt_engine_get_bar (engine), ==, 10);
  g_assert_cmpint (advance (engine, last, FALSE), ==, BT_ADVANCE_REACHED);
  g_assert_cmpint (advance (engine, last + 1, FALSE), ==, BT_ADVANCE_END);
  g_assert_cmpint (bt_engine_get_bar (engine), ==, last);
}

static void
test_stop_at_event (void)
{
  g_autoptr (BtSeries) series = make_gold ();
  g_autoptr (BtEngine) engine = make_engine (series);
  g_autoptr (GError) error = NULL;
  gint64 last = (gint64) bt_series_get_length (series) - 1;

  advance (engine, 100, FALSE);
  BtCommand command = make_order (engine, "a", BT_DIRECTION_BUY);
  command.stop_loss_points = bt_engine_get_quote (engine).bid_points - 100;
  g_assert_true (bt_engine_apply (engine, &command, NULL, &error));
  g_assert_cmpint (advance (engine, last, TRUE), ==, BT_ADVANCE_EVENT);
  gsize count;
  const BtFill *fills = bt_engine_get_fills (engine, &count);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpint (fills[1].bar, ==, bt_engine_get_bar (engine));
  g_assert_cmpint (fills[1].reason, ==, BT_REASON_STOP_LOSS);
  g_assert_cmpint (advance (engine, last, TRUE), ==, BT_ADVANCE_REACHED);
}

static void
test_wrong_commands (void)
{
  g_autoptr (BtSeries) series = make_gold ();
  g_autoptr (BtEngine) engine = make_engine (series);
  g_autoptr (GError) error = NULL;
  BtHash before;
  BtHash after;

  advance (engine, 3, FALSE);
  bt_engine_get_digest (engine, &before);
  BtCommand command = make_order (engine, "a", BT_DIRECTION_BUY);
  command.after_bar = 2;
  g_assert_false (bt_engine_apply (engine, &command, NULL, &error));
  g_assert_error (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_ORDER);
  g_clear_error (&error);
  command = make_order (engine, "", BT_DIRECTION_BUY);
  g_assert_false (bt_engine_apply (engine, &command, NULL, &error));
  g_assert_error (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_ORDER);
  g_clear_error (&error);
  command = make_order (engine, "\xff", BT_DIRECTION_BUY);
  g_assert_false (bt_engine_apply (engine, &command, NULL, &error));
  g_assert_error (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_ORDER);
  g_clear_error (&error);
  bt_command_init (&command, BT_COMMAND_FORK, -1);
  g_assert_false (bt_engine_apply (engine, &command, NULL, &error));
  g_assert_error (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_ORDER);
  bt_engine_get_digest (engine, &after);
  g_assert_true (bt_hash_equal (&before, &after));
  g_assert_cmpint (bt_engine_get_command_count (engine), ==, 0);
}

static void
test_check_changes_nothing (void)
{
  g_autoptr (BtSeries) series = make_gold ();
  g_autoptr (BtEngine) engine = make_engine (series);
  BtHash before;
  BtHash after;
  BtRefusal refusal;
  gsize count;

  advance (engine, 3, FALSE);
  bt_engine_get_digest (engine, &before);
  BtCommand command = make_order (engine, "a", BT_DIRECTION_BUY);
  g_assert_cmpint (bt_engine_check (engine, &command, &refusal), ==, BT_REFUSAL_NONE);
  command.volume = BT_VOLUME (50 * BT_VOLUME_UNITS_PER_LOT);
  g_assert_cmpint (bt_engine_check (engine, &command, &refusal), ==,
                   BT_REFUSAL_INSUFFICIENT_MARGIN);
  g_assert_cmpstr (refusal.field, ==, "lots");
  bt_engine_get_digest (engine, &after);
  g_assert_true (bt_hash_equal (&before, &after));
  (void) bt_engine_get_positions (engine, &count);
  g_assert_cmpuint (count, ==, 0);
  (void) bt_engine_get_fills (engine, &count);
  g_assert_cmpuint (count, ==, 0);
}

/* A copy taken in the middle of quiet candles goes on as the original does, and neither disturbs
 * the other. */
static void
test_copy (void)
{
  g_autoptr (BtSeries) series = make_gold ();
  g_autoptr (BtEngine) engine = make_engine (series);
  g_autoptr (GError) error = NULL;
  BtHash digest;
  BtHash copy_digest;
  gsize count;
  gsize copy_count;

  advance (engine, 100, FALSE);
  BtCommand command = make_order (engine, "a", BT_DIRECTION_BUY);
  command.stop_loss_points = bt_engine_get_quote (engine).bid_points - 500;
  command.take_profit_points = bt_engine_get_quote (engine).bid_points + 500;
  g_assert_true (bt_engine_apply (engine, &command, NULL, &error));
  advance (engine, 105, FALSE);
  g_autoptr (BtEngine) copy = bt_engine_copy (engine);
  g_assert_cmpint (bt_engine_get_bar (copy), ==, 105);
  g_assert_cmpint (bt_engine_get_clock (copy), ==, bt_engine_get_clock (engine));

  command = make_order (copy, "a", BT_DIRECTION_BUY);
  BtRefusal refusal;
  g_assert_true (bt_engine_apply (copy, &command, &refusal, &error));
  g_assert_cmpint (refusal.code, ==, BT_REFUSAL_DUPLICATE_ID);
  bt_engine_get_digest (engine, &digest);
  bt_engine_get_digest (copy, &copy_digest);
  g_assert_false (bt_hash_equal (&digest, &copy_digest));

  g_assert_true (bt_engine_apply (engine, &command, &refusal, &error));
  advance (engine, G_MAXINT64, FALSE);
  advance (copy, G_MAXINT64, FALSE);
  bt_engine_get_digest (engine, &digest);
  bt_engine_get_digest (copy, &copy_digest);
  g_assert_true (bt_hash_equal (&digest, &copy_digest));
  const BtPosition *positions = bt_engine_get_positions (engine, &count);
  const BtPosition *copies = bt_engine_get_positions (copy, &copy_count);
  g_assert_cmpuint (count, ==, copy_count);
  g_assert_cmpint (positions[0].mae.minor, ==, copies[0].mae.minor);
  g_assert_cmpint (positions[0].mfe.minor, ==, copies[0].mfe.minor);
}

static char *
digest_of (const char *script)
{
  g_autoptr (BtEngine) engine = engine_script_run (script, TRUE, NULL, NULL);
  BtHash digest;
  bt_engine_get_digest (engine, &digest);
  return bt_hash_to_string (&digest);
}

/* What may not change a digest, and what must. */
static void
test_digest_covers (void)
{
  g_autofree char *plain = digest_of (MARKET);
  g_autofree char *again = digest_of (MARKET);
  g_autofree char *other_settings = digest_of ("set seed 2\n" MARKET);
  g_autofree char *other_candles = digest_of (MARKET "bar 1.10000 1.10010 1.09990 1.10000\n");
  g_autofree char *note = digest_of (MARKET "note a\n");
  g_autofree char *other_note = digest_of (MARKET "note b\n");
  g_autofree char *refused = digest_of (MARKET "close a\n");

  g_assert_cmpstr (plain, ==, again);
  g_assert_cmpstr (plain, !=, other_settings);
  g_assert_cmpstr (plain, !=, other_candles);
  g_assert_cmpstr (plain, !=, note);
  g_assert_cmpstr (note, !=, other_note);
  g_assert_cmpstr (plain, !=, refused);
}

/* A fork is on record, under its name, and changes nothing else; after the end there is none. */
static void
test_fork (void)
{
  const char *before = MARKET "place a market buy 1.00 sl 1.09950\n";
  const char *after = "bar 1.10000 1.10010 1.09940 1.09960\nend\n";
  g_autofree char *plain_script = g_strconcat (before, after, NULL);
  g_autofree char *forked_script = g_strconcat (before, "fork line\n", after, NULL);
  g_autofree char *late_script = g_strconcat (plain_script, "fork line\n", NULL);
  const ShowFlags show = SHOW_FILLS | SHOW_LEDGER | SHOW_POSITIONS | SHOW_ACCOUNT;
  g_autofree char *plain = engine_script_play (plain_script, show);
  g_autofree char *forked = engine_script_play (forked_script, show);
  g_autofree char *late = engine_script_play (late_script, SHOW_ORDERS);
  g_autofree char *digest = digest_of (plain_script);
  g_autofree char *forked_digest = digest_of (forked_script);

  g_assert_cmpstr (plain, ==, forked);
  g_assert_cmpstr (digest, !=, forked_digest);
  g_assert_true (g_str_has_suffix (late, "refused line after 5 session_ended\n"));
}

/* A session of known digest: it may change only with BT_RULES_VERSION. */
static void
test_digest_of_reference_session (void)
{
  g_autofree char *digest
    = digest_of ("set spread 12 slippage 7 slippage-kind uniform commission-lot 350\n"
                 "bar 1.10000 1.10000 1.10000 1.10000\n"
                 "place a market buy 1.00 sl 1.09900 tp 1.10050\n"
                 "place b stop sell 0.30 price 1.09950 trail 30 oco g\n"
                 "place c limit sell 0.30 price 1.10040 day oco g\n"
                 "bar 1.10000 1.10060 1.09990 1.10000\n"
                 "note tested\n"
                 "bar 1.10000 1.10010 1.09800 1.09900\n"
                 "place d market sell 500.00\n"
                 "end\n");
  g_assert_cmpint (BT_RULES_VERSION, ==, 1);
  g_assert_cmpstr (digest, ==, "d55a513a5a9fa23aa9a3d3e174de311ba28576cff2e744f8311d9d41f1b5d165");
}

static gboolean
is_member_set (const BtEvent *event)
{
  switch (event->kind)
    {
    case BT_EVENT_FILLED:
      return event->fill != NULL;
    case BT_EVENT_LEDGER:
      return event->ledger != NULL;
    case BT_EVENT_POSITION_OPENED:
    case BT_EVENT_POSITION_CHANGED:
    case BT_EVENT_POSITION_CLOSED:
    case BT_EVENT_LIQUIDATED:
      return event->position != NULL && strcmp (event->position->id, event->id) == 0;
    case BT_EVENT_REFUSED:
      return event->refusal != NULL;
    case BT_EVENT_RULE_BROKEN:
      return event->violation != NULL;
    case BT_EVENT_ACCEPTED:
    case BT_EVENT_TRIGGERED:
    case BT_EVENT_CANCELLED:
    case BT_EVENT_EXPIRED:
    case BT_EVENT_MARGIN_CALL:
    case BT_EVENT_CHALLENGE_PASSED:
    case BT_EVENT_ENDED:
    default:
      return event->fill == NULL && event->position == NULL && event->ledger == NULL;
    }
}

static void
event_happened_cb (const BtEvent *event, gpointer user_data)
{
  GString *text = user_data;
  g_assert_true (is_member_set (event));
  g_string_append_printf (text, "%s %d %d\n", bt_event_kind_to_string (event->kind),
                          (int) event->bar, (int) event->command);
}

/* The order of the events of a round trip, where and by which command. */
static void
test_events (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (BtEngine) engine = engine_script_run ("set commission-lot 350\n"
                                                   "bar 1.10000 1.10000 1.10000 1.10000\n"
                                                   "place a market buy 1.00 tp 1.10050\n"
                                                   "modify a sl 1.09900\n"
                                                   "bar 1.10000 1.10060 1.09990 1.10000\n"
                                                   "close a\n",
                                                   TRUE, event_happened_cb, text);
  g_assert_nonnull (engine);
  g_assert_cmpstr (text->str, ==,
                   "accepted 0 1\nfilled 0 1\nledger 0 1\nposition_opened 0 1\n"
                   "accepted 0 2\nposition_changed 0 2\n"
                   "triggered 1 0\nfilled 1 0\nledger 1 0\nledger 1 0\nposition_closed 1 0\n"
                   "refused 1 3\n");
}

static void
test_uniform_slippage (void)
{
  const char *script = "set slippage 5 slippage-kind uniform balance 100000000\n"
                       "bar 1.10000 1.10000 1.10000 1.10000\n";
  g_autoptr (GString) text = g_string_new (script);
  for (int i = 0; i < 300; i++)
    g_string_append_printf (text, "place a%d market buy 0.01\n", i);
  g_autoptr (BtEngine) engine = engine_script_run (text->str, TRUE, NULL, NULL);
  gsize count;
  const BtFill *fills = bt_engine_get_fills (engine, &count);
  int seen[6] = { 0 };
  g_assert_cmpuint (count, ==, 300);
  for (gsize i = 0; i < count; i++)
    {
      g_assert_cmpint (fills[i].slippage_points, >=, 0);
      g_assert_cmpint (fills[i].slippage_points, <=, 5);
      g_assert_cmpint (fills[i].price.points, ==, fills[i].quote.points + fills[i].slippage_points);
      seen[fills[i].slippage_points]++;
    }
  /* 50 of each are expected; a fair generator is almost never outside 25 to 80. */
  for (int i = 0; i < 6; i++)
    {
      g_assert_cmpint (seen[i], >, 25);
      g_assert_cmpint (seen[i], <, 80);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/new", test_new);
  g_test_add_func ("/engine/invalid-settings", test_invalid_settings);
  g_test_add_func ("/engine/clock", test_clock);
  g_test_add_func ("/engine/stop-at-event", test_stop_at_event);
  g_test_add_func ("/engine/wrong-commands", test_wrong_commands);
  g_test_add_func ("/engine/check-changes-nothing", test_check_changes_nothing);
  g_test_add_func ("/engine/copy", test_copy);
  g_test_add_func ("/engine/digest/covers", test_digest_covers);
  g_test_add_func ("/engine/digest/reference-session", test_digest_of_reference_session);
  g_test_add_func ("/engine/fork", test_fork);
  g_test_add_func ("/engine/events", test_events);
  g_test_add_func ("/engine/uniform-slippage", test_uniform_slippage);
  return g_test_run ();
}
