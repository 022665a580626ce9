// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-study-marks.h"

#include "chart/bt-box-fill.h"
#include "chart/bt-candle-projection.h"

#include <math.h>

/* How much thicker a sloping line gets, at most, measured upright. */
#define MOST_THICKENING 1.5
#define BAND_ALPHA 0.10
#define CLOUD_ALPHA 0.14
#define HISTOGRAM_ALPHA 0.7
/* Dots of a column that are drawn one by one; more are a run from the least to the greatest. */
#define DOTS_A_COLUMN 4
/* Turning points of so many candles a column are joined one by one; of more, by columns. */
#define PIVOT_CANDLES_A_COLUMN 16
/* Columns from one value to the next where values are dense; more are a gap in time. */
#define MOST_STRIDE 2
/* Cairo's coordinates have a limit. */
#define MOST_PX 30000.0

static double
get_width (const BtStudyTrace *trace)
{
  return bt_study_look_width (&trace->study->look);
}

static void
set_stroke (const BtStudyTrace *trace, cairo_t *cr)
{
  static const double dashes[] = { 6.0, 4.0 };
  static const double dots[] = { 1.5, 3.0 };
  BtDrawingStroke stroke = trace->study->look.stroke;

  cairo_set_line_width (cr, get_width (trace));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  if (stroke != BT_DRAWING_SOLID)
    cairo_set_dash (cr, stroke == BT_DRAWING_DASHED ? dashes : dots, 2, 0);
  else
    cairo_set_dash (cr, NULL, 0, 0);
}

/* Returns the device column whose left edge is at x. */
static int
to_column (const BtStudyTrace *trace, double x)
{
  const BtPixelGrid *grid = &trace->view->grid;

  return (int) floor ((x + grid->origin_x) * grid->scale + 0.5);
}

/* Returns the device row that holds y. */
static int
to_row (const BtStudyTrace *trace, double y)
{
  const BtPixelGrid *grid = &trace->view->grid;

  return (int) floor ((y + grid->origin_y) * grid->scale);
}

/* Returns a height in device pixels. */
static double
to_device (const BtStudyTrace *trace, double y)
{
  const BtPixelGrid *grid = &trace->view->grid;

  return (y + grid->origin_y) * grid->scale;
}

/* Returns the height of a value in device pixels. */
static double
to_device_y (const BtStudyTrace *trace, double value)
{
  return to_device (trace, bt_study_trace_y (trace, value));
}

/* Returns boxes within the pane. */
static BtBoxFill *
make_boxes (const BtStudyTrace *trace)
{
  const int left = to_column (trace, 0);
  const int top = to_row (trace, trace->top);
  const cairo_rectangle_int_t clip = {
    .x = left,
    .y = top,
    .width = to_column (trace, trace->view->plot_width) - left,
    .height = to_row (trace, trace->top + trace->height) + 1 - top,
  };

  return bt_box_fill_new (&clip);
}

static void
paint_boxes (const BtStudyTrace *trace, BtBoxFill *boxes, cairo_t *cr)
{
  const BtPixelGrid *grid = &trace->view->grid;
  double unit = bt_pixel_grid_unit (grid);

  cairo_save (cr);
  cairo_translate (cr, -grid->origin_x, -grid->origin_y);
  cairo_scale (cr, unit, unit);
  bt_box_fill_paint (boxes, cr);
  cairo_restore (cr);
}

/* Where the values of a device column stand, and those that it is joined to. */
typedef struct
{
  int left; /* the first column that it fills */
  int column;
  double top; /* logical pixels */
  double bottom;
} Column;

static void
take_height (Column *column, double y)
{
  column->top = MIN (column->top, y);
  column->bottom = MAX (column->bottom, y);
}

static void
take_extent (const BtStudyTrace *trace, Column *column, const BtValueExtent *extent)
{
  if (extent->low > extent->high)
    return;
  take_height (column, bt_study_trace_y (trace, extent->low));
  take_height (column, bt_study_trace_y (trace, extent->high));
}

