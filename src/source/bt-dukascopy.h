// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Dukascopy's history: a file of minutes for each day and side, a file of ticks for each hour, all
 * times UTC, months counted from 0. Inside `source` only. */
#pragma once

#include "source/bt-history-piece.h"

G_BEGIN_DECLS

/* Returns the pieces, of BtHistoryPiece, that hold a request's time; name is Dukascopy's. */
GPtrArray *bt_dukascopy_plan (const BtHistoryPlace *place,
                              const BtDownloadRequest *request,
                              const char *name,
                              gboolean is_coin);
/* Looks at the first bytes: fails when they are no LZMA stream. */
gboolean bt_dukascopy_check (const char *path, GError **error);

G_END_DECLS
