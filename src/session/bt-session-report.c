// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-session-report.h"

#include "base/bt-checked.h"
#include "session/bt-json-writer.h"
#include "session/bt-policy-json.h"
#include "session/bt-position-result.h"
#include "session/bt-result-json.h"
#include "session/bt-session-file.h"

void
bt_session_report_free (BtSessionReport *report)
{
  if (report == NULL)
    return;
  g_free (report->name);
  g_free (report->session_id);
  g_free (report->digest);
  g_free (report->branch);
  g_free (report->dataset_hash);
  g_free (report->curve);
  g_free (report->positions);
  g_free (report->ledger);
  bt_policy_sensitivity_free (report->policies);
  g_free (report);
}

/* Adds the figures of the head: what was played and what came of it. */
static void
write_head (JsonBuilder *builder, const BtSessionReport *report, guint digits)
{
  bt_json_add_string (builder, "session", report->session_id);
  bt_json_add_string (builder, "name", report->name);
  bt_json_add_string (builder, "digest", report->digest);
  bt_json_add_string (builder, "dataset_sha256", report->dataset_hash);
  bt_json_add_time (builder, "from", report->from_usec);
  bt_json_add_time (builder, "to", report->to_usec);
  bt_json_add_int (builder, "bars", report->bars);
  bt_json_add_int (builder, "commands", report->commands);
  bt_json_add_string (builder, "branch", report->branch);
  bt_json_add_int (builder, "branches", report->branches);
  bt_json_add_int (builder, "rewinds", report->rewinds);
  bt_json_add_string (builder, "currency", report->settings.currency);
  bt_json_add_decimal (builder, "initial_balance", report->initial_balance.minor, digits);
  bt_json_add_decimal (builder, "final_balance", report->final_balance.minor, digits);
  bt_json_add_decimal (builder, "final_equity", report->final_equity.minor, digits);
  bt_json_add_decimal (builder, "net_result", report->net_result.minor, digits);
  bt_json_add_ratio (builder, "return", report->return_fraction);
}

/* Adds the figures of the trades. */
static void
write_figures (JsonBuilder *builder, const BtSessionReport *report, guint digits)
{
  double unit = (double) bt_power_of_ten (digits);

  bt_json_add_int (builder, "trades", report->trades);
  bt_json_add_int (builder, "wins", report->wins);
  bt_json_add_int (builder, "losses", report->losses);
  bt_json_add_ratio (builder, "win_rate", report->win_rate);
  bt_json_add_ratio (builder, "win_rate_low", report->win_rate_low);
  bt_json_add_ratio (builder, "win_rate_high", report->win_rate_high);
  bt_json_add_decimal (builder, "gross_profit", report->gross_profit.minor, digits);
  bt_json_add_decimal (builder, "gross_loss", report->gross_loss.minor, digits);
  bt_json_add_ratio (builder, "profit_factor", report->profit_factor);
  bt_json_add_ratio (builder, "expectancy", report->expectancy / unit);
  bt_json_add_ratio (builder, "expectancy_r", report->expectancy_r);
  bt_json_add_int (builder, "expectancy_r_count", report->expectancy_r_count);
  bt_json_add_decimal (builder, "average_win", report->average_win.minor, digits);
  bt_json_add_decimal (builder, "average_loss", report->average_loss.minor, digits);
  bt_json_add_decimal (builder, "largest_win", report->largest_win.minor, digits);
  bt_json_add_decimal (builder, "largest_loss", report->largest_loss.minor, digits);
  bt_json_add_decimal (builder, "max_drawdown", report->max_drawdown.minor, digits);
  bt_json_add_ratio (builder, "max_drawdown_fraction", report->max_drawdown_fraction);
  bt_json_add_time (builder, "drawdown_from", report->drawdown_from_usec);
  bt_json_add_time (builder, "drawdown_to", report->drawdown_to_usec);
  bt_json_add_decimal (builder, "commission", report->commission.minor, digits);
  bt_json_add_decimal (builder, "swap", report->swap.minor, digits);
  bt_json_add_decimal (builder, "spread_cost", report->spread_cost.minor, digits);
  bt_json_add_decimal (builder, "slippage_cost", report->slippage_cost.minor, digits);
  bt_json_add_int (builder, "fills", report->fills);
  bt_json_add_int (builder, "ambiguous_fills", report->ambiguous_fills);
}

