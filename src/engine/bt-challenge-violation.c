// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-challenge-violation.h"

#include "engine/bt-refusal.h"

#define SECONDS_PER_MINUTE 60
#define SECONDS_PER_HOUR 3600
/* Room for the largest figure with its unit. */
#define FIGURE_SIZE BT_REFUSAL_MONEY_SIZE

static const char *
format_figure (const BtRules *rules,
               BtChallengeUnit unit,
               gint64 value,
               char buffer[static FIGURE_SIZE])
{
  char digits[BT_DECIMAL_BUFFER];
  switch (unit)
    {
    case BT_CHALLENGE_UNIT_MONEY:
      return bt_refusal_format_money (rules, value, buffer);
    case BT_CHALLENGE_UNIT_VOLUME:
      g_snprintf (buffer, FIGURE_SIZE, "%s lots",
                  bt_decimal_format_short (value, BT_VOLUME_DIGITS, 2, digits));
      break;
    case BT_CHALLENGE_UNIT_SECONDS:
      g_snprintf (buffer, FIGURE_SIZE, "%02d:%02d:%02d", (int) (value / SECONDS_PER_HOUR),
                  (int) (value % SECONDS_PER_HOUR / SECONDS_PER_MINUTE),
                  (int) (value % SECONDS_PER_MINUTE));
      break;
    case BT_CHALLENGE_UNIT_DAYS:
    case BT_CHALLENGE_UNIT_PERCENT:
    default:
      g_snprintf (buffer, FIGURE_SIZE, "%" G_GINT64_FORMAT, value);
    }
  return buffer;
}

static const char *
describe_value (BtChallengeRule rule)
{
  switch (rule)
    {
    case BT_CHALLENGE_RULE_DAILY_LOSS:
      return "the loss of the day is";
    case BT_CHALLENGE_RULE_MAX_DRAWDOWN:
      return "the drawdown is";
    case BT_CHALLENGE_RULE_ALLOWED_HOURS:
      return "a position was opened at";
    case BT_CHALLENGE_RULE_ORDER_VOLUME:
      return "an order opened with";
    case BT_CHALLENGE_RULE_OPEN_VOLUME:
      return "what is open in all is";
    case BT_CHALLENGE_RULE_PROFIT_TARGET:
    case BT_CHALLENGE_RULE_MINIMUM_DAYS:
    case BT_CHALLENGE_RULE_CONSISTENCY:
    default:
      /* Conditions of passing do not break. */
      g_assert_not_reached ();
    }
}

static void
write_message (const BtRules *rules, BtViolation *violation)
{
  BtChallengeUnit unit = bt_challenge_rule_get_unit (violation->rule);
  char value[FIGURE_SIZE];
  char limit[FIGURE_SIZE];
  char excess[FIGURE_SIZE];
  (void) format_figure (rules, unit, violation->value, value);
  (void) format_figure (rules, unit, violation->limit, limit);
  (void) format_figure (rules, unit, violation->excess, excess);
  if (unit == BT_CHALLENGE_UNIT_SECONDS)
    g_snprintf (violation->message, sizeof violation->message,
                "%s %s, which is %s away from the nearest hour allowed, %s",
                describe_value (violation->rule), value, excess, limit);
  else
    g_snprintf (violation->message, sizeof violation->message, "%s %s, %s more than the %s allowed",
                describe_value (violation->rule), value, excess, limit);
}

void
bt_challenge_violation_add (BtEngineState *state,
                            BtChallengeRule rule,
                            const char *order_id,
                            gint64 limit,
                            gint64 value,
                            gint64 excess)
{
  state->challenge.broken_rules |= 1U << rule;
  if (state->is_trial)
    return;
  BtViolation violation = {
    .number = (gint64) state->violations->len + 1,
    .rule = rule,
    .bar = state->path_bar,
    .time_usec = state->now_usec,
    .place = state->place,
    .tick_number = state->tick_number,
    .bid_points = state->tick.bid,
    .ask_points = state->tick.ask,
    .limit = limit,
    .value = value,
    .excess = excess,
  };
  g_strlcpy (violation.order_id, order_id, sizeof violation.order_id);
  write_message (state->rules, &violation);
  g_array_append_val (state->violations, violation);
  bt_engine_state_add_event_index (state, BT_EVENT_RULE_BROKEN, order_id,
                                   state->violations->len - 1);
}
