// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The reference's candles: sections 4 and 5 of the execution model. */
#include "config.h"

#include "reference-private.h"

#include "base/bt-zone.h"

#include <string.h>

static gboolean
opens_something (const Reference *r, const BtOrder *order)
{
  if (order->is_reduce_only)
    return FALSE;
  return r->settings.mode == BT_ACCOUNT_HEDGING || r->n_positions == 0
         || r->positions[0].direction == order->direction
         || order->volume.units > r->positions[0].open;
}

static gboolean
is_order_met (const Reference *r, const BtOrder *order)
{
  gboolean is_buy = order->direction == BT_DIRECTION_BUY;
  gint64 quote = is_buy ? r->ask : r->bid;
  switch (order->type)
    {
    case BT_ORDER_MARKET:
      return r->place != BT_PLACE_KNOWN_QUOTE;
    case BT_ORDER_LIMIT:
      return is_buy ? quote <= order->price_points : quote >= order->price_points;
    case BT_ORDER_STOP:
      return is_buy ? quote >= order->price_points : quote <= order->price_points;
    case BT_ORDER_STOP_LIMIT:
    default:
      if (order->is_limit_active)
        return is_buy ? quote <= order->limit_points : quote >= order->limit_points;
      return is_buy ? quote >= order->price_points : quote <= order->price_points;
    }
}

static gboolean
try_liquidation (Reference *r)
{
  if (r->n_positions == 0
      || (Wide) reference_equity (r) * 10000
           > (Wide) r->settings.stop_out_percent * reference_used (r))
    return FALSE;
  for (int i = 0; i < r->n_orders; i++)
    if (opens_something (r, &r->orders[i]))
      reference_remove_order (r, i--, BT_EVENT_CANCELLED);
  int worst = 0;
  for (int i = 1; i < r->n_positions; i++)
    if (reference_floating (r, &r->positions[i]) < reference_floating (r, &r->positions[worst]))
      worst = i;
  reference_close (r, worst, r->positions[worst].open, BT_REASON_LIQUIDATION);
  reference_drop_orphans (r);
  return TRUE;
}

static gboolean
try_protections (Reference *r, gboolean is_stop)
{
  int first = -1;
  for (int i = 0; i < r->n_positions; i++)
    {
      const Position *p = &r->positions[i];
      gboolean is_long = p->direction == BT_DIRECTION_BUY;
      gint64 quote = reference_exit_quote (r, p->direction);
      gint64 level = is_stop ? p->stop : p->target;
      gboolean is_met
        = level != BT_PRICE_NONE && (is_long == is_stop ? quote <= level : quote >= level);
      if (is_met && (first < 0 || p->sequence < r->positions[first].sequence))
        first = i;
    }
  if (first < 0)
    return FALSE;
  const Position *p = &r->positions[first];
  BtFillReason reason = BT_REASON_TAKE_PROFIT;
  if (is_stop)
    reason = p->trail > 0 ? BT_REASON_TRAILING_STOP : BT_REASON_STOP_LOSS;
  reference_add (r, BT_EVENT_TRIGGERED, p->id)->event.price_points
    = reference_exit_quote (r, p->direction);
  reference_close (r, first, p->open, reason);
  reference_drop_orphans (r);
  return TRUE;
}

static gboolean
try_orders (Reference *r, gboolean is_opening)
{
  int first = -1;
  for (int i = 0; i < r->n_orders; i++)
    if (opens_something (r, &r->orders[i]) == is_opening && is_order_met (r, &r->orders[i])
        && (first < 0 || r->orders[i].sequence < r->orders[first].sequence))
      first = i;
  if (first < 0)
    return FALSE;
  BtOrder order = r->orders[first];
  if (order.type != BT_ORDER_MARKET)
    reference_add (r, BT_EVENT_TRIGGERED, order.id)->event.price_points
      = reference_entry_quote (r, order.direction);
  if (order.type == BT_ORDER_STOP_LIMIT && !order.is_limit_active)
    {
      r->orders[first].is_limit_active = TRUE;
      return TRUE;
    }
  memmove (&r->orders[first], &r->orders[first + 1],
           (gsize) (r->n_orders - first - 1) * sizeof r->orders[0]);
  r->n_orders--;
  reference_fill_order (r, &order);
  return TRUE;
}

