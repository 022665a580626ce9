// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"
#include "cli/bt-cli-values.h"
#include "market/bt-aggregate.h"
#include "store/bt-dataset-table.h"
#include "store/bt-preference-table.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is asked for, and what the store job brings. */
typedef struct
{
  const char *symbol;
  BtTimeframe timeframe;
  gint64 from_usec; /* BT_TIME_NONE: from the first */
  gint64 to_usec;   /* exclusive; BT_TIME_NONE: to the last */
  BtTradingDay day;
  BtDataset *dataset;
  BtSeries *series; /* at the dataset's timeframe, enough of it for whole candles */
} Query;

static gboolean
find_trading_day (BtDb *db, BtTradingDay *day, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = bt_preference_table_get (db, BT_PREFERENCE_TRADING_DAY, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *day = BT_TRADING_DAY_DEFAULT;
  return text == NULL || bt_trading_day_parse (text, day, error);
}

/* Loads the base candles of every candle that opens in the asked range. */
static gboolean
load_job (BtDb *db, gpointer data, GError **error)
{
  Query *query = data;
  gint64 from_usec = query->from_usec;
  gint64 to_usec = query->to_usec;

  if (!find_trading_day (db, &query->day, error))
    return FALSE;
  query->dataset = bt_dataset_table_find (db, query->symbol, query->timeframe, from_usec, error);
  if (query->dataset == NULL)
    return FALSE;
  if (query->dataset->timeframe < query->timeframe)
    {
      if (from_usec != BT_TIME_NONE
          && bt_timeframe_bucket_start (query->timeframe, query->day, from_usec) != from_usec)
        from_usec = bt_timeframe_bucket_end (query->timeframe, query->day, from_usec);
      if (to_usec != BT_TIME_NONE)
        to_usec = bt_timeframe_bucket_end (query->timeframe, query->day, to_usec - 1);
    }
  if (from_usec == BT_TIME_NONE)
    from_usec = query->dataset->first_usec;
  if (to_usec == BT_TIME_NONE)
    to_usec = query->dataset->last_usec + 1;
  query->series = bt_dataset_table_load_range (db, query->dataset->id, from_usec,
                                               MAX (from_usec, to_usec), error);
  return query->series != NULL;
}

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
print_candles (BtCli *cli, Query *query, gint64 last, gboolean is_json)
{
  g_autoptr (GError) error = NULL;
  BtStore *store = bt_cli_get_store (cli, &error);

  if (store == NULL || !bt_store_run (store, load_job, query, &error))
    {
      bt_dataset_free (query->dataset);
      return bt_cli_fail (cli, error);
    }

  g_autoptr (BtDataset) dataset = query->dataset;
  g_autoptr (BtSeries) base = query->series;
  g_autoptr (BtSeries) series = bt_aggregate_series (base, query->timeframe, query->day);
  const gsize length = bt_series_get_length (series);
  const gsize first = last >= 0 && (gsize) last < length ? length - (gsize) last : 0;
  if (is_json)
    print_json (series, &dataset->instrument, first);
  else
    print_csv (series, &dataset->instrument, first);
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
  Query query = { .from_usec = BT_TIME_NONE, .to_usec = BT_TIME_NONE };
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
