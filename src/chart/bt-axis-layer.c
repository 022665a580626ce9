// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-axis-layer.h"

#include "base/bt-time.h"
#include "chart/bt-grid-layer.h"
#include "chart/bt-label-spread.h"
#include "chart/bt-rounded-box.h"

#include <math.h>

#define TAG_RADIUS_PX 3.0
#define ASK_ALPHA 0.55
#define TAG_GAP_PX 1.0

/* The middles of what stands over the price axis: up to MAX_PLACES of them count for yielding. */
#define MAX_PLACES 64

typedef struct
{
  double from;
  double to;
} Place;

static double
get_last_y (const BtChartView *view)
{
  return bt_chart_view_y (view, view->last_points);
}

static gboolean
is_in_plot (const BtChartView *view, double y)
{
  return y >= 0 && y < view->plot_height;
}

static double
get_last_tag_height (const BtChartView *view)
{
  return bt_chart_view_metric (view,
                               view->remaining_usec >= 0 ? BT_AXIS_LAST_TAG_PX : BT_AXIS_TAG_PX);
}

/* Where the tag of a line stands: at its line, or as near as others allow. */
typedef struct
{
  guint line;
  double y; /* of the middle */
} LineTag;

static int
compare_tags (gconstpointer a, gconstpointer b)
{
  const LineTag *first = a;
  const LineTag *second = b;

  if (first->y != second->y)
    return first->y < second->y ? -1 : 1;
  return first->line < second->line ? -1 : first->line > second->line;
}

/* Moves count sorted tags apart between two heights. */
static void
spread_tags (const BtChartView *view, LineTag *tags, guint count, double from, double to)
{
  double height = bt_chart_view_metric (view, BT_AXIS_TAG_PX);
  g_autofree double *tops = g_new (double, count + 1);
  g_autofree double *heights = g_new (double, count + 1);

  for (guint i = 0; i < count; i++)
    {
      tops[i] = tags[i].y - height / 2 - from;
      heights[i] = height;
    }
  bt_label_spread (tops, heights, count, TAG_GAP_PX, to - from);
  /* Those that find no room run over; above the plot they are not drawn. */
  for (guint i = 0; i < count; i++)
    tags[i].y = tops[i] + height > to - from + 1 ? -height : tops[i] + from + height / 2;
}

/* The last price's tag keeps its place; those of lines make way above and below it. A dragged
 * line's is drawn over all. */
static LineTag *
place_line_tags (const BtChartView *view, guint *count)
{
  LineTag *tags = g_new (LineTag, view->n_lines + 1);
  double last_y = get_last_y (view);
  double last_top = last_y - bt_chart_view_metric (view, BT_AXIS_TAG_PX) / 2 - TAG_GAP_PX;
  double last_bottom = last_top + get_last_tag_height (view) + 2 * TAG_GAP_PX;
  guint placed = 0;
  guint above = 0;

  for (guint i = 0; i < view->n_lines; i++)
    {
      double y = bt_chart_view_y (view, view->lines[i].price_points);
      if (i != view->drag.line && is_in_plot (view, y))
        tags[placed++] = (LineTag){ i, y };
    }
  qsort (tags, placed, sizeof *tags, compare_tags);
  while (above < placed && tags[above].y < last_y)
    above++;
  spread_tags (view, tags, above, 0, CLAMP (last_top, 0, view->plot_height));
  spread_tags (view, tags + above, placed - above, CLAMP (last_bottom, 0, view->plot_height),
               view->plot_height);
  *count = placed;
  return tags;
}

/* Collects the vertical spans in which a plain label would touch a tag. */
static guint
collect_price_places (const BtChartView *view, Place places[static MAX_PLACES])
{
  guint count = 0;
  double yield = bt_chart_view_metric (view, BT_AXIS_YIELD_PX);
  double last_y = get_last_y (view);
  double tag = bt_chart_view_metric (view, BT_AXIS_TAG_PX);

  places[count++] = (Place){ last_y - yield, last_y + yield + get_last_tag_height (view) - tag };
  if (view->crosshair.is_visible && view->crosshair.y >= 0)
    places[count++] = (Place){ view->crosshair.y - yield, view->crosshair.y + yield };
  guint n_tags = 0;
  g_autofree LineTag *tags = place_line_tags (view, &n_tags);
  for (guint i = 0; i < n_tags && count < MAX_PLACES; i++)
    places[count++] = (Place){ tags[i].y - yield, tags[i].y + yield };
  if (view->drag.line != BT_CHART_NO_INDEX && count < MAX_PLACES)
    {
      double y = bt_chart_view_y (view, view->drag.price_points);
      places[count++] = (Place){ y - yield, y + yield };
    }
  return count;
}