/* Adds the curve: time, balance and equity of each point. */
static void
write_curve (JsonBuilder *builder, const BtSessionReport *report, guint digits)
{
  json_builder_set_member_name (builder, "curve");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->curve_length; i++)
    {
      json_builder_begin_object (builder);
      bt_json_add_time (builder, "time", report->curve[i].time_usec);
      bt_json_add_decimal (builder, "balance", report->curve[i].balance.minor, digits);
      bt_json_add_decimal (builder, "equity", report->curve[i].equity.minor, digits);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

char *
bt_session_report_to_json (const BtSessionReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *settings = bt_session_settings_to_json (&report->settings);
  guint digits = bt_currency_digits (report->settings.currency);

  json_builder_begin_object (builder);
  bt_json_add_string (builder, "format", "backtrade-report/1");
  write_head (builder, report, digits);
  write_figures (builder, report, digits);
  json_builder_set_member_name (builder, "settings");
  json_builder_add_value (builder, json_from_string (settings, NULL));
  bt_json_add_positions (builder, report->positions, report->positions_length, &report->settings);
  bt_json_add_ledger (builder, report->ledger, report->ledger_length, &report->settings);
  bt_json_add_policies (builder, report->policies, &report->settings);
  write_curve (builder, report, digits);
  json_builder_end_object (builder);
  return bt_json_to_text (builder, TRUE);
}

/* Appends a field, in quotes where RFC 4180 wants them, and what follows it. */
static void
append_field (GString *text, const char *field, const char *end)
{
  if (strpbrk (field, ",\"\r\n") == NULL)
    g_string_append (text, field);
  else
    {
      g_autofree char *quoted = g_strdup (field);
      g_auto (GStrv) parts = g_strsplit (quoted, "\"", -1);
      g_autofree char *doubled = g_strjoinv ("\"\"", parts);

      g_string_append_printf (text, "\"%s\"", doubled);
    }
  g_string_append (text, end);
}

static void
append_decimal (GString *text, gint64 value, guint digits, const char *end)
{
  char buffer[BT_DECIMAL_BUFFER];

  append_field (text, bt_decimal_format (value, digits, buffer), end);
}

/* Appends a price in points, or nothing where there is none. */
static void
append_price (GString *text, gint64 points, guint digits)
{
  if (points == BT_PRICE_NONE)
    append_field (text, "", ",");
  else
    append_decimal (text, points, digits, ",");
}

static void
append_time (GString *text, gint64 time_usec, const char *end)
{
  g_autofree char *time = time_usec == BT_TIME_NONE ? g_strdup ("") : bt_time_to_string (time_usec);

  append_field (text, time, end);
}

/* Appends the line of one position. */
static void
append_trade (GString *text, const BtPosition *position, const BtSessionSettings *settings)
{
  guint money = bt_currency_digits (settings->currency);
  guint digits = settings->instrument.digits;
  char buffer[BT_DECIMAL_BUFFER];
  char ratio[G_ASCII_DTOSTR_BUF_SIZE] = "";
  gboolean is_open = position->status == BT_POSITION_OPEN;
  double multiple;

  if (!is_open && bt_position_get_risk_multiple (position, settings, &multiple))
    g_ascii_formatd (ratio, sizeof ratio, "%.4f", multiple);
  append_field (text, position->id, ",");
  append_field (text, bt_position_status_to_string (position->status), ",");
  append_field (text, bt_direction_to_string (position->direction), ",");
  append_field (text, bt_decimal_format_short (position->volume.units, BT_VOLUME_DIGITS, 2, buffer),
                ",");
  append_time (text, position->opened_usec, ",");
  append_price (text, position->entry_price.points, digits);
  append_time (text, position->closed_usec, ",");
  append_price (text, position->exit_points, digits);
  append_field (text, is_open ? "" : bt_fill_reason_to_string (position->exit_reason), ",");
  append_price (text, position->initial_stop_points, digits);
  append_decimal (text, position->pnl.minor + position->floating.minor, money, ",");
  append_decimal (text, position->commission.minor, money, ",");
  append_decimal (text, position->swap.minor, money, ",");
  append_decimal (text, bt_position_get_net (position).minor + position->floating.minor, money,
                  ",");
  append_field (text, ratio, ",");
  append_decimal (text, position->mae.minor, money, ",");
  append_decimal (text, position->mfe.minor, money, "\r\n");
}

char *
bt_session_report_trades_to_csv (const BtSessionReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  GString *text = g_string_new ("id,status,side,lots,opened_at,entry_price,closed_at,exit_price,"
                                "exit_reason,initial_sl,pnl,commission,swap,net,r,mae,mfe\r\n");

  for (guint i = 0; i < report->positions_length; i++)
    append_trade (text, &report->positions[i], &report->settings);
  return g_string_free (text, FALSE);
}

/* Appends a line of the summary. */
static void
append_count (GString *text, const char *name, gint64 value)
{
  g_string_append_printf (text, "%s,%" G_GINT64_FORMAT "\r\n", name, value);
}

static void
append_figure (GString *text, const char *name, const char *value)
{
  append_field (text, name, ",");
  append_field (text, value != NULL ? value : "", "\r\n");
}

static void
append_money (GString *text, const char *name, BtMoney value, guint digits)
{
  append_field (text, name, ",");
  append_decimal (text, value.minor, digits, "\r\n");
}

char *
bt_session_report_summary_to_csv (const BtSessionReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  GString *text = g_string_new ("figure,value\r\n");
  guint money = bt_currency_digits (report->settings.currency);

  append_figure (text, "session", report->session_id);
  append_figure (text, "name", report->name);
  append_figure (text, "digest", report->digest);
  append_figure (text, "dataset_sha256", report->dataset_hash);
  append_field (text, "from", ",");
  append_time (text, report->from_usec, "\r\n");
  append_field (text, "to", ",");
  append_time (text, report->to_usec, "\r\n");
  append_count (text, "bars", report->bars);
  append_count (text, "commands", report->commands);
  append_figure (text, "branch", report->branch);
  append_count (text, "branches", report->branches);
  append_count (text, "rewinds", report->rewinds);
  append_figure (text, "currency", report->settings.currency);
  append_money (text, "initial_balance", report->initial_balance, money);
  append_money (text, "final_balance", report->final_balance, money);
  append_money (text, "final_equity", report->final_equity, money);
  append_money (text, "net_result", report->net_result, money);
  append_money (text, "max_drawdown", report->max_drawdown, money);
  append_count (text, "trades", report->trades);
  append_count (text, "wins", report->wins);
  append_count (text, "losses", report->losses);
  append_count (text, "fills", report->fills);
  append_count (text, "ambiguous_fills", report->ambiguous_fills);
  return g_string_free (text, FALSE);
}

char *
bt_session_report_ledger_to_csv (const BtSessionReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  GString *text = g_string_new ("number,time,type,position,amount,balance_after\r\n");
  guint money = bt_currency_digits (report->settings.currency);

  for (guint i = 0; i < report->ledger_length; i++)
    {
      const BtLedgerEntry *entry = &report->ledger[i];

      g_string_append_printf (text, "%" G_GINT64_FORMAT ",", entry->number);
      append_time (text, entry->time_usec, ",");
      append_field (text, bt_ledger_type_to_string (entry->type), ",");
      append_field (text, entry->position_id, ",");
      append_decimal (text, entry->amount.minor, money, ",");
      append_decimal (text, entry->balance_after.minor, money, "\r\n");
    }
  return g_string_free (text, FALSE);
}

/* Appends a line about a policy: two figures, of the session's own policy and of this one, and
 * their difference. */
static void
append_policy_money (GString *text,
                     BtPathPolicy policy,
                     const char *what,
                     const char *id,
                     const BtMoney *own,
                     const BtMoney *other,
                     const char *detail,
                     guint money)
{
  append_field (text, bt_path_policy_to_string (policy), ",");
  append_field (text, what, ",,");
  append_field (text, id, ",,");
  if (own != NULL)
    append_decimal (text, own->minor, money, "");
  append_field (text, "", ",");
  if (other != NULL)
    append_decimal (text, other->minor, money, "");
  append_field (text, "", ",");
  if (own != NULL && other != NULL)
    append_decimal (text, other->minor - own->minor, money, "");
  append_field (text, "", ",");
  append_field (text, detail, "\r\n");
}

static const char *
describe_answer (const BtRefusal *refusal)
{
  return refusal->code == BT_REFUSAL_NONE ? "accepted" : bt_refusal_code_to_string (refusal->code);
}

/* Appends the commands that are answered otherwise and the orders that are refused. */
static void
append_policy_answers (GString *text, const BtPolicyOutcome *outcome)
{
  const char *policy = bt_path_policy_to_string (outcome->policy);

  for (guint i = 0; i < outcome->answers_length; i++)
    {
      const BtPolicyAnswer *answer = &outcome->answers[i];
      gboolean is_other = answer->other.code != BT_REFUSAL_NONE;

      append_field (text, policy, ",");
      g_string_append_printf (text, "command,%" G_GINT64_FORMAT ",", answer->number);
      append_field (text, answer->id, ",");
      append_time (text, answer->time_usec, ",");
      append_field (text, describe_answer (&answer->own), ",");
      append_field (text, describe_answer (&answer->other), ",,");
      append_field (text, is_other ? answer->other.message : answer->own.message, "\r\n");
    }
  for (guint i = 0; i < outcome->refusals_length; i++)
    {
      append_field (text, policy, ",order,,");
      append_field (text, outcome->refusals[i].order_id, ",,accepted,");
      append_field (text, describe_answer (&outcome->refusals[i]), ",,");
      append_field (text, outcome->refusals[i].message, "\r\n");
    }
}

static void
append_outcome (GString *text, const BtPolicyOutcome *outcome, BtMoney own_net, guint money)
{
  const char *how = outcome->stopped != NULL ? outcome->stopped
                    : outcome->challenge != BT_CHALLENGE_NONE
                      ? bt_challenge_status_to_string (outcome->challenge)
                      : "";

  append_policy_money (text, outcome->policy, "result", "", &own_net, &outcome->net_result, how,
                       money);
  for (guint i = 0; i < outcome->trades_length; i++)
    {
      const BtPolicyTrade *trade = &outcome->changed_trades[i];
      g_autofree char *ends = g_strdup_printf (
        "%s, %s", trade->has_own ? bt_position_status_to_string (trade->own_status) : "-",
        trade->has_other ? bt_position_status_to_string (trade->other_status) : "-");

      append_policy_money (text, outcome->policy, "trade", trade->id,
                           trade->has_own ? &trade->own_net : NULL,
                           trade->has_other ? &trade->other_net : NULL, ends, money);
    }
  append_policy_answers (text, outcome);
}

char *
bt_session_report_policies_to_csv (const BtSessionReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  GString *text = g_string_new ("policy,what,number,id,time,own,here,difference,detail\r\n");
  const BtPolicySensitivity *policies = report->policies;
  guint money = bt_currency_digits (report->settings.currency);

  if (policies == NULL)
    return g_string_free (text, FALSE);
  for (guint i = 0; i < BT_POLICY_OUTCOMES; i++)
    append_outcome (text, &policies->outcomes[i], policies->outcomes[0].net_result, money);
  for (guint i = 0; i < policies->ambiguous_length; i++)
    {
      const BtFill *fill = &policies->ambiguous[i];

      append_field (text, bt_path_policy_to_string (report->settings.policy), ",");
      g_string_append_printf (text, "ambiguous_fill,%" G_GINT64_FORMAT ",", fill->number);
      append_field (text, fill->position_id, ",");
      append_time (text, fill->time_usec, ",");
      append_price (text, fill->price.points, report->settings.instrument.digits);
      append_field (text, bt_fill_reason_to_string (fill->reason), ",,");
      append_field (text, bt_place_to_string (fill->place), "\r\n");
    }
  return g_string_free (text, FALSE);
}
