// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-study-marks.h"

#include "chart/bt-candle-projection.h"

#include <math.h>

#define BAND_ALPHA 0.07
#define CLOUD_ALPHA 0.14
#define HISTOGRAM_ALPHA 0.7
/* So many values are stroked, or an area under them filled, at once: cairo's sweep costs more than
 * in proportion to them. Rectangles on whole pixels it fills fastest one by one. */
#define BATCH 64
/* Dots of a column that are drawn one by one; more are a run from the least to the greatest. */
#define DOTS_A_COLUMN 4
/* Turning points of so many candles a column are joined one by one; of more, by columns. */
#define PIVOT_CANDLES_A_COLUMN 16
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

/* Where the values of a column stand, and those that it is joined to. */
typedef struct
{
  double left; /* of the first column that it fills */
  double column;
  double top;
  double bottom;
} Column;

static void
take_height (Column *column, double y)
{
  column->top = MIN (column->top, y);
  column->bottom = MAX (column->bottom, y);
}

static void
fill_column (const BtStudyTrace *trace, const Column *column, cairo_t *cr)
{
  const BtPixelGrid *grid = &trace->view->grid;
  double unit = bt_pixel_grid_unit (grid);
  double top = bt_pixel_grid_row (grid, column->top);
  /* On whole pixels cairo fills without working out edges. */
  double thickness = MAX (floor (get_width (trace) * grid->scale + 0.5), 1) * unit;

  if (column->top > column->bottom)
    return;
  cairo_rectangle (cr, column->left, top, column->column + unit - column->left,
                   bt_pixel_grid_row (grid, column->bottom) - top + thickness);
  cairo_fill (cr);
}

/* Columns of whole device pixels from value to value. Levels are not joined. */
static void
fill_columns (const BtStudyTrace *trace, gboolean is_step, cairo_t *cr)
{
  double unit = bt_pixel_grid_unit (&trace->view->grid);
  guint count = 0;
  g_autofree BtStudyRun *runs = bt_study_trace_runs (trace, &count);
  double last_y = NAN;
  double last_x = 0;

  for (guint i = 0; i < count; i++)
    {
      const BtStudyRun *run = &runs[i];
      double first = trace->values[run->first];
      double first_y = isnan (first) ? NAN : bt_study_trace_y (trace, first);
      gboolean is_joined = !isnan (last_y) && !isnan (first_y) && (!is_step || first_y == last_y);
      Column column = { .left = is_joined ? last_x + unit : run->x,
                        .column = run->x,
                        .top = is_joined ? last_y : INFINITY,
                        .bottom = is_joined ? last_y : -INFINITY };

      if (run->extent.low <= run->extent.high)
        {
          take_height (&column, bt_study_trace_y (trace, run->extent.low));
          take_height (&column, bt_study_trace_y (trace, run->extent.high));
        }
      fill_column (trace, &column, cr);
      double last = trace->values[run->last];
      last_y = isnan (last) ? NAN : bt_study_trace_y (trace, last);
      last_x = run->x;
    }
}

/* Joins values; a gap where there is none. */
static void
stroke_values (const BtStudyTrace *trace, gboolean is_step, cairo_t *cr)
{
  gboolean is_dashed = trace->study->look.stroke != BT_DRAWING_SOLID;
  gboolean is_down = FALSE;
  double last_y = 0;
  guint batched = 0;

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
      if (!is_down)
        cairo_move_to (cr, x, y);
      else if (is_step && y != last_y)
        /* A level ends where the next begins, without a slope between. */
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
      is_down = TRUE;
      last_y = y;
      /* Dashes would begin anew with each stroke. */
      if (is_dashed || ++batched % BATCH != 0)
        continue;
      cairo_stroke (cr);
      cairo_move_to (cr, x, y);
    }
  cairo_stroke (cr);
}

