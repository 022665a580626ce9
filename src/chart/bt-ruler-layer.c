// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-ruler-layer.h"

#include "base/bt-decimal.h"
#include "base/bt-time.h"
#include "base/bt-volume.h"
#include "chart/bt-rounded-box.h"

#include <math.h>

#define FILL_ALPHA 0.16
#define ARROW_PX 5.0
#define GAP_PX 8.0
#define PADDING_PX 8.0
#define LINE_PX 17.0
#define RADIUS_PX 5.0

typedef struct
{
  double left;
  double right;
  double top;
  double bottom;
  double from_y;
  double to_x;
  double to_y;
} Area;

static Area
get_area (const BtChartView *view)
{
  const BtChartRuler *ruler = &view->ruler;
  double from_x = bt_time_scale_to_x (&view->time, ruler->from.index);
  double to_x = bt_time_scale_to_x (&view->time, ruler->to.index);
  double from_y = bt_price_scale_to_y (&view->price, ruler->from.points);
  double to_y = bt_price_scale_to_y (&view->price, ruler->to.points);

  if (ruler->is_full_height)
    {
      from_y = view->plot_height;
      to_y = 0;
    }
  return (Area){
    .left = CLAMP (MIN (from_x, to_x), 0, view->plot_width),
    .right = CLAMP (MAX (from_x, to_x), 0, view->plot_width),
    .top = CLAMP (MIN (from_y, to_y), 0, view->plot_height),
    .bottom = CLAMP (MAX (from_y, to_y), 0, view->plot_height),
    .from_y = CLAMP (from_y, 0, view->plot_height),
    .to_x = CLAMP (to_x, 0, view->plot_width),
    .to_y = CLAMP (to_y, 0, view->plot_height),
  };
}

static double
get_change (const BtChartView *view)
{
  return view->ruler.to.points - view->ruler.from.points;
}

static void
append_time (const BtChartView *view, GString *text)
{
  gint64 usec = ABS (bt_chart_view_time_of (view, view->ruler.to.index)
                     - bt_chart_view_time_of (view, view->ruler.from.index));
  int minutes = (int) (usec / BT_USEC_PER_MINUTE % 60);
  int hours = (int) (usec / BT_USEC_PER_HOUR % 24);
  int days = (int) (usec / BT_USEC_PER_DAY);

  if (days > 0)
    g_string_append_printf (text, "%dd %02d:%02d", days, hours, minutes);
  else
    g_string_append_printf (text, "%d:%02d", hours, minutes);
}

/* What a buy of one lot would have made, in the quote currency. */
static char *
format_money (const BtChartView *view, gint64 points)
{
  const BtInstrument *instrument = bt_tape_get_instrument (view->tape);
  char text[BT_DECIMAL_BUFFER];
  BtMoney profit;

  if (!bt_instrument_profit (instrument, points, BT_VOLUME (BT_VOLUME_UNITS_PER_LOT), &profit))
    return g_strdup ("\u2013");
  bt_decimal_format (ABS (profit.minor), bt_currency_digits (instrument->quote), text);
  return g_strdup_printf ("%s%s %s", profit.minor < 0 ? "\u2212" : "+", text, instrument->quote);
}

char *
bt_ruler_layer_describe (const BtChartView *view)
{
  const BtChartRuler *ruler = &view->ruler;
  double change = get_change (view);
  double whole = bt_chart_view_whole (view, ruler->from.points);
  gint64 points = (gint64) floor (fabs (change) + 0.5);
  const char *sign = change < 0 ? "\u2212" : "+";
  char price[40];
  char percent[G_ASCII_DTOSTR_BUF_SIZE];

  if (ruler->kind != BT_CHART_RULER_MEASURE || !view->has_candles)
    return NULL;
  g_autoptr (GString) text = g_string_new (view->measure_text);
  g_autoptr (GString) time = g_string_new (NULL);
  g_autofree char *bars
    = g_strdup_printf ("%d", (int) floor (fabs (ruler->to.index - ruler->from.index) + 0.5));
  g_autofree char *money = format_money (view, change < 0 ? -points : points);
  g_autofree char *counted = g_strdup_printf ("%s%" G_GINT64_FORMAT, sign, points);
  g_ascii_formatd (percent, sizeof percent, "%.2f", whole != 0 ? 100 * fabs (change / whole) : 0);
  g_autofree char *share = g_strconcat (sign, percent, NULL);
  bt_chart_view_format_distance (view, points, price);
  g_autofree char *moved = g_strconcat (sign, price, NULL);
  append_time (view, time);
  g_string_replace (text, "{change}", moved, 0);
  g_string_replace (text, "{percent}", share, 0);
  g_string_replace (text, "{points}", counted, 0);
  g_string_replace (text, "{bars}", bars, 0);
  g_string_replace (text, "{time}", time->str, 0);
  g_string_replace (text, "{money}", money, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A line through the middle with a head at its end. */
static void
add_arrow (cairo_t *cr, double x, double y, double to_x, double to_y)
{
  double angle = atan2 (to_y - y, to_x - x);

  if (hypot (to_x - x, to_y - y) < 2 * ARROW_PX)
    return;
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, to_x, to_y);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_move_to (cr, to_x, to_y);
      cairo_line_to (cr, to_x - ARROW_PX * cos (angle + side * G_PI / 5),
                     to_y - ARROW_PX * sin (angle + side * G_PI / 5));
    }
}

