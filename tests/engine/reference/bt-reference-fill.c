// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "bt-reference-state.h"

#include <string.h>

#define MAX_COST_PARTS ((BtInt128) 1 << 60)

BtReferencePosition *
bt_reference_find_position (const BtReference *self, const char *id)
{
  for (guint i = 0; i < self->positions->len; i++)
    {
      BtReferencePosition *position = bt_reference_position (self, i);
      if (position->record.status == BT_POSITION_OPEN && strcmp (position->record.id, id) == 0)
        return position;
    }
  return NULL;
}

static void
sample (const BtReference *self, BtReferencePosition *position)
{
  gint64 profit = position->record.pnl.minor + bt_reference_floating (self, position);

  position->record.mae.minor = MIN (position->record.mae.minor, profit);
  position->record.mfe.minor = MAX (position->record.mfe.minor, profit);
}

void
bt_reference_sample_excursions (BtReference *self)
{
  for (guint i = 0; i < self->positions->len; i++)
    if (bt_reference_position (self, i)->record.status == BT_POSITION_OPEN)
      sample (self, bt_reference_position (self, i));
}

/* The quote that a position closes at where the path stands. */
static gint64
exit_quote (const BtReference *self, const BtReferencePosition *position)
{
  return bt_reference_side_quote (self->quote, bt_reference_opposite (position->record.direction));
}

void
bt_reference_start_trailing (const BtReference *self,
                             BtReferencePosition *position,
                             gint64 distance,
                             gint64 step)
{
  gint64 quote = exit_quote (self, position);
  gint64 stop = position->record.stop_loss_points;

  position->record.trail_points = distance;
  position->record.trail_step_points = MAX (step, 1);
  if (position->record.direction == BT_DIRECTION_BUY)
    stop = stop == BT_PRICE_NONE ? quote - distance : MAX (stop, quote - distance);
  else
    stop = stop == BT_PRICE_NONE ? quote + distance : MIN (stop, quote + distance);
  position->record.stop_loss_points = stop;
  position->trail_start_points = stop;
}

void
bt_reference_follow_trailing (BtReference *self)
{
  for (guint i = 0; i < self->positions->len; i++)
    {
      BtReferencePosition *position = bt_reference_position (self, i);
      BtPosition *record = &position->record;
      gint64 sign = record->direction == BT_DIRECTION_BUY ? 1 : -1;
      gint64 quote = exit_quote (self, position);

      if (record->status != BT_POSITION_OPEN || record->trail_points == 0)
        continue;
      /* One step after the other, as long as the level stays far enough away. */
      while ((quote - (record->stop_loss_points + sign * record->trail_step_points)) * sign
             >= record->trail_points)
        record->stop_loss_points += sign * record->trail_step_points;
    }
}

