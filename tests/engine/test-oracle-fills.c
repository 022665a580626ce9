// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which price an order fills at, and how brackets end within a candle, by the tests of Lean,
 * nautilus_trader, backtrader, backtesting.py, MetaTrader's rule of bid and ask, and freqtrade.
 *
 * fills: a flat candle at the vector's previous close comes first, so that there is a known quote;
 * an order that is active from candle n is placed after the one before it. A market order fills at
 * the next open.
 *
 * brackets: a signal on candle n is a market order, or a closing, at the open of n + 1; the stop
 * and target, given as a share of the entry, are set from the open at which it will fill. The stop
 * comes before the target: the pessimistic policy. The source demands that a target be exceeded; no
 * vector has one that is only touched. Its trailing stop keeps a share of the best price as its
 * distance and starts at a profit; ours keeps points and starts when it is set. So the distance is
 * that share of the best price before the exit, and it is set with the order where the price never
 * comes back so far before the profit is reached, else after the candle that reaches it; the source
 * moves it by a candle's best price and then tests it, so that price comes first. Where the
 * trade ends before that, the vector is played without it. A vector that says that its source's
 * rule differs from the recommended one on purpose states what the recommended one gives, which is
 * what is compared. */
#include "config.h"

#include "oracle.h"

#include <stdlib.h>
#include <string.h>

/* ---- fills ---- */

static void
set_levels (const OracleMarket *market, JsonObject *order, BtCommand *command)
{
  const char *limit = oracle_text (order, "limit");
  const char *stop = oracle_text (order, "stop");
  g_assert_true (bt_order_type_parse (oracle_text (order, "type"), &command->type));
  if (command->type == BT_ORDER_LIMIT)
    command->price_points = oracle_market_points (market, limit);
  else if (stop != NULL)
    command->price_points = oracle_market_points (market, stop);
  if (command->type == BT_ORDER_STOP_LIMIT)
    command->limit_points = oracle_market_points (market, limit);
}

static void
place_orders_of (OracleMarket *market, JsonArray *orders, gint64 bar)
{
  for (guint i = 0; i < json_array_get_length (orders); i++)
    {
      JsonObject *order = json_array_get_object_element (orders, i);
      gint64 active_from = json_object_get_int_member_with_default (order, "active_from", 0);
      if (active_from != bar)
        continue;
      char quantity[BT_DECIMAL_BUFFER];
      bt_decimal_format (json_object_get_int_member (order, "qty"), 0, quantity);
      BtCommand command
        = oracle_market_order (market, oracle_text (order, "id"),
                               strcmp (oracle_text (order, "side"), "buy") == 0, quantity);
      set_levels (market, order, &command);
      oracle_market_apply (market, &command);
    }
}

static void
add_bars (OracleMarket *market, JsonArray *bars)
{
  for (guint i = 0; i < json_array_get_length (bars); i++)
    {
      JsonArray *bar = json_array_get_array_element (bars, i);
      oracle_market_add (
        market, json_array_get_string_element (bar, 0), json_array_get_string_element (bar, 1),
        json_array_get_string_element (bar, 2), json_array_get_string_element (bar, 3));
    }
}

static void
test_fill (gconstpointer data)
{
  JsonObject *vector = (JsonObject *) data;
  JsonArray *bars = json_object_get_array_member (vector, "bars");
  JsonArray *expected = json_object_get_array_member (vector, "expect");
  OracleMarket market;
  oracle_market_init (&market, 5);
  market.settings.market_fill = BT_MARKET_FILL_NEXT_OPEN;
  market.settings.spread_points = oracle_market_points (&market, oracle_text (vector, "spread"));
  oracle_market_add_flat (&market, oracle_text (vector, "prev_close"));
  add_bars (&market, bars);
  oracle_market_start (&market);

  oracle_market_step (&market);
  for (guint i = 0; i < json_array_get_length (bars); i++)
    {
      place_orders_of (&market, json_object_get_array_member (vector, "orders"), i);
      oracle_market_step (&market);
    }
  gsize count;
  const BtFill *fills = bt_engine_get_fills (market.engine, &count);
  g_assert_cmpuint (count, ==, json_array_get_length (expected));
  for (guint i = 0; i < count; i++)
    {
      JsonObject *fill = json_array_get_object_element (expected, i);
      g_assert_cmpstr (fills[i].order_id, ==, oracle_text (fill, "order"));
      g_assert_cmpint (fills[i].bar - 1, ==, json_object_get_int_member (fill, "bar"));
      g_assert_cmpint (fills[i].price.points, ==,
                       oracle_market_points (&market, oracle_text (fill, "price")));
    }
  oracle_market_clear (&market);
}

/* ---- brackets ---- */

static gboolean
has_signal (JsonObject *signals, const char *name, gint64 bar)
{
  JsonArray *bars = json_object_get_array_member (signals, name);
  for (guint i = 0; i < json_array_get_length (bars); i++)
    if (json_array_get_int_element (bars, i) == bar)
      return TRUE;
  return FALSE;
}

