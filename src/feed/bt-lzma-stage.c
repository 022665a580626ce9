// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-lzma-stage.h"

#include "feed/bt-feed-reader.h"

#include <lzma.h>

#define PACKED_BYTES (32 * 1024)
/* Dukascopy's dictionaries have four megabytes. */
#define MEMORY_LIMIT (32 * 1024 * 1024)
/* An hour of ticks has one, a year of hours half a one. */
#define MAX_UNPACKED_BYTES (64 * 1024 * 1024)

struct _BtLzmaStage
{
  char *path;
  BtFeedPullFunc pull;
  gpointer user_data;
  lzma_stream stream;
  guint8 packed[PACKED_BYTES];
  gboolean is_drained; /* pull has no more */
  gboolean is_ended;
};

BtLzmaStage *
bt_lzma_stage_new (const char *path, BtFeedPullFunc pull, gpointer user_data)
{
  BtLzmaStage *stage = g_new0 (BtLzmaStage, 1);

  stage->path = g_strdup (path);
  stage->pull = pull;
  stage->user_data = user_data;
  stage->stream = (lzma_stream) LZMA_STREAM_INIT;
  /* Fails only without memory, which g_new0() would have reported. */
  if (lzma_alone_decoder (&stage->stream, MEMORY_LIMIT) != LZMA_OK)
    g_error ("liblzma cannot start a decoder");
  return stage;
}

void
bt_lzma_stage_free (BtLzmaStage *stage)
{
  if (stage == NULL)
    return;
  lzma_end (&stage->stream);
  g_free (stage->path);
  g_free (stage);
}

static gboolean
fill (BtLzmaStage *stage, GCancellable *cancellable, GError **error)
{
  if (stage->stream.avail_in > 0 || stage->is_drained)
    return TRUE;
  const gssize length
    = stage->pull (stage->user_data, stage->packed, sizeof stage->packed, cancellable, error);
  if (length < 0)
    return FALSE;
  stage->is_drained = length == 0;
  stage->stream.next_in = stage->packed;
  stage->stream.avail_in = (gsize) length;
  return TRUE;
}

static gboolean
set_error (const BtLzmaStage *stage, lzma_ret code, GError **error)
{
  if (code == LZMA_BUF_ERROR)
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_TRUNCATED,
                 "%s ends in the middle of its packed data; it was not downloaded completely, get "
                 "it again",
                 stage->path);
  else if (code == LZMA_FORMAT_ERROR || code == LZMA_OPTIONS_ERROR)
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                 "%s begins like a packed Dukascopy download (.bi5), but is none", stage->path);
  else
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPEN,
                 "%s cannot be unpacked: %s; get it again", stage->path,
                 code == LZMA_MEMLIMIT_ERROR ? "it asks for too much memory"
                                             : "its packed data is damaged");
  return FALSE;
}

gssize
bt_lzma_stage_read (
  BtLzmaStage *stage, void *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  lzma_ret code = LZMA_OK;

  stage->stream.next_out = buffer;
  stage->stream.avail_out = size;
  while (!stage->is_ended && stage->stream.avail_out > 0)
    {
      if (!fill (stage, cancellable, error))
        return -1;
      code = lzma_code (&stage->stream, stage->is_drained ? LZMA_FINISH : LZMA_RUN);
      stage->is_ended = code == LZMA_STREAM_END;
      if (code != LZMA_OK && code != LZMA_STREAM_END)
        {
          set_error (stage, code, error);
          return -1;
        }
    }
  if (stage->stream.total_out > MAX_UNPACKED_BYTES)
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                   "%s unpacks to more than 64 MiB, which no Dukascopy download does", stage->path);
      return -1;
    }
  return (gssize) (size - stage->stream.avail_out);
}
