// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Several files of one instrument: one clock where they share it, each its own where not. */
#include "config.h"

#include "feed-fixture.h"

#include "test-folder.h"

/* Writes hours as HistData does, by the clock of a zone, while the market is open, of so many weeks
 * that begin on a Monday in UTC. Returns the path; free with g_free(). */
static char *
write_weeks (const char *folder, const char *name, const char *from, int n_weeks, BtZone zone)
{
  const BtZone new_york = BT_ZONE (BT_ZONE_NEW_YORK);
  g_autoptr (GString) text = g_string_new (NULL);
  char *path = g_build_filename (folder, name, NULL);
  gint64 start;

  g_assert_true (bt_time_parse (from, &start, NULL));
  for (int hour = 0; hour < n_weeks * 168; hour++)
    {
      const gint64 time = start + hour * BT_USEC_PER_HOUR;
      const BtCivilTime there = bt_time_to_civil (bt_zone_to_local (new_york, time));
      const BtCivilTime civil = bt_time_to_civil (bt_zone_to_local (zone, time));
      if (there.weekday == 6 || (there.weekday == 5 && there.hour >= 17)
          || (there.weekday % 7 == 0 && there.hour < 17))
        continue;
      g_string_append_printf (text, "%04d%02d%02d %02d0000;1.1;1.2;1.0;1.1;%d\n", civil.year,
                              civil.month, civil.day, civil.hour, 0);
    }
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  return path;
}

static GPtrArray *
open_files (char **paths)
{
  GPtrArray *readers = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_feed_reader_free);
  g_autoptr (GError) error = NULL;
  BtFeedOptions options;

  bt_feed_options_init (&options);
  for (guint i = 0; paths[i] != NULL; i++)
    {
      BtFeedReader *reader = bt_feed_reader_open (paths[i], &options, NULL, &error);
      g_assert_no_error (error);
      g_ptr_array_add (readers, reader);
    }
  g_assert_true (bt_feed_reader_join ((BtFeedReader **) readers->pdata, readers->len, &error));
  return readers;
}

static BtZoneKind
get_zone (GPtrArray *readers, guint index)
{
  return bt_feed_reader_get_report (g_ptr_array_index (readers, index))->zone.kind;
}

/* Reads all files; fails unless times ascend and every week ends at 17:00 in New York. Returns how
 * many weeks there were. */
static guint
assert_weeks (GPtrArray *readers, gint64 step_usec)
{
  const BtZone new_york = BT_ZONE (BT_ZONE_NEW_YORK);
  g_autoptr (GArray) candles = g_array_new (FALSE, FALSE, sizeof (BtCandle));
  g_autoptr (GError) error = NULL;
  guint n_weeks = 0;
  guint n_closes = 0;
  guint length;

  for (guint i = 0; i < readers->len; i++)
    do
      {
        length = candles->len;
        g_assert_true (
          bt_feed_reader_read (g_ptr_array_index (readers, i), candles, 5000, NULL, &error));
      }
    while (candles->len > length);
  for (guint i = 1; i < candles->len; i++)
    {
      const gint64 last = g_array_index (candles, BtCandle, i - 1).time_usec;
      const gint64 next = g_array_index (candles, BtCandle, i).time_usec;
      if (next - last <= 36 * BT_USEC_PER_HOUR || next - last > 60 * BT_USEC_PER_HOUR)
        continue;
      const BtCivilTime close = bt_time_to_civil (bt_zone_to_local (new_york, last + step_usec));
      n_weeks++;
      n_closes += close.weekday == 5 && (close.hour == 17 || close.hour == 16) ? 1 : 0;
    }
  g_assert_cmpuint (n_closes, ==, n_weeks);
  return n_weeks;
}

/* One year changes its clock with New York, the next with Europe, as HistData's do. */
static void
test_two_clocks (void)
{
  char *folder = test_folder_new ();
  g_autofree char *first = write_weeks (folder, "DAT_ASCII_EURUSD_M1_2023.csv",
                                        "2023-02-06T00:00:00Z", 12, BT_ZONE (BT_ZONE_NEW_YORK));
  g_autofree char *second
    = write_weeks (folder, "DAT_ASCII_EURUSD_M1_2024.csv", "2024-02-05T00:00:00Z", 12,
                   BT_ZONE (BT_ZONE_NEW_YORK_EU_DATES));
  char *paths[] = { second, first, NULL };
  g_autoptr (GPtrArray) readers = open_files (paths);

  g_assert_cmpint (get_zone (readers, 0), ==, BT_ZONE_NEW_YORK);
  g_assert_cmpint (get_zone (readers, 1), ==, BT_ZONE_NEW_YORK_EU_DATES);
  g_assert_cmpuint (assert_weeks (readers, BT_USEC_PER_HOUR), ==, 24);
  test_folder_remove (folder);
}

/* Months that say little alone share the clock that all of them show. */
static void
test_one_clock (void)
{
  char *folder = test_folder_new ();
  g_autofree char *winter
    = write_weeks (folder, "DAT_ASCII_EURUSD_M1_202401.csv", "2024-01-08T00:00:00Z", 4,
                   BT_ZONE (BT_ZONE_NEW_YORK_EU_DATES));
  g_autofree char *spring
    = write_weeks (folder, "DAT_ASCII_EURUSD_M1_202403.csv", "2024-03-11T00:00:00Z", 6,
                   BT_ZONE (BT_ZONE_NEW_YORK_EU_DATES));
  char *paths[] = { winter, spring, NULL };
  g_autoptr (GPtrArray) readers = open_files (paths);

  g_assert_cmpint (get_zone (readers, 0), ==, BT_ZONE_NEW_YORK_EU_DATES);
  g_assert_cmpint (get_zone (readers, 1), ==, BT_ZONE_NEW_YORK_EU_DATES);
  g_assert_cmpuint (assert_weeks (readers, BT_USEC_PER_HOUR), ==, 10);
  test_folder_remove (folder);
}

/* The real years: no candle comes twice, and no week ends at another hour than the others. */
static void
test_real_years (void)
{
  char *first = feed_fixture_find_shared (
    "histdata-ascii-zip/shengsheng555__HISTDATA_COM_ASCII_EURUSD_M12018.zip");
  char *second = first != NULL ? feed_fixture_find_shared (
                   "histdata-ascii-zip/shengsheng555__HISTDATA_COM_ASCII_EURUSD_M12019.zip")
                               : NULL;

  if (second != NULL)
    {
      char *paths[] = { first, second, NULL };
      g_autoptr (GPtrArray) readers = open_files (paths);
      g_assert_cmpint (get_zone (readers, 0), ==, BT_ZONE_NEW_YORK);
      g_assert_cmpint (get_zone (readers, 1), ==, BT_ZONE_NEW_YORK_EU_DATES);
      g_assert_cmpuint (assert_weeks (readers, BT_USEC_PER_MINUTE), >, 100);
      const BtQualityReport *report = bt_feed_reader_get_report (g_ptr_array_index (readers, 1));
      g_assert_cmpint (report->duplicates, ==, 60);
      g_assert_cmpint (report->duplicates_equal, ==, 60);
      g_assert_cmpint (report->stored, ==, report->rows - 60);
    }
  g_free (first);
  g_free (second);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/join/two-clocks", test_two_clocks);
  g_test_add_func ("/feed/join/one-clock", test_one_clock);
  g_test_add_func ("/feed/join/real-years", test_real_years);
  return g_test_run ();
}
