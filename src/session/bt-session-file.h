// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Documents that leave and enter: scenario, result, command, session file; and verification
 * (scenario-format contract). Blocking; any thread unless said. */
#pragma once

#include "market/bt-command.h"
#include "session/bt-session.h"

G_BEGIN_DECLS

/* Reads one command of a scenario ("do", "id", "type", …) from JSON text, and whether it has
 * "after_bar". line and field go into the message of BT_SESSION_ERROR_FORMAT. */
gboolean bt_command_from_json (const char *json,
                               const BtSessionSettings *settings,
                               BtCommand *out,
                               gboolean *has_after_bar,
                               GError **error);
/* Returns the command's canonical JSON text (one line, fields in a fixed order): what a journal
 * line holds. */
char *bt_command_to_json (const BtCommand *command, const BtSessionSettings *settings);
/* Returns settings as the "settings" object of a session file, canonical. */
char *bt_session_settings_to_json (const BtSessionSettings *settings);
/* Reads it back. */
gboolean bt_session_settings_from_json (const char *json, BtSessionSettings *out, GError **error);

/* Returns the rules of a challenge as a document to be edited, amounts of money in the digits of a
 * currency. */
char *bt_challenge_rules_to_json (const BtChallengeRules *rules, const char *currency);
/* Reads such a document, or what a scenario has as "challenge". Fails with BT_SESSION_ERROR_FORMAT,
 * the message naming line and column or the field. */
gboolean bt_challenge_rules_from_json (const char *json,
                                       const char *currency,
                                       BtChallengeRules *out,
                                       GError **error);

/* Runs a scenario file and returns the result document as a new string. store may be NULL when the
 * scenario brings its own bars. policy overrides the scenario's when has_policy. */
char *bt_scenario_run (
  const char *path, BtStore *store, gboolean has_policy, BtPathPolicy policy, GError **error);

/* Writes a stored session with its branches to a .btsession file; an existing file is replaced only
 * when all was written and synced. */
gboolean bt_session_file_export (
  BtStore *store, const char *id, const char *path, gboolean with_candles, GError **error);
/* Reads a .btsession file into the store, with its branches (its candles too when it has them and
 * they are not there); returns the new session's id. Verifies it first. */
char *bt_session_file_import (BtStore *store, const char *path, GError **error);

/* A branch of a session file that was verified. */
typedef struct
{
  char *id;
  char *name;
  gint64 commands;
  char *digest; /* at its head, as recomputed */
} BtVerifiedBranch;

/* The answer of a verification. */
typedef struct
{
  gboolean is_verified;
  char *digest;        /* of the present branch at its head, as recomputed, when verified */
  GPtrArray *branches; /* of BtVerifiedBranch, when verified */
  char *branch;        /* the name of the branch that differs, or NULL */
  gint64 record; /* the first line of its journal (1-based) that differs; 0 when it is not about a
                    line */
  char *message; /* what differs and where, or "" */
} BtVerification;
/* Frees what a verification holds. */
void bt_verification_clear (BtVerification *verification);
/* Re-executes an exported session as bt_session_file_verify() does and makes its report, what other
 * path policies make of it included; free with bt_session_report_free(). Fails with
 * BT_SESSION_ERROR_DIVERGED when it does not verify. store may be NULL. */
BtSessionReport *bt_session_file_report (const char *path, BtStore *store, GError **error);
/* Re-executes every branch of an exported session. FALSE with error set only when the file cannot
 * be read as a session or its candles are neither in it nor in the store (which may be NULL). */
gboolean
bt_session_file_verify (const char *path, BtStore *store, BtVerification *out, GError **error);

G_END_DECLS
