// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-marker-layer.h"

#include "chart/bt-label-room.h"
#include "chart/bt-legend-layer.h"
#include "chart/bt-line-layer.h"
#include "chart/bt-study-legend.h"

#include <math.h>

#define TRIANGLE_PX 8.0
#define GAP_PX 6.0
#define RING_PX 3.5
#define TEXT_PX 14.0
/* A text needs this much of the width, or there are too many to read. */
#define TEXT_SHARE_PX 26.0

/* What has been put at a candle already: markers there stack. */
typedef struct
{
  gsize index;
  double above;
  double below;
} Stack;

/* Texts that would lie over another one, or be cut, are left out: the mark itself remains. Returns
 * whether there was room. */
static gboolean
draw_text (const BtChartView *view,
           cairo_t *cr,
           BtLabelRoom *room,
           const char *text,
           double x,
           double y,
           const GdkRGBA *ink)
{
  double width = bt_text_cache_width (view->text, text, BT_TEXT_AXIS_BOLD) + 2;
  double height = bt_chart_view_metric (view, TEXT_PX);
  graphene_rect_t place = GRAPHENE_RECT_INIT ((float) (x - width / 2), (float) (y - height / 2),
                                              (float) width, (float) height);

  if (!bt_label_room_claim (room, &place))
    return FALSE;
  bt_text_cache_show_halo (view->text, cr, &view->grid, text, BT_TEXT_AXIS_BOLD, x, y, 0.5, ink,
                           &view->theme.view);
  return TRUE;
}

static gboolean
is_time_in_view (const BtChartView *view, gint64 time_usec)
{
  gsize index = bt_chart_view_find (view, time_usec);

  return index >= view->first && index <= view->last;
}

static gboolean
is_visible (const BtChartView *view, const BtChartMarker *marker)
{
  if (is_time_in_view (view, marker->time_usec))
    return TRUE;
  /* A trade can span the whole view. */
  return !marker->is_entry && marker->entry_time_usec != BT_TIME_NONE
         && bt_chart_view_find (view, marker->entry_time_usec) <= view->last
         && bt_chart_view_find (view, marker->time_usec) >= view->first;
}

static void
draw_triangle (cairo_t *cr, double x, double tip_y, gboolean is_up, const GdkRGBA *colour)
{
  double base = is_up ? tip_y + TRIANGLE_PX - 1 : tip_y - TRIANGLE_PX + 1;

  cairo_move_to (cr, x, tip_y);
  cairo_line_to (cr, x + TRIANGLE_PX / 2 + 0.5, base);
  cairo_line_to (cr, x - TRIANGLE_PX / 2 - 0.5, base);
  cairo_close_path (cr);
  bt_chart_theme_set_source (cr, colour, 1.0);
  cairo_fill (cr);
}

/* Buys stand below the candle and point up, sells above it and point down. */
static void
draw_entry (const BtChartView *view,
            cairo_t *cr,
            const BtChartMarker *marker,
            Stack *stack,
            BtLabelRoom *room)
{
  gsize index = bt_chart_view_find (view, marker->time_usec);
  gboolean is_buy = marker->direction == BT_DIRECTION_BUY;
  double text_px = bt_chart_view_metric (view, TEXT_PX);
  double x = bt_pixel_grid_column (&view->grid, bt_time_scale_to_x (&view->time, (double) index))
             + bt_pixel_grid_unit (&view->grid) / 2;
  double *taken = is_buy ? &stack->below : &stack->above;
  double sign = is_buy ? 1 : -1;

  if (stack->index != index)
    *stack = (Stack){ .index = index };
  gint64 extreme = is_buy ? view->columns.low_points[index] : view->columns.high_points[index];
  double tip = bt_chart_view_y (view, extreme) + sign * (GAP_PX + *taken);
  draw_triangle (cr, x, tip, is_buy, is_buy ? &view->theme.up : &view->theme.down);
  *taken += TRIANGLE_PX + 4;
  if (room != NULL && marker->label[0] != '\0'
      && draw_text (view, cr, room, marker->label, x, tip + sign * (TRIANGLE_PX + text_px / 2 + 1),
                    is_buy ? &view->theme.up_text : &view->theme.down_text))
    *taken += text_px;
}

