// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "reference-private.h"

#include <string.h>

/* ---- Events ---- */

Happening *
reference_add (Reference *r, BtEventKind kind, const char *id)
{
  Happening happening = { 0 };
  happening.event.kind = kind;
  happening.event.bar = r->path_bar;
  happening.event.command = r->command;
  happening.event.price_points = BT_PRICE_NONE;
  g_strlcpy (happening.id, id, sizeof happening.id);
  g_array_append_val (r->happenings, happening);
  return &g_array_index (r->happenings, Happening, r->happenings->len - 1);
}

static void
show_position (const Reference *r, const Position *p, BtPosition *out)
{
  *out = (BtPosition){
    .sequence = p->sequence,
    .direction = p->direction,
    .volume = BT_VOLUME (p->opened),
    .volume_open = BT_VOLUME (p->open),
    .entry_price = BT_PRICE (p->shown_entry),
    .exit_points = p->closed > 0 ? reference_half_even (p->exits, p->closed) : BT_PRICE_NONE,
    .opened_usec = p->opened_usec,
    .closed_usec = p->open == 0 ? r->now : BT_TIME_NONE,
    .stop_loss_points = p->stop,
    .take_profit_points = p->target,
    .trail_points = p->trail,
    .trail_step_points = p->trail_step,
    .pnl = BT_MONEY (p->pnl),
    .floating = BT_MONEY (reference_floating (r, p)),
    .commission = BT_MONEY (p->commission),
    .swap = BT_MONEY (p->swap),
    .margin = BT_MONEY (reference_margin (r, p)),
    .mae = BT_MONEY (p->mae),
    .mfe = BT_MONEY (p->mfe),
    .initial_stop_points = p->first_stop,
  };
  g_strlcpy (out->id, p->id, sizeof out->id);
}

void
reference_add_position (Reference *r, BtEventKind kind, const Position *p)
{
  show_position (r, p, &reference_add (r, kind, p->id)->position);
}

void
reference_add_refusal (Reference *r, const char *id, BtRefusalCode code)
{
  BtRefusal *refusal = &reference_add (r, BT_EVENT_REFUSED, id)->refusal;
  *refusal = (BtRefusal){ .after_bar = r->bar, .code = code };
  g_strlcpy (refusal->order_id, id, sizeof refusal->order_id);
}

void
reference_tell (Reference *r)
{
  for (guint i = 0; i < r->happenings->len; i++)
    {
      Happening *h = &g_array_index (r->happenings, Happening, i);
      BtEventKind kind = h->event.kind;
      h->event.id = h->id;
      h->event.fill = kind == BT_EVENT_FILLED ? &h->fill : NULL;
      h->event.ledger = kind == BT_EVENT_LEDGER ? &h->ledger : NULL;
      h->event.refusal = kind == BT_EVENT_REFUSED ? &h->refusal : NULL;
      h->event.position = h->position.id[0] != '\0' ? &h->position : NULL;
      g_autofree char *text = reference_describe_event (&h->event);
      r->func (text, r->user_data);
    }
  g_array_set_size (r->happenings, 0);
}

void
reference_book (Reference *r, BtLedgerType type, gint64 amount, const char *id, gint64 time)
{
  r->balance += amount;
  BtLedgerEntry *entry = &reference_add (r, BT_EVENT_LEDGER, id)->ledger;
  *entry = (BtLedgerEntry){ .number = ++r->entries,
                            .bar = r->path_bar,
                            .time_usec = time,
                            .type = type,
                            .amount = BT_MONEY (amount),
                            .balance_after = BT_MONEY (r->balance) };
  g_strlcpy (entry->position_id, id, sizeof entry->position_id);
}

/* ---- Fills ---- */

int
reference_find_position (const Reference *r, const char *id)
{
  for (int i = 0; i < r->n_positions; i++)
    if (strcmp (r->positions[i].id, id) == 0)
      return i;
  return -1;
}

int
reference_find_order (const Reference *r, const char *id)
{
  for (int i = 0; i < r->n_orders; i++)
    if (strcmp (r->orders[i].id, id) == 0)
      return i;
  return -1;
}

static gint64
price_of_fill (const Reference *r,
               BtDirection direction,
               BtFillReason reason,
               gint64 sequence,
               gint64 deal,
               gint64 *slip)
{
  gboolean is_limit = reason == BT_REASON_LIMIT || reason == BT_REASON_STOP_LIMIT
                      || reason == BT_REASON_TAKE_PROFIT;
  *slip = is_limit ? 0 : reference_slippage_of (r, sequence, deal);
  return reference_entry_quote (r, direction) + (direction == BT_DIRECTION_BUY ? *slip : -*slip);
}

