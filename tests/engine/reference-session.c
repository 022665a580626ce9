// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "reference-session.h"

#include "base/bt-checked.h"
#include "engine/bt-engine-private.h"
#include "market/bt-synthetic.h"

#include <string.h>

#define START_USEC                                                                                 \
  (G_GINT64_CONSTANT (1709420400) * BT_USEC_PER_SECOND) /* 2024-03-02 23:00 UTC                    \
                                                         */
#define DAYS 26 /* over the change to summer time in New York */
#define COMMANDS 400
#define MOST_OPEN 25
#define GAP_CANDLES 300

typedef struct
{
  const char *name;
  const char *symbol;
  const char *currency;
  BtAccountMode mode;
  BtPathPolicy policy;
  BtMarketFill market_fill;
  BtPriceKind price_kind;
  gboolean has_column;
  gboolean has_holes; /* some candles do not state their spread */
  gboolean is_slippage_uniform;
  BtCommissionKind commission_kind;
  gint64 commission_amount;
  gint64 commission_minimum;
  gint64 balance;
  gint32 leverage;
  gint64 volume; /* hundredths of a lot of an order, at most */
  gboolean has_both_margins;
  gboolean is_unprotected;
  gint64 gap;            /* points by which the price jumps now and then, up and down */
  const char *challenge; /* id of a preset, or NULL */
} Plan;

static const Plan plans[REFERENCE_SESSIONS] = {
  { .name = "hedging",
    .symbol = "XAUUSD",
    .currency = "USD",
    .has_column = TRUE,
    .has_holes = TRUE,
    .commission_kind = BT_COMMISSION_PER_LOT_SIDE,
    .commission_amount = 350,
    .balance = 10000000,
    .leverage = 100,
    .volume = 40 },
  { .name = "netting",
    .symbol = "XAUUSD",
    .currency = "USD",
    .mode = BT_ACCOUNT_NETTING,
    .market_fill = BT_MARKET_FILL_NEXT_OPEN,
    .commission_kind = BT_COMMISSION_PER_FILL,
    .commission_amount = 125,
    .balance = 10000000,
    .leverage = 100,
    .volume = 60,
    .gap = 900 },
  { .name = "pessimistic",
    .symbol = "XAUUSD",
    .currency = "USD",
    .policy = BT_PATH_PESSIMISTIC,
    .has_column = TRUE,
    .is_slippage_uniform = TRUE,
    .commission_kind = BT_COMMISSION_PER_LOT_SIDE,
    .commission_amount = 700,
    .balance = 5000000,
    .leverage = 50,
    .volume = 30,
    .challenge = "two-phase-1" },
  { .name = "optimistic",
    .symbol = "XAUUSD",
    .currency = "USD",
    .mode = BT_ACCOUNT_NETTING,
    .policy = BT_PATH_OPTIMISTIC,
    .is_slippage_uniform = TRUE,
    .commission_kind = BT_COMMISSION_NOTIONAL,
    .commission_amount = 2500,
    .commission_minimum = 90,
    .balance = 5000000,
    .leverage = 200,
    .volume = 30,
    .challenge = "one-phase" },
  { .name = "mid-high-first",
    .symbol = "XAUUSD",
    .currency = "USD",
    .policy = BT_PATH_OHLC,
    .price_kind = BT_SIDE_KIND_MID,
    .has_column = TRUE,
    .has_holes = TRUE,
    .balance = 3000000,
    .leverage = 100,
    .volume = 30,
    .has_both_margins = TRUE,
    .challenge = "one-phase" },
  { .name = "ask-low-first",
    .symbol = "XAUUSD",
    .currency = "USD",
    .policy = BT_PATH_OLHC,
    .market_fill = BT_MARKET_FILL_NEXT_OPEN,
    .price_kind = BT_SIDE_KIND_ASK,
    .is_slippage_uniform = TRUE,
    .commission_kind = BT_COMMISSION_PER_FILL,
    .commission_amount = 99,
    .balance = 3000000,
    .leverage = 100,
    .volume = 30 },
  { .name = "third-currency",
    .symbol = "XAUUSD",
    .currency = "EUR",
    .has_column = TRUE,
    .commission_kind = BT_COMMISSION_NOTIONAL,
    .commission_amount = 1000,
    .balance = 8000000,
    .leverage = 100,
    .volume = 30,
    .challenge = "one-phase" },
  { .name = "base-currency",
    .symbol = "USDJPY",
    .currency = "USD",
    .mode = BT_ACCOUNT_NETTING,
    .policy = BT_PATH_PESSIMISTIC,
    .commission_kind = BT_COMMISSION_PER_LOT_SIDE,
    .commission_amount = 300,
    .balance = 8000000,
    .leverage = 30,
    .volume = 90,
    .challenge = "one-phase-end-of-day" },
  { .name = "yen",
    .symbol = "USDJPY",
    .currency = "JPY",
    .market_fill = BT_MARKET_FILL_NEXT_OPEN,
    .has_column = TRUE,
    .is_slippage_uniform = TRUE,
    .commission_kind = BT_COMMISSION_NOTIONAL,
    .commission_amount = 300,
    .commission_minimum = 50,
    .balance = 9000000,
    .leverage = 25,
    .volume = 60,
    .has_both_margins = TRUE,
    .is_unprotected = TRUE },
  { .name = "reckless",
    .symbol = "XAUUSD",
    .currency = "USD",
    .has_column = TRUE,
    .has_holes = TRUE,
    .is_slippage_uniform = TRUE,
    .commission_kind = BT_COMMISSION_PER_LOT_SIDE,
    .commission_amount = 350,
    .balance = 2000000,
    .leverage = 500,
    .volume = 900,
    .gap = 1200 },
};

