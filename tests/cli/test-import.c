// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli-fixture.h"

#include <string.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, CliFixture, NULL, cli_fixture_set_up, function, cli_fixture_tear_down)

/* A file of three candles, in the spelling of one program. */
typedef struct
{
  const char *name;
  const char *dialect;
  const char *text;
} Sample;

static const Sample samples[] = {
  { "XAUUSD_M1_mt5.csv", "mt5",
    "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n"
    "2024.03.04\t08:00:00\t2080.10\t2080.90\t2079.80\t2080.50\t120\t0\t18\n"
    "2024.03.04\t08:01:00\t2080.50\t2081.00\t2080.20\t2080.70\t98\t0\t17\n"
    "2024.03.04\t08:02:00\t2080.70\t2080.80\t2080.30\t2080.40\t77\t0\t18\n" },
  { "XAUUSD1.csv", "mt4",
    "2024.03.04,08:00,2080.10,2080.90,2079.80,2080.50,120\n"
    "2024.03.04,08:01,2080.50,2081.00,2080.20,2080.70,98\n"
    "2024.03.04,08:02,2080.70,2080.80,2080.30,2080.40,77\n" },
  { "XAUUSD_Candlestick_1_M_BID_04.03.2024-04.03.2024.csv", "dukascopy",
    "Gmt time,Open,High,Low,Close,Volume\n"
    "04.03.2024 08:00:00.000,2080.10,2080.90,2079.80,2080.50,120\n"
    "04.03.2024 08:01:00.000,2080.50,2081.00,2080.20,2080.70,98\n"
    "04.03.2024 08:02:00.000,2080.70,2080.80,2080.30,2080.40,77\n" },
  { "DAT_ASCII_XAUUSD_M1_202403.csv", "histdata",
    "20240304 080000;2080.10;2080.90;2079.80;2080.50;120\n"
    "20240304 080100;2080.50;2081.00;2080.20;2080.70;98\n"
    "20240304 080200;2080.70;2080.80;2080.30;2080.40;77\n" },
  { "XAUUSD_M1.csv", "iso",
    "timestamp,open,high,low,close,volume\n"
    "2024-03-04T08:00:00Z,2080.10,2080.90,2079.80,2080.50,120\n"
    "2024-03-04T08:01:00Z,2080.50,2081.00,2080.20,2080.70,98\n"
    "2024-03-04T08:02:00Z,2080.70,2080.80,2080.30,2080.40,77\n" },
};

static void
test_dialects (CliFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = cli_write_file (fixture, samples[i].name, samples[i].text);

      g_test_message ("%s", samples[i].name);
      cli_assert_run (fixture, 0, "import", "--dry-run", "--timezone", "UTC", path);
      cli_assert_text (fixture, "file", path);
      g_assert_true (g_str_has_prefix (json_node_get_string (cli_find (fixture, "dialect")),
                                       samples[i].dialect));
      cli_assert_text (fixture, "symbol", "XAUUSD");
      cli_assert_text (fixture, "timeframe", "M1");
      cli_assert_text (fixture, "timezone", "UTC");
      cli_assert_int (fixture, "rows", 3);
      cli_assert_int (fixture, "stored", 3);
      cli_assert_text (fixture, "first", "2024-03-04T08:00:00Z");
      cli_assert_text (fixture, "last", "2024-03-04T08:02:00Z");
      cli_assert_int (fixture, "digits", 2);
      cli_assert_int (fixture, "bad_rows_total", 0);

      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, samples[i].text, -1);
      cli_assert_text (fixture, "sha256", sum);
    }
  cli_assert_run (fixture, 0, "datasets");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 0);
}

/* What is stored is what was in the file, in each spelling. */
static void
test_store (CliFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = cli_write_file (fixture, samples[i].name, samples[i].text);

      cli_assert_run (fixture, 0, "import", "--timezone", "UTC", path);
      g_assert_cmpint (json_node_get_int (cli_find (fixture, "dataset")), >, 0);
      cli_assert_run (fixture, 0, "candles", "xauusd", "M1");
      cli_assert_text (fixture, "symbol", "XAUUSD");
      g_assert_cmpuint (cli_count (fixture, "bars"), ==, 3);
      cli_assert_text (fixture, "bars[1][0]", "2024-03-04T08:01:00Z");
      cli_assert_text (fixture, "bars[1][1]", "2080.50");
      cli_assert_text (fixture, "bars[1][2]", "2081.00");
      cli_assert_text (fixture, "bars[1][3]", "2080.20");
      cli_assert_text (fixture, "bars[1][4]", "2080.70");
      cli_assert_text (fixture, "bars[1][5]", "98");
      g_assert_cmpuint (cli_count (fixture, "bars[1]"), ==, i == 0 ? 7 : 6);
      if (i == 0)
        cli_assert_int (fixture, "bars[1][6]", 17);
    }
  /* The four files without spreads hold the same candles, so they are one dataset. */
  cli_assert_run (fixture, 0, "datasets");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 2);
  cli_assert_run (fixture, 0, "doctor");
}