static double
share_of (JsonObject *vector, const char *name)
{
  return g_ascii_strtod (oracle_text (vector, name), NULL)
         / g_ascii_strtod (oracle_text (vector, "leverage"), NULL);
}

/* The expected trade that a trailing stop ends, or NULL. */
static JsonObject *
find_trailed_trade (JsonObject *vector)
{
  JsonArray *trades
    = json_object_get_array_member (json_object_get_object_member (vector, "expect"), "trades");
  JsonObject *trade = json_array_get_object_element (trades, 0);
  return strcmp (oracle_text (trade, "reason"), "trailing_stop_loss") == 0 ? trade : NULL;
}

/* How a trailing stop of the source is played. */
typedef struct
{
  gint64 distance_points;
  gint64 reached_bar; /* the first candle with the profit at which it starts */
  gboolean is_from_start;
} Trail;

/* Finds the distance and the start from the candles of the trade; the best price comes first in a
 * candle, as the source has it. */
static Trail
find_trail (const OracleMarket *market, JsonObject *vector, JsonObject *trade)
{
  JsonObject *trailing = json_object_get_object_member (vector, "trailing");
  double share = g_ascii_strtod (oracle_text (trailing, "trail"), NULL);
  double start = g_ascii_strtod (oracle_text (trailing, "activate"), NULL);
  gint64 entry_bar = json_object_get_int_member (trade, "entry_bar");
  gint64 exit_bar = json_object_get_int_member (trade, "exit_bar");
  double sign = strcmp (oracle_text (trade, "side"), "long") == 0 ? 1 : -1;
  double entry = (double) g_array_index (market->candles, BtCandle, entry_bar).open_points;
  Trail trail = { .reached_bar = -1, .is_from_start = TRUE };
  double best = entry;
  double worst_retreat = 0;
  for (gint64 bar = entry_bar; bar <= exit_bar; bar++)
    {
      const BtCandle *candle = &g_array_index (market->candles, BtCandle, bar);
      double extreme = (double) (sign > 0 ? candle->high_points : candle->low_points);
      double other = (double) (sign > 0 ? candle->low_points : candle->high_points);
      best = sign * extreme > sign * best ? extreme : best;
      if (trail.reached_bar < 0 && sign * (best - entry) >= start * entry)
        trail.reached_bar = bar;
      if (trail.reached_bar < 0)
        worst_retreat = MAX (worst_retreat, sign * (best - other));
    }
  g_assert_cmpint (trail.reached_bar, >=, 0);
  trail.distance_points = (gint64) (share * best + 0.5);
  trail.is_from_start = worst_retreat < (double) trail.distance_points;
  return trail;
}

static void
trail_from_start (const OracleMarket *market, JsonObject *vector, BtCommand *command)
{
  JsonObject *trade = find_trailed_trade (vector);
  if (json_object_get_null_member (vector, "trailing") || trade == NULL)
    return;
  Trail trail = find_trail (market, vector, trade);
  if (trail.is_from_start)
    command->trail_points = trail.distance_points;
}

/* Sets the trailing stop after the candle that reaches its profit. */
static void
trail_from_profit (OracleMarket *market, JsonObject *vector, const BtPosition *open, gint64 bar)
{
  JsonObject *trade = find_trailed_trade (vector);
  BtCommand command;
  if (open == NULL || json_object_get_null_member (vector, "trailing") || trade == NULL)
    return;
  Trail trail = find_trail (market, vector, trade);
  if (trail.is_from_start || trail.reached_bar != bar)
    return;
  bt_command_init (&command, BT_COMMAND_MODIFY, bar);
  g_strlcpy (command.id, open->id, sizeof command.id);
  command.modify_mask = BT_MODIFY_TRAIL;
  command.trail_points = trail.distance_points;
  oracle_market_apply (market, &command);
}

static void
enter (OracleMarket *market, JsonObject *vector, gint64 bar, gboolean is_long)
{
  const BtCandle *next = &g_array_index (market->candles, BtCandle, bar + 1);
  char id[BT_ID_SIZE];
  double sign = is_long ? 1 : -1;
  double entry = (double) next->open_points;
  g_snprintf (id, sizeof id, "t%d", (int) bar);
  BtCommand command = oracle_market_order (market, id, is_long, "1");
  command.stop_loss_points = (gint64) (entry * (1 - sign * share_of (vector, "stop_pct")) + 0.5);
  if (oracle_text (vector, "take_pct") != NULL)
    command.take_profit_points
      = (gint64) (entry * (1 + sign * share_of (vector, "take_pct")) + 0.5);
  trail_from_start (market, vector, &command);
  oracle_market_apply (market, &command);
}

