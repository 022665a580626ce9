// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The rule of the command line for blind sessions: what is hidden is shown only to who asks with
 * --reveal, and that goes on record first. */
#pragma once

#include "cli/bt-cli.h"

G_BEGIN_DECLS

/* Returns the option --reveal, which sets is_reveal. */
GOptionEntry bt_cli_reveal_entry (gboolean *is_reveal);
/* Sets the error that something of a session is hidden and not asked for. */
void bt_cli_set_hidden (GError **error);
/* Lets a session of the data folder be shown as it is: at once where nothing is hidden, with a
 * record of the look where is_reveal; else fails. */
gboolean bt_cli_look (BtCli *cli, const char *id, gboolean is_reveal, GError **error);

G_END_DECLS
