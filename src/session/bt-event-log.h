// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Everything that happened in a session up to its clock, newest first: what the engine says, and
 * what else was done or told: alerts, pauses, speeds, jumps, branches. The engine's lines are made
 * from the journal; the others are rows of the store, each with the branch that it happened on. A
 * GListModel of BtLogItem. Main thread only. Private to `session`; others see the model. */
#pragma once

#include "session/bt-annotation-writer.h"
#include "session/bt-line-list.h"
#include "session/bt-session-items.h"

G_BEGIN_DECLS

#define BT_TYPE_EVENT_LOG (bt_event_log_get_type ())
G_DECLARE_FINAL_TYPE (BtEventLog, bt_event_log, BT, EVENT_LOG, GObject)

/* A branch of the present line, and the last candle of it that belongs to the line. */
typedef struct
{
  gint64 branch_id;
  gint64 last_bar;
} BtLineStep;

/* Returns a log of the engine's lines; writer (NULL: nothing is kept) outlives its use. */
BtEventLog *bt_event_log_new (BtLineList *lines, BtAnnotationWriter *writer);
/* Takes in the actions among rows of the store (of BtAnnotation); what cannot be read stays there.
 */
void bt_event_log_read (BtEventLog *log, const GPtrArray *rows);
/* Says which branches make the present line; the array is copied. bt_event_log_sync() follows. */
void bt_event_log_set_line (BtEventLog *log, const BtLineStep *steps, guint count);
/* Keeps what was done after a candle of a branch; takes the item over. What is on record for that
 * candle of the line is not kept twice, and of speeds chosen after one candle only the last is.
 * bt_event_log_sync() follows. */
void bt_event_log_add (BtEventLog *log, gint64 branch_id, gint64 bar, BtLogItem *item);
/* Brings the log in line with the engine's lines and the clock, which is at the end of a candle. */
void bt_event_log_sync (BtEventLog *log, gint64 bar);
/* Forgets the writer. */
void bt_event_log_close (BtEventLog *log);

G_END_DECLS
