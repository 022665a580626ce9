// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the command line tells of a session that is practised blind. */
#include "config.h"

#include "cli-fixture.h"

#include <string.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, CliFixture, NULL, cli_fixture_set_up, function, cli_fixture_tear_down)

#define BUY "{\"do\": \"place\", \"type\": \"market\", \"side\": \"buy\", \"lots\": \"0.10\"}"

/* Makes a session that is practised blind and returns its id. */
static char *
make_blind (CliFixture *fixture)
{
  g_autofree char *candles = cli_write_candles (fixture, "XAUUSD_M1.csv", 300);

  cli_assert_run (fixture, 0, "import", candles);
  cli_assert_run (fixture, 0, "session", "new", "--symbol", "XAUUSD", "--start",
                  "2024-03-04T09:00:00Z", "--blind");
  return cli_dup_text (fixture, "id");
}

/* Asserts that the last run told nothing of what is hidden. */
static void
assert_hidden (CliFixture *fixture)
{
  static const char *const secrets[] = { "XAUUSD", "2024-03", "\"clock\"", "\"bid\"", "\"ask\"" };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_assert_null (strstr (fixture->output, secrets[i]));
      g_assert_null (strstr (fixture->messages, secrets[i]));
    }
}

static void
assert_reveals (CliFixture *fixture, gint64 expected)
{
  cli_assert_run (fixture, 0, "session", "list");
  cli_assert_int (fixture, "[0].reveals", expected);
}

/* Trading, time and branches tell nothing of what is hidden. */
static void
test_play (CliFixture *fixture, gconstpointer data)
{
  static const char *const refused[] = {
    "{\"do\": \"place\", \"type\": \"market\", \"side\": \"buy\", \"lots\": \"0.10\", "
    "\"sl\": \"99999.00\"}",
    "{\"do\": \"place\", \"type\": \"market\", \"side\": \"buy\", \"lots\": \"90.00\"}",
  };
  g_autofree char *id = make_blind (fixture);

  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "20");
  assert_hidden (fixture);
  cli_assert_int (fixture, "bar", 19);
  cli_run (fixture, FALSE, "session", "advance", id, "--bars", "1", NULL);
  g_assert_cmpstr (fixture->output, ==, "Candle 21 of 240, equity 10000.00 USD\n");
  cli_assert_run (fixture, 0, "session", "do", id, BUY);
  assert_hidden (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      cli_assert_run (fixture, 1, "session", "do", id, refused[i]);
      assert_hidden (fixture);
      /* The code is all that is said. */
      g_assert_true (g_str_has_suffix (fixture->messages, ")\n"));
      g_assert_null (strstr (fixture->output, "\"message\""));
    }
  /* To go to a date would tell which it is. */
  cli_assert_run (fixture, 2, "session", "advance", id, "--to", "2024-03-04T10:00:00Z");
  g_assert_nonnull (strstr (fixture->messages, "--reveal"));
  cli_assert_run (fixture, 2, "session", "rewind", id, "--to", "2024-03-04T09:10:00Z");
  cli_assert_run (fixture, 0, "session", "rewind", id, "--bars", "5");
  assert_hidden (fixture);
  cli_assert_run (fixture, 0, "session", "go-to", id, "head");
  assert_hidden (fixture);
  cli_assert_int (fixture, "bar", 20);
  cli_assert_run (fixture, 0, "session", "branches", id);
  assert_hidden (fixture);
  assert_reveals (fixture, 0);
  assert_hidden (fixture);

  cli_assert_run (fixture, 0, "session", "advance", id, "--reveal", "--to", "2024-03-04T10:00:00Z");
  cli_assert_text (fixture, "clock", "2024-03-04T10:00:00Z");
  assert_reveals (fixture, 1);
  cli_assert_run (fixture, 0, "session", "do", id, "--reveal", "{\"do\": \"close_all\"}");
  cli_assert_text (fixture, "clock", "2024-03-04T10:00:00Z");
  g_assert_nonnull (cli_find (fixture, "bid"));
  cli_assert_run (fixture, 1, "session", "do", id, refused[0]);
  g_assert_nonnull (cli_find (fixture, "message"));
  assert_reveals (fixture, 1);
}

/* What shows all of a session needs --reveal as long as something is hidden, and the end of the
 * data shows the truth without a look. */
static void
test_results (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_blind (fixture);
  g_autofree char *path = g_build_filename (fixture->folder, "blind.btsession", NULL);

  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "20");
  cli_assert_run (fixture, 0, "session", "do", id, "{\"do\": \"fork\", \"id\": \"other\"}");
  assert_hidden (fixture);
  cli_assert_run (fixture, 2, "session", "compare", id, "main", "other");
  assert_hidden (fixture);
  cli_assert_run (fixture, 2, "report", id);
  assert_hidden (fixture);
  cli_assert_run (fixture, 2, "session", "export", id, path);
  assert_hidden (fixture);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  assert_reveals (fixture, 0);

  cli_assert_run (fixture, 0, "session", "export", "--with-candles", "--reveal", id, path);
  assert_reveals (fixture, 1);
  cli_assert_run (fixture, 0, "report", id);
  cli_assert_run (fixture, 0, "session", "compare", id, "main", "other");
  /* Neither says more than it must, and the look goes with the file. */
  cli_assert_run (fixture, 0, "verify", path);
  assert_hidden (fixture);
  cli_assert_run (fixture, 0, "session", "delete", id);
  cli_assert_run (fixture, 0, "session", "import", path);
  assert_hidden (fixture);
  assert_reveals (fixture, 1);

  g_autofree char *whole = make_blind (fixture);

  cli_assert_run (fixture, 0, "session", "go-to", whole, "end");
  cli_assert_text (fixture, "clock", "2024-03-04T13:00:00Z");
  cli_assert_run (fixture, 0, "report", whole);
  assert_reveals (fixture, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/blind/play", test_play);
  TEST ("/blind/results", test_results);
  return g_test_run ();
}
