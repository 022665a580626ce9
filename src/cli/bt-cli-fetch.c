// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-clickhouse.h"
#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"
#include "cli/bt-cli-values.h"
#include "market/bt-session-settings.h"
#include "source/bt-download.h"
#include "store/bt-dataset-table.h"

#include <glib/gi18n.h>
#include <unistd.h>

#define CONNECTIONS_MAX 16

/* What the options say. */
typedef struct
{
  gboolean has_ticks;
  gboolean has_no_spread;
  gboolean lists_symbols;
  gboolean appends;
  char *side;
  char *digits;
  char *connections;
  char *url;
  char *folder;
  char *timeframe;
  char *table;
} Options;

/* Looks for the dataset that a download continues. */
typedef struct
{
  const BtDownloadRequest *request;
  gint64 id; /* 0: there is none */
} Search;

static void
clear_options (Options *options)
{
  g_free (options->side);
  g_free (options->digits);
  g_free (options->connections);
  g_free (options->url);
  g_free (options->folder);
  g_free (options->timeframe);
  g_free (options->table);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* Returns how datasets of the symbol are named. */
static const char *
get_dataset_symbol (const BtDownloadRequest *request)
{
  guint count = 0;
  const BtDownloadSymbol *symbols = bt_download_source_symbols (request->source, &count);

  for (guint i = 0; i < count; i++)
    if (g_ascii_strcasecmp (symbols[i].name, request->symbol) == 0)
      return symbols[i].symbol;
  return request->symbol;
}

static gboolean
search_job (BtDb *db, gpointer data, GError **error)
{
  Search *search = data;
  const BtDownloadRequest *request = search->request;
  const char *label = bt_download_source_get_label (request->source);
  g_autoptr (GPtrArray) list = bt_dataset_table_list (db, error);
  gint64 imported_usec = G_MININT64;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const BtDataset *dataset = g_ptr_array_index (list, i);
      if (g_strcmp0 (dataset->source, label) != 0 || dataset->timeframe != BT_TIMEFRAME_M1
          || dataset->imported_usec < imported_usec
          || g_ascii_strcasecmp (dataset->instrument.symbol, get_dataset_symbol (request)) != 0
          || (request->source == BT_DOWNLOAD_DUKASCOPY && !request->has_ticks
              && dataset->kind != request->side))
        continue;
      search->id = dataset->id;
      imported_usec = dataset->imported_usec;
    }
  return list != NULL;
}

static const char *
get_reason_name (BtDownloadGapReason reason)
{
  switch (reason)
    {
    case BT_DOWNLOAD_GAP_WEEKEND:
      return "weekend";
    case BT_DOWNLOAD_GAP_HOLIDAY:
      return "holiday";
    case BT_DOWNLOAD_GAP_NOT_YET:
      return "not-yet";
    case BT_DOWNLOAD_GAP_BEFORE:
      return "before";
    case BT_DOWNLOAD_GAP_FAULT:
    default:
      return "fault";
    }
}

