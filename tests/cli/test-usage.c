// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli-fixture.h"

#include <string.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, CliFixture, NULL, cli_fixture_set_up, function, cli_fixture_tear_down)

/* Fails unless a plain run gives this status, a message, and no answer. */
#define ASSERT_WRONG(expected, ...)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    cli_run (fixture, FALSE, __VA_ARGS__, NULL);                                                   \
    g_test_message ("%s", fixture->messages);                                                      \
    g_assert_cmpint (fixture->status, ==, expected);                                               \
    g_assert_cmpstr (fixture->output, ==, "");                                                     \
    g_assert_true (g_str_has_prefix (fixture->messages, "backtrade-cli: "));                       \
  }                                                                                                \
  G_STMT_END

static void
test_help (CliFixture *fixture, gconstpointer data)
{
  const char *const commands[]
    = { "import", "fetch",   "publish", "datasets", "dataset", "candles",
        "run",    "session", "verify",  "report",   "study",   "doctor" };

  cli_run (fixture, FALSE, "--help", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_assert_nonnull (strstr (fixture->output, commands[i]));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      cli_run (fixture, FALSE, commands[i], "--help", NULL);
      g_assert_cmpint (fixture->status, ==, 0);
      g_assert_cmpstr (fixture->messages, ==, "");
      g_assert_nonnull (strstr (fixture->output, commands[i]));
    }
  cli_run (fixture, FALSE, "session", "new", "--help", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_nonnull (strstr (fixture->output, "--leverage"));
  cli_run (fixture, FALSE, "--version", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_true (g_str_has_prefix (fixture->output, "backtrade-cli " BT_VERSION));
  g_assert_false (g_file_test (fixture->data_folder, G_FILE_TEST_EXISTS));
}

static void
test_wrong_usage (CliFixture *fixture, gconstpointer data)
{
  ASSERT_WRONG (2, "fly");
  ASSERT_WRONG (2, "--fly");
  ASSERT_WRONG (2, "import");
  ASSERT_WRONG (2, "import", "--fly", "x.csv");
  ASSERT_WRONG (2, "import", "--timeframe", "M1441", "x.csv");
  ASSERT_WRONG (2, "import", "--timezone", "Mars", "x.csv");
  ASSERT_WRONG (2, "import", "--side", "left", "x.csv");
  ASSERT_WRONG (2, "import", "--digits", "9", "x.csv");
  ASSERT_WRONG (2, "import", "--dialect", "cuneiform", "x.csv");
  ASSERT_WRONG (2, "import", "--min-grade", "E", "x.csv");
  ASSERT_WRONG (2, "datasets", "extra");
  ASSERT_WRONG (2, "dataset");
  ASSERT_WRONG (2, "dataset", "fly", "1");
  ASSERT_WRONG (2, "dataset", "show");
  ASSERT_WRONG (2, "dataset", "show", "one");
  ASSERT_WRONG (2, "candles", "XAUUSD");
  ASSERT_WRONG (2, "candles", "XAUUSD", "M0");
  ASSERT_WRONG (2, "candles", "XAUUSD", "H25");
  ASSERT_WRONG (2, "candles", "XAUUSD", "M1", "--from", "yesterday");
  ASSERT_WRONG (2, "candles", "XAUUSD", "M1", "--last", "-1");
  ASSERT_WRONG (2, "candles", "XAUUSD", "M1", "--format", "xml");
  ASSERT_WRONG (2, "candles", "XAUUSD", "M1", "--compress", "rar");
  ASSERT_WRONG (2, "candles", "XAUUSD", "M1", "--timezone", "Mars");
  ASSERT_WRONG (2, "fetch", "dukascopy", "XAUUSD", "2024-01-01");
  ASSERT_WRONG (2, "fetch", "clickhouse", "XAUUSD", "2024-01-01", "2024-02-01");
  ASSERT_WRONG (2, "publish", "1");
  ASSERT_WRONG (2, "publish", "one", "--url", "http://127.0.0.1:1/");
  ASSERT_WRONG (2, "fetch", "yahoo", "XAUUSD", "2024-01-01", "2024-02-01");
  ASSERT_WRONG (2, "fetch", "dukascopy", "XAUUSD", "yesterday", "2024-02-01");
  ASSERT_WRONG (2, "fetch", "dukascopy", "XAUUSD", "2024-01-01", "2024-02-01", "--side", "mid");
  ASSERT_WRONG (2, "fetch", "dukascopy", "XAUUSD", "2024-01-01", "2024-02-01", "--connections",
                "17");
  ASSERT_WRONG (2, "run");
  ASSERT_WRONG (2, "run", "--policy", "lucky", "x.json");
  ASSERT_WRONG (2, "verify", "a", "b");
  ASSERT_WRONG (2, "report", "x", "--format", "xml");
  ASSERT_WRONG (2, "doctor", "who");
}

static void
test_wrong_session_usage (CliFixture *fixture, gconstpointer data)
{
  ASSERT_WRONG (2, "session");
  ASSERT_WRONG (2, "session", "undo", "x");
  ASSERT_WRONG (2, "session", "rewind", "x");
  ASSERT_WRONG (2, "session", "rewind", "x", "--to", "soon");
  ASSERT_WRONG (3, "session", "rewind", "x", "--to", "2024-03-04");
  ASSERT_WRONG (2, "session", "new");
  ASSERT_WRONG (2, "session", "new", "--symbol", "XAUUSD");
  ASSERT_WRONG (2, "session", "new", "--symbol", "XAUUSD", "--start", "soon");
  ASSERT_WRONG (2, "session", "advance", "x");
  ASSERT_WRONG (2, "session", "advance", "x", "--bars", "0");
  ASSERT_WRONG (2, "session", "advance", "x", "--bars", "1", "--to", "2024-03-04");
  ASSERT_WRONG (2, "session", "do", "x");
  ASSERT_WRONG (2, "session", "show");
  ASSERT_WRONG (2, "session", "export", "x");
}

static void
test_missing_files (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.csv", NULL);

  ASSERT_WRONG (3, "import", missing);
  g_assert_nonnull (strstr (fixture->messages, "missing.csv"));
  ASSERT_WRONG (3, "import", "--dry-run", missing);
  ASSERT_WRONG (3, "run", missing);
  ASSERT_WRONG (3, "verify", missing);
  ASSERT_WRONG (3, "session", "import", missing);
}

static void
test_unknown_things (CliFixture *fixture, gconstpointer data)
{
  ASSERT_WRONG (3, "dataset", "show", "7");
  ASSERT_WRONG (3, "dataset", "delete", "7");
  ASSERT_WRONG (3, "candles", "XAUUSD", "M1");
  ASSERT_WRONG (3, "candles", "XAUUSD", "ticks");
  ASSERT_WRONG (3, "publish", "7", "--url", "http://127.0.0.1:1/");
  ASSERT_WRONG (3, "fetch", "dukascopy", "NOSUCH", "2024-01-01", "2024-02-01");
  ASSERT_WRONG (3, "fetch", "dukascopy", "XAUUSD", "2024-02-01", "2024-01-01");
  ASSERT_WRONG (3, "fetch", "dukascopy", "XAUUSD", "2024-01-01", "2024-02-01", "--append");
  ASSERT_WRONG (3, "session", "new", "--symbol", "XAUUSD", "--start", "2024-03-04");
  ASSERT_WRONG (3, "session", "show", "nobody");
  ASSERT_WRONG (3, "session", "advance", "nobody", "--bars", "1");
  ASSERT_WRONG (3, "session", "delete", "nobody");
  ASSERT_WRONG (3, "session", "archive", "nobody");
  ASSERT_WRONG (3, "session", "branches", "nobody");
  ASSERT_WRONG (3, "report", "nobody");
}

/* A failure is told on standard error, and with --json in the one document too. */
static void
test_failure_document (CliFixture *fixture, gconstpointer data)
{
  cli_assert_run (fixture, 2, "candles", "XAUUSD", "M0");
  cli_assert_int (fixture, "error.status", 2);
  g_assert_nonnull (strstr (json_node_get_string (cli_find (fixture, "error.message")), "M0"));
  g_assert_nonnull (strstr (fixture->messages, "M0"));
}

static void
test_empty_folder (CliFixture *fixture, gconstpointer data)
{
  cli_assert_run (fixture, 3, "doctor");
  g_assert_nonnull (strstr (fixture->messages, fixture->data_folder));
  g_assert_false (g_file_test (fixture->data_folder, G_FILE_TEST_EXISTS));
  cli_assert_run (fixture, 0, "datasets");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 0);
  cli_assert_run (fixture, 0, "session", "list");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 0);
  cli_assert_run (fixture, 0, "doctor");
  cli_assert_boolean (fixture, "ok", TRUE);
  g_assert_cmpuint (cli_count (fixture, "faults"), ==, 0);
}

