// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli.h"

#include "base/bt-error.h"
#include "cli/bt-cli-output.h"
#include "feed/bt-feed-reader.h"
#include "market/bt-market-error.h"
#include "session/bt-session.h"
#include "source/bt-download.h"

#include <glib/gi18n.h>

#define PROGRAM "backtrade-cli"
/* The database in a data folder. */
#define STORE_FILE "backtrade.db"

struct _BtCli
{
  char *folder;
  gboolean is_json;
  gboolean wants_help;
  gboolean wants_version;
  BtStore *store;
};

static void
print_error (BtCli *cli, BtCliStatus status, const char *message)
{
  g_printerr ("%s: %s\n", PROGRAM, message);
  if (cli->is_json)
    bt_cli_print_error_json ((int) status, message);
}

/* The options that every command takes; the texts are those of --help. */
static void
add_global_entries (BtCli *cli, GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &cli->folder, N_ ("Use this data folder"),
      N_ ("DIR") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->is_json, N_ ("Print one JSON document"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &cli->wants_help, N_ ("Show this help"), NULL },
    { NULL },
  };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
}

static void
print_help (GOptionContext *context)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

  g_print ("%s", help);
}

/* Makes an argument vector for the option parser, which skips the first string. */
static char **
copy_arguments (const char *program, char **arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, program);
  g_strv_builder_addv (builder, (const char **) arguments);
  return g_strv_builder_end (builder);
}

static char *
describe_commands (const BtCliCommand *commands, gsize n_commands)
{
  g_autoptr (GString) text = g_string_new (_ ("Commands:"));

  for (gsize i = 0; i < n_commands; i++)
    g_string_append_printf (text, "\n  %-10s %s", commands[i].name, _ (commands[i].summary));
  g_string_append (text, "\n\n");
  g_string_append (
    text, _ ("“COMMAND --help” tells more. Exit status: 0 done, 1 the answer is no, 2 wrong usage, "
             "3 bad input, 4 the system failed."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static BtCliStatus
run_named (
  BtCli *cli, const char *prefix, const BtCliCommand *commands, gsize n_commands, char **arguments)
{
  for (gsize i = 0; arguments[0] != NULL && i < n_commands; i++)
    if (strcmp (arguments[0], commands[i].name) == 0)
      return commands[i].run (cli, arguments + 1);
  if (arguments[0] == NULL)
    return bt_cli_fail_usage (cli, _ ("A command is missing; “%s --help” lists them"), prefix);
  return bt_cli_fail_usage (cli, _ ("There is no command “%s”; “%s --help” lists them"),
                            arguments[0], prefix);
}

/* Reads the options in front of a command's name; returns FALSE with status when that was all. */
static gboolean
parse_front (BtCli *cli,
             const char *prefix,
             const BtCliCommand *commands,
             gsize n_commands,
             char ***arguments,
             BtCliStatus *status)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("COMMAND …"));
  g_autoptr (GError) error = NULL;
  const GOptionEntry version_entry[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &cli->wants_version, N_ ("Show the version"), NULL },
    { NULL },
  };

  g_set_prgname (prefix);
  g_option_context_set_strict_posix (context, TRUE);
  add_global_entries (cli, context);
  g_option_context_add_main_entries (context, version_entry, GETTEXT_PACKAGE);
  g_autofree char *description = describe_commands (commands, n_commands);
  g_option_context_set_description (context, description);

  *status = BT_CLI_DONE;
  if (!g_option_context_parse_strv (context, arguments, &error))
    {
      *status = bt_cli_fail (cli, error);
      return FALSE;
    }
  if (cli->wants_help)
    print_help (context);
  else if (cli->wants_version)
    g_print ("%s %s\n", PROGRAM, BT_VERSION);
  else
    return TRUE;
  return FALSE;
}

static BtCliStatus
run_commands (
  BtCli *cli, const char *prefix, const BtCliCommand *commands, gsize n_commands, char **arguments)
{
  g_auto (GStrv) rest = copy_arguments (prefix, arguments);
  BtCliStatus status;

  if (!parse_front (cli, prefix, commands, n_commands, &rest, &status))
    return status;
  return run_named (cli, prefix, commands, n_commands, rest + 1);
}

static BtCliStatus
get_session_status (int code)
{
  switch ((BtSessionError) code)
    {
    case BT_SESSION_ERROR_REFUSED:
    case BT_SESSION_ERROR_READ_ONLY:
    case BT_SESSION_ERROR_DIVERGED:
    case BT_SESSION_ERROR_FORBIDDEN:
      return BT_CLI_NO;
    case BT_SESSION_ERROR_NO_DATA:
    case BT_SESSION_ERROR_FORMAT:
      return BT_CLI_INPUT;
    case BT_SESSION_ERROR_BUSY:
    default:
      return BT_CLI_SYSTEM;
    }
}

static BtCliStatus
get_store_status (int code)
{
  switch ((BtStoreError) code)
    {
    case BT_STORE_ERROR_NOT_FOUND:
    case BT_STORE_ERROR_INVALID:
      return BT_CLI_INPUT;
    case BT_STORE_ERROR_IN_USE:
      return BT_CLI_NO;
    case BT_STORE_ERROR_FOLDER:
    case BT_STORE_ERROR_DAMAGED:
    case BT_STORE_ERROR_CONFLICT:
    default:
      return BT_CLI_SYSTEM;
    }
}

/* A file that is not there or may not be read is the user's to mend; a full disk or a lost network
 * is not. */