/* The words stand beyond the end of the measure, inside the plot. */
static void
draw_words (const BtChartView *view, const Area *area, const GdkRGBA *ground, cairo_t *cr)
{
  g_autofree char *text = bt_ruler_layer_describe (view);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint count = g_strv_length (lines);
  double line = bt_chart_view_metric (view, LINE_PX);
  double height = count * line + PADDING_PX;
  double width = 0;

  for (guint i = 0; i < count; i++)
    width = MAX (width, bt_text_cache_width (view->text, lines[i], BT_TEXT_AXIS_BOLD));
  width += 2 * PADDING_PX;
  double left
    = CLAMP ((area->left + area->right) / 2 - width / 2, 2, MAX (view->plot_width - width - 2, 2));
  double top = area->to_y <= area->from_y ? area->top - height - GAP_PX : area->bottom + GAP_PX;
  top = bt_pixel_grid_y (&view->grid, CLAMP (top, 2, MAX (view->plot_height - height - 2, 2)));
  bt_rounded_box_add (cr, left, top, width, height, RADIUS_PX);
  bt_chart_theme_set_source (cr, ground, 1.0);
  cairo_fill (cr);
  bt_chart_theme_set_source (cr, &view->theme.tag_text, 1.0);
  for (guint i = 0; i < count; i++)
    bt_text_cache_show (view->text, cr, &view->grid, lines[i], BT_TEXT_AXIS_BOLD, left + width / 2,
                        top + PADDING_PX / 2 + (i + 0.5) * line, 0.5);
}

static void
draw_measure (const BtChartView *view, const Area *area, cairo_t *cr)
{
  const BtChartTheme *theme = &view->theme;
  gboolean is_up = get_change (view) >= 0;
  const GdkRGBA *colour = is_up ? &theme->up : &theme->down;
  double x = (area->left + area->right) / 2;
  double y = (area->top + area->bottom) / 2;
  gboolean is_right = view->ruler.to.index >= view->ruler.from.index;

  cairo_rectangle (cr, area->left, area->top, area->right - area->left, area->bottom - area->top);
  bt_chart_theme_set_source (cr, colour, FILL_ALPHA);
  cairo_fill (cr);
  cairo_set_line_width (cr, 1.0);
  add_arrow (cr, x, area->from_y, x, area->to_y);
  add_arrow (cr, is_right ? area->left : area->right, y, is_right ? area->right : area->left, y);
  bt_chart_theme_set_source (cr, colour, 1.0);
  cairo_stroke (cr);
  if (view->has_text)
    draw_words (view, area, is_up ? &theme->up_tag : &theme->down_tag, cr);
}

static void
draw_box (const BtChartView *view, const Area *area, cairo_t *cr)
{
  double unit = bt_pixel_grid_unit (&view->grid);
  double left = bt_pixel_grid_x (&view->grid, area->left) + unit / 2;
  double top = bt_pixel_grid_y (&view->grid, area->top) + unit / 2;

  cairo_rectangle (cr, left, top, MAX (area->right - area->left - unit, 0),
                   MAX (area->bottom - area->top - unit, 0));
  bt_chart_theme_set_source (cr, &view->theme.accent, FILL_ALPHA);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, unit);
  bt_chart_theme_set_source (cr, &view->theme.accent, 1.0);
  cairo_stroke (cr);
}

void
bt_ruler_layer_draw (const BtChartView *view, cairo_t *cr)
{
  if (view->ruler.kind == BT_CHART_RULER_NONE || !view->has_candles)
    return;

  Area area = get_area (view);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, view->plot_width, view->plot_height);
  cairo_clip (cr);
  if (view->ruler.kind == BT_CHART_RULER_MEASURE)
    draw_measure (view, &area, cr);
  else
    draw_box (view, &area, cr);
  cairo_restore (cr);
}

graphene_rect_t
bt_ruler_layer_bounds (const BtChartView *view)
{
  if (view->ruler.kind == BT_CHART_RULER_NONE)
    return GRAPHENE_RECT_INIT (0, 0, 0, 0);
  return GRAPHENE_RECT_INIT (0, 0, (float) view->plot_width, (float) view->plot_height);
}
