// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-legend-layer.h"

#include "base/bt-volume.h"
#include "chart/bt-rounded-box.h"

#include <math.h>

#define LEFT_PX 5.0
#define TOP_PX 10.0
#define HEIGHT_PX 22.0
#define PADDING_PX 5.0
#define GROUND_ALPHA 0.8
#define MAX_PARTS 16

/* A piece of the legend; pieces are put side by side. */
typedef struct
{
  char text[72];
  BtTextStyle style;
  const GdkRGBA *ink;
  double gap; /* before it */
} Part;

typedef struct
{
  Part parts[MAX_PARTS];
  guint count;
  double width;
} Legend;

/* Appends a piece; does nothing once one did not fit. */
static void
add_part (const BtChartView *view,
          Legend *legend,
          const char *text,
          BtTextStyle style,
          const GdkRGBA *ink,
          double gap)
{
  double width = gap + bt_text_cache_width (view->text, text, style);

  if (legend->width < 0 || legend->count == MAX_PARTS)
    return;
  if (legend->width + width > view->plot_width - view->corner_px - 2 * LEFT_PX - 2 * PADDING_PX)
    {
      legend->width = -1;
      return;
    }
  Part *part = &legend->parts[legend->count++];
  g_strlcpy (part->text, text, sizeof part->text);
  part->style = style;
  part->ink = ink;
  part->gap = gap;
  legend->width += width;
}

/* The change from the close before: "+0.27 (+0.01 %)". */
static void
format_change (const BtChartView *view, gsize index, char *text, gsize size)
{
  gint64 close = view->columns.close_points[index];
  gint64 before
    = index > 0 ? view->columns.close_points[index - 1] : view->columns.open_points[index];
  gint64 change = close - before;
  double whole = fabs (bt_chart_view_whole (view, (double) before));
  double percent = whole != 0 ? 100.0 * (double) change / whole : 0;
  const char *sign = change > 0 ? "+" : change < 0 ? "\u2212" : "";
  char amount[40];
  char share[G_ASCII_DTOSTR_BUF_SIZE];

  bt_chart_view_format_distance (view, ABS (change), amount);
  g_ascii_formatd (share, sizeof share, "%.2f", fabs (percent));
  g_snprintf (text, size, "%s%s (%s%s\u202f%%)", sign, amount, sign, share);
}

static void
format_volume (gint64 volume, char *text, gsize size)
{
  char decimal[BT_DECIMAL_BUFFER];

  g_snprintf (text, size, "%s", bt_decimal_format_short (volume, BT_VOLUME_DIGITS, 0, decimal));
}

/* Values that fit or are left out together with their letter. */
static void
add_value (const BtChartView *view,
           Legend *legend,
           const char *letter,
           const char *value,
           const GdkRGBA *ink)
{
  Legend before = *legend;

  add_part (view, legend, letter, BT_TEXT_LEGEND, &view->theme.secondary, 9);
  add_part (view, legend, value, BT_TEXT_LEGEND, ink, 5);
  if (legend->width >= 0)
    return;
  *legend = before;
  legend->width = -1;
}

/* What the bars are made by, where that is not time: of one size, and of what timeframe. */
static void
format_bars (const BtChartView *view, char *text, gsize size)
{
  const BtChartSeriesKind kind = view->spec.kind;
  const char *timeframe = bt_timeframe_to_string (view->timeframe);
  gboolean has_size = kind == BT_CHART_SERIES_RENKO || kind == BT_CHART_SERIES_RANGE
                      || kind == BT_CHART_SERIES_POINT_FIGURE;
  char amount[40] = "";

  if (kind == BT_CHART_SERIES_TIME)
    g_snprintf (text, size, "\u00b7 %s", timeframe);
  else if (!has_size || view->series == NULL)
    g_snprintf (text, size, "\u00b7 %s \u00b7 %s", timeframe, view->bars_texts[kind]);
  else
    g_snprintf (
      text, size, "\u00b7 %s \u00b7 %s %s", timeframe, view->bars_texts[kind],
      bt_chart_view_format_distance (view, bt_chart_series_get_size (view->series), amount));
}