static BtCliStatus
get_io_status (int code)
{
  switch (code)
    {
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_IS_DIRECTORY:
    case G_IO_ERROR_NOT_DIRECTORY:
    case G_IO_ERROR_NOT_REGULAR_FILE:
    case G_IO_ERROR_INVALID_FILENAME:
    case G_IO_ERROR_INVALID_DATA:
    case G_IO_ERROR_FILENAME_TOO_LONG:
    case G_IO_ERROR_EXISTS:
      return BT_CLI_INPUT;
    default:
      return BT_CLI_SYSTEM;
    }
}

static BtCliStatus
get_error_status (const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return BT_CLI_USAGE;
  if (error->domain == BT_FEED_ERROR)
    return error->code == BT_FEED_ERROR_OPTION ? BT_CLI_USAGE : BT_CLI_INPUT;
  if (error->domain == BT_BASE_ERROR || error->domain == BT_MARKET_ERROR
      || error->domain == G_FILE_ERROR)
    return BT_CLI_INPUT;
  if (error->domain == BT_DOWNLOAD_ERROR)
    return error->code == BT_DOWNLOAD_ERROR_EMPTY ? BT_CLI_NO : BT_CLI_INPUT;
  if (error->domain == BT_SESSION_ERROR)
    return get_session_status (error->code);
  if (error->domain == BT_STORE_ERROR)
    return get_store_status (error->code);
  if (error->domain == G_IO_ERROR)
    return get_io_status (error->code);
  return BT_CLI_SYSTEM;
}

BtCli *
bt_cli_new (void)
{
  return g_new0 (BtCli, 1);
}

void
bt_cli_free (BtCli *cli)
{
  if (cli == NULL)
    return;
  if (cli->store != NULL)
    bt_store_flush (cli->store);
  g_clear_object (&cli->store);
  g_free (cli->folder);
  g_free (cli);
}

BtCliStatus
bt_cli_run (BtCli *cli, const BtCliCommand *commands, gsize n_commands, char **arguments)
{
  return run_commands (cli, PROGRAM, commands, n_commands, arguments);
}

BtCliStatus
bt_cli_run_nested (
  BtCli *cli, const char *name, const BtCliCommand *commands, gsize n_commands, char **arguments)
{
  g_autofree char *prefix = g_strdup_printf ("%s %s", PROGRAM, name);

  return run_commands (cli, prefix, commands, n_commands, arguments);
}

gboolean
bt_cli_parse (BtCli *cli,
              const BtCliSyntax *syntax,
              const GOptionEntry *entries,
              char **arguments,
              char ***operands,
              BtCliStatus *status)
{
  g_autoptr (GOptionContext) context
    = g_option_context_new (syntax->operands != NULL ? _ (syntax->operands) : NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *prefix = g_strdup_printf ("%s %s", PROGRAM, syntax->name);
  g_auto (GStrv) rest = copy_arguments (prefix, arguments);

  g_set_prgname (prefix);
  g_option_context_set_summary (context, _ (syntax->summary));
  if (syntax->description != NULL)
    g_option_context_set_description (context, _ (syntax->description));
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  add_global_entries (cli, context);

  *status = BT_CLI_USAGE;
  if (!g_option_context_parse_strv (context, &rest, &error))
    {
      *status = bt_cli_fail (cli, error);
      return FALSE;
    }
  if (cli->wants_help)
    {
      print_help (context);
      *status = BT_CLI_DONE;
      return FALSE;
    }

  const gboolean has_separator = rest[1] != NULL && strcmp (rest[1], "--") == 0;
  char **found = rest + (has_separator ? 2 : 1);
  const guint n_operands = g_strv_length (found);
  if (n_operands < syntax->min_operands || n_operands > syntax->max_operands)
    {
      bt_cli_fail_usage (cli, _ ("Usage: %s [OPTION…] %s"), prefix,
                         syntax->operands != NULL ? _ (syntax->operands) : "");
      return FALSE;
    }
  *operands = g_strdupv (found);
  *status = BT_CLI_DONE;
  return TRUE;
}

gboolean
bt_cli_is_json (const BtCli *cli)
{
  return cli->is_json;
}

const char *
bt_cli_get_folder (BtCli *cli)
{
  if (cli->folder == NULL)
    cli->folder = bt_store_default_folder ();
  return cli->folder;
}

BtStore *
bt_cli_get_store (BtCli *cli, GError **error)
{
  if (cli->store == NULL)
    cli->store = bt_store_open (bt_cli_get_folder (cli), error);
  return cli->store;
}

gboolean
bt_cli_has_store (BtCli *cli)
{
  g_autofree char *database = g_build_filename (bt_cli_get_folder (cli), STORE_FILE, NULL);

  return g_file_test (database, G_FILE_TEST_EXISTS);
}

BtStore *
bt_cli_find_store (BtCli *cli)
{
  g_autoptr (GError) error = NULL;

  if (bt_cli_has_store (cli) && bt_cli_get_store (cli, &error) == NULL)
    g_printerr ("%s: %s\n", PROGRAM, error->message);
  return cli->store;
}

BtCliStatus
bt_cli_fail (BtCli *cli, const GError *error)
{
  const BtCliStatus status = get_error_status (error);

  print_error (cli, status, error->message);
  return status;
}

BtCliStatus
bt_cli_fail_usage (BtCli *cli, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  print_error (cli, BT_CLI_USAGE, message);
  return BT_CLI_USAGE;
}

BtCliStatus
bt_cli_fail_input (BtCli *cli, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  print_error (cli, BT_CLI_INPUT, message);
  return BT_CLI_INPUT;
}
