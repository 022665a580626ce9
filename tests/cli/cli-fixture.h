// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Runs the built backtrade-cli in a data folder of its own and looks at what it prints. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One folder for files and, in it, one data folder; and the outcome of the last run. */
typedef struct
{
  char *folder;
  char *data_folder;
  int status;
  char *output;
  char *messages;
  JsonNode *document; /* of the output, when it is JSON */
} CliFixture;

/* For g_test_add(): make the folder, and remove it with all that is in it. */
void cli_fixture_set_up (CliFixture *fixture, gconstpointer data);
void cli_fixture_tear_down (CliFixture *fixture, gconstpointer data);

/* Runs the program with --data-dir and the arguments (NULL-terminated); with is_json --json too,
 * and then the output must be one JSON document. */
void cli_run (CliFixture *fixture, gboolean is_json, ...) G_GNUC_NULL_TERMINATED;
/* The same, and the exit status must be expected; on another one the messages are printed. */
#define cli_assert_run(fixture, expected, ...)                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    cli_run (fixture, TRUE, __VA_ARGS__, NULL);                                                    \
    if ((fixture)->status != (expected))                                                           \
      g_test_message ("output: %s\nmessages: %s", (fixture)->output, (fixture)->messages);         \
    g_assert_cmpint ((fixture)->status, ==, expected);                                             \
  }                                                                                                \
  G_STMT_END

/* Writes a file into the folder and returns its path; free with g_free(). */
char *cli_write_file (CliFixture *fixture, const char *name, const char *text);

/* Returns what a path such as "gaps.count", "fills[0].price" leads to in the last document; the
 * test fails where there is nothing. */
JsonNode *cli_find (CliFixture *fixture, const char *path);
/* Fail the test unless the value at a path is this one. */
void cli_assert_text (CliFixture *fixture, const char *path, const char *expected);
void cli_assert_int (CliFixture *fixture, const char *path, gint64 expected);
void cli_assert_boolean (CliFixture *fixture, const char *path, gboolean expected);
/* Returns the length of the array at a path. */
guint cli_count (CliFixture *fixture, const char *path);
/* Returns the string at a path as a new string. */
char *cli_dup_text (CliFixture *fixture, const char *path);

/* Fails the test unless found has everything that expected has: each member of an object, each
 * element of an array and no more of them. An expected text "~a|b" is there when the found one
 * contains both a and b. */
void cli_assert_matches (JsonNode *found, JsonNode *expected, const char *path);

/* Writes n minutes of made-up gold from 2024-03-04 08:00 UTC as ISO CSV, with a price path that is
 * always the same, and returns the path. */
char *cli_write_candles (CliFixture *fixture, const char *name, guint n);

/* Returns the path of a file of the shared market data, or NULL after g_test_skip() when that is
 * not here. */
char *cli_find_shared (const char *name);

G_END_DECLS
