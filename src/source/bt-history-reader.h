// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Reads the pieces of a download in order into one dataset. Inside `source` only; blocking. */
#pragma once

#include "source/bt-history-piece.h"

G_BEGIN_DECLS

/* Called after each piece. */
typedef void (*BtHistoryReadFunc) (guint pieces_done, gpointer user_data);

/* Reads the pieces, of BtHistoryPiece, all fetched, and stores what of them lies in the request's
 * time. symbol is the dataset's; digits may be −1, then the most that a piece has are taken. Sets
 * the result's dataset and counts. Fails as bt_download_run() does; a file that cannot be read is
 * named, and removed so that it is fetched anew. */
gboolean bt_history_read (BtStore *store,
                          const BtDownloadRequest *request,
                          const char *symbol,
                          gint digits,
                          GPtrArray *pieces,
                          BtHistoryReadFunc progress,
                          gpointer user_data,
                          BtDownloadResult *result,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
