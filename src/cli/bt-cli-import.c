// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"
#include "cli/bt-cli-values.h"
#include "feed/bt-feed-reader.h"
#include "source/bt-file-import.h"
#include "source/bt-import-plan.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the options say. */
typedef struct
{
  char *symbol;
  char *timeframe;
  char *zone;
  char *date_order;
  char *side;
  char *digits;
  char *dialect;
  char *grade;
  gboolean is_dry_run;
} Options;

/* Files of one symbol, timeframe and price: they become one dataset. */
typedef struct
{
  const GPtrArray *paths; /* of char *, of the plan */
  GPtrArray *reports;     /* of BtQualityReport, one a path */
  gint64 dataset_id;
  BtImportOutcome outcome;
} Group;

static void
free_group (gpointer data)
{
  Group *group = data;

  g_ptr_array_unref (group->reports);
  g_free (group);
}

static void
clear_options (Options *options)
{
  g_free (options->symbol);
  g_free (options->timeframe);
  g_free (options->zone);
  g_free (options->date_order);
  g_free (options->side);
  g_free (options->digits);
  g_free (options->dialect);
  g_free (options->grade);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
read_dialect (BtCli *cli, const char *text, const char **out)
{
  if (text == NULL)
    return TRUE;
  if (g_strv_contains (bt_feed_dialect_names (), text))
    {
      *out = text;
      return TRUE;
    }

  g_autofree char *known = g_strjoinv (" ", (char **) bt_feed_dialect_names ());
  bt_cli_fail_usage (cli, _ ("--dialect: “%s” is no dialect; there are %s"), text, known);
  return FALSE;
}

/* Reads "dmy" and "mdy"; nothing stays nothing. */
static gboolean
read_date_order (BtCli *cli, const char *text, BtDateOrder *out)
{
  *out = g_strcmp0 (text, "mdy") == 0 ? BT_DATE_ORDER_MDY : BT_DATE_ORDER_DMY;
  if (text == NULL || *out == BT_DATE_ORDER_MDY || strcmp (text, "dmy") == 0)
    return TRUE;
  bt_cli_fail_usage (cli, _ ("--date-order: “%s” is not dmy or mdy"), text);
  return FALSE;
}

static gboolean
check_grade (BtCli *cli, const char *grade)
{
  if (grade == NULL || (strlen (grade) == 1 && grade[0] >= 'A' && grade[0] <= 'D'))
    return TRUE;
  bt_cli_fail_usage (cli, _ ("--min-grade: “%s” is not A, B, C or D"), grade);
  return FALSE;
}

static gboolean
read_feed_options (BtCli *cli, const Options *options, BtFeedOptions *feed)
{
  gint64 digits = -1;

  bt_feed_options_init (feed);
  if (!bt_cli_read_timeframe (cli, "--timeframe", options->timeframe, &feed->timeframe)
      || !bt_cli_read_zone (cli, "--timezone", options->zone, &feed->zone)
      || !read_date_order (cli, options->date_order, &feed->date_order)
      || !bt_cli_read_side (cli, "--side", options->side, &feed->kind)
      || !bt_cli_read_int (cli, "--digits", options->digits, 0, 8, &digits)
      || !read_dialect (cli, options->dialect, &feed->dialect)
      || !check_grade (cli, options->grade))
    return FALSE;
  feed->symbol = options->symbol;
  feed->has_timeframe = options->timeframe != NULL;
  feed->has_zone = options->zone != NULL;
  feed->has_date_order = options->date_order != NULL;
  feed->has_kind = options->side != NULL;
  feed->digits = (gint) digits;
  return TRUE;
}

/* Takes the groups of a plan over, and says what is in none. */
static void
take_groups (GPtrArray *groups, const BtImportPlan *plan)
{
  for (guint i = 0; i < plan->left_out->len; i++)
    g_printerr (_ ("%s; it was left out\n"), (const char *) g_ptr_array_index (plan->left_out, i));
  for (guint i = 0; i < plan->groups->len; i++)
    {
      const BtImportGroup *planned = g_ptr_array_index (plan->groups, i);
      Group *group = g_new0 (Group, 1);

      group->paths = planned->paths;
      group->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_quality_report_unref);
      g_ptr_array_add (groups, group);
    }
}

/* Returns the report of a file and stores its group. The import puts the files of a dataset in the
 * order of their candles. */
static BtQualityReport *
find_report (GPtrArray *groups, const char *path, const Group **found)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = groups->pdata[i];

      for (guint k = 0; k < group->reports->len; k++)
        {
          BtQualityReport *report = group->reports->pdata[k];

          if (strcmp (report->file, path) == 0)
            {
              *found = group;
              return report;
            }
        }
    }
  g_assert_not_reached ();
}

