// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"
#include "cli/bt-cli-query.h"
#include "cli/bt-cli-study-list.h"
#include "cli/bt-cli-values.h"
#include "study/bt-study-series.h"

#include <glib/gi18n.h>
#include <math.h>

/* Returns what prices of an output in points are divided by to be in the quote currency. */
static double
get_divisor (const BtStudyOutput *output, guint digits)
{
  double divisor = 1;

  for (guint i = 0; i < output->price_power * digits; i++)
    divisor *= 10.0;
  return divisor;
}

/* Prints why a parameter was refused. */
static void
fail_parameter (
  BtCli *cli, const BtStudy *study, const char *id, const char *value, BtStudySetResult result)
{
  const BtStudyParameter *parameter = bt_study_find_parameter (study, id);

  if (result == BT_STUDY_SET_UNKNOWN)
    {
      g_autofree char *known = bt_cli_study_parameters (study);

      bt_cli_fail_usage (cli, _ ("%s has no parameter “%s”; there are %s"), study->id, id, known);
      return;
    }
  g_autofree char *range = bt_cli_study_range (study, id);
  if (result == BT_STUDY_SET_OUT_OF_RANGE)
    bt_cli_fail_usage (cli, _ ("%s: %s=%s is out of range; it can be %s"), study->id, id, value,
                       range);
  else if (parameter != NULL && parameter->kind == BT_STUDY_PARAMETER_INT)
    bt_cli_fail_usage (cli, _ ("%s: %s=%s is no whole number; it can be %s"), study->id, id, value,
                       range);
  else
    bt_cli_fail_usage (cli, _ ("%s: %s=%s is no value; it can be %s"), study->id, id, value, range);
}

/* Reads the "key=value" operands between the name and the symbol. */
static gboolean
read_parameters (BtCli *cli, char **operands, guint count, BtStudySettings *settings)
{
  for (guint i = 0; i < count; i++)
    {
      g_auto (GStrv) parts = g_strsplit (operands[i], "=", 2);
      BtStudySetResult result;

      if (g_strv_length (parts) != 2)
        {
          bt_cli_fail_usage (cli, _ ("“%s” is no parameter; write it as period=14"), operands[i]);
          return FALSE;
        }
      result = bt_study_settings_set (settings, parts[0], parts[1]);
      if (result != BT_STUDY_SET_DONE)
        {
          fail_parameter (cli, settings->study, parts[0], parts[1], result);
          return FALSE;
        }
    }
  return TRUE;
}

static void
print_csv (const BtStudySeries *values, const BtSeries *candles, guint digits, gsize first)
{
  const BtStudy *study = bt_study_series_get_settings (values)->study;
  const gint64 *time_usec = bt_series_get_columns (candles)->time_usec;
  g_autoptr (GString) text = g_string_new ("time");

  for (guint k = 0; k < study->n_outputs; k++)
    g_string_append_printf (text, ",%s", study->outputs[k].id);
  g_string_append_c (text, '\n');
  for (gsize i = first; i < bt_study_series_get_length (values); i++)
    {
      g_autofree char *time = bt_time_to_string (time_usec[i]);

      g_string_append (text, time);
      for (guint k = 0; k < study->n_outputs; k++)
        {
          const double value = bt_study_series_get_values (values, k)[i];
          char buffer[BT_CLI_STUDY_NUMBER];

          g_string_append_c (text, ',');
          if (!isnan (value))
            g_string_append (
              text, bt_cli_study_format (value / get_divisor (&study->outputs[k], digits), buffer));
        }
      g_string_append_c (text, '\n');
    }
  bt_cli_print_text (text->str);
}

static void
append_parameters (GString *text, const BtStudySettings *settings)
{
  g_autofree char *names = bt_cli_study_parameters (settings->study);
  g_auto (GStrv) ids = g_strsplit (names, ", ", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *value = bt_study_settings_get (settings, ids[i]);

      g_string_append_printf (text, "%s\"%s\": \"%s\"", i > 0 ? ", " : "", ids[i], value);
    }
}

