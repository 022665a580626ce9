// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The drawings of an instrument, shared by the charts that show them, back to front. Every change
 * can be taken back: whoever changes something calls bt_drawing_set_mark() first. Main thread only.
 */
#pragma once

#include <gio/gio.h>

#include "chart/bt-drawing.h"

G_BEGIN_DECLS

/* Most drawings of a set, and most changes that can be taken back. */
#define BT_DRAWING_SET_MAX 1000
#define BT_DRAWING_SET_MAX_UNDO 200

#define BT_TYPE_DRAWING_SET (bt_drawing_set_get_type ())
/* Properties (read-only, notify): "can-undo", "can-redo" (boolean), "n-items" (uint).
 * Signal: "changed" () after any change. */
G_DECLARE_FINAL_TYPE (BtDrawingSet, bt_drawing_set, BT, DRAWING_SET, GObject)

/* Returns an empty set. */
BtDrawingSet *bt_drawing_set_new (void);
/* Returns how many drawings there are. */
guint bt_drawing_set_get_count (BtDrawingSet *set);
/* Returns one, owned by the set and valid until its next change; index is below their number. */
const BtDrawing *bt_drawing_set_get (BtDrawingSet *set, guint index);
/* Returns one by its id, or NULL. */
const BtDrawing *bt_drawing_set_find (BtDrawingSet *set, guint id);
/* Keeps how things stand, so that what is changed next can be taken back as one. */
void bt_drawing_set_mark (BtDrawingSet *set);
/* Adds a complete drawing in front of the others, which the set takes over; returns its id, or 0,
 * the drawing freed, when the set is full. */
guint bt_drawing_set_add (BtDrawingSet *set, BtDrawing *drawing);
/* Puts a drawing in the place of the one with its id, which must be there; the set takes it over.
 */
void bt_drawing_set_replace (BtDrawingSet *set, BtDrawing *drawing);
/* Takes a drawing away; FALSE for an unknown id. */
gboolean bt_drawing_set_remove (BtDrawingSet *set, guint id);
/* Takes all away. */
void bt_drawing_set_clear (BtDrawingSet *set);
/* Puts a drawing in front of all others, or behind them. */
void bt_drawing_set_raise (BtDrawingSet *set, guint id, gboolean is_to_front);
/* Takes the last change back; nothing when there is none. */
void bt_drawing_set_undo (BtDrawingSet *set);
/* Makes again what was taken back last; nothing when there is none. */
void bt_drawing_set_redo (BtDrawingSet *set);
/* Returns the drawings as a text; free with g_free(). */
char *bt_drawing_set_to_text (BtDrawingSet *set);
/* Puts the drawings of such a text in the place of all; those that cannot be read are left out.
 * text may be NULL. Forgets what could be taken back. */
void bt_drawing_set_read (BtDrawingSet *set, const char *text);

G_END_DECLS
