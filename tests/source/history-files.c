// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "history-files.h"

#include <archive.h>
#include <archive_entry.h>
#include <lzma.h>
#include <string.h>

static void
put_number (GByteArray *bytes, guint32 value)
{
  const guint32 number = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &number, sizeof number);
}

static void
put_float (GByteArray *bytes, float value)
{
  guint32 number;

  memcpy (&number, &value, sizeof number);
  put_number (bytes, number);
}

static GBytes *
pack (const GByteArray *bytes)
{
  lzma_stream stream = LZMA_STREAM_INIT;
  lzma_options_lzma options;
  const gsize room = bytes->len + 1024;
  guint8 *out = g_malloc (room);

  g_assert_false (lzma_lzma_preset (&options, LZMA_PRESET_DEFAULT));
  g_assert_cmpint (lzma_alone_encoder (&stream, &options), ==, LZMA_OK);
  stream.next_in = bytes->data;
  stream.avail_in = bytes->len;
  stream.next_out = out;
  stream.avail_out = room;
  g_assert_cmpint (lzma_code (&stream, LZMA_FINISH), ==, LZMA_STREAM_END);
  lzma_end (&stream);
  return g_bytes_new_take (out, stream.total_out);
}

GBytes *
history_files_make_candles (guint rows, guint32 price_points)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; i < rows; i++)
    {
      const gboolean is_filler = i % 10 == 9;
      const guint32 open = price_points + i;
      const guint32 move = is_filler ? 0 : 2;

      put_number (bytes, i * 60);
      put_number (bytes, open);
      put_number (bytes, open + move / 2);
      put_number (bytes, open - move);
      put_number (bytes, open + move);
      put_float (bytes, is_filler ? 0 : 1.5f);
    }
  return pack (bytes);
}

GBytes *
history_files_make_ticks (guint rows, guint32 bid_points)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; i < rows; i++)
    {
      put_number (bytes, i * 1000 + 250);
      put_number (bytes, bid_points + i + 2);
      put_number (bytes, bid_points + i);
      put_float (bytes, 0.75f);
      put_float (bytes, 1.25f);
    }
  return pack (bytes);
}

GBytes *
history_files_pack_members (const char *const *members)
{
  struct archive *zip = archive_write_new ();
  gsize room = 4096;
  size_t used = 0;
  guint8 *out = NULL;

  for (gsize i = 0; members[i] != NULL; i += 2)
    room += strlen (members[i + 1]) + 1024;
  out = g_malloc (room);
  archive_write_set_format_zip (zip);
  g_assert_cmpint (archive_write_open_memory (zip, out, room, &used), ==, ARCHIVE_OK);
  for (gsize i = 0; members[i] != NULL; i += 2)
    {
      struct archive_entry *entry = archive_entry_new ();
      const gsize length = strlen (members[i + 1]);

      archive_entry_set_pathname (entry, members[i]);
      archive_entry_set_size (entry, (gint64) length);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      g_assert_cmpint (archive_write_header (zip, entry), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_data (zip, members[i + 1], length), ==, length);
      archive_entry_free (entry);
    }
  g_assert_cmpint (archive_write_free (zip), ==, ARCHIVE_OK);
  return g_bytes_new_take (out, used);
}

GBytes *
history_files_make_zip (const char *name, const char *text)
{
  const char *members[] = { name, text, NULL };

  return history_files_pack_members (members);
}

GBytes *
history_files_make_sum (GBytes *bytes, const char *name)
{
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  char *line = g_strdup_printf ("%s  %s\n", sum, name);

  return g_bytes_new_take (line, strlen (line));
}
