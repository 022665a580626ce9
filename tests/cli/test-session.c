// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli-fixture.h"

#include <string.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, CliFixture, NULL, cli_fixture_set_up, function, cli_fixture_tear_down)

#define BUY                                                                                        \
  "{\"do\": \"place\", \"id\": \"a\", \"type\": \"market\", \"side\": \"buy\", \"lots\": "         \
  "\"0.10\"}"

/* Imports made-up candles and makes a session on them; returns its id. */
static char *
make_session (CliFixture *fixture, guint n_candles)
{
  g_autofree char *candles = cli_write_candles (fixture, "XAUUSD_M1.csv", n_candles);

  cli_assert_run (fixture, 0, "import", candles);
  cli_assert_run (fixture, 0, "session", "new", "--symbol", "XAUUSD", "--start",
                  "2024-03-04T09:00:00Z", "--name", "Trial", "--balance", "5000.00", "--leverage",
                  "200", "--spread", "30", "--slippage", "2", "--commission", "per_lot_side:3.50");
  return cli_dup_text (fixture, "id");
}

static void
test_new (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture, 300);

  cli_assert_run (fixture, 0, "session", "list");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 1);
  cli_assert_text (fixture, "[0].id", id);
  cli_assert_text (fixture, "[0].name", "Trial");
  cli_assert_text (fixture, "[0].state", "paused");
  cli_assert_text (fixture, "[0].symbol", "XAUUSD");
  cli_assert_text (fixture, "[0].clock", "2024-03-04T09:00:00Z");
  cli_assert_int (fixture, "[0].bar", -1);
  cli_assert_int (fixture, "[0].length", 240);
  cli_assert_int (fixture, "[0].commands", 0);

  cli_assert_run (fixture, 0, "session", "show", id);
  cli_assert_text (fixture, "format", "backtrade-result/1");
  cli_assert_text (fixture, "account.balance", "5000.00");
  g_assert_cmpuint (cli_count (fixture, "fills"), ==, 0);
  /* Without --json the id is the whole answer. */
  cli_run (fixture, FALSE, "session", "new", "--symbol", "xauusd", "--start",
           "2024-03-04T09:00:00Z", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_strchomp (fixture->output);
  g_autofree char *other = g_strdup (fixture->output);
  cli_assert_run (fixture, 0, "session", "branches", other);
  cli_assert_text (fixture, "[0].name", "main");
}

static void
test_new_random (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *candles = cli_write_candles (fixture, "XAUUSD_M1.csv", 300);
  g_autofree char *start = NULL;

  cli_assert_run (fixture, 0, "import", candles);
  for (int i = 0; i < 2; i++)
    {
      cli_assert_run (fixture, 0, "session", "new", "--symbol", "XAUUSD", "--random-start",
                      "--random-seed", "7", "--blind");
      /* Neither the symbol nor a date is told. */
      g_assert_null (strstr (fixture->output, "XAUUSD"));
      g_assert_null (strstr (fixture->output, "2024"));
      cli_assert_run (fixture, 0, "session", "list");
      cli_assert_boolean (fixture, "[0].blind", TRUE);
      cli_assert_int (fixture, "[0].reveals", 0);
      if (i == 0)
        {
          g_assert_null (strstr (fixture->output, "XAUUSD"));
          g_assert_null (strstr (fixture->output, "\"start\""));
        }
      /* What is hidden is shown to who asks, and that is recorded. */
      g_autofree char *id = cli_dup_text (fixture, "[0].id");
      cli_assert_run (fixture, 2, "session", "show", id);
      g_assert_null (strstr (fixture->output, "XAUUSD"));
      cli_assert_run (fixture, 0, "session", "show", "--reveal", id);
      cli_assert_run (fixture, 0, "session", "show", id);
      cli_assert_run (fixture, 0, "session", "list");
      cli_assert_int (fixture, "[0].reveals", 1);
      cli_assert_text (fixture, "[0].symbol", "XAUUSD");
      if (i == 0)
        start = cli_dup_text (fixture, "[0].start");
      else
        cli_assert_text (fixture, "[0].start", start);
    }
  cli_assert_run (fixture, 2, "session", "new", "--symbol", "XAUUSD", "--random-start", "--start",
                  "2024-03-04");
  cli_assert_run (fixture, 2, "session", "new", "--symbol", "XAUUSD", "--start", "2024-03-04",
                  "--random-seed", "7");
  cli_assert_run (fixture, 2, "session", "new", "--symbol", "XAUUSD", "--random-start",
                  "--random-seed", "x");
}

