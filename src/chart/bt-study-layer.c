// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-study-layer.h"

#include "chart/bt-axis-layer.h"
#include "chart/bt-candle-projection.h"

#include <math.h>

#define LINE_WIDTH 1.5
#define BAND_ALPHA 0.07
#define CLOUD_ALPHA 0.14
#define GUIDE_ALPHA 0.55
#define HISTOGRAM_ALPHA 0.7
#define DOT_PX 3.0
/* Below this distance of candles, in device pixels, a line is made of whole columns. */
#define DENSE_SPACING 2.0
#define BATCH 64

/* Where one output of a study is drawn: a row of values over a span of candles, and the scale. */
typedef struct
{
  const BtChartView *view;
  const BtChartStudy *study;
  guint output;
  const double *values;
  gsize from; /* candles from … to, both included */
  gsize to;
  int shift;
  double unit; /* what values are divided by */
  BtPriceMap map;
  double top; /* of the pane */
  double height;
} Span;

const GdkRGBA *
bt_study_layer_colour (const BtChartView *view,
                       const BtChartStudy *study,
                       guint output,
                       double value)
{
  const BtChartTheme *theme = &view->theme;

  switch (study->settings.study->outputs[output].role)
    {
    case BT_STUDY_ROLE_UP:
      return &theme->up;
    case BT_STUDY_ROLE_DOWN:
      return &theme->down;
    case BT_STUDY_ROLE_NEUTRAL:
      return &theme->dim;
    case BT_STUDY_ROLE_SIGNED:
      return value < 0 ? &theme->down : &theme->up;
    case BT_STUDY_ROLE_SECONDARY:
      return &theme->study[(study->colour + 3) % BT_CHART_N_STUDY_COLOURS];
    case BT_STUDY_ROLE_TERTIARY:
      return &theme->study[(study->colour + 5) % BT_CHART_N_STUDY_COLOURS];
    case BT_STUDY_ROLE_PRIMARY:
    default:
      return &theme->study[study->colour % BT_CHART_N_STUDY_COLOURS];
    }
}

static double
get_x (const Span *span, gsize index)
{
  return bt_time_scale_to_x (&span->view->time, (double) index + span->shift);
}

static double
get_y (const Span *span, double value)
{
  double y = span->top + bt_price_map_y (&span->map, value / span->unit);

  /* Cairo's coordinates have a limit. */
  return CLAMP (y, span->top - 2000, span->top + span->height + 2000);
}

/* The candles of which values of an output can be seen; FALSE when there is none. */
static gboolean
find_span (Span *span, gsize end)
{
  double left = floor (span->view->time.right - span->view->time.visible) - 1 - span->shift;
  double right = ceil (span->view->time.right) + 1 - span->shift;

  if (end == 0 || right < 0 || left > (double) (end - 1))
    return FALSE;
  span->from = left > 0 ? (gsize) left : 0;
  span->to = MIN ((gsize) right, end - 1);
  return TRUE;
}

static gboolean
make_span (Span *span,
           const BtChartView *view,
           const BtChartStudy *study,
           const BtChartPane *pane,
           guint output)
{
  guint digits = bt_chart_view_digits (view);

  *span = (Span){
    .view = view,
    .study = study,
    .output = output,
    .values = bt_study_series_get_values (study->series, output),
    .shift = bt_study_settings_get_shift (&study->settings, output),
    .unit = pane != NULL ? bt_chart_study_unit (study, output, digits) : 1,
    .map = bt_price_scale_map (pane != NULL ? &pane->scale : &view->price),
    .top = pane != NULL ? pane->top : 0,
    .height = pane != NULL ? pane->height : view->plot_height,
  };
  /* Over the candles values are prices in points. */
  return span->values != NULL;
}

static gboolean
is_dense (const Span *span)
{
  return bt_time_scale_spacing (&span->view->time) * span->view->grid.scale < DENSE_SPACING;
}

/* A run of values that share a device column. */
typedef struct
{
  double left; /* of the first column that it fills */
  double column;
  double top;
  double bottom;
} Column;