/* A session being played. The generator is a linear congruential one, the same everywhere. */
typedef struct
{
  const Plan *plan;
  guint64 state;
  BtEngine *engine;
  gint64 number;
} Player;

/* Returns a number from low to high, both included. */
static gint64
draw (Player *player, gint64 low, gint64 high)
{
  player->state = player->state * G_GUINT64_CONSTANT (6364136223846793005)
                  + G_GUINT64_CONSTANT (1442695040888963407);
  return low + (gint64) ((player->state >> 33) % (guint64) (high - low + 1));
}

static gboolean
chance (Player *player, gint64 percent)
{
  return draw (player, 0, 99) < percent;
}

/* Puts a candle to another year, at prices without sense. */
static void
poison_candle (BtCandle *candle, gint64 index)
{
  gint64 base = 1 + index * 977 % 4001;
  candle->time_usec += 400 * BT_USEC_PER_DAY + index * BT_USEC_PER_DAY;
  candle->open_points = base;
  candle->low_points = base - 900;
  candle->high_points = base * 5000;
  candle->close_points = base + 1;
  candle->spread_points = candle->spread_points >= 0 ? (gint32) base * 7 : -1;
}

static BtSeries *
make_series (const Plan *plan, guint64 seed, gint64 first_price, gint64 poison_from_bar)
{
  g_autoptr (BtSeries) gold
    = bt_synthetic_gold (seed, START_USEC, START_USEC + DAYS * BT_USEC_PER_DAY, first_price);
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, plan->price_kind, plan->has_column);
  for (gsize i = 0; i < bt_series_get_length (gold); i++)
    {
      BtCandle candle = bt_series_get_candle (gold, i);
      gint64 jump = (gint64) (i / GAP_CANDLES) % 3 * plan->gap;
      candle.open_points += jump;
      candle.high_points += jump;
      candle.low_points += jump;
      candle.close_points += jump;
      /* Some minutes lack. */
      if (i % 97 == 13)
        continue;
      if (plan->has_holes && i % 211 == 5)
        candle.spread_points = -1;
      if (poison_from_bar > 0 && (gint64) bt_series_builder_get_length (builder) >= poison_from_bar)
        poison_candle (&candle, (gint64) i);
      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
    }
  return bt_series_builder_finish (builder);
}

