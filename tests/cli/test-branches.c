// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Looking back and branching from the command line. */
#include "config.h"

#include "cli-fixture.h"

#include <string.h>

#define BUY "{\"do\": \"place\", \"type\": \"market\", \"side\": \"buy\", \"lots\": \"0.10\"}"
#define SELL "{\"do\": \"place\", \"type\": \"market\", \"side\": \"sell\", \"lots\": \"0.10\"}"

/* Makes a session of 240 candles from 09:00; option may be NULL. */
static char *
make_session (CliFixture *fixture, const char *option)
{
  g_autofree char *candles = cli_write_candles (fixture, "XAUUSD_M1.csv", 300);

  cli_assert_run (fixture, 0, "import", candles);
  cli_assert_run (fixture, 0, "session", "new", "--symbol", "XAUUSD", "--start",
                  "2024-03-04T09:00:00Z", option);
  return cli_dup_text (fixture, "id");
}

/* Plays to candle 60 with an order at 10, goes back to 09:31 and sells there. */
static char *
make_branches (CliFixture *fixture)
{
  char *id = make_session (fixture, NULL);

  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "10");
  cli_assert_run (fixture, 0, "session", "do", id, BUY);
  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "50");
  cli_assert_run (fixture, 0, "session", "rewind", id, "--to", "2024-03-04T09:31:00Z");
  cli_assert_int (fixture, "bar", 30);
  cli_assert_int (fixture, "head_bar", 59);
  cli_assert_boolean (fixture, "at_head", FALSE);
  cli_assert_int (fixture, "rewinds", 1);
  cli_assert_text (fixture, "clock", "2024-03-04T09:31:00Z");
  cli_assert_run (fixture, 0, "session", "do", id, SELL);
  return id;
}

static void
test_rewind (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture, NULL);

  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "10");
  cli_assert_run (fixture, 0, "session", "do", id, BUY);
  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "50");
  g_autofree char *digest = cli_dup_text (fixture, "digest");

  cli_assert_run (fixture, 0, "session", "rewind", id, "--bars", "55");
  cli_assert_int (fixture, "bar", 4);
  cli_assert_run (fixture, 0, "session", "show", id);
  g_assert_cmpuint (cli_count (fixture, "fills"), ==, 0);
  cli_run (fixture, FALSE, "session", "rewind", id, "--bars", "1", NULL);
  g_assert_nonnull (strstr (fixture->output, "The branch “main” goes on to candle 60."));
  /* Time brings the same again. */
  cli_assert_run (fixture, 0, "session", "advance", id, "--to", "2024-03-04T10:00:00Z");
  cli_assert_text (fixture, "digest", digest);
  cli_assert_boolean (fixture, "at_head", TRUE);
  cli_assert_run (fixture, 0, "session", "list");
  cli_assert_int (fixture, "[0].rewinds", 2);
  cli_assert_int (fixture, "[0].branches_made", 1);
  cli_assert_run (fixture, 3, "session", "rewind", id, "--to", "2024-03-04T11:00:00Z");
  cli_assert_run (fixture, 2, "session", "rewind", id);
  cli_assert_run (fixture, 2, "session", "rewind", id, "--bars", "0");
  cli_assert_run (fixture, 2, "session", "rewind", id, "--bars", "1", "--to", "2024-03-04");
}

static void
test_no_rewind (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture, "--no-rewind");

  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "10");
  cli_assert_run (fixture, 1, "session", "rewind", id, "--bars", "1");
  cli_assert_run (fixture, 1, "session", "do", id, "{\"do\": \"fork\", \"id\": \"x\"}");
  cli_assert_run (fixture, 0, "session", "branches", id);
  g_assert_cmpuint (cli_count (fixture, ""), ==, 1);
  cli_assert_int (fixture, "[0].bar", 9);
}

static void
test_branches (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_branches (fixture);

  cli_assert_run (fixture, 0, "session", "branches", id);
  g_assert_cmpuint (cli_count (fixture, ""), ==, 2);
  cli_assert_text (fixture, "[0].name", "main");
  cli_assert_int (fixture, "[0].bar", 59);
  cli_assert_int (fixture, "[0].commands", 1);
  cli_assert_boolean (fixture, "[0].present", FALSE);
  cli_assert_text (fixture, "[1].name", "Branch 2");
  cli_assert_text (fixture, "[1].parent", "1");
  cli_assert_int (fixture, "[1].fork_bar", 30);
  cli_assert_int (fixture, "[1].fork_commands", 1);
  cli_assert_int (fixture, "[1].commands", 3);
  cli_assert_boolean (fixture, "[1].present", TRUE);
  cli_run (fixture, FALSE, "session", "branches", id, NULL);
  g_assert_nonnull (strstr (fixture->output, "Branch 2"));

  cli_assert_run (fixture, 0, "session", "do", id, "{\"do\": \"fork\", \"id\": \"Plan C\"}");
  cli_assert_run (fixture, 3, "session", "do", id, "{\"do\": \"fork\", \"id\": \"Plan C\"}");
  cli_assert_run (fixture, 0, "session", "rename-branch", id, "2", "Plan B");
  cli_assert_text (fixture, "renamed", "2");
  cli_assert_run (fixture, 3, "session", "rename-branch", id, "2", "main");
  cli_assert_run (fixture, 0, "session", "switch", id, "Plan B");
  cli_assert_text (fixture, "present", "2");
  cli_assert_run (fixture, 3, "session", "switch", id, "Plan D");
  cli_assert_run (fixture, 1, "session", "delete-branch", id, "Plan B");
  cli_assert_run (fixture, 0, "session", "delete-branch", id, "main");
  cli_assert_run (fixture, 0, "session", "branches", id);
  g_assert_cmpuint (cli_count (fixture, ""), ==, 2);
  cli_assert_text (fixture, "[0].name", "Plan B");
  cli_assert_run (fixture, 0, "doctor");
}

