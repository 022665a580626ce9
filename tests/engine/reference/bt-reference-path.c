// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "bt-reference-state.h"

#include <string.h>

BtQuote
bt_reference_quote_at (const BtReference *self, const BtCandle *candle, gint64 price_points)
{
  gint64 spread = candle->spread_points >= 0 ? candle->spread_points : self->settings.spread_points;
  gint64 bid = price_points;

  if (self->settings.price_kind == BT_SIDE_KIND_MID)
    bid = price_points - spread / 2;
  else if (self->settings.price_kind == BT_SIDE_KIND_ASK)
    bid = price_points - spread;
  return (BtQuote){ .is_valid = TRUE, .bid_points = bid, .ask_points = bid + spread };
}

static void
liquidate_one (BtReference *self)
{
  BtReferencePosition *worst = NULL;
  BtReferenceDeal deal = { .reason = BT_REASON_LIQUIDATION, .is_slipping = TRUE };

  for (guint i = 0; i < self->orders->len; i++)
    {
      const BtReferenceOrder *order = bt_reference_order (self, i);
      if (order->record.status == BT_ORDER_WORKING && !bt_reference_only_reduces (self, order))
        bt_reference_cancel (self, i);
    }
  for (guint i = 0; i < self->positions->len; i++)
    {
      BtReferencePosition *position = bt_reference_position (self, i);
      if (position->record.status == BT_POSITION_OPEN
          && (worst == NULL
              || bt_reference_floating (self, position) < bt_reference_floating (self, worst)))
        worst = position;
    }
  deal.order_id = worst->record.id;
  bt_reference_close (self, worst, worst->record.volume_open.units, &deal);
}

static gboolean
is_stop_reached (const BtReference *self, const BtPosition *position)
{
  if (position->stop_loss_points == BT_PRICE_NONE)
    return FALSE;
  return position->direction == BT_DIRECTION_BUY
           ? self->quote.bid_points <= position->stop_loss_points
           : self->quote.ask_points >= position->stop_loss_points;
}

static gboolean
is_target_reached (const BtReference *self, const BtPosition *position)
{
  if (position->take_profit_points == BT_PRICE_NONE)
    return FALSE;
  return position->direction == BT_DIRECTION_BUY
           ? self->quote.bid_points >= position->take_profit_points
           : self->quote.ask_points <= position->take_profit_points;
}

/* The open position of the lowest sequence number whose protection is reached, or NULL. */
static BtReferencePosition *
find_protected (const BtReference *self,
                gboolean (*is_reached) (const BtReference *, const BtPosition *))
{
  BtReferencePosition *first = NULL;

  for (guint i = 0; i < self->positions->len; i++)
    {
      BtReferencePosition *position = bt_reference_position (self, i);
      if (position->record.status == BT_POSITION_OPEN && is_reached (self, &position->record)
          && (first == NULL || position->record.sequence < first->record.sequence))
        first = position;
    }
  return first;
}

static gboolean
is_order_reached (const BtReference *self, const BtOrder *order)
{
  gint64 quote = bt_reference_side_quote (self->quote, order->direction);
  gboolean is_buy = order->direction == BT_DIRECTION_BUY;

  switch (order->type)
    {
    case BT_ORDER_MARKET:
      return self->settings.market_fill == BT_MARKET_FILL_KNOWN_QUOTE
             || self->place == BT_PLACE_OPEN;
    case BT_ORDER_LIMIT:
      return is_buy ? quote <= order->price_points : quote >= order->price_points;
    case BT_ORDER_STOP:
      return is_buy ? quote >= order->price_points : quote <= order->price_points;
    case BT_ORDER_STOP_LIMIT:
      if (order->is_limit_active)
        return is_buy ? quote <= order->limit_points : quote >= order->limit_points;
      return is_buy ? quote >= order->price_points : quote <= order->price_points;
    default:
      g_assert_not_reached ();
    }
}

/* The working order of the lowest sequence number that triggers, or −1. */
static int
find_order (const BtReference *self, gboolean only_reduces)
{
  for (guint i = 0; i < self->orders->len; i++)
    {
      const BtReferenceOrder *order = bt_reference_order (self, i);
      if (order->record.status == BT_ORDER_WORKING
          && bt_reference_only_reduces (self, order) == only_reduces
          && is_order_reached (self, &order->record))
        return (int) i;
    }
  return -1;
}

static void
close_protected (BtReference *self,
                 BtReferencePosition *position,
                 BtFillReason reason,
                 gboolean is_slipping)
{
  char id[BT_ID_SIZE];
  BtReferenceDeal deal = { .order_id = id, .reason = reason, .is_slipping = is_slipping };

  g_strlcpy (id, position->record.id, sizeof id);
  bt_reference_report (self, BT_EVENT_TRIGGERED, id)->price_points
    = bt_reference_side_quote (self->quote, bt_reference_opposite (position->record.direction));
  bt_reference_close (self, position, position->record.volume_open.units, &deal);
}