static void
test_new_refused (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *candles = cli_write_candles (fixture, "XAUUSD_M1.csv", 100);

  cli_assert_run (fixture, 0, "import", candles);
  cli_assert_run (fixture, 2, "session", "new", "--symbol", "XAUUSD", "--start", "2024-03-04",
                  "--leverage", "0");
  cli_assert_run (fixture, 2, "session", "new", "--symbol", "XAUUSD", "--start", "2024-03-04",
                  "--leverage", "1001");
  cli_assert_run (fixture, 2, "session", "new", "--symbol", "XAUUSD", "--start", "2024-03-04",
                  "--balance", "0");
  cli_assert_run (fixture, 2, "session", "new", "--symbol", "XAUUSD", "--start", "2024-03-04",
                  "--balance", "1.005");
  cli_assert_run (fixture, 2, "session", "new", "--symbol", "XAUUSD", "--start", "2024-03-04",
                  "--balance", "-5");
  g_assert_nonnull (strstr (fixture->messages, "The balance is -5.00 USD; allowed is 0.01 to "));
  cli_assert_run (fixture, 2, "session", "new", "--symbol", "XAUUSD", "--start", "2024-03-04",
                  "--currency", "usd");
  cli_assert_run (fixture, 2, "session", "new", "--symbol", "XAUUSD", "--start", "2024-03-04",
                  "--spread", "-1");
  cli_assert_run (fixture, 2, "session", "new", "--symbol", "XAUUSD", "--start", "2024-03-04",
                  "--commission", "free");
  cli_assert_run (fixture, 2, "session", "new", "--symbol", "XAUUSD", "--start", "2024-03-04",
                  "--mode", "casual");
  cli_assert_run (fixture, 2, "session", "new", "--symbol", "XAUUSD", "--start", "2024-03-04",
                  "--policy", "kind");
  cli_assert_run (fixture, 3, "session", "new", "--symbol", "XAUUSD", "--start", "2031-03-04");
  cli_assert_run (fixture, 3, "session", "new", "--symbol", "XAUUSD", "--start", "2024-03-03");
  g_assert_nonnull (
    strstr (fixture->messages, "the candles of XAUUSD in dataset 1 begin at 2024-03-04"));
  cli_assert_run (fixture, 3, "session", "new", "--symbol", "GBPUSD", "--start", "2024-03-04");
  cli_assert_run (fixture, 0, "session", "list");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 0);
}

/* A preset by its name, and the same rules from a file that was edited. */
static void
test_new_challenge (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *candles = cli_write_candles (fixture, "XAUUSD_M1.csv", 100);

  cli_assert_run (fixture, 0, "import", candles);
  cli_assert_run (fixture, 0, "challenge", "list");
  cli_assert_text (fixture, "[0].id", "two-phase-1");
  cli_assert_run (fixture, 0, "session", "new", "--symbol", "XAUUSD", "--start",
                  "2024-03-04T09:00:00Z", "--challenge", "two-phase-2");
  g_autofree char *id = cli_dup_text (fixture, "id");
  cli_assert_run (fixture, 0, "session", "show", id);
  cli_assert_text (fixture, "challenge.status", "running");
  cli_assert_text (fixture, "challenge.rules[0].limit", "500.00");

  cli_assert_run (fixture, 0, "challenge", "show", "one-phase");
  cli_assert_text (fixture, "max_drawdown.percent", "6.00");
  g_auto (GStrv) parts = g_strsplit (fixture->output, "\"6.00\"", -1);
  g_autofree char *edited = g_strjoinv ("\"7.50\"", parts);
  g_autofree char *file = cli_write_file (fixture, "rules.json", edited);
  cli_assert_run (fixture, 0, "session", "new", "--symbol", "XAUUSD", "--start",
                  "2024-03-04T09:00:00Z", "--challenge", file);
  g_autofree char *other = cli_dup_text (fixture, "id");
  cli_assert_run (fixture, 0, "session", "show", other);
  cli_assert_text (fixture, "challenge.rules[2].limit", "750.00");
}

