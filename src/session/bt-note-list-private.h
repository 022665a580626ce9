// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How a session keeps its notes and lets them follow the clock. */
#pragma once

#include "session/bt-annotation-writer.h"
#include "session/bt-note-list.h"

G_BEGIN_DECLS

/* Returns a list without notes; writer outlives its use by the session. */
BtNoteList *bt_note_list_new (BtAnnotationWriter *writer);
/* Adds the notes among rows of the store (of BtAnnotation); what cannot be read stays there. */
void bt_note_list_read (BtNoteList *list, const GPtrArray *rows);
/* Shows the notes before a time, which is the clock's. */
void bt_note_list_place (BtNoteList *list, gint64 clock_usec);
/* Forgets the writer; it is read only from then on. */
void bt_note_list_close (BtNoteList *list);

/* Reads a note of the store or of a file: its moment (BT_TIME_NONE: of the whole session) and its
 * text as a new string. Fails with BT_SESSION_ERROR_FORMAT. */
gboolean bt_note_from_json (const char *json, gint64 *time_usec, char **text, GError **error);

G_END_DECLS