static gboolean
is_taken (const Place *places, guint count, double position)
{
  for (guint i = 0; i < count; i++)
    if (position > places[i].from && position < places[i].to)
      return TRUE;
  return FALSE;
}

static void
set_bit (guint64 bits[static 2], guint bit)
{
  if (bit < 128)
    bits[bit / 64] |= G_GUINT64_CONSTANT (1) << (bit % 64);
}

static gboolean
has_bit (const guint64 bits[static 2], guint bit)
{
  return bit < 128 && (bits[bit / 64] >> (bit % 64) & 1) != 0;
}

BtAxisMask
bt_axis_layer_mask (const BtChartView *view)
{
  BtAxisMask mask = { 0 };
  Place places[MAX_PLACES];
  char text[64];
  double middle = 0;
  double width = 0;

  if (!view->has_candles)
    return mask;

  guint count = collect_price_places (view, places);
  for (guint i = 0; i < view->n_price_ticks; i++)
    if (is_taken (places, count, view->price_ticks[i].y))
      set_bit (mask.prices, i);

  if (!view->has_text || !bt_axis_layer_place_time_tag (view, text, sizeof text, &middle, &width))
    return mask;
  for (guint i = 0; i < view->n_ticks; i++)
    {
      double x = bt_time_scale_to_x (&view->time, (double) view->ticks[i].index);
      double half = bt_text_cache_width (view->text, view->ticks[i].text, BT_TEXT_AXIS_BOLD) / 2;
      if (fabs (x - middle) < half + width / 2 + 4)
        set_bit (mask.times, i);
    }
  return mask;
}

void
bt_axis_layer_draw_prices (const BtChartView *view, const BtAxisMask *mask, cairo_t *cr)
{
  double margin = bt_chart_view_metric (view, BT_AXIS_TAG_PX) / 2;
  double x = view->plot_width + BT_AXIS_TEXT_INDENT_PX;
  char text[40];

  if (!view->has_candles || !view->has_text)
    return;
  bt_chart_theme_set_source (cr, &view->theme.axis_text, 1.0);
  for (guint i = 0; i < view->n_price_ticks; i++)
    {
      const BtPriceTick *tick = &view->price_ticks[i];
      double y = tick->y;
      if (has_bit (mask->prices, i) || y < margin || y > view->plot_height - margin)
        continue;
      bt_text_cache_show (view->text, cr, &view->grid, bt_chart_view_format_tick (view, tick, text),
                          BT_TEXT_AXIS, x, y, 0);
    }
}

static void
draw_time_labels (const BtChartView *view, const BtAxisMask *mask, cairo_t *cr)
{
  double y = (view->body_height + view->height) / 2;

  for (guint i = 0; i < view->n_ticks; i++)
    {
      const BtTimeTick *tick = &view->ticks[i];
      BtTextStyle style = tick->is_major ? BT_TEXT_AXIS_BOLD : BT_TEXT_AXIS;
      double x = tick->is_major ? bt_time_scale_left_x (&view->time, tick->index)
                                : bt_time_scale_to_x (&view->time, (double) tick->index);
      double half = bt_text_cache_width (view->text, tick->text, style) / 2;

      if (has_bit (mask->times, i) || x < half || x + half > view->plot_width)
        continue;
      bt_chart_theme_set_source (cr, tick->is_major ? &view->theme.text : &view->theme.axis_text,
                                 1.0);
      bt_text_cache_show (view->text, cr, &view->grid, tick->text, style, x, y, 0.5);
    }
}

const char *
bt_axis_layer_format_zone (BtZone zone, gint64 time_usec, char text[static 32])
{
  gint64 minutes = bt_zone_offset_usec (zone, time_usec) / BT_USEC_PER_MINUTE;
  int size = ABS ((int) minutes);

  g_strlcpy (text, "UTC", 32);
  if (minutes % 60 != 0)
    g_snprintf (text, 32, "UTC%s%d:%02d", minutes < 0 ? "\u2212" : "+", size / 60, size % 60);
  else if (minutes != 0)
    g_snprintf (text, 32, "UTC%s%d", minutes < 0 ? "\u2212" : "+", size / 60);
  return text;
}

/* The zone at the newest candle. */
static void
draw_zone (const BtChartView *view, cairo_t *cr)
{
  char text[32];

  bt_axis_layer_format_zone (view->zone, view->columns.time_usec[view->columns.length - 1], text);
  bt_chart_theme_set_source (cr, &view->theme.accent_text, 1.0);
  bt_text_cache_show (view->text, cr, &view->grid, text, BT_TEXT_AXIS_BOLD,
                      (view->plot_width + view->width) / 2, (view->body_height + view->height) / 2,
                      0.5);
}

