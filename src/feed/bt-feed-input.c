// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-feed-input.h"

#include "feed/bt-feed-archive.h"
#include "feed/bt-feed-reader.h"
#include "feed/bt-feed-signature.h"
#include "feed/bt-hash-worker.h"
#include "feed/bt-json-stage.h"
#include "feed/bt-text-encoding.h"

#include <string.h>

/* Bytes that tell what a file is. */
#define HEAD_BYTES 64
/* Bytes that tell how its text is encoded. */
#define GUESS_BYTES (16 * 1024)
#define DRAIN_BYTES (256 * 1024)
/* From this size on, what unpacks to more than so many times its size is no market data but made to
 * fill a disk. */
#define MIN_BOMB_BYTES (64 * 1024 * 1024)
#define MAX_RATIO 500

typedef enum
{
  ENCODING_UTF8,
  ENCODING_UTF16_LE,
  ENCODING_UTF16_BE,
  ENCODING_OTHER,
} Encoding;

struct _BtFeedInput
{
  char *path;               /* as it was given: with the member of an archive */
  char *file_path;          /* of the file */
  char *member;             /* that was named, or NULL */
  GFileInputStream *stream; /* of a plain file, else NULL */
  BtFeedArchive *archive;   /* of a packed one, else NULL */
  gint64 size;              /* of the file as it lies there */
  gint64 position;          /* unpacked bytes read in this pass */
  gint64 limit;             /* unpacked bytes of the first complete pass, −1 before its end */
  BtFeedForm form;
  BtLzmaStage *lzma; /* of a .bi5, else NULL */
  BtJsonStage *json; /* of JSON, else NULL */
  Encoding encoding;
  const char *encoding_name; /* of ENCODING_OTHER */
  BtTextDecoder *decoder;    /* … in this pass, made with its first read */
  gboolean has_old_ends;     /* lines end with CR alone */
  gboolean is_at_start;
  guint8 pending[4]; /* bytes of a UTF-16 character that the next read completes */
  gsize pending_length;
  GByteArray *raw; /* UTF-16 bytes before they are converted */
  BtHashWorker *hash_worker;
  gint64 hashed; /* unpacked bytes that the worker has been given */
};

static gboolean
set_read_error (BtFeedInput *input, GError *cause, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPEN, "%s cannot be read: %s", input->path,
               cause->message);
  g_error_free (cause);
  return FALSE;
}

static gboolean
open_stream (BtFeedInput *input, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (input->file_path);
  GError *cause = NULL;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_DIRECTORY)
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPEN, "%s is a folder; choose a file in it",
                   input->path);
      return FALSE;
    }
  input->stream = g_file_read (file, cancellable, &cause);
  if (input->stream == NULL)
    return set_read_error (input, cause, error);

  g_autoptr (GFileInfo) info = g_file_input_stream_query_info (
    input->stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, &cause);
  if (info == NULL)
    return set_read_error (input, cause, error);
  input->size = g_file_info_get_size (info);
  return TRUE;
}

/* Gives the worker what it does not have yet. It may fall behind the first pass, and catches up in
 * the next one. */
static void
hash_bytes (BtFeedInput *input, const guint8 *bytes, gint64 length)
{
  const gint64 start = input->position - length;
  const gint64 known = input->hashed - start;

  if (input->hash_worker == NULL || known < 0 || known >= length)
    return;
  if (bt_hash_worker_add (input->hash_worker, bytes + known, (gsize) (length - known),
                          input->limit >= 0))
    input->hashed = input->position;
}

/* Reads bytes of the file or of its member, as they are. */
static gssize
read_bytes (BtFeedInput *input, void *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  gssize length;

  if (input->limit >= 0)
    size = (gsize) MIN ((gint64) size, input->limit - input->position);
  if (size == 0)
    return 0;
  if (input->archive != NULL)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return -1;
      length = bt_feed_archive_read (input->archive, buffer, size, error);
    }
  else
    {
      GError *cause = NULL;
      length
        = g_input_stream_read (G_INPUT_STREAM (input->stream), buffer, size, cancellable, &cause);
      if (length < 0)
        set_read_error (input, cause, error);
    }
  if (length < 0)
    return -1;

  input->position += length;
  if (input->archive != NULL && input->position > MIN_BOMB_BYTES
      && input->position / MAX_RATIO > input->size)
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                   "%s unpacks to more than %d times its size, which no market data does",
                   input->path, MAX_RATIO);
      return -1;
    }
  if (length == 0)
    input->limit = input->position;
  hash_bytes (input, buffer, length);
  return length;
}

