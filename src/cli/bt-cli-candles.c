// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"
#include "cli/bt-cli-query.h"
#include "cli/bt-cli-values.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *
format_count (gint64 value, char buffer[static BT_DECIMAL_BUFFER])
{
  return bt_decimal_format_short (value, 8, 0, buffer);
}

static void
print_csv (const BtSeries *series, const BtInstrument *instrument, gsize first)
{
  const BtColumns *columns = bt_series_get_columns (series);
  g_autoptr (GString) text = g_string_new ("time,open,high,low,close,volume");

  g_string_append (text, columns->spread_points != NULL ? ",spread\n" : "\n");
  for (gsize i = first; i < columns->length; i++)
    {
      const gint64 prices[] = { columns->open_points[i], columns->high_points[i],
                                columns->low_points[i], columns->close_points[i] };
      g_autofree char *time = bt_time_to_string (columns->time_usec[i]);
      char buffer[BT_DECIMAL_BUFFER];

      g_string_append (text, time);
      for (guint k = 0; k < G_N_ELEMENTS (prices); k++)
        g_string_append_printf (text, ",%s",
                                bt_decimal_format (prices[k], instrument->digits, buffer));
      g_string_append_printf (text, ",%s", format_count (columns->volume[i], buffer));
      if (columns->spread_points != NULL && columns->spread_points[i] >= 0)
        g_string_append_printf (text, ",%d", columns->spread_points[i]);
      else if (columns->spread_points != NULL)
        g_string_append_c (text, ',');
      g_string_append_c (text, '\n');
    }
  bt_cli_print_text (text->str);
}

/* Candles are written like the bars of a scenario, a line each. */
static void
print_json (const BtSeries *series, const BtInstrument *instrument, gsize first)
{
  const BtColumns *columns = bt_series_get_columns (series);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (
    text, "{\n  \"symbol\": \"%s\",\n  \"timeframe\": \"%s\",\n  \"side\": \"%s\",\n  \"bars\": [",
    instrument->symbol, bt_timeframe_to_string (bt_series_get_timeframe (series)),
    bt_price_kind_to_string (bt_series_get_price_kind (series)));
  for (gsize i = first; i < columns->length; i++)
    {
      const gint64 prices[] = { columns->open_points[i], columns->high_points[i],
                                columns->low_points[i], columns->close_points[i] };
      g_autofree char *time = bt_time_to_string (columns->time_usec[i]);
      char buffer[BT_DECIMAL_BUFFER];

      g_string_append_printf (text, "%s\n    [\"%s\"", i > first ? "," : "", time);
      for (guint k = 0; k < G_N_ELEMENTS (prices); k++)
        g_string_append_printf (text, ", \"%s\"",
                                bt_decimal_format (prices[k], instrument->digits, buffer));
      g_string_append_printf (text, ", \"%s\"", format_count (columns->volume[i], buffer));
      if (columns->spread_points != NULL && columns->spread_points[i] >= 0)
        g_string_append_printf (text, ", %d", columns->spread_points[i]);
      g_string_append_c (text, ']');
    }
  g_string_append (text, "\n  ]\n}\n");
  bt_cli_print_text (text->str);
}

static BtCliStatus
print_candles (BtCli *cli, BtCliQuery *query, gint64 last, gboolean is_json)
{
  g_autoptr (GError) error = NULL;

  if (!bt_cli_query_load (cli, query, &error))
    return bt_cli_fail (cli, error);

  const gsize length = bt_series_get_length (query->series);
  const gsize first = last >= 0 && (gsize) last < length ? length - (gsize) last : 0;
  if (is_json)
    print_json (query->series, &query->dataset->instrument, first);
  else
    print_csv (query->series, &query->dataset->instrument, first);
  return BT_CLI_DONE;
}

BtCliStatus
bt_cli_candles (BtCli *cli, char **arguments)
{
  g_autofree char *from = NULL, *to = NULL, *last_text = NULL, *format = NULL;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("From this time on"), "T" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("Before this time"), "T" },
    { "last", 0, 0, G_OPTION_ARG_STRING, &last_text, N_ ("Only the last N of them"), "N" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("The form of the output"), "csv|json" },
    { NULL },
  };
  const BtCliSyntax syntax = {
    .name = "candles",
    .operands = N_ ("SYMBOL TF"),
    .summary
    = N_ ("Prints the candles of the latest import of a symbol, at its timeframe or a higher one."),
    .description = N_ ("Candles are those whose opening lies in the range. Times are UTC."),
    .min_operands = 2,
    .max_operands = 2,
  };
  g_auto (GStrv) operands = NULL;
  g_auto (BtCliQuery) query = { .from_usec = BT_TIME_NONE, .to_usec = BT_TIME_NONE };
  gint64 last = -1;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  if (!bt_cli_read_timeframe (cli, "TF", operands[1], &query.timeframe)
      || !bt_cli_read_time (cli, "--from", from, &query.from_usec)
      || !bt_cli_read_time (cli, "--to", to, &query.to_usec)
      || !bt_cli_read_int (cli, "--last", last_text, 0, G_MAXINT64, &last))
    return BT_CLI_USAGE;
  if (format != NULL && strcmp (format, "csv") != 0 && strcmp (format, "json") != 0)
    return bt_cli_fail_usage (cli, _ ("--format: “%s” is not csv or json"), format);
  query.symbol = operands[0];
  return print_candles (cli, &query, last, bt_cli_is_json (cli) || g_strcmp0 (format, "json") == 0);
}
