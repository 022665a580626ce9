// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli-fixture.h"

#include <string.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, CliFixture, NULL, cli_fixture_set_up, function, cli_fixture_tear_down)

#define GOLD_YEAR "derived-fullyear/XAUUSD_M1_2024_mt5.csv.xz"

/* A file of the shared data; what it holds stands in the data's own manifest. */
typedef struct
{
  const char *test;
  const char *file;
  const char *dialect; /* how the name of the found dialect begins */
} SharedFile;

static const SharedFile shared_files[] = {
  { "mt5-gold-2024", GOLD_YEAR, "mt5" },
  { "histdata-gold-2019", "histdata-ascii-zip/shengsheng555__HISTDATA_COM_ASCII_XAUUSD_M12019.zip",
    "histdata" },
  { "histdata-euro-2018", "histdata-ascii-zip/shengsheng555__HISTDATA_COM_ASCII_EURUSD_M12018.zip",
    "histdata" },
  { "histdata-yen-2019", "histdata-ascii-zip/shengsheng555__HISTDATA_COM_ASCII_USDJPY_M12019.zip",
    "histdata" },
  { "dukascopy-euro-bid",
    "dukascopy-csv/MrNotGramatika__EURUSD_Candlestick_1_M_BID_01.04.2025-30.04.2025.csv.xz",
    "dukascopy" },
  { "dukascopy-pound-ask",
    "dukascopy-csv/MrNotGramatika__GBPUSD_Candlestick_1_M_ASK_01.04.2025-30.04.2025.csv.xz",
    "dukascopy" },
  { "mt4-gold", "mt4-export/ananiasdave__XAUUSD1.csv.xz", "mt4" },
  { "mt5-gold-month", "mt5-export-tab/furqonajiy__XAUUSD_M1_202403_ELEV8.csv.xz", "mt5" },
};

/* Returns the manifest's entry for a file. */
static JsonObject *
find_entry (JsonParser *parser, const char *file)
{
  JsonArray *entries = json_node_get_array (json_parser_get_root (parser));

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);

      if (strcmp (json_object_get_string_member (entry, "file"), file) == 0)
        return entry;
    }
  g_assert_not_reached ();
}

/* The manifest writes times as the file has them. */
static void
assert_stamp (CliFixture *fixture, const char *field, const char *stamp)
{
  g_autofree char *expected = g_strdup_printf ("%.10sT%sZ", stamp, stamp + 11);

  cli_assert_text (fixture, field, expected);
}

static void
test_manifest (CliFixture *fixture, gconstpointer data)
{
  const SharedFile *shared = data;
  g_autofree char *manifest = cli_find_shared ("manifest.json");
  g_autofree char *path = manifest != NULL ? cli_find_shared (shared->file) : NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (path == NULL)
    return;
  g_assert_true (json_parser_load_from_file (parser, manifest, NULL));
  JsonObject *entry = find_entry (parser, shared->file);
  JsonObject *stats = json_object_get_object_member (entry, "stats");

  cli_assert_run (fixture, 0, "import", "--dry-run", "--timezone", "UTC", path);
  g_assert_true (
    g_str_has_prefix (json_node_get_string (cli_find (fixture, "dialect")), shared->dialect));
  cli_assert_text (fixture, "symbol", json_object_get_string_member (entry, "symbol"));
  cli_assert_text (fixture, "timeframe", json_object_get_string_member (entry, "tf"));
  cli_assert_int (fixture, "rows", json_object_get_int_member (stats, "rows"));
  cli_assert_int (fixture, "duplicates", json_object_get_int_member (stats, "dup"));
  cli_assert_int (fixture, "out_of_order", json_object_get_int_member (stats, "ooo"));
  cli_assert_int (fixture, "inverted", json_object_get_int_member (stats, "inv"));
  cli_assert_int (fixture, "outside_range", json_object_get_int_member (stats, "oc"));
  cli_assert_int (fixture, "flat", json_object_get_int_member (stats, "flat"));
  cli_assert_int (fixture, "zero_volume", json_object_get_int_member (stats, "zerov"));
  assert_stamp (fixture, "first", json_object_get_string_member (stats, "first"));
  assert_stamp (fixture, "last", json_object_get_string_member (stats, "last"));
}

/* The clock of the file is found out by the weekly close of New York. */
static void
test_zones (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *gold = cli_find_shared (GOLD_YEAR);
  g_autofree char *histdata
    = gold != NULL
        ? cli_find_shared ("histdata-ascii-zip/shengsheng555__HISTDATA_COM_ASCII_EURUSD_M12018.zip")
        : NULL;

  if (histdata == NULL)
    return;
  cli_assert_run (fixture, 0, "import", "--dry-run", gold);
  cli_assert_text (fixture, "timezone", "EET");
  cli_assert_text (fixture, "first", "2024-01-01T23:00:00Z");
  cli_assert_text (fixture, "last", "2024-12-31T21:59:00Z");
  cli_assert_run (fixture, 0, "import", "--dry-run", histdata);
  cli_assert_text (fixture, "timezone", "America/New_York");
  cli_assert_text (fixture, "first", "2018-01-01T22:00:00Z");
}

