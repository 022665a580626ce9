// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-challenge-json.h"
#include "session/bt-json-writer.h"
#include "session/bt-session-file.h"

/* Percentages are kept times 100. */
#define HUNDREDTHS_DIGITS 2
#define MINUTES_PER_HOUR 60
#define SECONDS_PER_MINUTE 60
#define SECONDS_PER_HOUR 3600

static const char *const WEEKDAYS[] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat" };

static void
write_amount (JsonBuilder *builder, BtChallengeAmount amount, guint money_digits)
{
  if (amount.kind == BT_CHALLENGE_AMOUNT_PERCENT)
    bt_json_add_decimal (builder, "percent", amount.value, HUNDREDTHS_DIGITS);
  else
    bt_json_add_decimal (builder, "money", amount.value, money_digits);
}

/* Opens the object of a rule, or writes null where there is none. */
static gboolean
begin_rule (JsonBuilder *builder, const char *field, gboolean has_rule)
{
  json_builder_set_member_name (builder, field);
  if (has_rule)
    json_builder_begin_object (builder);
  else
    json_builder_add_null_value (builder);
  return has_rule;
}

static void
write_clock (JsonBuilder *builder, const char *field, gint32 minute)
{
  g_autofree char *text
    = g_strdup_printf ("%02d:%02d", minute / MINUTES_PER_HOUR, minute % MINUTES_PER_HOUR);
  bt_json_add_string (builder, field, text);
}

static void
write_zone (JsonBuilder *builder, BtZone zone)
{
  g_autofree char *name = bt_zone_to_string (zone);
  bt_json_add_string (builder, "zone", name);
}

static void
write_limits (JsonBuilder *builder, const BtChallengeRules *rules, guint money_digits)
{
  if (begin_rule (builder, "profit_target", rules->profit_target.kind != BT_CHALLENGE_AMOUNT_NONE))
    {
      write_amount (builder, rules->profit_target, money_digits);
      bt_json_add_string (builder, "measured_on",
                          bt_challenge_measure_to_string (rules->profit_measure));
      json_builder_end_object (builder);
    }
  if (begin_rule (builder, "daily_loss", rules->daily_loss.kind != BT_CHALLENGE_AMOUNT_NONE))
    {
      write_amount (builder, rules->daily_loss, money_digits);
      bt_json_add_string (builder, "basis", bt_challenge_basis_to_string (rules->daily_basis));
      bt_json_add_string (builder, "measured_on",
                          bt_challenge_measure_to_string (rules->daily_measure));
      json_builder_end_object (builder);
    }
  if (begin_rule (builder, "max_drawdown", rules->max_drawdown.kind != BT_CHALLENGE_AMOUNT_NONE))
    {
      write_amount (builder, rules->max_drawdown, money_digits);
      bt_json_add_string (builder, "kind", bt_challenge_drawdown_to_string (rules->drawdown_kind));
      bt_json_add_boolean (builder, "locks_at_initial_balance", rules->is_drawdown_locked);
      json_builder_end_object (builder);
    }
}

