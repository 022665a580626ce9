// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What may be changed without changing what happens: random games are played twice, once altered,
 * and compared.
 *
 * mirrored: every price p becomes K − p, every purchase a sale; ask and bid change places. Equal
 * distances and equal outcomes favour the low, so the fixed orders of the extremes are used, one
 * for the other, and margin, which is not symmetric, is made irrelevant.
 *
 * idle order: an order that never triggers. Uniform slippage is keyed by sequence numbers, which an
 * order more moves on, and so is left out.
 *
 * poisoned: every candle after the clock is replaced by nonsense; all that can be asked of the
 * engine must be the same to the byte. */
#include "config.h"

#include "event-text.h"
#include "fuzz-game.h"

#include "base/bt-checked.h"

#include <string.h>

#define GAMES 60
#define MIRROR 300000

static BtEngine *
make_engine (const BtSessionSettings *settings, BtSeries *series)
{
  BtHash hash = { 0 };
  g_autoptr (GError) error = NULL;
  BtEngine *engine = bt_engine_new (settings, series, &hash, &error);
  g_assert_no_error (error);
  return engine;
}

static void
advance (BtEngine *engine, gint64 bar)
{
  BtAdvanceResult result;
  g_autoptr (GError) error = NULL;
  bt_engine_advance (engine, bar, FALSE, &result, &error);
  g_assert_no_error (error);
}

static BtRefusalCode
apply (BtEngine *engine, const BtCommand *command)
{
  BtRefusal refusal;
  g_autoptr (GError) error = NULL;
  bt_engine_apply (engine, command, &refusal, &error);
  g_assert_no_error (error);
  return refusal.code;
}

/* Returns the game's series with each candle from a bar on passed through a function. */
static BtSeries *
alter_series (const FuzzGame *game,
              gint64 from,
              void (*alter) (BtCandle *candle, gint64 bar, gpointer data),
              gpointer data)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, game->settings.price_kind,
                             bt_series_get_columns (game->series)->spread_points != NULL);
  for (gint64 bar = 0; bar < FUZZ_CANDLES; bar++)
    {
      BtCandle candle = bt_series_get_candle (game->series, (gsize) bar);
      g_autoptr (GError) error = NULL;
      if (bar >= from)
        alter (&candle, bar, data);
      bt_series_builder_add (builder, &candle, &error);
      g_assert_no_error (error);
    }
  return bt_series_builder_finish (builder);
}

/* ---- mirrored ---- */

static void
mirror_candle (BtCandle *candle, gint64 bar, gpointer data)
{
  const gint64 *spread = data;
  gint64 high = candle->high_points;
  candle->open_points = MIRROR - candle->open_points - *spread;
  candle->high_points = MIRROR - candle->low_points - *spread;
  candle->low_points = MIRROR - high - *spread;
  candle->close_points = MIRROR - candle->close_points - *spread;
}

static void
mirror_price (gint64 *price)
{
  if (*price != BT_PRICE_NONE)
    *price = MIRROR - *price;
}

static BtCommand
mirror_command (const BtCommand *command)
{
  BtCommand mirrored = *command;
  mirrored.direction
    = command->direction == BT_DIRECTION_BUY ? BT_DIRECTION_SELL : BT_DIRECTION_BUY;
  mirror_price (&mirrored.price_points);
  mirror_price (&mirrored.limit_points);
  mirror_price (&mirrored.stop_loss_points);
  mirror_price (&mirrored.take_profit_points);
  return mirrored;
}

static void
compare_mirrored_fills (const BtEngine *engine, const BtEngine *mirrored)
{
  gsize count;
  gsize mirrored_count;
  const BtFill *fills = bt_engine_get_fills (engine, &count);
  const BtFill *others = bt_engine_get_fills (mirrored, &mirrored_count);
  g_assert_cmpuint (count, ==, mirrored_count);
  for (gsize i = 0; i < count; i++)
    {
      g_assert_cmpstr (fills[i].order_id, ==, others[i].order_id);
      g_assert_cmpint (fills[i].bar, ==, others[i].bar);
      g_assert_cmpint (fills[i].direction, !=, others[i].direction);
      g_assert_cmpint (fills[i].price.points, ==, MIRROR - others[i].price.points);
      g_assert_cmpint (fills[i].reason, ==, others[i].reason);
      g_assert_cmpint (fills[i].place, ==, others[i].place);
      g_assert_cmpint (fills[i].is_ambiguous, ==, others[i].is_ambiguous);
      g_assert_cmpint (fills[i].pnl.minor, ==, others[i].pnl.minor);
      g_assert_cmpint (fills[i].commission.minor, ==, others[i].commission.minor);
    }
}