static char *
make_gold_session (CliFixture *fixture)
{
  g_autofree char *path = cli_find_shared (GOLD_YEAR);

  if (path == NULL)
    return NULL;
  cli_assert_run (fixture, 0, "import", path);
  cli_assert_int (fixture, "stored", 355910);
  cli_assert_run (fixture, 0, "session", "new", "--symbol", "XAUUSD", "--start",
                  "2024-03-04T08:00:00Z");
  return cli_dup_text (fixture, "id");
}

/* Buys with a stop and a target at distances in dollars from the known bid. */
static void
buy (CliFixture *fixture, const char *session, double stop, double target)
{
  const double bid = g_ascii_strtod (json_node_get_string (cli_find (fixture, "bid")), NULL);
  char stop_text[G_ASCII_DTOSTR_BUF_SIZE], target_text[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *command
    = g_strdup_printf ("{\"do\": \"place\", \"id\": \"g\", \"type\": \"market\", \"side\": "
                       "\"buy\", \"lots\": \"0.10\", \"sl\": \"%s\", "
                       "\"tp\": \"%s\"}",
                       g_ascii_formatd (stop_text, sizeof stop_text, "%.2f", bid - stop),
                       g_ascii_formatd (target_text, sizeof target_text, "%.2f", bid + target));

  cli_assert_run (fixture, 0, "session", "do", session, command);
}

static gint64
read_cents (CliFixture *fixture, const char *path)
{
  const double value = g_ascii_strtod (json_node_get_string (cli_find (fixture, path)), NULL);

  return (gint64) (value * 100 + (value < 0 ? -0.5 : 0.5));
}

/* The main job: gold from 2024-03-04 08:00, a trade whose stop is moved, export, proof, and a byte
 * changed. */
static void
test_gold_trade (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_gold_session (fixture);
  g_autofree char *file = g_build_filename (fixture->folder, "gold.btsession", NULL);
  g_autofree char *bytes = NULL;
  gint64 sum = 0;
  gsize length;

  if (id == NULL)
    return;
  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "15");
  cli_assert_text (fixture, "clock", "2024-03-04T08:15:00Z");
  buy (fixture, id, 5.0, 12.0);
  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "10");
  const double bid = g_ascii_strtod (json_node_get_string (cli_find (fixture, "bid")), NULL);
  char stop_text[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *modify
    = g_strdup_printf ("{\"do\": \"modify\", \"id\": \"g\", \"sl\": \"%s\"}",
                       g_ascii_formatd (stop_text, sizeof stop_text, "%.2f", bid - 4.0));
  cli_assert_run (fixture, 0, "session", "do", id, modify);
  cli_assert_run (fixture, 0, "session", "advance", id, "--next-event");
  cli_assert_run (fixture, 0, "session", "show", id);
  cli_assert_text (fixture, "positions[0].status", "CLOSED");
  for (guint i = 0; i < cli_count (fixture, "ledger"); i++)
    {
      g_autofree char *amount = g_strdup_printf ("ledger[%u].amount", i);

      sum += read_cents (fixture, amount);
    }
  g_assert_cmpint (sum, ==, read_cents (fixture, "account.balance"));

  cli_assert_run (fixture, 0, "session", "export", "--with-candles", id, file);
  cli_assert_run (fixture, 0, "verify", file);
  cli_assert_boolean (fixture, "verified", TRUE);
  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  char *found = memmem (bytes, length, "\"modify\"", strlen ("\"modify\""));
  g_assert_nonnull (found);
  found[3] = 'D';
  g_assert_true (g_file_set_contents (file, bytes, (gssize) length, NULL));
  cli_assert_run (fixture, 1, "verify", file);
  cli_assert_int (fixture, "record", 2);
}

/* A week of gold candle by candle, in one go, and by `run`. */
static void
test_gold_digest (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *stepped = make_gold_session (fixture);

  if (stepped == NULL)
    return;
  cli_assert_run (fixture, 0, "session", "new", "--symbol", "XAUUSD", "--start",
                  "2024-03-04T08:00:00Z");
  g_autofree char *whole = cli_dup_text (fixture, "id");

  cli_assert_run (fixture, 0, "session", "advance", stepped, "--bars", "20");
  buy (fixture, stepped, 6.0, 6.0);
  for (guint i = 0; i < 12; i++)
    cli_assert_run (fixture, 0, "session", "advance", stepped, "--bars", "1");
  cli_assert_run (fixture, 0, "session", "advance", stepped, "--next-event");
  cli_assert_run (fixture, 0, "session", "advance", stepped, "--to", "2024-03-08T22:00:00Z");
  g_autofree char *digest = cli_dup_text (fixture, "digest");

  cli_assert_run (fixture, 0, "session", "advance", whole, "--bars", "20");
  buy (fixture, whole, 6.0, 6.0);
  cli_assert_run (fixture, 0, "session", "advance", whole, "--to", "2024-03-08T22:00:00Z");
  cli_assert_text (fixture, "digest", digest);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (shared_files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/shared-data/manifest/%s", shared_files[i].test);

      g_test_add (path, CliFixture, &shared_files[i], cli_fixture_set_up, test_manifest,
                  cli_fixture_tear_down);
    }
  TEST ("/shared-data/zones", test_zones);
  TEST ("/shared-data/gold-trade", test_gold_trade);
  TEST ("/shared-data/gold-digest", test_gold_digest);
  return g_test_run ();
}