static gint64
spread_of_fill (const Reference *r, BtDirection direction)
{
  gint64 spread = r->ask - r->bid;
  gboolean is_buy = direction == BT_DIRECTION_BUY;
  if (r->settings.price_kind == BT_SIDE_KIND_BID)
    return is_buy ? spread : 0;
  if (r->settings.price_kind == BT_SIDE_KIND_ASK)
    return is_buy ? 0 : spread;
  return is_buy ? spread - spread / 2 : spread / 2;
}

static void
add_fill (Reference *r,
          const char *order,
          const char *position,
          BtDirection direction,
          gboolean is_entry,
          gint64 volume,
          gint64 price,
          gint64 slip,
          BtFillReason reason,
          gint64 pnl,
          gint64 commission)
{
  BtFill *fill = &reference_add (r, BT_EVENT_FILLED, order)->fill;
  *fill = (BtFill){ .number = ++r->fills,
                    .bar = r->path_bar,
                    .time_usec = r->now,
                    .direction = direction,
                    .is_entry = is_entry,
                    .volume = BT_VOLUME (volume),
                    .price = BT_PRICE (price),
                    .quote = BT_PRICE (reference_entry_quote (r, direction)),
                    .reason = reason,
                    .place = r->place,
                    .slippage_points = slip,
                    .pnl = BT_MONEY (pnl),
                    .commission = BT_MONEY (commission),
                    .spread_cost = BT_MONEY (
                      reference_cost_money (r, (Wide) spread_of_fill (r, direction) * volume)),
                    .slippage_cost = BT_MONEY (reference_cost_money (r, (Wide) slip * volume)) };
  g_strlcpy (fill->order_id, order, sizeof fill->order_id);
  g_strlcpy (fill->position_id, position, sizeof fill->position_id);
}

static void
note_excursion (const Reference *r, Position *p)
{
  gint64 value = p->pnl + reference_floating (r, p);
  p->mae = MIN (p->mae, value);
  p->mfe = MAX (p->mfe, value);
}

void
reference_test_call (Reference *r)
{
  gint64 equity = reference_equity (r);
  gint64 used = reference_used (r);
  gboolean is_call
    = r->n_positions > 0 && (Wide) equity * 10000 <= (Wide) r->settings.margin_call_percent * used;
  if (is_call && !r->is_call)
    reference_add (r, BT_EVENT_MARGIN_CALL, "")->event.margin_level_percent
      = used > 0 ? reference_half_even ((Wide) equity * 10000, used) : -1;
  r->is_call = is_call;
}

static void
close_for (Reference *r,
           int index,
           gint64 volume,
           BtFillReason reason,
           const char *order,
           gint64 sequence,
           gint64 deal)
{
  Position *p = &r->positions[index];
  BtDirection direction = p->direction == BT_DIRECTION_BUY ? BT_DIRECTION_SELL : BT_DIRECTION_BUY;
  gint64 slip;
  gint64 price = price_of_fill (r, direction, reason, sequence, deal, &slip);
  gint64 pnl = reference_profit_of (r, p, volume, price);
  gint64 commission = reference_commission_of (r, volume, price);

  note_excursion (r, p);
  add_fill (r, order, p->id, direction, FALSE, volume, price, slip, reason, pnl, commission);
  p->cost = reference_settle_cost ((Fraction){ reference_multiply (p->cost.over, p->open - volume),
                                               reference_multiply (p->cost.under, p->open) });
  p->open -= volume;
  p->closed += volume;
  p->exits += (Wide) volume * price;
  p->pnl += pnl;
  p->commission += commission;
  reference_book (r, BT_LEDGER_PNL, pnl, p->id, r->now);
  if (commission != 0)
    reference_book (r, BT_LEDGER_COMMISSION, -commission, p->id, r->now);
  note_excursion (r, p);
  if (p->open > 0)
    reference_add_position (r, BT_EVENT_POSITION_CHANGED, p);
  else
    {
      gboolean is_liquidation = reason == BT_REASON_LIQUIDATION;
      reference_add_position (r, is_liquidation ? BT_EVENT_LIQUIDATED : BT_EVENT_POSITION_CLOSED,
                              p);
      BtPosition *shown
        = &g_array_index (r->happenings, Happening, r->happenings->len - 1).position;
      shown->status = is_liquidation ? BT_POSITION_LIQUIDATED : BT_POSITION_CLOSED;
      shown->exit_reason = reason;
      memmove (p, p + 1, (gsize) (r->n_positions - index - 1) * sizeof *p);
      r->n_positions--;
    }
  if (r->n_positions == 0 && r->balance < 0 && r->settings.has_negative_balance_protection)
    reference_book (r, BT_LEDGER_ADJUSTMENT, -r->balance, "", r->now);
  reference_test_call (r);
}