static void
print_json (const BtDownloadResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  bt_cli_json_add_int (builder, "dataset", result->dataset_id);
  bt_cli_json_add_boolean (builder, "new", result->is_new);
  bt_cli_json_add_int (builder, "grown_from", result->grown_from);
  bt_cli_json_add_int (builder, "candles", result->candles);
  bt_cli_json_add_int (builder, "ticks", result->ticks);
  bt_cli_json_add_int (builder, "fillers", result->fillers);
  bt_cli_json_add_int (builder, "files", result->files);
  bt_cli_json_add_int (builder, "fetched", result->fetched);
  bt_cli_json_add_int (builder, "bytes", result->bytes);
  json_builder_set_member_name (builder, "gaps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->gaps->len; i++)
    {
      const BtDownloadGap *gap = &g_array_index (result->gaps, BtDownloadGap, i);

      json_builder_begin_object (builder);
      bt_cli_json_add_time (builder, "from", gap->from_usec);
      bt_cli_json_add_time (builder, "to", gap->to_usec);
      bt_cli_json_add_string (builder, "reason", get_reason_name (gap->reason));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  bt_cli_print_json (builder);
}

/* Weekends are as they should be; everything else that lacks is said. */
static void
print_gaps (const BtDownloadResult *result)
{
  for (guint i = 0; i < result->gaps->len; i++)
    {
      const BtDownloadGap *gap = &g_array_index (result->gaps, BtDownloadGap, i);
      g_autofree char *from = bt_cli_format_time (gap->from_usec);
      g_autofree char *to = bt_cli_format_time (gap->to_usec);

      switch (gap->reason)
        {
        case BT_DOWNLOAD_GAP_HOLIDAY:
          g_print (_ ("  no data from %s to %s UTC: a holiday\n"), from, to);
          break;
        case BT_DOWNLOAD_GAP_NOT_YET:
          g_print (_ ("  no data from %s to %s UTC: not published yet\n"), from, to);
          break;
        case BT_DOWNLOAD_GAP_BEFORE:
          g_print (_ ("  no data from %s to %s UTC: the history begins later\n"), from, to);
          break;
        case BT_DOWNLOAD_GAP_FAULT:
          g_print (_ ("  no data from %s to %s UTC: the source lacks it\n"), from, to);
          break;
        case BT_DOWNLOAD_GAP_WEEKEND:
        default:
          break;
        }
    }
}

static void
print_result (const BtDownloadRequest *request, const BtDownloadResult *result)
{
  const char *symbol = get_dataset_symbol (request);
  const BtCliNumber id = bt_cli_format_int (result->dataset_id);

  g_print (_ ("%s: %s candles and %s ticks; %s of %s files came now (%s bytes)\n"), symbol,
           bt_cli_format_int (result->candles).text, bt_cli_format_int (result->ticks).text,
           bt_cli_format_int (result->fetched).text, bt_cli_format_int (result->files).text,
           bt_cli_format_int (result->bytes).text);
  if (result->fillers > 0)
    g_print (_ ("  minutes without a trade, left out: %s\n"),
             bt_cli_format_int (result->fillers).text);
  print_gaps (result);
  if (!result->is_new)
    g_print (_ ("These candles are there already, as dataset %s.\n"), id.text);
  else if (result->grown_from > 0)
    g_print (_ ("Dataset %s has grown; it had %s candles.\n"), id.text,
             bt_cli_format_int (result->grown_from).text);
  else
    g_print (_ ("Stored as dataset %s.\n"), id.text);
}

/* Keeps one line on the terminal up to date. */
static void
progress_made_cb (const BtDownloadProgress *progress, gpointer user_data)
{
  const BtFetchProgress *fetch = &progress->fetch;

  if (progress->is_reading)
    g_printerr ("\r%3d %%  %s\033[K", (int) (progress->fraction * 100), _ ("reading …"));
  else if (fetch->is_waiting)
    g_printerr ("\r%3d %%  %u/%u  %s\033[K", (int) (progress->fraction * 100), fetch->files_done,
                fetch->files_total, _ ("waiting for the server …"));
  else if (fetch->seconds_left < 0)
    g_printerr ("\r%3d %%  %u/%u\033[K", (int) (progress->fraction * 100), fetch->files_done,
                fetch->files_total);
  else
    {
      g_autofree char *size = g_format_size ((guint64) fetch->bytes_per_second);
      g_autofree char *pace = g_strdup_printf (_ ("%s/s, seconds left: %s"), size,
                                               bt_cli_format_int (fetch->seconds_left).text);

      g_printerr ("\r%3d %%  %u/%u  %s\033[K", (int) (progress->fraction * 100), fetch->files_done,
                  fetch->files_total, pace);
    }
}

static gboolean
read_request (BtCli *cli, const Options *options, char **operands, BtDownloadRequest *request)
{
  gint64 digits = -1;
  gint64 connections = request->limits.connections;

  if (!bt_download_source_parse (operands[0], &request->source))
    {
      bt_cli_fail_usage (
        cli, _ ("SOURCE: “%s” is no source; there are dukascopy, binance and clickhouse"),
        operands[0]);
      return FALSE;
    }
  if (!bt_cli_read_time (cli, "FROM", operands[2], &request->from_usec)
      || !bt_cli_read_time (cli, "TO", operands[3], &request->to_usec)
      || !bt_cli_read_side (cli, "--side", options->side, &request->side)
      || !bt_cli_read_int (cli, "--digits", options->digits, 0, 8, &digits)
      || !bt_cli_read_int (cli, "--connections", options->connections, 1, CONNECTIONS_MAX,
                           &connections))
    return FALSE;
  if (request->side == BT_SIDE_KIND_MID)
    {
      bt_cli_fail_usage (cli, _ ("--side: sources have bid and ask"));
      return FALSE;
    }
  request->symbol = operands[1];
  request->has_ticks = options->has_ticks;
  request->has_spread = !options->has_no_spread;
  request->digits = (gint) digits;
  request->limits.connections = (guint) connections;
  request->url = options->url;
  request->folder = options->folder;
  return TRUE;
}

static BtCliStatus
download (BtCli *cli, BtDownloadRequest *request, gboolean appends)
{
  g_autoptr (GError) error = NULL;
  g_auto (BtDownloadResult) result = { 0 };
  Search search = { .request = request };
  const gboolean is_shown = !bt_cli_is_json (cli) && isatty (STDERR_FILENO);
  BtStore *store = bt_cli_get_store (cli, &error);

  if (store == NULL || (appends && !bt_store_run (store, search_job, &search, &error)))
    return bt_cli_fail (cli, error);
  if (appends && search.id == 0)
    return bt_cli_fail_input (cli, _ ("There is no dataset of %s from %s to add to"),
                              get_dataset_symbol (request),
                              bt_download_source_get_label (request->source));
  request->append_to = search.id;
  const gboolean is_done = bt_download_run (store, request, is_shown ? progress_made_cb : NULL,
                                            NULL, &result, NULL, &error);
  if (is_shown)
    g_printerr ("\r\033[K");
  if (!is_done)
    return bt_cli_fail (cli, error);
  if (bt_cli_is_json (cli))
    print_json (&result);
  else
    print_result (request, &result);
  return BT_CLI_DONE;
}

/* Prints the symbols of a source, as it writes them, as datasets are named, and what they are. */
static BtCliStatus
list_symbols (BtCli *cli, const char *name)
{
  BtDownloadSource source;
  guint count = 0;

  if (!bt_download_source_parse (name, &source))
    return bt_cli_fail_usage (
      cli, _ ("SOURCE: “%s” has no list of symbols; there are dukascopy and binance"), name);
  const BtDownloadSymbol *symbols = bt_download_source_symbols (source, &count);
  if (!bt_cli_is_json (cli) && symbols == NULL)
    g_print (_ ("%s takes any pair that it trades.\n"), bt_download_source_get_label (source));
  if (!bt_cli_is_json (cli))
    {
      for (guint i = 0; i < count; i++)
        g_print ("%-16s %-10s %s\n", symbols[i].name, symbols[i].symbol, symbols[i].full_name);
      return BT_CLI_DONE;
    }

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < count; i++)
    {
      json_builder_begin_object (builder);
      bt_cli_json_add_string (builder, "name", symbols[i].name);
      bt_cli_json_add_string (builder, "symbol", symbols[i].symbol);
      bt_cli_json_add_string (builder, "description", symbols[i].full_name);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  bt_cli_print_json (builder);
  return BT_CLI_DONE;
}

static BtCliStatus
fetch_clickhouse (BtCli *cli, const Options *options, char **operands)
{
  BtClickHouseRange range
    = { .symbol = operands[1], .timeframe = BT_TIMEFRAME_M1, .side = BT_SIDE_KIND_BID };

  if (!bt_cli_read_time (cli, "FROM", operands[2], &range.from_usec)
      || !bt_cli_read_time (cli, "TO", operands[3], &range.to_usec)
      || !bt_cli_read_timeframe (cli, "--timeframe", options->timeframe, &range.timeframe)
      || !bt_cli_read_side (cli, "--side", options->side, &range.side))
    return BT_CLI_USAGE;
  return bt_cli_fetch_clickhouse (cli, options->url, options->table, &range);
}

BtCliStatus
bt_cli_fetch (BtCli *cli, char **arguments)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "ticks", 0, 0, G_OPTION_ARG_NONE, &options.has_ticks,
      N_ ("Ticks, and the candles that they make"), NULL },
    { "side", 0, 0, G_OPTION_ARG_STRING, &options.side, N_ ("Which price of Dukascopy's candles"),
      "bid|ask" },
    { "no-spread", 0, 0, G_OPTION_ARG_NONE, &options.has_no_spread,
      N_ ("Leave out the spread: half as much to fetch"), NULL },
    { "timeframe", 0, 0, G_OPTION_ARG_STRING, &options.timeframe,
      N_ ("The timeframe of ClickHouse's candles (M1)"), "TF" },
    { "table", 0, 0, G_OPTION_ARG_STRING, &options.table,
      N_ ("The table of ClickHouse's candles (backtrade_candles)"), N_ ("TABLE") },
    { "digits", 0, 0, G_OPTION_ARG_STRING, &options.digits,
      N_ ("Decimals of a price, for symbols that are not known"), "N" },
    { "append", 0, 0, G_OPTION_ARG_NONE, &options.appends,
      N_ ("Add to the latest dataset of the symbol from this source"), NULL },
    { "connections", 0, 0, G_OPTION_ARG_STRING, &options.connections,
      N_ ("Connections at once, 1 to 16 (as the preferences say, else 4)"), "N" },
    { "symbols", 0, 0, G_OPTION_ARG_NONE, &options.lists_symbols,
      N_ ("Print the symbols that are known of SOURCE"), NULL },
    { "url", 0, 0, G_OPTION_ARG_STRING, &options.url, N_ ("Another address of the source"),
      N_ ("URL") },
    { "cache", 0, 0, G_OPTION_ARG_FILENAME, &options.folder,
      N_ ("Keep the fetched files in this folder"), N_ ("DIR") },
    { NULL },
  };
  const BtCliSyntax syntax = {
    .name = "fetch",
    .operands = N_ ("SOURCE [SYMBOL FROM TO]"),
    .summary = N_ ("Downloads history from dukascopy, binance or clickhouse and stores it."),
    .description
    = N_ ("TO is not included. What was fetched is kept: a download that was stopped goes on where "
          "it was. Addresses are those of the preferences; the variables BACKTRADE_DUKASCOPY_URL, "
          "BACKTRADE_BINANCE_URL and BACKTRADE_CLICKHOUSE_URL count more, and --url counts most."),
    .min_operands = 1,
    .max_operands = 4,
  };
  g_auto (GStrv) operands = NULL;
  BtDownloadRequest request;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  if (options.lists_symbols)
    return list_symbols (cli, operands[0]);
  if (g_strv_length (operands) < 4)
    return bt_cli_fail_usage (cli, _ ("SOURCE, SYMBOL, FROM and TO are needed"));
  if (g_ascii_strcasecmp (operands[0], "clickhouse") == 0)
    return fetch_clickhouse (cli, &options, operands);
  bt_download_request_init (&request);
  if (!read_request (cli, &options, operands, &request))
    return BT_CLI_USAGE;
  return download (cli, &request, options.appends);
}
