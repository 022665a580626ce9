// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Points of a line to go back to, spread over all of it: as it grows they are thinned, so that
 * their number and size stay bounded and none is far from any candle. Private to `session`. */
#pragma once

#include "engine/bt-snapshot.h"

G_BEGIN_DECLS

/* The most points, and bytes, that a history keeps. */
#define BT_LINE_HISTORY_MAX_POINTS 256
#define BT_LINE_HISTORY_MAX_BYTES (2 * 1024 * 1024)

typedef struct _BtLineHistory BtLineHistory;

/* Returns an empty history; free with bt_line_history_free(). */
BtLineHistory *bt_line_history_new (void);
/* Frees a history; NULL is allowed. */
void bt_line_history_free (BtLineHistory *history);
/* Says where the line's engine is, each time further than before; takes a snapshot when enough
 * candles and commands were run since the last. The first call always takes one, before the first
 * candle. log_length is that of the session's log there. */
void bt_line_history_note (BtLineHistory *history, BtEngine *engine, guint log_length);
/* Returns the last point at or before the end of a candle, and stores how long the log was there;
 * owned by the history. There is one for every candle once the first was noted. */
const BtSnapshot *
bt_line_history_find (const BtLineHistory *history, gint64 bar, guint *log_length);
/* Forgets the points with more commands, or of a later candle: the line goes on differently. */
void bt_line_history_cut (BtLineHistory *history, gint64 bar, gint64 command_count);
/* Returns the number of points, and stores the bytes that they take, about. */
guint bt_line_history_get_count (const BtLineHistory *history, gsize *bytes);

G_END_DECLS
