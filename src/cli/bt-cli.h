// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One run of the program: the options that every command takes, the data folder, and how a command
 * ends. Messages go to standard error, translated; standard output carries the answer, with --json
 * one JSON document and nothing else. */
#pragma once

#include "store/bt-store.h"

G_BEGIN_DECLS

/* The exit status. */
typedef enum
{
  BT_CLI_DONE = 0,
  BT_CLI_NO = 1,     /* the answer is no */
  BT_CLI_USAGE = 2,  /* wrong usage */
  BT_CLI_INPUT = 3,  /* bad input */
  BT_CLI_SYSTEM = 4, /* the system failed */
} BtCliStatus;

typedef struct _BtCli BtCli;

/* A command. arguments is what follows its name, NULL-terminated. */
typedef BtCliStatus (*BtCliCommandFunc) (BtCli *cli, char **arguments);

/* What there is to choose from: the program's commands, or those of `session`. */
typedef struct
{
  const char *name;
  const char *summary; /* marked for translation */
  BtCliCommandFunc run;
} BtCliCommand;

/* What a command takes. Texts are marked for translation. */
typedef struct
{
  const char *name;        /* "session new" */
  const char *operands;    /* "FILE…", or NULL */
  const char *summary;     /* one sentence */
  const char *description; /* further text for --help, or NULL */
  guint min_operands;
  guint max_operands;
} BtCliSyntax;

/* Returns a run with nothing chosen; free with bt_cli_free(). */
BtCli *bt_cli_new (void);
/* Closes the store and frees the run; NULL is allowed. */
void bt_cli_free (BtCli *cli);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCli, bt_cli_free)

/* Reads the options in front of the command's name, runs the command of that name, and returns its
 * status. */
BtCliStatus
bt_cli_run (BtCli *cli, const BtCliCommand *commands, gsize n_commands, char **arguments);

/* Runs the one of a command's own commands ("session new") that the first argument names. */
BtCliStatus bt_cli_run_nested (
  BtCli *cli, const char *name, const BtCliCommand *commands, gsize n_commands, char **arguments);

/* Reads a command's options into what entries (NULL-terminated, or NULL) point at, and the global
 * ones. Stores the operands as a new NULL-terminated array. Returns FALSE with status when that was
 * all: help was asked for and printed, or the usage was wrong and a message says how. */
gboolean bt_cli_parse (BtCli *cli,
                       const BtCliSyntax *syntax,
                       const GOptionEntry *entries,
                       char **arguments,
                       char ***operands,
                       BtCliStatus *status);

/* Returns whether --json was given. */
gboolean bt_cli_is_json (const BtCli *cli);
/* Returns the data folder that was given or is the usual one; owned by the run. */
const char *bt_cli_get_folder (BtCli *cli);
/* Opens the data folder, once; the store is owned by the run. Fails like bt_store_open(). */
BtStore *bt_cli_get_store (BtCli *cli, GError **error);
/* Returns whether the data folder holds a database: what only reads needs not make one. */
gboolean bt_cli_has_store (BtCli *cli);
/* Returns the store when the data folder has one that opens, else NULL after a message where it
 * does not open: for commands that can do without. */
BtStore *bt_cli_find_store (BtCli *cli);

/* Prints an error and returns the status for its kind. */
BtCliStatus bt_cli_fail (BtCli *cli, const GError *error);
/* Prints a message about the usage and returns BT_CLI_USAGE. */
BtCliStatus bt_cli_fail_usage (BtCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Prints a message about what was given and returns BT_CLI_INPUT. */
BtCliStatus bt_cli_fail_input (BtCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
