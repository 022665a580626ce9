// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What indicators there are, for the command `study`: lists, names and the values of parameters. */
#pragma once

#include "cli/bt-cli.h"
#include "study/bt-study-settings.h"

G_BEGIN_DECLS

#define BT_CLI_STUDY_NUMBER G_ASCII_DTOSTR_BUF_SIZE

/* Writes the shortest number that reads as the same value, and returns buffer. */
const char *bt_cli_study_format (double value, char buffer[static BT_CLI_STUDY_NUMBER]);
/* Returns what a parameter can be ("2 … 10000", "sma | ema"); free with g_free(). */
char *bt_cli_study_range (const BtStudy *study, const char *id);
/* Returns the ids of all parameters of a study, separated by ", "; free with g_free(). */
char *bt_cli_study_parameters (const BtStudy *study);
/* Returns the indicator of a name, or NULL after a message. */
const BtStudy *bt_cli_study_find (BtCli *cli, const char *name);
/* Prints all indicators. */
void bt_cli_study_list (BtCli *cli);
/* Prints what one indicator takes and gives. */
BtCliStatus bt_cli_study_show (BtCli *cli, const char *name);

G_END_DECLS
