// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Finding the candles of a session: by its dataset, by the hash of a whole dataset, or by the hash
 * of its own part. Private to `session`. */
#pragma once

#include "market/bt-session-settings.h"
#include "session/bt-series-cache.h"
#include "session/bt-session-ticks.h"
#include "store/bt-session-table.h"

G_BEGIN_DECLS

/* A session's part of a dataset. */
typedef struct
{
  BtDataset *dataset;
  BtSharedSeries *shared;
  BtTickSeries *ticks; /* of the part; NULL where the candles are the path */
  gint64 first_index;
  gint64 length;
} BtSessionData;

/* Frees what it holds. */
void bt_session_data_clear (BtSessionData *data);

/* Returns whether a dataset can hold the candles and ticks of a session, by what is known of it
 * unread. */
gboolean bt_session_data_is_candidate (const BtDataset *dataset,
                                       const BtSessionRow *row,
                                       const BtSessionSettings *settings);

/* Finds and loads the candles, and ticks, that a session was made on; where the dataset is not the
 * very one, or grows in ticks, its part is compared by hash. Runs inside a store job. Fails with
 * BT_SESSION_ERROR_NO_DATA, saying what is needed. */
gboolean bt_session_data_load (BtDb *db,
                               const char *folder,
                               const BtSessionRow *row,
                               const BtSessionSettings *settings,
                               BtSessionData *out,
                               GError **error);

/* Takes the part start_usec ≤ opening < end_usec (BT_TIME_NONE: to the end) of what is loaded.
 * Fails with BT_SESSION_ERROR_NO_DATA when no candle lies there. */
gboolean bt_session_data_take_range (BtSessionData *data,
                                     gint64 start_usec,
                                     gint64 end_usec,
                                     GError **error);

/* Loads the ticks of the part, if there are any and not too many, for a session that is made. Runs
 * inside a store job. */
gboolean bt_session_data_take_ticks (BtSessionData *data, BtDb *db, GError **error);

/* Returns a new series of the session's part. */
BtSeries *bt_session_data_slice (const BtSessionData *data);

G_END_DECLS
