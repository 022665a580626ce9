// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Reading alone: a year of M1 as text, and a day of ticks that become minutes. The real files are
 * used where they are there, else made up ones of the same form. */
#include "config.h"

#include "feed/bt-feed-reader.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <lzma.h>
#include <string.h>

#define YEAR_ROWS 360000
#define N_HOURS 24
#define TICKS_AN_HOUR 6000
#define N_RUNS 7
#define TARGET_MB_PER_SECOND 150
#define TARGET_MSEC 50
#define REAL_HOUR "data/dukascopy-bi5/Leo4815162342__EURUSD_2019_01_04_%02uh_ticks.bi5"

/* Reads a file to its end; returns how many candles it gave and adds its rows. */
static gint64
read_file (const char *path, gint64 *rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) candles = g_array_new (FALSE, FALSE, sizeof (BtCandle));
  BtFeedOptions options;
  gint64 count = 0;

  bt_feed_options_init (&options);
  g_autoptr (BtFeedReader) reader = bt_feed_reader_open (path, &options, NULL, &error);
  g_assert_no_error (error);
  do
    {
      g_array_set_size (candles, 0);
      bt_feed_reader_read (reader, candles, 4096, NULL, &error);
      g_assert_no_error (error);
      count += candles->len;
    }
  while (candles->len > 0);
  *rows += bt_feed_reader_get_report (reader)->rows;
  return count;
}

/* Writes minutes as MetaTrader 5 does; returns the bytes. */
static gsize
write_year (const char *path)
{
  g_autoptr (GString) text
    = g_string_new ("<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n");
  gint64 start;
  int price = 206270;

  g_assert_true (bt_time_parse ("2024-01-02T01:00:00Z", &start, NULL));
  for (guint i = 0; i < YEAR_ROWS; i++)
    {
      const BtCivilTime civil = bt_time_to_civil (start + i * BT_USEC_PER_MINUTE);
      const int next = price + (int) (i * 7919 % 201) - 100;
      const int high = MAX (price, next) + (int) (i % 37);
      const int low = MIN (price, next) - (int) (i % 41);
      g_string_append_printf (text,
                              "%04d.%02d.%02d\t%02d:%02d:00\t%d.%02d\t%d.%02d\t%d.%02d\t%d.%02d\t"
                              "%u\t0\t%u\n",
                              civil.year, civil.month, civil.day, civil.hour, civil.minute,
                              price / 100, price % 100, high / 100, high % 100, low / 100,
                              low % 100, next / 100, next % 100, 40 + i % 90, 20 + i % 9);
      price = next;
    }
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  return text->len;
}

static void
append_u32 (GByteArray *bytes, guint32 value)
{
  const guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &big, sizeof big);
}

/* Writes an hour of ticks as Dukascopy packs them. */
static void
write_hour (const char *path)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *packed = g_malloc (TICKS_AN_HOUR * 20 + 1024);
  lzma_stream stream = LZMA_STREAM_INIT;
  lzma_options_lzma options;
  guint32 bid = 114543;

  for (guint i = 0; i < TICKS_AN_HOUR; i++)
    {
      bid += i * 7919 % 5 - 2;
      append_u32 (bytes, i * (3600000 / TICKS_AN_HOUR) + i * 31 % 500);
      append_u32 (bytes, bid + 2 + i % 3);
      append_u32 (bytes, bid);
      append_u32 (bytes, 0x3f800000 + (i % 7 << 20));
      append_u32 (bytes, 0x3f800000 + (i % 5 << 20));
    }
  g_assert_false (lzma_lzma_preset (&options, 6));
  g_assert_cmpint (lzma_alone_encoder (&stream, &options), ==, LZMA_OK);
  stream.next_in = bytes->data;
  stream.avail_in = bytes->len;
  stream.next_out = packed;
  stream.avail_out = TICKS_AN_HOUR * 20 + 1024;
  g_assert_cmpint (lzma_code (&stream, LZMA_FINISH), ==, LZMA_STREAM_END);
  g_assert_true (
    g_file_set_contents (path, (const char *) packed, (gssize) stream.total_out, NULL));
  lzma_end (&stream);
}

/* Returns the path of an hour's file, made when the real one is not there; free with g_free(). */
static char *
get_hour (const char *folder, guint hour)
{
  const char *shared = g_getenv ("BACKTRADE_SHARED");
  g_autofree char *name = g_strdup_printf (REAL_HOUR, hour);
  g_autofree char *real = g_build_filename (shared != NULL ? shared : "../shared", name, NULL);

  if (g_file_test (real, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&real);
  g_autofree char *made = g_strdup_printf ("%s/EURUSD_2019_01_04_%02uh_ticks.bi5", folder, hour);
  write_hour (made);
  return g_steal_pointer (&made);
}

static void
measure_year (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "XAUUSD_M1_2024.csv", NULL);
  const gsize length = write_year (path);
  double best = G_MAXDOUBLE;

  for (guint run = 0; run < N_RUNS; run++)
    {
      gint64 rows = 0;
      const gint64 start_usec = g_get_monotonic_time ();
      g_assert_cmpint (read_file (path, &rows), ==, YEAR_ROWS);
      best = MIN (best, (double) (g_get_monotonic_time () - start_usec));
    }
  g_print ("reading a year of M1: %.1f MB in %.1f ms, %.0f MB/s [>= %d MB/s]\n",
           (double) length / 1e6, best / 1e3, (double) length / best, TARGET_MB_PER_SECOND);
  g_unlink (path);
}

static void
measure_day (const char *folder)
{
  g_auto (GStrv) paths = g_new0 (char *, N_HOURS + 1);
  double best = G_MAXDOUBLE;
  gint64 rows = 0;
  gint64 candles = 0;

  for (guint hour = 0; hour < N_HOURS; hour++)
    paths[hour] = get_hour (folder, hour);
  for (guint run = 0; run < N_RUNS; run++)
    {
      const gint64 start_usec = g_get_monotonic_time ();
      rows = 0;
      candles = 0;
      for (guint hour = 0; hour < N_HOURS; hour++)
        candles += read_file (paths[hour], &rows);
      best = MIN (best, (double) (g_get_monotonic_time () - start_usec));
    }
  g_print ("a day of ticks: 24 files, %" G_GINT64_FORMAT " ticks to %" G_GINT64_FORMAT
           " candles in %.1f ms [<= %d ms]\n",
           rows, candles, best / 1e3, TARGET_MSEC);
  for (guint hour = 0; hour < N_HOURS; hour++)
    if (g_str_has_prefix (paths[hour], folder))
      g_unlink (paths[hour]);
}

int
main (void)
{
  setlocale (LC_ALL, "");
  g_autofree char *folder = g_dir_make_tmp ("backtrade-bench-XXXXXX", NULL);

  measure_year (folder);
  measure_day (folder);
  g_rmdir (folder);
  return 0;
}
