// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"
#include "cli/bt-cli-values.h"
#include "market/bt-session-settings.h"
#include "store/bt-dataset-table.h"

#include <glib/gi18n.h>

/* What a store job reads or changes. */
typedef struct
{
  gint64 id;
  GPtrArray *datasets;
  BtDataset *dataset;
} Lookup;

static gboolean
list_job (BtDb *db, gpointer data, GError **error)
{
  Lookup *lookup = data;

  lookup->datasets = bt_dataset_table_list (db, error);
  return lookup->datasets != NULL;
}

static gboolean
get_job (BtDb *db, gpointer data, GError **error)
{
  Lookup *lookup = data;

  lookup->dataset = bt_dataset_table_get (db, lookup->id, error);
  return lookup->dataset != NULL;
}

static gboolean
delete_job (BtDb *db, gpointer data, GError **error)
{
  Lookup *lookup = data;

  return bt_dataset_table_delete (db, lookup->id, error);
}

/* Adds the fields that a list shows to the object that is open. */
static void
add_fields (JsonBuilder *builder, const BtDataset *dataset)
{
  g_autofree char *hash = bt_hash_to_string (&dataset->hash);
  const char grade[] = { dataset->grade, '\0' };

  bt_cli_json_add_int (builder, "id", dataset->id);
  bt_cli_json_add_string (builder, "symbol", dataset->instrument.symbol);
  bt_cli_json_add_string (builder, "timeframe", bt_timeframe_to_string (dataset->timeframe));
  bt_cli_json_add_string (builder, "side", bt_price_kind_to_string (dataset->kind));
  bt_cli_json_add_int (builder, "rows", dataset->rows);
  bt_cli_json_add_time (builder, "first", dataset->first_usec);
  bt_cli_json_add_time (builder, "last", dataset->last_usec);
  bt_cli_json_add_boolean (builder, "has_spread", dataset->has_spread);
  bt_cli_json_add_string (builder, "grade", grade);
  bt_cli_json_add_int (builder, "bytes", dataset->bytes);
  bt_cli_json_add_string (builder, "source", dataset->source);
  bt_cli_json_add_boolean (builder, "synthetic", dataset->is_synthetic);
  bt_cli_json_add_time (builder, "imported", dataset->imported_usec);
  bt_cli_json_add_string (builder, "sha256", hash);
}

