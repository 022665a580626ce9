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
#define NOTE_PX 9.0
#define FOLD_PX 3.0
/* A text needs this much of the width, or there are too many to read. */
#define TEXT_SHARE_PX 26.0
/* How near to an exit the pointer finds it. */
#define REACH_PX 7.0
/* Most candles that are looked through for markers under the pointer. */
#define MAX_CANDLES 64

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

/* Returns the first fill at or after a time: they are in the order of their times. */
static guint
find_first (const BtChartView *view, gint64 time_usec)
{
  guint below = 0;
  guint above = view->n_fills;

  while (below < above)
    {
      guint middle = below + (above - below) / 2;

      if (view->markers[middle].time_usec < time_usec)
        below = middle + 1;
      else
        above = middle;
    }
  return below;
}

/* Stores which fills stand at a candle. */
static void
find_range (const BtChartView *view, gsize index, guint *first, guint *end)
{
  gboolean is_last = index + 1 >= view->columns.length;

  *first = find_first (view, view->columns.time_usec[index]);
  *end = is_last ? view->n_fills : find_first (view, view->columns.time_usec[index + 1]);
}

/* Returns how high the sales stand that are marked above a candle. */
static double
measure_sales (const BtChartView *view, gsize index)
{
  double height = 0;
  guint first, end;

  find_range (view, index, &first, &end);
  for (guint i = first; i < end; i++)
    if (view->markers[i].is_entry && view->markers[i].direction == BT_DIRECTION_SELL)
      height += TRIANGLE_PX + 4 + bt_chart_view_metric (view, TEXT_PX);
  return height;
}

/* A sheet with a folded corner, above the candle: something is noted of it. */
static void
draw_note (const BtChartView *view, cairo_t *cr, const BtChartMarker *marker)
{
  gsize index = bt_chart_view_find (view, marker->time_usec);
  double x = floor (bt_time_scale_to_x (&view->time, (double) index)) - floor (NOTE_PX / 2);
  double foot = floor (bt_chart_view_y (view, view->columns.high_points[index]) - GAP_PX
                       - measure_sales (view, index));

  cairo_move_to (cr, x, foot);
  cairo_rel_line_to (cr, 0, -NOTE_PX - 2);
  cairo_rel_line_to (cr, NOTE_PX - FOLD_PX, 0);
  cairo_rel_line_to (cr, FOLD_PX, FOLD_PX);
  cairo_rel_line_to (cr, 0, NOTE_PX + 2 - FOLD_PX);
  cairo_close_path (cr);
  bt_chart_theme_set_source (cr, &view->theme.alert, 1.0);
  cairo_fill (cr);
  for (int line = 0; line < 2; line++)
    cairo_rectangle (cr, x + 2, foot - 3 - 3 * line, NOTE_PX - 4, 1);
  bt_chart_theme_set_source (cr, &view->theme.view, 1.0);
  cairo_fill (cr);
}

static void
draw_exit (const BtChartView *view, cairo_t *cr, const BtChartMarker *marker, BtLabelRoom *room)
{
  const double dots[] = { 1.5, 3.0 };
  const double dashes[] = { 5.0, 3.0 };
  gboolean is_loss = marker->tone < 0;
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
      cairo_set_dash (cr, is_loss ? dashes : dots, 2, 0);
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
  /* Hollow and filled, dotted and dashed: told apart without colour too. */
  bt_chart_theme_set_source (cr, is_loss ? colour : &view->theme.view, 1.0);
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

  if (!view->has_candles || !view->has_trades)
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
    if (view->markers[i].is_entry && !view->markers[i].is_note
        && is_visible (view, &view->markers[i]))
      draw_entry (view, cr, &view->markers[i], &stack, room);
  for (guint i = 0; i < view->n_markers; i++)
    if (view->markers[i].is_note && is_visible (view, &view->markers[i]))
      draw_note (view, cr, &view->markers[i]);
  cairo_restore (cr);
}