static Encoding
detect_encoding (const guint8 *head, gsize length)
{
  if (length >= 2 && head[0] == 0xff && head[1] == 0xfe)
    return ENCODING_UTF16_LE;
  if (length >= 2 && head[0] == 0xfe && head[1] == 0xff)
    return ENCODING_UTF16_BE;
  /* Without a mark: two characters of ASCII in a row show it. */
  if (length >= 4 && head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0)
    return ENCODING_UTF16_LE;
  if (length >= 4 && head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0)
    return ENCODING_UTF16_BE;
  return ENCODING_UTF8;
}

/* Appends whole characters of raw as UTF-8 and keeps what is left for the next read. */
static gsize
convert_utf16 (BtFeedInput *input, char *buffer)
{
  const gboolean is_little = input->encoding == ENCODING_UTF16_LE;
  const guint8 *bytes = input->raw->data;
  const gsize length = input->raw->len;
  gsize at = 0;
  gsize written = 0;

  while (at + 2 <= length)
    {
      gunichar unit = is_little ? (gunichar) (bytes[at] | bytes[at + 1] << 8)
                                : (gunichar) (bytes[at] << 8 | bytes[at + 1]);
      gsize step = 2;
      if (unit >= 0xd800 && unit < 0xdc00)
        {
          if (at + 4 > length)
            break;
          const gunichar low = is_little ? (gunichar) (bytes[at + 2] | bytes[at + 3] << 8)
                                         : (gunichar) (bytes[at + 2] << 8 | bytes[at + 3]);
          const gboolean is_pair = low >= 0xdc00 && low < 0xe000;
          unit = is_pair ? 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00) : 0xfffd;
          step = is_pair ? 4 : 2;
        }
      else if (unit >= 0xdc00 && unit < 0xe000)
        unit = 0xfffd;
      at += step;
      if (unit != 0xfeff)
        written += (gsize) g_unichar_to_utf8 (unit, buffer + written);
    }
  input->pending_length = length - at;
  memcpy (input->pending, bytes + at, input->pending_length);
  return written;
}

/* A UTF-16 unit becomes at most three bytes of UTF-8, so a third of the buffer is read at once. */
static gssize
read_utf16 (BtFeedInput *input, char *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  gsize written = 0;

  while (written == 0)
    {
      const gsize room = size / 3 * 2 - sizeof input->pending;
      g_byte_array_set_size (input->raw, (guint) (input->pending_length + room));
      memcpy (input->raw->data, input->pending, input->pending_length);
      const gssize length
        = read_bytes (input, input->raw->data + input->pending_length, room, cancellable, error);
      if (length <= 0)
        return length;
      g_byte_array_set_size (input->raw, (guint) (input->pending_length + (gsize) length));
      written = convert_utf16 (input, buffer);
    }
  return (gssize) written;
}

static gssize
read_decoded (
  BtFeedInput *input, char *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  const gsize room = size / BT_TEXT_MAX_GROWTH - BT_TEXT_MAX_CHARACTER;
  gsize written = 0;

  g_return_val_if_fail (size >= 256, -1);
  if (input->decoder == NULL)
    input->decoder = bt_text_decoder_new (input->encoding_name);
  g_byte_array_set_size (input->raw, (guint) room);
  while (written == 0)
    {
      const gssize length = read_bytes (input, input->raw->data, room, cancellable, error);
      if (length <= 0)
        return length;
      written = bt_text_decoder_run (input->decoder, (const char *) input->raw->data,
                                     (gsize) length, buffer);
    }
  return (gssize) written;
}

static gboolean
open_archive (BtFeedInput *input, GError **error)
{
  g_clear_pointer (&input->archive, bt_feed_archive_free);
  input->archive = bt_feed_archive_open (input->file_path, input->member, error);
  return input->archive != NULL;
}

