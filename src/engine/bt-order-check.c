// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-order-check.h"

#include "engine/bt-conversion.h"
#include "engine/bt-engine.h"
#include "engine/bt-refusal.h"

typedef BtRefusalCode (*CheckFunc) (BtEngineState *state, const BtOrder *order, BtRefusal *refusal);

static const char *
format_price (const BtEngineState *state, gint64 points, char buffer[static BT_DECIMAL_BUFFER])
{
  return bt_instrument_format_price (&state->rules->settings.instrument, BT_PRICE (points), buffer);
}

static const char *
format_volume (const BtEngineState *state, gint64 volume, char buffer[static BT_DECIMAL_BUFFER])
{
  (void) state;
  return bt_decimal_format_short (volume, BT_VOLUME_DIGITS, 2, buffer);
}

static gboolean
is_in_range (gint64 points)
{
  return points >= -BT_ENGINE_MAX_POINTS && points <= BT_ENGINE_MAX_POINTS;
}

static BtRefusalCode
refuse_volume (const BtEngineState *state,
               const char *id,
               gint64 volume,
               const char *relation,
               gint64 bound,
               gint64 allowed,
               BtRefusal *refusal)
{
  char volume_text[BT_DECIMAL_BUFFER];
  char bound_text[BT_DECIMAL_BUFFER];
  bt_refusal_set (refusal, BT_REFUSAL_INVALID_VOLUME, id, state->bar, "lots", "%s lots %s %s",
                  format_volume (state, volume, volume_text), relation,
                  format_volume (state, bound, bound_text));
  return bt_refusal_set_figures (refusal, volume, allowed);
}

/* Returns the size on the instrument's step that is nearest to a volume within its limits. */
static gint64
find_nearest_volume (const BtInstrument *instrument, gint64 volume)
{
  gint64 step = instrument->volume_step.units;
  gint64 over = volume % step;
  gint64 nearest = over * 2 >= step ? volume - over + step : volume - over;
  return CLAMP (nearest, instrument->volume_min.units, instrument->volume_max.units);
}

BtRefusalCode
bt_order_check_volume (const BtEngineState *state,
                       const char *id,
                       gint64 volume,
                       BtRefusal *refusal)
{
  const BtInstrument *instrument = &state->rules->settings.instrument;
  if (volume < instrument->volume_min.units)
    return refuse_volume (state, id, volume, "is below the minimum of",
                          instrument->volume_min.units, instrument->volume_min.units, refusal);
  if (volume > instrument->volume_max.units)
    return refuse_volume (state, id, volume, "is above the maximum of",
                          instrument->volume_max.units, instrument->volume_max.units, refusal);
  if (volume % instrument->volume_step.units != 0)
    return refuse_volume (state, id, volume, "is no multiple of the step",
                          instrument->volume_step.units, find_nearest_volume (instrument, volume),
                          refusal);
  return BT_REFUSAL_NONE;
}

BtRefusalCode
bt_order_check_close_volume (const BtEngineState *state,
                             const BtHolding *holding,
                             gint64 volume,
                             BtRefusal *refusal)
{
  if (volume == holding->volume_open)
    return BT_REFUSAL_NONE;
  if (volume > holding->volume_open)
    return refuse_volume (state, holding->id, volume, "is more than is open:", holding->volume_open,
                          holding->volume_open, refusal);
  return bt_order_check_volume (state, holding->id, volume, refusal);
}

