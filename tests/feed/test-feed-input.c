// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The same table in every packing and encoding; packed files that are damaged. */
#include "config.h"

#include "feed-fixture.h"

#include "base/bt-hash-chain.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define TABLE_ROWS 3000

/* Bytes in memory, from libarchive. */
typedef struct
{
  char *bytes;
  gsize length;
} Packed;

static char *
make_table (void)
{
  g_autofree char *rows = feed_fixture_make_rows ("2024-01-02T00:00:00Z", TABLE_ROWS);

  return g_strconcat ("timestamp,open,high,low,close,volume\n", rows, NULL);
}

static Packed
start_packing (struct archive **archive, gsize room)
{
  *archive = archive_write_new ();
  return (Packed){ .bytes = g_malloc (room) };
}

static void
add_member (struct archive *archive, const char *name, const char *text)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) strlen (text));
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_data (archive, text, strlen (text)), ==,
                   (la_ssize_t) strlen (text));
  archive_entry_free (entry);
}

/* Packs members ("name", "text", …, NULL) into a .zip. */
static Packed
pack_zip (const char *const *members)
{
  struct archive *archive;
  const gsize room = 1 << 20;
  Packed packed = start_packing (&archive, room);

  archive_write_set_format_zip (archive);
  archive_write_open_memory (archive, packed.bytes, room, &packed.length);
  for (guint i = 0; members[i] != NULL; i += 2)
    add_member (archive, members[i], members[i + 1]);
  archive_write_close (archive);
  archive_write_free (archive);
  return packed;
}

static Packed
pack_stream (const char *text, int (*add_filter) (struct archive *))
{
  struct archive *archive;
  const gsize room = 1 << 20;
  Packed packed = start_packing (&archive, room);

  add_filter (archive);
  archive_write_set_format_raw (archive);
  archive_write_set_bytes_per_block (archive, 0);
  archive_write_open_memory (archive, packed.bytes, room, &packed.length);
  add_member (archive, "table", text);
  archive_write_close (archive);
  archive_write_free (archive);
  return packed;
}

static void
assert_hash (const FeedResult *result, const void *bytes, gsize length)
{
  g_autofree char *expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, length);
  g_autofree char *got = bt_hash_to_string (&result->report->sha256);

  g_assert_cmpstr (got, ==, expected);
}

static void
assert_table (const FeedResult *result)
{
  g_assert_no_error (result->error);
  g_assert_cmpint (result->report->rows, ==, TABLE_ROWS);
  g_assert_cmpint (result->report->stored, ==, TABLE_ROWS);
  g_assert_cmpint (result->report->bad_rows_total, ==, 0);
  g_assert_cmpstr (result->report->symbol, ==, "EURUSD");
  feed_fixture_assert_candle (result, 0, "2024-01-02T00:00:00Z", 110000, 110009, 109995, 110002);
}

static void
test_plain (void)
{
  g_autofree char *text = make_table ();
  g_autoptr (FeedResult) result = feed_fixture_read_text ("EURUSD.csv", text);

  g_assert_cmpint (result->report->rows, ==, TABLE_ROWS);
  assert_hash (result, text, strlen (text));
}

static void
test_zip (void)
{
  g_autofree char *text = make_table ();
  const char *const members[]
    = { "DAT/EURUSD_M1.csv", text, "DAT/EURUSD_M1.txt", "a report on gaps\n", NULL };
  Packed packed = pack_zip (members);
  g_autoptr (FeedResult) result
    = feed_fixture_read ("download.zip", packed.bytes, packed.length, NULL);

  g_assert_no_error (result->error);
  g_assert_cmpint (result->report->rows, ==, TABLE_ROWS);
  /* The symbol is in the member's name. */
  g_assert_cmpstr (result->report->symbol, ==, "EURUSD");
  assert_hash (result, text, strlen (text));
  g_free (packed.bytes);
}

static void
test_streams (void)
{
  static const struct
  {
    const char *name;
    int (*add_filter) (struct archive *);
  } forms[] = { { "EURUSD.csv.gz", archive_write_add_filter_gzip },
                { "EURUSD.csv.xz", archive_write_add_filter_xz },
                { "EURUSD.csv.bz2", archive_write_add_filter_bzip2 } };
  g_autofree char *text = make_table ();

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      Packed packed = pack_stream (text, forms[i].add_filter);
      g_autoptr (FeedResult) result
        = feed_fixture_read (forms[i].name, packed.bytes, packed.length, NULL);
      g_assert_no_error (result->error);
      g_assert_cmpint (result->report->rows, ==, TABLE_ROWS);
      assert_hash (result, text, strlen (text));
      g_free (packed.bytes);
    }
}

static void
test_truncated_archives (void)
{
  g_autofree char *text = make_table ();
  const char *const members[] = { "EURUSD.csv", text, NULL };
  Packed forms[] = { pack_zip (members), pack_stream (text, archive_write_add_filter_gzip),
                     pack_stream (text, archive_write_add_filter_xz) };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (FeedResult) result
        = feed_fixture_read ("EURUSD.bin", forms[i].bytes, forms[i].length / 2, NULL);
      g_assert_nonnull (result->error);
      g_test_message ("%s", result->error->message);
      g_assert_cmpint (result->error->domain, ==, BT_FEED_ERROR);
      g_assert_true (result->error->code == BT_FEED_ERROR_TRUNCATED
                     || result->error->code == BT_FEED_ERROR_OPEN);
      g_free (forms[i].bytes);
    }
}