static void
play_mirrored (guint32 seed)
{
  FuzzGame game;
  fuzz_game_init (&game, seed);
  BtSessionSettings *s = &game.settings;
  if (s->price_kind != BT_SIDE_KIND_BID || game.has_column)
    {
      fuzz_game_clear (&game);
      return;
    }
  g_strlcpy (s->currency, s->instrument.quote, sizeof s->currency);
  s->balance = BT_MONEY (bt_power_of_ten (14));
  s->leverage = 1000;
  s->policy = BT_PATH_OHLC;
  if (s->commission_kind == BT_COMMISSION_NOTIONAL)
    s->commission_kind = BT_COMMISSION_NONE;
  BtSessionSettings mirrored_settings = *s;
  mirrored_settings.policy = BT_PATH_OLHC;
  mirrored_settings.swap_long_points = s->swap_short_points;
  mirrored_settings.swap_short_points = s->swap_long_points;
  g_autoptr (BtSeries) mirrored_series = alter_series (&game, 0, mirror_candle, &s->spread_points);
  g_autoptr (BtEngine) engine = make_engine (s, game.series);
  g_autoptr (BtEngine) mirrored = make_engine (&mirrored_settings, mirrored_series);

  for (int bar = -1; bar < FUZZ_CANDLES && !bt_engine_is_ended (engine); bar++)
    {
      advance (engine, bar);
      advance (mirrored, bar);
      for (gint64 i = fuzz_game_between (&game, 0, 2); i > 0; i--)
        {
          BtCommand command = fuzz_game_make_command (&game, engine);
          BtCommand other = mirror_command (&command);
          g_assert_cmpint (apply (engine, &command), ==, apply (mirrored, &other));
        }
    }
  compare_mirrored_fills (engine, mirrored);
  BtAccountState account;
  BtAccountState other;
  bt_engine_get_account (engine, &account);
  bt_engine_get_account (mirrored, &other);
  g_assert_cmpint (account.balance.minor, ==, other.balance.minor);
  g_assert_cmpint (account.equity.minor, ==, other.equity.minor);
  fuzz_game_clear (&game);
}

static void
test_mirrored (void)
{
  for (guint32 seed = 1; seed <= 3 * GAMES; seed++)
    play_mirrored (seed);
}

/* ---- idle order ---- */

static void
play_with_idle_order (guint32 seed)
{
  FuzzGame game;
  fuzz_game_init (&game, seed);
  game.settings.slippage_kind = BT_SLIPPAGE_FIXED;
  g_strlcpy (game.settings.currency, game.settings.instrument.quote, sizeof game.settings.currency);
  g_autoptr (BtEngine) engine = make_engine (&game.settings, game.series);
  g_autoptr (BtEngine) other = make_engine (&game.settings, game.series);
  BtCommand idle;
  bt_command_init (&idle, BT_COMMAND_PLACE, -1);
  g_strlcpy (idle.id, "idle", sizeof idle.id);
  idle.type = BT_ORDER_LIMIT;
  idle.volume = game.settings.instrument.volume_min;
  idle.price_points = 1;
  g_assert_cmpint (apply (other, &idle), ==, BT_REFUSAL_NONE);

  for (int bar = -1; bar < FUZZ_CANDLES && !bt_engine_is_ended (engine); bar++)
    {
      advance (engine, bar);
      advance (other, bar);
      for (gint64 i = fuzz_game_between (&game, 0, 2); i > 0; i--)
        {
          BtCommand command = fuzz_game_make_command (&game, engine);
          g_assert_cmpint (apply (engine, &command), ==, apply (other, &command));
        }
    }
  gsize count;
  gsize other_count;
  const BtFill *fills = bt_engine_get_fills (engine, &count);
  const BtFill *others = bt_engine_get_fills (other, &other_count);
  g_assert_cmpuint (count, ==, other_count);
  for (gsize i = 0; i < count; i++)
    g_assert_cmpmem (&fills[i], sizeof fills[i], &others[i], sizeof others[i]);
  fuzz_game_clear (&game);
}