static void
add_column (const Span *span, const Column *column, cairo_t *cr)
{
  const BtPixelGrid *grid = &span->view->grid;
  double unit = bt_pixel_grid_unit (grid);
  double top = bt_pixel_grid_row (grid, column->top);

  if (column->top > column->bottom)
    return;
  cairo_rectangle (cr, column->left, top, column->column + unit - column->left,
                   bt_pixel_grid_row (grid, column->bottom) - top + unit * LINE_WIDTH);
}

/* Columns of whole device pixels from value to value. Levels are not joined. */
static void
fill_columns (const Span *span, gboolean is_step, cairo_t *cr)
{
  double unit = bt_pixel_grid_unit (&span->view->grid);
  Column column = { .column = -INFINITY, .top = INFINITY, .bottom = -INFINITY };
  double last_y = NAN;
  guint batched = 0;

  for (gsize i = span->from; i <= span->to; i++)
    {
      double x = bt_pixel_grid_column (&span->view->grid, get_x (span, i));
      double y = isnan (span->values[i]) ? NAN : get_y (span, span->values[i]);
      gboolean is_joined = !isnan (last_y) && !isnan (y) && (!is_step || y == last_y);

      if (x > column.column + unit / 2)
        {
          add_column (span, &column, cr);
          if (++batched % BATCH == 0)
            cairo_fill (cr);
          column = (Column){
            .left = is_joined ? column.column + unit : x,
            .column = x,
            .top = is_joined ? last_y : INFINITY,
            .bottom = is_joined ? last_y : -INFINITY,
          };
        }
      if (!isnan (y))
        {
          column.top = MIN (column.top, y);
          column.bottom = MAX (column.bottom, y);
        }
      last_y = y;
    }
  add_column (span, &column, cr);
  cairo_fill (cr);
}

/* Joins values; a gap where there is none. */
static void
stroke_values (const Span *span, gboolean is_step, cairo_t *cr)
{
  gboolean is_down = FALSE;
  double last_y = 0;
  guint batched = 0;

  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  for (gsize i = span->from; i <= span->to; i++)
    {
      if (isnan (span->values[i]))
        {
          is_down = FALSE;
          continue;
        }
      double x = get_x (span, i);
      double y = get_y (span, span->values[i]);
      if (!is_down)
        cairo_move_to (cr, x, y);
      else if (is_step && y != last_y)
        /* A level ends where the next begins, without a slope between. */
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
      is_down = TRUE;
      last_y = y;
      if (++batched % BATCH != 0)
        continue;
      cairo_stroke (cr);
      cairo_move_to (cr, x, y);
    }
  cairo_stroke (cr);
}

static void
draw_line (const Span *span, gboolean is_step, cairo_t *cr)
{
  bt_chart_theme_set_source (cr, bt_study_layer_colour (span->view, span->study, span->output, 0),
                             1.0);
  if (is_dense (span))
    fill_columns (span, is_step, cr);
  else
    stroke_values (span, is_step, cr);
}

/* Fills between an output and its other edge, run by run of one sign. */
static void
fill_between (const Span *span, const Span *other, gboolean is_cloud, cairo_t *cr)
{
  const BtChartTheme *theme = &span->view->theme;
  gsize start = span->from;

  while (start < span->to)
    {
      if (isnan (span->values[start]) || isnan (other->values[start]))
        {
          start++;
          continue;
        }
      gboolean is_above = span->values[start] >= other->values[start];
      gsize end = start;
      while (end < span->to && end - start < BATCH && !isnan (span->values[end + 1])
             && !isnan (other->values[end + 1])
             && (!is_cloud || (span->values[end + 1] >= other->values[end + 1]) == is_above))
        end++;
      if (end > start)
        {
          cairo_move_to (cr, get_x (span, start), get_y (span, span->values[start]));
          for (gsize i = start + 1; i <= end; i++)
            cairo_line_to (cr, get_x (span, i), get_y (span, span->values[i]));
          for (gsize i = end + 1; i-- > start;)
            cairo_line_to (cr, get_x (other, i), get_y (other, other->values[i]));
          cairo_close_path (cr);
          if (is_cloud)
            bt_chart_theme_set_source (cr, is_above ? &theme->up : &theme->down, CLOUD_ALPHA);
          else
            bt_chart_theme_set_source (
              cr, bt_study_layer_colour (span->view, span->study, span->output, 0), BAND_ALPHA);
          cairo_fill (cr);
        }
      start = end + 1 > start + 1 ? end : start + 1;
    }
}