static void
add_column (const BtStudyTrace *trace, const Column *column, BtBoxFill *boxes)
{
  int thickness = (int) MAX (floor (get_width (trace) * trace->view->grid.scale + 0.5), 1);

  if (column->top > column->bottom)
    return;
  int top = to_row (trace, column->top);
  bt_box_fill_add (boxes, column->left, top, column->column + 1 - column->left,
                   to_row (trace, column->bottom) - top + thickness);
}

/* Adds a line from one point to the next, device pixels, column by column: as smooth as a stroke
 * where it is flat, at a tenth of the cost. */
static void
add_line (BtBoxFill *boxes, double x, double y, double next_x, double next_y, double width)
{
  const double slope = next_x > x ? (next_y - y) / (next_x - x) : 0;
  /* A sloping line is thicker measured upright; a steep one is made by its height. */
  const double half = width / 2 * MIN (sqrt (1 + slope * slope), MOST_THICKENING);

  for (int column = (int) floor (x); column < next_x; column++)
    {
      const double from = y + (MAX (column, x) - x) * slope;
      const double to = y + (MIN (column + 1, next_x) - x) * slope;

      bt_box_fill_add_run (boxes, column, MIN (from, to) - half, MAX (from, to) + half);
    }
}

/* Columns of whole device pixels from value to value. Levels are not joined. */
static void
fill_columns (const BtStudyTrace *trace, gboolean is_step, cairo_t *cr)
{
  guint count = 0;
  g_autofree BtStudyRun *runs = bt_study_trace_runs (trace, &count);
  g_autoptr (BtBoxFill) boxes = make_boxes (trace);
  double last_y = NAN;
  int last_column = 0;

  for (guint i = 0; i < count; i++)
    {
      const BtStudyRun *run = &runs[i];
      double first = trace->values[run->first];
      double first_y = isnan (first) ? NAN : bt_study_trace_y (trace, first);
      gboolean is_joined = !isnan (last_y) && !isnan (first_y) && (!is_step || first_y == last_y);
      int at = run->column;

      if (is_joined && at - last_column > MOST_STRIDE)
        {
          add_line (boxes, last_column + 1, to_device (trace, last_y), at,
                    to_device (trace, first_y), get_width (trace) * trace->view->grid.scale);
          is_joined = FALSE;
        }
      Column column = { .left = is_joined ? last_column + 1 : at,
                        .column = at,
                        .top = is_joined ? last_y : INFINITY,
                        .bottom = is_joined ? last_y : -INFINITY };

      take_extent (trace, &column, &run->extent);
      add_column (trace, &column, boxes);
      double last = trace->values[run->last];
      last_y = isnan (last) ? NAN : bt_study_trace_y (trace, last);
      last_column = at;
    }
  paint_boxes (trace, boxes, cr);
}

/* Joins values; a gap where there is none, and in levels where one ends. */
static void
join_values (const BtStudyTrace *trace, gboolean is_step, cairo_t *cr)
{
  const double width = get_width (trace) * trace->view->grid.scale;
  g_autoptr (BtBoxFill) boxes = make_boxes (trace);
  double last_x = 0;
  double last_y = NAN;

  for (gsize i = trace->from; i <= trace->to; i++)
    {
      const double value = trace->values[i];
      const double x = bt_study_trace_device_x (trace, i);
      const double y = isnan (value) ? NAN : to_device_y (trace, value);

      if (!isnan (last_y) && !isnan (y) && (!is_step || y == last_y))
        add_line (boxes, last_x, last_y, x, y, width);
      last_x = x;
      last_y = y;
    }
  paint_boxes (trace, boxes, cr);
}

/* Joins values with dashes, which begin anew after a gap. */
static void
stroke_values (const BtStudyTrace *trace, gboolean is_step, cairo_t *cr)
{
  gboolean is_down = FALSE;
  double last_y = 0;

  set_stroke (trace, cr);
  for (gsize i = trace->from; i <= trace->to; i++)
    {
      if (isnan (trace->values[i]))
        {
          is_down = FALSE;
          continue;
        }
      double x = bt_study_trace_x (trace, i);
      double y = bt_study_trace_y (trace, trace->values[i]);
      /* A level ends where the next begins, without a slope between. */
      if (!is_down || (is_step && y != last_y))
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
      is_down = TRUE;
      last_y = y;
    }
  cairo_stroke (cr);
}

