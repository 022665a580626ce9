// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-figure-layer.h"

#include <math.h>

/* The least size of a box, device pixels. */
#define LEAST_PX 5.0
#define LINE_PX 1.5
#define MARGIN_PX 1.0

/* Returns the height of a box on a linear scale; elsewhere that of the one at the foot. */
static double
measure_box (const BtCandleProjection *projection)
{
  const BtChartView *view = projection->view;
  gint64 foot = view->columns.low_points[view->last];
  gint64 size = bt_chart_series_get_size (view->series);

  return fabs ((double) bt_candle_projection_row (projection, foot + size)
               - (double) bt_candle_projection_row (projection, foot));
}

gboolean
bt_figure_layer_is_wanted (const BtCandleProjection *projection)
{
  const BtChartView *view = projection->view;

  return view->spec.kind == BT_CHART_SERIES_POINT_FIGURE && view->series != NULL
         && view->style == BT_CHART_STYLE_CANDLES && projection->shape.body >= LEAST_PX
         && measure_box (projection) >= LEAST_PX;
}

static void
add_cross (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y + height);
  cairo_move_to (cr, x, y + height);
  cairo_line_to (cr, x + width, y);
}

static void
add_ring (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_save (cr);
  cairo_translate (cr, x + width / 2, y + height / 2);
  cairo_scale (cr, width / 2, height / 2);
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (cr);
}

/* The boxes of a column, from its upper end to its lower one. */
static void
add_column (const BtCandleProjection *projection,
            const BtDeviceCandle *column,
            double box,
            cairo_t *cr)
{
  double top = MIN (column->high_row, column->low_row);
  double height = fabs ((double) column->low_row - (double) column->high_row);
  int boxes = MAX ((int) floor (height / box + 0.5), 1);
  double body = projection->shape.body;
  double x = column->column + 0.5 - body / 2 + MARGIN_PX;
  double step = MAX (height, box) / boxes;

  for (int i = 0; i < boxes; i++)
    {
      double y = top + 0.5 + i * step + MARGIN_PX;

      if (column->is_up)
        add_cross (cr, x, y, body - 2 * MARGIN_PX, step - 2 * MARGIN_PX);
      else
        add_ring (cr, x, y, body - 2 * MARGIN_PX, step - 2 * MARGIN_PX);
    }
}

void
bt_figure_layer_draw (const BtCandleProjection *projection,
                      const BtDeviceCandle *columns,
                      guint count,
                      cairo_t *cr)
{
  const BtChartTheme *theme = &projection->view->theme;
  double box = measure_box (projection);

  cairo_set_line_width (cr, LINE_PX * MAX (1.0, floor (projection->view->grid.scale)));
  cairo_set_dash (cr, NULL, 0, 0);
  for (int is_up = 0; is_up < 2; is_up++)
    {
      for (guint i = 0; i < count; i++)
        if (columns[i].is_up == is_up)
          add_column (projection, &columns[i], box, cr);
      bt_chart_theme_set_source (cr, is_up ? &theme->up : &theme->down, 1.0);
      cairo_stroke (cr);
    }
}