/* A line a candle: its time and the values, null where there is none. */
static void
print_json (const BtStudySeries *values, const BtCliQuery *query, gsize first)
{
  const BtStudySettings *settings = bt_study_series_get_settings (values);
  const BtStudy *study = settings->study;
  const BtInstrument *instrument = &query->dataset->instrument;
  const gint64 *time_usec = bt_series_get_columns (query->series)->time_usec;
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (
    text, "{\n  \"study\": \"%s\",\n  \"symbol\": \"%s\",\n  \"timeframe\": \"%s\",\n", study->id,
    instrument->symbol, bt_timeframe_to_string (query->timeframe));
  g_string_append (text, "  \"parameters\": {");
  append_parameters (text, settings);
  g_string_append (text, "},\n  \"outputs\": [");
  for (guint k = 0; k < study->n_outputs; k++)
    g_string_append_printf (text, "%s{\"id\": \"%s\", \"shift\": %d}", k > 0 ? ", " : "",
                            study->outputs[k].id, bt_study_settings_get_shift (settings, k));
  g_string_append (text, "],\n  \"values\": [");
  for (gsize i = first; i < bt_study_series_get_length (values); i++)
    {
      g_autofree char *time = bt_time_to_string (time_usec[i]);

      g_string_append_printf (text, "%s\n    [\"%s\"", i > first ? "," : "", time);
      for (guint k = 0; k < study->n_outputs; k++)
        {
          const double value = bt_study_series_get_values (values, k)[i];
          const double divisor = get_divisor (&study->outputs[k], instrument->digits);
          char buffer[BT_CLI_STUDY_NUMBER];

          if (isnan (value))
            g_string_append (text, ", null");
          else
            g_string_append_printf (text, ", \"%s\"",
                                    bt_cli_study_format (value / divisor, buffer));
        }
      g_string_append_c (text, ']');
    }
  g_string_append (text, "\n  ]\n}\n");
  bt_cli_print_text (text->str);
}

static BtCliStatus
print_values (BtCli *cli, BtStudySettings *settings, BtCliQuery *query)
{
  g_autoptr (GError) error = NULL;
  gsize first;

  if (settings->has_timeframe
      && !bt_timeframe_can_be_made_of (settings->timeframe, query->timeframe))
    return bt_cli_fail_usage (
      cli, _ ("%s: timeframe=%s is not made of whole candles of %s; it can be that or a multiple"),
      settings->study->id, bt_timeframe_to_string (settings->timeframe),
      bt_timeframe_to_string (query->timeframe));
  if (!bt_cli_query_load (cli, query, &error))
    return bt_cli_fail (cli, error);
  settings->day = query->day;

  g_autoptr (BtStudySeries) values = bt_study_series_new (settings, query->timeframe);
  bt_study_series_update (values, bt_series_get_columns (query->series), 0);
  first = query->from_usec == BT_TIME_NONE ? 0 : bt_series_find (query->series, query->from_usec);
  if (bt_cli_is_json (cli))
    print_json (values, query, first);
  else
    print_csv (values, query->series, query->dataset->instrument.digits, first);
  return BT_CLI_DONE;
}

/* Reads NAME, the parameters, SYMBOL and TF: at least three operands. */
static gboolean
read_operands (
  BtCli *cli, char **operands, guint count, BtStudySettings *settings, BtCliQuery *query)
{
  const BtStudy *study = bt_cli_study_find (cli, operands[0]);

  if (study == NULL)
    return FALSE;
  bt_study_settings_init (settings, study);
  query->symbol = operands[count - 2];
  return read_parameters (cli, operands + 1, count - 3, settings)
         && bt_cli_read_timeframe (cli, "TF", operands[count - 1], &query->timeframe);
}

BtCliStatus
bt_cli_study (BtCli *cli, char **arguments)
{
  g_autofree char *from = NULL, *to = NULL;
  gboolean is_list = FALSE;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("From this time on"), "T" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("Before this time"), "T" },
    { "list", 0, 0, G_OPTION_ARG_NONE, &is_list,
      N_ ("List the indicators, or the parameters of one"), NULL },
    { NULL },
  };
  const BtCliSyntax syntax = {
    .name = "study",
    .operands = N_ ("NAME [PARAMETER=VALUE…] SYMBOL TF"),
    .summary = N_ ("Prints the values of an indicator at each candle."),
    .description = N_ ("It is computed from the first candle that is stored, and printed for the "
                       "range. Where it has no value yet the field is empty. Prices and their "
                       "differences are in the quote currency."),
    .min_operands = 0,
    .max_operands = G_MAXUINT,
  };
  g_auto (GStrv) operands = NULL;
  g_auto (BtCliQuery) query
    = { .from_usec = BT_TIME_NONE, .to_usec = BT_TIME_NONE, .has_history = TRUE };
  BtStudySettings settings;
  BtCliStatus status;
  guint count;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  count = g_strv_length (operands);
  if (is_list && count == 1)
    return bt_cli_study_show (cli, operands[0]);
  if (is_list)
    {
      bt_cli_study_list (cli);
      return BT_CLI_DONE;
    }
  if (count < 3)
    return bt_cli_fail_usage (cli, _ ("Usage: %s [OPTION…] %s"), "backtrade-cli study",
                              _ (syntax.operands));
  if (!read_operands (cli, operands, count, &settings, &query)
      || !bt_cli_read_time (cli, "--from", from, &query.from_usec)
      || !bt_cli_read_time (cli, "--to", to, &query.to_usec))
    return BT_CLI_USAGE;
  return print_values (cli, &settings, &query);
}
