// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* `candles` into files, of any length and zone, packed and not; and back in. */
#include "config.h"

#include "cli-fixture.h"
#include "history-files.h"
#include "loopback-server.h"

#include <string.h>
#include <zstd.h>

#define N_CANDLES 600

static void
set_up (CliFixture *fixture, gconstpointer data)
{
  cli_fixture_set_up (fixture, data);
  g_autofree char *path = cli_write_candles (fixture, "XAUUSD_M1.csv", N_CANDLES);
  cli_assert_run (fixture, 0, "import", path);
}

/* Runs `candles XAUUSD` into a file and returns its bytes. */
static char *
export_file (
  CliFixture *fixture, const char *timeframe, const char *name, const char *option, gsize *length)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  cli_run (fixture, FALSE, "candles", "XAUUSD", timeframe, "--output", path, option, NULL);
  g_assert_cmpstr (fixture->messages, ==, "");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->output, ==, "");
  g_file_get_contents (path, &content, length, &error);
  g_assert_no_error (error);
  return content;
}

static char *
unpack_gzip (const char *bytes, gsize length)
{
  g_autoptr (GConverter) converter
    = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) base
    = g_memory_input_stream_new_from_data (bytes, (gssize) length, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (base, converter);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_output_stream_splice (out, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) plain = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
  return g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
}

static void
test_packing (CliFixture *fixture, gconstpointer data)
{
  gsize length = 0;
  gsize gzip_length = 0;
  gsize zstd_length = 0;
  g_autofree char *plain = export_file (fixture, "M1", "out.csv", NULL, &length);
  g_autofree char *gzip = export_file (fixture, "M1", "out.csv.gz", NULL, &gzip_length);
  g_autofree char *zstd = export_file (fixture, "M1", "out.csv.zst", NULL, &zstd_length);
  g_autofree char *stated = export_file (fixture, "M1", "out.bin", "--compress=zst", &zstd_length);
  g_autofree char *unpacked = unpack_gzip (gzip, gzip_length);
  g_autofree char *from_zstd = g_malloc0 (length + 1);

  g_assert_true (
    g_str_has_prefix (plain, "time,open,high,low,close,volume\n2024-03-04T08:00:00Z,"));
  g_assert_cmpstr (unpacked, ==, plain);
  g_assert_cmpuint (gzip_length, <, length / 2);
  g_assert_cmpuint (ZSTD_decompress (from_zstd, length, stated, zstd_length), ==, length);
  g_assert_cmpstr (from_zstd, ==, plain);
  g_assert_cmpmem (zstd, 4, stated, 4);
}

/* With --json standard output has a document, also where the candles are in a file. */
static void
test_document (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "told.csv", NULL);
  g_autofree char *content = NULL;

  cli_run (fixture, TRUE, "candles", "XAUUSD", "M1", "--format", "csv", "--output", path, NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  cli_assert_text (fixture, "file", path);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "time,open,"));
  cli_assert_run (fixture, 2, "candles", "XAUUSD", "M1", "--format", "csv");
}

/* What goes out comes in again as the same candles. */
static void
test_round_trip (CliFixture *fixture, gconstpointer data)
{
  gsize length = 0;
  g_autofree char *content = export_file (fixture, "M1", "XAUUSD_M1.csv.gz", NULL, &length);
  g_autofree char *path = g_build_filename (fixture->folder, "XAUUSD_M1.csv.gz", NULL);

  cli_assert_run (fixture, 0, "import", path);
  cli_assert_int (fixture, "dataset", 1);
  cli_assert_boolean (fixture, "new", FALSE);
}

