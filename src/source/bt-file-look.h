// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A look at a file before anything of it is stored: what it is about, as far as it says, and its
 * first candles as they would be understood. */
#pragma once

#include "feed/bt-feed-reader.h"
#include "store/bt-store.h"

G_BEGIN_DECLS

/* Candles that a look holds at most. */
#define BT_FILE_LOOK_ROWS 6

typedef struct
{
  char *label;             /* the file's form, "MetaTrader 5 CSV"; a proper name */
  BtInstrument instrument; /* as the user has it; its symbol is "" when nothing says one */
  gboolean is_several; /* the file holds several, and none has been stated: the first is shown */
  gboolean is_known;   /* the instrument is built in or the user's own */
  BtTimeframe timeframe;
  gboolean has_timeframe; /* else nothing says it, and M1 is assumed */
  BtPriceKind kind;
  BtZone zone;
  gboolean is_zone_certain;
  gboolean has_date_order; /* dates begin with the day or the month */
  BtDateOrder date_order;
  gboolean is_date_order_certain;
  GArray *candles; /* of BtCandle, the first good ones in the file's order, UTC */
} BtFileLook;

/* Frees a look; NULL is allowed. */
void bt_file_look_free (BtFileLook *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtFileLook, bt_file_look_free)

/* Returns whether nothing is left to ask: the instrument is known, timeframe and zone are said by
 * the file or beyond doubt. */
gboolean bt_file_look_is_certain (const BtFileLook *look);

/* Looks at a file in a thread; the options, which are copied, say what the user has stated. The
 * callback comes in the caller's main context. */
void bt_file_look_async (BtStore *store,
                         const char *path,
                         const BtFeedOptions *options,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/* Returns a new look, or NULL with error set as bt_feed_reader_open() sets it. */
BtFileLook *bt_file_look_finish (BtStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
