// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-study-layer.h"

#include "chart/bt-axis-layer.h"
#include "chart/bt-study-marks.h"

#include <math.h>

#define GUIDE_ALPHA 0.55
#define GUIDE_BAND_ALPHA 0.07

const GdkRGBA *
bt_study_layer_colour (const BtChartView *view,
                       const BtChartStudy *study,
                       guint output,
                       double value)
{
  const BtChartTheme *theme = &view->theme;
  guint first = bt_chart_study_palette_index (study);

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
      return &theme->study[(first + 3) % BT_CHART_N_STUDY_COLOURS];
    case BT_STUDY_ROLE_TERTIARY:
      return &theme->study[(first + 5) % BT_CHART_N_STUDY_COLOURS];
    case BT_STUDY_ROLE_PRIMARY:
    default:
      return &theme->study[first % BT_CHART_N_STUDY_COLOURS];
    }
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
      BtStudyStyle style = definition->outputs[output].style;
      gboolean is_joined = bt_study_marks_are_joined (style);
      BtStudyTrace trace;
      BtStudyTrace other;

      /* Pivots lie at other candles than those that they are known at. */
      if ((style == BT_STUDY_STYLE_PIVOTS && first > 0)
          || !bt_study_trace_init (&trace, view, study, pane, output, end)
          || !bt_study_trace_init (&other, view, study, pane, definition->outputs[output].fill_to,
                                   end))
        continue;
      /* A line comes from the candle before; other marks stand for themselves. */
      trace.from = MAX (trace.from, is_joined || first == 0 ? first : first + 1);
      if (trace.from <= trace.to)
        bt_study_marks_draw (&trace, &other, cr);
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

/* Studies that are hidden, or of panes that found no room, are not drawn. */
static gboolean
has_place (const BtChartView *view, guint study)
{
  return !view->studies[study].look.is_hidden
         && (view->studies[study].settings.study->is_overlay || find_pane (view, study) != NULL);
}

/* Whether a pane has fixed levels to be read by: a single one is only a middle. */
static gboolean
has_levels (const BtChartView *view, const BtChartPane *pane)
{
  return view->studies[pane->study].settings.study->n_guides > 1;
}

static double
find_guide_y (const BtChartView *view, const BtChartPane *pane, guint guide)
{
  const BtStudy *definition = view->studies[pane->study].settings.study;

  return bt_price_scale_to_y (&pane->scale, definition->guides[guide]);
}

/* Tints what lies between the outermost levels. */
static void
draw_guide_band (const BtChartView *view, const BtChartPane *pane, cairo_t *cr)
{
  const BtChartStudy *study = &view->studies[pane->study];
  double low = CLAMP (find_guide_y (view, pane, 0), 0, pane->height);
  double high
    = CLAMP (find_guide_y (view, pane, study->settings.study->n_guides - 1), 0, pane->height);
  double top = bt_pixel_grid_y (&view->grid, pane->top + MIN (low, high));
  double bottom = bt_pixel_grid_y (&view->grid, pane->top + MAX (low, high));

  cairo_rectangle (cr, 0, top, view->plot_width, bottom - top);
  bt_chart_theme_set_source (cr, bt_study_layer_colour (view, study, 0, 0), GUIDE_BAND_ALPHA);
  cairo_fill (cr);
}

static void
draw_guides (const BtChartView *view, const BtChartPane *pane, cairo_t *cr)
{
  const BtStudy *definition = view->studies[pane->study].settings.study;
  const double dashes[] = { 4.0, 4.0 };
  double unit = bt_pixel_grid_unit (&view->grid);

  cairo_save (cr);
  if (has_levels (view, pane))
    draw_guide_band (view, pane, cr);
  cairo_set_line_width (cr, unit);
  cairo_set_dash (cr, dashes, 2, 0);
  for (guint i = 0; i < definition->n_guides; i++)
    {
      double y = pane->top + find_guide_y (view, pane, i);
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
      bt_pixel_grid_column (&view->grid,
                            view->ticks[i].is_major
                              ? bt_time_scale_left_x (&view->time, view->ticks[i].index)
                              : bt_time_scale_to_x (&view->time, (double) view->ticks[i].index)),
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
  double left
    = MAX (bt_time_scale_to_x (&view->time, newest - 1.5 + least) - BT_STUDY_MARKS_DOT_PX, 0);
  double right = MIN (bt_time_scale_to_x (&view->time, newest + 0.5 + most) + BT_STUDY_MARKS_DOT_PX,
                      view->plot_width);

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

/* The heights in a pane that labels of its axis have taken. */
typedef struct
{
  double heights[BT_CHART_MAX_PANE_TICKS + BT_STUDY_MAX_GUIDES + 1];
  guint count;
} TakenHeights;

/* Takes the height of a label; FALSE where it would touch another one or leave the pane. */
static gboolean
take_height (TakenHeights *taken, const BtChartPane *pane, double y, double label)
{
  if (y < label / 2 || y > pane->height - label / 2)
    return FALSE;
  for (guint i = 0; i < taken->count; i++)
    if (fabs (taken->heights[i] - y) < label)
      return FALSE;
  taken->heights[taken->count++] = y;
  return TRUE;
}

static void
draw_pane_label (
  const BtChartView *view, const BtChartPane *pane, TakenHeights *taken, double value, cairo_t *cr)
{
  double y = bt_price_scale_to_y (&pane->scale, value);
  char text[40];

  if (!take_height (taken, pane, y, bt_chart_view_metric (view, BT_AXIS_TAG_PX)))
    return;
  bt_text_cache_show (view->text, cr, &view->grid,
                      bt_chart_study_format (&view->studies[pane->study], 0,
                                             bt_chart_view_digits (view), value, text),
                      BT_TEXT_AXIS, view->plot_width + BT_AXIS_TEXT_INDENT_PX, pane->top + y, 0);
}

/* The newest value first, then the levels that are drawn, then what else there is room for. */
static void
draw_pane_axis (const BtChartView *view, const BtChartPane *pane, cairo_t *cr)
{
  const BtChartStudy *study = &view->studies[pane->study];
  const BtStudy *definition = study->settings.study;
  double label = bt_chart_view_metric (view, BT_AXIS_TAG_PX);
  TakenHeights taken = { .count = 0 };
  double value = 0;
  double tag_y = 0;
  char text[40];

  if (find_value_tag (view, pane, &value, &tag_y))
    {
      tag_y = CLAMP (tag_y, label / 2 + 1, MAX (pane->height - label / 2, label / 2 + 1));
      taken.heights[taken.count++] = tag_y;
      bt_axis_layer_draw_filled_tag (
        view, cr, pane->top + tag_y,
        bt_chart_study_format (study, 0, bt_chart_view_digits (view), value, text),
        bt_study_layer_colour (view, study, 0, value), &view->theme.study_tag_text);
    }
  bt_chart_theme_set_source (cr, &view->theme.axis_text, 1.0);
  for (guint i = 0; i < definition->n_guides; i++)
    draw_pane_label (view, pane, &taken, definition->guides[i], cr);
  for (guint i = 0; i < pane->n_ticks; i++)
    draw_pane_label (view, pane, &taken, pane->ticks[i].value, cr);
}

void
bt_study_layer_draw_axes (const BtChartView *view, cairo_t *cr)
{
  if (!view->has_candles || !view->has_text)
    return;
  for (guint i = 0; i < view->n_panes; i++)
    draw_pane_axis (view, &view->panes[i], cr);
}
