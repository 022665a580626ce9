// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "fuzz-feed.h"

#include "feed/bt-feed-reader.h"

#include <sys/mman.h>
#include <unistd.h>

/* States what the forms leave to a file's name: instrument, day, and an hour of ticks. */
#define NAME "20190204_EURUSD_2019_01_04_00h_ticks.bi5"
#define BATCH 4096

static char *folder;
static char *path;

static void
remove_folder (void)
{
  unlink (path);
  rmdir (folder);
}

/* A file in memory, under the name above. */
static int
open_file (void)
{
  static int file = -1;

  if (file >= 0)
    return file;
  file = memfd_create ("fuzz-feed", MFD_CLOEXEC);
  g_assert_cmpint (file, >=, 0);
  g_autofree char *target = g_strdup_printf ("/proc/self/fd/%d", file);
  folder = g_dir_make_tmp ("backtrade-fuzz-XXXXXX", NULL);
  path = g_build_filename (folder, NAME, NULL);
  g_assert_cmpint (symlink (target, path), ==, 0);
  atexit (remove_folder);
  return file;
}

static void
assert_candle (const BtCandle *candle)
{
  g_assert_cmpint (candle->low_points, >, 0);
  g_assert_cmpint (candle->low_points, <=, candle->open_points);
  g_assert_cmpint (candle->low_points, <=, candle->close_points);
  g_assert_cmpint (candle->open_points, <=, candle->high_points);
  g_assert_cmpint (candle->close_points, <=, candle->high_points);
  g_assert_cmpint (candle->volume, >=, 0);
  g_assert_cmpint (candle->spread_points, >=, -1);
}

static gint64
read_all (BtFeedReader *reader)
{
  g_autoptr (GArray) candles = g_array_new (FALSE, FALSE, sizeof (BtCandle));
  g_autoptr (GError) error = NULL;
  gint64 count = 0;

  do
    {
      g_array_set_size (candles, 0);
      if (!bt_feed_reader_read (reader, candles, BATCH, NULL, &error))
        {
          g_assert_nonnull (error);
          return -1;
        }
      g_assert_cmpuint (candles->len, <=, BATCH);
      for (guint i = 0; i < candles->len; i++)
        assert_candle (&g_array_index (candles, BtCandle, i));
      count += candles->len;
    }
  while (candles->len > 0);
  return count;
}

/* What was found is stored with a dataset, so it must survive that. */
static void
assert_report (const BtQualityReport *report, gint64 count)
{
  g_autofree char *json = bt_quality_report_to_json (report);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtQualityReport) again = bt_quality_report_from_json (json, &error);

  g_assert_no_error (error);
  g_assert_cmpint (again->rows, ==, report->rows);
  g_assert_cmpint (report->stored, <=, count);
  g_assert_cmpint (report->bad_rows_total, <=, report->rows);
}

gint64
fuzz_feed_read (const guint8 *bytes, gsize length)
{
  const int file = open_file ();
  g_autoptr (GError) error = NULL;
  BtFeedOptions options;

  g_assert_cmpint (ftruncate (file, 0), ==, 0);
  g_assert_cmpint (pwrite (file, bytes, length, 0), ==, (gssize) length);
  bt_feed_options_init (&options);
  /* A few rows do not say how long their candles are. */
  options.has_timeframe = length % 2 == 1;
  options.timeframe = BT_TIMEFRAME_M1;
  g_autoptr (BtFeedReader) reader = bt_feed_reader_open (path, &options, NULL, &error);
  if (reader == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return -1;
    }
  const gint64 count = read_all (reader);
  if (count >= 0)
    assert_report (bt_feed_reader_get_report (reader), count);
  return count;
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  fuzz_feed_read (bytes, length);
  return 0;
}
