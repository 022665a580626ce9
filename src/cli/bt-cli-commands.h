// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The commands, one file each. */
#pragma once

#include "cli/bt-cli.h"

G_BEGIN_DECLS

/* Reads files of candles, prints the quality report, stores. */
BtCliStatus bt_cli_import (BtCli *cli, char **arguments);
/* Downloads history and stores it. */
BtCliStatus bt_cli_fetch (BtCli *cli, char **arguments);
/* Writes a dataset into a table of a server. */
BtCliStatus bt_cli_publish (BtCli *cli, char **arguments);
/* Lists what is stored. */
BtCliStatus bt_cli_datasets (BtCli *cli, char **arguments);
/* Shows or deletes one dataset. */
BtCliStatus bt_cli_dataset (BtCli *cli, char **arguments);
/* Lists, shows and changes instruments. */
BtCliStatus bt_cli_instrument (BtCli *cli, char **arguments);
/* Reads a broker's table of specifications into the instruments. */
BtCliStatus bt_cli_instrument_import (BtCli *cli, char **arguments);
/* Prints candles. */
BtCliStatus bt_cli_candles (BtCli *cli, char **arguments);
/* Runs a scenario file. */
BtCliStatus bt_cli_run_scenario (BtCli *cli, char **arguments);
/* Works on the sessions of the data folder. */
BtCliStatus bt_cli_session (BtCli *cli, char **arguments);
/* Makes a session. */
BtCliStatus bt_cli_session_new (BtCli *cli, char **arguments);
/* Lets market time pass in a session. */
BtCliStatus bt_cli_session_advance (BtCli *cli, char **arguments);
/* Gives a session one command. */
BtCliStatus bt_cli_session_do (BtCli *cli, char **arguments);
/* Puts a session's clock back. */
BtCliStatus bt_cli_session_rewind (BtCli *cli, char **arguments);
/* Goes to a place ahead, or to the head of the branch. */
BtCliStatus bt_cli_session_go_to (BtCli *cli, char **arguments);
/* Lists the branches of a session. */
BtCliStatus bt_cli_session_branches (BtCli *cli, char **arguments);
/* Goes over to another branch. */
BtCliStatus bt_cli_session_switch (BtCli *cli, char **arguments);
/* Compares two branches. */
BtCliStatus bt_cli_session_compare (BtCli *cli, char **arguments);
/* Gives a branch another name. */
BtCliStatus bt_cli_session_rename_branch (BtCli *cli, char **arguments);
/* Deletes a branch. */
BtCliStatus bt_cli_session_delete_branch (BtCli *cli, char **arguments);
/* Lists and prints challenge rules that are ready made. */
BtCliStatus bt_cli_challenge (BtCli *cli, char **arguments);
/* Re-executes an exported session. */
BtCliStatus bt_cli_verify (BtCli *cli, char **arguments);
/* Prints the report of a session. */
BtCliStatus bt_cli_report (BtCli *cli, char **arguments);
/* Prints an indicator's values, or which indicators there are. */
BtCliStatus bt_cli_study (BtCli *cli, char **arguments);
/* Checks every checksum and invariant of the data folder. */
BtCliStatus bt_cli_doctor (BtCli *cli, char **arguments);

G_END_DECLS
