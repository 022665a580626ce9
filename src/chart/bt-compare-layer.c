// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-compare-layer.h"

#include "chart/bt-axis-layer.h"
#include "chart/bt-rounded-box.h"

#include <math.h>

#define LINE_WIDTH 1.5
/* A stroke's cost grows faster than its length. */
#define BATCH 64
#define LEGEND_LEFT_PX 5.0
#define LEGEND_TOP_PX 33.0
#define LEGEND_LINE_PX 19.0
#define LEGEND_PADDING_PX 5.0
#define LEGEND_GAP_PX 6.0
#define GROUND_ALPHA 0.8
#define TAG_RADIUS_PX 3.0

static const GdkRGBA *
get_colour (const BtChartView *view, const BtChartCompare *compare)
{
  return &view->theme.study[compare->colour % BT_CHART_N_STUDY_COLOURS];
}

static const char *
format_price (const BtChartCompare *compare, double points, char text[static 40])
{
  char decimal[BT_DECIMAL_BUFFER];
  gint64 whole = (gint64) floor (points + 0.5);

  bt_decimal_format (whole, bt_chart_compare_get_instrument (compare)->digits, decimal);
  g_snprintf (text, 40, "%s%s", whole < 0 ? "\u2212" : "", decimal + (whole < 0 ? 1 : 0));
  return text;
}

/* A line while it is drawn. */
typedef struct
{
  const BtChartView *view;
  cairo_t *cr;
  gboolean has_point;
  double x;
  double y;
  guint count;
} Pen;

static void
lift (Pen *pen)
{
  cairo_stroke (pen->cr);
  pen->has_point = FALSE;
  pen->count = 0;
}

static void
go_to (Pen *pen, double x, double y)
{
  if (!pen->has_point)
    cairo_move_to (pen->cr, x, y);
  else
    cairo_line_to (pen->cr, x, y);
  pen->has_point = TRUE;
  pen->x = x;
  pen->y = y;
  if (++pen->count % BATCH != 0)
    return;
  cairo_stroke (pen->cr);
  cairo_move_to (pen->cr, x, y);
}

/* Adds one close, or where several candles share a column of pixels the span of their closes. */
static void
add_candle (Pen *pen, guint index, gsize from, gsize candle, double x)
{
  const BtChartCompare *compare = &pen->view->compares[index];
  double y;
  double low_y;
  double high_y;

  if (!bt_chart_view_compare_y (pen->view, index, (double) compare->columns.close_points[candle],
                                &y))
    return;
  if (from < candle)
    {
      BtCandleExtent extent
        = bt_candle_pyramid_get (compare->pyramid, &compare->columns, from, candle);
      bt_chart_view_compare_y (pen->view, index, (double) extent.close_low_points, &low_y);
      bt_chart_view_compare_y (pen->view, index, (double) extent.close_high_points, &high_y);
      go_to (pen, x, low_y);
      go_to (pen, x, high_y);
    }
  go_to (pen, x, y);
}

static void
draw_line (const BtChartView *view, guint index, cairo_t *cr)
{
  const BtChartCompare *compare = &view->compares[index];
  double step = bt_pixel_grid_unit (&view->grid) / bt_time_scale_spacing (&view->time);
  gsize stride = (gsize) MAX (floor (step), 1);
  gsize before = compare->first;
  Pen pen = { .view = view, .cr = cr };

  bt_chart_theme_set_source (cr, get_colour (view, compare), 1.0);
  for (gsize i = view->first; i <= view->last; i += stride)
    {
      /* The newest one is always shown. */
      gsize shown = i + stride > view->last ? view->last : i;
      gsize candle = 0;
      if (!bt_chart_compare_find (compare, view->columns.time_usec[shown], &candle))
        {
          lift (&pen);
          continue;
        }
      gsize from = stride > 1 && pen.has_point ? MIN (before + 1, candle) : candle;
      add_candle (&pen, index, from, candle, bt_time_scale_to_x (&view->time, (double) shown));
      before = candle;
    }
  lift (&pen);
}