/* Bars from zero, all of one colour at a time. */
static void
draw_histogram (const Span *span, cairo_t *cr)
{
  const BtPixelGrid *grid = &span->view->grid;
  BtCandleShape shape
    = bt_candle_projection_shape (bt_time_scale_spacing (&span->view->time) * grid->scale);
  double unit = bt_pixel_grid_unit (grid);
  double zero = bt_pixel_grid_row (grid, get_y (span, 0));
  int arm = shape.body / 2;

  for (int sign = 0; sign < 2; sign++)
    {
      guint batched = 0;

      bt_chart_theme_set_source (
        cr, bt_study_layer_colour (span->view, span->study, span->output, sign == 0 ? 1 : -1),
        HISTOGRAM_ALPHA);
      for (gsize i = span->from; i <= span->to; i++)
        {
          double value = span->values[i];
          if (isnan (value) || (value < 0) != (sign == 1))
            continue;
          double x = bt_pixel_grid_column (grid, get_x (span, i)) - arm * unit;
          double y = bt_pixel_grid_row (grid, get_y (span, value));
          cairo_rectangle (cr, x, MIN (y, zero), shape.body * unit, MAX (fabs (y - zero), unit));
          if (++batched % BATCH == 0)
            cairo_fill (cr);
        }
      cairo_fill (cr);
    }
}

static void
draw_dots (const Span *span, cairo_t *cr)
{
  bt_chart_theme_set_source (cr, bt_study_layer_colour (span->view, span->study, span->output, 0),
                             1.0);
  for (gsize i = span->from; i <= span->to; i++)
    if (!isnan (span->values[i]))
      cairo_rectangle (
        cr, bt_pixel_grid_x (&span->view->grid, get_x (span, i) - DOT_PX / 2),
        bt_pixel_grid_y (&span->view->grid, get_y (span, span->values[i]) - DOT_PX / 2), DOT_PX,
        DOT_PX);
  cairo_fill (cr);
}

/* Turning points, each some candles before the one at which it was known. */
static void
draw_pivots (const Span *span, cairo_t *cr)
{
  const double *back = bt_study_series_get_values (span->study->series, span->output + 1);
  gsize length = bt_study_series_get_length (span->study->series);
  gboolean is_down = FALSE;

  if (back == NULL)
    return;
  cairo_set_line_width (cr, LINE_WIDTH);
  /* A point may lie far before its knowing: one beyond either edge still joins one in view. */
  for (gsize i = 0; i < length; i++)
    {
      if (isnan (span->values[i]) || isnan (back[i]))
        continue;
      double x = bt_time_scale_to_x (&span->view->time, (double) i - back[i]);
      double y = get_y (span, span->values[i]);
      if (is_down)
        cairo_line_to (cr, CLAMP (x, -30000, 30000), y);
      else
        cairo_move_to (cr, CLAMP (x, -30000, 30000), y);
      is_down = TRUE;
      if (x > span->view->plot_width)
        break;
    }
  bt_chart_theme_set_source (cr, bt_study_layer_colour (span->view, span->study, span->output, 0),
                             1.0);
  cairo_stroke (cr);
}

static void
draw_output (const Span *span, const Span *other, cairo_t *cr)
{
  BtStudyStyle style = span->study->settings.study->outputs[span->output].style;

  switch (style)
    {
    case BT_STUDY_STYLE_HISTOGRAM:
      draw_histogram (span, cr);
      break;
    case BT_STUDY_STYLE_DOTS:
      draw_dots (span, cr);
      break;
    case BT_STUDY_STYLE_BAND:
    case BT_STUDY_STYLE_CLOUD:
      fill_between (span, other, style == BT_STUDY_STYLE_CLOUD, cr);
      draw_line (span, FALSE, cr);
      break;
    case BT_STUDY_STYLE_PIVOTS:
      draw_pivots (span, cr);
      break;
    case BT_STUDY_STYLE_LINE:
    case BT_STUDY_STYLE_STEP:
      draw_line (span, style == BT_STUDY_STYLE_STEP, cr);
      break;
    case BT_STUDY_STYLE_NONE:
    default:
      break;
    }
}