static gboolean
find_form (BtFeedInput *input, const guint8 *head, gsize length, GError **error)
{
  const gsize start = MIN (length, HEAD_BYTES);

  if (!bt_feed_signature_detect (input->path, head, length, &input->form, error))
    return FALSE;
  if (input->form == BT_FEED_FORM_HST || input->form == BT_FEED_FORM_BI5)
    return TRUE;
  input->encoding = detect_encoding (head, length);
  if (input->encoding != ENCODING_UTF8)
    return TRUE;
  input->encoding_name = bt_text_encoding_guess ((const char *) head, length);
  if (input->encoding_name != NULL)
    input->encoding = ENCODING_OTHER;
  return bt_feed_signature_check_text (input->path, head, start, error);
}

/* Reads the start of the member of an archive; returns how much there is, −1 on failure. */
static gssize
read_member_head (BtFeedInput *input, guint8 *head, GCancellable *cancellable, GError **error)
{
  gsize length = 0;
  gssize got;

  do
    {
      got = read_bytes (input, head + length, GUESS_BYTES - length, cancellable, error);
      /* What is cut off later than in its first bytes is found while its rows are read. */
      if (got < 0 && length == 0)
        return -1;
      if (got < 0)
        g_clear_error (error);
      length += (gsize) MAX (got, 0);
    }
  while (got > 0 && length < GUESS_BYTES);
  if (length > 0)
    return (gssize) length;
  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_EMPTY,
               "%s is packed, but there is nothing in it (0 bytes)", input->path);
  return -1;
}

/* Reads the start of the file, or of what is packed in it; returns how much there is, −1 on
 * failure. */
static gssize
read_head (BtFeedInput *input, guint8 *head, GCancellable *cancellable, GError **error)
{
  gsize length = 0;
  GError *cause = NULL;

  if (!g_input_stream_read_all (G_INPUT_STREAM (input->stream), head, GUESS_BYTES, &length,
                                cancellable, &cause))
    {
      set_read_error (input, cause, error);
      return -1;
    }
  if (length == 0)
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_EMPTY, "%s is empty (0 bytes)", input->path);
      return -1;
    }
  if (!bt_feed_signature_is_packed (head, length))
    {
      if (input->member == NULL)
        return (gssize) length;
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPEN, "%s is no archive that holds %s",
                   input->file_path, input->member);
      return -1;
    }
  g_clear_object (&input->stream);
  return open_archive (input, error) ? read_member_head (input, head, cancellable, error) : -1;
}

BtFeedInput *
bt_feed_input_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (BtFeedInput) input = g_new0 (BtFeedInput, 1);
  g_autofree guint8 *head = g_malloc (GUESS_BYTES);

  g_return_val_if_fail (path != NULL, NULL);
  input->path = g_strdup (path);
  input->file_path = bt_feed_archive_split_path (path, &input->member);
  input->limit = -1;
  input->raw = g_byte_array_new ();
  input->is_at_start = TRUE;
  if (!open_stream (input, cancellable, error))
    return NULL;
  const gssize length = read_head (input, head, cancellable, error);
  if (length < 0 || !find_form (input, head, (gsize) length, error)
      || !bt_feed_input_rewind (input, cancellable, error))
    return NULL;
  return g_steal_pointer (&input);
}

void
bt_feed_input_free (BtFeedInput *input)
{
  if (input == NULL)
    return;
  g_clear_pointer (&input->hash_worker, bt_hash_worker_free);
  g_clear_pointer (&input->lzma, bt_lzma_stage_free);
  g_clear_pointer (&input->json, bt_json_stage_free);
  g_clear_pointer (&input->decoder, bt_text_decoder_free);
  g_clear_pointer (&input->archive, bt_feed_archive_free);
  g_clear_object (&input->stream);
  g_byte_array_unref (input->raw);
  g_free (input->path);
  g_free (input->file_path);
  g_free (input->member);
  g_free (input);
}

/* Lines of old Macintoshes end with CR; the first block shows it. */
static void
replace_old_ends (BtFeedInput *input, char *text, gsize length)
{
  if (input->is_at_start)
    input->has_old_ends
      = memchr (text, '\r', length) != NULL && memchr (text, '\n', length) == NULL;
  for (gsize i = 0; input->has_old_ends && i < length; i++)
    if (text[i] == '\r')
      text[i] = '\n';
}