static gboolean
import_groups (
  BtCli *cli, GPtrArray *groups, const BtFeedOptions *feed, gboolean is_dry_run, GError **error)
{
  BtStore *store = is_dry_run ? NULL : bt_cli_get_store (cli, error);

  if (!is_dry_run && store == NULL)
    return FALSE;
  for (guint i = 0; i < groups->len; i++)
    {
      Group *group = groups->pdata[i];
      g_autoptr (GPtrArray) paths = g_ptr_array_new ();

      g_ptr_array_extend (paths, (GPtrArray *) group->paths, NULL, NULL);
      g_ptr_array_add (paths, NULL);
      g_ptr_array_set_size (group->reports, 0);
      group->dataset_id
        = bt_file_import_run_sync (store, (const char *const *) paths->pdata, feed, is_dry_run,
                                   group->reports, &group->outcome, NULL, error);
      if (group->dataset_id < 0)
        return FALSE;
    }
  return TRUE;
}

/* Returns whether every report has the asked grade; 'A' is the best. */
static gboolean
has_grade (GPtrArray *groups, const char *grade)
{
  for (guint i = 0; grade != NULL && i < groups->len; i++)
    {
      const Group *group = groups->pdata[i];

      for (guint k = 0; k < group->reports->len; k++)
        if (bt_quality_report_get_grade (group->reports->pdata[k]) > grade[0])
          return FALSE;
    }
  return TRUE;
}

static JsonNode *
make_report_node (const Group *group, const BtQualityReport *report, gboolean is_stored)
{
  g_autofree char *text = bt_quality_report_to_json (report);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  if (is_stored)
    {
      JsonObject *object = json_node_get_object (node);

      json_object_set_int_member (object, "dataset", group->dataset_id);
      json_object_set_boolean_member (object, "new", group->outcome.is_new);
      json_object_set_int_member (object, "added", group->outcome.added);
    }
  return g_steal_pointer (&node);
}

/* One file gives its report, several give an array of them. */
static void
print_json (GPtrArray *groups, const GPtrArray *paths, gboolean is_stored)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) root = NULL;

  for (guint i = 0; i < paths->len; i++)
    {
      const Group *group;
      const BtQualityReport *report = find_report (groups, g_ptr_array_index (paths, i), &group);

      json_array_add_element (array, make_report_node (group, report, is_stored));
    }
  if (paths->len == 1)
    root = json_node_copy (json_array_get_element (array, 0));
  else
    {
      root = json_node_new (JSON_NODE_ARRAY);
      json_node_set_array (root, array);
    }
  g_autofree char *text = json_to_string (root, TRUE);
  bt_cli_print_text (text);
}

static void
print_faults (const BtQualityReport *report)
{
  for (guint i = 0; i < report->bad_rows->len; i++)
    {
      const BtBadRow *row = report->bad_rows->pdata[i];

      if (row->column > 0)
        g_print (_ ("  line %s, field %d: %s\n"), bt_cli_format_int (row->line).text, row->column,
                 row->reason);
      else
        g_print (_ ("  line %s: %s\n"), bt_cli_format_int (row->line).text, row->reason);
    }
}

/* What is odd, as far as there is something. */
static void
print_findings (const BtQualityReport *report)
{
  const struct
  {
    const char *text;
    gint64 count;
  } counted[] = {
    { N_ ("copies of a candle, left out"), report->duplicates_equal },
    { N_ ("other candles at a time that has one, left out"), report->duplicates_conflicting },
    { N_ ("rows of an hour that clocks show twice, told apart"), report->folds },
    { N_ ("candles at weekends"), report->weekend_rows },
    { N_ ("spikes"), report->spikes },
  };

  if (report->is_stamped_at_close)
    g_print (_ ("  stamps are the closes of candles; they were moved to the openings\n"));
  if (report->is_date_order_guessed && report->is_month_first)
    g_print (_ ("  dates are read month first, which no row shows; --date-order=dmy changes it\n"));
  else if (report->is_date_order_guessed)
    g_print (_ ("  dates are read day first, which no row shows; --date-order=mdy changes it\n"));
  if (report->is_name_wrong)
    g_print (_ ("  the file's name states %s\n"), bt_timeframe_to_string (report->name_timeframe));
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    if (counted[i].count > 0)
      g_print (_ ("  %s: %s\n"), _ (counted[i].text), bt_cli_format_int (counted[i].count).text);
}

static void
print_report (const BtQualityReport *report)
{
  g_autofree char *zone = bt_zone_to_string (report->zone);
  g_autofree char *first = bt_cli_format_time (report->first_usec);
  g_autofree char *last = bt_cli_format_time (report->last_usec);

  g_print ("%s\n", report->file);
  g_print (_ ("  %s %s, dialect %s, zone %s%s, %u decimals, grade %c\n"), report->symbol,
           bt_timeframe_to_string (report->timeframe), report->dialect, zone,
           report->is_zone_certain ? "" : _ (" (uncertain; --timezone sets it)"), report->digits,
           bt_quality_report_get_grade (report));
  g_print (_ ("  rows: %s, stored: %s, %s to %s UTC\n"), bt_cli_format_int (report->rows).text,
           bt_cli_format_int (report->stored).text, first, last);
  g_print (_ ("  duplicates: %s, out of order: %s, gaps: %s (candles missing: %s), bad rows: %s\n"),
           bt_cli_format_int (report->duplicates).text,
           bt_cli_format_int (report->out_of_order).text,
           bt_cli_format_int (report->gap_count).text, bt_cli_format_int (report->gap_missing).text,
           bt_cli_format_int (report->bad_rows_total).text);
  print_findings (report);
  print_faults (report);
}

