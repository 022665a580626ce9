// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Random markets and commands, from a seed, played by the engine and by the reference: they must
 * agree on every event, and on every figure of what is open. Each seed enables a random subset of
 * features. BACKTRADE_FUZZ_COMMANDS sets how many commands are played (20,000 otherwise),
 * BACKTRADE_FUZZ_SEED the first seed. */
#include "config.h"

#include "reference.h"

#include "engine/bt-engine-private.h"

#include <stdlib.h>
#include <string.h>

#define COMMANDS 20000
#define CANDLES 80
/* So that neither engine's limits are reached. */
#define MOST_ORDERS 30

typedef struct
{
  GRand *rand;
  guint32 seed;
  BtSessionSettings settings;
  gboolean has_column;
  gboolean has_trailing;
  gboolean has_stop_limit;
  gboolean has_groups;
  gboolean has_expiry;
  gboolean has_gaps;
  gboolean has_limit_moves;
  gboolean has_reduce_only;
  gboolean has_day_jumps;
  gint64 volume_scale; /* lots, in hundredths, that the account can bear */
  BtSeries *series;
  BtSeries *pair;
  const char *pair_base;
  const char *pair_quote;
  int next_id;
  int commands;
} Game;

static gboolean
chance (Game *game, int percent)
{
  return g_rand_int_range (game->rand, 0, 100) < percent;
}

static gint64
between (Game *game, gint64 low, gint64 high)
{
  return low + g_rand_int_range (game->rand, 0, (gint32) (high - low + 1));
}

/* ---- The market ---- */

static gint64
next_time (Game *game, gint64 time)
{
  if (game->has_day_jumps && chance (game, 5))
    return time + between (game, 1, 5 * 24 * 60) * BT_USEC_PER_MINUTE;
  return time + (chance (game, 10) ? between (game, 2, 90) : 1) * BT_USEC_PER_MINUTE;
}

static BtCandle
next_candle (Game *game, gint64 time, gint64 last_close)
{
  gint64 jump = chance (game, 20) ? between (game, -8, 8) : 0;
  if (game->has_gaps && chance (game, 6))
    jump = between (game, -90, 90);
  if (game->has_limit_moves && chance (game, 3))
    jump = between (game, -900, 900);
  gint64 range = chance (game, 10) ? 0 : between (game, 0, 40);
  BtCandle candle = { .time_usec = time, .spread_points = -1 };
  candle.open_points = MAX (last_close + jump, 2000);
  candle.low_points = candle.open_points - between (game, 0, range);
  candle.high_points = candle.open_points + between (game, 0, range);
  candle.close_points = between (game, candle.low_points, candle.high_points);
  if (chance (game, 15))
    candle.close_points = candle.open_points;
  if (game->has_column)
    candle.spread_points
      = chance (game, 10) ? -1 : (gint32) between (game, 0, chance (game, 10) ? 60 : 8);
  return candle;
}

static void
make_market (Game *game)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, game->settings.price_kind, game->has_column);
  /* Near a rollover, and around the change to summer time: Thursday 2024-03-07, 21:30 UTC. */
  gint64 time = G_GINT64_CONSTANT (1709847000) * BT_USEC_PER_SECOND;
  gint64 close = between (game, 10000, 160000);
  for (int i = 0; i < CANDLES; i++)
    {
      BtCandle candle = next_candle (game, time, close);
      g_autoptr (GError) error = NULL;
      bt_series_builder_add (builder, &candle, &error);
      g_assert_no_error (error);
      close = candle.close_points;
      time = next_time (game, time);
    }
  game->series = bt_series_builder_finish (builder);
}

static void
make_pair (Game *game)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, FALSE);
  gint64 time = bt_series_get_candle (game->series, 0).time_usec - BT_USEC_PER_MINUTE;
  gint64 price = between (game, 60000, 140000);
  for (int i = 0; i < CANDLES * 2; i++)
    {
      BtCandle candle = { .time_usec = time,
                          .open_points = price,
                          .high_points = price,
                          .low_points = price,
                          .close_points = price,
                          .spread_points = -1 };
      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
      price += between (game, -40, 40);
      time += between (game, 1, 3) * BT_USEC_PER_MINUTE;
    }
  game->pair = bt_series_builder_finish (builder);
}

