// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-challenge.h"

#include "engine/bt-challenge-figures.h"
#include "engine/bt-challenge-violation.h"
#include "engine/bt-margin.h"

void
bt_challenge_prepare (BtRules *rules)
{
  const BtSessionSettings *settings = &rules->settings;
  const BtChallengeRules *challenge = &settings->challenge;

  if (!settings->has_challenge)
    return;
  rules->challenge = (BtChallengeLimits){
    .target_minor = bt_challenge_amount_resolve (challenge->profit_target, settings->balance),
    .daily_minor = bt_challenge_amount_resolve (challenge->daily_loss, settings->balance),
    .drawdown_minor = bt_challenge_amount_resolve (challenge->max_drawdown, settings->balance),
  };
}

void
bt_challenge_start (BtEngineState *state)
{
  gint64 initial = bt_challenge_initial_of (state);

  if (!state->rules->settings.has_challenge)
    return;
  state->challenge = (BtChallengeProgress){
    .status = BT_CHALLENGE_RUNNING,
    .next_reset_usec = G_MAXINT64,
    .day_reference_minor = initial,
    .day_balance_minor = initial,
    .peak_minor = initial,
    .last_trading_day_usec = BT_TIME_NONE,
  };
  if (state->rules->columns->length > 0)
    state->challenge.next_reset_usec = bt_challenge_rules_next_reset (
      bt_challenge_rules_of (state), state->rules->columns->time_usec[0]);
}

/* A locked floor rises no further than the initial balance, so the figure it hangs from rises no
 * further than a drawdown above it. */
static void
raise_peak (BtEngineState *state, gint64 equity_minor)
{
  BtChallengeProgress *progress = &state->challenge;
  gint64 peak = MAX (progress->peak_minor, equity_minor);
  if (bt_challenge_rules_of (state)->is_drawdown_locked)
    peak = MIN (peak, bt_challenge_initial_of (state) + state->rules->challenge.drawdown_minor);
  progress->peak_minor = MAX (progress->peak_minor, peak);
}

void
bt_challenge_pass_reset (BtEngineState *state, gint64 time_usec)
{
  BtChallengeProgress *progress = &state->challenge;
  BtChallengeFigures figures = bt_challenge_find_figures (state);
  gint64 next = state->holdings->len == 0 ? time_usec : progress->next_reset_usec;

  progress->best_day_minor = bt_challenge_find_best_day (state, figures.balance_minor);
  progress->day_balance_minor = figures.balance_minor;
  switch (bt_challenge_rules_of (state)->daily_basis)
    {
    case BT_CHALLENGE_BASIS_EQUITY:
      progress->day_reference_minor = figures.equity_minor;
      break;
    case BT_CHALLENGE_BASIS_HIGHER:
      progress->day_reference_minor = MAX (figures.balance_minor, figures.equity_minor);
      break;
    case BT_CHALLENGE_BASIS_BALANCE:
    default:
      progress->day_reference_minor = figures.balance_minor;
      break;
    }
  if (bt_challenge_rules_of (state)->drawdown_kind == BT_CHALLENGE_DRAWDOWN_END_OF_DAY)
    raise_peak (state, figures.equity_minor);
  progress->next_reset_usec = bt_challenge_rules_next_reset (bt_challenge_rules_of (state), next);
}

void
bt_challenge_add_flow (BtEngineState *state, gint64 amount_minor)
{
  gint64 *flows = &state->challenge.flows_minor;
  if (!bt_checked_add (*flows, amount_minor, flows))
    bt_engine_state_set_overflow (state, "what was deposited and withdrawn");
}

static void
check_limit (
  BtEngineState *state, BtChallengeRule rule, const char *order_id, gint64 limit, gint64 value)
{
  if (limit > 0 && value > limit)
    bt_challenge_violation_add (state, rule, order_id, limit, value, value - limit);
}

static void
check_losses (BtEngineState *state, const BtChallengeFigures *figures)
{
  const BtChallengeProgress *progress = &state->challenge;
  const BtChallengeLimits *limits = &state->rules->challenge;
  gint64 of_day = bt_challenge_measure (bt_challenge_rules_of (state)->daily_measure, figures);

  check_limit (state, BT_CHALLENGE_RULE_DAILY_LOSS, "", limits->daily_minor,
               bt_challenge_add_clamped (progress->day_reference_minor, -of_day));
  check_limit (state, BT_CHALLENGE_RULE_MAX_DRAWDOWN, "", limits->drawdown_minor,
               bt_challenge_add_clamped (progress->peak_minor, -figures->equity_minor));
}

static void
check_entry (BtEngineState *state, const BtOrder *order, const BtChallengeFigures *figures)
{
  const BtChallengeRules *rules = bt_challenge_rules_of (state);
  BtChallengeHour hour = bt_challenge_rules_check_hour (rules, state->now_usec);

  if (!hour.is_allowed)
    bt_challenge_violation_add (state, BT_CHALLENGE_RULE_ALLOWED_HOURS, order->id,
                                hour.nearest_second, hour.second_of_day, hour.distance_seconds);
  check_limit (state, BT_CHALLENGE_RULE_ORDER_VOLUME, order->id, rules->max_order_volume.units,
               order->volume.units);
  check_limit (state, BT_CHALLENGE_RULE_OPEN_VOLUME, order->id, rules->max_open_volume.units,
               figures->open_units);
}

