// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How a library makes and changes its rows. Private to `session`. */
#pragma once

#include "session/bt-session-library.h"

G_BEGIN_DECLS

/* Returns the summary of a row; end_usec is that of its candles, or BT_TIME_NONE. NULL with error
 * set when the row's settings cannot be read. */
BtSessionSummary *bt_session_summary_new (const BtSessionRow *row,
                                          gboolean has_data,
                                          gint64 end_usec,
                                          GError **error);
/* Takes over what other, a newer summary of the same session, says; notifies when something
 * differs. */
void bt_session_summary_update (BtSessionSummary *summary, BtSessionSummary *other);

G_END_DECLS