void
bt_axis_layer_draw_times (const BtChartView *view, const BtAxisMask *mask, cairo_t *cr)
{
  if (!view->has_candles || !view->has_text)
    return;

  draw_time_labels (view, mask, cr);
  draw_zone (view, cr);
}

void
bt_axis_layer_draw_filled_tag (const BtChartView *view,
                               cairo_t *cr,
                               double y,
                               const char *text,
                               const GdkRGBA *ground,
                               const GdkRGBA *ink)
{
  double height = bt_chart_view_metric (view, BT_AXIS_TAG_PX);
  double top = bt_pixel_grid_y (&view->grid, y - height / 2);

  bt_rounded_box_add (cr, view->plot_width, top, view->width - view->plot_width - 1, height,
                      TAG_RADIUS_PX);
  bt_chart_theme_set_source (cr, ground, 1.0);
  cairo_fill (cr);
  if (!view->has_text)
    return;
  bt_chart_theme_set_source (cr, ink, 1.0);
  bt_text_cache_show (view->text, cr, &view->grid, text, BT_TEXT_AXIS_BOLD,
                      view->plot_width + BT_AXIS_TEXT_INDENT_PX, top + height / 2, 0);
}

static void
draw_outlined_tag (const BtChartView *view,
                   cairo_t *cr,
                   double y,
                   const char *text,
                   const GdkRGBA *outline,
                   const GdkRGBA *ink)
{
  double unit = bt_pixel_grid_unit (&view->grid);
  double height = bt_chart_view_metric (view, BT_AXIS_TAG_PX);
  double top = bt_pixel_grid_y (&view->grid, y - height / 2);

  bt_rounded_box_add (cr, view->plot_width + unit / 2, top + unit / 2,
                      view->width - view->plot_width - 1 - unit, height - unit, TAG_RADIUS_PX);
  bt_chart_theme_set_source (cr, &view->theme.view, 1.0);
  cairo_fill_preserve (cr);
  bt_chart_theme_set_source (cr, outline, 1.0);
  cairo_set_line_width (cr, unit);
  cairo_stroke (cr);
  if (!view->has_text)
    return;
  bt_chart_theme_set_source (cr, ink, 1.0);
  bt_text_cache_show (view->text, cr, &view->grid, text, BT_TEXT_AXIS_BOLD,
                      view->plot_width + BT_AXIS_TEXT_INDENT_PX, top + height / 2, 0);
}

static void
draw_line_tag (const BtChartView *view, cairo_t *cr, guint index, double y)
{
  const BtChartLine *line = &view->lines[index];
  BtChartLineKind kind = bt_chart_view_line_kind (view, index);
  const BtChartTheme *theme = &view->theme;
  gboolean is_good = kind == BT_CHART_LINE_TARGET
                     || ((kind == BT_CHART_LINE_PENDING || kind == BT_CHART_LINE_LIMIT)
                         && line->direction == BT_DIRECTION_BUY);
  char text[40];

  bt_chart_view_format_price (view, bt_chart_view_line_price (view, index), text);
  if (kind == BT_CHART_LINE_ENTRY && line->is_selected)
    bt_axis_layer_draw_filled_tag (view, cr, y, text, &theme->position, &theme->tag_text);
  else if (kind == BT_CHART_LINE_ENTRY)
    draw_outlined_tag (view, cr, y, text, &theme->position, &theme->accent_text);
  else if (line->kind == BT_CHART_LINE_ALERT || line->kind == BT_CHART_LINE_ALERT_HIGH)
    draw_outlined_tag (view, cr, y, text, &theme->alert, &theme->alert);
  else
    draw_outlined_tag (view, cr, y, text, is_good ? &theme->up : &theme->down,
                       is_good ? &theme->up_text : &theme->down_text);
}

const char *
bt_axis_layer_format_remaining (gint64 remaining_usec, char text[static 32])
{
  int seconds = (int) (MAX (remaining_usec, 0) / BT_USEC_PER_SECOND);
  int minutes = seconds / 60;
  int hours = minutes / 60;

  if (hours >= 24)
    g_snprintf (text, 32, "%dd %02d:%02d", hours / 24, hours % 24, minutes % 60);
  else if (hours > 0)
    g_snprintf (text, 32, "%d:%02d:%02d", hours, minutes % 60, seconds % 60);
  else
    g_snprintf (text, 32, "%d:%02d", minutes, seconds % 60);
  return text;
}