void
bt_compare_layer_draw_lines (const BtChartView *view, cairo_t *cr)
{
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, view->plot_width, view->plot_height);
  cairo_clip (cr);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  for (guint i = 0; i < view->n_compares; i++)
    if (view->compares[i].is_in_view)
      draw_line (view, i, cr);
  cairo_restore (cr);
}

graphene_rect_t
bt_compare_layer_axes_bounds (const BtChartView *view)
{
  double width = 0;

  for (guint i = 0; i < view->n_compares; i++)
    width += view->compares[i].width;
  if (width <= 0)
    return GRAPHENE_RECT_INIT (0, 0, 0, 0);
  return GRAPHENE_RECT_INIT ((float) view->width, 0, (float) width, (float) view->height);
}

/* The tag of the last close; returns where its middle is, or a place far off. */
static double
get_last_y (const BtChartView *view, guint index)
{
  const BtChartCompare *compare = &view->compares[index];
  gsize candle = 0;
  double y;

  if (!bt_chart_compare_find (compare, view->columns.time_usec[view->columns.length - 1], &candle)
      || !bt_chart_view_compare_y (view, index, (double) compare->columns.close_points[candle], &y))
    return -G_MAXFLOAT;
  return y;
}

static void
draw_axis (const BtChartView *view, guint index, cairo_t *cr)
{
  const BtChartCompare *compare = &view->compares[index];
  double unit = bt_pixel_grid_unit (&view->grid);
  double tag = bt_chart_view_metric (view, BT_AXIS_TAG_PX);
  double yield = bt_chart_view_metric (view, BT_AXIS_YIELD_PX);
  double last_y = get_last_y (view, index);
  double x = compare->left + BT_AXIS_TEXT_INDENT_PX;
  char text[40];

  bt_chart_theme_set_source (cr, &view->theme.line, 1.0);
  cairo_rectangle (cr, bt_pixel_grid_x (&view->grid, compare->left), 0, unit, view->body_height);
  cairo_fill (cr);
  if (!view->has_text)
    return;
  bt_chart_theme_set_source (cr, &view->theme.axis_text, 1.0);
  for (guint i = 0; i < compare->n_ticks; i++)
    {
      double y = compare->ticks[i].y;
      if (y >= tag / 2 && y <= view->plot_height - tag / 2 && fabs (y - last_y) >= yield)
        bt_text_cache_show (view->text, cr, &view->grid,
                            format_price (compare, compare->ticks[i].value, text), BT_TEXT_AXIS, x,
                            y, 0);
    }
  if (last_y < 0 || last_y >= view->plot_height)
    return;
  double top = bt_pixel_grid_y (&view->grid, last_y - tag / 2);
  bt_rounded_box_add (cr, compare->left + unit, top, compare->width - 1 - unit, tag, TAG_RADIUS_PX);
  bt_chart_theme_set_source (cr, get_colour (view, compare), 1.0);
  cairo_fill (cr);
  bt_chart_theme_set_source (cr, &view->theme.study_tag_text, 1.0);
  bt_text_cache_show (
    view->text, cr, &view->grid,
    format_price (compare, (double) compare->columns.close_points[compare->columns.length - 1],
                  text),
    BT_TEXT_AXIS_BOLD, x, top + tag / 2, 0);
}

void
bt_compare_layer_draw_axes (const BtChartView *view, cairo_t *cr)
{
  graphene_rect_t bounds = bt_compare_layer_axes_bounds (view);

  cairo_rectangle (cr, bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height);
  bt_chart_theme_set_source (cr, &view->theme.view, 1.0);
  cairo_fill (cr);
  for (guint i = 0; i < view->n_compares; i++)
    if (view->compares[i].width > 0)
      draw_axis (view, i, cr);
}