static BtRefusalCode
refuse_level (const BtEngineState *state,
              const char *id,
              const char *field,
              const char *what,
              gint64 level,
              gboolean must_be_above,
              gint64 against,
              const char *against_name,
              BtRefusal *refusal)
{
  char level_text[BT_DECIMAL_BUFFER];
  char against_text[BT_DECIMAL_BUFFER];
  char nearest_text[BT_DECIMAL_BUFFER];
  gint64 nearest = must_be_above ? against + 1 : against - 1;
  bt_refusal_set (refusal, BT_REFUSAL_INVALID_STOPS, id, state->bar, field,
                  "the %s %s is not %s the %s %s; the nearest level allowed is %s", what,
                  format_price (state, level, level_text), must_be_above ? "above" : "below",
                  against_name, format_price (state, against, against_text),
                  format_price (state, nearest, nearest_text));
  return bt_refusal_set_figures (refusal, level, nearest);
}

static BtRefusalCode
refuse_range (const BtEngineState *state, const char *id, const char *field, BtRefusal *refusal)
{
  return bt_refusal_set (refusal, BT_REFUSAL_INVALID_PRICE, id, state->bar, field,
                         "a price is at most %" G_GINT64_FORMAT " points", BT_ENGINE_MAX_POINTS);
}

BtRefusalCode
bt_order_check_protection (const BtEngineState *state,
                           const char *id,
                           BtDirection direction,
                           gint64 stop_points,
                           gint64 target_points,
                           gint64 against_points,
                           const char *against_name,
                           BtRefusal *refusal)
{
  gboolean is_long = direction == BT_DIRECTION_BUY;
  if (stop_points != BT_PRICE_NONE)
    {
      if (!is_in_range (stop_points))
        return refuse_range (state, id, "sl", refusal);
      if (is_long ? stop_points >= against_points : stop_points <= against_points)
        return refuse_level (state, id, "sl", "stop loss", stop_points, !is_long, against_points,
                             against_name, refusal);
    }
  if (target_points != BT_PRICE_NONE)
    {
      if (!is_in_range (target_points))
        return refuse_range (state, id, "tp", refusal);
      if (is_long ? target_points <= against_points : target_points >= against_points)
        return refuse_level (state, id, "tp", "take profit", target_points, is_long, against_points,
                             against_name, refusal);
    }
  return BT_REFUSAL_NONE;
}

BtRefusalCode
bt_order_check_trail (const BtEngineState *state,
                      const char *id,
                      gint64 trail_points,
                      gint64 trail_step_points,
                      BtRefusal *refusal)
{
  if (trail_points < 0 || trail_points > BT_ENGINE_MAX_POINTS)
    return bt_refusal_set (refusal, BT_REFUSAL_INVALID_STOPS, id, state->bar, "trail_points",
                           "a trailing distance of %" G_GINT64_FORMAT
                           " points is not from 1 to %" G_GINT64_FORMAT,
                           trail_points, BT_ENGINE_MAX_POINTS);
  if (trail_step_points < 0 || trail_step_points > BT_ENGINE_MAX_POINTS)
    return bt_refusal_set (refusal, BT_REFUSAL_INVALID_STOPS, id, state->bar, "trail_step_points",
                           "a trailing step of %" G_GINT64_FORMAT
                           " points is not from 1 to %" G_GINT64_FORMAT,
                           trail_step_points, BT_ENGINE_MAX_POINTS);
  return BT_REFUSAL_NONE;
}

static BtRefusalCode
check_quote (BtEngineState *state, const BtOrder *order, BtRefusal *refusal)
{
  if (order->type == BT_ORDER_MARKET && !state->has_quote)
    return bt_refusal_set (refusal, BT_REFUSAL_NO_QUOTE, order->id, state->bar, "",
                           "no candle is known yet, so there is no price to trade at");
  return BT_REFUSAL_NONE;
}

static BtRefusalCode
check_volume (BtEngineState *state, const BtOrder *order, BtRefusal *refusal)
{
  return bt_order_check_volume (state, order->id, order->volume.units, refusal);
}

