// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* `fetch` from a loopback replica of a source. */
#include "config.h"

#include "cli-fixture.h"
#include "history-files.h"
#include "loopback-server.h"

#include <string.h>

typedef struct
{
  CliFixture cli;
  LoopbackServer *server;
  char *cache;
} Fixture;

static void
serve_day (Fixture *fixture, const char *day, LoopbackFault fault)
{
  g_autofree char *bid = g_strdup_printf ("/XAUUSD/%s/BID_candles_min_1.bi5", day);
  g_autofree char *ask = g_strdup_printf ("/XAUUSD/%s/ASK_candles_min_1.bi5", day);
  g_autoptr (GBytes) bid_bytes = history_files_make_candles (60, 2082000);
  g_autoptr (GBytes) ask_bytes = history_files_make_candles (60, 2082250);

  loopback_server_add (fixture->server, bid, bid_bytes, fault, fault == LOOPBACK_SOUND ? 0 : 100);
  loopback_server_add (fixture->server, ask, ask_bytes, LOOPBACK_SOUND, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  cli_fixture_set_up (&fixture->cli, data);
  fixture->server = loopback_server_new ();
  fixture->cache = g_build_filename (fixture->cli.folder, "cache", NULL);
  g_setenv ("BACKTRADE_DUKASCOPY_URL", loopback_server_get_url (fixture->server), TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unsetenv ("BACKTRADE_DUKASCOPY_URL");
  loopback_server_free (fixture->server);
  g_free (fixture->cache);
  cli_fixture_tear_down (&fixture->cli, data);
}

static void
test_fetch (Fixture *fixture, gconstpointer data)
{
  CliFixture *cli = &fixture->cli;

  serve_day (fixture, "2024/02/04", LOOPBACK_SOUND);
  cli_assert_run (cli, 0, "fetch", "dukascopy", "XAUUSD", "2024-03-01", "2024-03-05", "--cache",
                  fixture->cache);
  cli_assert_int (cli, "dataset", 1);
  cli_assert_boolean (cli, "new", TRUE);
  cli_assert_int (cli, "candles", 54);
  cli_assert_int (cli, "fillers", 6);
  cli_assert_int (cli, "fetched", 2);
  cli_assert_text (cli, "gaps[0].reason", "before");
  cli_assert_text (cli, "gaps[1].reason", "weekend");
  cli_assert_text (cli, "gaps[1].from", "2024-03-02T00:00:00Z");
  cli_assert_run (cli, 0, "candles", "XAUUSD", "M1", "--last", "1");
  cli_assert_text (cli, "bars[0][0]", "2024-03-04T00:58:00Z");
  cli_assert_text (cli, "bars[0][1]", "2082.058");
  cli_assert_int (cli, "bars[0][6]", 250);

  /* Newer days go on with it. */
  serve_day (fixture, "2024/02/05", LOOPBACK_SOUND);
  cli_assert_run (cli, 0, "fetch", "dukascopy", "xauusd", "2024-03-05", "2024-03-06", "--append",
                  "--cache", fixture->cache);
  cli_assert_int (cli, "dataset", 1);
  cli_assert_int (cli, "grown_from", 54);
  cli_run (cli, FALSE, "fetch", "dukascopy", "XAUUSD", "2024-03-04", "2024-03-06", "--cache",
           fixture->cache, NULL);
  g_assert_cmpint (cli->status, ==, 0);
  g_assert_nonnull (strstr (cli->output, "XAUUSD: 108 candles"));
  g_assert_nonnull (strstr (cli->output, "there already, as dataset 1"));
  cli_assert_run (cli, 0, "doctor");
}

/* Nothing there is an answer; a refusal by the server is a failure of the system. */
static void
test_failures (Fixture *fixture, gconstpointer data)
{
  CliFixture *cli = &fixture->cli;

  cli_assert_run (cli, 1, "fetch", "dukascopy", "XAUUSD", "2024-03-01", "2024-03-05", "--cache",
                  fixture->cache);
  serve_day (fixture, "2024/02/07", LOOPBACK_FORBIDDEN);
  cli_assert_run (cli, 4, "fetch", "dukascopy", "XAUUSD", "2024-03-07", "2024-03-08", "--cache",
                  fixture->cache);
  g_assert_nonnull (strstr (cli->messages, "403"));
  cli_assert_run (cli, 0, "datasets");
  g_assert_cmpuint (cli_count (cli, ""), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/fetch/fetch", Fixture, NULL, set_up, test_fetch, tear_down);
  g_test_add ("/cli/fetch/failures", Fixture, NULL, set_up, test_failures, tear_down);
  return g_test_run ();
}