static void
test_idle_order (void)
{
  for (guint32 seed = 1; seed <= GAMES; seed++)
    play_with_idle_order (seed);
}

/* ---- poisoned ---- */

static void
poison_candle (BtCandle *candle, gint64 bar, gpointer data)
{
  gint64 base = 1 + bar * 977 % 4001;
  candle->time_usec += (bar + 1) * 400 * BT_USEC_PER_DAY;
  candle->open_points = base;
  candle->low_points = base - 900;
  candle->high_points = base * 5000;
  candle->close_points = base + 1;
  if (candle->spread_points >= 0)
    candle->spread_points = (gint32) base * 7;
}

static void
event_happened_cb (const BtEvent *event, gpointer user_data)
{
  g_autofree char *text = event_text_describe (event);
  g_string_append_printf (user_data, "%s\n", text);
}

static char *
describe (BtEngine *engine)
{
  GString *text = g_string_new (NULL);
  gsize count;
  BtAccountState account;
  BtHash digest;
  const BtPosition *positions = bt_engine_get_positions (engine, &count);
  for (gsize i = 0; i < count; i++)
    event_text_add_position (text, &positions[i]);
  const BtOrder *orders = bt_engine_get_orders (engine, &count);
  for (gsize i = 0; i < count; i++)
    g_string_append_printf (text, " %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, orders[i].id,
                            orders[i].price_points, orders[i].expiry_usec);
  bt_engine_get_account (engine, &account);
  event_text_add_account (text, &account);
  bt_engine_get_digest (engine, &digest);
  g_autofree char *sum = bt_hash_to_string (&digest);
  g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, sum,
                          bt_engine_get_clock (engine), bt_engine_get_bar (engine));
  return g_string_free (text, FALSE);
}

/* Both engines are told the same up to the clock, and know different futures. */
static void
play_poisoned (guint32 seed)
{
  FuzzGame game;
  fuzz_game_init (&game, seed);
  g_strlcpy (game.settings.currency,
             seed % 2 == 0 ? game.settings.instrument.quote : game.settings.instrument.base,
             sizeof game.settings.currency);
  gint64 clock = fuzz_game_between (&game, 0, FUZZ_CANDLES - 2);
  g_autoptr (BtSeries) poisoned_series = alter_series (&game, clock + 1, poison_candle, NULL);
  g_autoptr (BtEngine) engine = make_engine (&game.settings, game.series);
  g_autoptr (BtEngine) poisoned = make_engine (&game.settings, poisoned_series);
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (GString) other_events = g_string_new (NULL);
  bt_engine_set_event_func (engine, event_happened_cb, events);
  bt_engine_set_event_func (poisoned, event_happened_cb, other_events);

  for (gint64 bar = -1; bar <= clock && !bt_engine_is_ended (engine); bar++)
    {
      advance (engine, bar);
      advance (poisoned, bar);
      for (gint64 i = fuzz_game_between (&game, 0, 2); i > 0; i--)
        {
          BtCommand command = fuzz_game_make_command (&game, engine);
          g_assert_cmpint (apply (engine, &command), ==, apply (poisoned, &command));
        }
      g_autofree char *state = describe (engine);
      g_autofree char *other = describe (poisoned);
      g_assert_cmpstr (state, ==, other);
    }
  g_assert_cmpstr (events->str, ==, other_events->str);
  fuzz_game_clear (&game);
}

static void
test_poisoned (void)
{
  for (guint32 seed = 1; seed <= 3 * GAMES; seed++)
    play_poisoned (seed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/metamorphic/mirrored", test_mirrored);
  g_test_add_func ("/engine/metamorphic/idle-order", test_idle_order);
  g_test_add_func ("/engine/metamorphic/poisoned", test_poisoned);
  return g_test_run ();
}