static void
test_challenge_refused (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *candles = cli_write_candles (fixture, "XAUUSD_M1.csv", 100);
  g_autofree char *file = cli_write_file (fixture, "rules.json", "{ \"daily\": 1 }");

  cli_assert_run (fixture, 0, "import", candles);
  cli_assert_run (fixture, 3, "challenge", "show", "no-phase");
  cli_assert_run (fixture, 2, "challenge", "show");
  cli_assert_run (fixture, 3, "session", "new", "--symbol", "XAUUSD", "--start",
                  "2024-03-04T09:00:00Z", "--challenge", "no-phase");
  cli_assert_run (fixture, 3, "session", "new", "--symbol", "XAUUSD", "--start",
                  "2024-03-04T09:00:00Z", "--challenge", file);
  g_assert_nonnull (strstr (fixture->messages, "rules.json: daily: is not a known field"));
  cli_assert_run (fixture, 0, "session", "list");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 0);
}

static void
test_advance (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture, 300);

  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "10");
  cli_assert_int (fixture, "bar", 9);
  cli_assert_int (fixture, "length", 240);
  cli_assert_text (fixture, "clock", "2024-03-04T09:10:00Z");
  cli_assert_run (fixture, 0, "session", "advance", id, "--to", "2024-03-04T09:30:00Z");
  cli_assert_int (fixture, "bar", 29);
  cli_assert_text (fixture, "clock", "2024-03-04T09:30:00Z");
  /* A candle that is not closed at the time is not known yet. */
  cli_assert_run (fixture, 0, "session", "advance", id, "--to", "2024-03-04T09:31:59Z");
  cli_assert_int (fixture, "bar", 30);
  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "100000");
  cli_assert_int (fixture, "bar", 239);
  cli_assert_run (fixture, 0, "session", "list");
  cli_assert_int (fixture, "[0].bar", 239);
}

static void
test_trade (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture, 300);

  cli_assert_run (fixture, 1, "session", "do", id, BUY);
  cli_assert_text (fixture, "status", "refused");
  cli_assert_text (fixture, "code", "no_quote");
  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "5");
  g_autofree char *bid_text = cli_dup_text (fixture, "bid");
  const double bid = g_ascii_strtod (bid_text, NULL);
  cli_assert_run (fixture, 1, "session", "do", id,
                  "{\"do\": \"place\", \"id\": \"x\", \"type\": \"market\", \"side\": \"buy\", "
                  "\"lots\": \"900\"}");
  cli_assert_text (fixture, "code", "invalid_volume");

  cli_assert_run (fixture, 0, "session", "do", id,
                  "{\"do\": \"place\", \"id\": \"b\", \"type\": \"market\", \"side\": "
                  "\"buy\", \"lots\": \"0.10\"}");
  cli_assert_text (fixture, "status", "accepted");
  cli_assert_text (fixture, "order", "b");
  cli_assert_int (fixture, "bar", 4);

  /* A stop close below the market; the next event is its fill. */
  g_autofree char *modify = g_strdup_printf (
    "{\"do\": \"modify\", \"id\": \"b\", \"sl\": \"%d.%02d\"}", (int) (bid - 1), 50);
  cli_assert_run (fixture, 0, "session", "do", id, modify);
  cli_assert_run (fixture, 0, "session", "advance", id, "--next-event");
  cli_assert_run (fixture, 0, "session", "show", id);
  g_assert_cmpuint (cli_count (fixture, "fills"), ==, 2);
  cli_assert_text (fixture, "fills[1].reason", "stop_loss");
  cli_assert_text (fixture, "fills[0].commission", "0.35");
  cli_assert_text (fixture, "fills[0].spread_cost", "3.00");
  cli_assert_text (fixture, "fills[0].slippage_cost", "0.20");
  cli_assert_text (fixture, "positions[0].status", "CLOSED");
  g_assert_cmpuint (cli_count (fixture, "refusals"), ==, 2);

  cli_assert_run (fixture, 3, "session", "do", id, "{\"do\": \"place\"");
  cli_assert_run (fixture, 3, "session", "do", id, "{\"do\": \"dance\"}");
  cli_assert_run (fixture, 3, "session", "do", id, "{\"do\": \"close_all\", \"after_bar\": 3}");
  cli_assert_run (fixture, 0, "session", "do", id, "{\"do\": \"end\"}");
  cli_assert_run (fixture, 1, "session", "do", id, BUY);
}

