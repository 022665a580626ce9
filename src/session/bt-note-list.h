// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The notes of a session: one about all of it, and those that stand at a moment, of which only
 * those up to the clock are in the list. Every change is written at once and can be taken back.
 * Main thread only. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Most bytes of a note; most notes of a session; most changes that can be taken back. */
#define BT_NOTE_MAX_BYTES 65536
#define BT_NOTE_LIST_MAX 10000
#define BT_NOTE_LIST_MAX_UNDO 500

#define BT_TYPE_NOTE_ITEM (bt_note_item_get_type ())
/* A row. Property "revision" (uint) notifies when the note changed. */
G_DECLARE_FINAL_TYPE (BtNoteItem, bt_note_item, BT, NOTE_ITEM, GObject)

/* Returns its number: 1, 2, 3 … */
gint64 bt_note_item_get_id (BtNoteItem *item);
/* Returns the moment that it stands at: the opening of a base candle, in microseconds. */
gint64 bt_note_item_get_time (BtNoteItem *item);
/* Returns what it says, owned by the item. */
const char *bt_note_item_get_text (BtNoteItem *item);

#define BT_TYPE_NOTE_LIST (bt_note_list_get_type ())
/* A GListModel of BtNoteItem in the order of their moments. Properties (read-only, notify):
 * "can-undo", "can-redo" (boolean). Signal: "changed" () after any change of any note. */
G_DECLARE_FINAL_TYPE (BtNoteList, bt_note_list, BT, NOTE_LIST, GObject)

/* Adds a note; returns its number, or 0 when the list is full. The text is cut at
 * BT_NOTE_MAX_BYTES. */
gint64 bt_note_list_add (BtNoteList *list, gint64 time_usec, const char *text);
/* Changes what a note says; FALSE for an unknown number. Changes of one note that follow each other
 * are taken back as one. */
gboolean bt_note_list_set_text (BtNoteList *list, gint64 id, const char *text);
/* Takes a note away; FALSE for an unknown number. */
gboolean bt_note_list_remove (BtNoteList *list, gint64 id);
/* Returns the row of a number, owned by the list, or NULL; also of one that is after the clock. */
BtNoteItem *bt_note_list_find (BtNoteList *list, gint64 id);
/* Returns the note of the moments from … up to before end that is in the list, or NULL. */
BtNoteItem *bt_note_list_find_at (BtNoteList *list, gint64 from_usec, gint64 end_usec);
/* Returns what is noted of the whole session, "" for nothing; owned by the list. */
const char *bt_note_list_get_session_text (BtNoteList *list);
/* Changes it; changes that follow each other are taken back as one. */
void bt_note_list_set_session_text (BtNoteList *list, const char *text);
/* What is changed next is taken back by itself. */
void bt_note_list_end_change (BtNoteList *list);
/* Takes the last change back; nothing when there is none. */
void bt_note_list_undo (BtNoteList *list);
/* Makes again what was taken back last; nothing when there is none. */
void bt_note_list_redo (BtNoteList *list);

G_END_DECLS