static gboolean
is_joined (const BtStudyOutput *output)
{
  return output->style != BT_STUDY_STYLE_HISTOGRAM && output->style != BT_STUDY_STYLE_DOTS;
}

/* Draws the outputs over candles first … end − 1; those of the first are only joined to when it is
 * not the very first. */
static void
draw_study (const BtChartView *view,
            const BtChartStudy *study,
            const BtChartPane *pane,
            gsize first,
            gsize end,
            cairo_t *cr)
{
  const BtStudy *definition = study->settings.study;

  cairo_save (cr);
  cairo_rectangle (cr, 0, pane != NULL ? pane->top : 0, view->plot_width,
                   pane != NULL ? pane->height : view->plot_height);
  cairo_clip (cr);
  for (guint output = 0; output < definition->n_outputs; output++)
    {
      gboolean is_pivot = definition->outputs[output].style == BT_STUDY_STYLE_PIVOTS;
      Span span;
      Span other;

      /* Pivots lie at other candles than those that they are known at. */
      if ((is_pivot && first > 0) || !make_span (&span, view, study, pane, output)
          || !make_span (&other, view, study, pane, definition->outputs[output].fill_to)
          || !find_span (&span, MIN (end, bt_study_series_get_length (study->series))))
        continue;
      /* A line comes from the candle before; other marks stand for themselves. */
      span.from = MAX (span.from,
                       is_joined (&definition->outputs[output]) || first == 0 ? first : first + 1);
      if (span.from > span.to)
        continue;
      draw_output (&span, &other, cr);
    }
  cairo_restore (cr);
}

static const BtChartPane *
find_pane (const BtChartView *view, guint study)
{
  for (guint i = 0; i < view->n_panes; i++)
    if (view->panes[i].study == study)
      return &view->panes[i];
  return NULL;
}

/* Studies of panes that found no room are not drawn. */
static gboolean
has_place (const BtChartView *view, guint study)
{
  return view->studies[study].settings.study->is_overlay || find_pane (view, study) != NULL;
}