static void
act_on_signals (OracleMarket *market, JsonObject *vector, gint64 bar)
{
  JsonObject *signals = json_object_get_object_member (vector, "signals");
  gsize count;
  const BtPosition *positions = bt_engine_get_positions (market->engine, &count);
  const BtPosition *open
    = count > 0 && positions[count - 1].status == BT_POSITION_OPEN ? &positions[count - 1] : NULL;
  gboolean is_exit
    = has_signal (signals, "long_exit", bar) || has_signal (signals, "short_exit", bar);
  if (open != NULL && is_exit)
    {
      BtCommand command;
      bt_command_init (&command, BT_COMMAND_CLOSE, bar);
      g_strlcpy (command.id, open->id, sizeof command.id);
      oracle_market_apply (market, &command);
    }
  trail_from_profit (market, vector, open, bar);
  if (open == NULL && has_signal (signals, "long_entry", bar))
    enter (market, vector, bar, TRUE);
  else if (open == NULL && has_signal (signals, "short_entry", bar))
    enter (market, vector, bar, FALSE);
}

static BtFillReason
reason_of (const char *text)
{
  if (strcmp (text, "exit_signal") == 0)
    return BT_REASON_CLOSE;
  if (strcmp (text, "trailing_stop_loss") == 0)
    return BT_REASON_TRAILING_STOP;
  return strcmp (text, "roi") == 0 ? BT_REASON_TAKE_PROFIT : BT_REASON_STOP_LOSS;
}

/* Returns the bar of a fill of the position that opens or ends it. */
static gint64
bar_of_fill (const OracleMarket *market, const char *id, gboolean is_entry)
{
  gsize count;
  const BtFill *fills = bt_engine_get_fills (market->engine, &count);
  for (gsize i = 0; i < count; i++)
    if (fills[i].is_entry == is_entry && strcmp (fills[i].position_id, id) == 0)
      return fills[i].bar;
  return -1;
}

/* Returns the return that the vector states: where its source's rule is not the recommended one,
 * the figure in its note. */
static double
find_expected_return (JsonObject *vector)
{
  static const char mark[] = "return ";
  JsonObject *expected = json_object_get_object_member (vector, "expect");
  if (json_object_get_boolean_member_with_default (vector, "recommended", TRUE))
    return g_ascii_strtod (oracle_text (expected, "total_return_3dp"), NULL);
  const char *figure = strstr (oracle_text (vector, "note"), mark);
  g_assert_nonnull (figure);
  return g_ascii_strtod (figure + strlen (mark), NULL);
}

static void
check_trades (OracleMarket *market, JsonObject *vector)
{
  JsonObject *expected = json_object_get_object_member (vector, "expect");
  JsonArray *trades = json_object_get_array_member (expected, "trades");
  double leverage = g_ascii_strtod (oracle_text (vector, "leverage"), NULL);
  double total = 0;
  gsize count;
  const BtPosition *positions = bt_engine_get_positions (market->engine, &count);
  g_assert_cmpuint (count, ==, json_array_get_length (trades));
  for (guint i = 0; i < count; i++)
    {
      JsonObject *trade = json_array_get_object_element (trades, i);
      gboolean is_long = strcmp (oracle_text (trade, "side"), "long") == 0;
      double entry = (double) positions[i].entry_price.points;
      double gain = (double) positions[i].exit_points - entry;
      g_assert_cmpint (positions[i].direction, ==, is_long ? BT_DIRECTION_BUY : BT_DIRECTION_SELL);
      g_assert_cmpint (positions[i].exit_reason, ==, reason_of (oracle_text (trade, "reason")));
      g_assert_cmpint (bar_of_fill (market, positions[i].id, TRUE), ==,
                       json_object_get_int_member (trade, "entry_bar"));
      g_assert_cmpint (bar_of_fill (market, positions[i].id, FALSE), ==,
                       json_object_get_int_member (trade, "exit_bar"));
      total += leverage * (is_long ? gain : -gain) / entry;
    }
  g_assert_cmpfloat_with_epsilon (total, find_expected_return (vector), 0.0005001);
}

static BtPathPolicy
choose_policy (JsonObject *vector)
{
  JsonObject *trade = find_trailed_trade (vector);
  if (trade == NULL)
    return BT_PATH_PESSIMISTIC;
  return strcmp (oracle_text (trade, "side"), "long") == 0 ? BT_PATH_OHLC : BT_PATH_OLHC;
}

static void
test_bracket (gconstpointer data)
{
  JsonObject *vector = (JsonObject *) data;
  OracleMarket market;
  oracle_market_init (&market, 4);
  market.settings.market_fill = BT_MARKET_FILL_NEXT_OPEN;
  market.settings.policy = choose_policy (vector);
  add_bars (&market, json_object_get_array_member (vector, "bars"));
  oracle_market_start (&market);
  for (guint bar = 0; bar < market.candles->len; bar++)
    {
      oracle_market_step (&market);
      act_on_signals (&market, vector, bar);
    }
  check_trades (&market, vector);
  oracle_market_clear (&market);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  oracle_add_file ("fills", test_fill);
  oracle_add_file ("brackets", test_bracket);
  return g_test_run ();
}