void
reference_close (Reference *r, int index, gint64 volume, BtFillReason reason)
{
  char id[BT_ID_SIZE];
  Position *p = &r->positions[index];
  g_strlcpy (id, p->id, sizeof id);
  p->deals++;
  close_for (r, index, volume, reason, id, p->sequence, p->deals);
}

void
reference_start_trail (const Reference *r, Position *p, gint64 trail, gint64 step)
{
  p->trail = trail;
  p->trail_step = trail > 0 ? MAX (step, 1) : 0;
  if (trail == 0)
    return;
  gint64 level = p->direction == BT_DIRECTION_BUY ? r->bid - trail : r->ask + trail;
  if (p->stop == BT_PRICE_NONE)
    p->stop = level;
  else
    p->stop = p->direction == BT_DIRECTION_BUY ? MAX (p->stop, level) : MIN (p->stop, level);
  p->trail_start = p->stop;
  if (p->first_stop == BT_PRICE_NONE)
    p->first_stop = p->stop;
}

static Position
entered (const Reference *r, const BtOrder *order, gint64 volume, gint64 price)
{
  Position p;
  if (r->settings.mode == BT_ACCOUNT_NETTING && r->n_positions > 0)
    p = r->positions[0];
  else
    {
      p = (Position){ .sequence = order->sequence,
                      .direction = order->direction,
                      .cost = { 0, 1 },
                      .stop = BT_PRICE_NONE,
                      .target = BT_PRICE_NONE,
                      .first_stop = BT_PRICE_NONE,
                      .mae = G_MAXINT64,
                      .mfe = G_MININT64,
                      .deals = 1,
                      .opened_usec = r->now };
      g_strlcpy (p.id, order->id, sizeof p.id);
    }
  p.cost = reference_settle_cost ((Fraction){
    p.cost.over + reference_multiply ((Wide) volume * price, p.cost.under), p.cost.under });
  p.open += volume;
  p.opened += volume;
  p.rate = reference_rate (r, REFERENCE_COST);
  p.shown_entry = reference_half_even (p.cost.over, reference_multiply (p.cost.under, p.open));
  return p;
}

/* As if it had been filled: equity below used margin? */
BtRefusalCode
reference_check_entry (const Reference *r, const BtOrder *order, gint64 volume)
{
  if (!reference_has_rate (r))
    return BT_REFUSAL_NO_RATE;
  gint64 slip;
  gint64 price = price_of_fill (r, order->direction, order->reason, order->sequence, 1, &slip);
  Reference *after = g_memdup2 (r, sizeof *r);
  gboolean is_added = r->settings.mode == BT_ACCOUNT_NETTING && r->n_positions > 0;
  after->positions[is_added ? 0 : after->n_positions++] = entered (r, order, volume, price);
  after->balance -= reference_commission_of (r, volume, price);
  gboolean is_short_of = reference_equity (after) < reference_used (after);
  g_free (after);
  return is_short_of ? BT_REFUSAL_INSUFFICIENT_MARGIN : BT_REFUSAL_NONE;
}

static gboolean
open_for (Reference *r, const BtOrder *order, gint64 volume)
{
  BtRefusalCode code = reference_check_entry (r, order, volume);
  if (code != BT_REFUSAL_NONE)
    {
      reference_add_refusal (r, order->id, code);
      return FALSE;
    }
  gint64 slip;
  gint64 price = price_of_fill (r, order->direction, order->reason, order->sequence, 1, &slip);
  gint64 commission = reference_commission_of (r, volume, price);
  gboolean is_added = r->settings.mode == BT_ACCOUNT_NETTING && r->n_positions > 0;
  Position *p = &r->positions[is_added ? 0 : r->n_positions];
  *p = entered (r, order, volume, price);
  add_fill (r, order->id, p->id, order->direction, TRUE, volume, price, slip, order->reason, 0,
            commission);
  p->commission += commission;
  if (commission != 0)
    reference_book (r, BT_LEDGER_COMMISSION, -commission, p->id, r->now);
  if (order->stop_loss_points != BT_PRICE_NONE)
    {
      p->stop = order->stop_loss_points;
      p->trail = 0;
      p->trail_step = 0;
      if (p->first_stop == BT_PRICE_NONE)
        p->first_stop = p->stop;
    }
  if (order->take_profit_points != BT_PRICE_NONE)
    p->target = order->take_profit_points;
  if (order->trail_points > 0)
    reference_start_trail (r, p, order->trail_points, order->trail_step_points);
  note_excursion (r, p);
  if (!is_added)
    r->n_positions++;
  reference_add_position (r, is_added ? BT_EVENT_POSITION_CHANGED : BT_EVENT_POSITION_OPENED, p);
  reference_test_call (r);
  return TRUE;
}