/* Whatever a damaged archive holds, reading it gives rows or a message. */
static void
test_damaged_archives (void)
{
  g_autofree char *rows = feed_fixture_make_rows ("2024-01-02T00:00:00Z", 60);
  const char *const members[] = { "EURUSD.csv", rows, NULL };
  Packed forms[] = { pack_zip (members), pack_stream (rows, archive_write_add_filter_gzip),
                     pack_stream (rows, archive_write_add_filter_xz) };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      for (guint change = 0; change < 200; change++)
        {
          g_autofree char *bytes = g_memdup2 (forms[i].bytes, forms[i].length);
          const gint32 at = g_test_rand_int_range (0, (gint32) forms[i].length);
          bytes[at] ^= (char) (1 << g_test_rand_int_range (0, 8));
          const gsize length = g_test_rand_bit ()
                                 ? forms[i].length
                                 : (gsize) g_test_rand_int_range (0, (gint32) forms[i].length);
          g_autoptr (FeedResult) result = feed_fixture_read ("EURUSD.bin", bytes, length, NULL);
          if (result->error == NULL)
            g_assert_cmpuint (result->candles->len, >, 0);
          else
            g_assert_cmpint (result->error->domain, ==, BT_FEED_ERROR);
        }
      g_free (forms[i].bytes);
    }
}

static void
test_wrong_archives (void)
{
  const char *const none[] = { "readme.md", "nothing", "picture.png", "x", NULL };
  const char *const two[] = { "a.csv", "1,2,3,4,5\n", "b.csv", "1,2,3,4,5\n", NULL };
  const char *const hollow[] = { "a.csv", "", NULL };
  Packed packed[] = { pack_zip (none), pack_zip (two), pack_zip (hollow) };
  g_autoptr (FeedResult) a = feed_fixture_read ("x.zip", packed[0].bytes, packed[0].length, NULL);
  g_autoptr (FeedResult) b = feed_fixture_read ("x.zip", packed[1].bytes, packed[1].length, NULL);
  g_autoptr (FeedResult) c = feed_fixture_read ("x.zip", packed[2].bytes, packed[2].length, NULL);

  g_assert_error (a->error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT);
  g_assert_cmpstr (a->error->message, ==,
                   "x.zip holds no .csv, .txt, .json, .hst or .bi5 file (2 files of other kinds)");
  g_assert_error (b->error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT);
  g_assert_cmpstr (b->error->message, ==,
                   "x.zip holds 2 tables; name one of them, such as x.zip/a.csv");
  g_assert_error (c->error, BT_FEED_ERROR, BT_FEED_ERROR_EMPTY);
  g_assert_cmpstr (c->error->message, ==, "x.zip is packed, but there is nothing in it (0 bytes)");
  for (guint i = 0; i < G_N_ELEMENTS (packed); i++)
    g_free (packed[i].bytes);
}

/* What was made to fill a disk is given up early. */
static void
test_bomb (void)
{
  const gsize length = 80 * 1024 * 1024;
  g_autofree char *lines = g_malloc (length + 1);

  memset (lines, '\n', length);
  memcpy (lines, "2024-01-02 00:00,1.1,1.2,1.0,1.1,5", 34);
  lines[length] = '\0';
  const Packed packed = pack_stream (lines, archive_write_add_filter_xz);
  g_autoptr (FeedResult) result
    = feed_fixture_read ("EURUSD.csv.xz", packed.bytes, packed.length, NULL);
  g_assert_error (result->error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT);
  g_assert_nonnull (strstr (result->error->message,
                            "unpacks to more than 500 times its size, which no market data does"));
  g_free (packed.bytes);
}

static void
test_utf16 (void)
{
  static const char *const charsets[] = { "UTF-16LE", "UTF-16BE" };
  g_autofree char *text = make_table ();
  /* A character outside the basic plane, which takes two units. */
  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", "# \xf0\x9f\x93\x88 M1\n", text, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    for (guint has_mark = 0; has_mark < 2; has_mark++)
      {
        gsize length = 0;
        g_autofree char *bytes
          = g_convert (has_mark ? marked : text, -1, charsets[i], "UTF-8", NULL, &length, NULL);
        g_autoptr (FeedResult) result = feed_fixture_read ("EURUSD.csv", bytes, length, NULL);
        assert_table (result);
        assert_hash (result, bytes, length);
      }
}

static void
test_mark (void)
{
  g_autofree char *text = make_table ();
  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", text, NULL);
  g_autoptr (FeedResult) result = feed_fixture_read_text ("EURUSD.csv", marked);

  assert_table (result);
  assert_hash (result, marked, strlen (marked));
}

static void
test_line_ends (void)
{
  g_autofree char *text = make_table ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *dos = g_strjoinv ("\r\n", lines);
  g_autofree char *quoted = g_strjoinv ("  \n", lines);
  g_autoptr (FeedResult) a = feed_fixture_read_text ("EURUSD.csv", dos);
  g_autoptr (FeedResult) b = feed_fixture_read_text ("EURUSD.csv", quoted);

  assert_table (a);
  assert_table (b);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/input/bomb", test_bomb);
  g_test_add_func ("/feed/input/plain", test_plain);
  g_test_add_func ("/feed/input/zip", test_zip);
  g_test_add_func ("/feed/input/streams", test_streams);
  g_test_add_func ("/feed/input/truncated-archives", test_truncated_archives);
  g_test_add_func ("/feed/input/damaged-archives", test_damaged_archives);
  g_test_add_func ("/feed/input/wrong-archives", test_wrong_archives);
  g_test_add_func ("/feed/input/utf-16", test_utf16);
  g_test_add_func ("/feed/input/byte-order-mark", test_mark);
  g_test_add_func ("/feed/input/line-ends", test_line_ends);
  return g_test_run ();
}