static void
draw_exit (const BtChartView *view, cairo_t *cr, const BtChartMarker *marker, BtLabelRoom *room)
{
  const double dots[] = { 1.5, 3.0 };
  const GdkRGBA *colour = marker->tone > 0   ? &view->theme.up
                          : marker->tone < 0 ? &view->theme.down
                                             : &view->theme.secondary;
  double x
    = bt_time_scale_to_x (&view->time, (double) bt_chart_view_find (view, marker->time_usec));
  double y = bt_chart_view_y (view, marker->price_points);

  if (marker->entry_time_usec != BT_TIME_NONE)
    {
      double entry_index = (double) bt_chart_view_find (view, marker->entry_time_usec);
      cairo_save (cr);
      cairo_set_dash (cr, dots, 2, 0);
      cairo_set_line_width (cr, 1.5);
      cairo_move_to (cr, bt_time_scale_to_x (&view->time, entry_index),
                     bt_chart_view_y (view, marker->entry_price_points));
      cairo_line_to (cr, x, y);
      bt_chart_theme_set_source (cr, colour, 1.0);
      cairo_stroke (cr);
      cairo_restore (cr);
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, RING_PX, 0, 2 * G_PI);
  bt_chart_theme_set_source (cr, &view->theme.view, 1.0);
  cairo_fill_preserve (cr);
  bt_chart_theme_set_source (cr, colour, 1.0);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  if (room != NULL && marker->label[0] != '\0')
    draw_text (view, cr, room, marker->label, x, y + RING_PX + bt_chart_view_metric (view, 12),
               bt_chart_theme_tone (&view->theme, marker->tone));
}

/* What stands over the markers. */
static void
take_places (const BtChartView *view, BtLabelRoom *room)
{
  guint count = 0;
  g_autofree BtLineLabel *labels = bt_line_layer_place (view, &count);
  graphene_rect_t legend = bt_legend_layer_bounds (view);
  graphene_rect_t studies = bt_study_legend_overlay_bounds (view);

  bt_label_room_init (room, view);
  bt_label_room_take (room, &legend);
  bt_label_room_take (room, &studies);
  for (guint i = 0; i < count; i++)
    {
      const BtLineLabel *label = &labels[i];
      graphene_rect_t place = GRAPHENE_RECT_INIT ((float) label->x, (float) label->top,
                                                  (float) label->width, (float) label->height);
      bt_label_room_take (room, &place);
    }
}

void
bt_marker_layer_draw (const BtChartView *view, cairo_t *cr)
{
  Stack stack = { .index = G_MAXSIZE };
  BtLabelRoom places;
  guint visible = 0;

  if (!view->has_candles)
    return;
  for (guint i = 0; i < view->n_markers; i++)
    visible += is_visible (view, &view->markers[i]) ? 1 : 0;
  if (visible == 0)
    return;

  gboolean has_text = view->has_text && visible * TEXT_SHARE_PX < view->plot_width;
  BtLabelRoom *room = has_text ? &places : NULL;
  if (has_text)
    take_places (view, room);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, view->plot_width, view->plot_height);
  cairo_clip (cr);
  for (guint i = 0; i < view->n_markers; i++)
    if (!view->markers[i].is_entry && is_visible (view, &view->markers[i]))
      draw_exit (view, cr, &view->markers[i], room);
  for (guint i = 0; i < view->n_markers; i++)
    if (view->markers[i].is_entry && is_visible (view, &view->markers[i]))
      draw_entry (view, cr, &view->markers[i], &stack, room);
  cairo_restore (cr);
}