/* The ledger adds up to the balance. */
static void
assert_ledger_adds_up (CliFixture *fixture)
{
  gint64 sum = 0;

  for (guint i = 0; i < cli_count (fixture, "ledger"); i++)
    {
      g_autofree char *path = g_strdup_printf ("ledger[%u].amount", i);

      sum += (gint64) (g_ascii_strtod (json_node_get_string (cli_find (fixture, path)), NULL) * 100
                       + (json_node_get_string (cli_find (fixture, path))[0] == '-' ? -0.5 : 0.5));
    }
  g_autofree char *balance = g_strdup_printf ("%d.%02d", (int) (sum / 100), (int) (sum % 100));
  cli_assert_text (fixture, "account.balance", balance);
}

/* A market order closed by command: no policy makes it another one. */
static void
assert_policies (CliFixture *fixture, const char *operand)
{
  static const char *const policies[] = { "adaptive", "pessimistic", "optimistic" };

  cli_assert_run (fixture, 0, "report", operand);
  g_autofree char *net = cli_dup_text (fixture, "net_result");
  g_assert_cmpuint (cli_count (fixture, "policies.outcomes"), ==, G_N_ELEMENTS (policies));
  for (guint i = 0; i < G_N_ELEMENTS (policies); i++)
    {
      g_autofree char *policy = g_strdup_printf ("policies.outcomes[%u].policy", i);
      g_autofree char *result = g_strdup_printf ("policies.outcomes[%u].net_result", i);

      cli_assert_text (fixture, policy, policies[i]);
      cli_assert_text (fixture, result, net);
    }
  cli_run (fixture, FALSE, "report", "--format", "csv", "--table", "policies", operand, NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_auto (GStrv) lines = g_strsplit (fixture->output, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >=, 4);
  g_assert_true (g_str_has_prefix (lines[0], "policy,what,"));
  g_assert_true (g_str_has_prefix (lines[2], "pessimistic,result,"));
  cli_run (fixture, FALSE, "report", "--format", "csv", "--table", "ledger", operand, NULL);
  g_assert_true (g_str_has_prefix (fixture->output, "number,time,type,"));
  cli_assert_run (fixture, 2, "report", "--format", "csv", "--table", "fills", operand);
  cli_run (fixture, FALSE, "report", "--format", "pdf", "--paper", "letter", operand, NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_true (g_str_has_prefix (fixture->output, "%PDF-"));
  cli_assert_run (fixture, 2, "report", "--format", "pdf", operand);
  cli_assert_run (fixture, 2, "report", "--paper", "a4", operand);
  cli_run (fixture, FALSE, "report", "--format", "pdf", "--paper", "a3", operand, NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  cli_assert_run (fixture, 2, "report", "--table", "ledger", operand);
}

static void
test_export_and_verify (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture, 300);
  g_autofree char *file = g_build_filename (fixture->folder, "trial.btsession", NULL);
  g_autofree char *whole = g_build_filename (fixture->folder, "whole.btsession", NULL);

  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "20");
  cli_assert_run (fixture, 0, "session", "do", id, BUY);
  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "50");
  cli_assert_run (fixture, 0, "session", "do", id, "{\"do\": \"close\", \"id\": \"a\"}");
  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "10");
  cli_assert_run (fixture, 0, "session", "show", id);
  assert_ledger_adds_up (fixture);
  g_autofree char *digest = cli_dup_text (fixture, "digest");

  cli_assert_run (fixture, 0, "session", "export", id, file);
  cli_assert_run (fixture, 0, "session", "export", "--with-candles", id, whole);
  cli_assert_run (fixture, 0, "verify", file);
  cli_assert_boolean (fixture, "verified", TRUE);
  cli_assert_text (fixture, "digest", digest);
  cli_assert_run (fixture, 0, "report", file);
  cli_assert_text (fixture, "digest", digest);
  cli_assert_run (fixture, 0, "report", id);
  cli_assert_text (fixture, "digest", digest);
  cli_run (fixture, FALSE, "report", "--format", "csv", id, NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_auto (GStrv) lines = g_strsplit (fixture->output, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  cli_run (fixture, FALSE, "report", "--format", "html", id, NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_true (g_str_has_prefix (fixture->output, "<!DOCTYPE html>"));
  g_assert_nonnull (strstr (fixture->output, digest));
  cli_assert_run (fixture, 2, "report", "--format", "html", id);
  assert_policies (fixture, id);
  assert_policies (fixture, file);

  /* In another data folder the candles have to come with the file. */
  g_free (fixture->data_folder);
  fixture->data_folder = g_build_filename (fixture->folder, "other", NULL);
  cli_assert_run (fixture, 3, "verify", file);
  cli_assert_run (fixture, 0, "verify", whole);
  cli_assert_text (fixture, "digest", digest);
  g_assert_false (g_file_test (fixture->data_folder, G_FILE_TEST_EXISTS));
  cli_assert_run (fixture, 0, "session", "import", whole);
  g_autofree char *copy = cli_dup_text (fixture, "id");
  cli_assert_run (fixture, 0, "session", "show", copy);
  cli_assert_text (fixture, "digest", digest);
  cli_assert_run (fixture, 0, "datasets");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 1);
}

static void
test_tampered (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture, 300);
  g_autofree char *file = g_build_filename (fixture->folder, "trial.btsession", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "20");
  cli_assert_run (fixture, 0, "session", "do", id, BUY);
  cli_assert_run (fixture, 0, "session", "do", id, "{\"do\": \"close\", \"id\": \"a\"}");
  cli_assert_run (fixture, 0, "session", "export", "--with-candles", id, file);
  cli_assert_run (fixture, 0, "verify", file);

  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  char *close = memmem (bytes, length, "\"close\"", strlen ("\"close\""));
  g_assert_nonnull (close);
  close[1] = 'k';
  g_assert_true (g_file_set_contents (file, bytes, (gssize) length, NULL));
  cli_assert_run (fixture, 1, "verify", file);
  cli_assert_boolean (fixture, "verified", FALSE);
  cli_assert_int (fixture, "record", 2);
  g_assert_cmpuint (strlen (json_node_get_string (cli_find (fixture, "message"))), >, 0);
  cli_assert_run (fixture, 1, "session", "import", file);

  g_assert_true (g_file_set_contents (file, bytes, (gssize) length / 2, NULL));
  cli_run (fixture, FALSE, "verify", file, NULL);
  g_assert_true (fixture->status == 1 || fixture->status == 3);
  g_autofree char *text = cli_write_file (fixture, "not-a-session.btsession", "hello");
  cli_assert_run (fixture, 3, "verify", text);
}