static void
end_challenge (BtEngineState *state, BtChallengeStatus status, const BtChallengeFigures *figures)
{
  BtChallengeProgress *progress = &state->challenge;
  progress->status = status;
  progress->ended_bar = state->path_bar;
  progress->ended_place = state->place;
  progress->ended_figures = *figures;
}

/* Holds everything against the figures; order is NULL but for an entry. */
static void
check (BtEngineState *state, const BtOrder *order, gboolean is_vertex)
{
  if (!bt_challenge_is_running (state) || state->overflow != NULL)
    return;
  BtChallengeFigures figures = bt_challenge_find_figures (state);
  if (is_vertex && bt_challenge_rules_of (state)->drawdown_kind == BT_CHALLENGE_DRAWDOWN_TRAILING)
    raise_peak (state, figures.equity_minor);
  check_losses (state, &figures);
  if (order != NULL)
    check_entry (state, order, &figures);
  if (state->challenge.broken_rules != 0)
    end_challenge (state, BT_CHALLENGE_FAILED, &figures);
  else if (bt_challenge_is_target_reached (state, &figures) && bt_challenge_has_enough_days (state)
           && bt_challenge_is_consistent (state, figures.balance_minor))
    {
      end_challenge (state, BT_CHALLENGE_PASSED, &figures);
      bt_engine_state_add_event (state, BT_EVENT_CHALLENGE_PASSED, "");
    }
}

void
bt_challenge_check (BtEngineState *state)
{
  check (state, NULL, FALSE);
}

void
bt_challenge_check_vertex (BtEngineState *state)
{
  check (state, NULL, TRUE);
}

void
bt_challenge_check_entry (BtEngineState *state, const BtOrder *order)
{
  BtChallengeProgress *progress = &state->challenge;
  if (!bt_challenge_is_running (state))
    return;
  if (progress->last_trading_day_usec != progress->next_reset_usec)
    {
      progress->last_trading_day_usec = progress->next_reset_usec;
      progress->trading_days++;
    }
  progress->largest_order_units = MAX (progress->largest_order_units, order->volume.units);
  check (state, order, TRUE);
}

BtChallengeBounds
bt_challenge_get_bounds (const BtEngineState *state)
{
  const BtChallengeProgress *progress = &state->challenge;
  const BtChallengeLimits *limits = &state->rules->challenge;
  const BtChallengeRules *rules = bt_challenge_rules_of (state);
  gint64 flows = progress->flows_minor;
  BtChallengeBounds bounds = { .floor_minor = G_MININT64, .ceiling_minor = G_MAXINT64 };

  if (!bt_challenge_is_running (state))
    return bounds;
  if (limits->daily_minor > 0 && rules->daily_measure == BT_CHALLENGE_MEASURE_EQUITY)
    bounds.floor_minor = bt_challenge_add_clamped (
      bt_challenge_add_clamped (progress->day_reference_minor, -limits->daily_minor), flows);
  if (limits->drawdown_minor > 0)
    {
      bounds.floor_minor
        = MAX (bounds.floor_minor,
               bt_challenge_add_clamped (
                 bt_challenge_add_clamped (progress->peak_minor, -limits->drawdown_minor), flows));
      bounds.is_peak_followed
        = rules->drawdown_kind == BT_CHALLENGE_DRAWDOWN_TRAILING
          && (!rules->is_drawdown_locked
              || progress->peak_minor < bt_challenge_initial_of (state) + limits->drawdown_minor);
      bounds.peak_minor = bt_challenge_add_clamped (progress->peak_minor, flows);
      bounds.trail_minor = limits->drawdown_minor;
    }
  if (limits->target_minor > 0 && rules->profit_measure == BT_CHALLENGE_MEASURE_EQUITY
      && bt_challenge_has_enough_days (state)
      && bt_challenge_is_consistent (state,
                                     bt_challenge_add_clamped (state->balance_minor, -flows)))
    bounds.ceiling_minor
      = bt_challenge_add_clamped (bt_challenge_initial_of (state) + limits->target_minor, flows);
  return bounds;
}

gboolean
bt_challenge_find_break (BtEngineState *state, gint64 to_bid, gint64 *out_bid)
{
  if (!bt_challenge_is_running (state))
    return FALSE;
  BtChallengeBounds bounds = bt_challenge_get_bounds (state);
  return bt_margin_find_equity (state, to_bid, bounds.floor_minor, bounds.ceiling_minor, out_bid);
}

void
bt_challenge_raise_peak (BtEngineState *state, BtTick tick)
{
  raise_peak (state, bt_challenge_add_clamped (bt_margin_equity (state, tick),
                                               -state->challenge.flows_minor));
}