/* The data folder cannot be made where a file stands in the way: that is the system's failure, not
 * the user's input. */
static void
test_folder_in_the_way (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *file = cli_write_file (fixture, "data", "in the way");

  g_assert_cmpstr (file, ==, fixture->data_folder);
  cli_assert_run (fixture, 4, "datasets");
  g_assert_nonnull (strstr (fixture->messages, fixture->data_folder));
  cli_assert_int (fixture, "error.status", 4);
}

static void
test_damaged_database (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->data_folder, "backtrade.db", NULL);

  cli_assert_run (fixture, 0, "datasets");
  g_assert_true (g_file_set_contents (
    path, "this is no database, but it is long enough to be read as one", -1, NULL));
  cli_assert_run (fixture, 4, "datasets");
  g_assert_nonnull (strstr (fixture->messages, "backtrade.db"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/usage/help", test_help);
  TEST ("/usage/wrong", test_wrong_usage);
  TEST ("/usage/wrong-session", test_wrong_session_usage);
  TEST ("/usage/missing-files", test_missing_files);
  TEST ("/usage/unknown-things", test_unknown_things);
  TEST ("/usage/failure-document", test_failure_document);
  TEST ("/usage/empty-folder", test_empty_folder);
  TEST ("/usage/folder-in-the-way", test_folder_in_the_way);
  TEST ("/usage/damaged-database", test_damaged_database);
  return g_test_run ();
}
