// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-look.h"
#include "cli/bt-cli-output.h"
#include "cli/bt-cli-values.h"
#include "session/bt-session-file.h"

#include <glib/gi18n.h>

/* How often a command is given again when another program was faster. */
#define MAX_ATTEMPTS 20

/* Opens a session; what it hides is shown from then on if that is asked for. */
static BtSession *
open_session (BtCli *cli, const char *id, gboolean is_reveal, GError **error)
{
  BtStore *store = bt_cli_get_store (cli, error);
  g_autoptr (BtSession) session = store != NULL ? bt_session_open (store, id, error) : NULL;

  if (session == NULL || (is_reveal && !bt_session_reveal (session, error)))
    return NULL;
  return g_steal_pointer (&session);
}

/* Returns whether dates and prices are not to be told. */
static gboolean
is_disguised (BtSession *session)
{
  return bt_session_get_disguise (session)->is_active;
}

/* Where dates are hidden, going to one would tell them. */
static gboolean
check_time (BtSession *session, gint64 time_usec, GError **error)
{
  if (time_usec == BT_TIME_NONE || !is_disguised (session))
    return TRUE;
  bt_cli_set_hidden (error);
  return FALSE;
}

/* Adds where the session stands to the object that is open. */
static void
add_standing (JsonBuilder *builder, BtSession *session)
{
  const BtSessionSettings *settings = bt_session_get_settings (session);
  const guint digits = bt_currency_digits (settings->currency);
  const BtQuote quote = bt_session_get_quote (session);
  g_autofree char *digest = bt_session_get_digest (session);
  BtAccountState account;

  bt_session_get_account (session, &account);
  bt_cli_json_add_string (builder, "id", bt_session_get_id (session));
  bt_cli_json_add_int (builder, "bar", bt_session_get_bar (session));
  bt_cli_json_add_int (builder, "length", bt_session_get_length (session));
  if (!is_disguised (session))
    bt_cli_json_add_time (builder, "clock", bt_session_get_clock (session));
  bt_cli_json_add_boolean (builder, "ended", bt_session_is_ended (session));
  bt_cli_json_add_string (builder, "branch", bt_session_get_branch_id (session));
  bt_cli_json_add_string (builder, "branch_name", bt_session_get_branch_name (session));
  bt_cli_json_add_boolean (builder, "at_head", bt_session_is_at_head (session));
  bt_cli_json_add_int (builder, "head_bar", bt_session_get_head_bar (session));
  bt_cli_json_add_int (builder, "rewinds", bt_session_get_rewind_count (session));
  if (quote.is_valid && !is_disguised (session))
    {
      bt_cli_json_add_decimal (builder, "bid", quote.bid_points, settings->instrument.digits);
      bt_cli_json_add_decimal (builder, "ask", quote.ask_points, settings->instrument.digits);
    }
  bt_cli_json_add_decimal (builder, "balance", account.balance.minor, digits);
  bt_cli_json_add_decimal (builder, "equity", account.equity.minor, digits);
  bt_cli_json_add_string (builder, "digest", digest);
}

static void
print_standing (BtCli *cli, BtSession *session)
{
  if (bt_cli_is_json (cli))
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      add_standing (builder, session);
      json_builder_end_object (builder);
      bt_cli_print_json (builder);
      return;
    }

  const BtSessionSettings *settings = bt_session_get_settings (session);
  g_autofree char *clock = bt_cli_format_time (bt_session_get_clock (session));
  BtAccountState account;

  bt_session_get_account (session, &account);
  g_autofree char *equity
    = bt_decimal_to_string (account.equity.minor, bt_currency_digits (settings->currency));
  if (is_disguised (session))
    g_print (_ ("Candle %s of %s, equity %s %s\n"),
             bt_cli_format_int (bt_session_get_bar (session) + 1).text,
             bt_cli_format_int (bt_session_get_length (session)).text, equity, settings->currency);
  else
    g_print (_ ("Candle %s of %s, %s UTC, equity %s %s\n"),
             bt_cli_format_int (bt_session_get_bar (session) + 1).text,
             bt_cli_format_int (bt_session_get_length (session)).text, clock, equity,
             settings->currency);
  if (!bt_session_is_at_head (session))
    g_print (_ ("The branch “%s” goes on to candle %s.\n"), bt_session_get_branch_name (session),
             bt_cli_format_int (bt_session_get_head_bar (session) + 1).text);
}

