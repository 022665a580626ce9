// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-engine-state.h"

#include "engine/bt-position-record.h"

#include <string.h>

static void
copy_array (GArray *target, const GArray *source)
{
  g_array_set_size (target, 0);
  if (source->len > 0)
    g_array_append_vals (target, source->data, source->len);
}

static gboolean
is_notable (BtEventKind kind)
{
  switch (kind)
    {
    case BT_EVENT_REFUSED:
    case BT_EVENT_TRIGGERED:
    case BT_EVENT_FILLED:
    case BT_EVENT_EXPIRED:
    case BT_EVENT_MARGIN_CALL:
    case BT_EVENT_LIQUIDATED:
    case BT_EVENT_RULE_BROKEN:
    case BT_EVENT_CHALLENGE_PASSED:
      return TRUE;
    case BT_EVENT_ACCEPTED:
    case BT_EVENT_CANCELLED:
    case BT_EVENT_POSITION_OPENED:
    case BT_EVENT_POSITION_CHANGED:
    case BT_EVENT_POSITION_CLOSED:
    case BT_EVENT_LEDGER:
    case BT_EVENT_ENDED:
    default:
      return FALSE;
    }
}

static BtEventEntry *
append_event (BtEngineState *state, BtEventKind kind, const char *id)
{
  BtEventEntry entry = {
    .kind = kind,
    .bar = state->path_bar,
    .command = state->command,
    .price_points = BT_PRICE_NONE,
  };
  if (is_notable (kind))
    state->has_notable_event = TRUE;
  g_strlcpy (entry.id, id, sizeof entry.id);
  g_array_append_val (state->events, entry);
  return &g_array_index (state->events, BtEventEntry, state->events->len - 1);
}

void
bt_engine_state_init (BtEngineState *state, const BtRules *rules, gboolean is_trial)
{
  *state = (BtEngineState){
    .rules = rules,
    .is_trial = is_trial,
    .bar = -1,
    .path_bar = -1,
    .place = BT_PLACE_KNOWN_QUOTE,
    .now_usec = bt_rules_clock (rules, -1),
    .rollover_usec = BT_TIME_NONE,
    .holdings = g_array_new (FALSE, FALSE, sizeof (BtHolding)),
    .orders = g_array_new (FALSE, FALSE, sizeof (BtOrder)),
    .fills = g_array_new (FALSE, FALSE, sizeof (BtFill)),
    .ledger = g_array_new (FALSE, FALSE, sizeof (BtLedgerEntry)),
    .refusals = g_array_new (FALSE, FALSE, sizeof (BtRefusal)),
    .violations = g_array_new (FALSE, FALSE, sizeof (BtViolation)),
    .positions = g_array_new (FALSE, FALSE, sizeof (BtPosition)),
    .events = g_array_new (FALSE, FALSE, sizeof (BtEventEntry)),
    .event_positions = g_array_new (FALSE, FALSE, sizeof (BtPosition)),
  };
}

void
bt_engine_state_clear (BtEngineState *state)
{
  g_clear_pointer (&state->holdings, g_array_unref);
  g_clear_pointer (&state->orders, g_array_unref);
  g_clear_pointer (&state->fills, g_array_unref);
  g_clear_pointer (&state->ledger, g_array_unref);
  g_clear_pointer (&state->refusals, g_array_unref);
  g_clear_pointer (&state->violations, g_array_unref);
  g_clear_pointer (&state->positions, g_array_unref);
  g_clear_pointer (&state->events, g_array_unref);
  g_clear_pointer (&state->event_positions, g_array_unref);
}

/* Copies all but the logs, which each state keeps as its own. */
static void
copy_working (BtEngineState *target, const BtEngineState *source)
{
  BtEngineState kept = *target;
  *target = *source;
  target->is_trial = kept.is_trial;
  target->holdings = kept.holdings;
  target->orders = kept.orders;
  target->fills = kept.fills;
  target->ledger = kept.ledger;
  target->refusals = kept.refusals;
  target->violations = kept.violations;
  target->positions = kept.positions;
  target->events = kept.events;
  target->event_positions = kept.event_positions;
  copy_array (target->holdings, source->holdings);
  copy_array (target->orders, source->orders);
}

void
bt_engine_state_copy_trial (BtEngineState *target, const BtEngineState *source)
{
  g_assert (target->is_trial);
  copy_working (target, source);
  g_array_set_size (target->fills, 0);
}