static void
draw_line (const BtStudyTrace *trace, gboolean is_step, cairo_t *cr)
{
  bt_chart_theme_set_source (cr, bt_study_trace_colour (trace, 0), 1.0);
  if (bt_study_trace_is_dense (trace))
    fill_columns (trace, is_step, cr);
  else if (trace->study->look.stroke == BT_DRAWING_SOLID)
    join_values (trace, is_step, cr);
  else
    stroke_values (trace, is_step, cr);
}

static void
set_fill (const BtStudyTrace *trace, gboolean is_cloud, gboolean is_above, cairo_t *cr)
{
  const BtChartTheme *theme = &trace->view->theme;

  if (is_cloud)
    bt_chart_theme_set_source (cr, is_above ? &theme->up : &theme->down, CLOUD_ALPHA);
  else
    bt_chart_theme_set_source (cr, bt_study_trace_colour (trace, 0), BAND_ALPHA);
}

/* Adds the area between two lines from one candle to the next, device pixels: the columns whose
 * middle is between them, so that what the next two fill, maybe on another layer, only meets it. */
static void
add_area (
  BtBoxFill *boxes, double x, double next_x, const double from[static 2], const double to[static 2])
{
  for (int column = (int) ceil (x - 0.5); column + 0.5 < next_x; column++)
    {
      const double share = (column + 0.5 - x) / (next_x - x);
      const double first = from[0] + (to[0] - from[0]) * share;
      const double second = from[1] + (to[1] - from[1]) * share;

      bt_box_fill_add_run (boxes, column, MIN (first, second), MAX (first, second));
    }
}

/* Fills between an output and its other edge; each candle's part is of one sign. */
static void
fill_between (const BtStudyTrace *trace, const BtStudyTrace *other, gboolean is_cloud, cairo_t *cr)
{
  g_autoptr (BtBoxFill) boxes = make_boxes (trace);

  for (int sign = 0; sign < (is_cloud ? 2 : 1); sign++)
    {
      for (gsize i = trace->from; i < trace->to; i++)
        {
          const double *values = trace->values + i;
          const double *others = other->values + i;
          const double x = bt_study_trace_device_x (trace, i);

          if (isnan (values[0] + others[0] + values[1] + others[1])
              || (is_cloud && (values[1] >= others[1]) != (sign == 0)))
            continue;
          const double from[] = { to_device_y (trace, values[0]), to_device_y (trace, others[0]) };
          const double to[] = { to_device_y (trace, values[1]), to_device_y (trace, others[1]) };
          add_area (boxes, x, bt_study_trace_device_x (trace, i + 1), from, to);
        }
      set_fill (trace, is_cloud, sign == 0, cr);
      paint_boxes (trace, boxes, cr);
    }
}

/* Fills the columns of a gap in time, between the last value of a run and the first of the next. */
static void
bridge_gap (const BtStudyTrace *trace,
            const BtStudyTrace *other,
            const BtStudyRun *before,
            const BtStudyRun *after,
            BtBoxFill *boxes)
{
  const double values[] = { trace->values[before->last], trace->values[after->first] };
  const double others[] = { other->values[before->last], other->values[after->first] };

  if (isnan (values[0] + values[1] + others[0] + others[1]))
    return;
  const double from[] = { to_device_y (trace, values[0]), to_device_y (trace, others[0]) };
  const double to[] = { to_device_y (trace, values[1]), to_device_y (trace, others[1]) };
  add_area (boxes, before->column + 1, after->column, from, to);
}

/* The same in whole columns, of which each is of one sign, that of its last value, and reaches back
 * to the one before. */
