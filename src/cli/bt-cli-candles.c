// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"
#include "cli/bt-cli-query.h"
#include "cli/bt-cli-values.h"
#include "source/bt-dataset-export.h"
#include "store/bt-packed-stream.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* What is written in place of a timeframe for ticks. */
#define TICKS "ticks"

/* What the options say. */
typedef struct
{
  char *from;
  char *to;
  char *last;
  char *format;
  char *zone;
  char *output;
  char *packing;
} Options;

/* What is asked for, and what the store job brings. */
typedef struct
{
  const char *symbol;
  BtDatasetExport export;
  BtPacking packing;
  BtDataset *dataset;
} Query;

static void
clear_options (Options *options)
{
  g_free (options->from);
  g_free (options->to);
  g_free (options->last);
  g_free (options->format);
  g_free (options->zone);
  g_free (options->output);
  g_free (options->packing);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* Returns the latest import of a symbol that has ticks. */
static BtDataset *
find_ticks (BtDb *db, const char *symbol, GError **error)
{
  g_autoptr (GPtrArray) list = bt_dataset_table_list (db, error);

  for (guint i = list != NULL ? list->len : 0; i > 0; i--)
    {
      const BtDataset *dataset = g_ptr_array_index (list, i - 1);
      if (dataset->tick_rows > 0 && g_ascii_strcasecmp (dataset->instrument.symbol, symbol) == 0)
        return bt_dataset_table_get (db, dataset->id, error);
    }
  if (list != NULL)
    g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                 "there is no dataset of %s with ticks", symbol);
  return NULL;
}

static gboolean
find_job (BtDb *db, gpointer data, GError **error)
{
  Query *query = data;

  if (!bt_cli_query_find_day (db, &query->export.day, error))
    return FALSE;
  query->dataset = query->export.has_ticks
                     ? find_ticks (db, query->symbol, error)
                     : bt_dataset_table_find (db, query->symbol, query->export.timeframe,
                                              query->export.from_usec, error);
  query->export.dataset = query->dataset;
  return query->dataset != NULL;
}

/* Writes to standard output, packed as asked. */
static gboolean
write_out (BtStore *store, const Query *query, GError **error)
{
  g_autoptr (GOutputStream) standard = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (GOutputStream) out = bt_packed_stream_new (standard, query->packing);

  return bt_dataset_export (store, &query->export, out, NULL, error)
         && g_output_stream_close (out, NULL, error);
}

/* Says where the rows are, to those who read documents. */
static void
print_file (BtCli *cli, const char *path)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *shown = g_filename_display_name (path);

  if (!bt_cli_is_json (cli))
    return;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, shown);
  json_builder_end_object (builder);
  bt_cli_print_json (builder);
}

static BtCliStatus
export_rows (BtCli *cli, Query *query, const char *path)
{
  g_autoptr (GError) error = NULL;
  BtStore *store = bt_cli_get_store (cli, &error);

  if (store == NULL || !bt_store_run (store, find_job, query, &error))
    return bt_cli_fail (cli, error);
  g_autoptr (BtDataset) dataset = query->dataset;
  if (path == NULL)
    return write_out (store, query, &error) ? BT_CLI_DONE : bt_cli_fail (cli, error);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  if (!bt_dataset_export_file (store, &query->export, file, query->packing, NULL, &error))
    return bt_cli_fail (cli, error);
  print_file (cli, path);
  return BT_CLI_DONE;
}

/* Reads the format: what is said, else what the file's name ends with. With --json standard output
 * has a document and nothing else. */
static gboolean
read_format (BtCli *cli, const Options *options, gboolean *is_json)
{
  *is_json = bt_cli_is_json (cli);
  if (options->format != NULL)
    *is_json = strcmp (options->format, "json") == 0;
  else if (options->output != NULL && bt_dataset_export_is_json_name (options->output))
    *is_json = TRUE;
  if (*is_json || options->format == NULL)
    return TRUE;
  if (strcmp (options->format, "csv") != 0)
    bt_cli_fail_usage (cli, _ ("--format: “%s” is not csv or json"), options->format);
  else if (bt_cli_is_json (cli) && options->output == NULL)
    bt_cli_fail_usage (cli, _ ("--format csv and --json exclude each other"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_packing (BtCli *cli, const Options *options, BtPacking *packing)
{
  *packing = options->output != NULL ? bt_packing_from_name (options->output) : BT_PACKING_NONE;
  if (options->packing == NULL || bt_packing_parse (options->packing, packing))
    return TRUE;
  bt_cli_fail_usage (cli, _ ("--compress: “%s” is not gz, zst or none"), options->packing);
  return FALSE;
}

static gboolean
read_query (BtCli *cli, const Options *options, char **operands, Query *query)
{
  BtDatasetExport *export = &query->export;

  query->symbol = operands[0];
  *export = (BtDatasetExport){ .from_usec = BT_TIME_NONE, .to_usec = BT_TIME_NONE, .last = -1 };
  export->has_ticks = g_ascii_strcasecmp (operands[1], TICKS) == 0;
  export->has_zone = options->zone != NULL;
  return (export->has_ticks || bt_cli_read_timeframe (cli, "TF", operands[1], &export->timeframe))
         && bt_cli_read_time (cli, "--from", options->from, &export->from_usec)
         && bt_cli_read_time (cli, "--to", options->to, &export->to_usec)
         && bt_cli_read_int (cli, "--last", options->last, 0, G_MAXINT64, &export->last)
         && bt_cli_read_zone (cli, "--timezone", options->zone, &export->zone)
         && read_format (cli, options, &export->is_json)
         && read_packing (cli, options, &query->packing);
}

BtCliStatus
bt_cli_candles (BtCli *cli, char **arguments)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_ ("From this time on"), "T" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_ ("Before this time"), "T" },
    { "last", 0, 0, G_OPTION_ARG_STRING, &options.last, N_ ("Only the last N of them"), "N" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_ ("The form of the output"),
      "csv|json" },
    { "timezone", 0, 0, G_OPTION_ARG_STRING, &options.zone,
      N_ ("The zone of the times that are written"), "Z" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &options.output,
      N_ ("Write to a file; .json, .gz and .zst at the end of its name say how"), N_ ("FILE") },
    { "compress", 0, 0, G_OPTION_ARG_STRING, &options.packing, N_ ("Compress the output"),
      "gz|zst|none" },
    { NULL },
  };
  const BtCliSyntax syntax = {
    .name = "candles",
    .operands = N_ ("SYMBOL TF"),
    .summary
    = N_ ("Prints the candles of the latest import of a symbol, at its timeframe or a higher one."),
    .description
    = N_ ("TF is any number of minutes or hours up to a day (M1, M90, H4), D1, W1, MN, or "
          "“ticks”. Candles are those whose opening lies in the range. Times are UTC unless "
          "--timezone says otherwise."),
    .min_operands = 2,
    .max_operands = 2,
  };
  g_auto (GStrv) operands = NULL;
  Query query = { 0 };
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  if (!read_query (cli, &options, operands, &query))
    return BT_CLI_USAGE;
  return export_rows (cli, &query, options.output);
}