static void
choose_costs (Game *game)
{
  BtSessionSettings *s = &game->settings;
  s->spread_points = chance (game, 30) ? 0 : between (game, 1, chance (game, 20) ? 60 : 12);
  s->slippage_points = chance (game, 50) ? 0 : between (game, 1, 6);
  s->slippage_kind = chance (game, 50) ? BT_SLIPPAGE_FIXED : BT_SLIPPAGE_UNIFORM;
  s->commission_kind
    = (BtCommissionKind) between (game, BT_COMMISSION_NONE, BT_COMMISSION_NOTIONAL);
  s->commission_amount
    = between (game, 0, s->commission_kind == BT_COMMISSION_NOTIONAL ? 5000 : 700);
  s->commission_minimum = BT_MONEY (chance (game, 70) ? 0 : between (game, 1, 300));
  s->has_swap = chance (game, 50);
  s->swap_long_points = between (game, -900, 300);
  s->swap_short_points = between (game, -300, 900);
  s->swap_triple_weekday = (gint32) between (game, 0, 6);
}

static void
choose_currency (Game *game)
{
  BtSessionSettings *s = &game->settings;
  int kind = (int) between (game, 0, 9);
  if (kind < 6)
    return;
  if (kind < 8)
    {
      g_strlcpy (s->currency, s->instrument.base, sizeof s->currency);
      return;
    }
  gboolean is_yen = kind == 9;
  g_strlcpy (s->currency, is_yen ? "JPY" : "CHF", sizeof s->currency);
  make_pair (game);
  game->pair_base = is_yen ? s->instrument.quote : s->currency;
  game->pair_quote = is_yen ? s->currency : s->instrument.quote;
}

static void
choose_settings (Game *game)
{
  BtSessionSettings *s = &game->settings;
  bt_session_settings_init (s, bt_instrument_find_builtin ("EURUSD"));
  s->instrument.trades_weekends = chance (game, 20);
  s->price_kind = (BtPriceKind) (chance (game, 60) ? BT_SIDE_KIND_BID : between (game, 0, 2));
  s->balance = BT_MONEY (between (game, 20000, 2000000));
  s->leverage = (gint32) between (game, 1, chance (game, 50) ? 1000 : 50);
  s->mode = chance (game, 35) ? BT_ACCOUNT_NETTING : BT_ACCOUNT_HEDGING;
  s->hedged_margin = chance (game, 50) ? BT_HEDGED_MARGIN_LARGER_SIDE : BT_HEDGED_MARGIN_BOTH_SIDES;
  s->margin_call_percent = between (game, 0, 20000);
  s->stop_out_percent = between (game, 0, s->margin_call_percent);
  s->has_negative_balance_protection = chance (game, 70);
  s->policy = (BtPathPolicy) between (game, BT_PATH_ADAPTIVE, BT_PATH_OLHC);
  s->market_fill = chance (game, 25) ? BT_MARKET_FILL_NEXT_OPEN : BT_MARKET_FILL_KNOWN_QUOTE;
  s->seed = (gint64) game->seed;
  choose_costs (game);
}

static void
game_init (Game *game, guint32 seed)
{
  *game = (Game){ .rand = g_rand_new_with_seed (seed), .seed = seed };
  choose_settings (game);
  game->has_column = chance (game, 40);
  game->has_trailing = chance (game, 50);
  game->has_stop_limit = chance (game, 50);
  game->has_groups = chance (game, 40);
  game->has_expiry = chance (game, 40);
  game->has_gaps = chance (game, 50);
  game->has_limit_moves = chance (game, 25);
  game->has_reduce_only = chance (game, 30);
  game->has_day_jumps = chance (game, 40);
  make_market (game);
  choose_currency (game);
  /* Volumes that use about a tenth of the account each, now and then far more. */
  gint64 price = bt_series_get_candle (game->series, 0).close_points;
  game->volume_scale = MAX (
    game->settings.balance.minor / 100 * game->settings.leverage / MAX (price / 100, 1) / 10, 1);
  game->volume_scale = MIN (game->volume_scale, 900);
}

static void
game_clear (Game *game)
{
  g_rand_free (game->rand);
  bt_series_unref (game->series);
  g_clear_pointer (&game->pair, bt_series_unref);
}

/* ---- Commands ---- */

static gint64
some_volume (Game *game)
{
  if (chance (game, 3))
    return between (game, -1, 3) * 500000;
  gint64 hundredths = between (game, 1, game->volume_scale * (chance (game, 10) ? 10 : 1));
  return hundredths * (BT_VOLUME_UNITS_PER_LOT / 100);
}

