// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed-fixture.h"

#include "test-folder.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

void
feed_result_free (FeedResult *result)
{
  if (result == NULL)
    return;
  g_clear_error (&result->error);
  g_array_unref (result->candles);
  g_clear_pointer (&result->report, bt_quality_report_unref);
  g_free (result);
}

FeedResult *
feed_fixture_read_path (const char *path, const BtFeedOptions *options)
{
  FeedResult *result = g_new0 (FeedResult, 1);
  BtFeedOptions detect_all;

  bt_feed_options_init (&detect_all);
  result->candles = g_array_new (FALSE, FALSE, sizeof (BtCandle));
  g_autoptr (BtFeedReader) reader
    = bt_feed_reader_open (path, options != NULL ? options : &detect_all, NULL, &result->error);
  if (reader == NULL)
    return result;
  result->report = bt_quality_report_ref (bt_feed_reader_get_report (reader));
  result->instrument = *bt_feed_reader_get_instrument (reader);
  result->kind = bt_feed_reader_get_price_kind (reader);
  result->label = bt_feed_reader_get_label (reader);
  while (TRUE)
    {
      const guint before = result->candles->len;
      const gboolean is_ok
        = bt_feed_reader_read (reader, result->candles, 1000, NULL, &result->error);
      g_assert_cmpint (is_ok, ==, result->error == NULL);
      if (!is_ok || result->candles->len == before)
        return result;
      g_assert_cmpuint (result->candles->len, <=, before + 1000);
    }
}

/* Takes the folder out of a message, so that it can be compared. */
static void
strip_folder (GError *error, const char *folder)
{
  g_autofree char *prefix = g_strconcat (folder, "/", NULL);
  g_auto (GStrv) parts = g_strsplit (error->message, prefix, -1);

  g_free (error->message);
  error->message = g_strjoinv ("", parts);
}

static char *scratch_folder;

static void
remove_scratch_folder (void)
{
  test_folder_remove (scratch_folder);
}

/* One folder a program: thousands of tables are read, and making folders takes longer than reading.
 */
static const char *
get_scratch_folder (void)
{
  if (scratch_folder == NULL)
    {
      scratch_folder = test_folder_new ();
      atexit (remove_scratch_folder);
    }
  return scratch_folder;
}

FeedResult *
feed_fixture_read (const char *name, const void *bytes, gsize length, const BtFeedOptions *options)
{
  const char *folder = get_scratch_folder ();
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  /* Without the flags that cost a sync, a longer file that is there would keep its end. */
  g_unlink (path);
  g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  FeedResult *result = feed_fixture_read_path (path, options);
  if (result->error != NULL)
    strip_folder (result->error, folder);
  return result;
}

FeedResult *
feed_fixture_read_text (const char *name, const char *text)
{
  FeedResult *result = feed_fixture_read (name, text, strlen (text), NULL);

  g_assert_no_error (result->error);
  return result;
}

void
feed_fixture_assert_candle (const FeedResult *result,
                            guint index,
                            const char *time,
                            gint64 open,
                            gint64 high,
                            gint64 low,
                            gint64 close)
{
  g_assert_cmpuint (index, <, result->candles->len);
  const BtCandle *candle = &g_array_index (result->candles, BtCandle, index);
  g_autofree char *got = bt_time_to_string (candle->time_usec);

  g_assert_cmpstr (got, ==, time);
  g_assert_cmpint (candle->open_points, ==, open);
  g_assert_cmpint (candle->high_points, ==, high);
  g_assert_cmpint (candle->low_points, ==, low);
  g_assert_cmpint (candle->close_points, ==, close);
}

void
feed_fixture_assert_error (
  const char *name, const char *text, const BtFeedOptions *options, int code, const char *message)
{
  g_autoptr (FeedResult) result = feed_fixture_read (name, text, strlen (text), options);

  g_assert_error (result->error, BT_FEED_ERROR, code);
  g_assert_cmpstr (result->error->message, ==, message);
}

char *
feed_fixture_make_rows (const char *first_time, guint count)
{
  GString *text = g_string_new (NULL);
  gint64 first_usec;

  g_assert_true (bt_time_parse (first_time, &first_usec, NULL));
  for (guint i = 0; i < count; i++)
    {
      const BtCivilTime civil = bt_time_to_civil (first_usec + i * BT_USEC_PER_MINUTE);
      const guint price = 110000 + i * 7 % 101;
      g_string_append_printf (text, "%04d-%02d-%02d %02d:%02d:00,1.%05u,1.%05u,1.%05u,1.%05u,%u\n",
                              civil.year, civil.month, civil.day, civil.hour, civil.minute,
                              price % 100000, price % 100000 + 9, price % 100000 - 5,
                              price % 100000 + 2, i % 17 + 1);
    }
  return g_string_free (text, FALSE);
}

char *
feed_fixture_find_shared (const char *name)
{
  const char *stated = g_getenv ("BACKTRADE_SHARED");
  g_autofree char *beside
    = g_build_filename (g_getenv ("G_TEST_SRCDIR") != NULL ? g_getenv ("G_TEST_SRCDIR") : ".", "..",
                        "..", "shared", NULL);
  char *path = g_build_filename (stated != NULL ? stated : beside, "data", name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return path;
  g_autofree char *reason = g_strdup_printf ("%s is not there (see BACKTRADE_SHARED)", path);
  g_test_skip (reason);
  g_free (path);
  return NULL;
}