static void
test_compare (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_branches (fixture);

  cli_assert_run (fixture, 0, "session", "compare", id, "main", "Branch 2");
  cli_assert_text (fixture, "format", "backtrade-comparison/1");
  cli_assert_int (fixture, "common_commands", 1);
  cli_assert_int (fixture, "parted_bar", 30);
  cli_assert_text (fixture, "parted_at", "2024-03-04T09:31:00Z");
  g_assert_cmpuint (cli_count (fixture, "b.only_here"), ==, 1);
  g_assert_cmpuint (cli_count (fixture, "a.only_here"), ==, 0);
  cli_run (fixture, FALSE, "session", "compare", id, "1", "2", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_nonnull (strstr (fixture->output, "The same up to candle 31"));
  cli_assert_run (fixture, 3, "session", "compare", id, "1", "3");
}

/* A session file carries its branches to another data folder, and a stranger can check them. */
static void
test_file (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_branches (fixture);
  g_autofree char *file = g_build_filename (fixture->folder, "two.btsession", NULL);

  cli_assert_run (fixture, 0, "session", "branches", id);
  g_autofree char *main_digest = cli_dup_text (fixture, "[0].digest");
  g_autofree char *digest = cli_dup_text (fixture, "[1].digest");
  cli_assert_run (fixture, 0, "session", "export", id, file, "--with-candles");
  cli_assert_run (fixture, 0, "session", "delete", id);
  cli_assert_run (fixture, 0, "verify", file);
  cli_assert_text (fixture, "digest", digest);
  cli_assert_text (fixture, "branches[0].digest", main_digest);
  cli_assert_text (fixture, "branches[1].name", "Branch 2");
  cli_run (fixture, FALSE, "verify", file, NULL);
  g_assert_nonnull (strstr (fixture->output, main_digest));
  cli_assert_run (fixture, 0, "report", file);
  cli_assert_int (fixture, "branches", 2);
  cli_assert_int (fixture, "rewinds", 1);
  cli_run (fixture, FALSE, "report", "--format", "csv", "--table", "summary", file, NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_nonnull (strstr (fixture->output, "branches,2\r\nrewinds,1\r\n"));
  cli_assert_run (fixture, 0, "session", "import", file);
  g_autofree char *other = cli_dup_text (fixture, "id");
  cli_assert_run (fixture, 0, "session", "branches", other);
  g_assert_cmpuint (cli_count (fixture, ""), ==, 2);
  cli_assert_text (fixture, "[0].digest", main_digest);
  cli_assert_text (fixture, "[1].digest", digest);
  cli_assert_boolean (fixture, "[1].present", TRUE);
  cli_assert_run (fixture, 0, "session", "list");
  cli_assert_int (fixture, "[0].rewinds", 1);
}

static void
test_go_to (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture, NULL);

  cli_assert_run (fixture, 0, "session", "go-to", id, "new-york");
  cli_assert_text (fixture, "clock", "2024-03-04T13:00:00Z");
  cli_assert_run (fixture, 0, "session", "rewind", id, "--bars", "100");
  cli_assert_run (fixture, 0, "session", "go-to", id, "head");
  cli_assert_int (fixture, "bar", 239);
  cli_assert_run (fixture, 0, "session", "rewind", id, "--bars", "100");
  cli_assert_run (fixture, 0, "session", "go-to", id, "end");
  cli_assert_int (fixture, "bar", 239);
  cli_assert_run (fixture, 2, "session", "go-to", id, "paris");
  cli_assert_run (fixture, 2, "session", "go-to", id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function)                                                                       \
  g_test_add (path, CliFixture, NULL, cli_fixture_set_up, function, cli_fixture_tear_down)
  TEST ("/cli/branches/rewind", test_rewind);
  TEST ("/cli/branches/no-rewind", test_no_rewind);
  TEST ("/cli/branches/branches", test_branches);
  TEST ("/cli/branches/compare", test_compare);
  TEST ("/cli/branches/file", test_file);
  TEST ("/cli/branches/go-to", test_go_to);
#undef TEST
  return g_test_run ();
}