/* Returns the id that the last command bears: one that was not given is chosen by the session. */
static const char *
find_last_id (BtSession *session)
{
  GListModel *log = bt_session_get_log (session);

  for (guint i = g_list_model_get_n_items (log); i > 0; i--)
    {
      /* The list keeps the item alive. */
      g_autoptr (BtLogItem) item = g_list_model_get_item (log, i - 1);

      if (bt_log_item_get_kind (item) == BT_LOG_COMMAND)
        return bt_log_item_get_id (item);
    }
  return "";
}

/* A message names prices, or the margin, which tells them: where they are hidden, the code and the
 * field are all. */
static void
print_refusal (BtCli *cli, const BtRefusal *refusal, gboolean is_hidden)
{
  if (is_hidden)
    g_printerr (_ ("Refused (%s)\n"), bt_refusal_code_to_string (refusal->code));
  else
    g_printerr (_ ("Refused (%s): %s\n"), bt_refusal_code_to_string (refusal->code),
                refusal->message);
  if (!bt_cli_is_json (cli))
    return;

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  bt_cli_json_add_string (builder, "status", "refused");
  bt_cli_json_add_string (builder, "order", refusal->order_id);
  bt_cli_json_add_int (builder, "after_bar", refusal->after_bar);
  bt_cli_json_add_string (builder, "code", bt_refusal_code_to_string (refusal->code));
  bt_cli_json_add_string (builder, "field", refusal->field);
  if (!is_hidden)
    bt_cli_json_add_string (builder, "message", refusal->message);
  json_builder_end_object (builder);
  bt_cli_print_json (builder);
}

static void
print_accepted (BtCli *cli, BtSession *session)
{
  const char *order = find_last_id (session);

  if (!bt_cli_is_json (cli))
    {
      if (*order != '\0')
        g_print (_ ("Accepted: %s\n"), order);
      else
        bt_cli_print_text (_ ("Accepted"));
      return;
    }

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  bt_cli_json_add_string (builder, "status", "accepted");
  bt_cli_json_add_string (builder, "order", order);
  bt_cli_json_add_int (builder, "sequence", bt_session_get_command_count (session));
  add_standing (builder, session);
  json_builder_end_object (builder);
  bt_cli_print_json (builder);
}

static gboolean
advance (BtSession *session, gint64 bars, gint64 to_usec, gboolean to_event, GError **error)
{
  if (to_usec != BT_TIME_NONE)
    return bt_session_advance_to_time (session, to_usec, to_event, error);

  const gint64 bar = bt_session_get_bar (session);
  return bt_session_advance_to (session, bars > G_MAXINT64 - bar - 1 ? G_MAXINT64 : bar + bars,
                                to_event, error);
}

