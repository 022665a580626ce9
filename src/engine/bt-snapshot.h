// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A point of an engine's line, to go back to: all that changes while an engine runs but for the
 * logs of what happened, which a later engine of the same line still has. It is small however long
 * the line is. Two engines are of the same line while one has run what the other has, and more. */
#pragma once

#include "engine/bt-engine.h"

G_BEGIN_DECLS

typedef struct _BtSnapshot BtSnapshot;

/* Returns a snapshot of an engine as it is; free with bt_snapshot_free(). It outlives the engine.
 */
BtSnapshot *bt_snapshot_take (BtEngine *engine);
/* Frees a snapshot; NULL is allowed. */
void bt_snapshot_free (BtSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSnapshot, bt_snapshot_free)
/* Returns the last known candle, −1 before the first. */
gint64 bt_snapshot_get_bar (const BtSnapshot *snapshot);
/* Returns the number of commands applied so far. */
gint64 bt_snapshot_get_command_count (const BtSnapshot *snapshot);
/* Returns the bytes that it takes, about. */
gsize bt_snapshot_get_size (const BtSnapshot *snapshot);

/* Takes an engine to where source, another engine of the same line, was at the snapshot; with NULL
 * to where source is now. engine must be a copy of source (bt_engine_copy()) or have come from one
 * by this function, and may since have run only what source has run too, or what is to be undone
 * here: commands and candles after the point that source is at. Its event function stays. Takes
 * time in proportion to what differs. */
void bt_engine_follow (BtEngine *engine, BtEngine *source, const BtSnapshot *snapshot);

G_END_DECLS