static void
test_periods (CliFixture *fixture, gconstpointer data)
{
  cli_assert_run (fixture, 0, "candles", "XAUUSD", "M3");
  g_assert_cmpuint (cli_count (fixture, "bars"), ==, N_CANDLES / 3);
  cli_assert_text (fixture, "timeframe", "M3");
  cli_assert_text (fixture, "bars[1][0]", "2024-03-04T08:03:00Z");
  /* Ninety minutes are counted from 22:00 UTC. */
  cli_assert_run (fixture, 0, "candles", "XAUUSD", "M90", "--from", "2024-03-04T08:30");
  cli_assert_text (fixture, "bars[0][0]", "2024-03-04T08:30:00Z");
  cli_assert_text (fixture, "bars[1][0]", "2024-03-04T10:00:00Z");
  cli_assert_run (fixture, 0, "candles", "XAUUSD", "MN");
  g_assert_cmpuint (cli_count (fixture, "bars"), ==, 1);
  cli_assert_text (fixture, "bars[0][0]", "2024-02-29T22:00:00Z");
  cli_assert_run (fixture, 0, "candles", "XAUUSD", "M60", "--last", "1");
  cli_assert_text (fixture, "timeframe", "H1");
}

static void
test_zones (CliFixture *fixture, gconstpointer data)
{
  cli_assert_run (fixture, 0, "candles", "XAUUSD", "M1", "--last", "1", "--timezone",
                  "America/New_York");
  cli_assert_text (fixture, "bars[0][0]", "2024-03-04T12:59:00-05:00");
  cli_assert_text (fixture, "timezone", "America/New_York");
  cli_assert_run (fixture, 0, "candles", "XAUUSD", "M1", "--last", "1", "--timezone", "UTC+5:30");
  cli_assert_text (fixture, "bars[0][0]", "2024-03-04T23:29:00+05:30");
  cli_assert_run (fixture, 0, "candles", "XAUUSD", "M1", "--last", "1");
  cli_assert_text (fixture, "bars[0][0]", "2024-03-04T17:59:00Z");
}

/* A file that cannot be written is named, and a failed export leaves what was there. */
static void
test_unwritable (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", "out.csv", NULL);
  g_autofree char *kept = cli_write_file (fixture, "kept.csv", "mine");
  g_autofree char *content = NULL;

  cli_run (fixture, FALSE, "candles", "XAUUSD", "M1", "--output", path, NULL);
  g_assert_cmpint (fixture->status, ==, 3);
  g_assert_nonnull (strstr (fixture->messages, "out.csv"));
  cli_run (fixture, FALSE, "candles", "EURUSD", "M1", "--output", kept, NULL);
  g_assert_cmpint (fixture->status, ==, 3);
  g_assert_true (g_file_get_contents (kept, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "mine");
}

/* Ticks that were fetched, as CSV and as JSON. */
static void
test_ticks (CliFixture *fixture, gconstpointer data)
{
  LoopbackServer *server = loopback_server_new ();
  g_autoptr (GBytes) bytes = history_files_make_ticks (120, 108000);
  g_autofree char *cache = g_build_filename (fixture->folder, "cache", NULL);

  loopback_server_add (server, "/EURUSD/2024/02/04/08h_ticks.bi5", bytes, LOOPBACK_SOUND, 0);
  cli_assert_run (fixture, 0, "fetch", "dukascopy", "EURUSD", "2024-03-04T08:00",
                  "2024-03-04T09:00", "--ticks", "--cache", cache, "--url",
                  loopback_server_get_url (server));
  cli_assert_int (fixture, "ticks", 120);
  cli_assert_run (fixture, 0, "candles", "EURUSD", "ticks", "--from", "2024-03-04T08:01");
  g_assert_cmpuint (cli_count (fixture, "ticks"), ==, 60);
  cli_assert_text (fixture, "ticks[0][0]", "2024-03-04T08:01:00.25Z");
  cli_assert_text (fixture, "ticks[0][1]", "1.08060");
  cli_assert_text (fixture, "ticks[0][2]", "1.08062");
  cli_run (fixture, FALSE, "candles", "EURUSD", "ticks", "--to", "2024-03-04T08:00:01", NULL);
  g_assert_cmpstr (fixture->output, ==,
                   "time,bid,ask,volume\n2024-03-04T08:00:00.25Z,1.08000,1.08002,1.25\n");
  loopback_server_free (server);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/cli/export/" path, CliFixture, NULL, set_up, func, cli_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("packing", test_packing);
  ADD ("document", test_document);
  ADD ("round-trip", test_round_trip);
  ADD ("periods", test_periods);
  ADD ("zones", test_zones);
  ADD ("unwritable", test_unwritable);
  ADD ("ticks", test_ticks);
  return g_test_run ();
}