static void
make_settings (const Plan *plan, BtSessionSettings *settings)
{
  bt_session_settings_init (settings, bt_instrument_find_builtin (plan->symbol));
  g_strlcpy (settings->currency, plan->currency, sizeof settings->currency);
  settings->mode = plan->mode;
  settings->policy = plan->policy;
  settings->market_fill = plan->market_fill;
  settings->price_kind = plan->price_kind;
  settings->balance = BT_MONEY (plan->balance);
  settings->leverage = plan->leverage;
  settings->hedged_margin
    = plan->has_both_margins ? BT_HEDGED_MARGIN_BOTH_SIDES : BT_HEDGED_MARGIN_LARGER_SIDE;
  settings->has_negative_balance_protection = !plan->is_unprotected;
  settings->spread_points = 14;
  settings->slippage_points = 3;
  settings->slippage_kind = plan->is_slippage_uniform ? BT_SLIPPAGE_UNIFORM : BT_SLIPPAGE_FIXED;
  settings->seed = 20240302;
  settings->commission_kind = plan->commission_kind;
  settings->commission_amount = plan->commission_amount;
  settings->commission_minimum = BT_MONEY (plan->commission_minimum);
  settings->has_swap = TRUE;
  settings->swap_long_points = -650;
  settings->swap_short_points = 225;
  settings->swap_triple_weekday = 3;
  settings->has_challenge = plan->challenge != NULL;
  if (settings->has_challenge)
    settings->challenge = bt_challenge_preset_find (plan->challenge)->rules;
}

static BtEngine *
make_engine (const Plan *plan, const ReferenceManner *manner)
{
  BtSessionSettings settings;
  BtHash hash;
  g_autoptr (GError) error = NULL;
  gint64 first_price = strcmp (plan->symbol, "XAUUSD") == 0 ? 203000 : 150000;
  g_autoptr (BtSeries) series = make_series (plan, 11, first_price, 0);
  make_settings (plan, &settings);
  bt_series_hash (series, &settings.instrument, &hash);
  if (manner->poison_from_bar > 0)
    {
      bt_series_unref (series);
      series = make_series (plan, 11, first_price, manner->poison_from_bar);
    }
  BtEngine *engine = bt_engine_new (&settings, series, &hash, &error);
  g_assert_no_error (error);
  bt_engine_set_quiet_band (engine, !manner->is_band_off);
  if (strcmp (plan->currency, "EUR") == 0)
    {
      g_autoptr (BtSeries) pair
        = bt_synthetic_gold (12, START_USEC, START_USEC + DAYS * BT_USEC_PER_DAY, 108000);
      bt_engine_add_rates (engine, "EUR", "USD", 5, pair, 8, &error);
      g_assert_no_error (error);
    }
  return engine;
}

/* Sets stop, target and trailing some way from a price. */
static void
protect (Player *player, BtCommand *command, gint64 price)
{
  gint64 sign = command->direction == BT_DIRECTION_BUY ? 1 : -1;
  if (chance (player, 60))
    command->stop_loss_points = price - sign * draw (player, 20, 400);
  if (chance (player, 60))
    command->take_profit_points = price + sign * draw (player, 20, 500);
  if (chance (player, 20))
    {
      command->trail_points = draw (player, 30, 300);
      command->trail_step_points = draw (player, 0, 20);
    }
}

static void
choose_expiry (Player *player, BtCommand *command)
{
  if (chance (player, 25))
    command->time_in_force = BT_TIME_IN_FORCE_DAY;
  else if (chance (player, 25))
    {
      command->time_in_force = BT_TIME_IN_FORCE_UNTIL;
      command->expiry_usec
        = bt_engine_get_clock (player->engine) + draw (player, 1, 3000) * BT_USEC_PER_MINUTE;
    }
  if (chance (player, 30))
    g_snprintf (command->oco, sizeof command->oco, "g%d", (int) draw (player, 0, 4));
}

