// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-box-fill.h"

#include <math.h>
#include <string.h>

#define FIRST_BOXES 1024
#define COVERED 0xff
/* A mask holds boxes within so many columns: a line rises and falls less within them, so that less
 * of the mask is empty. */
#define MASK_COLUMNS 192

/* A box from one edge to before the other. */
typedef struct
{
  int left;
  int top;
  int right;
  int bottom;
  guint8 coverage;
} Box;

struct _BtBoxFill
{
  Box clip;
  GArray *boxes;
};

BtBoxFill *
bt_box_fill_new (const cairo_rectangle_int_t *clip)
{
  g_return_val_if_fail (clip != NULL, NULL);
  BtBoxFill *fill = g_new (BtBoxFill, 1);

  fill->clip = (Box){ clip->x, clip->y, clip->x + clip->width, clip->y + clip->height, COVERED };
  fill->boxes = g_array_sized_new (FALSE, FALSE, sizeof (Box), FIRST_BOXES);
  return fill;
}

void
bt_box_fill_free (BtBoxFill *fill)
{
  if (fill == NULL)
    return;
  g_array_unref (fill->boxes);
  g_free (fill);
}

static void
add_box (BtBoxFill *fill, int left, int top, int width, int height, double coverage)
{
  const Box box = { MAX (left, fill->clip.left), MAX (top, fill->clip.top),
                    MIN (left + width, fill->clip.right), MIN (top + height, fill->clip.bottom),
                    (guint8) (coverage * COVERED + 0.5) };

  if (box.left < box.right && box.top < box.bottom && box.coverage > 0)
    g_array_append_val (fill->boxes, box);
}

void
bt_box_fill_add (BtBoxFill *fill, int left, int top, int width, int height)
{
  add_box (fill, left, top, width, height, 1);
}

void
bt_box_fill_add_run (BtBoxFill *fill, int column, double top, double bottom)
{
  const int first = (int) floor (top);
  const int last = (int) ceil (bottom) - 1;

  if (first >= last)
    {
      add_box (fill, column, first, 1, 1, CLAMP (bottom - top, 0, 1));
      return;
    }
  add_box (fill, column, first, 1, 1, first + 1 - top);
  add_box (fill, column, first + 1, 1, last - first - 1, 1);
  add_box (fill, column, last, 1, 1, bottom - last);
}

/* Returns the end of the boxes from first on that one mask holds, and their bounds. */
static guint
find_part (const BtBoxFill *fill, guint first, Box *bounds)
{
  guint end = first;

  *bounds = g_array_index (fill->boxes, Box, first);
  for (; end < fill->boxes->len; end++)
    {
      const Box *box = &g_array_index (fill->boxes, Box, end);
      const int left = MIN (bounds->left, box->left);
      const int right = MAX (bounds->right, box->right);

      if (end > first && right - left > MASK_COLUMNS)
        break;
      *bounds
        = (Box){ left, MIN (bounds->top, box->top), right, MAX (bounds->bottom, box->bottom) };
    }
  return end;
}

static void
write_boxes (const Box *boxes, guint count, const Box *bounds, guint8 *bytes, gsize stride)
{
  for (const Box *box = boxes; box < boxes + count; box++)
    {
      const gsize width = (gsize) (box->right - box->left);
      guint8 *at
        = bytes + (gsize) (box->top - bounds->top) * stride + (gsize) (box->left - bounds->left);

      if (width == 1)
        for (int row = box->top; row < box->bottom; row++, at += stride)
          *at = MAX (*at, box->coverage);
      else
        for (int row = box->top; row < box->bottom; row++, at += stride)
          memset (at, COVERED, width);
    }
}

static void
paint_part (const Box *boxes, guint count, const Box *bounds, cairo_t *cr)
{
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A8, bounds->right - bounds->left,
                                                      bounds->bottom - bounds->top);
  cairo_pattern_t *pattern = cairo_pattern_create_for_surface (mask);
  cairo_matrix_t matrix;

  cairo_surface_flush (mask);
  if (cairo_surface_status (mask) == CAIRO_STATUS_SUCCESS)
    write_boxes (boxes, count, bounds, cairo_image_surface_get_data (mask),
                 (gsize) cairo_image_surface_get_stride (mask));
  cairo_surface_mark_dirty (mask);
  cairo_matrix_init_translate (&matrix, -bounds->left, -bounds->top);
  cairo_pattern_set_matrix (pattern, &matrix);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  cairo_mask (cr, pattern);
  cairo_pattern_destroy (pattern);
  cairo_surface_destroy (mask);
}

void
bt_box_fill_paint (BtBoxFill *fill, cairo_t *cr)
{
  Box bounds;

  g_return_if_fail (fill != NULL && cr != NULL);
  for (guint first = 0, end; first < fill->boxes->len; first = end)
    {
      end = find_part (fill, first, &bounds);
      paint_part (&g_array_index (fill->boxes, Box, first), end - first, &bounds, cr);
    }
  g_array_set_size (fill->boxes, 0);
}