static void
fill_columns_between (const BtStudyTrace *trace,
                      const BtStudyTrace *other,
                      gboolean is_cloud,
                      cairo_t *cr)
{
  guint count = 0;
  g_autofree BtStudyRun *runs = bt_study_trace_runs (trace, &count);
  g_autoptr (BtBoxFill) boxes = make_boxes (trace);

  for (int sign = 0; sign < (is_cloud ? 2 : 1); sign++)
    {
      int next = count > 0 ? runs[0].column : 0;

      for (guint i = 0; i < count; i++)
        {
          const BtStudyRun *run = &runs[i];
          BtValueExtent extent
            = bt_value_pyramid_get (other->pyramid, other->values, run->first, run->last);
          gboolean is_above = trace->values[run->last] >= other->values[run->last];
          int left = next;

          next = run->column + 1;
          if (run->extent.low > run->extent.high || extent.low > extent.high
              || (is_cloud && is_above != (sign == 0)))
            continue;
          if (i > 0 && run->column - runs[i - 1].column > MOST_STRIDE)
            {
              bridge_gap (trace, other, &runs[i - 1], run, boxes);
              left = run->column;
            }
          double high = bt_study_trace_y (trace, MAX (run->extent.high, extent.high));
          double low = bt_study_trace_y (trace, MIN (run->extent.low, extent.low));
          int top = to_row (trace, MIN (high, low));
          int bottom = to_row (trace, MAX (high, low));
          bt_box_fill_add (boxes, left, top, next - left, MAX (bottom - top, 1));
        }
      set_fill (trace, is_cloud, sign == 0, cr);
      paint_boxes (trace, boxes, cr);
    }
}

static void
draw_area (const BtStudyTrace *trace, const BtStudyTrace *other, gboolean is_cloud, cairo_t *cr)
{
  /* The two edges are drawn at one shift: columns hold the same candles of both. */
  if (bt_study_trace_is_dense (trace))
    fill_columns_between (trace, other, is_cloud, cr);
  else
    fill_between (trace, other, is_cloud, cr);
  draw_line (trace, FALSE, cr);
}

/* Bars from zero, all of one colour at a time. */
static void
draw_histogram (const BtStudyTrace *trace, cairo_t *cr)
{
  BtCandleShape shape = bt_candle_projection_shape (bt_time_scale_spacing (&trace->view->time)
                                                    * trace->view->grid.scale);
  int zero = to_row (trace, bt_study_trace_y (trace, 0));
  int arm = shape.body / 2;
  guint count = 0;
  g_autofree BtStudyRun *runs = bt_study_trace_runs (trace, &count);
  g_autoptr (BtBoxFill) boxes = make_boxes (trace);

  for (int sign = 0; sign < 2; sign++)
    {
      for (guint i = 0; i < count; i++)
        {
          const BtStudyRun *run = &runs[i];
          double value = sign == 0 ? run->extent.high : run->extent.low;
          if (run->extent.low > run->extent.high || (value < 0) != (sign == 1))
            continue;
          int row = to_row (trace, bt_study_trace_y (trace, value));
          bt_box_fill_add (boxes, run->column - arm, MIN (row, zero), shape.body,
                           MAX (ABS (row - zero), 1));
        }
      bt_chart_theme_set_source (cr, bt_study_trace_colour (trace, sign == 0 ? 1 : -1),
                                 HISTOGRAM_ALPHA);
      paint_boxes (trace, boxes, cr);
    }
}

static void
add_dot (const BtStudyTrace *trace, gsize index, BtBoxFill *boxes)
{
  double half = BT_STUDY_MARKS_DOT_PX / 2;
  int size = (int) MAX (floor (BT_STUDY_MARKS_DOT_PX * trace->view->grid.scale + 0.5), 1);

  if (!isnan (trace->values[index]))
    bt_box_fill_add (boxes, to_column (trace, bt_study_trace_x (trace, index) - half),
                     to_row (trace, bt_study_trace_y (trace, trace->values[index]) - half
                                      + bt_pixel_grid_unit (&trace->view->grid) / 2),
                     size, size);
}

static void
draw_dots (const BtStudyTrace *trace, cairo_t *cr)
{
  guint count = 0;
  g_autofree BtStudyRun *runs = bt_study_trace_runs (trace, &count);
  g_autoptr (BtBoxFill) boxes = make_boxes (trace);

  for (guint i = 0; i < count; i++)
    {
      const BtStudyRun *run = &runs[i];
      int at = run->column;
      Column column = { at, at, INFINITY, -INFINITY };

      if (run->last - run->first < DOTS_A_COLUMN)
        for (gsize k = run->first; k <= run->last; k++)
          add_dot (trace, k, boxes);
      else
        {
          take_extent (trace, &column, &run->extent);
          add_column (trace, &column, boxes);
        }
    }
  bt_chart_theme_set_source (cr, bt_study_trace_colour (trace, 0), 1.0);
  paint_boxes (trace, boxes, cr);
}

