// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-challenge-figures.h"

#include "engine/bt-margin.h"

#define PERCENT_SCALE 10000

static gint64
subtract_flows (BtEngineState *state, gint64 amount)
{
  gint64 difference = 0;
  if (!bt_checked_sub (amount, state->challenge.flows_minor, &difference))
    bt_engine_state_set_overflow (state, "a figure of the challenge");
  return difference;
}

BtChallengeFigures
bt_challenge_find_figures (BtEngineState *state)
{
  BtChallengeFigures figures = {
    .balance_minor = subtract_flows (state, state->balance_minor),
    .equity_minor = subtract_flows (state, bt_margin_equity (state, state->tick)),
    .time_usec = state->now_usec,
  };
  for (guint i = 0; i < state->holdings->len; i++)
    if (!bt_checked_add (figures.open_units, bt_engine_state_holding (state, i)->volume_open,
                         &figures.open_units))
      bt_engine_state_set_overflow (state, "the open volume");
  return figures;
}

gint64
bt_challenge_add_clamped (gint64 a, gint64 b)
{
  gint64 sum;
  if (bt_checked_add (a, b, &sum))
    return sum;
  return b > 0 ? G_MAXINT64 : G_MININT64;
}

gint64
bt_challenge_find_best_day (const BtEngineState *state, gint64 balance_minor)
{
  const BtChallengeProgress *progress = &state->challenge;
  return MAX (progress->best_day_minor,
              bt_challenge_add_clamped (balance_minor, -progress->day_balance_minor));
}

gint64
bt_challenge_measure (BtChallengeMeasure measure, const BtChallengeFigures *figures)
{
  return measure == BT_CHALLENGE_MEASURE_EQUITY ? figures->equity_minor : figures->balance_minor;
}

gboolean
bt_challenge_has_enough_days (const BtEngineState *state)
{
  return state->challenge.trading_days >= bt_challenge_rules_of (state)->minimum_days;
}

gboolean
bt_challenge_is_consistent (const BtEngineState *state, gint64 balance_minor)
{
  gint64 percent = bt_challenge_rules_of (state)->consistency_percent;
  BtInt128 profit = (BtInt128) balance_minor - bt_challenge_initial_of (state);
  return percent == 0
         || (profit > 0
             && (BtInt128) bt_challenge_find_best_day (state, balance_minor) * PERCENT_SCALE
                  <= profit * percent);
}

gboolean
bt_challenge_is_target_reached (const BtEngineState *state, const BtChallengeFigures *figures)
{
  gint64 target = state->rules->challenge.target_minor;
  BtChallengeMeasure measure = bt_challenge_rules_of (state)->profit_measure;
  return target > 0 && (measure == BT_CHALLENGE_MEASURE_EQUITY || figures->open_units == 0)
         && bt_challenge_measure (measure, figures) - bt_challenge_initial_of (state) >= target;
}