/* What is said of a line at a candle: its close, and how far it moved since the view begins. */
static void
format_values (
  const BtChartView *view, guint index, gsize candle, char price[static 40], char change[static 40])
{
  const BtChartCompare *compare = &view->compares[index];
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  gsize found = 0;

  g_strlcpy (price, "\u2013", 40);
  change[0] = '\0';
  if (!bt_chart_compare_find (compare, view->columns.time_usec[candle], &found))
    return;
  double close = (double) compare->columns.close_points[found];
  format_price (compare, close, price);
  if (compare->base_points <= 0)
    return;
  double percent = 100.0 * (close / compare->base_points - 1);
  g_ascii_formatd (number, sizeof number, "%.2f", fabs (percent));
  g_snprintf (change, 40, "%s%s\u202f%%",
              percent > 0.005    ? "+"
              : percent < -0.005 ? "\u2212"
                                 : "",
              number);
}

double
bt_compare_layer_legend_height (const BtChartView *view)
{
  return view->n_compares * bt_chart_view_metric (view, LEGEND_LINE_PX);
}

static double
measure_row (const BtChartView *view, guint index, gsize candle)
{
  const BtChartCompare *compare = &view->compares[index];
  char price[40];
  char change[40];

  format_values (view, index, candle, price, change);
  return bt_text_cache_width (view->text, bt_chart_compare_get_instrument (compare)->symbol,
                              BT_TEXT_LEGEND)
         + bt_text_cache_width (view->text, price, BT_TEXT_LEGEND)
         + bt_text_cache_width (view->text, change, BT_TEXT_LEGEND) + 2 * LEGEND_GAP_PX
         + 2 * LEGEND_PADDING_PX;
}

graphene_rect_t
bt_compare_layer_legend_bounds (const BtChartView *view)
{
  gsize candle = 0;
  double width = 0;

  if (view->n_compares == 0 || !view->has_text || !bt_chart_view_get_current (view, &candle))
    return GRAPHENE_RECT_INIT (0, 0, 0, 0);
  for (guint i = 0; i < view->n_compares; i++)
    width = MAX (width, measure_row (view, i, candle));
  return GRAPHENE_RECT_INIT (
    (float) LEGEND_LEFT_PX, (float) bt_chart_view_metric (view, LEGEND_TOP_PX),
    (float) MIN (width, view->plot_width), (float) bt_compare_layer_legend_height (view));
}

static void
draw_row (const BtChartView *view, guint index, gsize candle, double top, cairo_t *cr)
{
  const BtChartCompare *compare = &view->compares[index];
  const char *symbol = bt_chart_compare_get_instrument (compare)->symbol;
  double height = bt_chart_view_metric (view, LEGEND_LINE_PX);
  double x = LEGEND_LEFT_PX + LEGEND_PADDING_PX;
  char price[40];
  char change[40];
  const char *const texts[] = { symbol, price, change };

  format_values (view, index, candle, price, change);
  bt_rounded_box_add (cr, LEGEND_LEFT_PX, top, measure_row (view, index, candle), height - 1, 4);
  bt_chart_theme_set_source (cr, &view->theme.view, GROUND_ALPHA);
  cairo_fill (cr);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      bt_chart_theme_set_source (cr, i == 0 ? &view->theme.secondary : get_colour (view, compare),
                                 1.0);
      bt_text_cache_show (view->text, cr, &view->grid, texts[i], BT_TEXT_LEGEND, x,
                          top + height / 2, 0);
      x += bt_text_cache_width (view->text, texts[i], BT_TEXT_LEGEND) + LEGEND_GAP_PX;
    }
}

void
bt_compare_layer_draw_legend (const BtChartView *view, cairo_t *cr)
{
  double top = bt_chart_view_metric (view, LEGEND_TOP_PX);
  gsize candle = 0;

  if (!view->has_text || !bt_chart_view_get_current (view, &candle))
    return;
  for (guint i = 0; i < view->n_compares; i++)
    draw_row (view, i, candle, top + i * bt_chart_view_metric (view, LEGEND_LINE_PX), cr);
}

char *
bt_compare_layer_describe (const BtChartView *view, guint compare, gsize index)
{
  char price[40];
  char change[40];

  g_return_val_if_fail (compare < view->n_compares && index < view->columns.length, NULL);

  format_values (view, compare, index, price, change);
  return g_strdup_printf ("%s: %s%s%s",
                          bt_chart_compare_get_instrument (&view->compares[compare])->symbol, price,
                          change[0] != '\0' ? ", " : "", change);
}