static guint64
mix (guint64 bits, gint64 value)
{
  bits = (bits ^ (guint64) value) + G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  bits = (bits ^ (bits >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  bits = (bits ^ (bits >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return bits ^ (bits >> 31);
}

/* The generator is the engine's own, said in bt-costs.h: the numbers of an order's fill are its
 * sequence and 1, those of a position's exits its sequence and 2, 3, 4 … */
static gint64
find_slippage (const BtReference *self,
               const BtReferencePosition *position,
               const BtReferenceDeal *deal)
{
  gint64 most = self->settings.slippage_points;
  gint64 sequence = deal->sequence == 0 ? position->record.sequence : deal->sequence;
  gint64 number = deal->sequence == 0 ? 1 + position->n_exits : 1;
  guint64 bits = mix (mix (mix (0, self->settings.seed), sequence), number);

  if (!deal->is_slipping)
    return 0;
  if (self->settings.slippage_kind == BT_SLIPPAGE_FIXED)
    return most;
  return (gint64) (((BtInt128) (bits >> 1) * (most + 1)) >> 63);
}

static BtFill *
append_fill (BtReference *self,
             const BtReferencePosition *position,
             const BtReferenceDeal *deal,
             BtDirection direction,
             gint64 volume)
{
  gint64 quote = bt_reference_side_quote (self->quote, direction);
  gint64 slippage = find_slippage (self, position, deal);
  gint64 price = quote + (direction == BT_DIRECTION_BUY ? slippage : -slippage);
  gint64 spread = self->quote.ask_points - self->quote.bid_points;
  BtReferenceRate rate = bt_reference_find_rate (self, self->quote, TRUE);
  gint64 spread_paid = 0; /* how far this side's quote is from the price that the data states */
  BtFill fill = { .number = self->fills->len + 1,
                  .bar = self->bar,
                  .time_usec = self->time_usec,
                  .direction = direction,
                  .is_entry = direction == position->record.direction,
                  .volume = BT_VOLUME (volume),
                  .price = BT_PRICE (price),
                  .quote = BT_PRICE (quote),
                  .reason = deal->reason,
                  .place = self->place,
                  .tick_number = self->tick_number,
                  .slippage_points = slippage };

  if (self->settings.price_kind == BT_SIDE_KIND_BID)
    spread_paid = direction == BT_DIRECTION_BUY ? spread : 0;
  else if (self->settings.price_kind == BT_SIDE_KIND_ASK)
    spread_paid = direction == BT_DIRECTION_BUY ? 0 : spread;
  else
    spread_paid = direction == BT_DIRECTION_BUY ? spread - spread / 2 : spread / 2;
  g_strlcpy (fill.order_id, deal->order_id, sizeof fill.order_id);
  g_strlcpy (fill.position_id, position->record.id, sizeof fill.position_id);
  fill.commission = BT_MONEY (bt_reference_commission (self, self->quote, price, volume));
  fill.spread_cost = BT_MONEY (bt_reference_cost (self, rate, spread_paid, 1, volume));
  fill.slippage_cost = BT_MONEY (bt_reference_cost (self, rate, slippage, 1, volume));
  g_array_append_val (self->fills, fill);
  bt_reference_report (self, BT_EVENT_FILLED, fill.order_id);
  return &g_array_index (self->fills, BtFill, self->fills->len - 1);
}

static void
book_commission (BtReference *self, BtReferencePosition *position, gint64 commission)
{
  position->record.commission.minor += commission;
  if (commission != 0)
    bt_reference_book (self, BT_LEDGER_COMMISSION, -commission, position->record.id);
}

void
bt_reference_cancel (BtReference *self, guint index)
{
  BtReferenceOrder *order = bt_reference_order (self, index);

  order->record.status = BT_ORDER_CANCELLED;
  bt_reference_report (self, BT_EVENT_CANCELLED, order->record.id);
}

void
bt_reference_drop_closings (BtReference *self)
{
  for (guint i = 0; i < self->orders->len; i++)
    {
      const BtReferenceOrder *order = bt_reference_order (self, i);
      if (order->is_closing && order->record.status == BT_ORDER_WORKING
          && bt_reference_find_position (self, order->record.id) == NULL)
        bt_reference_cancel (self, i);
    }
}

void
bt_reference_close (BtReference *self,
                    BtReferencePosition *position,
                    gint64 volume,
                    const BtReferenceDeal *deal)
{
  BtPosition *record = &position->record;
  BtFill *fill;
  gint64 pnl;

  position->n_exits += deal->sequence == 0 ? 1 : 0;
  fill = append_fill (self, position, deal, bt_reference_opposite (record->direction), volume);
  pnl = bt_reference_close_profit (self, position, self->quote, fill->price.points, volume);

  /* The end of the path is included as it stands before the exit, too. */
  sample (self, position);
  fill->pnl = BT_MONEY (pnl);
  record->volume_open.units -= volume;
  record->pnl.minor += pnl;
  record->exit_reason = deal->reason;
  position->exits += (BtInt128) fill->price.points * volume;
  position->exit_volume += volume;
  if (record->volume_open.units == 0)
    {
      record->status
        = deal->reason == BT_REASON_LIQUIDATION ? BT_POSITION_LIQUIDATED : BT_POSITION_CLOSED;
      record->closed_usec = self->time_usec;
    }
  sample (self, position);
  bt_reference_book (self, BT_LEDGER_PNL, pnl, record->id);
  book_commission (self, position, fill->commission.minor);
  bt_reference_report_position (self,
                                record->status == BT_POSITION_OPEN ? BT_EVENT_POSITION_CHANGED
                                : record->status == BT_POSITION_LIQUIDATED
                                  ? BT_EVENT_LIQUIDATED
                                  : BT_EVENT_POSITION_CLOSED,
                                position);
  bt_reference_protect_balance (self);
  bt_reference_test_margin_call (self);
  bt_reference_check_challenge (self, TRUE, NULL);
}

static BtReferencePosition *
append_position (BtReference *self, const BtOrder *order)
{
  BtReferencePosition fresh = { .record = { .sequence = order->sequence,
                                            .direction = order->direction,
                                            .status = BT_POSITION_OPEN,
                                            .opened_usec = self->time_usec,
                                            .closed_usec = BT_TIME_NONE,
                                            .exit_points = BT_PRICE_NONE,
                                            .stop_loss_points = BT_PRICE_NONE,
                                            .take_profit_points = BT_PRICE_NONE,
                                            .initial_stop_points = BT_PRICE_NONE,
                                            .mae = BT_MONEY (G_MAXINT64),
                                            .mfe = BT_MONEY (G_MININT64) },
                                .cost_parts = 1 };

  g_strlcpy (fresh.record.id, order->id, sizeof fresh.record.id);
  g_array_append_val (self->positions, fresh);
  return bt_reference_position (self, self->positions->len - 1);
}

static void
take_protection (const BtReference *self, BtReferencePosition *position, const BtOrder *order)
{
  BtPosition *record = &position->record;

  if (order->stop_loss_points != BT_PRICE_NONE)
    {
      record->stop_loss_points = order->stop_loss_points;
      record->trail_points = 0;
      if (record->initial_stop_points == BT_PRICE_NONE)
        record->initial_stop_points = order->stop_loss_points;
    }
  if (order->take_profit_points != BT_PRICE_NONE)
    record->take_profit_points = order->take_profit_points;
  if (order->trail_points > 0)
    bt_reference_start_trailing (self, position, order->trail_points, order->trail_step_points);
  if (record->initial_stop_points == BT_PRICE_NONE)
    record->initial_stop_points = record->stop_loss_points;
}

/* Opens a position with volume of an order, or adds it to the one of a netting account. */
static void
open_volume (BtReference *self, const BtOrder *order, gint64 volume, const BtReferenceDeal *deal)
{
  BtReferencePosition *position = NULL;
  BtEventKind kind = BT_EVENT_POSITION_CHANGED;
  BtFill *fill;
  gint64 open;

  if (self->settings.mode == BT_ACCOUNT_NETTING)
    for (guint i = 0; i < self->positions->len; i++)
      if (bt_reference_position (self, i)->record.status == BT_POSITION_OPEN)
        position = bt_reference_position (self, i);
  if (position == NULL)
    {
      position = append_position (self, order);
      kind = BT_EVENT_POSITION_OPENED;
    }
  fill = append_fill (self, position, deal, order->direction, volume);
  open = position->record.volume_open.units;
  position->cost
    = position->cost * open + (BtInt128) fill->price.points * volume * position->cost_parts;
  position->cost_parts *= open + volume;
  bt_reference_reduce (&position->cost, &position->cost_parts);
  /* After hundreds of parts the exact fraction leaves 128 bits; so far below a minor unit it
   * decides nothing. */
  while (position->cost_parts > MAX_COST_PARTS)
    {
      position->cost /= 2;
      position->cost_parts /= 2;
    }
  position->deal_rate = bt_reference_find_rate (self, self->quote, TRUE);
  position->record.volume.units += volume;
  position->record.volume_open.units += volume;
  take_protection (self, position, order);
  sample (self, position);
  book_commission (self, position, fill->commission.minor);
  bt_reference_report_position (self, kind, position);
}

/* Tries it on a copy of everything. */
static gboolean
can_open (const BtReference *self, const BtOrder *order, gint64 volume, const BtReferenceDeal *deal)
{
  BtReference trial = *self;
  gboolean is_covered;

  trial.positions = g_array_copy (self->positions);
  trial.fills = g_array_copy (self->fills);
  trial.ledger = g_array_copy (self->ledger);
  trial.events = g_array_copy (self->events);
  open_volume (&trial, order, volume, deal);
  is_covered = bt_reference_equity (&trial) >= bt_reference_used_margin (&trial);
  g_array_unref (trial.positions);
  g_array_unref (trial.fills);
  g_array_unref (trial.ledger);
  g_array_unref (trial.events);
  return is_covered;
}

static void
cancel_others_of_group (BtReference *self, const BtOrder *filled)
{
  if (filled->oco[0] == '\0')
    return;
  for (guint i = 0; i < self->orders->len; i++)
    {
      const BtOrder *other = &bt_reference_order (self, i)->record;
      if (other->status == BT_ORDER_WORKING && strcmp (other->oco, filled->oco) == 0)
        bt_reference_cancel (self, i);
    }
}

/* The first position against an order, or NULL. */
static BtReferencePosition *
find_reduced (const BtReference *self, const BtOrder *order)
{
  for (guint i = 0; i < self->positions->len; i++)
    {
      BtReferencePosition *position = bt_reference_position (self, i);
      if (position->record.status == BT_POSITION_OPEN
          && position->record.direction != order->direction)
        return position;
    }
  return NULL;
}

gboolean
bt_reference_only_reduces (const BtReference *self, const BtReferenceOrder *order)
{
  const BtReferencePosition *reduced = find_reduced (self, &order->record);

  if (order->is_closing || order->record.is_reduce_only)
    return TRUE;
  return self->settings.mode == BT_ACCOUNT_NETTING && reduced != NULL
         && order->record.volume.units <= reduced->record.volume_open.units;
}

static BtReferenceDeal
make_deal (const BtOrder *order)
{
  return (BtReferenceDeal){ .order_id = order->id,
                            .reason = order->reason,
                            .sequence = order->sequence,
                            .is_slipping
                            = order->type == BT_ORDER_MARKET || order->type == BT_ORDER_STOP };
}

gboolean
bt_reference_would_reduce (const BtReference *self, const BtOrder *order)
{
  return self->settings.mode == BT_ACCOUNT_NETTING && find_reduced (self, order) != NULL;
}

gboolean
bt_reference_can_open_all (const BtReference *self, const BtOrder *order)
{
  BtReferenceDeal deal = make_deal (order);

  return can_open (self, order, order->volume.units, &deal);
}

void
bt_reference_fill_order (BtReference *self, guint index)
{
  BtOrder order = bt_reference_order (self, index)->record;
  BtReferenceDeal deal = make_deal (&order);
  gint64 left = order.volume.units;
  gboolean is_reducing = self->settings.mode == BT_ACCOUNT_NETTING || order.is_reduce_only;
  gboolean is_filled = FALSE;

  bt_reference_order (self, index)->record.status = BT_ORDER_FILLED;
  while (is_reducing && left > 0 && find_reduced (self, &order) != NULL)
    {
      BtReferencePosition *reduced = find_reduced (self, &order);
      gint64 volume = MIN (left, reduced->record.volume_open.units);

      bt_reference_close (self, reduced, volume, &deal);
      left -= volume;
      is_filled = TRUE;
    }
  if (left > 0 && !order.is_reduce_only)
    {
      if (can_open (self, &order, left, &deal))
        {
          open_volume (self, &order, left, &deal);
          bt_reference_test_margin_call (self);
          bt_reference_check_challenge (self, TRUE, &order);
          is_filled = TRUE;
        }
      else
        {
          bt_reference_order (self, index)->record.status = BT_ORDER_REFUSED;
          bt_reference_refuse (self, order.id, BT_REFUSAL_INSUFFICIENT_MARGIN);
        }
    }
  else if (!is_filled)
    bt_reference_cancel (self, index);
  if (is_filled)
    cancel_others_of_group (self, &order);
}
