// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "bench-market.h"

#include "base/bt-zone.h"
#include "market/bt-synthetic.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <stdio.h>

#define REAL_FILE "data/derived-fullyear/XAUUSD_M1_2024_mt5.csv.xz"
#define HEADER "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n"
#define BLOCK_BYTES (256 * 1024)

/* Copies what is packed in from to a plain file; FALSE when it is not there. */
static gboolean
unpack (const char *from, const char *to)
{
  g_autofree char *block = g_malloc (BLOCK_BYTES);
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  la_ssize_t length = -1;

  archive_read_support_filter_xz (archive);
  archive_read_support_format_raw (archive);
  if (archive_read_open_filename (archive, from, BLOCK_BYTES) == ARCHIVE_OK
      && archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      FILE *out = g_fopen (to, "wb");
      while ((length = archive_read_data (archive, block, BLOCK_BYTES)) > 0)
        g_assert_cmpuint (fwrite (block, 1, (gsize) length, out), ==, (gsize) length);
      fclose (out);
    }
  archive_read_free (archive);
  return length == 0;
}

static void
append_price (GString *text, gint64 points)
{
  g_string_append_printf (text, "\t%" G_GINT64_FORMAT ".%02d", points / 100, (int) (points % 100));
}

/* Writes a synthetic year as MetaTrader 5 does, server time included. */
static void
write_synthetic (const char *path)
{
  gint64 start_usec, end_usec;
  g_autoptr (GString) text = g_string_new (HEADER);

  g_assert_true (bt_time_parse ("2023-01-01", &start_usec, NULL));
  g_assert_true (bt_time_parse ("2024-01-01", &end_usec, NULL));
  g_autoptr (BtSeries) series = bt_synthetic_gold (1, start_usec, end_usec, 182000);
  for (gsize i = 0; i < bt_series_get_length (series); i++)
    {
      const BtCandle candle = bt_series_get_candle (series, i);
      const BtCivilTime civil
        = bt_time_to_civil (bt_zone_to_local (BT_ZONE (BT_ZONE_NEW_YORK_PLUS_7), candle.time_usec));
      g_string_append_printf (text, "%04d.%02d.%02d\t%02d:%02d:00", civil.year, civil.month,
                              civil.day, civil.hour, civil.minute);
      append_price (text, candle.open_points);
      append_price (text, candle.high_points);
      append_price (text, candle.low_points);
      append_price (text, candle.close_points);
      g_string_append_printf (text, "\t%" G_GINT64_FORMAT "\t0\t%d\n", candle.volume / 100000000,
                              candle.spread_points);
    }
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
}

static void
make_year (BenchMarket *market)
{
  const char *shared = g_getenv ("BACKTRADE_SHARED");
  g_autofree char *packed
    = g_build_filename (shared != NULL ? shared : "../shared", REAL_FILE, NULL);
  g_autofree char *text = NULL;

  market->year_path = g_build_filename (market->folder, "XAUUSD_M1_2024.csv", NULL);
  if (!unpack (packed, market->year_path))
    {
      g_print ("the real year is not there, a synthetic one is used\n");
      write_synthetic (market->year_path);
    }
  g_assert_true (g_file_get_contents (market->year_path, &text, &market->year_bytes, NULL));
  market->year_rows = -1; /* the header */
  for (const char *at = text; *at != '\0'; at++)
    market->year_rows += *at == '\n';
}

BenchMarket *
bench_market_new (void)
{
  BenchMarket *market = g_new0 (BenchMarket, 1);
  gint64 start_usec, end_usec;

  market->folder = g_dir_make_tmp ("backtrade-bench-XXXXXX", NULL);
  g_assert_nonnull (market->folder);
  make_year (market);
  g_assert_true (bt_time_parse ("2014-01-01", &start_usec, NULL));
  g_assert_true (bt_time_parse ("2024-01-01", &end_usec, NULL));
  market->decade = bt_synthetic_gold (1, start_usec, end_usec, 120000);
  return market;
}

void
bench_market_free (BenchMarket *market)
{
  bench_remove_folder (market->folder);
  bt_series_unref (market->decade);
  g_free (market->year_path);
  g_free (market->folder);
  g_free (market);
}

gint64
bench_market_get_window_end (const BenchMarket *market, guint i)
{
  const gsize length = bt_series_get_length (market->decade);
  const gsize end = BENCH_WINDOW + (gsize) i * 7919 * 1237 % (length - BENCH_WINDOW);

  return bt_series_get_candle (market->decade, end).time_usec;
}

void
bench_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        bench_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

double
bench_get_ms_since (gint64 start_usec)
{
  return (double) (g_get_monotonic_time () - start_usec) / 1000;
}
