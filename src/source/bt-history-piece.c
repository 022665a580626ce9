// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-history-piece.h"

BtHistoryPiece *
bt_history_piece_new (gint64 from_usec, gint64 to_usec, BtFetchFile *file)
{
  BtHistoryPiece *piece = g_new0 (BtHistoryPiece, 1);

  piece->from_usec = from_usec;
  piece->to_usec = to_usec;
  piece->file = file;
  piece->empty_reason = BT_DOWNLOAD_GAP_FAULT;
  return piece;
}

void
bt_history_piece_free (BtHistoryPiece *piece)
{
  if (piece == NULL)
    return;
  bt_fetch_file_free (piece->file);
  bt_fetch_file_free (piece->ask);
  g_free (piece);
}

gboolean
bt_history_piece_is_empty (const BtHistoryPiece *piece)
{
  return piece->file->state == BT_FETCH_MISSING || piece->file->bytes == 0;
}