static gint64
some_price (Game *game, BtQuote quote, int reach)
{
  gint64 around = quote.is_valid ? (chance (game, 50) ? quote.bid_points : quote.ask_points)
                                 : bt_series_get_candle (game->series, 0).open_points;
  return around + between (game, -reach, reach);
}

static void
some_id (Game *game, BtCommand *command)
{
  int id
    = game->next_id > 0 ? (int) between (game, MAX (game->next_id - 12, 0), game->next_id - 1) : 0;
  g_snprintf (command->id, sizeof command->id, "o%d", id);
}

static void
some_expiry (Game *game, BtCommand *command, gint64 clock)
{
  command->time_in_force
    = (BtTimeInForce) between (game, BT_TIME_IN_FORCE_GTC, BT_TIME_IN_FORCE_UNTIL);
  if (command->time_in_force == BT_TIME_IN_FORCE_UNTIL)
    command->expiry_usec
      = clock + (chance (game, 5) ? 0 : between (game, 1, 40)) * BT_USEC_PER_MINUTE;
}

static void
make_place (Game *game, BtCommand *command, BtQuote quote, gint64 clock)
{
  g_snprintf (command->id, sizeof command->id, "o%d",
              chance (game, 2) ? game->next_id - 1 : game->next_id++);
  command->direction = chance (game, 50) ? BT_DIRECTION_BUY : BT_DIRECTION_SELL;
  gint64 sign = command->direction == BT_DIRECTION_BUY ? 1 : -1;
  command->type = (BtOrderType) between (
    game, BT_ORDER_MARKET, game->has_stop_limit ? BT_ORDER_STOP_LIMIT : BT_ORDER_STOP);
  command->volume = BT_VOLUME (some_volume (game));
  gint64 base = some_price (game, quote, 4);
  if (command->type == BT_ORDER_LIMIT)
    base -= sign * between (game, -5, 50);
  if (command->type == BT_ORDER_STOP || command->type == BT_ORDER_STOP_LIMIT)
    base += sign * between (game, 5, 60);
  if (command->type != BT_ORDER_MARKET)
    command->price_points = base;
  if (command->type == BT_ORDER_STOP_LIMIT)
    base = command->limit_points = base + between (game, -20, 20);
  if (chance (game, 50))
    command->stop_loss_points = base - sign * between (game, 3, 70);
  if (chance (game, 50))
    command->take_profit_points = base + sign * between (game, 3, 70);
  if (game->has_trailing && chance (game, 40))
    {
      command->trail_points = between (game, 1, 50);
      command->trail_step_points = between (game, 0, 9);
    }
  if (game->has_groups && chance (game, 40))
    g_snprintf (command->oco, sizeof command->oco, "g%d", (int) between (game, 0, 2));
  if (game->has_expiry && chance (game, 40))
    some_expiry (game, command, clock);
  command->is_reduce_only = game->has_reduce_only && chance (game, 25);
}

static void
make_modify (Game *game, BtCommand *command, BtQuote quote, gint64 clock)
{
  some_id (game, command);
  if (chance (game, 15))
    {
      command->modify_mask = BT_MODIFY_BREAK_EVEN;
      return;
    }
  if (chance (game, 60))
    {
      command->modify_mask |= BT_MODIFY_STOP_LOSS;
      command->stop_loss_points = chance (game, 15) ? BT_PRICE_NONE : some_price (game, quote, 60);
    }
  if (chance (game, 50))
    {
      command->modify_mask |= BT_MODIFY_TAKE_PROFIT;
      command->take_profit_points
        = chance (game, 15) ? BT_PRICE_NONE : some_price (game, quote, 60);
    }
  if (game->has_trailing && chance (game, 30))
    {
      command->modify_mask |= BT_MODIFY_TRAIL;
      command->trail_points = between (game, 0, 50);
      command->trail_step_points = between (game, 0, 9);
    }
  if (chance (game, 20))
    {
      command->modify_mask |= BT_MODIFY_PRICE;
      command->price_points = some_price (game, quote, 60);
    }
  if (game->has_stop_limit && chance (game, 10))
    {
      command->modify_mask |= BT_MODIFY_LIMIT;
      command->limit_points = some_price (game, quote, 60);
    }
  if (chance (game, 8))
    {
      command->modify_mask |= BT_MODIFY_VOLUME;
      command->volume = BT_VOLUME (some_volume (game));
    }
  if (game->has_expiry && chance (game, 10))
    {
      command->modify_mask |= BT_MODIFY_EXPIRY;
      some_expiry (game, command, clock);
    }
}

