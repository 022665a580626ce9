// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"
#include "cli/bt-cli-values.h"
#include "market/bt-challenge-rules.h"
#include "session/bt-session-file.h"

#include <glib/gi18n.h>

#define DEFAULT_CURRENCY "USD"

static void
print_list_json (const BtChallengePreset *presets, guint count)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < count; i++)
    {
      json_builder_begin_object (builder);
      bt_cli_json_add_string (builder, "id", presets[i].id);
      bt_cli_json_add_string (builder, "name", presets[i].rules.name);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  bt_cli_print_json (builder);
}

static BtCliStatus
run_list (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax = {
    .name = "challenge list",
    .summary = N_ ("Lists the sets of challenge rules that are ready made."),
  };
  const char *const headings[] = { _ ("Id"), _ ("Name"), NULL };
  g_auto (GStrv) operands = NULL;
  BtCliStatus status;
  guint count;
  const BtChallengePreset *presets = bt_challenge_presets (&count);

  if (!bt_cli_parse (cli, &syntax, NULL, arguments, &operands, &status))
    return status;
  if (bt_cli_is_json (cli))
    {
      print_list_json (presets, count);
      return BT_CLI_DONE;
    }
  g_autoptr (BtCliTable) table = bt_cli_table_new ("ll", headings);
  for (guint i = 0; i < count; i++)
    {
      bt_cli_table_add (table, "%s", presets[i].id);
      bt_cli_table_add (table, "%s", presets[i].rules.name);
    }
  bt_cli_table_print (table);
  return BT_CLI_DONE;
}

static BtCliStatus
run_show (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax = {
    .name = "challenge show",
    .operands = N_ ("PRESET"),
    .summary = N_ ("Prints challenge rules as a file to edit and to give to “session new”."),
    .min_operands = 1,
    .max_operands = 1,
  };
  g_auto (GStrv) operands = NULL;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, NULL, arguments, &operands, &status))
    return status;
  const BtChallengePreset *preset = bt_challenge_preset_find (operands[0]);
  if (preset == NULL)
    return bt_cli_fail_input (cli, _ ("There is no preset “%s”; “challenge list” lists them"),
                              operands[0]);
  g_autofree char *json = bt_challenge_rules_to_json (&preset->rules, DEFAULT_CURRENCY);
  bt_cli_print_text (json);
  return BT_CLI_DONE;
}

BtCliStatus
bt_cli_challenge (BtCli *cli, char **arguments)
{
  static const BtCliCommand commands[] = {
    { "list", N_ ("List the presets"), run_list },
    { "show", N_ ("Print the rules of a preset"), run_show },
  };

  return bt_cli_run_nested (cli, "challenge", commands, G_N_ELEMENTS (commands), arguments);
}

/* A preset's id, or else the name of a file. */
BtCliStatus
bt_cli_read_challenge (BtCli *cli, const char *text, BtSessionSettings *settings)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  if (text == NULL)
    return BT_CLI_DONE;
  const BtChallengePreset *preset = bt_challenge_preset_find (text);
  if (preset != NULL)
    settings->challenge = preset->rules;
  else if (!g_file_test (text, G_FILE_TEST_EXISTS))
    return bt_cli_fail_input (
      cli, _ ("--challenge: “%s” is neither a file nor one of the presets of “challenge list”"),
      text);
  else if (!g_file_get_contents (text, &json, NULL, &error)
           || !bt_challenge_rules_from_json (json, settings->currency, &settings->challenge,
                                             &error))
    {
      g_prefix_error (&error, "%s: ", text);
      return bt_cli_fail (cli, error);
    }
  settings->has_challenge = TRUE;
  return BT_CLI_DONE;
}
