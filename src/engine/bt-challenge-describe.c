// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-challenge-figures.h"
#include "engine/bt-challenge.h"

#define PERCENT_SCALE 10000

static BtChallengeRuleState
describe_amount (gint64 limit, gint64 value)
{
  BtChallengeRuleState rule
    = { .status = BT_CHALLENGE_RULE_WITHIN, .has_value = TRUE, .limit = limit, .value = value };
  if (limit <= 0)
    return (BtChallengeRuleState){ .status = BT_CHALLENGE_RULE_OFF };
  if (value > 0 && !bt_checked_mul_div_half_even (value, PERCENT_SCALE, limit, &rule.used_percent))
    rule.used_percent = G_MAXINT64;
  return rule;
}

static BtChallengeRuleState
describe_loss (gint64 limit, gint64 from, gint64 measured_minor, gint64 flows)
{
  BtChallengeRuleState rule = describe_amount (limit, MAX (from - measured_minor, 0));
  if (limit > 0)
    rule.level_minor = from - limit + flows;
  return rule;
}

static BtChallengeRuleState
describe_target (const BtEngineState *state, const BtChallengeFigures *figures)
{
  gint64 initial = bt_challenge_initial_of (state);
  gint64 target = state->rules->challenge.target_minor;
  BtChallengeRuleState rule = describe_amount (
    target,
    bt_challenge_measure (bt_challenge_rules_of (state)->profit_measure, figures) - initial);
  if (bt_challenge_is_target_reached (state, figures))
    rule.status = BT_CHALLENGE_RULE_MET;
  if (target > 0)
    rule.level_minor = initial + target + state->challenge.flows_minor;
  return rule;
}

static BtChallengeRuleState
describe_consistency (const BtEngineState *state, const BtChallengeFigures *figures)
{
  gint64 percent = bt_challenge_rules_of (state)->consistency_percent;
  gint64 profit = figures->balance_minor - bt_challenge_initial_of (state);
  gint64 share = 0;
  if (profit > 0
      && !bt_checked_mul_div_half_even (bt_challenge_find_best_day (state, figures->balance_minor),
                                        PERCENT_SCALE, profit, &share))
    share = G_MAXINT64;
  BtChallengeRuleState rule = describe_amount (percent, share);
  rule.has_value = percent > 0 && profit > 0;
  if (rule.has_value && bt_challenge_is_consistent (state, figures->balance_minor))
    rule.status = BT_CHALLENGE_RULE_MET;
  return rule;
}

static BtChallengeRuleState
describe_hours (const BtEngineState *state, const BtChallengeFigures *figures)
{
  const BtChallengeRules *rules = bt_challenge_rules_of (state);
  if (rules->window_count == 0)
    return (BtChallengeRuleState){ .status = BT_CHALLENGE_RULE_OFF };
  return (BtChallengeRuleState){
    .status = BT_CHALLENGE_RULE_WITHIN,
    .has_value = TRUE,
    .value = bt_challenge_rules_check_hour (rules, figures->time_usec).second_of_day,
  };
}

static BtChallengeRuleState
describe_rule (const BtEngineState *state, BtChallengeRule rule, const BtChallengeFigures *figures)
{
  const BtChallengeRules *rules = bt_challenge_rules_of (state);
  const BtChallengeLimits *limits = &state->rules->challenge;
  const BtChallengeProgress *progress = &state->challenge;
  BtChallengeRuleState days = { 0 };

  switch (rule)
    {
    case BT_CHALLENGE_RULE_PROFIT_TARGET:
      return describe_target (state, figures);
    case BT_CHALLENGE_RULE_DAILY_LOSS:
      return describe_loss (limits->daily_minor, progress->day_reference_minor,
                            bt_challenge_measure (rules->daily_measure, figures),
                            progress->flows_minor);
    case BT_CHALLENGE_RULE_MAX_DRAWDOWN:
      return describe_loss (limits->drawdown_minor, progress->peak_minor, figures->equity_minor,
                            progress->flows_minor);
    case BT_CHALLENGE_RULE_MINIMUM_DAYS:
      days = describe_amount (rules->minimum_days, progress->trading_days);
      if (rules->minimum_days > 0 && bt_challenge_has_enough_days (state))
        days.status = BT_CHALLENGE_RULE_MET;
      return days;
    case BT_CHALLENGE_RULE_CONSISTENCY:
      return describe_consistency (state, figures);
    case BT_CHALLENGE_RULE_ALLOWED_HOURS:
      return describe_hours (state, figures);
    case BT_CHALLENGE_RULE_ORDER_VOLUME:
      return describe_amount (rules->max_order_volume.units, progress->largest_order_units);
    case BT_CHALLENGE_RULE_OPEN_VOLUME:
    default:
      return describe_amount (rules->max_open_volume.units, figures->open_units);
    }
}

void
bt_challenge_describe (BtEngineState *state, BtChallengeState *out)
{
  const BtChallengeProgress *progress = &state->challenge;

  *out = (BtChallengeState){ .status = progress->status };
  if (progress->status == BT_CHALLENGE_NONE)
    return;
  BtChallengeFigures figures
    = bt_challenge_is_running (state) ? bt_challenge_find_figures (state) : progress->ended_figures;
  out->ended_bar = progress->ended_bar;
  out->ended_place = progress->ended_place;
  out->ended_usec = progress->ended_figures.time_usec;
  out->trading_days = progress->trading_days;
  out->profit = BT_MONEY (figures.balance_minor - bt_challenge_initial_of (state));
  out->day_profit = BT_MONEY (figures.balance_minor - progress->day_balance_minor);
  out->best_day = BT_MONEY (bt_challenge_find_best_day (state, figures.balance_minor));
  for (guint i = 0; i < BT_N_CHALLENGE_RULES; i++)
    {
      BtChallengeRuleState *rule = &out->rules[i];
      *rule = describe_rule (state, (BtChallengeRule) i, &figures);
      rule->rule = (BtChallengeRule) i;
      if ((progress->broken_rules & (1U << i)) != 0)
        rule->status = BT_CHALLENGE_RULE_BROKEN;
    }
}
