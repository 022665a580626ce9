// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"
#include "source/bt-dataset-regrade.h"
#include "source/bt-specification-import.h"

#include <glib/gi18n.h>

static void
add_names (JsonBuilder *builder, const char *field, const GPtrArray *names)
{
  json_builder_set_member_name (builder, field);
  json_builder_begin_array (builder);
  for (guint i = 0; i < names->len; i++)
    json_builder_add_string_value (builder, names->pdata[i]);
  json_builder_end_array (builder);
}

static void
add_notes (JsonBuilder *builder, const GPtrArray *notes)
{
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < notes->len; i++)
    {
      const BtSpecificationNote *note = notes->pdata[i];

      json_builder_begin_object (builder);
      bt_cli_json_add_int (builder, "line", note->line);
      bt_cli_json_add_int (builder, "column", note->column);
      bt_cli_json_add_string (builder, "heading", note->heading);
      bt_cli_json_add_string (builder, "message", note->message);
      bt_cli_json_add_boolean (builder, "fault", note->is_bad);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_change (JsonBuilder *builder, const BtSpecificationChange *change)
{
  json_builder_begin_object (builder);
  bt_cli_json_add_string (builder, "symbol", change->after.symbol);
  bt_cli_json_add_int (builder, "line", change->line);
  bt_cli_json_add_boolean (builder, "new", change->is_new);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint field = 0; field < BT_INSTRUMENT_N_FIELDS; field++)
    {
      g_autofree char *before = bt_instrument_get_field (&change->before, field);
      g_autofree char *after = bt_instrument_get_field (&change->after, field);

      if (g_str_equal (before, after))
        continue;
      json_builder_begin_object (builder);
      bt_cli_json_add_string (builder, "field", bt_instrument_field_to_string (field));
      bt_cli_json_add_string (builder, "old", before);
      bt_cli_json_add_string (builder, "new", after);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_plan_json (const BtSpecificationPlan *plan, gboolean is_stored)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  bt_cli_json_add_string (builder, "file", plan->table->path);
  bt_cli_json_add_boolean (builder, "stored", is_stored);
  bt_cli_json_add_int (builder, "rows", plan->table->rows->len);
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      const BtSpecificationChange *change
        = &g_array_index (plan->changes, BtSpecificationChange, i);
      if (change->is_changed)
        add_change (builder, change);
    }
  json_builder_end_array (builder);
  add_names (builder, "unknown_columns", plan->table->unknown);
  add_names (builder, "unused_columns", plan->table->unused);
  add_notes (builder, plan->table->notes);
  json_builder_end_object (builder);
  bt_cli_print_json (builder);
}

static void
print_change (const BtSpecificationChange *change)
{
  g_print ("%s%s\n", change->after.symbol, change->is_new ? _ (" (new)") : "");
  for (guint field = 0; field < BT_INSTRUMENT_N_FIELDS; field++)
    {
      g_autofree char *before = bt_instrument_get_field (&change->before, field);
      g_autofree char *after = bt_instrument_get_field (&change->after, field);

      if (!g_str_equal (before, after))
        g_print ("  %s: %s → %s\n", bt_instrument_field_to_string (field),
                 *before != '\0' ? before : "–", *after != '\0' ? after : "–");
    }
}

static void
print_names (const char *title, const GPtrArray *names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) names->pdata[i]);
  if (names->len > 0)
    g_print ("%s %s\n", title, text->str);
}

static void
print_plan (const BtSpecificationPlan *plan)
{
  const BtSpecificationTable *table = plan->table;

  for (guint i = 0; i < plan->changes->len; i++)
    {
      const BtSpecificationChange *change
        = &g_array_index (plan->changes, BtSpecificationChange, i);
      if (change->is_changed)
        print_change (change);
    }
  print_names (_ ("Columns that are not known:"), table->unknown);
  print_names (_ ("Columns that are not used:"), table->unused);
  for (guint i = 0; i < table->notes->len; i++)
    {
      const BtSpecificationNote *note = table->notes->pdata[i];
      const char *kind = note->is_bad ? _ ("fault") : _ ("note");

      if (note->column > 0)
        /* Translators: “fault” or “note”, then a line, a column, its heading and what is wrong. */
        g_print (_ ("%s, line %s, column %u (%s): %s\n"), kind, bt_cli_format_int (note->line).text,
                 note->column, note->heading, note->message);
      else
        g_print (_ ("%s, line %s: %s\n"), kind, bt_cli_format_int (note->line).text, note->message);
    }
}

/* Stores a plan without faults. */
static BtCliStatus
store_plan (BtCli *cli, BtStore *store, const BtSpecificationPlan *plan)
{
  g_autoptr (GError) error = NULL;
  const guint count = bt_specification_plan_count_changes (plan);

  if (!bt_specification_plan_store (plan, store, &error)
      || !bt_dataset_regrade_stale (store, NULL, NULL, &error))
    return bt_cli_fail (cli, error);
  if (bt_cli_is_json (cli))
    print_plan_json (plan, TRUE);
  else
    g_print (ngettext ("%u instrument is stored.\n", "%u instruments are stored.\n", count), count);
  return BT_CLI_DONE;
}

BtCliStatus
bt_cli_instrument_import (BtCli *cli, char **arguments)
{
  gboolean is_dry = FALSE;
  g_autofree char *zone_name = NULL;
  const GOptionEntry entries[] = { { "dry-run", 0, 0, G_OPTION_ARG_NONE, &is_dry,
                                     N_ ("Show what would change; store nothing"), NULL },
                                   { "timezone", 0, 0, G_OPTION_ARG_STRING, &zone_name,
                                     N_ ("Zone of trading hours that name none"), N_ ("ZONE") },
                                   { NULL, 0, 0, 0, NULL, NULL, NULL } };
  const BtCliSyntax syntax
    = { .name = "instrument import",
        .operands = N_ ("FILE"),
        .summary = N_ ("Reads a broker's table of specifications (CSV), shows what changes, and "
                       "stores all of it, or nothing when a cell is wrong."),
        .min_operands = 1,
        .max_operands = 1 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  BtCliStatus status;
  BtZone zone = BT_ZONE (BT_ZONE_UTC);

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  if (zone_name != NULL && !bt_zone_parse (zone_name, &zone, &error))
    return bt_cli_fail_input (cli, "--timezone: %s", error->message);
  BtStore *store = bt_cli_get_store (cli, &error);
  g_autoptr (BtSpecificationPlan) plan
    = store != NULL
        ? bt_specification_plan_new (store, operands[0], zone_name != NULL ? &zone : NULL, &error)
        : NULL;
  if (plan == NULL)
    return bt_cli_fail (cli, error);
  const gboolean has_faults = bt_specification_table_has_faults (plan->table);
  if (bt_cli_is_json (cli) && (is_dry || has_faults))
    print_plan_json (plan, FALSE);
  if (!bt_cli_is_json (cli))
    print_plan (plan);
  if (has_faults)
    {
      g_printerr ("backtrade-cli: %s\n", _ ("Nothing is stored: some cells are wrong"));
      return BT_CLI_INPUT;
    }
  return is_dry ? BT_CLI_DONE : store_plan (cli, store, plan);
}