static BtCommand
make_place (Player *player)
{
  BtQuote quote = bt_engine_get_quote (player->engine);
  BtCommand command;
  bt_command_init (&command, BT_COMMAND_PLACE, bt_engine_get_bar (player->engine));
  g_snprintf (command.id, sizeof command.id, "%" G_GINT64_FORMAT, ++player->number);
  command.type = (BtOrderType) draw (player, BT_ORDER_MARKET, BT_ORDER_STOP_LIMIT);
  command.direction = (BtDirection) draw (player, BT_DIRECTION_BUY, BT_DIRECTION_SELL);
  command.volume
    = BT_VOLUME (draw (player, 1, player->plan->volume) * BT_VOLUME_UNITS_PER_LOT / 100);
  gint64 sign = command.direction == BT_DIRECTION_BUY ? 1 : -1;
  gint64 price = sign > 0 ? quote.ask_points : quote.bid_points;
  gint64 distance = draw (player, -20, 300);
  if (command.type == BT_ORDER_LIMIT)
    price -= sign * distance;
  else if (command.type != BT_ORDER_MARKET)
    price += sign * distance;
  if (command.type != BT_ORDER_MARKET)
    {
      command.price_points = price;
      choose_expiry (player, &command);
    }
  if (command.type == BT_ORDER_STOP_LIMIT)
    command.limit_points = price += sign * draw (player, -60, 30);
  command.is_reduce_only = command.type != BT_ORDER_MARKET && chance (player, 10);
  protect (player, &command, price);
  return command;
}

/* Changes an order or a position; which of its fields, is drawn. */
static BtCommand
make_modify (Player *player, const char *id, BtDirection direction, gint64 price)
{
  BtCommand command;
  bt_command_init (&command, BT_COMMAND_MODIFY, bt_engine_get_bar (player->engine));
  g_strlcpy (command.id, id, sizeof command.id);
  command.direction = direction;
  if (chance (player, 15))
    {
      command.modify_mask = BT_MODIFY_BREAK_EVEN;
      return command;
    }
  protect (player, &command, price);
  command.modify_mask = (chance (player, 60) ? BT_MODIFY_STOP_LOSS : 0)
                        | (chance (player, 60) ? BT_MODIFY_TAKE_PROFIT : 0)
                        | (chance (player, 30) ? BT_MODIFY_TRAIL : 0);
  return command;
}

static BtCommand
make_small (Player *player, BtCommandKind kind)
{
  BtCommand command;
  bt_command_init (&command, kind, bt_engine_get_bar (player->engine));
  command.amount = BT_MONEY (draw (player, 0, player->plan->balance));
  command.scope = (BtCloseScope) draw (player, BT_CLOSE_EVERY, BT_CLOSE_LOSERS);
  if (kind == BT_COMMAND_NOTE)
    g_snprintf (command.note, sizeof command.note, "n\u00ba %d", (int) draw (player, 1, 999));
  return command;
}

/* What concerns an open position: closing, all or in part, or changing it. */
static BtCommand
make_for_position (Player *player, const BtPosition *position)
{
  BtCommand command;
  if (chance (player, 50))
    return make_modify (player, position->id, position->direction, position->entry_price.points);
  bt_command_init (&command, BT_COMMAND_CLOSE, bt_engine_get_bar (player->engine));
  g_strlcpy (command.id, position->id, sizeof command.id);
  if (chance (player, 50))
    command.volume
      = BT_VOLUME (draw (player, 1, player->plan->volume) * BT_VOLUME_UNITS_PER_LOT / 100);
  return command;
}