static void
test_import_twice (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *path = cli_write_file (fixture, samples[4].name, samples[4].text);

  cli_assert_run (fixture, 0, "import", path);
  cli_assert_boolean (fixture, "new", TRUE);
  const gint64 dataset = json_node_get_int (cli_find (fixture, "dataset"));
  cli_assert_run (fixture, 0, "import", path);
  cli_assert_boolean (fixture, "new", FALSE);
  cli_assert_int (fixture, "dataset", dataset);

  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, dataset);
  cli_assert_run (fixture, 0, "dataset", "show", id);
  cli_assert_int (fixture, "rows", 3);
  cli_assert_text (fixture, "instrument.contract_size", "100");
  cli_assert_int (fixture, "report.rows", 3);
  cli_assert_run (fixture, 0, "dataset", "delete", id);
  cli_assert_run (fixture, 3, "dataset", "show", id);
  cli_assert_run (fixture, 0, "datasets");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 0);
}

/* The same file with a candle more. */
static void
test_growth (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *path = cli_write_file (fixture, samples[4].name, samples[4].text);

  cli_assert_run (fixture, 0, "import", path);
  cli_assert_int (fixture, "added", 0);
  g_autofree char *text = g_strconcat (
    samples[4].text, "2024-03-04T08:03:00Z,2080.40,2080.60,2080.10,2080.20,51\n", NULL);
  g_autofree char *longer = cli_write_file (fixture, samples[4].name, text);
  cli_assert_run (fixture, 0, "import", longer);
  cli_assert_boolean (fixture, "new", TRUE);
  cli_assert_int (fixture, "added", 1);
  cli_assert_run (fixture, 0, "datasets");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 1);
}

static void
test_report_fields (CliFixture *fixture, gconstpointer data)
{
  const char *const fields[] = { "file",         "dialect",
                                 "symbol",       "timeframe",
                                 "timezone",     "rows",
                                 "stored",       "first",
                                 "last",         "duplicates",
                                 "out_of_order", "gaps.count",
                                 "gaps.missing", "gaps.largest_seconds",
                                 "bad_rows",     "bad_rows_total",
                                 "inverted",     "outside_range",
                                 "flat",         "zero_volume",
                                 "digits",       "sha256" };
  g_autofree char *path
    = cli_write_file (fixture, "XAUUSD_M1.csv",
                      "time,open,high,low,close,volume\n"
                      "2024-03-04T08:00:00Z,2080.10,2080.90,2079.80,2080.50,120\n"
                      "2024-03-04T08:01:00Z,2080.50,2081.00,2080.20,2080.70,98\n"
                      "2024-03-04T08:01:00Z,2080.50,2081.00,2080.20,2080.70,98\n"
                      "2024-03-04T08:02:00Z,2080.70,2080.70,2080.70,2080.70,0\n"
                      "2024-03-04T08:05:00Z,2080.70,2080.80,2080.30,2080.40,77\n");

  cli_assert_run (fixture, 0, "import", "--dry-run", path);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    cli_find (fixture, fields[i]);
  cli_assert_int (fixture, "rows", 5);
  cli_assert_int (fixture, "stored", 4);
  cli_assert_int (fixture, "duplicates", 1);
  cli_assert_int (fixture, "out_of_order", 0);
  cli_assert_int (fixture, "flat", 1);
  cli_assert_int (fixture, "zero_volume", 1);
  cli_assert_int (fixture, "gaps.count", 1);
  cli_assert_int (fixture, "gaps.missing", 2);
  cli_assert_int (fixture, "gaps.largest_seconds", 180);
}