static void
draw_line (const BtStudyTrace *trace, gboolean is_step, cairo_t *cr)
{
  bt_chart_theme_set_source (cr, bt_study_trace_colour (trace, 0), 1.0);
  if (bt_study_trace_is_dense (trace))
    fill_columns (trace, is_step, cr);
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

/* Fills between an output and its other edge, run by run of one sign. */
static void
fill_between (const BtStudyTrace *trace, const BtStudyTrace *other, gboolean is_cloud, cairo_t *cr)
{
  gsize start = trace->from;

  while (start < trace->to)
    {
      if (isnan (trace->values[start]) || isnan (other->values[start]))
        {
          start++;
          continue;
        }
      gboolean is_above = trace->values[start] >= other->values[start];
      gsize end = start;
      while (end < trace->to && end - start < BATCH && !isnan (trace->values[end + 1])
             && !isnan (other->values[end + 1])
             && (!is_cloud || (trace->values[end + 1] >= other->values[end + 1]) == is_above))
        end++;
      if (end > start)
        {
          cairo_move_to (cr, bt_study_trace_x (trace, start),
                         bt_study_trace_y (trace, trace->values[start]));
          for (gsize i = start + 1; i <= end; i++)
            cairo_line_to (cr, bt_study_trace_x (trace, i),
                           bt_study_trace_y (trace, trace->values[i]));
          for (gsize i = end + 1; i-- > start;)
            cairo_line_to (cr, bt_study_trace_x (other, i),
                           bt_study_trace_y (other, other->values[i]));
          cairo_close_path (cr);
          set_fill (trace, is_cloud, is_above, cr);
          cairo_fill (cr);
        }
      start = MAX (end, start + 1);
    }
}

/* The same where values share columns: each column is of one sign, that of its last value. */
static void
fill_columns_between (const BtStudyTrace *trace,
                      const BtStudyTrace *other,
                      gboolean is_cloud,
                      cairo_t *cr)
{
  const BtPixelGrid *grid = &trace->view->grid;
  double unit = bt_pixel_grid_unit (grid);
  guint count = 0;
  g_autofree BtStudyRun *runs = bt_study_trace_runs (trace, &count);

  for (int sign = 0; sign < (is_cloud ? 2 : 1); sign++)
    {
      set_fill (trace, is_cloud, sign == 0, cr);
      for (guint i = 0; i < count; i++)
        {
          const BtStudyRun *run = &runs[i];
          BtValueExtent extent
            = bt_value_pyramid_get (other->pyramid, other->values, run->first, run->last);
          gboolean is_above = trace->values[run->last] >= other->values[run->last];
          if (run->extent.low > run->extent.high || extent.low > extent.high
              || (is_cloud && is_above != (sign == 0)))
            continue;
          double high = bt_study_trace_y (trace, MAX (run->extent.high, extent.high));
          double low = bt_study_trace_y (trace, MIN (run->extent.low, extent.low));
          double top = bt_pixel_grid_row (grid, MIN (high, low));
          double bottom = bt_pixel_grid_row (grid, MAX (high, low));
          cairo_rectangle (cr, run->x, top, unit, MAX (bottom - top, unit));
          cairo_fill (cr);
        }
    }
}

static void
draw_area (const BtStudyTrace *trace, const BtStudyTrace *other, gboolean is_cloud, cairo_t *cr)
{
  /* The two edges are drawn at one shift: columns hold the same candles of both. */
  if (bt_study_trace_is_merged (trace))
    fill_columns_between (trace, other, is_cloud, cr);
  else
    fill_between (trace, other, is_cloud, cr);
  draw_line (trace, FALSE, cr);
}

/* Bars from zero, all of one colour at a time. */
static void
draw_histogram (const BtStudyTrace *trace, cairo_t *cr)
{
  const BtPixelGrid *grid = &trace->view->grid;
  BtCandleShape shape
    = bt_candle_projection_shape (bt_time_scale_spacing (&trace->view->time) * grid->scale);
  double unit = bt_pixel_grid_unit (grid);
  double zero = bt_pixel_grid_row (grid, bt_study_trace_y (trace, 0));
  int arm = shape.body / 2;
  guint count = 0;
  g_autofree BtStudyRun *runs = bt_study_trace_runs (trace, &count);

  for (int sign = 0; sign < 2; sign++)
    {
      bt_chart_theme_set_source (cr, bt_study_trace_colour (trace, sign == 0 ? 1 : -1),
                                 HISTOGRAM_ALPHA);
      for (guint i = 0; i < count; i++)
        {
          const BtStudyRun *run = &runs[i];
          double value = sign == 0 ? run->extent.high : run->extent.low;
          if (run->extent.low > run->extent.high || (value < 0) != (sign == 1))
            continue;
          double y = bt_pixel_grid_row (grid, bt_study_trace_y (trace, value));
          cairo_rectangle (cr, run->x - arm * unit, MIN (y, zero), shape.body * unit,
                           MAX (fabs (y - zero), unit));
          cairo_fill (cr);
        }
    }
}

static void
draw_dot (const BtStudyTrace *trace, gsize index, cairo_t *cr)
{
  const BtPixelGrid *grid = &trace->view->grid;
  double half = BT_STUDY_MARKS_DOT_PX / 2;

  if (!isnan (trace->values[index]))
    cairo_rectangle (cr, bt_pixel_grid_x (grid, bt_study_trace_x (trace, index) - half),
                     bt_pixel_grid_y (grid, bt_study_trace_y (trace, trace->values[index]) - half),
                     BT_STUDY_MARKS_DOT_PX, BT_STUDY_MARKS_DOT_PX);
  cairo_fill (cr);
}

static void
draw_dots (const BtStudyTrace *trace, cairo_t *cr)
{
  guint count = 0;
  g_autofree BtStudyRun *runs = bt_study_trace_runs (trace, &count);

  bt_chart_theme_set_source (cr, bt_study_trace_colour (trace, 0), 1.0);
  for (guint i = 0; i < count; i++)
    {
      const BtStudyRun *run = &runs[i];
      if (run->last - run->first < DOTS_A_COLUMN)
        for (gsize k = run->first; k <= run->last; k++)
          draw_dot (trace, k, cr);
      else if (run->extent.low <= run->extent.high)
        {
          Column column = { run->x, run->x, INFINITY, -INFINITY };
          take_height (&column, bt_study_trace_y (trace, run->extent.high));
          take_height (&column, bt_study_trace_y (trace, run->extent.low));
          fill_column (trace, &column, cr);
        }
    }
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

  bt_chart_theme_set_source (cr, bt_study_trace_colour (trace, 0), 1.0);
  for (guint i = 0; i < count; i++)
    {
      Column column
        = { .left = runs[i].x, .column = runs[i].x, .top = INFINITY, .bottom = -INFINITY };
      if (runs[i].extent.low <= runs[i].extent.high)
        {
          take_height (&column, bt_study_trace_y (trace, runs[i].extent.low));
          take_height (&column, bt_study_trace_y (trace, runs[i].extent.high));
        }
      fill_column (trace, &column, cr);
    }
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