static BtRefusalCode
check_price (BtEngineState *state, const BtOrder *order, BtRefusal *refusal)
{
  gboolean needs_limit = order->type == BT_ORDER_STOP_LIMIT;
  if (order->type == BT_ORDER_MARKET)
    return BT_REFUSAL_NONE;
  if (order->price_points == BT_PRICE_NONE || (needs_limit && order->limit_points == BT_PRICE_NONE))
    return bt_refusal_set (refusal, BT_REFUSAL_INVALID_PRICE, order->id, state->bar,
                           order->price_points == BT_PRICE_NONE ? "price" : "limit",
                           "a %s order needs a %s", bt_order_type_to_string (order->type),
                           order->price_points == BT_PRICE_NONE ? "price" : "limit");
  if (!is_in_range (order->price_points))
    return refuse_range (state, order->id, "price", refusal);
  if (needs_limit && !is_in_range (order->limit_points))
    return refuse_range (state, order->id, "limit", refusal);
  return BT_REFUSAL_NONE;
}

static BtRefusalCode
check_stops (BtEngineState *state, const BtOrder *order, BtRefusal *refusal)
{
  gboolean is_buy = order->direction == BT_DIRECTION_BUY;
  gboolean is_stop = order->type == BT_ORDER_STOP
                     || (order->type == BT_ORDER_STOP_LIMIT && !order->is_limit_active);
  gint64 against = order->type == BT_ORDER_STOP_LIMIT ? order->limit_points : order->price_points;
  const char *name = order->type == BT_ORDER_STOP_LIMIT ? "limit" : "order's price";
  BtRefusalCode code = bt_order_check_trail (state, order->id, order->trail_points,
                                             order->trail_step_points, refusal);
  if (code != BT_REFUSAL_NONE)
    return code;

  if (is_stop && state->has_quote)
    {
      gint64 quote = bt_tick_entry (state->tick, order->direction);
      if (is_buy ? order->price_points <= quote : order->price_points >= quote)
        return refuse_level (state, order->id, "price", "stop order's price", order->price_points,
                             is_buy, quote, is_buy ? "ask" : "bid", refusal);
    }
  if (order->type == BT_ORDER_MARKET)
    {
      against = bt_tick_exit (state->tick, order->direction);
      name = is_buy ? "bid" : "ask";
    }
  return bt_order_check_protection (state, order->id, order->direction, order->stop_loss_points,
                                    order->take_profit_points, against, name, refusal);
}

static BtRefusalCode
check_expiry (BtEngineState *state, const BtOrder *order, BtRefusal *refusal)
{
  if (order->time_in_force != BT_TIME_IN_FORCE_UNTIL || order->expiry_usec > state->now_usec)
    return BT_REFUSAL_NONE;
  g_autofree char *now = bt_time_to_string (state->now_usec);
  if (order->expiry_usec == BT_TIME_NONE)
    return bt_refusal_set (refusal, BT_REFUSAL_INVALID_EXPIRY, order->id, state->bar, "expires",
                           "an order that expires needs a time after %s", now);
  g_autofree char *expiry = bt_time_to_string (order->expiry_usec);
  bt_refusal_set (refusal, BT_REFUSAL_INVALID_EXPIRY, order->id, state->bar, "expires",
                  "the expiry %s is not after the present time %s", expiry, now);
  return bt_refusal_set_figures (refusal, order->expiry_usec, state->now_usec + 1);
}

static BtRefusalCode
check_route (BtEngineState *state, const BtOrder *order, BtRefusal *refusal)
{
  if (bt_conversion_has_route (state->rules))
    return BT_REFUSAL_NONE;
  return bt_refusal_set_no_rate (refusal, state->rules, order->id, state->bar);
}

BtRefusalCode
bt_order_check (BtEngineState *state, const BtOrder *order, BtRefusal *refusal)
{
  static const CheckFunc checks[]
    = { check_volume, check_quote, check_price, check_stops, check_expiry, check_route };
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      BtRefusalCode code = checks[i](state, order, refusal);
      if (code != BT_REFUSAL_NONE)
        return code;
    }
  return BT_REFUSAL_NONE;
}
