// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "bt-reference-state.h"

#define HUNDRED_PERCENT 10000

gint64
bt_reference_side_quote (BtQuote quote, BtDirection direction)
{
  return direction == BT_DIRECTION_BUY ? quote.ask_points : quote.bid_points;
}

BtDirection
bt_reference_opposite (BtDirection direction)
{
  return direction == BT_DIRECTION_BUY ? BT_DIRECTION_SELL : BT_DIRECTION_BUY;
}

gint64
bt_reference_equity (const BtReference *self)
{
  gint64 equity = self->balance;

  for (guint i = 0; i < self->positions->len; i++)
    equity += bt_reference_floating (self, bt_reference_position (self, i));
  return equity;
}

gint64
bt_reference_used_margin (const BtReference *self)
{
  gint64 sides[2] = { 0, 0 };

  for (guint i = 0; i < self->positions->len; i++)
    {
      const BtReferencePosition *position = bt_reference_position (self, i);
      sides[position->record.direction] += bt_reference_margin (self, position);
    }
  if (self->settings.mode == BT_ACCOUNT_HEDGING
      && self->settings.hedged_margin == BT_HEDGED_MARGIN_LARGER_SIDE)
    return MAX (sides[0], sides[1]);
  return sides[0] + sides[1];
}

static gboolean
is_anything_open (const BtReference *self)
{
  for (guint i = 0; i < self->positions->len; i++)
    if (bt_reference_position (self, i)->record.status == BT_POSITION_OPEN)
      return TRUE;
  return FALSE;
}

static gboolean
is_at_or_below (const BtReference *self, gint64 percent)
{
  return (BtInt128) bt_reference_equity (self) * HUNDRED_PERCENT
         <= (BtInt128) bt_reference_used_margin (self) * percent;
}

gboolean
bt_reference_is_stopped_out (const BtReference *self)
{
  return is_anything_open (self) && is_at_or_below (self, self->settings.stop_out_percent);
}

void
bt_reference_test_margin_call (BtReference *self)
{
  gboolean is_called
    = is_anything_open (self) && is_at_or_below (self, self->settings.margin_call_percent);

  if (is_called && !self->is_called)
    {
      BtAccountState account;

      bt_reference_get_account (self, &account);
      bt_reference_report (self, BT_EVENT_MARGIN_CALL, "")->margin_level_percent
        = account.margin_level_percent;
    }
  self->is_called = is_called;
}

void
bt_reference_book (BtReference *self, BtLedgerType type, gint64 amount, const char *position_id)
{
  BtLedgerEntry entry = { .number = self->ledger->len + 1,
                          .bar = self->bar,
                          .time_usec = self->time_usec,
                          .type = type,
                          .amount = BT_MONEY (amount) };

  self->balance += amount;
  entry.balance_after = BT_MONEY (self->balance);
  g_strlcpy (entry.position_id, position_id, sizeof entry.position_id);
  g_array_append_val (self->ledger, entry);
  bt_reference_report (self, BT_EVENT_LEDGER, position_id);
}

void
bt_reference_protect_balance (BtReference *self)
{
  if (self->settings.has_negative_balance_protection && self->balance < 0
      && !is_anything_open (self))
    bt_reference_book (self, BT_LEDGER_ADJUSTMENT, -self->balance, "");
}

static void
book_night (BtReference *self, int nights)
{
  for (guint i = 0; i < self->positions->len; i++)
    {
      BtReferencePosition *position = bt_reference_position (self, i);
      gint64 points = position->record.direction == BT_DIRECTION_BUY
                        ? self->settings.swap_long_points
                        : self->settings.swap_short_points;
      gint64 amount;

      if (position->record.status != BT_POSITION_OPEN)
        continue;
      amount = bt_reference_profit (self, self->quote, (BtInt128) points * nights, 100,
                                    position->record.volume_open.units);
      if (amount == 0)
        continue;
      position->record.swap.minor += amount;
      bt_reference_book (self, BT_LEDGER_SWAP, amount, position->record.id);
    }
}

void
bt_reference_book_swap (BtReference *self, gint64 instant_usec)
{
  int weekday = bt_reference_rollover_weekday (instant_usec);
  gint64 now_usec = self->time_usec;

  self->time_usec = instant_usec;
  if ((weekday != 0 && weekday != 6) || self->settings.instrument.trades_weekends)
    book_night (self, weekday == self->settings.swap_triple_weekday ? 3 : 1);
  self->time_usec = now_usec;
}

BtReferenceEvent *
bt_reference_report (BtReference *self, BtEventKind kind, const char *id)
{
  BtReferenceEvent event = { .kind = kind, .bar = self->bar, .command = self->command };

  g_strlcpy (event.id, id, sizeof event.id);
  g_array_append_val (self->events, event);
  return &g_array_index (self->events, BtReferenceEvent, self->events->len - 1);
}

void
bt_reference_report_position (BtReference *self,
                              BtEventKind kind,
                              const BtReferencePosition *position)
{
  bt_reference_report (self, kind, position->record.id)->position
    = bt_reference_show_position (self, position);
}

void
bt_reference_refuse (BtReference *self, const char *id, BtRefusalCode code)
{
  BtRefusal refusal = { .after_bar = self->known, .code = code, .field = "" };

  g_strlcpy (refusal.order_id, id, sizeof refusal.order_id);
  g_array_append_val (self->refusals, refusal);
  bt_reference_report (self, BT_EVENT_REFUSED, id);
}

void
bt_reference_get_account (const BtReference *self, BtAccountState *out)
{
  gint64 equity = bt_reference_equity (self);
  gint64 used = bt_reference_used_margin (self);

  *out = (BtAccountState){ .balance = BT_MONEY (self->balance),
                           .floating = BT_MONEY (equity - self->balance),
                           .equity = BT_MONEY (equity),
                           .margin = BT_MONEY (used),
                           .free_margin = BT_MONEY (equity - used),
                           .margin_level_percent = -1 };
  if (used > 0)
    out->margin_level_percent = bt_reference_round ((BtInt128) equity * HUNDRED_PERCENT, used);
}