static BtCommand
make_command (Game *game, const BtEngine *engine)
{
  BtCommand command;
  BtQuote quote = bt_engine_get_quote (engine);
  gint64 clock = bt_engine_get_clock (engine);
  int dice = (int) between (game, 0, 99);
  gsize orders;
  (void) bt_engine_get_orders (engine, &orders);
  bt_command_init (&command, BT_COMMAND_NOTE, bt_engine_get_bar (engine));
  if (dice < 55 && orders < MOST_ORDERS)
    {
      command.kind = BT_COMMAND_PLACE;
      make_place (game, &command, quote, clock);
    }
  else if (dice < 75)
    {
      command.kind = BT_COMMAND_MODIFY;
      make_modify (game, &command, quote, clock);
    }
  else if (dice < 82)
    {
      command.kind = BT_COMMAND_CANCEL;
      some_id (game, &command);
    }
  else if (dice < 90)
    {
      command.kind = BT_COMMAND_CLOSE;
      some_id (game, &command);
      command.volume = BT_VOLUME (chance (game, 50) ? 0 : some_volume (game));
    }
  else if (dice < 93 || orders >= MOST_ORDERS)
    {
      command.kind = BT_COMMAND_CLOSE_ALL;
      command.scope = (BtCloseScope) between (game, BT_CLOSE_EVERY, BT_CLOSE_LOSERS);
    }
  else if (dice < 98)
    {
      command.kind = chance (game, 60) ? BT_COMMAND_DEPOSIT : BT_COMMAND_WITHDRAW;
      command.amount = BT_MONEY (between (game, -10, 100000));
    }
  else if (dice == 98 && chance (game, 10))
    command.kind = BT_COMMAND_END;
  else
    g_strlcpy (command.note, "thought", sizeof command.note);
  return command;
}

/* ---- Play ---- */

static void
reference_told_cb (const char *text, gpointer user_data)
{
  g_string_append_printf (user_data, "%s\n", text);
}

/* How often each event and each reason of a fill came, to show that the games reach every rule. */
static guint event_counts[BT_EVENT_ENDED + 1];
static guint reason_counts[BT_REASON_END + 1];
static guint refusal_counts[BT_REFUSAL_OVERFLOW + 1];
static guint ambiguous_count;

static void
count_event (const BtEvent *event)
{
  event_counts[event->kind]++;
  if (event->kind == BT_EVENT_FILLED)
    {
      reason_counts[event->fill->reason]++;
      ambiguous_count += event->fill->is_ambiguous ? 1 : 0;
    }
  if (event->kind == BT_EVENT_REFUSED)
    refusal_counts[event->refusal->code]++;
}

static void
engine_told_cb (const BtEvent *event, gpointer user_data)
{
  count_event (event);
  g_autofree char *text = reference_describe_event (event);
  g_string_append_printf (user_data, "%s\n", text);
}

static BtEngine *
make_engine (const Game *game, GString *text)
{
  BtHash hash = { 0 };
  g_autoptr (GError) error = NULL;
  BtEngine *engine = bt_engine_new (&game->settings, game->series, &hash, &error);
  g_assert_no_error (error);
  if (game->pair != NULL)
    bt_engine_add_rates (engine, game->pair_base, game->pair_quote, 5, game->pair, 0, &error);
  g_assert_no_error (error);
  bt_engine_set_event_func (engine, engine_told_cb, text);
  return engine;
}

static char *
describe_engine (BtEngine *engine)
{
  GString *text = g_string_new (NULL);
  gsize count;
  BtAccountState account;
  const BtPosition *positions = bt_engine_get_positions (engine, &count);
  for (gsize i = 0; i < count; i++)
    if (positions[i].status == BT_POSITION_OPEN)
      {
        reference_describe_position (text, &positions[i]);
        g_string_append_c (text, '\n');
      }
  bt_engine_get_account (engine, &account);
  reference_describe_account (text, &account);
  return g_string_free (text, FALSE);
}

static void
compare (const Game *game,
         const BtEngine *engine,
         const char *what,
         const char *played,
         const char *expected)
{
  if (strcmp (played, expected) == 0)
    return;
  gsize at = 0;
  while (played[at] == expected[at])
    at++;
  while (at > 0 && played[at - 1] != '\n')
    at--;
  g_error ("seed %u, after candle %" G_GINT64_FORMAT
           ", command %d: %s differ\nengine:    %.900s\nreference: %.900s\nbefore: %.*s",
           game->seed, bt_engine_get_bar (engine), game->commands, what, played + at, expected + at,
           (int) MIN (at, 2500), played + at - MIN (at, 2500));
}