BtLogLengths
bt_engine_state_get_lengths (const BtEngineState *state)
{
  return (BtLogLengths){
    .fills = state->fills->len,
    .ledger = state->ledger->len,
    .refusals = state->refusals->len,
    .violations = state->violations->len,
    .positions = state->positions->len,
  };
}

void
bt_engine_state_restore (BtEngineState *state, const BtEngineState *saved, BtLogLengths lengths)
{
  copy_working (state, saved);
  g_array_set_size (state->fills, lengths.fills);
  g_array_set_size (state->ledger, lengths.ledger);
  g_array_set_size (state->refusals, lengths.refusals);
  g_array_set_size (state->violations, lengths.violations);
  g_array_set_size (state->positions, lengths.positions);
  g_array_set_size (state->events, 0);
  g_array_set_size (state->event_positions, 0);
}

void
bt_engine_state_copy_all (BtEngineState *target, const BtEngineState *source)
{
  g_assert (!target->is_trial && !source->is_trial);
  const BtRules *rules = target->rules;
  copy_working (target, source);
  target->rules = rules;
  copy_array (target->fills, source->fills);
  copy_array (target->ledger, source->ledger);
  copy_array (target->refusals, source->refusals);
  copy_array (target->violations, source->violations);
  copy_array (target->positions, source->positions);
}

/* Brings a log to a length: cuts it, or appends what source has there. */
static void
follow_log (GArray *log, const GArray *source, guint length)
{
  if (log->len >= length)
    g_array_set_size (log, length);
  else
    g_array_append_vals (log, source->data + (gsize) log->len * g_array_get_element_size (log),
                         length - log->len);
}

void
bt_engine_state_follow (BtEngineState *target,
                        const BtEngineState *source,
                        const BtEngineState *at,
                        BtLogLengths lengths)
{
  g_assert (!target->is_trial && !source->is_trial);
  const BtRules *rules = target->rules;
  guint common = MIN (target->positions->len, lengths.positions);

  /* What was open in target may have ended since; what is open at the point is written last. */
  for (guint i = 0; i < target->holdings->len; i++)
    {
      gsize index = bt_engine_state_holding (target, i)->index;
      if (index < common)
        g_array_index (target->positions, BtPosition, index)
          = g_array_index (source->positions, BtPosition, index);
    }
  follow_log (target->fills, source->fills, lengths.fills);
  follow_log (target->ledger, source->ledger, lengths.ledger);
  follow_log (target->refusals, source->refusals, lengths.refusals);
  follow_log (target->violations, source->violations, lengths.violations);
  follow_log (target->positions, source->positions, lengths.positions);
  g_array_set_size (target->events, 0);
  g_array_set_size (target->event_positions, 0);
  copy_working (target, at);
  target->rules = rules;
  bt_position_record_update_all (target);
}

void
bt_engine_state_resolve_event (const BtEngineState *state,
                               const BtEventEntry *entry,
                               BtEvent *event)
{
  *event = (BtEvent){
    .kind = entry->kind,
    .bar = entry->bar,
    .command = entry->command,
    .id = entry->id,
    .price_points = entry->price_points,
    .margin_level_percent = entry->margin_level_percent,
  };
  switch (entry->kind)
    {
    case BT_EVENT_FILLED:
      event->fill = &g_array_index (state->fills, BtFill, entry->index);
      break;
    case BT_EVENT_LEDGER:
      event->ledger = &g_array_index (state->ledger, BtLedgerEntry, entry->index);
      break;
    case BT_EVENT_REFUSED:
      event->refusal = &g_array_index (state->refusals, BtRefusal, entry->index);
      break;
    case BT_EVENT_RULE_BROKEN:
      event->violation = &g_array_index (state->violations, BtViolation, entry->index);
      break;
    case BT_EVENT_POSITION_OPENED:
    case BT_EVENT_POSITION_CHANGED:
    case BT_EVENT_POSITION_CLOSED:
    case BT_EVENT_LIQUIDATED:
      event->position = &g_array_index (state->event_positions, BtPosition, entry->index);
      break;
    case BT_EVENT_ACCEPTED:
    case BT_EVENT_TRIGGERED:
    case BT_EVENT_CANCELLED:
    case BT_EVENT_EXPIRED:
    case BT_EVENT_MARGIN_CALL:
    case BT_EVENT_CHALLENGE_PASSED:
    case BT_EVENT_ENDED:
    default:
      break;
    }
}