static void
test_bad_rows (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *path = cli_write_file (
    fixture, "XAUUSD_M1.csv",
    "time,open,high,low,close,volume\n"
    "2024-03-04T08:00:00Z,2080.10,2080.90,2079.80,2080.50,120\n"
    "2024-03-04T08:01:00Z,2080.50,2079.00,2080.20,2080.70,98\n" /* inverted */
    "2024-03-04T08:02:00Z,2082.00,2081.00,2080.20,2080.70,98\n" /* open above high */
    "2024-03-04T08:03:00Z,2080.50,abc,2080.20,2080.70,98\n"
    "2024-03-04T08:04:00Z,2080.50,2081.00,2080.20,2080.70,98\n"
    "2024-03-04T08:03:30Z,2080.50,2081.00,2080.20,2080.70,98\n" /* goes back */
    "2024-03-04T08:06:00Z,2080.50,2081.00,2080.20,2080.70,98\n");

  cli_assert_run (fixture, 0, "import", "--dry-run", path);
  cli_assert_int (fixture, "rows", 7);
  cli_assert_int (fixture, "stored", 4);
  cli_assert_int (fixture, "inverted", 1);
  cli_assert_int (fixture, "outside_range", 2); /* an inverted candle opens outside of it too */
  cli_assert_int (fixture, "out_of_order", 1);
  cli_assert_int (fixture, "bad_rows_total", 3);
  g_assert_cmpuint (cli_count (fixture, "bad_rows"), ==, 3);
  cli_assert_int (fixture, "bad_rows[0].line", 3);
  cli_assert_int (fixture, "bad_rows[1].line", 4);
  cli_assert_int (fixture, "bad_rows[2].line", 5);
  cli_assert_int (fixture, "bad_rows[2].column", 3);
  g_assert_nonnull (
    strstr (json_node_get_string (cli_find (fixture, "bad_rows[2].reason")), "abc"));

  /* A grade that is asked for is kept: nothing is stored below it. */
  cli_assert_run (fixture, 1, "import", "--min-grade", "A", path);
  cli_assert_run (fixture, 0, "datasets");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 0);
}

static void
test_bad_files (CliFixture *fixture, gconstpointer data)
{
  const char *const texts[] = { "",
                                "\n\n",
                                "time,open,high,low,close\n",
                                "dear diary,\ntoday I traded gold\n",
                                "{\"a\": 1}",
                                "PK\003\004 not really a zip" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = cli_write_file (fixture, "XAUUSD_M1.csv", texts[i]);

      g_test_message ("%s", texts[i]);
      cli_assert_run (fixture, 3, "import", path);
      g_assert_nonnull (strstr (fixture->messages, "XAUUSD_M1.csv"));
    }
  cli_assert_run (fixture, 0, "datasets");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 0);
}

static void
test_several_files (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *head
    = cli_write_file (fixture, "XAUUSD_M1_a.csv",
                      "time,open,high,low,close,volume\n"
                      "2024-03-04T08:00:00Z,2080.10,2080.90,2079.80,2080.50,120\n"
                      "2024-03-04T08:01:00Z,2080.50,2081.00,2080.20,2080.70,98\n");
  g_autofree char *tail
    = cli_write_file (fixture, "XAUUSD_M1_b.csv",
                      "time,open,high,low,close,volume\n"
                      "2024-03-04T08:02:00Z,2080.70,2080.90,2079.80,2080.50,120\n"
                      "2024-03-04T08:03:00Z,2080.50,2081.00,2080.20,2080.70,98\n");
  g_autofree char *silver
    = cli_write_file (fixture, "XAGUSD_M1.csv",
                      "time,open,high,low,close,volume\n"
                      "2024-03-04T08:00:00Z,23.100,23.120,23.080,23.110,120\n"
                      "2024-03-04T08:01:00Z,23.110,23.130,23.100,23.120,98\n");

  cli_assert_run (fixture, 0, "import", tail, silver, head);
  g_assert_cmpuint (cli_count (fixture, ""), ==, 3);
  cli_assert_text (fixture, "[0].file", tail);
  cli_assert_text (fixture, "[1].file", silver);
  cli_assert_text (fixture, "[2].file", head);
  cli_assert_run (fixture, 0, "datasets");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 2);
  cli_assert_text (fixture, "[0].symbol", "XAGUSD");
  cli_assert_int (fixture, "[1].rows", 4);
  cli_assert_run (fixture, 0, "candles", "XAUUSD", "M5");
  g_assert_cmpuint (cli_count (fixture, "bars"), ==, 1);
  cli_assert_text (fixture, "bars[0][0]", "2024-03-04T08:00:00Z");
  cli_assert_text (fixture, "bars[0][1]", "2080.10");
  cli_assert_text (fixture, "bars[0][4]", "2080.70");
  cli_assert_text (fixture, "bars[0][5]", "436");
}