static void
draw_guides (const BtChartView *view, const BtChartPane *pane, cairo_t *cr)
{
  const BtStudy *definition = view->studies[pane->study].settings.study;
  const double dashes[] = { 4.0, 4.0 };
  double unit = bt_pixel_grid_unit (&view->grid);

  cairo_save (cr);
  cairo_set_line_width (cr, unit);
  cairo_set_dash (cr, dashes, 2, 0);
  for (guint i = 0; i < definition->n_guides; i++)
    {
      double y = pane->top + bt_price_scale_to_y (&pane->scale, definition->guides[i]);
      double middle = bt_pixel_grid_row (&view->grid, y) + unit / 2;
      cairo_move_to (cr, 0, middle);
      cairo_line_to (cr, view->plot_width, middle);
    }
  bt_chart_theme_set_source (cr, &view->theme.separator, GUIDE_ALPHA);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_pane_grid (const BtChartView *view, const BtChartPane *pane, cairo_t *cr)
{
  double unit = bt_pixel_grid_unit (&view->grid);

  for (guint i = 0; i < pane->n_ticks; i++)
    cairo_rectangle (cr, 0, bt_pixel_grid_row (&view->grid, pane->top + pane->ticks[i].y),
                     view->plot_width, unit);
  for (guint i = 0; i < view->n_ticks; i++)
    cairo_rectangle (
      cr,
      bt_pixel_grid_column (
        &view->grid, bt_time_scale_to_x (&view->time, (double) view->ticks[i].index
                                                        - (view->ticks[i].is_major ? 0.5 : 0))),
      pane->top, unit, pane->height);
  bt_chart_theme_set_source (cr, &view->theme.grid, 1.0);
  cairo_fill (cr);
  cairo_rectangle (cr, 0, bt_pixel_grid_row (&view->grid, pane->top), view->width, unit);
  bt_chart_theme_set_source (cr, &view->theme.line, 1.0);
  cairo_fill (cr);
  draw_guides (view, pane, cr);
}

void
bt_study_layer_draw (const BtChartView *view, cairo_t *cr)
{
  gsize end = view->columns.length;

  if (!view->has_candles)
    return;
  if (view->last == view->columns.length - 1)
    end--;
  for (guint i = 0; i < view->n_panes; i++)
    draw_pane_grid (view, &view->panes[i], cr);
  for (guint i = 0; i < view->n_studies; i++)
    if (has_place (view, i))
      draw_study (view, &view->studies[i], find_pane (view, i), 0, end, cr);
}

void
bt_study_layer_draw_newest (const BtChartView *view, cairo_t *cr)
{
  gsize length = view->columns.length;

  if (!view->has_candles || view->last != length - 1)
    return;
  for (guint i = 0; i < view->n_studies; i++)
    if (has_place (view, i))
      draw_study (view, &view->studies[i], find_pane (view, i), length > 1 ? length - 2 : 0, length,
                  cr);
}

graphene_rect_t
bt_study_layer_newest_bounds (const BtChartView *view)
{
  double newest = (double) view->columns.length - 1;
  int most = 0;
  int least = 0;

  if (!view->has_candles || view->n_studies == 0 || view->last != view->columns.length - 1)
    return GRAPHENE_RECT_INIT (0, 0, 0, 0);
  for (guint i = 0; i < view->n_studies; i++)
    for (guint output = 0; output < view->studies[i].settings.study->n_outputs; output++)
      {
        int shift = bt_study_settings_get_shift (&view->studies[i].settings, output);
        most = MAX (most, shift);
        least = MIN (least, shift);
      }
  double left = MAX (bt_time_scale_to_x (&view->time, newest - 1.5 + least) - DOT_PX, 0);
  double right
    = MIN (bt_time_scale_to_x (&view->time, newest + 0.5 + most) + DOT_PX, view->plot_width);

  if (right <= left)
    return GRAPHENE_RECT_INIT (0, 0, 0, 0);
  return GRAPHENE_RECT_INIT ((float) left, 0, (float) (right - left), (float) view->body_height);
}

/* Finds the newest value of a study's first output and its height; FALSE where there is none or it
 * lies outside the pane. */
static gboolean
find_value_tag (const BtChartView *view, const BtChartPane *pane, double *value, double *y)
{
  const BtChartStudy *study = &view->studies[pane->study];
  const double *values = bt_study_series_get_values (study->series, 0);

  if (values == NULL || isnan (values[view->columns.length - 1]))
    return FALSE;
  *value = values[view->columns.length - 1]
           / bt_chart_study_unit (study, 0, bt_chart_view_digits (view));
  *y = bt_price_scale_to_y (&pane->scale, *value);
  return *y >= 0 && *y <= pane->height;
}

static void
draw_pane_axis (const BtChartView *view, const BtChartPane *pane, cairo_t *cr)
{
  const BtChartStudy *study = &view->studies[pane->study];
  double tag = bt_chart_view_metric (view, BT_AXIS_TAG_PX);
  double x = view->plot_width + BT_AXIS_TEXT_INDENT_PX;
  guint digits = bt_chart_view_digits (view);
  double value = 0;
  double tag_y = 0;
  gboolean has_tag = find_value_tag (view, pane, &value, &tag_y);
  char text[40];

  tag_y = CLAMP (tag_y, tag / 2 + 1, MAX (pane->height - tag / 2, tag / 2 + 1));
  bt_chart_theme_set_source (cr, &view->theme.axis_text, 1.0);
  for (guint i = 0; i < pane->n_ticks; i++)
    {
      const BtPriceTick *tick = &pane->ticks[i];
      if (tick->y < tag / 2 || tick->y > pane->height - tag / 2
          || (has_tag && fabs (tick->y - tag_y) < tag))
        continue;
      bt_text_cache_show (view->text, cr, &view->grid,
                          bt_chart_study_format (study, 0, digits, tick->value, text), BT_TEXT_AXIS,
                          x, pane->top + tick->y, 0);
    }
  if (has_tag)
    bt_axis_layer_draw_filled_tag (
      view, cr, pane->top + tag_y, bt_chart_study_format (study, 0, digits, value, text),
      bt_study_layer_colour (view, study, 0, value), &view->theme.study_tag_text);
}

void
bt_study_layer_draw_axes (const BtChartView *view, cairo_t *cr)
{
  if (!view->has_candles || !view->has_text)
    return;
  for (guint i = 0; i < view->n_panes; i++)
    draw_pane_axis (view, &view->panes[i], cr);
}