/* Reads the file's text as UTF-8 without its mark. */
static gssize
read_text (gpointer user_data, void *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  BtFeedInput *input = user_data;

  if (input->encoding == ENCODING_OTHER)
    return read_decoded (input, buffer, size, cancellable, error);
  if (input->encoding != ENCODING_UTF8)
    return read_utf16 (input, buffer, size, cancellable, error);

  gssize length = read_bytes (input, buffer, size, cancellable, error);
  if (input->is_at_start && length >= 3 && memcmp (buffer, "\xef\xbb\xbf", 3) == 0)
    {
      length -= 3;
      memmove (buffer, (const char *) buffer + 3, (gsize) length);
      if (length == 0)
        length = read_bytes (input, buffer, size, cancellable, error);
    }
  if (length > 0)
    replace_old_ends (input, buffer, (gsize) length);
  input->is_at_start = FALSE;
  return length;
}

static gssize
pull_bytes (gpointer user_data, void *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  return read_bytes (user_data, buffer, size, cancellable, error);
}

gssize
bt_feed_input_read (
  BtFeedInput *input, char *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (size >= 16, -1);

  switch (input->form)
    {
    case BT_FEED_FORM_JSON:
      if (input->json == NULL)
        input->json = bt_json_stage_new (input->path, read_text, input);
      return bt_json_stage_read (input->json, buffer, size, cancellable, error);
    case BT_FEED_FORM_BI5:
      if (input->lzma == NULL)
        input->lzma = bt_lzma_stage_new (input->path, pull_bytes, input);
      return bt_lzma_stage_read (input->lzma, buffer, size, cancellable, error);
    case BT_FEED_FORM_HST:
      return read_bytes (input, buffer, size, cancellable, error);
    case BT_FEED_FORM_TABLE:
    default:
      return read_text (input, buffer, size, cancellable, error);
    }
}

gboolean
bt_feed_input_rewind (BtFeedInput *input, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;

  input->position = 0;
  input->pending_length = 0;
  input->is_at_start = TRUE;
  g_clear_pointer (&input->lzma, bt_lzma_stage_free);
  g_clear_pointer (&input->json, bt_json_stage_free);
  g_clear_pointer (&input->decoder, bt_text_decoder_free);
  if (input->archive != NULL)
    return open_archive (input, error);
  if (!g_seekable_seek (G_SEEKABLE (input->stream), 0, G_SEEK_SET, cancellable, &cause))
    return set_read_error (input, cause, error);
  return TRUE;
}

void
bt_feed_input_start_hash (BtFeedInput *input)
{
  g_return_if_fail (input->position == 0 && input->hash_worker == NULL);
  input->hash_worker = bt_hash_worker_new ();
  input->hashed = 0;
}

/* Reads to the end of the file's bytes. */
static gboolean
drain (BtFeedInput *input, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *block = g_malloc (DRAIN_BYTES);
  gssize length;

  do
    length = read_bytes (input, block, DRAIN_BYTES, cancellable, error);
  while (length > 0);
  return length == 0;
}

gboolean
bt_feed_input_finish_hash (BtFeedInput *input,
                           BtHash *out,
                           GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (input->hash_worker != NULL, FALSE);

  /* A packed stream may end before its file does. */
  if (input->limit < 0 && !drain (input, cancellable, error))
    return FALSE;
  const gint64 length = input->limit;
  if (input->hashed < length
      && (!bt_feed_input_rewind (input, cancellable, error) || !drain (input, cancellable, error)))
    return FALSE;
  if (input->hashed < length)
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_TRUNCATED,
                   "%s became shorter while it was read; import it again", input->path);
      return FALSE;
    }
  bt_hash_worker_finish (input->hash_worker, out);
  g_clear_pointer (&input->hash_worker, bt_hash_worker_free);
  return TRUE;
}

BtFeedForm
bt_feed_input_get_form (const BtFeedInput *input)
{
  return input->form;
}

const char *
bt_feed_input_get_file_path (const BtFeedInput *input)
{
  return input->file_path;
}

const char *
bt_feed_input_get_member (const BtFeedInput *input)
{
  return input->archive != NULL ? bt_feed_archive_get_member (input->archive) : NULL;
}
