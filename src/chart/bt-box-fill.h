// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Many boxes of whole device pixels that are filled in one colour at once: candles, bars, the
 * columns of a dense line. Cairo's sweep over a path looks at all boxes that stand side by side;
 * here their bytes are written into masks of coverage, and the source is painted through them. Add
 * boxes from left to right: a mask holds those that stand near each other, and what two of them
 * share is painted once. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct _BtBoxFill BtBoxFill;

/* Returns an empty fill; what lies outside of clip, device pixels, is left out. */
BtBoxFill *bt_box_fill_new (const cairo_rectangle_int_t *clip);
/* Frees a fill; NULL is allowed. */
void bt_box_fill_free (BtBoxFill *fill);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtBoxFill, bt_box_fill_free)

/* Adds a box; one without width or height is none. */
void bt_box_fill_add (BtBoxFill *fill, int left, int top, int width, int height);
/* Adds a run of a column from one height to a lower one, device pixels: of the pixels at its ends
 * it covers a part. */
void bt_box_fill_add_run (BtBoxFill *fill, int column, double top, double bottom);
/* Paints the source of cr, of which one unit is one device pixel, through the boxes, and forgets
 * them. */
void bt_box_fill_paint (BtBoxFill *fill, cairo_t *cr);

G_END_DECLS
