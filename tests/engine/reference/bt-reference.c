// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "bt-reference-state.h"

BtReference *
bt_reference_new (const BtSessionSettings *settings, BtSeries *series, const BtReferencePair *pair)
{
  BtReference *self = g_new0 (BtReference, 1);

  self->settings = *settings;
  self->is_out_of_range = g_new0 (gboolean, 1);
  self->series = bt_series_ref (series);
  self->pair = pair;
  self->orders = g_array_new (FALSE, TRUE, sizeof (BtReferenceOrder));
  self->positions = g_array_new (FALSE, TRUE, sizeof (BtReferencePosition));
  self->fills = g_array_new (FALSE, TRUE, sizeof (BtFill));
  self->ledger = g_array_new (FALSE, TRUE, sizeof (BtLedgerEntry));
  self->refusals = g_array_new (FALSE, TRUE, sizeof (BtRefusal));
  self->violations = g_array_new (FALSE, TRUE, sizeof (BtViolation));
  self->events = g_array_new (FALSE, TRUE, sizeof (BtReferenceEvent));
  self->known = -1;
  self->bar = -1;
  self->time_usec = bt_series_get_candle (series, 0).time_usec;
  self->place = BT_PLACE_KNOWN_QUOTE;
  bt_reference_book (self, BT_LEDGER_DEPOSIT, settings->balance.minor, "");
  g_array_set_size (self->events, 0);
  bt_reference_start_challenge (self);
  return self;
}

void
bt_reference_set_ticks (BtReference *self, const BtTickSeries *ticks)
{
  self->ticks = ticks;
}

void
bt_reference_free (BtReference *self)
{
  if (self == NULL)
    return;
  bt_series_unref (self->series);
  g_array_unref (self->orders);
  g_array_unref (self->positions);
  g_array_unref (self->fills);
  g_array_unref (self->ledger);
  g_array_unref (self->refusals);
  g_array_unref (self->events);
  g_array_unref (self->violations);
  if (!self->is_copy)
    g_free (self->is_out_of_range);
  g_free (self);
}

gboolean
bt_reference_is_out_of_range (const BtReference *self)
{
  return *self->is_out_of_range;
}

const GArray *
bt_reference_get_fills (const BtReference *self)
{
  return self->fills;
}

const GArray *
bt_reference_get_ledger (const BtReference *self)
{
  return self->ledger;
}

const GArray *
bt_reference_get_refusals (const BtReference *self)
{
  return self->refusals;
}

const GArray *
bt_reference_get_events (const BtReference *self)
{
  return self->events;
}

BtPosition
bt_reference_show_position (const BtReference *self, const BtReferencePosition *position)
{
  BtPosition record = position->record;

  record.entry_price = BT_PRICE (bt_reference_round (position->cost, position->cost_parts));
  if (position->exit_volume > 0)
    record.exit_points = bt_reference_round (position->exits, position->exit_volume);
  record.floating = BT_MONEY (bt_reference_floating (self, position));
  record.margin = BT_MONEY (bt_reference_margin (self, position));
  return record;
}

GArray *
bt_reference_list_positions (const BtReference *self)
{
  GArray *list = g_array_new (FALSE, TRUE, sizeof (BtPosition));

  for (guint i = 0; i < self->positions->len; i++)
    {
      BtPosition record = bt_reference_show_position (self, bt_reference_position (self, i));
      g_array_append_val (list, record);
    }
  return list;
}

GArray *
bt_reference_list_orders (const BtReference *self)
{
  GArray *list = g_array_new (FALSE, TRUE, sizeof (BtOrder));

  for (guint i = 0; i < self->orders->len; i++)
    {
      const BtReferenceOrder *order = bt_reference_order (self, i);
      if (order->record.status == BT_ORDER_WORKING && !order->is_closing)
        g_array_append_val (list, order->record);
    }
  return list;
}
