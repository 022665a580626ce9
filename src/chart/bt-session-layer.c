// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-session-layer.h"

#include "base/bt-time.h"
#include "chart/bt-label-room.h"

#include <math.h>

#define WASH_ALPHA 0.055f
#define STRIP_ALPHA 0.85
#define STRIP_PX 3.0
#define NAME_PX 18.0
#define MIN_WIDTH_PX 84.0

/* Hours by the city's own clock, so that summer time moves them. */
static const struct
{
  BtZoneKind zone;
  int start_hour;
  int end_hour;
} SESSIONS[BT_CHART_N_SESSIONS] = {
  { BT_ZONE_TOKYO, 9, 18 },
  { BT_ZONE_LONDON, 8, 17 },
  { BT_ZONE_NEW_YORK, 8, 17 },
};

/* Returns the left edge of the first candle at or after a time, or the right edge of the newest
 * one. */
static double
find_edge (const BtChartView *view, gint64 time_usec)
{
  gsize index = bt_chart_view_find (view, time_usec);

  /* Where gaps are kept, a session goes on through them, up to the newest candle. */
  if (view->time.n_gaps > 0)
    {
      double place = MIN (bt_chart_view_index_of (view, time_usec), (double) view->columns.length);
      return bt_time_scale_to_x (&view->time, place) - bt_time_scale_spacing (&view->time) / 2;
    }
  if (view->columns.time_usec[index] < time_usec)
    index++;
  return bt_time_scale_left_x (&view->time, index);
}

/* Where a session stands in the plot. */
typedef struct
{
  guint session;
  double left;
  double right;
} Span;

/* A name that does not fit its session, or would lie over one that is written already, is left out.
 */
static void
draw_name (const BtChartView *view, cairo_t *cr, const Span *span, BtLabelRoom *room)
{
  const char *name = view->session_texts[span->session];
  double width = bt_text_cache_width (view->text, name, BT_TEXT_AXIS_BOLD);
  double height = bt_chart_view_metric (view, NAME_PX);
  double y = view->plot_height - STRIP_PX * BT_CHART_N_SESSIONS - height / 2 - 1;
  graphene_rect_t place = GRAPHENE_RECT_INIT ((float) span->left, (float) (y - height / 2),
                                              (float) (width + 12), (float) height);

  if (width + 12 > span->right - span->left || !bt_label_room_claim (room, &place))
    return;
  bt_text_cache_show_halo (view->text, cr, &view->grid, name, BT_TEXT_AXIS_BOLD, span->left + 6, y,
                           0, &view->theme.secondary, &view->theme.view);
}

static void
draw_strip (const BtChartView *view, cairo_t *cr, const Span *span)
{
  double top = bt_pixel_grid_y (&view->grid, view->plot_height - STRIP_PX * (span->session + 1));
  double width = span->right - span->left;

  cairo_rectangle (cr, span->left, top, width, STRIP_PX);
  bt_chart_theme_set_source (cr, &view->theme.session[span->session], STRIP_ALPHA);
  cairo_fill (cr);
}

static void
collect_spans_of (const BtChartView *view, guint session, GArray *spans)
{
  BtZone zone = BT_ZONE (SESSIONS[session].zone);
  gint64 length = (SESSIONS[session].end_hour - SESSIONS[session].start_hour) * BT_USEC_PER_HOUR;
  gint64 from = bt_zone_to_local (zone, view->columns.time_usec[view->first]) - length;
  gint64 to = bt_zone_to_local (zone, view->columns.time_usec[view->last]);
  gint64 candles = length / bt_timeframe_usec (view->timeframe);

  if ((double) candles * bt_time_scale_spacing (&view->time) < MIN_WIDTH_PX)
    return;
  for (gint64 day = from / BT_USEC_PER_DAY; day <= to / BT_USEC_PER_DAY; day++)
    {
      /* Day 0 was a Thursday; no market opens on days 2 and 3 after it. */
      if (day % 7 == 2 || day % 7 == 3)
        continue;
      gint64 local = day * BT_USEC_PER_DAY + SESSIONS[session].start_hour * BT_USEC_PER_HOUR;
      gint64 start = bt_zone_from_local (zone, local, BT_ZONE_FIRST);
      double left = MAX (find_edge (view, start), 0);
      double right = MIN (find_edge (view, start + length), view->plot_width);
      Span span = {
        .session = session,
        .left = bt_pixel_grid_x (&view->grid, left),
        .right = bt_pixel_grid_x (&view->grid, right),
      };
      if (span.right - span.left >= 1)
        g_array_append_val (spans, span);
    }
}

/* The sessions in view, Tokyo's first. */
static GArray *
collect_spans (const BtChartView *view)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));

  for (guint i = 0; view->timeframe <= BT_TIMEFRAME_H1 && i < BT_CHART_N_SESSIONS; i++)
    if (view->sessions & 1u << i)
      collect_spans_of (view, i, spans);
  return spans;
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static float
mix (float under, float over)
{
  return under + (over - under) * WASH_ALPHA;
}

/* Makes the view's colour under the wash of all sessions at x the source; FALSE where there is
 * none. */
static gboolean
set_washed_source (const BtChartView *view, cairo_t *cr, const GArray *spans, double x)
{
  GdkRGBA colour = view->theme.view;
  gboolean is_washed = FALSE;

  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);
      const GdkRGBA *over = &view->theme.session[span->session];
      if (x < span->left || x >= span->right)
        continue;
      colour.red = mix (colour.red, over->red);
      colour.green = mix (colour.green, over->green);
      colour.blue = mix (colour.blue, over->blue);
      is_washed = TRUE;
    }
  bt_chart_theme_set_source (cr, &colour, 1.0);
  return is_washed;
}

/* The wash is the largest area that is drawn: mixed here it is written once, and the surface is not
 * read. */
void
bt_session_layer_draw_wash (const BtChartView *view, cairo_t *cr)
{
  g_autoptr (GArray) spans = collect_spans (view);
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < spans->len; i++)
    {
      g_array_append_val (edges, g_array_index (spans, Span, i).left);
      g_array_append_val (edges, g_array_index (spans, Span, i).right);
    }
  g_array_sort (edges, compare_edges);
  for (guint i = 1; i < edges->len; i++)
    {
      double left = g_array_index (edges, double, i - 1);
      double right = g_array_index (edges, double, i);
      if (right <= left || !set_washed_source (view, cr, spans, left))
        continue;
      cairo_rectangle (cr, left, 0, right - left, view->plot_height);
      cairo_fill (cr);
    }
}

void
bt_session_layer_draw_strips (const BtChartView *view, cairo_t *cr)
{
  g_autoptr (GArray) spans = collect_spans (view);
  BtLabelRoom room;

  bt_label_room_init (&room, view);
  for (guint i = 0; i < spans->len; i++)
    draw_strip (view, cr, &g_array_index (spans, Span, i));
  for (guint i = 0; view->has_text && i < spans->len; i++)
    draw_name (view, cr, &g_array_index (spans, Span, i), &room);
}