/* Symbol and timeframe; on a small chart the timeframe alone, by which it differs from those beside
 * it. */
static void
add_title (const BtChartView *view, Legend *legend)
{
  const char *timeframe = bt_timeframe_to_string (view->timeframe);
  char text[72];

  add_part (view, legend, bt_chart_view_symbol (view), BT_TEXT_TITLE, &view->theme.text, 0);
  format_bars (view, text, sizeof text);
  add_part (view, legend, text, BT_TEXT_LEGEND, &view->theme.secondary, 5);
  if (legend->width >= 0)
    return;
  *legend = (Legend){ 0 };
  add_part (view, legend, timeframe, BT_TEXT_TITLE, &view->theme.text, 0);
}

/* Fills the legend; its width is that of what was taken in. */
static gboolean
compose (const BtChartView *view, Legend *legend)
{
  static const char *const letters[] = { "O", "H", "L", "C" };
  gsize index = 0;
  char text[72];

  *legend = (Legend){ 0 };
  if (!view->has_candles || !view->has_text || !bt_chart_view_get_current (view, &index))
    return FALSE;

  const GdkRGBA *ink
    = bt_chart_view_is_up (view, index) ? &view->theme.up_text : &view->theme.down_text;
  gint64 values[] = { view->columns.open_points[index], view->columns.high_points[index],
                      view->columns.low_points[index], view->columns.close_points[index] };
  add_title (view, legend);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      char price[40];
      add_value (view, legend, letters[i], bt_chart_view_format_price (view, values[i], price),
                 ink);
    }
  format_change (view, index, text, sizeof text);
  add_part (view, legend, text, BT_TEXT_LEGEND, ink, 9);
  format_volume (view->columns.volume[index], text, sizeof text);
  add_value (view, legend, view->volume_text, text, &view->theme.text);
  legend->width = 0;
  for (guint i = 0; i < legend->count; i++)
    legend->width
      += legend->parts[i].gap
         + bt_text_cache_width (view->text, legend->parts[i].text, legend->parts[i].style);
  return legend->count > 0;
}

gboolean
bt_legend_layer_hit (const BtChartView *view, double x, double y)
{
  graphene_rect_t bounds = bt_legend_layer_bounds (view);

  return graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

graphene_rect_t
bt_legend_layer_bounds (const BtChartView *view)
{
  Legend legend;

  if (!compose (view, &legend))
    return GRAPHENE_RECT_INIT (0, 0, 0, 0);
  return GRAPHENE_RECT_INIT ((float) LEFT_PX, (float) TOP_PX,
                             (float) (legend.width + 2 * PADDING_PX),
                             (float) bt_chart_view_metric (view, HEIGHT_PX));
}

void
bt_legend_layer_draw (const BtChartView *view, cairo_t *cr)
{
  double height = bt_chart_view_metric (view, HEIGHT_PX);
  double x = LEFT_PX + PADDING_PX;
  Legend legend;

  if (!compose (view, &legend))
    return;
  bt_rounded_box_add (cr, LEFT_PX, TOP_PX, legend.width + 2 * PADDING_PX, height, 4);
  bt_chart_theme_set_source (cr, &view->theme.view, GROUND_ALPHA);
  cairo_fill (cr);
  for (guint i = 0; i < legend.count; i++)
    {
      const Part *part = &legend.parts[i];
      x += part->gap;
      bt_chart_theme_set_source (cr, part->ink, 1.0);
      bt_text_cache_show (view->text, cr, &view->grid, part->text, part->style, x,
                          TOP_PX + height / 2, 0);
      x += bt_text_cache_width (view->text, part->text, part->style);
    }
}