void
reference_settle_point (Reference *r)
{
  while (try_liquidation (r) || try_protections (r, TRUE) || try_protections (r, FALSE)
         || try_orders (r, FALSE) || try_orders (r, TRUE))
    ;
}

static void
visit (Reference *r, gint64 bid, gint64 spread)
{
  r->bid = bid;
  r->ask = bid + spread;
  r->has_quote = TRUE;
  for (int i = 0; i < r->n_positions; i++)
    {
      Position *p = &r->positions[i];
      gint64 value;
      if (p->trail > 0 && p->direction == BT_DIRECTION_BUY)
        while (p->stop + p->trail_step <= r->bid - p->trail)
          p->stop += p->trail_step;
      if (p->trail > 0 && p->direction == BT_DIRECTION_SELL)
        while (p->stop - p->trail_step >= r->ask + p->trail)
          p->stop -= p->trail_step;
      value = p->pnl + reference_floating (r, p);
      p->mae = MIN (p->mae, value);
      p->mfe = MAX (p->mfe, value);
    }
  reference_settle_point (r);
}

/* Every point of a leg is visited. */
static void
walk (Reference *r, gint64 to, gint64 spread, BtPlace place)
{
  r->place = place;
  while (r->bid != to)
    visit (r, r->bid + (to > r->bid ? 1 : -1), spread);
}

gint64
reference_next_rollover (gint64 time_usec)
{
  /* The first minute after a time that is 17:00 in New York. */
  gint64 minute = time_usec / BT_USEC_PER_MINUTE * BT_USEC_PER_MINUTE + BT_USEC_PER_MINUTE;
  while (TRUE)
    {
      BtCivilTime local = bt_time_to_civil (bt_zone_to_local (BT_ZONE (BT_ZONE_NEW_YORK), minute));
      if (local.hour == 17 && local.minute == 0)
        return minute;
      minute += BT_USEC_PER_MINUTE;
    }
}

static void
book_swaps (Reference *r, gint64 after, gint64 until)
{
  const BtSessionSettings *s = &r->settings;
  for (gint64 night = reference_next_rollover (after); night <= until;
       night = reference_next_rollover (night))
    {
      int weekday = bt_time_weekday (bt_zone_to_local (BT_ZONE (BT_ZONE_NEW_YORK), night));
      if (!s->instrument.trades_weekends && (weekday == 0 || weekday == 6))
        continue;
      for (int i = 0; i < r->n_positions; i++)
        {
          Position *p = &r->positions[i];
          gint64 points
            = p->direction == BT_DIRECTION_BUY ? s->swap_long_points : s->swap_short_points;
          gint64 nights = weekday == s->swap_triple_weekday ? 3 : 1;
          gint64 amount = reference_swap_money (r, points * nights, p->open);
          if (amount == 0)
            continue;
          p->swap += amount;
          reference_book (r, BT_LEDGER_SWAP, amount, p->id, night);
        }
    }
}

static gint64
bid_of (const Reference *r, gint64 price, gint64 spread)
{
  if (r->settings.price_kind == BT_SIDE_KIND_ASK)
    return price - spread;
  return r->settings.price_kind == BT_SIDE_KIND_MID ? price - spread / 2 : price;
}

static gboolean
is_low_nearer (const Reference *r, const BtCandle *candle)
{
  gint64 down = candle->open_points - candle->low_points;
  gint64 up = candle->high_points - candle->open_points;
  gint64 net = 0;
  for (int i = 0; i < r->n_positions; i++)
    net += r->positions[i].direction == BT_DIRECTION_BUY ? r->positions[i].open
                                                         : -r->positions[i].open;
  return down == up ? net >= 0 : down < up;
}

typedef enum
{
  NEARER,
  LOW_FIRST,
  HIGH_FIRST,
} Order;

