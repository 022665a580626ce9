// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A piece of history as a source keeps it: a day, an hour or a month in a file, and what it means
 * when there is none. Inside `source` only. */
#pragma once

#include "base/bt-time.h"
#include "source/bt-download.h"
#include "source/bt-fetcher.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 from_usec; /* it holds from_usec ≤ time < to_usec */
  gint64 to_usec;
  BtFetchFile *file;
  BtFetchFile *ask;                 /* the ask's candles beside the bid's; NULL: none */
  BtDownloadGapReason empty_reason; /* why it may be empty */
} BtHistoryPiece;

/* Returns a piece that owns its file. Free with bt_history_piece_free(). */
BtHistoryPiece *bt_history_piece_new (gint64 from_usec, gint64 to_usec, BtFetchFile *file);
/* Frees a piece and its files; NULL is allowed. */
void bt_history_piece_free (BtHistoryPiece *piece);
/* Returns whether the source has nothing in it; after it was fetched. */
gboolean bt_history_piece_is_empty (const BtHistoryPiece *piece);

/* Where a source's files lie and are kept, and until when they are final. */
typedef struct
{
  const char *url;    /* without a slash at the end */
  const char *folder; /* of the source's cache */
  gint64 now_usec;
} BtHistoryPlace;

G_END_DECLS
