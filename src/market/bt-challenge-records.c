// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-challenge-records.h"

#include "market/bt-name-table.h"

static const char *const rules[]
  = { "profit_target", "daily_loss",    "max_drawdown", "minimum_days",
      "consistency",   "allowed_hours", "order_volume", "open_volume" };
static const char *const rule_statuses[] = { "off", "within", "met", "broken" };
static const char *const statuses[] = { "none", "running", "passed", "failed" };

BtChallengeUnit
bt_challenge_rule_get_unit (BtChallengeRule rule)
{
  switch (rule)
    {
    case BT_CHALLENGE_RULE_MINIMUM_DAYS:
      return BT_CHALLENGE_UNIT_DAYS;
    case BT_CHALLENGE_RULE_CONSISTENCY:
      return BT_CHALLENGE_UNIT_PERCENT;
    case BT_CHALLENGE_RULE_ALLOWED_HOURS:
      return BT_CHALLENGE_UNIT_SECONDS;
    case BT_CHALLENGE_RULE_ORDER_VOLUME:
    case BT_CHALLENGE_RULE_OPEN_VOLUME:
      return BT_CHALLENGE_UNIT_VOLUME;
    case BT_CHALLENGE_RULE_PROFIT_TARGET:
    case BT_CHALLENGE_RULE_DAILY_LOSS:
    case BT_CHALLENGE_RULE_MAX_DRAWDOWN:
    default:
      return BT_CHALLENGE_UNIT_MONEY;
    }
}

const char *
bt_challenge_rule_to_string (BtChallengeRule rule)
{
  return bt_name_table_get (rules, G_N_ELEMENTS (rules), rule);
}

const char *
bt_challenge_rule_status_to_string (BtChallengeRuleStatus status)
{
  return bt_name_table_get (rule_statuses, G_N_ELEMENTS (rule_statuses), status);
}

const char *
bt_challenge_status_to_string (BtChallengeStatus status)
{
  return bt_name_table_get (statuses, G_N_ELEMENTS (statuses), status);
}