/* Runs the next candle; returns whether the low came first, and the number of events up to the
 * open. */
static gboolean
run (Reference *r, Order order, guint *open_events)
{
  BtCandle candle = bt_series_get_candle (r->series, (gsize) (r->bar + 1));
  gint64 spread = candle.spread_points >= 0 ? candle.spread_points : r->settings.spread_points;
  gint64 low = bid_of (r, candle.low_points, spread);
  gint64 high = bid_of (r, candle.high_points, spread);

  r->path_bar = r->bar + 1;
  r->now = candle.time_usec;
  r->place = BT_PLACE_OPEN;
  for (int i = 0; i < r->n_orders; i++)
    if (r->orders[i].expiry_usec != BT_TIME_NONE && r->orders[i].expiry_usec <= r->now)
      reference_remove_order (r, i--, BT_EVENT_EXPIRED);
  if (r->settings.has_swap && r->bar >= 0)
    book_swaps (r, bt_series_get_candle (r->series, (gsize) r->bar).time_usec, r->now);
  visit (r, bid_of (r, candle.open_points, spread), spread);
  *open_events = r->happenings->len;
  gboolean is_low_first = order == LOW_FIRST || (order == NEARER && is_low_nearer (r, &candle));
  walk (r, is_low_first ? low : high, spread, BT_PLACE_LEG1);
  walk (r, is_low_first ? high : low, spread, BT_PLACE_LEG2);
  walk (r, bid_of (r, candle.close_points, spread), spread, BT_PLACE_LEG3);
  r->bar++;
  r->place = BT_PLACE_KNOWN_QUOTE;
  r->now = candle.time_usec + BT_USEC_PER_MINUTE;
  reference_test_call (r);
  return is_low_first;
}

static Reference *
copy (const Reference *r)
{
  Reference *other = g_memdup2 (r, sizeof *r);
  other->happenings = g_array_new (FALSE, TRUE, sizeof (Happening));
  return other;
}

static void
free_copy (Reference *r)
{
  g_array_unref (r->happenings);
  g_free (r);
}

static Order
choose (const Reference *low_first, const Reference *high_first)
{
  gint64 low = reference_equity (low_first);
  gint64 high = reference_equity (high_first);
  switch (low_first->settings.policy)
    {
    case BT_PATH_OHLC:
      return HIGH_FIRST;
    case BT_PATH_OLHC:
      return LOW_FIRST;
    case BT_PATH_PESSIMISTIC:
      return high < low ? HIGH_FIRST : LOW_FIRST;
    case BT_PATH_OPTIMISTIC:
      return high > low ? HIGH_FIRST : LOW_FIRST;
    case BT_PATH_ADAPTIVE:
    default:
      return NEARER;
    }
}

static void
mark_ambiguous (Reference *r, guint first, const Reference *other)
{
  for (guint i = first; i < r->happenings->len; i++)
    {
      Happening *h = &g_array_index (r->happenings, Happening, i);
      gboolean is_there = h->event.kind != BT_EVENT_FILLED;
      for (guint k = 0; k < other->happenings->len && !is_there; k++)
        {
          const Happening *o = &g_array_index (other->happenings, Happening, k);
          is_there
            = o->event.kind == BT_EVENT_FILLED && strcmp (o->fill.order_id, h->fill.order_id) == 0
              && o->fill.reason == h->fill.reason && o->fill.price.points == h->fill.price.points;
        }
      h->fill.is_ambiguous = !is_there;
    }
}

void
reference_run_candle (Reference *r)
{
  guint open_events;
  Reference *low_first = copy (r);
  Reference *high_first = copy (r);
  run (low_first, LOW_FIRST, &open_events);
  run (high_first, HIGH_FIRST, &open_events);
  gboolean is_low_first = run (r, choose (low_first, high_first), &open_events);
  mark_ambiguous (r, open_events, is_low_first ? high_first : low_first);
  free_copy (low_first);
  free_copy (high_first);
  reference_tell (r);
}
