// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The notes of a session: what is written of all of it, those at candles, searched, and the one
 * that is selected, to be written. Every letter is kept at once. */
#pragma once

#include <adwaita.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_NOTE_PANE (bt_note_pane_get_type ())
/* Property: "session" (BtSession, write). Actions: "note.undo", "note.redo", "note.delete" of the
 * selected one, "note.show", which shows its candle on the chart. */
G_DECLARE_FINAL_TYPE (BtNotePane, bt_note_pane, BT, NOTE_PANE, GtkBox)

/* Selects the note of the candle of from … up to before end, or makes one, and puts the keyboard
 * into its text. */
void bt_note_pane_write_at (BtNotePane *pane, gint64 from_usec, gint64 end_usec);
/* Puts the keyboard into the list of notes, or into the session's text where there is none. */
void bt_note_pane_focus (BtNotePane *pane);

G_END_DECLS