/* Turning points, each some candles before the one at which it was known. One that is known only
 * beyond either edge still joins one in view. */
static void
draw_pivots (const BtStudyTrace *trace, cairo_t *cr)
{
  const double *back = bt_study_series_get_values (trace->study->series, trace->output + 1);
  gsize last = bt_study_series_get_length (trace->study->series) - 1;
  gboolean is_down = FALSE;
  gsize index = trace->from;

  set_stroke (trace, cr);
  bt_chart_theme_set_source (cr, bt_study_trace_colour (trace, 0), 1.0);
  if (back == NULL)
    return;
  if (trace->from > 0)
    bt_value_pyramid_find_previous (trace->pyramid, trace->values, trace->from - 1, &index);
  for (;; index++)
    {
      index = bt_value_pyramid_find_next (trace->pyramid, trace->values, index, last);
      if (index > last)
        break;
      if (isnan (back[index]))
        continue;
      double x = bt_time_scale_to_x (&trace->view->time, (double) index - back[index]);
      double y = bt_study_trace_y (trace, trace->values[index]);
      x = CLAMP (x, -MOST_PX, MOST_PX);
      if (is_down)
        cairo_line_to (cr, x, y);
      else
        cairo_move_to (cr, x, y);
      is_down = TRUE;
      if (x > trace->view->plot_width)
        break;
    }
  cairo_stroke (cr);
}

/* Where there are many candles a column, how far back a point lies is less than the eye sees. */
static gboolean
has_crowded_pivots (const BtStudyTrace *trace)
{
  return bt_time_scale_spacing (&trace->view->time) * trace->view->grid.scale
           * PIVOT_CANDLES_A_COLUMN
         < 1.0;
}

static void
draw_crowded_pivots (const BtStudyTrace *trace, cairo_t *cr)
{
  guint count = 0;
  g_autofree BtStudyRun *runs = bt_study_trace_runs (trace, &count);
  g_autoptr (BtBoxFill) boxes = make_boxes (trace);

  for (guint i = 0; i < count; i++)
    {
      int at = runs[i].column;
      Column column = { at, at, INFINITY, -INFINITY };
      take_extent (trace, &column, &runs[i].extent);
      add_column (trace, &column, boxes);
    }
  bt_chart_theme_set_source (cr, bt_study_trace_colour (trace, 0), 1.0);
  paint_boxes (trace, boxes, cr);
}

void
bt_study_marks_draw (const BtStudyTrace *trace, const BtStudyTrace *other, cairo_t *cr)
{
  BtStudyStyle style = trace->study->settings.study->outputs[trace->output].style;

  switch (style)
    {
    case BT_STUDY_STYLE_HISTOGRAM:
      draw_histogram (trace, cr);
      break;
    case BT_STUDY_STYLE_DOTS:
      draw_dots (trace, cr);
      break;
    case BT_STUDY_STYLE_BAND:
    case BT_STUDY_STYLE_CLOUD:
      draw_area (trace, other, style == BT_STUDY_STYLE_CLOUD, cr);
      break;
    case BT_STUDY_STYLE_PIVOTS:
      if (has_crowded_pivots (trace))
        draw_crowded_pivots (trace, cr);
      else
        draw_pivots (trace, cr);
      break;
    case BT_STUDY_STYLE_LINE:
    case BT_STUDY_STYLE_STEP:
      draw_line (trace, style == BT_STUDY_STYLE_STEP, cr);
      break;
    case BT_STUDY_STYLE_NONE:
    default:
      break;
    }
}

gboolean
bt_study_marks_are_joined (BtStudyStyle style)
{
  return style != BT_STUDY_STYLE_HISTOGRAM && style != BT_STUDY_STYLE_DOTS;
}
