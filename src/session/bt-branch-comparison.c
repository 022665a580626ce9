// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-branch-comparison.h"

#include "session/bt-json-writer.h"
#include "session/bt-result-json.h"

void
bt_branch_comparison_free (BtBranchComparison *comparison)
{
  if (comparison == NULL)
    return;
  g_free (comparison->id_a);
  g_free (comparison->id_b);
  g_free (comparison->name_a);
  g_free (comparison->name_b);
  g_clear_pointer (&comparison->only_a, g_array_unref);
  g_clear_pointer (&comparison->only_b, g_array_unref);
  g_clear_pointer (&comparison->different, g_array_unref);
  bt_session_report_free (comparison->a);
  bt_session_report_free (comparison->b);
  g_free (comparison);
}

/* Adds a branch: what came of it, and the trades that only it has. */
static void
write_branch (JsonBuilder *builder,
              const char *field,
              const char *id,
              const char *name,
              const BtSessionReport *report,
              const GArray *only)
{
  guint digits = bt_currency_digits (report->settings.currency);

  json_builder_set_member_name (builder, field);
  json_builder_begin_object (builder);
  bt_json_add_string (builder, "id", id);
  bt_json_add_string (builder, "name", name);
  bt_json_add_int (builder, "bars", report->bars);
  bt_json_add_time (builder, "to", report->to_usec);
  bt_json_add_int (builder, "commands", report->commands);
  bt_json_add_decimal (builder, "net_result", report->net_result.minor, digits);
  bt_json_add_decimal (builder, "final_equity", report->final_equity.minor, digits);
  bt_json_add_int (builder, "trades", report->trades);
  bt_json_add_int (builder, "wins", report->wins);
  bt_json_add_decimal (builder, "max_drawdown", report->max_drawdown.minor, digits);
  bt_json_add_ratio (builder, "max_drawdown_fraction", report->max_drawdown_fraction);
  bt_json_add_string (builder, "digest", report->digest);
  json_builder_set_member_name (builder, "only_here");
  json_builder_begin_array (builder);
  for (guint i = 0; i < only->len; i++)
    bt_json_write_position (builder, &g_array_index (only, BtPosition, i), &report->settings);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
write_different (JsonBuilder *builder, const BtBranchComparison *comparison)
{
  const BtSessionSettings *settings = &comparison->a->settings;

  json_builder_set_member_name (builder, "different");
  json_builder_begin_array (builder);
  for (guint i = 0; i < comparison->different->len; i++)
    {
      const BtTradePair *pair = &g_array_index (comparison->different, BtTradePair, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "a");
      bt_json_write_position (builder, &pair->a, settings);
      json_builder_set_member_name (builder, "b");
      bt_json_write_position (builder, &pair->b, settings);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

char *
bt_branch_comparison_to_json (const BtBranchComparison *comparison)
{
  g_return_val_if_fail (comparison != NULL, NULL);

  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  bt_json_add_string (builder, "format", "backtrade-comparison/1");
  bt_json_add_int (builder, "common_commands", comparison->common_commands);
  bt_json_add_int (builder, "parted_bar", comparison->parted_bar);
  bt_json_add_time (builder, "parted_at", comparison->parted_usec);
  json_builder_set_member_name (builder, "equity_parted_bar");
  if (comparison->has_equity_parted)
    json_builder_add_int_value (builder, comparison->equity_bar);
  else
    json_builder_add_null_value (builder);
  bt_json_add_time (builder, "equity_parted_at", comparison->equity_usec);
  bt_json_add_int (builder, "same_trades", comparison->same_trades);
  write_branch (builder, "a", comparison->id_a, comparison->name_a, comparison->a,
                comparison->only_a);
  write_branch (builder, "b", comparison->id_b, comparison->name_b, comparison->b,
                comparison->only_b);
  write_different (builder, comparison);
  json_builder_end_object (builder);
  return bt_json_to_text (builder, TRUE);
}