static BtCommand
make_for_order (Player *player, const BtOrder *order)
{
  BtCommand command;
  if (chance (player, 60))
    {
      command = make_modify (player, order->id, order->direction, order->price_points);
      if (chance (player, 40) && order->price_points != BT_PRICE_NONE)
        {
          command.modify_mask |= BT_MODIFY_PRICE;
          command.price_points = order->price_points + draw (player, -30, 30);
        }
      return command;
    }
  bt_command_init (&command, BT_COMMAND_CANCEL, bt_engine_get_bar (player->engine));
  g_strlcpy (command.id, order->id, sizeof command.id);
  return command;
}

static BtCommand
make_command (Player *player)
{
  static const BtCommandKind small[]
    = { BT_COMMAND_DEPOSIT, BT_COMMAND_WITHDRAW, BT_COMMAND_NOTE, BT_COMMAND_CLOSE_ALL };
  gsize order_count;
  gsize position_count;
  const BtOrder *orders = bt_engine_get_orders (player->engine, &order_count);
  const BtPosition *positions = bt_engine_get_positions (player->engine, &position_count);
  const BtPosition *open = NULL;
  for (gsize i = position_count; i > 0 && open == NULL; i--)
    if (positions[i - 1].status == BT_POSITION_OPEN && (i == 1 || chance (player, 50)))
      open = &positions[i - 1];
  gint64 roll = draw (player, 0, 99);
  if (roll < 6)
    return make_small (player, small[draw (player, 0, G_N_ELEMENTS (small) - 1)]);
  if (open != NULL && roll < 40)
    return make_for_position (player, open);
  if (order_count > 0 && (roll < 60 || order_count > MOST_OPEN))
    return make_for_order (player, &orders[draw (player, 0, (gint64) order_count - 1)]);
  return make_place (player);
}

const char *
reference_session_get_name (guint index)
{
  return plans[index].name;
}

/* Runs to a bar, or to the first event before it. */
static void
advance (Player *player, gint64 bar, gboolean stop_at_event, gboolean is_stepwise)
{
  BtAdvanceResult result = BT_ADVANCE_REACHED;
  gint64 next = is_stepwise ? bt_engine_get_bar (player->engine) + 1 : bar;
  for (; next <= bar && result == BT_ADVANCE_REACHED; next++)
    {
      g_autoptr (GError) error = NULL;
      bt_engine_advance (player->engine, next, stop_at_event, &result, &error);
      g_assert_no_error (error);
    }
}

static void
apply (Player *player, const BtCommand *command, gboolean is_copied)
{
  g_autoptr (GError) error = NULL;
  bt_engine_apply (player->engine, command, NULL, &error);
  g_assert_no_error (error);
  if (!is_copied)
    return;
  BtEngine *copy = bt_engine_copy (player->engine);
  bt_engine_free (player->engine);
  player->engine = copy;
}

BtEngine *
reference_session_play (guint index, const ReferenceManner *manner)
{
  static const ReferenceManner plain = { 0 };
  Player player = { .plan = &plans[index], .state = 77 + index };
  if (manner == NULL)
    manner = &plain;
  player.engine = make_engine (player.plan, manner);
  for (int i = 0; i < COMMANDS; i++)
    {
      gint64 bar = bt_engine_get_bar (player.engine)
                   + (chance (&player, 8) ? draw (&player, 100, 900) : draw (&player, 0, 15));
      gboolean stop_at_event = chance (&player, 30);
      if (manner->last_bar > 0 && bar > manner->last_bar)
        {
          advance (&player, manner->last_bar, FALSE, manner->is_stepwise);
          return player.engine;
        }
      advance (&player, bar, stop_at_event, manner->is_stepwise);
      BtCommand command = make_command (&player);
      apply (&player, &command, manner->is_copied);
    }
  BtCommand end;
  bt_command_init (&end, BT_COMMAND_END, bt_engine_get_bar (player.engine));
  apply (&player, &end, manner->is_copied);
  return player.engine;
}

char *
reference_session_dup_digest (const BtEngine *engine)
{
  BtHash digest;
  bt_engine_get_digest (engine, &digest);
  return bt_hash_to_string (&digest);
}