static void
print_list_json (GPtrArray *datasets)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < datasets->len; i++)
    {
      json_builder_begin_object (builder);
      add_fields (builder, datasets->pdata[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  bt_cli_print_json (builder);
}

static void
print_list (GPtrArray *datasets)
{
  const char *const headings[] = { _ ("ID"),          _ ("Symbol"),     _ ("TF"),    _ ("Candles"),
                                   _ ("First (UTC)"), _ ("Last (UTC)"), _ ("Grade"), _ ("Source") };
  g_autoptr (BtCliTable) table = bt_cli_table_new ("rllrllll", headings);

  for (guint i = 0; i < datasets->len; i++)
    {
      const BtDataset *dataset = datasets->pdata[i];
      g_autofree char *first = bt_cli_format_time (dataset->first_usec);
      g_autofree char *last = bt_cli_format_time (dataset->last_usec);

      bt_cli_table_add (table, "%" G_GINT64_FORMAT, dataset->id);
      bt_cli_table_add (table, "%s", dataset->instrument.symbol);
      bt_cli_table_add (table, "%s", bt_timeframe_to_string (dataset->timeframe));
      bt_cli_table_add (table, "%" G_GINT64_FORMAT, dataset->rows);
      bt_cli_table_add (table, "%s", first);
      bt_cli_table_add (table, "%s", last);
      bt_cli_table_add (table, "%c", dataset->grade);
      bt_cli_table_add (table, "%s", dataset->source);
    }
  bt_cli_table_print (table);
}

static BtCliStatus
show_dataset (BtCli *cli, const BtDataset *dataset)
{
  if (!bt_cli_is_json (cli))
    {
      g_autofree char *first = bt_cli_format_time (dataset->first_usec);
      g_autofree char *last = bt_cli_format_time (dataset->last_usec);
      g_autofree char *hash = bt_hash_to_string (&dataset->hash);

      g_print (_ ("Dataset %s: %s %s, %s prices, grade %c\n"), bt_cli_format_int (dataset->id).text,
               dataset->instrument.symbol, bt_timeframe_to_string (dataset->timeframe),
               bt_price_kind_to_string (dataset->kind), dataset->grade);
      g_print (_ ("%s candles, %s to %s UTC, %s bytes\n"), bt_cli_format_int (dataset->rows).text,
               first, last, bt_cli_format_int (dataset->bytes).text);
      g_print (_ ("Source: %s\nSHA-256: %s\n"), dataset->source, hash);
      return BT_CLI_DONE;
    }

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_fields (builder, dataset);
  bt_cli_json_add_instrument (builder, "instrument", &dataset->instrument);
  bt_cli_json_add_document (builder, "report", dataset->report_json);
  json_builder_end_object (builder);
  bt_cli_print_json (builder);
  return BT_CLI_DONE;
}

/* Reads the options and the one operand of `dataset show` and `dataset delete`. */
static gboolean
parse_id (BtCli *cli, const BtCliSyntax *syntax, char **arguments, gint64 *id, BtCliStatus *status)
{
  g_auto (GStrv) operands = NULL;

  if (!bt_cli_parse (cli, syntax, NULL, arguments, &operands, status))
    return FALSE;
  *status = BT_CLI_USAGE;
  return bt_cli_read_int (cli, "ID", operands[0], 1, G_MAXINT64, id);
}

static BtCliStatus
run_show (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax
    = { .name = "dataset show",
        .operands = N_ ("ID"),
        .summary = N_ ("Shows a dataset and the quality report of its import."),
        .min_operands = 1,
        .max_operands = 1 };
  g_autoptr (GError) error = NULL;
  Lookup lookup = { 0 };
  BtCliStatus status;

  if (!parse_id (cli, &syntax, arguments, &lookup.id, &status))
    return status;
  BtStore *store = bt_cli_get_store (cli, &error);
  if (store == NULL || !bt_store_run (store, get_job, &lookup, &error))
    return bt_cli_fail (cli, error);
  g_autoptr (BtDataset) dataset = lookup.dataset;
  return show_dataset (cli, dataset);
}

static BtCliStatus
run_delete (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax = { .name = "dataset delete",
                               .operands = N_ ("ID"),
                               .summary = N_ ("Deletes a dataset that no session needs."),
                               .min_operands = 1,
                               .max_operands = 1 };
  g_autoptr (GError) error = NULL;
  Lookup lookup = { 0 };
  BtCliStatus status;

  if (!parse_id (cli, &syntax, arguments, &lookup.id, &status))
    return status;
  BtStore *store = bt_cli_get_store (cli, &error);
  if (store == NULL || !bt_store_run (store, delete_job, &lookup, &error))
    return bt_cli_fail (cli, error);
  bt_store_notify_datasets (store);
  if (!bt_cli_is_json (cli))
    {
      g_print (_ ("Dataset %s is deleted.\n"), bt_cli_format_int (lookup.id).text);
      return BT_CLI_DONE;
    }

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  bt_cli_json_add_int (builder, "deleted", lookup.id);
  json_builder_end_object (builder);
  bt_cli_print_json (builder);
  return BT_CLI_DONE;
}

BtCliStatus
bt_cli_datasets (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax
    = { .name = "datasets", .summary = N_ ("Lists what is stored in the data folder.") };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  Lookup lookup = { 0 };
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, NULL, arguments, &operands, &status))
    return status;
  BtStore *store = bt_cli_get_store (cli, &error);
  if (store == NULL || !bt_store_run (store, list_job, &lookup, &error))
    return bt_cli_fail (cli, error);
  g_autoptr (GPtrArray) datasets = lookup.datasets;
  if (bt_cli_is_json (cli))
    print_list_json (datasets);
  else if (datasets->len == 0)
    g_print ("%s\n", _ ("Nothing is stored yet. “backtrade-cli import FILE” stores candles."));
  else
    print_list (datasets);
  return BT_CLI_DONE;
}

BtCliStatus
bt_cli_dataset (BtCli *cli, char **arguments)
{
  static const BtCliCommand commands[] = {
    { "show", N_ ("Show a dataset and its quality report"), run_show },
    { "delete", N_ ("Delete a dataset that no session needs"), run_delete },
  };

  return bt_cli_run_nested (cli, "dataset", commands, G_N_ELEMENTS (commands), arguments);
}