BtCliStatus
bt_cli_session_advance (BtCli *cli, char **arguments)
{
  g_autofree char *bars_text = NULL, *to_text = NULL;
  gboolean to_event = FALSE, is_reveal = FALSE;
  const GOptionEntry entries[] = {
    { "bars", 0, 0, G_OPTION_ARG_STRING, &bars_text, N_ ("By so many candles"), "N" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to_text,
      N_ ("To the last candle that is closed at this time"), "T" },
    { "next-event", 0, 0, G_OPTION_ARG_NONE, &to_event,
      N_ ("To the next candle with a fill or another event"), NULL },
    bt_cli_reveal_entry (&is_reveal),
    { NULL },
  };
  const BtCliSyntax syntax = {
    .name = "session advance",
    .operands = N_ ("ID"),
    .summary = N_ ("Lets market time pass in a session, as play does."),
    .description = N_ ("With --next-event and one of the others, whichever comes first."),
    .min_operands = 1,
    .max_operands = 1,
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  gint64 bars = G_MAXINT64, to_usec = BT_TIME_NONE;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  if ((bars_text != NULL && to_text != NULL) || (bars_text == NULL && to_text == NULL && !to_event))
    return bt_cli_fail_usage (cli, _ ("One of --bars, --to and --next-event is needed"));
  if (!bt_cli_read_int (cli, "--bars", bars_text, 1, G_MAXINT64, &bars)
      || !bt_cli_read_time (cli, "--to", to_text, &to_usec))
    return BT_CLI_USAGE;

  g_autoptr (BtSession) session = open_session (cli, operands[0], is_reveal, &error);
  if (session == NULL || !check_time (session, to_usec, &error)
      || !advance (session, bars, to_usec, to_event, &error) || !bt_session_save (session, &error))
    return bt_cli_fail (cli, error);
  print_standing (cli, session);
  bt_session_close (session);
  return BT_CLI_DONE;
}

BtCliStatus
bt_cli_session_rewind (BtCli *cli, char **arguments)
{
  g_autofree char *bars_text = NULL, *to_text = NULL;
  gboolean is_reveal = FALSE;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING, &to_text,
      N_ ("To the last candle that is closed at this time"), "T" },
    { "bars", 0, 0, G_OPTION_ARG_STRING, &bars_text, N_ ("By so many candles"), "N" },
    bt_cli_reveal_entry (&is_reveal),
    { NULL },
  };
  const BtCliSyntax syntax = {
    .name = "session rewind",
    .operands = N_ ("ID"),
    .summary = N_ ("Puts the clock of a session back; what was played stays on record."),
    .description
    = N_ ("Time that passes then brings the same again. A command that is given before "
          "the head of the branch begins a new one."),
    .min_operands = 1,
    .max_operands = 1,
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  gint64 bars = 0, to_usec = BT_TIME_NONE;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  if ((bars_text != NULL) == (to_text != NULL))
    return bt_cli_fail_usage (cli, _ ("One of --to and --bars is needed"));
  if (!bt_cli_read_int (cli, "--bars", bars_text, 1, G_MAXINT32, &bars)
      || !bt_cli_read_time (cli, "--to", to_text, &to_usec))
    return BT_CLI_USAGE;

  g_autoptr (BtSession) session = open_session (cli, operands[0], is_reveal, &error);
  if (session == NULL || !check_time (session, to_usec, &error)
      || !(to_text != NULL ? bt_session_rewind_to_time (session, to_usec, &error)
                           : bt_session_rewind_to (
                             session, MAX (bt_session_get_bar (session) - bars, -1), &error))
      || !bt_session_save (session, &error))
    return bt_cli_fail (cli, error);
  print_standing (cli, session);
  bt_session_close (session);
  return BT_CLI_DONE;
}

/* Reads the name of a place; FALSE for any other text. */
static gboolean
parse_place (const char *text, BtGoTo *out)
{
  static const char *const names[] = {
    [BT_GO_TO_NEXT_DAY] = "day",  [BT_GO_TO_NEXT_WEEK] = "week",    [BT_GO_TO_TOKYO] = "tokyo",
    [BT_GO_TO_LONDON] = "london", [BT_GO_TO_NEW_YORK] = "new-york", [BT_GO_TO_NEXT_EVENT] = "event",
    [BT_GO_TO_END] = "end",       [BT_GO_TO_RANDOM] = "random",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i], text) == 0)
      {
        *out = (BtGoTo) i;
        return TRUE;
      }
  return FALSE;
}

/* Goes to a place, or to the head of the branch, without pausing on the way. */
static gboolean
go_to (BtSession *session, const char *text, BtGoTo place, GError **error)
{
  gboolean stops_at_event;
  gint64 bar;

  if (g_strcmp0 (text, "head") == 0)
    return bt_session_return_to_head (session, error);
  return bt_session_find_go_to (session, place, &bar, &stops_at_event, error)
         && bt_session_advance_to (session, bar, stops_at_event, error);
}