/* The price stands beside its line, the countdown below it. */
static void
draw_last_tag (const BtChartView *view, cairo_t *cr)
{
  gsize newest = view->columns.length - 1;
  double tag = bt_chart_view_metric (view, BT_AXIS_TAG_PX);
  double height = get_last_tag_height (view);
  double y = get_last_y (view);
  double top = bt_pixel_grid_y (&view->grid, y - tag / 2);
  char text[40];

  if (!is_in_plot (view, y))
    return;
  bt_rounded_box_add (cr, view->plot_width, top, view->width - view->plot_width - 1, height,
                      TAG_RADIUS_PX);
  bt_chart_theme_set_source (
    cr, bt_chart_view_is_up (view, newest) ? &view->theme.up_tag : &view->theme.down_tag, 1.0);
  cairo_fill (cr);
  if (!view->has_text)
    return;
  double x = view->plot_width + BT_AXIS_TEXT_INDENT_PX;
  bt_chart_theme_set_source (cr, &view->theme.tag_text, 1.0);
  bt_text_cache_show (view->text, cr, &view->grid,
                      bt_chart_view_format_price (view, view->last_points, text), BT_TEXT_AXIS_BOLD,
                      x, top + tag / 2, 0);
  if (view->remaining_usec < 0)
    return;
  bt_chart_theme_set_source (cr, &view->theme.tag_text, 0.85);
  bt_text_cache_show (view->text, cr, &view->grid,
                      bt_axis_layer_format_remaining (view->remaining_usec, text), BT_TEXT_AXIS, x,
                      top + tag + (height - tag) / 2 - 2, 0);
}

void
bt_axis_layer_draw_tags (const BtChartView *view, cairo_t *cr)
{
  if (!view->has_candles)
    return;

  guint count = 0;
  g_autofree LineTag *tags = place_line_tags (view, &count);
  double half = bt_chart_view_metric (view, BT_AXIS_TAG_PX) / 2;
  /* Those that find no room beside the plot are left out. */
  for (guint i = 0; i < count; i++)
    if (tags[i].y >= half - 1 && tags[i].y <= view->plot_height - half + 1)
      draw_line_tag (view, cr, tags[i].line, tags[i].y);
  draw_last_tag (view, cr);
  if (view->drag.line != BT_CHART_NO_INDEX)
    draw_line_tag (view, cr, view->drag.line, bt_chart_view_y (view, view->drag.price_points));
}

static void
draw_dotted_row (const BtChartView *view,
                 cairo_t *cr,
                 double from_x,
                 double y,
                 const GdkRGBA *colour,
                 double alpha)
{
  double unit = bt_pixel_grid_unit (&view->grid);
  double middle = bt_pixel_grid_row (&view->grid, y) + unit / 2;
  const double dots[] = { 1.0, 2.0 };

  cairo_save (cr);
  cairo_set_line_width (cr, unit);
  cairo_set_dash (cr, dots, 2, 0);
  cairo_move_to (cr, from_x, middle);
  cairo_line_to (cr, view->plot_width, middle);
  bt_chart_theme_set_source (cr, colour, alpha);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
bt_axis_layer_draw_last_line (const BtChartView *view, cairo_t *cr)
{
  if (!view->has_candles || !is_in_plot (view, get_last_y (view)))
    return;

  gboolean is_up = bt_chart_view_is_up (view, view->columns.length - 1);
  draw_dotted_row (view, cr, 0, get_last_y (view), is_up ? &view->theme.up : &view->theme.down,
                   1.0);
}

void
bt_axis_layer_draw_ask_line (const BtChartView *view, cairo_t *cr)
{
  if (!view->has_candles || view->ask_points == BT_PRICE_NONE)
    return;

  double y = bt_chart_view_y (view, view->ask_points);
  double x = bt_time_scale_to_x (&view->time, (double) view->columns.length - 1);
  if (is_in_plot (view, y) && x < view->plot_width)
    draw_dotted_row (view, cr, bt_pixel_grid_x (&view->grid, MAX (x, 0)), y, &view->theme.down,
                     ASK_ALPHA);
}

gboolean
bt_axis_layer_place_time_tag (
  const BtChartView *view, char *text, gsize size, double *middle, double *width)
{
  const BtChartCrosshair *crosshair = &view->crosshair;

  if (!view->has_candles || !crosshair->is_visible
      || crosshair->index > (double) (view->columns.length - 1))
    return FALSE;

  BtTimeAxis axis = bt_chart_view_time_axis (view);
  bt_time_axis_format (&axis, (gsize) crosshair->index, text, size);
  *width = bt_text_cache_width (view->text, text, BT_TEXT_AXIS_BOLD) + 2 * BT_AXIS_TEXT_INDENT_PX;
  double x = bt_time_scale_to_x (&view->time, crosshair->index);
  *middle = CLAMP (x, *width / 2, MAX (view->plot_width - *width / 2, *width / 2));
  return TRUE;
}