static void
advance (BtEngine *engine, gint64 bar)
{
  BtAdvanceResult result;
  g_autoptr (GError) error = NULL;
  bt_engine_advance (engine, bar, FALSE, &result, &error);
  g_assert_no_error (error);
}

/* Plays one game: the engine as it is, one without the quiet band, and the reference. */
static int
play (guint32 seed)
{
  Game game;
  g_autoptr (GString) played = g_string_new (NULL);
  g_autoptr (GString) unskipped = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  game_init (&game, seed);
  g_autoptr (BtEngine) engine = make_engine (&game, played);
  g_autoptr (BtEngine) plain = make_engine (&game, unskipped);
  bt_engine_set_quiet_band (plain, FALSE);
  Reference *reference = reference_new (&game.settings, game.series, game.pair_base,
                                        game.pair_quote, game.pair, reference_told_cb, expected);

  for (int bar = -1; bar < CANDLES && !bt_engine_is_ended (engine); bar++)
    {
      int commands = chance (&game, 50) ? 0 : (int) between (&game, 1, 4);
      if (bar >= 0)
        {
          reference_run_candle (reference);
          advance (plain, bar);
        }
      /* The engine under test skips ahead in one go where nothing is asked of it. */
      if (commands > 0 || bar == CANDLES - 1)
        advance (engine, bar);
      for (int i = 0; i < commands; i++)
        {
          BtCommand command = make_command (&game, engine);
          BtRefusal refusal;
          game.commands++;
          BtRefusalCode code = reference_apply (reference, &command);
          g_assert_true (bt_engine_apply (plain, &command, NULL, NULL));
          BtRefusalCode checked = bt_engine_check (engine, &command, NULL);
          g_assert_true (bt_engine_apply (engine, &command, &refusal, NULL));
          compare (&game, engine, "events", played->str, expected->str);
          g_assert_cmpint (refusal.code, ==, code);
          g_assert_cmpint (checked, ==, code);
        }
      if (commands == 0 && bar < CANDLES - 1)
        continue;
      g_autofree char *open = describe_engine (engine);
      g_autofree char *expected_open = reference_describe_state (reference);
      compare (&game, engine, "events", played->str, expected->str);
      compare (&game, engine, "positions", open, expected_open);
      compare (&game, engine, "events without the quiet band", unskipped->str, expected->str);
      g_string_truncate (played, 0);
      g_string_truncate (unskipped, 0);
      g_string_truncate (expected, 0);
    }
  BtHash digest;
  BtHash plain_digest;
  bt_engine_get_digest (engine, &digest);
  bt_engine_get_digest (plain, &plain_digest);
  g_assert_true (bt_hash_equal (&digest, &plain_digest));
  reference_free (reference);
  game_clear (&game);
  return game.commands;
}

static gint64
number_from_environment (const char *name, gint64 otherwise)
{
  const char *text = g_getenv (name);
  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : otherwise;
}

static void
test_against_reference (void)
{
  gint64 wanted = number_from_environment ("BACKTRADE_FUZZ_COMMANDS", COMMANDS);
  guint32 seed = (guint32) number_from_environment ("BACKTRADE_FUZZ_SEED", 1);
  gint64 played = 0;
  guint32 first = seed;
  while (played < wanted)
    played += play (seed++);
  for (guint i = 0; i <= BT_EVENT_ENDED; i++)
    {
      g_test_message ("%s: %u", bt_event_kind_to_string ((BtEventKind) i), event_counts[i]);
      g_assert_true (event_counts[i] > 0 || i == BT_EVENT_RULE_BROKEN);
    }
  for (guint i = 0; i <= BT_REASON_END; i++)
    {
      g_test_message ("filled by %s: %u", bt_fill_reason_to_string ((BtFillReason) i),
                      reason_counts[i]);
      g_assert_cmpuint (reason_counts[i], >, 0);
    }
  for (guint i = BT_REFUSAL_INVALID_VOLUME; i < BT_REFUSAL_OVERFLOW; i++)
    g_test_message ("refused for %s: %u", bt_refusal_code_to_string ((BtRefusalCode) i),
                    refusal_counts[i]);
  g_assert_cmpuint (ambiguous_count, >, 0);
  g_test_message ("%u ambiguous fills", ambiguous_count);
  g_test_message ("%" G_GINT64_FORMAT " commands, seeds %u to %u, no disagreement", played, first,
                  seed - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/fuzz/against-reference", test_against_reference);
  return g_test_run ();
}
