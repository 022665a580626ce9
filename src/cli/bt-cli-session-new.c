// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"
#include "cli/bt-cli-values.h"
#include "session/bt-session.h"
#include "store/bt-dataset-table.h"

#include <glib/gi18n.h>
#include <string.h>

#define DEFAULT_CURRENCY "USD"
#define DEFAULT_BALANCE "10000"
/* The speed that a session starts with when a window opens it, in tenths. */
#define DEFAULT_SPEED 10

/* What the options say. */
typedef struct
{
  char *symbol;
  char *dataset;
  char *start;
  char *end;
  char *name;
  char *balance;
  char *currency;
  char *leverage;
  char *spread;
  char *slippage;
  char *commission;
  char *mode;
  char *policy;
  gboolean has_no_rewind;
  gboolean is_blind;
  gboolean has_random_start;
  char *random_seed;
  char *challenge;
} Options;

/* Which dataset a session is made on. */
typedef struct
{
  const char *symbol;
  gint64 id; /* 0: the import of the symbol that holds from_usec */
  gint64 from_usec;
  BtDataset *dataset;
} Lookup;

static void
clear_options (Options *options)
{
  g_free (options->symbol);
  g_free (options->dataset);
  g_free (options->start);
  g_free (options->end);
  g_free (options->name);
  g_free (options->balance);
  g_free (options->currency);
  g_free (options->leverage);
  g_free (options->spread);
  g_free (options->slippage);
  g_free (options->commission);
  g_free (options->mode);
  g_free (options->policy);
  g_free (options->random_seed);
  g_free (options->challenge);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
find_job (BtDb *db, gpointer data, GError **error)
{
  Lookup *lookup = data;

  if (lookup->id > 0)
    lookup->dataset = bt_dataset_table_get (db, lookup->id, error);
  else
    lookup->dataset
      = bt_dataset_table_find (db, lookup->symbol, BT_TIMEFRAME_W1, lookup->from_usec, NULL);
  /* Months are not made of weeks. */
  if (lookup->id == 0 && lookup->dataset == NULL)
    lookup->dataset
      = bt_dataset_table_find (db, lookup->symbol, BT_TIMEFRAME_MN, lookup->from_usec, error);
  return lookup->dataset != NULL;
}

/* A start on the first day of the data, before its first candle, is one of that day; one of an
 * earlier day would quietly become another. */
static gboolean
check_start (BtCli *cli, const BtDataset *dataset, gint64 start_usec)
{
  const gint64 day_usec = dataset->first_usec - dataset->first_usec % BT_USEC_PER_DAY;

  if (start_usec >= day_usec)
    return TRUE;
  g_autofree char *first = bt_cli_format_time (dataset->first_usec);
  bt_cli_fail_input (cli, _ ("--start: the candles of %s in dataset %s begin at %s UTC"),
                     dataset->instrument.symbol, bt_cli_format_int (dataset->id).text, first);
  return FALSE;
}

static gboolean
read_mode (BtCli *cli, const char *text, BtAccountMode *out)
{
  if (text == NULL || bt_account_mode_parse (text, out))
    return TRUE;
  bt_cli_fail_usage (cli, _ ("--mode: “%s” is not hedging or netting"), text);
  return FALSE;
}

/* Fills in what the options say and checks it. */
static gboolean
read_settings (BtCli *cli, const Options *options, BtSessionSettings *settings)
{
  const char *currency = options->currency != NULL ? options->currency : DEFAULT_CURRENCY;
  const char *balance = options->balance != NULL ? options->balance : DEFAULT_BALANCE;
  const guint currency_digits = bt_currency_digits (currency);
  gint64 leverage = settings->leverage;
  g_autoptr (GError) error = NULL;

  if (strlen (currency) >= sizeof settings->currency || !bt_currency_is_valid (currency))
    {
      bt_cli_fail_usage (cli, _ ("--currency: “%s” is no code like USD"), currency);
      return FALSE;
    }
  g_strlcpy (settings->currency, currency, sizeof settings->currency);
  if (!bt_cli_read_decimal (cli, "--balance", balance, currency_digits, &settings->balance.minor)
      || !bt_cli_read_int (cli, "--leverage", options->leverage, 1, 1000, &leverage)
      || !bt_cli_read_int (cli, "--spread", options->spread, 0, G_MAXINT32,
                           &settings->spread_points)
      || !bt_cli_read_int (cli, "--slippage", options->slippage, 0, G_MAXINT32,
                           &settings->slippage_points)
      || !bt_cli_read_commission (cli, "--commission", options->commission, currency_digits,
                                  &settings->commission_kind, &settings->commission_amount)
      || !read_mode (cli, options->mode, &settings->mode)
      || !bt_cli_read_policy (cli, "--policy", options->policy, &settings->policy))
    return FALSE;

  settings->leverage = (gint32) leverage;
  settings->is_rewind_forbidden = options->has_no_rewind;
  if (bt_session_settings_validate (settings, &error))
    return TRUE;
  bt_cli_fail_usage (cli, "%s", error->message);
  return FALSE;
}

static BtCliStatus
create (
  BtCli *cli, BtStore *store, const Options *options, const BtDataset *dataset, BtSessionPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *start = bt_cli_format_time (plan->start_usec);
  /* The name of a blind session says nothing of what it hides. */
  g_autofree char *name = options->is_blind
                            ? g_strdup (_ ("Blind practice"))
                            : g_strdup_printf ("%s %s", dataset->instrument.symbol, start);

  bt_session_settings_init (&plan->settings, &dataset->instrument);
  plan->settings.price_kind = dataset->kind;
  plan->settings.base_timeframe = dataset->timeframe;
  if (!read_settings (cli, options, &plan->settings))
    return BT_CLI_USAGE;
  BtCliStatus status = bt_cli_read_challenge (cli, options->challenge, &plan->settings);
  if (status != BT_CLI_DONE)
    return status;
  plan->name = options->name != NULL ? options->name : name;
  plan->dataset_id = dataset->id;
  plan->is_blind = options->is_blind;
  plan->chart_timeframe = bt_timeframe_fit (BT_TIMEFRAME_M5, dataset->timeframe);
  plan->speed = DEFAULT_SPEED;

  g_autofree char *id = bt_session_create (store, plan, &error);
  if (id == NULL)
    return bt_cli_fail (cli, error);
  if (!bt_cli_is_json (cli))
    {
      bt_cli_print_text (id);
      return BT_CLI_DONE;
    }

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  bt_cli_json_add_string (builder, "id", id);
  bt_cli_json_add_string (builder, "name", plan->name);
  bt_cli_json_add_int (builder, "dataset", dataset->id);
  json_builder_end_object (builder);
  bt_cli_print_json (builder);
  return BT_CLI_DONE;
}

/* Reads the start, or for one that is drawn the seed: any number that is not said. */
static gboolean
read_start (BtCli *cli, const Options *options, gint64 *start_usec, gint64 *seed)
{
  *start_usec = BT_TIME_NONE;
  *seed = g_random_int ();
  if (options->has_random_start == (options->start != NULL))
    {
      bt_cli_fail_usage (cli, _ ("One of --start and --random-start is needed"));
      return FALSE;
    }
  if (options->random_seed != NULL && !options->has_random_start)
    {
      bt_cli_fail_usage (cli, _ ("--random-seed is for --random-start"));
      return FALSE;
    }
  return bt_cli_read_time (cli, "--start", options->start, start_usec)
         && bt_cli_read_int (cli, "--random-seed", options->random_seed, 0, G_MAXUINT32, seed);
}

static BtCliStatus
create_from_options (BtCli *cli, const Options *options)
{
  g_autoptr (GError) error = NULL;
  Lookup lookup = { .symbol = options->symbol };
  BtSessionPlan plan = { .end_usec = BT_TIME_NONE };
  gint64 seed;

  if ((options->symbol == NULL && options->dataset == NULL)
      || (options->start == NULL && !options->has_random_start))
    return bt_cli_fail_usage (cli, _ ("--symbol (or --dataset) and --start are needed"));
  if (!read_start (cli, options, &plan.start_usec, &seed)
      || !bt_cli_read_time (cli, "--end", options->end, &plan.end_usec)
      || !bt_cli_read_int (cli, "--dataset", options->dataset, 1, G_MAXINT64, &lookup.id))
    return BT_CLI_USAGE;

  lookup.from_usec = plan.start_usec;
  BtStore *store = bt_cli_get_store (cli, &error);
  if (store == NULL || !bt_store_run (store, find_job, &lookup, &error))
    return bt_cli_fail (cli, error);
  g_autoptr (BtDataset) dataset = lookup.dataset;
  if (options->has_random_start)
    plan.start_usec = bt_session_draw_start (dataset, (guint32) seed);
  if (!check_start (cli, dataset, plan.start_usec))
    return BT_CLI_INPUT;
  return create (cli, store, options, dataset, &plan);
}

BtCliStatus
bt_cli_session_new (BtCli *cli, char **arguments)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "symbol", 0, 0, G_OPTION_ARG_STRING, &options.symbol,
      N_ ("The symbol; its latest import that holds the start is taken"), "S" },
    { "dataset", 0, 0, G_OPTION_ARG_STRING, &options.dataset, N_ ("A certain dataset instead"),
      "ID" },
    { "start", 0, 0, G_OPTION_ARG_STRING, &options.start,
      N_ ("The first candle opens at or after this time"), "T" },
    { "end", 0, 0, G_OPTION_ARG_STRING, &options.end, N_ ("The last candle opens before this time"),
      "T" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_ ("The session's name"), "N" },
    { "balance", 0, 0, G_OPTION_ARG_STRING, &options.balance, N_ ("The opening balance (10000)"),
      "B" },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &options.currency, N_ ("The account's currency (USD)"),
      "C" },
    { "leverage", 0, 0, G_OPTION_ARG_STRING, &options.leverage, N_ ("1 to 1000 (100)"), "L" },
    { "spread", 0, 0, G_OPTION_ARG_STRING, &options.spread,
      N_ ("Points, for candles without a spread of their own"), "P" },
    { "slippage", 0, 0, G_OPTION_ARG_STRING, &options.slippage, N_ ("Points (0)"), "P" },
    { "commission", 0, 0, G_OPTION_ARG_STRING, &options.commission,
      N_ ("per_fill, per_lot_side or notional"), "KIND:AMOUNT" },
    { "mode", 0, 0, G_OPTION_ARG_STRING, &options.mode, N_ ("How positions are held"),
      "hedging|netting" },
    { "policy", 0, 0, G_OPTION_ARG_STRING, &options.policy,
      N_ ("The path within a candle (adaptive)"), "P" },
    { "no-rewind", 0, 0, G_OPTION_ARG_NONE, &options.has_no_rewind,
      N_ ("Only forward: no looking back, no branches"), NULL },
    { "blind", 0, 0, G_OPTION_ARG_NONE, &options.is_blind,
      N_ ("Windows hide the symbol, the dates and the price level until the end"), NULL },
    { "random-start", 0, 0, G_OPTION_ARG_NONE, &options.has_random_start,
      N_ ("Draws a start with enough candles before and after it, instead of --start"), NULL },
    { "random-seed", 0, 0, G_OPTION_ARG_STRING, &options.random_seed,
      N_ ("Draws the same start each time"), "N" },
    { "challenge", 0, 0, G_OPTION_ARG_STRING, &options.challenge,
      N_ ("The rules of a challenge: a preset, or a file that “challenge show” wrote"),
      N_ ("PRESET|FILE") },
    { NULL },
  };
  const BtCliSyntax syntax = {
    .name = "session new",
    .summary = N_ ("Makes a session, before its first candle, and prints its id."),
  };
  g_auto (GStrv) operands = NULL;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  return create_from_options (cli, &options);
}