/* Played candle by candle, in one go, or run from a scenario, a session has one digest. */
static void
test_one_digest (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *stepped = make_session (fixture, 150);
  cli_assert_run (fixture, 0, "session", "new", "--symbol", "XAUUSD", "--start",
                  "2024-03-04T09:00:00Z", "--balance", "5000.00", "--leverage", "200", "--spread",
                  "30", "--slippage", "2", "--commission", "per_lot_side:3.50");
  g_autofree char *whole = cli_dup_text (fixture, "id");

  for (guint i = 0; i < 5; i++)
    cli_assert_run (fixture, 0, "session", "advance", stepped, "--bars", "1");
  cli_assert_run (fixture, 0, "session", "do", stepped, BUY);
  for (guint i = 0; i < 8; i++)
    cli_assert_run (fixture, 0, "session", "advance", stepped, "--bars", i % 2 == 0 ? "1" : "7");
  cli_assert_run (fixture, 0, "session", "advance", stepped, "--to", "2024-03-05");
  g_autofree char *stepped_digest = cli_dup_text (fixture, "digest");

  cli_assert_run (fixture, 0, "session", "advance", whole, "--bars", "5");
  cli_assert_run (fixture, 0, "session", "do", whole, BUY);
  cli_assert_run (fixture, 0, "session", "advance", whole, "--bars", "1000");
  cli_assert_text (fixture, "digest", stepped_digest);

  g_autofree char *scenario = cli_write_file (
    fixture, "same.json",
    "{\"format\": \"backtrade-scenario/1\","
    " \"instrument\": {\"symbol\": \"XAUUSD\", \"base\": \"XAU\", \"quote\": \"USD\", \"digits\": "
    "2,"
    " \"contract_size\": \"100\", \"volume_min\": \"0.01\", \"volume_max\": \"100\", "
    "\"volume_step\": \"0.01\"},"
    " \"account\": {\"currency\": \"USD\", \"balance\": \"5000.00\", \"leverage\": 200},"
    " \"costs\": {\"spread_points\": 30, \"slippage_points\": 2, \"commission\": {\"kind\": "
    "\"per_lot_side\","
    " \"amount\": \"3.50\"}}, \"timeframe\": \"M1\","
    " \"dataset\": {\"symbol\": \"XAUUSD\", \"timeframe\": \"M1\", \"from\": "
    "\"2024-03-04T09:00:00Z\","
    " \"to\": \"2024-03-06\"},"
    " \"commands\": [{\"after_bar\": 4, \"do\": \"place\", \"id\": \"a\", \"type\": \"market\", "
    "\"side\": \"buy\","
    " \"lots\": \"0.10\"}]}");
  cli_assert_run (fixture, 0, "run", scenario);
  cli_assert_text (fixture, "digest", stepped_digest);
}

