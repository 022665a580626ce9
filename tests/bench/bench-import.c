// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A year of M1 from a text file into a new data folder: time and memory. The real year is used
 * where it is there, else a synthetic one of the same form. */
#include "config.h"

#include "market/bt-synthetic.h"
#include "source/bt-file-import.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#define REAL_FILE "data/derived-fullyear/XAUUSD_M1_2024_mt5.csv.xz"
#define HEADER "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n"
#define N_RUNS 5
#define TARGET_SECONDS 0.5
#define TARGET_MIB 100

/* Copies what is packed in from to a plain file. */
static gboolean
unpack (const char *from, const char *to)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  static char block[256 * 1024];
  la_ssize_t length = -1;

  archive_read_support_filter_xz (archive);
  archive_read_support_format_raw (archive);
  FILE *out = g_fopen (to, "wb");
  if (archive_read_open_filename (archive, from, sizeof block) == ARCHIVE_OK
      && archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    while ((length = archive_read_data (archive, block, sizeof block)) > 0)
      g_assert_cmpuint (fwrite (block, 1, (gsize) length, out), ==, (gsize) length);
  fclose (out);
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
  gint64 start;
  gint64 end;
  g_autoptr (GString) text = g_string_new (HEADER);

  g_assert_true (bt_time_parse ("2023-01-01", &start, NULL));
  g_assert_true (bt_time_parse ("2024-01-01", &end, NULL));
  g_autoptr (BtSeries) series = bt_synthetic_gold (1, start, end, 182000);
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
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static double
import_once (const char *folder, const char *path, gint64 *rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports
    = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_quality_report_unref);
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  const char *const paths[] = { path, NULL };
  BtFeedOptions options;
  BtImportOutcome outcome = { 0 };

  bt_feed_options_init (&options);
  BtStore *store = bt_store_open (data, &error);
  g_assert_no_error (error);
  const gint64 start_usec = g_get_monotonic_time ();
  bt_file_import_run_sync (store, paths, &options, FALSE, reports, &outcome, NULL, &error);
  const gint64 end_usec = g_get_monotonic_time ();
  g_assert_no_error (error);
  g_assert_true (outcome.is_new);
  *rows = ((BtQualityReport *) g_ptr_array_index (reports, 0))->stored;
  g_object_unref (store);
  remove_folder (data);
  return (double) (end_usec - start_usec) / G_USEC_PER_SEC;
}

int
main (void)
{
  setlocale (LC_ALL, "");
  g_autofree char *folder = g_dir_make_tmp ("backtrade-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "XAUUSD_M1_2024.csv", NULL);
  const char *shared = g_getenv ("BACKTRADE_SHARED");
  g_autofree char *packed
    = g_build_filename (shared != NULL ? shared : "../shared", REAL_FILE, NULL);
  struct rusage usage;
  double best = G_MAXDOUBLE;
  gint64 rows = 0;

  if (!g_file_test (packed, G_FILE_TEST_EXISTS) || !unpack (packed, path))
    {
      g_print ("import: the real year is not there, a synthetic one is used\n");
      write_synthetic (path);
    }
  for (guint run = 0; run < N_RUNS; run++)
    best = MIN (best, import_once (folder, path, &rows));
  getrusage (RUSAGE_SELF, &usage);
  g_print ("import of a year of M1: %" G_GINT64_FORMAT
           " candles in %.3f s [<= %.1f s], peak memory %ld MiB "
           "[<= %d MiB]\n",
           rows, best, TARGET_SECONDS, usage.ru_maxrss / 1024, TARGET_MIB);
  remove_folder (folder);
  return 0;
}