BtCliStatus
bt_cli_session_go_to (BtCli *cli, char **arguments)
{
  gboolean is_reveal = FALSE;
  const GOptionEntry entries[] = { bt_cli_reveal_entry (&is_reveal), { NULL } };
  const BtCliSyntax syntax = {
    .name = "session go-to",
    .operands = N_ ("ID PLACE"),
    .summary = N_ ("Lets market time pass up to a place ahead; every candle is run."),
    .description = N_ (
      "PLACE is day or week (the next trading day or week), tokyo (09:00 there), london or "
      "new-york (08:00 there; Monday to Friday, with their own summer time), event (the next "
      "fill, trigger, refusal, expiry, margin call or liquidation), end, random, or head: as far "
      "as the branch was played."),
    .min_operands = 2,
    .max_operands = 2,
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  BtGoTo place = BT_GO_TO_END;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  if (!parse_place (operands[1], &place) && g_strcmp0 (operands[1], "head") != 0)
    return bt_cli_fail_usage (cli,
                              _ ("“%s” is not day, week, tokyo, london, new-york, event, end, "
                                 "random or head"),
                              operands[1]);

  g_autoptr (BtSession) session = open_session (cli, operands[0], is_reveal, &error);
  if (session == NULL || !go_to (session, operands[1], place, &error)
      || !bt_session_save (session, &error))
    return bt_cli_fail (cli, error);
  print_standing (cli, session);
  bt_session_close (session);
  return BT_CLI_DONE;
}

/* What is given to a session, and why it is refused. */
typedef struct
{
  const char *id;
  const char *json;
  gboolean is_reveal;
  BtRefusal refusal;
  gboolean is_hidden; /* dates and prices, when it was refused */
} Given;

/* Opens the session as it stands now and gives it the command. Returns FALSE with error set, and
 * with the refusal filled when that is why. */
static gboolean
submit (BtCli *cli, Given *given, GError **error)
{
  g_autoptr (BtSession) session = open_session (cli, given->id, given->is_reveal, error);
  gboolean has_after_bar = FALSE;
  gboolean is_done = FALSE;
  BtCommand command;

  if (session == NULL
      || !bt_command_from_json (given->json, bt_session_get_settings (session), &command,
                                &has_after_bar, error))
    return FALSE;
  if (has_after_bar)
    g_set_error_literal (
      error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
      _ ("“after_bar” cannot be given: a command acts where the session's clock stands"));
  else
    is_done = bt_session_submit (session, &command, &given->refusal, error);
  given->is_hidden = is_disguised (session);
  if (is_done)
    print_accepted (cli, session);
  bt_session_close (session);
  return is_done;
}

/* Another program may have been faster with a command of its own; then this one acts after it. */
static BtCliStatus
submit_until_settled (BtCli *cli, Given *given)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < MAX_ATTEMPTS; i++)
    {
      g_clear_error (&error);
      if (submit (cli, given, &error))
        return BT_CLI_DONE;
      if (!g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_CONFLICT))
        break;
    }
  if (!g_error_matches (error, BT_SESSION_ERROR, BT_SESSION_ERROR_REFUSED))
    return bt_cli_fail (cli, error);
  print_refusal (cli, &given->refusal, given->is_hidden);
  return BT_CLI_NO;
}

BtCliStatus
bt_cli_session_do (BtCli *cli, char **arguments)
{
  Given given = { 0 };
  const GOptionEntry entries[] = { bt_cli_reveal_entry (&given.is_reveal), { NULL } };
  const BtCliSyntax syntax = {
    .name = "session do",
    .operands = N_ ("ID JSON"),
    .summary = N_ ("Gives a session one command; it is on disk before it is confirmed."),
    .description
    = N_ ("JSON is a command of a scenario file without “after_bar”, for example "
          "{\"do\": \"place\", \"type\": \"market\", \"side\": \"buy\", \"lots\": \"0.10\"}. "
          "Exit status 1 when it is refused."),
    .min_operands = 2,
    .max_operands = 2,
  };
  g_auto (GStrv) operands = NULL;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  given.id = operands[0];
  given.json = operands[1];
  return submit_until_settled (cli, &given);
}