static void
test_archive_and_delete (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture, 100);

  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "5");
  cli_assert_run (fixture, 0, "session", "archive", id);
  cli_assert_run (fixture, 0, "session", "list");
  cli_assert_text (fixture, "[0].state", "archived");
  cli_assert_run (fixture, 1, "session", "do", id, BUY);
  cli_assert_run (fixture, 0, "session", "show", id);
  cli_assert_run (fixture, 0, "session", "archive", "--undo", id);
  cli_assert_run (fixture, 0, "session", "do", id, BUY);

  /* A dataset that a session needs stays. */
  cli_assert_run (fixture, 0, "datasets");
  g_autofree char *dataset
    = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (cli_find (fixture, "[0].id")));
  cli_assert_run (fixture, 1, "dataset", "delete", dataset);
  cli_assert_run (fixture, 0, "doctor");
  cli_assert_int (fixture, "sessions", 1);
  cli_assert_run (fixture, 0, "session", "delete", id);
  cli_assert_run (fixture, 3, "session", "show", id);
  cli_assert_run (fixture, 0, "dataset", "delete", dataset);
  cli_assert_run (fixture, 0, "doctor");
  cli_assert_int (fixture, "datasets", 0);
}

/* A file of ticks, imported and played on: the session counts those of its part, and its file holds
 * them. */
static void
test_ticks (CliFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("time,bid,ask\n");

  for (guint i = 0; i < 600; i++)
    g_string_append_printf (text, "2024-03-04T09:%02u:%02u.250Z,2030.%02u,2030.%02u\n", i / 10,
                            i % 10 * 6, i % 50, i % 50 + 30);

  g_autofree char *ticks = cli_write_file (fixture, "XAUUSD_ticks.csv", text->str);
  g_autofree char *whole = g_build_filename (fixture->folder, "whole.btsession", NULL);

  cli_assert_run (fixture, 0, "import", ticks);
  cli_assert_run (fixture, 0, "session", "new", "--symbol", "XAUUSD", "--start",
                  "2024-03-04T09:30:00Z");
  g_autofree char *id = cli_dup_text (fixture, "id");
  cli_assert_run (fixture, 0, "session", "list");
  cli_assert_int (fixture, "[0].length", 30);
  cli_assert_int (fixture, "[0].ticks", 300);
  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "20");
  cli_assert_run (fixture, 0, "session", "do", id, BUY);
  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "5");
  g_autofree char *digest = cli_dup_text (fixture, "digest");
  cli_assert_run (fixture, 0, "session", "export", id, whole, "--with-candles");
  g_free (fixture->data_folder);
  fixture->data_folder = g_build_filename (fixture->folder, "other", NULL);
  cli_assert_run (fixture, 0, "verify", whole);
  cli_assert_text (fixture, "digest", digest);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/session/new", test_new);
  TEST ("/session/new-random", test_new_random);
  TEST ("/session/new-refused", test_new_refused);
  TEST ("/session/new-challenge", test_new_challenge);
  TEST ("/session/challenge-refused", test_challenge_refused);
  TEST ("/session/advance", test_advance);
  TEST ("/session/trade", test_trade);
  TEST ("/session/export-and-verify", test_export_and_verify);
  TEST ("/session/ticks", test_ticks);
  TEST ("/session/tampered", test_tampered);
  TEST ("/session/one-digest", test_one_digest);
  TEST ("/session/archive-and-delete", test_archive_and_delete);
  return g_test_run ();
}
