// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-session-layer.h"

#include "base/bt-time.h"

#include <math.h>

#define WASH_ALPHA 0.055
#define STRIP_ALPHA 0.85
#define STRIP_PX 3.0
#define MIN_WIDTH_PX 36.0

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

  if (view->columns.time_usec[index] < time_usec)
    index++;
  return bt_time_scale_to_x (&view->time, (double) index - 0.5);
}

static void
draw_session (
  const BtChartView *view, cairo_t *cr, guint session, gint64 start_usec, gint64 end_usec)
{
  const GdkRGBA *colour = &view->theme.session[session];
  double left = bt_pixel_grid_x (&view->grid, MAX (find_edge (view, start_usec), 0));
  double right = bt_pixel_grid_x (&view->grid, MIN (find_edge (view, end_usec), view->plot_width));
  double top = bt_pixel_grid_y (&view->grid, view->plot_height - STRIP_PX * (session + 1));

  if (right - left < 1)
    return;
  cairo_rectangle (cr, left, 0, right - left, view->plot_height);
  bt_chart_theme_set_source (cr, colour, WASH_ALPHA);
  cairo_fill (cr);
  cairo_rectangle (cr, left, top, right - left, STRIP_PX);
  bt_chart_theme_set_source (cr, colour, STRIP_ALPHA);
  cairo_fill (cr);
  const char *name = view->session_texts[session];
  if (!view->has_text || name == NULL
      || bt_text_cache_width (view->text, name, BT_TEXT_AXIS_BOLD) + 12 > right - left)
    return;
  bt_chart_theme_set_source (cr, &view->theme.dim, 1.0);
  bt_text_cache_show (view->text, cr, &view->grid, name, BT_TEXT_AXIS_BOLD, left + 6,
                      view->plot_height - STRIP_PX * BT_CHART_N_SESSIONS
                        - bt_chart_view_metric (view, 8)
                        - session * bt_chart_view_metric (view, 14),
                      0);
}

void
bt_session_layer_draw (const BtChartView *view, cairo_t *cr)
{
  gint64 from = view->columns.time_usec[view->first];
  gint64 to = view->columns.time_usec[view->last];

  if (view->timeframe > BT_TIMEFRAME_H1)
    return;
  for (guint i = 0; i < BT_CHART_N_SESSIONS; i++)
    {
      gint64 length = (SESSIONS[i].end_hour - SESSIONS[i].start_hour) * BT_USEC_PER_HOUR;
      BtZone zone = BT_ZONE (SESSIONS[i].zone);
      gint64 local = bt_zone_to_local (zone, from) - length;

      if ((double) (length / bt_timeframe_usec (view->timeframe))
            * bt_time_scale_spacing (&view->time)
          < MIN_WIDTH_PX)
        continue;
      for (gint64 day = local / BT_USEC_PER_DAY; day <= to / BT_USEC_PER_DAY + 1; day++)
        {
          gint64 start = bt_zone_from_local (
            zone, day * BT_USEC_PER_DAY + SESSIONS[i].start_hour * BT_USEC_PER_HOUR, BT_ZONE_FIRST);
          draw_session (view, cr, i, start, start + length);
        }
    }
}