void
bt_engine_state_set_overflow (BtEngineState *state, const char *what)
{
  if (state->overflow == NULL)
    state->overflow = what;
}

int
bt_engine_state_find_holding (const BtEngineState *state, const char *id)
{
  for (guint i = 0; i < state->holdings->len; i++)
    if (strcmp (bt_engine_state_holding (state, i)->id, id) == 0)
      return (int) i;
  return -1;
}

int
bt_engine_state_find_order (const BtEngineState *state, const char *id)
{
  for (guint i = 0; i < state->orders->len; i++)
    if (strcmp (bt_engine_state_order (state, i)->id, id) == 0)
      return (int) i;
  return -1;
}

gint64
bt_rules_spread (const BtRules *rules, gint64 bar)
{
  const gint32 *column = rules->columns->spread_points;
  if (column != NULL && column[bar] >= 0)
    return column[bar];
  return rules->settings.spread_points;
}

BtTick
bt_rules_tick (const BtRules *rules, gint64 price_points, gint64 spread_points)
{
  switch (rules->settings.price_kind)
    {
    case BT_SIDE_KIND_ASK:
      return (BtTick){ .bid = price_points - spread_points, .ask = price_points };
    case BT_SIDE_KIND_MID:
      {
        gint64 bid = price_points - spread_points / 2;
        return (BtTick){ .bid = bid, .ask = bid + spread_points };
      }
    case BT_SIDE_KIND_BID:
    default:
      return (BtTick){ .bid = price_points, .ask = price_points + spread_points };
    }
}

BtTickRange
bt_rules_find_ticks (const BtRules *rules, gint64 bar)
{
  BtTickRange range = { 0 };
  if (rules->ticks == NULL)
    return range;
  gint64 opening_usec = rules->columns->time_usec[bar];
  range.first = bt_tick_series_find (rules->ticks, opening_usec);
  range.end = bt_tick_series_find (rules->ticks, opening_usec + rules->candle_usec);
  return range;
}

BtTick
bt_rules_known_tick (const BtRules *rules, gint64 bar)
{
  BtTickRange range = bt_rules_find_ticks (rules, bar);
  if (range.first == range.end)
    return bt_rules_tick (rules, rules->columns->close_points[bar], bt_rules_spread (rules, bar));
  const BtTickColumns *ticks = bt_tick_series_get_columns (rules->ticks);
  return (BtTick){ .bid = ticks->bid_points[range.end - 1],
                   .ask = ticks->ask_points[range.end - 1] };
}

gint64
bt_rules_clock (const BtRules *rules, gint64 bar)
{
  if (rules->columns->length == 0)
    return 0;
  if (bar < 0)
    return rules->columns->time_usec[0];
  return rules->columns->time_usec[bar] + rules->candle_usec;
}

void
bt_engine_state_add_event (BtEngineState *state, BtEventKind kind, const char *id)
{
  if (!state->is_trial)
    append_event (state, kind, id);
}

void
bt_engine_state_add_event_index (BtEngineState *state,
                                 BtEventKind kind,
                                 const char *id,
                                 gsize index)
{
  if (!state->is_trial)
    append_event (state, kind, id)->index = index;
}

void
bt_engine_state_add_triggered (BtEngineState *state, const char *id, gint64 price_points)
{
  if (!state->is_trial)
    append_event (state, BT_EVENT_TRIGGERED, id)->price_points = price_points;
}

void
bt_engine_state_add_margin_call (BtEngineState *state, gint64 level_percent)
{
  if (!state->is_trial)
    append_event (state, BT_EVENT_MARGIN_CALL, "")->margin_level_percent = level_percent;
}

void
bt_engine_state_add_position_event (BtEngineState *state,
                                    BtEventKind kind,
                                    const BtHolding *holding)
{
  if (state->is_trial)
    return;
  BtPosition position = g_array_index (state->positions, BtPosition, holding->index);
  bt_position_record_update (&position, state, holding);
  g_array_append_val (state->event_positions, position);
  append_event (state, kind, holding->id)->index = state->event_positions->len - 1;
}

void
bt_engine_state_add_refusal (BtEngineState *state, const BtRefusal *refusal)
{
  if (state->is_trial)
    return;
  g_array_append_vals (state->refusals, refusal, 1);
  append_event (state, BT_EVENT_REFUSED, refusal->order_id)->index = state->refusals->len - 1;
}