/* The place of the entries of one side at a candle: they stand one beyond the other. */
static graphene_rect_t
find_stack (const BtChartView *view, gsize index, gboolean is_buy, guint count)
{
  double x = bt_time_scale_to_x (&view->time, (double) index);
  gint64 extreme = is_buy ? view->columns.low_points[index] : view->columns.high_points[index];
  double from = bt_chart_view_y (view, extreme) + (is_buy ? GAP_PX : -GAP_PX);
  double length = count * (TRIANGLE_PX + 4 + bt_chart_view_metric (view, TEXT_PX));

  return GRAPHENE_RECT_INIT ((float) (x - TRIANGLE_PX), (float) (is_buy ? from - 2 : from - length),
                             (float) (2 * TRIANGLE_PX), (float) (length + 2));
}

static void
extend (graphene_rect_t *bounds, const graphene_rect_t *rect)
{
  if (bounds->size.width <= 0)
    *bounds = *rect;
  else
    graphene_rect_union (bounds, rect, bounds);
}

/* Adds the fills of one kind at a candle that a point (NULL: any) touches, and where they are. */
static void
collect (const BtChartView *view,
         gsize index,
         int side, /* −1 exits, else the direction of entries */
         const graphene_point_t *point,
         GArray *found,
         graphene_rect_t *bounds)
{
  guint first, end, count = 0;
  guint before = found->len;

  find_range (view, index, &first, &end);
  for (guint i = first; i < end; i++)
    {
      const BtChartMarker *marker = &view->markers[i];
      double x = bt_time_scale_to_x (&view->time, (double) index);
      double y = bt_chart_view_y (view, marker->price_points);
      graphene_rect_t ring = GRAPHENE_RECT_INIT ((float) (x - REACH_PX), (float) (y - REACH_PX),
                                                 (float) (2 * REACH_PX), (float) (2 * REACH_PX));

      if (side >= 0 ? !marker->is_entry || (int) marker->direction != side : marker->is_entry)
        continue;
      count++;
      if (side < 0 && point != NULL && !graphene_rect_contains_point (&ring, point))
        continue;
      if (side < 0)
        extend (bounds, &ring);
      g_array_append_val (found, i);
    }
  if (side < 0 || count == 0)
    return;
  graphene_rect_t stack = find_stack (view, index, side == BT_DIRECTION_BUY, count);
  if (point != NULL && !graphene_rect_contains_point (&stack, point))
    g_array_set_size (found, before);
  else
    extend (bounds, &stack);
}

static GArray *
find_markers (const BtChartView *view,
              gsize first,
              gsize last,
              const graphene_point_t *point,
              GdkRectangle *place)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  for (gsize index = first; index <= last && found->len == 0; index++)
    for (int side = -1; side <= BT_DIRECTION_SELL; side++)
      {
        graphene_rect_t here = GRAPHENE_RECT_INIT (0, 0, 0, 0);
        guint before = found->len;

        collect (view, index, side, point, found, &here);
        if (found->len > before)
          bounds = before == 0 ? here : bounds;
      }
  if (found->len > 0)
    *place = (GdkRectangle){ (int) floor (bounds.origin.x), (int) floor (bounds.origin.y),
                             (int) ceil (bounds.size.width), (int) ceil (bounds.size.height) };
  return found;
}

GArray *
bt_marker_layer_find (const BtChartView *view, double x, double y, GdkRectangle *place)
{
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);
  double left = bt_time_scale_from_x (&view->time, x - TRIANGLE_PX);
  double right = bt_time_scale_from_x (&view->time, x + TRIANGLE_PX);

  if (!view->has_candles || !view->has_trades || view->n_fills == 0 || x < 0
      || x >= view->plot_width || y < 0 || y >= view->plot_height || right < 0
      || left > (double) view->columns.length - 1)
    return g_array_new (FALSE, FALSE, sizeof (guint));
  gsize first = (gsize) MAX (floor (left), 0);
  gsize last = (gsize) MIN (ceil (right), (double) view->columns.length - 1);
  /* Where candles are narrower than a pixel the nearest ones count. */
  if (last - first > MAX_CANDLES)
    {
      gsize middle = first + (last - first) / 2;
      first = middle - MAX_CANDLES / 2;
      last = middle + MAX_CANDLES / 2;
    }
  return find_markers (view, first, last, &point, place);
}

GArray *
bt_marker_layer_find_at (const BtChartView *view, gsize index, GdkRectangle *place)
{
  if (!view->has_candles || !view->has_trades || index >= view->columns.length)
    return g_array_new (FALSE, FALSE, sizeof (guint));
  return find_markers (view, index, index, NULL, place);
}