static void
run_closing (BtReference *self, guint index)
{
  BtOrder order = bt_reference_order (self, index)->record;
  BtReferencePosition *position = bt_reference_find_position (self, order.id);
  BtReferenceDeal deal = { .order_id = order.id, .reason = order.reason, .is_slipping = TRUE };

  bt_reference_order (self, index)->record.status = BT_ORDER_FILLED;
  bt_reference_close (self, position, MIN (order.volume.units, position->record.volume_open.units),
                      &deal);
}

static void
trigger (BtReference *self, guint index)
{
  BtReferenceOrder *order = bt_reference_order (self, index);

  if (order->record.type != BT_ORDER_MARKET)
    bt_reference_report (self, BT_EVENT_TRIGGERED, order->record.id)->price_points
      = bt_reference_side_quote (self->quote, order->record.direction);
  if (order->is_closing)
    run_closing (self, index);
  else if (order->record.type == BT_ORDER_STOP_LIMIT && !order->record.is_limit_active)
    order->record.is_limit_active = TRUE;
  else
    bt_reference_fill_order (self, index);
}

/* Processes the first trigger by the order of section 5; returns whether there was one. */
static gboolean
process_one (BtReference *self)
{
  BtReferencePosition *position;
  int index;

  if (bt_reference_is_stopped_out (self))
    {
      liquidate_one (self);
      return TRUE;
    }
  position = find_protected (self, is_stop_reached);
  if (position != NULL)
    {
      close_protected (
        self, position,
        position->record.trail_points > 0 ? BT_REASON_TRAILING_STOP : BT_REASON_STOP_LOSS, TRUE);
      return TRUE;
    }
  position = find_protected (self, is_target_reached);
  if (position != NULL)
    {
      close_protected (self, position, BT_REASON_TAKE_PROFIT, FALSE);
      return TRUE;
    }
  index = find_order (self, TRUE);
  if (index < 0)
    index = find_order (self, FALSE);
  if (index >= 0)
    trigger (self, (guint) index);
  return index >= 0;
}

void
bt_reference_settle (BtReference *self)
{
  if (!self->quote.is_valid)
    return;
  while (process_one (self))
    bt_reference_drop_closings (self);
}

/* The path has come to a quote: trailing stops move first, then everything is tested. */
static void
arrive (BtReference *self, BtQuote quote, gboolean is_vertex)
{
  self->quote = quote;
  bt_reference_follow_trailing (self);
  bt_reference_sample_excursions (self);
  bt_reference_check_challenge (self, is_vertex, NULL);
  bt_reference_settle (self);
}

static void
walk_leg (BtReference *self, const BtCandle *candle, BtPlace place, gint64 *price, gint64 target)
{
  self->place = place;
  while (*price != target)
    {
      *price += *price < target ? 1 : -1;
      arrive (self, bt_reference_quote_at (self, candle, *price), *price == target);
    }
}

static void
expire_orders (BtReference *self)
{
  for (guint i = 0; i < self->orders->len; i++)
    {
      BtOrder *order = &bt_reference_order (self, i)->record;
      if (order->status == BT_ORDER_WORKING && order->expiry_usec != BT_TIME_NONE
          && order->expiry_usec <= self->time_usec)
        {
          order->status = BT_ORDER_EXPIRED;
          bt_reference_report (self, BT_EVENT_EXPIRED, order->id);
        }
    }
}

static gboolean
is_high_nearer (const BtReference *self, const BtCandle *candle)
{
  gint64 to_high = candle->high_points - candle->open_points;
  gint64 to_low = candle->open_points - candle->low_points;
  gint64 net = 0;

  for (guint i = 0; i < self->positions->len; i++)
    {
      const BtPosition *position = &bt_reference_position (self, i)->record;
      net += position->direction == BT_DIRECTION_BUY ? position->volume_open.units
                                                     : -position->volume_open.units;
    }
  return to_high != to_low ? to_high < to_low : net < 0;
}

/* Swaps and the ends of days between the openings of two candles, one after the other; a swap at
 * the end of a day is before it. */
static void
pass_time (BtReference *self, gint64 after_usec, gint64 until_usec)
{
  gint64 swap = self->settings.has_swap ? bt_reference_next_rollover (after_usec) : G_MAXINT64;

  while (MIN (swap, bt_reference_day_end (self)) <= until_usec)
    {
      if (swap > bt_reference_day_end (self))
        bt_reference_end_day (self);
      else
        {
          bt_reference_book_swap (self, swap);
          swap = bt_reference_next_rollover (swap);
        }
    }
}