void
reference_remove_order (Reference *r, int index, BtEventKind kind)
{
  reference_add (r, kind, r->orders[index].id);
  memmove (&r->orders[index], &r->orders[index + 1],
           (gsize) (r->n_orders - index - 1) * sizeof r->orders[0]);
  r->n_orders--;
}

static gboolean
is_closing (const BtOrder *order)
{
  return order->reason == BT_REASON_CLOSE || order->reason == BT_REASON_CLOSE_ALL;
}

void
reference_drop_orphans (Reference *r)
{
  for (int i = 0; i < r->n_orders; i++)
    if (is_closing (&r->orders[i]) && reference_find_position (r, r->orders[i].id) < 0)
      reference_remove_order (r, i--, BT_EVENT_CANCELLED);
}

void
reference_fill_order (Reference *r, const BtOrder *order)
{
  gboolean is_filled = FALSE;
  gboolean is_refused = FALSE;
  gint64 left = order->volume.units;
  if (is_closing (order))
    {
      int index = reference_find_position (r, order->id);
      if (index >= 0)
        reference_close (r, index, MIN (left, r->positions[index].open), order->reason);
      is_filled = index >= 0;
      left = 0;
    }
  if (order->is_reduce_only || r->settings.mode == BT_ACCOUNT_NETTING)
    for (int i = 0; i < r->n_positions && left > 0; i++)
      if (r->positions[i].direction != order->direction)
        {
          gint64 volume = MIN (left, r->positions[i].open);
          gboolean is_all = volume == r->positions[i].open;
          close_for (r, i, volume, order->reason, order->id, order->sequence, 1);
          left -= volume;
          is_filled = TRUE;
          i -= is_all ? 1 : 0;
        }
  if (left > 0 && !order->is_reduce_only)
    {
      is_refused = !open_for (r, order, left);
      is_filled = is_filled || !is_refused;
    }
  if (!is_filled && !is_refused)
    reference_add (r, BT_EVENT_CANCELLED, order->id);
  for (int i = 0; i < r->n_orders && is_filled && order->oco[0] != '\0'; i++)
    if (strcmp (r->orders[i].oco, order->oco) == 0)
      reference_remove_order (r, i--, BT_EVENT_CANCELLED);
  reference_drop_orphans (r);
}

/* ---- The whole ---- */

Reference *
reference_new (const BtSessionSettings *settings,
               BtSeries *series,
               const char *rate_base,
               const char *rate_quote,
               BtSeries *rate_pair,
               ReferenceFunc func,
               gpointer user_data)
{
  Reference *r = g_new0 (Reference, 1);
  r->settings = *settings;
  r->series = bt_series_ref (series);
  if (rate_pair != NULL)
    {
      r->rate_pair = bt_series_ref (rate_pair);
      g_strlcpy (r->rate_base, rate_base, sizeof r->rate_base);
      g_strlcpy (r->rate_quote, rate_quote, sizeof r->rate_quote);
    }
  r->func = func;
  r->user_data = user_data;
  r->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  r->happenings = g_array_new (FALSE, TRUE, sizeof (Happening));
  r->bar = -1;
  r->path_bar = -1;
  r->now = bt_series_get_candle (series, 0).time_usec;
  r->place = BT_PLACE_KNOWN_QUOTE;
  r->balance = settings->balance.minor;
  r->entries = 1;
  return r;
}

void
reference_free (Reference *r)
{
  bt_series_unref (r->series);
  g_clear_pointer (&r->rate_pair, bt_series_unref);
  g_hash_table_unref (r->ids);
  g_array_unref (r->happenings);
  g_free (r);
}

char *
reference_describe_state (Reference *r)
{
  GString *text = g_string_new (NULL);
  for (int i = 0; i < r->n_positions; i++)
    {
      BtPosition shown;
      show_position (r, &r->positions[i], &shown);
      reference_describe_position (text, &shown);
      g_string_append_c (text, '\n');
    }
  gint64 equity = reference_equity (r);
  gint64 used = reference_used (r);
  BtAccountState account = {
    .balance = BT_MONEY (r->balance),
    .floating = BT_MONEY (equity - r->balance),
    .equity = BT_MONEY (equity),
    .margin = BT_MONEY (used),
    .free_margin = BT_MONEY (equity - used),
    .margin_level_percent = used > 0 ? reference_half_even ((Wide) equity * 10000, used) : -1,
  };
  reference_describe_account (text, &account);
  return g_string_free (text, FALSE);
}
