// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How much memory an import of a file takes that no memory would hold: ticks as MetaTrader 5
 * exports them, 5 GB where the disk has room, else 1 GB, in a child of its own that is asked for
 * its peak. */
#include "config.h"

#include "bench-figure.h"
#include "bench-market.h"

#include "source/bt-file-import.h"

#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#define GIGABYTE G_GINT64_CONSTANT (1000000000)
#define LARGE (5 * GIGABYTE)
#define SMALL GIGABYTE
/* The file, what is stored of it, and room for everybody else. */
#define NEEDED_TIMES 4
#define TARGET_MIB 128
#define BLOCK_BYTES (1 << 20)
#define LINE_MAX_BYTES 80
#define HEADER "<DATE>\t<TIME>\t<BID>\t<ASK>\t<LAST>\t<VOLUME>\t<FLAGS>\n"

/* Digits are put by hand: printf would take longer than the import. */
static char *
put_number (char *out, guint value, guint digits)
{
  for (guint i = digits; i > 0; i--, value /= 10)
    out[i - 1] = (char) ('0' + value % 10);
  return out + digits;
}

static char *
put_price (char *out, guint points)
{
  out = put_number (out, points / 100, 4);
  *out++ = '.';
  return put_number (out, points % 100, 2);
}

/* Writes "2024.01.02<TAB>". */
static char *
put_date (char *out, gint64 time_usec)
{
  const BtCivilTime civil = bt_time_to_civil (time_usec);

  out = put_number (out, (guint) civil.year, 4);
  *out++ = '.';
  out = put_number (out, (guint) civil.month, 2);
  *out++ = '.';
  out = put_number (out, (guint) civil.day, 2);
  *out++ = '\t';
  return out;
}

static char *
put_tick (char *out, gint64 time_usec, guint bid)
{
  const guint ms = (guint) (time_usec % BT_USEC_PER_DAY / 1000);

  out = put_date (out, time_usec);
  out = put_number (out, ms / 3600000, 2);
  *out++ = ':';
  out = put_number (out, ms / 60000 % 60, 2);
  *out++ = ':';
  out = put_number (out, ms / 1000 % 60, 2);
  *out++ = '.';
  out = put_number (out, ms % 1000, 3);
  *out++ = '\t';
  out = put_price (out, bid);
  *out++ = '\t';
  out = put_price (out, bid + 20 + ms % 7);
  memcpy (out, "\t\t\t6\n", 5);
  return out + 5;
}

/* Writes ticks that wander, the same each time, until the file has so many bytes; returns how many
 * there are. */
static gint64
write_ticks (const char *path, gint64 bytes)
{
  g_autofree char *block = g_malloc (BLOCK_BYTES);
  const int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  char *out = block;
  guint32 random = 1;
  guint bid = 206270;
  gint64 time_usec = 0;
  gint64 written = 0;
  gint64 ticks = 0;

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (bt_time_parse ("2024-01-02T01:00:00Z", &time_usec, NULL));
  memcpy (out, HEADER, strlen (HEADER));
  out += strlen (HEADER);
  while (written < bytes)
    {
      for (; out < block + BLOCK_BYTES - LINE_MAX_BYTES; ticks++)
        {
          random = random * 1664525u + 1013904223u;
          bid = CLAMP (bid + (random >> 8) % 5, 150002, 300002) - 2;
          time_usec += (50 + (random >> 12) % 400) * 1000;
          if (bt_time_to_civil (time_usec).hour == 0)
            time_usec += BT_USEC_PER_HOUR;
          out = put_tick (out, time_usec, bid);
        }
      g_assert_cmpint (write (fd, block, (gsize) (out - block)), ==, out - block);
      written += out - block;
      out = block;
    }
  g_assert_cmpint (close (fd), ==, 0);
  return ticks;
}

/* In the child: imports the file; returns its exit status. */
static int
import (const char *folder, const char *path, gint64 ticks)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports
    = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_quality_report_unref);
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autoptr (BtStore) store = bt_store_open (data, &error);
  const char *const paths[] = { path, NULL };
  BtFeedOptions options;
  BtImportOutcome outcome = { 0 };

  g_assert_no_error (error);
  bt_feed_options_init (&options);
  bt_file_import_run_sync (store, paths, &options, FALSE, reports, &outcome, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((BtQualityReport *) g_ptr_array_index (reports, 0))->rows, ==, ticks);
  return outcome.is_new ? 0 : 1;
}

int
main (void)
{
  setlocale (LC_ALL, "");
  g_autofree char *folder = g_dir_make_tmp ("backtrade-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "XAUUSD_ticks.csv", NULL);
  struct statvfs disk;
  struct rusage usage;
  int status = 0;

  bench_print_heading ("Memory of an import");
  g_assert_cmpint (statvfs (folder, &disk), ==, 0);
  const gint64 room = (gint64) (disk.f_bavail * disk.f_frsize);
  const gint64 bytes = room >= NEEDED_TIMES * LARGE ? LARGE : SMALL;
  if (bytes == SMALL)
    g_print ("  the disk has too little room for %d GB\n", (int) (LARGE / GIGABYTE));
  const gint64 ticks = write_ticks (path, bytes);
  const gint64 start_usec = g_get_monotonic_time ();
  const pid_t child = fork ();
  if (child == 0)
    _exit (import (folder, path, ticks));
  g_assert_cmpint (wait4 (child, &status, 0, &usage), ==, child);
  const double took_ms = bench_get_ms_since (start_usec);
  bench_remove_folder (folder);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);

  g_autofree char *what = g_strdup_printf ("peak of %d GB of ticks, %" G_GINT64_FORMAT " of them",
                                           (int) (bytes / GIGABYTE), ticks);
  const BenchFigure peak
    = { what, "MiB", (double) usage.ru_maxrss / 1024, BENCH_AT_MOST, TARGET_MIB };
  const BenchFigure rate
    = { "its rate", "MB/s", (double) bytes / took_ms / 1e3, BENCH_AT_LEAST, 0 };
  bench_print_figure (&peak, NULL, 0);
  bench_print_figure (&rate, NULL, 0);
  return 0;
}
