// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"
#include "session/bt-session-file.h"

#include <glib/gi18n.h>

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtVerification, bt_verification_clear)

/* Adds each branch with its digest. */
static void
add_branches (JsonBuilder *builder, const BtVerification *verification)
{
  json_builder_set_member_name (builder, "branches");
  json_builder_begin_array (builder);
  for (guint i = 0; i < verification->branches->len; i++)
    {
      const BtVerifiedBranch *branch = verification->branches->pdata[i];

      json_builder_begin_object (builder);
      bt_cli_json_add_string (builder, "id", branch->id);
      bt_cli_json_add_string (builder, "name", branch->name);
      bt_cli_json_add_int (builder, "commands", branch->commands);
      bt_cli_json_add_string (builder, "digest", branch->digest);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* Tells the digest of the present branch, and of each where there are several. */
static void
print_verified (const BtVerification *verification)
{
  g_print (_ ("Verified. Digest %s\n"), verification->digest);
  for (guint i = 0; verification->branches->len > 1 && i < verification->branches->len; i++)
    {
      const BtVerifiedBranch *branch = verification->branches->pdata[i];

      g_print (_ ("Branch “%s”: digest %s\n"), branch->name, branch->digest);
    }
}

static void
print_json (const BtVerification *verification)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  bt_cli_json_add_boolean (builder, "verified", verification->is_verified);
  if (verification->is_verified)
    {
      bt_cli_json_add_string (builder, "digest", verification->digest);
      add_branches (builder, verification);
    }
  else
    {
      bt_cli_json_add_string (builder, "branch", verification->branch);
      json_builder_set_member_name (builder, "record");
      if (verification->record > 0)
        json_builder_add_int_value (builder, verification->record);
      else
        json_builder_add_null_value (builder);
      bt_cli_json_add_string (builder, "message", verification->message);
    }
  json_builder_end_object (builder);
  bt_cli_print_json (builder);
}

BtCliStatus
bt_cli_verify (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax = {
    .name = "verify",
    .operands = N_ ("FILE"),
    .summary = N_ ("Runs an exported session again, every branch, and compares record by record."),
    .description = N_ ("Prints the digest, or the first record that differs. The candles come from "
                       "the file or from the "
                       "data folder."),
    .min_operands = 1,
    .max_operands = 1,
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  g_auto (BtVerification) verification = { 0 };
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, NULL, arguments, &operands, &status))
    return status;
  if (!bt_session_file_verify (operands[0], bt_cli_find_store (cli), &verification, &error))
    return bt_cli_fail (cli, error);

  if (bt_cli_is_json (cli))
    print_json (&verification);
  else if (verification.is_verified)
    print_verified (&verification);
  else if (verification.record > 0)
    g_print (_ ("Not verified: record %s of the journal: %s\n"),
             bt_cli_format_int (verification.record).text, verification.message);
  else
    g_print (_ ("Not verified: %s\n"), verification.message);
  return verification.is_verified ? BT_CLI_DONE : BT_CLI_NO;
}