static void
print_dataset (const Group *group)
{
  const BtQualityReport *report = group->reports->pdata[0];
  const char *timeframe = bt_timeframe_to_string (report->timeframe);

  if (group->outcome.added > 0)
    g_print (_ ("%s %s: dataset %s has grown; candles added: %s.\n"), report->symbol, timeframe,
             bt_cli_format_int (group->dataset_id).text,
             bt_cli_format_int (group->outcome.added).text);
  else if (group->outcome.is_new)
    g_print (_ ("%s %s: stored as dataset %s.\n"), report->symbol, timeframe,
             bt_cli_format_int (group->dataset_id).text);
  else
    g_print (_ ("%s %s: these candles are there already, as dataset %s.\n"), report->symbol,
             timeframe, bt_cli_format_int (group->dataset_id).text);
}

static void
print_result (BtCli *cli, GPtrArray *groups, const GPtrArray *paths, gboolean is_stored)
{
  if (bt_cli_is_json (cli))
    {
      print_json (groups, paths, is_stored);
      return;
    }
  for (guint i = 0; i < paths->len; i++)
    {
      const Group *group;

      print_report (find_report (groups, g_ptr_array_index (paths, i), &group));
    }
  for (guint i = 0; is_stored && i < groups->len; i++)
    print_dataset (groups->pdata[i]);
}

static BtCliStatus
import_files (BtCli *cli, char **paths, const BtFeedOptions *feed, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtImportPlan) plan
    = bt_import_plan_new ((const char *const *) paths, feed, TRUE, NULL, &error);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (free_group);

  if (plan == NULL)
    return bt_cli_fail (cli, error);
  take_groups (groups, plan);

  /* A quality that is asked for is tested before anything is stored. */
  if ((options->is_dry_run || options->grade != NULL)
      && !import_groups (cli, groups, feed, TRUE, &error))
    return bt_cli_fail (cli, error);
  if (!has_grade (groups, options->grade))
    {
      print_result (cli, groups, plan->paths, FALSE);
      g_printerr (_ ("The quality is below grade %s; nothing was stored\n"), options->grade);
      return BT_CLI_NO;
    }
  if (!options->is_dry_run && !import_groups (cli, groups, feed, FALSE, &error))
    return bt_cli_fail (cli, error);
  print_result (cli, groups, plan->paths, !options->is_dry_run);
  return BT_CLI_DONE;
}

BtCliStatus
bt_cli_import (BtCli *cli, char **arguments)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "symbol", 0, 0, G_OPTION_ARG_STRING, &options.symbol,
      N_ ("The symbol, where the file does not say"), "S" },
    { "timeframe", 0, 0, G_OPTION_ARG_STRING, &options.timeframe, N_ ("The timeframe of the rows"),
      "TF" },
    { "timezone", 0, 0, G_OPTION_ARG_STRING, &options.zone, N_ ("The zone of the file's clock"),
      "Z" },
    { "date-order", 0, 0, G_OPTION_ARG_STRING, &options.date_order,
      N_ ("Whether dates begin with the day or the month"), "dmy|mdy" },
    { "side", 0, 0, G_OPTION_ARG_STRING, &options.side, N_ ("Which price the file states"),
      "bid|ask|mid" },
    { "digits", 0, 0, G_OPTION_ARG_STRING, &options.digits, N_ ("Decimals of a price"), "N" },
    { "dialect", 0, 0, G_OPTION_ARG_STRING, &options.dialect, N_ ("The kind of file"), "D" },
    { "min-grade", 0, 0, G_OPTION_ARG_STRING, &options.grade,
      N_ ("Store nothing below this quality"), "A|B|C|D" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.is_dry_run, N_ ("Print the quality report only"),
      NULL },
    { NULL },
  };
  const BtCliSyntax syntax = {
    .name = "import",
    .operands = N_ ("FILE…"),
    .summary = N_ ("Reads files of candles, prints the quality report, and stores them."),
    .description
    = N_ ("Delimiter, header, dates, decimals, symbol, timeframe and zone are "
          "detected; options overrule it. "
          "Files of one symbol, timeframe and price become one dataset; the tables of an "
          "archive count as files, and are named like files in a folder."),
    .min_operands = 1,
    .max_operands = G_MAXUINT,
  };
  g_auto (GStrv) paths = NULL;
  BtFeedOptions feed;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &paths, &status))
    return status;
  if (!read_feed_options (cli, &options, &feed))
    return BT_CLI_USAGE;
  return import_files (cli, paths, &feed, &options);
}