/* Hours without trade come as files without bytes. */
static void
test_empty_among_several (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *empty = cli_write_file (fixture, "XAUUSD_0.csv", "");
  g_autofree char *first = cli_write_candles (fixture, "XAUUSD_M1_1.csv", 30);
  g_autofree char *second = cli_write_candles (fixture, "XAGUSD_M1_2.csv", 30);

  cli_assert_run (fixture, 0, "import", "--dry-run", empty, first, second);
  g_assert_cmpuint (cli_count (fixture, ""), ==, 2);
  cli_assert_text (fixture, "[0].file", first);
  cli_assert_text (fixture, "[1].file", second);
  g_assert_nonnull (strstr (fixture->messages, "is empty (0 bytes); it was left out"));
  cli_assert_run (fixture, 3, "import", "--dry-run", empty, empty);
}

/* What is odd is said in words too. */
static void
test_findings (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *path
    = cli_write_file (fixture, "XAUUSD240.csv",
                      "time,open,high,low,close,volume\n"
                      "2024-03-04T08:00:00Z,2080.10,2080.90,2079.80,2080.50,120\n"
                      "2024-03-04T08:01:00Z,2080.50,2081.00,2080.20,2080.70,98\n"
                      "2024-03-04T08:02:00Z,2080.50,2081.00,2080.20,2080.70,98\n"
                      "2024-03-04T08:02:00Z,2080.50,2081.00,2080.20,2080.70,98\n"
                      "2024-03-04T08:01:00Z,2080.50,2081.00,2080.20,2080.60,98\n");

  cli_assert_run (fixture, 0, "import", "--dry-run", path);
  cli_assert_int (fixture, "duplicates", 2);
  cli_assert_int (fixture, "duplicates_equal", 1);
  cli_assert_int (fixture, "duplicates_conflicting", 1);
  cli_assert_text (fixture, "name_timeframe", "H4");
  cli_assert_text (fixture, "places.conflict[0].from", "2024-03-04T08:01:00Z");
  cli_assert_int (fixture, "handled.repaired.out_of_order", 1);
  cli_run (fixture, FALSE, "import", "--dry-run", path, NULL);
  g_assert_nonnull (strstr (fixture->output, "copies of a candle, left out: 1"));
  g_assert_nonnull (strstr (fixture->output, "the file's name states H4"));
}

static void
test_candles (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *path = cli_write_candles (fixture, "XAUUSD_M1.csv", 600);

  cli_assert_run (fixture, 0, "import", path);
  cli_assert_run (fixture, 0, "candles", "XAUUSD", "M1", "--from", "2024-03-04T09:00:00Z", "--to",
                  "2024-03-04T09:10:00Z");
  g_assert_cmpuint (cli_count (fixture, "bars"), ==, 10);
  cli_assert_text (fixture, "bars[0][0]", "2024-03-04T09:00:00Z");
  cli_assert_text (fixture, "bars[9][0]", "2024-03-04T09:09:00Z");
  /* Candles of a higher timeframe are whole, wherever the range begins and ends. */
  cli_assert_run (fixture, 0, "candles", "XAUUSD", "M15", "--from", "2024-03-04T09:01:00Z", "--to",
                  "2024-03-04T09:46:00Z");
  g_assert_cmpuint (cli_count (fixture, "bars"), ==, 3);
  cli_assert_text (fixture, "bars[0][0]", "2024-03-04T09:15:00Z");
  cli_assert_text (fixture, "bars[2][0]", "2024-03-04T09:45:00Z");
  g_autofree char *close = cli_dup_text (fixture, "bars[2][4]");
  cli_assert_run (fixture, 0, "candles", "XAUUSD", "M1", "--to", "2024-03-04T10:00:00Z", "--last",
                  "1");
  g_assert_cmpuint (cli_count (fixture, "bars"), ==, 1);
  cli_assert_text (fixture, "bars[0][4]", close);
  cli_assert_run (fixture, 0, "candles", "XAUUSD", "D1", "--last", "0");
  g_assert_cmpuint (cli_count (fixture, "bars"), ==, 0);

  cli_run (fixture, FALSE, "candles", "XAUUSD", "H1", "--last", "2", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_true (
    g_str_has_prefix (fixture->output, "time,open,high,low,close,volume\n2024-03-04T16:00:00Z,"));
  g_auto (GStrv) lines = g_strsplit (fixture->output, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/import/dialects", test_dialects);
  TEST ("/import/store", test_store);
  TEST ("/import/twice", test_import_twice);
  TEST ("/import/growth", test_growth);
  TEST ("/import/report-fields", test_report_fields);
  TEST ("/import/bad-rows", test_bad_rows);
  TEST ("/import/bad-files", test_bad_files);
  TEST ("/import/several-files", test_several_files);
  TEST ("/import/empty-among-several", test_empty_among_several);
  TEST ("/import/findings", test_findings);
  TEST ("/import/candles", test_candles);
  return g_test_run ();
}