static void
write_hours (JsonBuilder *builder, const BtChallengeRules *rules)
{
  if (!begin_rule (builder, "allowed_hours", rules->window_count > 0))
    return;
  write_zone (builder, rules->hours_zone);
  json_builder_set_member_name (builder, "windows");
  json_builder_begin_array (builder);
  for (gint32 i = 0; i < rules->window_count; i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "days");
      json_builder_begin_array (builder);
      for (guint day = 0; day < G_N_ELEMENTS (WEEKDAYS); day++)
        if ((rules->windows[i].weekdays & (1 << day)) != 0)
          json_builder_add_string_value (builder, WEEKDAYS[day]);
      json_builder_end_array (builder);
      write_clock (builder, "from", rules->windows[i].start_minute);
      write_clock (builder, "to", rules->windows[i].end_minute);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
write_volume (JsonBuilder *builder, const BtChallengeRules *rules)
{
  if (!begin_rule (builder, "max_volume",
                   rules->max_order_volume.units > 0 || rules->max_open_volume.units > 0))
    return;
  if (rules->max_order_volume.units > 0)
    bt_json_add_lots (builder, "order", rules->max_order_volume.units);
  if (rules->max_open_volume.units > 0)
    bt_json_add_lots (builder, "open", rules->max_open_volume.units);
  json_builder_end_object (builder);
}

static void
write_rules (JsonBuilder *builder, const BtChallengeRules *rules, guint money_digits)
{
  json_builder_begin_object (builder);
  bt_json_add_int (builder, "version", rules->version);
  bt_json_add_string (builder, "name", rules->name);
  json_builder_set_member_name (builder, "day");
  json_builder_begin_object (builder);
  write_clock (builder, "reset", rules->reset_minute);
  write_zone (builder, rules->reset_zone);
  json_builder_end_object (builder);
  write_limits (builder, rules, money_digits);
  bt_json_add_int (builder, "minimum_days", rules->minimum_days);
  if (rules->consistency_percent > 0)
    bt_json_add_decimal (builder, "best_day_percent", rules->consistency_percent,
                         HUNDREDTHS_DIGITS);
  else
    bt_json_add_null (builder, "best_day_percent");
  write_hours (builder, rules);
  write_volume (builder, rules);
  json_builder_end_object (builder);
}

void
bt_json_add_challenge (JsonBuilder *builder, const BtSessionSettings *settings)
{
  json_builder_set_member_name (builder, "challenge");
  write_rules (builder, &settings->challenge, bt_currency_digits (settings->currency));
}

char *
bt_challenge_rules_to_json (const BtChallengeRules *rules, const char *currency)
{
  g_return_val_if_fail (rules != NULL && currency != NULL, NULL);

  g_autoptr (JsonBuilder) builder = json_builder_new ();

  write_rules (builder, rules, bt_currency_digits (currency));
  return bt_json_to_text (builder, TRUE);
}

/* Adds a figure of a rule in its unit: money and lots as decimals, a time of the day as "HH:MM:SS".
 */
static void
write_figure (JsonBuilder *builder,
              const char *field,
              BtChallengeRule rule,
              gint64 value,
              const BtSessionSettings *settings)
{
  g_autofree char *clock = NULL;

  switch (bt_challenge_rule_get_unit (rule))
    {
    case BT_CHALLENGE_UNIT_DAYS:
      bt_json_add_int (builder, field, value);
      break;
    case BT_CHALLENGE_UNIT_PERCENT:
      bt_json_add_decimal (builder, field, value, HUNDREDTHS_DIGITS);
      break;
    case BT_CHALLENGE_UNIT_SECONDS:
      clock = g_strdup_printf ("%02d:%02d:%02d", (int) (value / SECONDS_PER_HOUR),
                               (int) (value % SECONDS_PER_HOUR / SECONDS_PER_MINUTE),
                               (int) (value % SECONDS_PER_MINUTE));
      bt_json_add_string (builder, field, clock);
      break;
    case BT_CHALLENGE_UNIT_VOLUME:
      bt_json_add_lots (builder, field, value);
      break;
    case BT_CHALLENGE_UNIT_MONEY:
    default:
      bt_json_add_decimal (builder, field, value, bt_currency_digits (settings->currency));
      break;
    }
}

static void
write_violation (JsonBuilder *builder,
                 const BtViolation *violation,
                 const BtSessionSettings *settings)
{
  guint digits = settings->instrument.digits;

  json_builder_begin_object (builder);
  bt_json_add_string (builder, "rule", bt_challenge_rule_to_string (violation->rule));
  bt_json_add_string (builder, "order", violation->order_id);
  bt_json_add_int (builder, "bar", violation->bar);
  bt_json_add_time (builder, "time", violation->time_usec);
  bt_json_add_string (builder, "place", bt_place_to_string (violation->place));
  if (violation->tick_number > 0)
    bt_json_add_int (builder, "tick", violation->tick_number - 1);
  bt_json_add_decimal (builder, "bid", violation->bid_points, digits);
  bt_json_add_decimal (builder, "ask", violation->ask_points, digits);
  write_figure (builder, "limit", violation->rule, violation->limit, settings);
  write_figure (builder, "value", violation->rule, violation->value, settings);
  write_figure (builder, "excess", violation->rule, violation->excess, settings);
  bt_json_add_string (builder, "message", violation->message);
  json_builder_end_object (builder);
}

void
bt_json_add_violations (JsonBuilder *builder,
                        const BtViolation *violations,
                        gsize count,
                        const BtSessionSettings *settings)
{
  json_builder_set_member_name (builder, "violations");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < count; i++)
    write_violation (builder, &violations[i], settings);
  json_builder_end_array (builder);
}

static gboolean
has_level (BtChallengeRule rule)
{
  return bt_challenge_rule_get_unit (rule) == BT_CHALLENGE_UNIT_MONEY;
}

static void
write_rule_state (JsonBuilder *builder,
                  const BtChallengeRuleState *rule,
                  const BtSessionSettings *settings)
{
  gboolean has_limit = rule->rule != BT_CHALLENGE_RULE_ALLOWED_HOURS;

  json_builder_begin_object (builder);
  bt_json_add_string (builder, "rule", bt_challenge_rule_to_string (rule->rule));
  bt_json_add_string (builder, "status", bt_challenge_rule_status_to_string (rule->status));
  if (has_limit)
    write_figure (builder, "limit", rule->rule, rule->limit, settings);
  if (rule->has_value)
    write_figure (builder, "value", rule->rule, rule->value, settings);
  else
    bt_json_add_null (builder, "value");
  if (has_limit)
    bt_json_add_decimal (builder, "used_percent", rule->used_percent, HUNDREDTHS_DIGITS);
  if (has_level (rule->rule))
    bt_json_add_decimal (builder, "level", rule->level_minor,
                         bt_currency_digits (settings->currency));
  json_builder_end_object (builder);
}

void
bt_json_add_challenge_state (JsonBuilder *builder,
                             const BtChallengeState *state,
                             const BtSessionSettings *settings)
{
  guint money = bt_currency_digits (settings->currency);
  gboolean has_ended = state->status == BT_CHALLENGE_PASSED || state->status == BT_CHALLENGE_FAILED;

  json_builder_set_member_name (builder, "challenge");
  json_builder_begin_object (builder);
  bt_json_add_string (builder, "name", settings->challenge.name);
  bt_json_add_int (builder, "version", settings->challenge.version);
  bt_json_add_string (builder, "status", bt_challenge_status_to_string (state->status));
  if (has_ended)
    {
      bt_json_add_int (builder, "ended_bar", state->ended_bar);
      bt_json_add_time (builder, "ended_at", state->ended_usec);
      bt_json_add_string (builder, "ended_place", bt_place_to_string (state->ended_place));
    }
  bt_json_add_int (builder, "trading_days", state->trading_days);
  bt_json_add_decimal (builder, "profit", state->profit.minor, money);
  bt_json_add_decimal (builder, "day_profit", state->day_profit.minor, money);
  bt_json_add_decimal (builder, "best_day", state->best_day.minor, money);
  json_builder_set_member_name (builder, "rules");
  json_builder_begin_array (builder);
  for (guint i = 0; i < BT_N_CHALLENGE_RULES; i++)
    if (state->rules[i].status != BT_CHALLENGE_RULE_OFF)
      write_rule_state (builder, &state->rules[i], settings);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}