static void
run_legs (BtReference *self, const BtCandle *candle, gboolean is_other)
{
  gint64 price = candle->open_points;
  gboolean is_high_first = FALSE;

  arrive (self, bt_reference_quote_at (self, candle, price), TRUE);
  if (self->settings.policy == BT_PATH_OHLC)
    is_high_first = TRUE;
  else if (self->settings.policy == BT_PATH_ADAPTIVE)
    is_high_first = is_high_nearer (self, candle);
  if (is_other)
    is_high_first = !is_high_first;
  walk_leg (self, candle, BT_PLACE_LEG1, &price,
            is_high_first ? candle->high_points : candle->low_points);
  walk_leg (self, candle, BT_PLACE_LEG2, &price,
            is_high_first ? candle->low_points : candle->high_points);
  walk_leg (self, candle, BT_PLACE_LEG3, &price, candle->close_points);
}

/* Jumps from tick to tick of a candle; returns whether it has any. */
static gboolean
run_ticks (BtReference *self, const BtCandle *candle)
{
  const BtTickColumns *ticks
    = self->ticks == NULL ? NULL : bt_tick_series_get_columns (self->ticks);

  for (gsize i = 0; ticks != NULL && i < ticks->length; i++)
    if (ticks->time_usec[i] >= candle->time_usec
        && ticks->time_usec[i] < candle->time_usec + BT_USEC_PER_MINUTE)
      {
        self->time_usec = ticks->time_usec[i];
        self->tick_number++;
        arrive (self,
                (BtQuote){ .is_valid = TRUE,
                           .bid_points = ticks->bid_points[i],
                           .ask_points = ticks->ask_points[i] },
                TRUE);
      }
  return self->tick_number > 0;
}

/* Runs the next candle. is_other takes the other order of the extremes than the policy says; for
 * policies that compare, low first is the one and high first the other. */
static void
run_order (BtReference *self, gboolean is_other)
{
  BtCandle candle = bt_series_get_candle (self->series, (gsize) (self->known + 1));

  self->bar = self->known + 1;
  self->time_usec = candle.time_usec;
  self->place = BT_PLACE_OPEN;
  expire_orders (self);
  if (self->known >= 0)
    pass_time (self, bt_series_get_candle (self->series, (gsize) self->known).time_usec,
               candle.time_usec);
  if (!run_ticks (self, &candle))
    run_legs (self, &candle, is_other);
  self->known++;
  self->place = BT_PLACE_KNOWN_QUOTE;
  self->tick_number = 0;
  self->time_usec = candle.time_usec + BT_USEC_PER_MINUTE;
  bt_reference_test_margin_call (self);
  bt_reference_check_challenge (self, TRUE, NULL);
}

static BtReference *
copy_state (const BtReference *self)
{
  BtReference *copy = g_new (BtReference, 1);

  *copy = *self;
  copy->is_copy = TRUE;
  bt_series_ref (copy->series);
  copy->orders = g_array_copy (self->orders);
  copy->positions = g_array_copy (self->positions);
  copy->fills = g_array_copy (self->fills);
  copy->ledger = g_array_copy (self->ledger);
  copy->refusals = g_array_copy (self->refusals);
  copy->events = g_array_copy (self->events);
  copy->violations = g_array_copy (self->violations);
  return copy;
}

static void
exchange (BtReference *a, BtReference *b)
{
  BtReference held = *a;

  *a = *b;
  *b = held;
  a->is_copy = FALSE;
  b->is_copy = TRUE;
}

static gboolean
has_fill_like (const BtReference *self, guint from, const BtFill *fill)
{
  for (guint i = from; i < self->fills->len; i++)
    {
      const BtFill *other = &g_array_index (self->fills, BtFill, i);
      if (strcmp (other->order_id, fill->order_id) == 0 && other->reason == fill->reason
          && other->price.points == fill->price.points)
        return TRUE;
    }
  return FALSE;
}

void
bt_reference_run_candle (BtReference *self)
{
  g_autoptr (BtReference) other = copy_state (self);
  guint n_before = self->fills->len;
  gint64 equity, other_equity;

  run_order (self, FALSE);
  run_order (other, TRUE);
  equity = bt_reference_equity (self);
  other_equity = bt_reference_equity (other);
  if ((self->settings.policy == BT_PATH_PESSIMISTIC && other_equity < equity)
      || (self->settings.policy == BT_PATH_OPTIMISTIC && other_equity > equity))
    exchange (self, other);
  for (guint i = n_before; i < self->fills->len; i++)
    {
      BtFill *fill = &g_array_index (self->fills, BtFill, i);
      fill->is_ambiguous = !has_fill_like (other, n_before, fill);
    }
}
