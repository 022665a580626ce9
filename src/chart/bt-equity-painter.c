// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-equity-painter.h"

#include "base/bt-decimal.h"
#include "base/bt-time.h"
#include "chart/bt-axis-layer.h"
#include "chart/bt-equity-axis.h"
#include "chart/bt-price-scale.h"
#include "chart/bt-rounded-box.h"

#include <math.h>
#include <string.h>

#define LINE_PX 1.5
#define DOT_PX 3.0
#define TINT_ALPHA 0.14
#define FALL_ALPHA 0.30
#define WASH_ALPHA 0.13
#define TIMES_PX 24.0
#define FALL_SHARE 0.22
#define FALL_GAP_PX 8.0
#define FALL_TEXT_PX 20.0
#define VALUE_DISTANCE_PX 34.0

/* A rectangle with the values that its edges stand for. */
typedef struct
{
  const BtEquityPicture *picture;
  const double *values;
  double x;
  double y;
  double width;
  double height;
  double low;
  double high;
} Frame;

static double
to_x (const Frame *frame, guint index)
{
  const BtEquityPicture *picture = frame->picture;
  guint last = picture->count - 1;

  if (last == 0)
    return frame->x + frame->width;
  if (picture->times_usec == NULL || picture->times_usec[last] <= picture->times_usec[0])
    return frame->x + frame->width * index / last;
  double span = (double) (picture->times_usec[last] - picture->times_usec[0]);
  return frame->x
         + frame->width * ((double) (picture->times_usec[index] - picture->times_usec[0]) / span);
}

static double
to_y (const Frame *frame, double value)
{
  return frame->y + (frame->high - value) / (frame->high - frame->low) * frame->height;
}

/* Points nearer than half a device pixel to the last one that was kept merge into its column's
 * range. */
static void
add_line (const Frame *frame, cairo_t *cr)
{
  double unit = bt_pixel_grid_unit (&frame->picture->grid) / 2;
  double column = to_x (frame, 0);
  double low = to_y (frame, frame->values[0]);
  double high = low;
  double last = low;

  cairo_move_to (cr, column, low);
  for (guint i = 1; i < frame->picture->count; i++)
    {
      double x = to_x (frame, i);
      double y = to_y (frame, frame->values[i]);
      if (x - column >= unit)
        {
          if (high > low)
            {
              cairo_line_to (cr, column, low);
              cairo_line_to (cr, column, high);
            }
          cairo_line_to (cr, column, last);
          column = x;
          low = high = y;
        }
      low = MIN (low, y);
      high = MAX (high, y);
      last = y;
    }
  cairo_line_to (cr, column, low);
  cairo_line_to (cr, column, high);
  cairo_line_to (cr, column, last);
}

static void
fill_to (const Frame *frame, cairo_t *cr, double value, const GdkRGBA *colour, double alpha)
{
  add_line (frame, cr);
  cairo_line_to (cr, to_x (frame, frame->picture->count - 1), to_y (frame, value));
  cairo_line_to (cr, to_x (frame, 0), to_y (frame, value));
  cairo_close_path (cr);
  bt_chart_theme_set_source (cr, colour, alpha);
  cairo_fill (cr);
}

static void
stroke_line (const Frame *frame, cairo_t *cr, const GdkRGBA *colour)
{
  add_line (frame, cr);
  bt_chart_theme_set_source (cr, colour, 1.0);
  cairo_set_line_width (cr, LINE_PX);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
}

static void
draw_row (
  const BtEquityPicture *picture, cairo_t *cr, double from_x, double to_x_px, double y, double dash)
{
  const double dashes[] = { dash, dash };
  double unit = bt_pixel_grid_unit (&picture->grid);
  double middle = bt_pixel_grid_row (&picture->grid, y) + unit / 2;

  cairo_set_line_width (cr, unit);
  cairo_set_dash (cr, dashes, dash > 0 ? 2 : 0, 0);
  cairo_move_to (cr, from_x, middle);
  cairo_line_to (cr, to_x_px, middle);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
find_range (const BtEquityPicture *picture, double *low, double *high)
{
  *low = picture->baseline;
  *high = picture->baseline;
  for (guint i = 0; i < picture->count; i++)
    {
      *low = MIN (*low, picture->values[i]);
      *high = MAX (*high, picture->values[i]);
    }
  if (*high - *low > 0)
    return;
  *low -= 1;
  *high += 1;
}

/* A line that ends where it began is neither good nor bad. */
static const GdkRGBA *
choose_colour (const BtEquityPicture *picture)
{
  double last = picture->count > 0 ? picture->values[picture->count - 1] : picture->baseline;

  return last > picture->baseline   ? &picture->theme->up
         : last < picture->baseline ? &picture->theme->down
                                    : &picture->theme->secondary;
}

void
bt_equity_painter_draw_sparkline (const BtEquityPicture *picture, cairo_t *cr)
{
  Frame frame = {
    .picture = picture,
    .values = picture->values,
    .x = 1,
    .y = DOT_PX + 1,
    .width = MAX (picture->width - DOT_PX - 2, 1),
    .height = MAX (picture->height - 2 * DOT_PX - 2, 1),
  };
  const GdkRGBA *colour = choose_colour (picture);

  find_range (picture, &frame.low, &frame.high);
  bt_chart_theme_set_source (cr, &picture->theme->dim, 0.8);
  draw_row (picture, cr, 0, picture->width, to_y (&frame, picture->baseline), 2);
  if (picture->count == 0)
    return;
  if (picture->count > 1)
    {
      fill_to (&frame, cr, picture->baseline, colour, TINT_ALPHA);
      stroke_line (&frame, cr, colour);
    }
  guint last = picture->count - 1;
  cairo_arc (cr, to_x (&frame, last), to_y (&frame, picture->values[last]), DOT_PX, 0, 2 * G_PI);
  bt_chart_theme_set_source (cr, colour, 1.0);
  cairo_fill (cr);
}

BtEquityDrawdown
bt_equity_painter_find_drawdown (const double *values, guint count)
{
  BtEquityDrawdown largest = { 0 };
  guint peak = 0;

  for (guint i = 1; i < count; i++)
    {
      if (values[i] > values[peak])
        peak = i;
      else if (values[peak] - values[i] > largest.depth)
        largest
          = (BtEquityDrawdown){ .peak = peak, .trough = i, .depth = values[peak] - values[i] };
    }
  return largest;
}

const char *
bt_equity_painter_format (gint64 amount, guint decimals, guint shown_decimals, char text[static 64])
{
  char plain[BT_DECIMAL_BUFFER];
  gboolean is_negative = amount < 0;
  GString *grouped = g_string_new (is_negative ? "\u2212" : "");

  bt_decimal_format (amount, decimals, plain);
  const char *digits = plain + (is_negative ? 1 : 0);
  gsize whole = strcspn (digits, ".");
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (grouped, "\u2009");
      g_string_append_c (grouped, digits[i]);
    }
  if (shown_decimals > 0 && digits[whole] == '.')
    g_string_append_len (grouped, digits + whole, MIN (shown_decimals, decimals) + 1);
  g_strlcpy (text, grouped->str, 64);
  g_string_free (grouped, TRUE);
  return text;
}

/* An amount of money in its smallest unit, as the axis counts. */
static double
get_factor (const BtEquityPicture *picture)
{
  return pow (10.0, picture->decimals);
}

static gint64
to_minor (const BtEquityPicture *picture, double value)
{
  return (gint64) llround (CLAMP (value * get_factor (picture), -9e17, 9e17));
}

static void
draw_values (const Frame *frame, cairo_t *cr, double axis_x, double last_y)
{
  const BtEquityPicture *picture = frame->picture;
  double factor = get_factor (picture);
  BtPriceScale scale = { frame->high * factor, frame->low * factor, frame->height };
  gint64 step = bt_price_scale_step (&scale, VALUE_DISTANCE_PX);
  guint shown = step % to_minor (picture, 1.0) == 0 ? 0 : picture->decimals;
  char text[64];

  for (gint64 tick = bt_price_scale_first_tick (&scale, step); (double) tick <= scale.high_points;
       tick += step)
    {
      double y = frame->y + bt_price_scale_to_y (&scale, (double) tick);
      bt_chart_theme_set_source (cr, &picture->theme->grid, 1.0);
      draw_row (picture, cr, frame->x, frame->x + frame->width, y, 0);
      if (!picture->has_text || fabs (y - last_y) < BT_AXIS_YIELD_PX || y < 7)
        continue;
      bt_chart_theme_set_source (cr, &picture->theme->axis_text, 1.0);
      bt_text_cache_show (picture->text, cr, &picture->grid,
                          bt_equity_painter_format (tick, picture->decimals, shown, text),
                          BT_TEXT_AXIS, axis_x + BT_AXIS_TEXT_INDENT_PX, y, 0);
    }
}

static void
draw_last_value (const Frame *frame, cairo_t *cr, double axis_x)
{
  const BtEquityPicture *picture = frame->picture;
  double last = picture->values[picture->count - 1];
  double top = bt_pixel_grid_y (&picture->grid, to_y (frame, last) - BT_AXIS_TAG_PX / 2);
  gboolean is_down = last < picture->baseline;
  char text[64];

  bt_rounded_box_add (cr, axis_x, top, picture->width - axis_x, BT_AXIS_TAG_PX, 3);
  bt_chart_theme_set_source (cr, is_down ? &picture->theme->down_tag : &picture->theme->up_tag,
                             1.0);
  cairo_fill (cr);
  if (!picture->has_text)
    return;
  bt_equity_painter_format (to_minor (picture, last), picture->decimals, picture->decimals, text);
  bt_chart_theme_set_source (cr, &picture->theme->tag_text, 1.0);
  bt_text_cache_show (picture->text, cr, &picture->grid, text, BT_TEXT_AXIS_BOLD,
                      axis_x + BT_AXIS_TEXT_INDENT_PX, top + BT_AXIS_TAG_PX / 2, 0);
}

/* The fall from the highest value so far, hanging from its own zero line. */
static void
draw_falls (const Frame *frame, cairo_t *cr, const BtEquityDrawdown *largest, double axis_x)
{
  const BtEquityPicture *picture = frame->picture;
  double x = to_x (frame, largest->trough);
  double y = to_y (frame, -largest->depth);
  char text[64];

  bt_chart_theme_set_source (cr, &picture->theme->line, 1.0);
  draw_row (picture, cr, frame->x, frame->x + frame->width, frame->y, 0);
  if (picture->has_text)
    {
      bt_chart_theme_set_source (cr, &picture->theme->axis_text, 1.0);
      bt_text_cache_show (picture->text, cr, &picture->grid, "0", BT_TEXT_AXIS,
                          axis_x + BT_AXIS_TEXT_INDENT_PX, frame->y + 2, 0);
    }
  if (largest->depth <= 0)
    return;
  fill_to (frame, cr, 0, &picture->theme->down, FALL_ALPHA);
  stroke_line (frame, cr, &picture->theme->down);
  cairo_arc (cr, x, y, 2.5, 0, 2 * G_PI);
  bt_chart_theme_set_source (cr, &picture->theme->down, 1.0);
  cairo_fill (cr);
  if (!picture->has_text)
    return;
  bt_equity_painter_format (to_minor (picture, -largest->depth), picture->decimals,
                            picture->decimals, text);
  double width = bt_text_cache_width (picture->text, text, BT_TEXT_AXIS_BOLD);
  /* Nothing is deeper than this point, so below it there is room. */
  double middle
    = CLAMP (x, frame->x + width / 2, MAX (frame->x + frame->width - width / 2, width / 2));
  bt_chart_theme_set_source (cr, &picture->theme->down_text, 1.0);
  bt_text_cache_show (picture->text, cr, &picture->grid, text, BT_TEXT_AXIS_BOLD, middle, y + 11,
                      0.5);
}

/* Marks the span of the largest drawdown behind the equity. */
static void
wash_drawdown (const Frame *frame, cairo_t *cr, const BtEquityDrawdown *largest)
{
  if (largest->depth <= 0)
    return;
  double left = bt_pixel_grid_x (&frame->picture->grid, to_x (frame, largest->peak));
  double right = bt_pixel_grid_x (&frame->picture->grid, to_x (frame, largest->trough));
  cairo_rectangle (cr, left, frame->y,
                   MAX (right - left, bt_pixel_grid_unit (&frame->picture->grid)), frame->height);
  bt_chart_theme_set_source (cr, &frame->picture->theme->down, WASH_ALPHA);
  cairo_fill (cr);
}

/* Wide enough for the largest amount on it. */
static double
measure_axis (const BtEquityPicture *picture, double low, double high)
{
  char text[64];
  double width = 0;

  if (!picture->has_text)
    return 60;
  bt_equity_painter_format (to_minor (picture, low), picture->decimals, picture->decimals, text);
  width = bt_text_cache_width (picture->text, text, BT_TEXT_AXIS_BOLD);
  bt_equity_painter_format (to_minor (picture, high), picture->decimals, picture->decimals, text);
  return MAX (width, bt_text_cache_width (picture->text, text, BT_TEXT_AXIS_BOLD))
         + 2 * BT_AXIS_TEXT_INDENT_PX;
}

static double *
make_falls (const BtEquityPicture *picture)
{
  double *falls = g_new (double, picture->count);
  double peak = picture->values[0];

  for (guint i = 0; i < picture->count; i++)
    {
      peak = MAX (peak, picture->values[i]);
      falls[i] = picture->values[i] - peak;
    }
  return falls;
}

static void
draw_times (const Frame *frame, cairo_t *cr, double foot_y)
{
  const BtEquityPicture *picture = frame->picture;
  BtEquityTick ticks[BT_EQUITY_MAX_TICKS];

  if (picture->times_usec == NULL)
    return;
  guint count = bt_equity_axis_ticks (picture->times_usec[0],
                                      picture->times_usec[picture->count - 1], frame->width, ticks);
  for (guint i = 0; i < count; i++)
    {
      double x = frame->x + ticks[i].share * frame->width;
      double half = picture->has_text
                      ? bt_text_cache_width (picture->text, ticks[i].text, BT_TEXT_AXIS) / 2
                      : 0;
      cairo_rectangle (cr, bt_pixel_grid_column (&picture->grid, x), 0,
                       bt_pixel_grid_unit (&picture->grid), foot_y);
      bt_chart_theme_set_source (cr, &picture->theme->grid, 1.0);
      cairo_fill (cr);
      if (!picture->has_text || x - half < 0 || x + half > picture->width)
        continue;
      bt_chart_theme_set_source (cr, &picture->theme->axis_text, 1.0);
      bt_text_cache_show (picture->text, cr, &picture->grid, ticks[i].text, BT_TEXT_AXIS, x,
                          foot_y + TIMES_PX / 2, 0.5);
    }
}

static void
draw_axis_lines (const BtEquityPicture *picture, cairo_t *cr, double axis_x, double foot_y)
{
  cairo_rectangle (cr, bt_pixel_grid_column (&picture->grid, axis_x), 0,
                   bt_pixel_grid_unit (&picture->grid), foot_y);
  cairo_rectangle (cr, 0, bt_pixel_grid_row (&picture->grid, foot_y), picture->width,
                   bt_pixel_grid_unit (&picture->grid));
  bt_chart_theme_set_source (cr, &picture->theme->line, 1.0);
  cairo_fill (cr);
}

void
bt_equity_painter_draw_full (const BtEquityPicture *picture, cairo_t *cr)
{
  if (picture->count == 0)
    {
      if (!picture->has_text || picture->empty_text == NULL)
        return;
      bt_chart_theme_set_source (cr, &picture->theme->dim, 1.0);
      bt_text_cache_show (picture->text, cr, &picture->grid, picture->empty_text, BT_TEXT_MESSAGE,
                          picture->width / 2, picture->height / 2, 0.5);
      return;
    }

  double low = 0;
  double high = 0;
  find_range (picture, &low, &high);
  double axis_x
    = bt_pixel_grid_x (&picture->grid, picture->width - measure_axis (picture, low, high));
  double foot_y = bt_pixel_grid_y (&picture->grid, picture->height - TIMES_PX);
  double falls_height = floor (foot_y * FALL_SHARE);
  double room = (high - low) * 0.07;
  BtEquityDrawdown largest = bt_equity_painter_find_drawdown (picture->values, picture->count);
  g_autofree double *falls = make_falls (picture);
  Frame equity = { picture,
                   picture->values,
                   0,
                   0,
                   MAX (axis_x - DOT_PX - 1, 1),
                   foot_y - falls_height - FALL_GAP_PX,
                   low - room,
                   high + room };
  Frame drawdown = { picture,
                     falls,
                     0,
                     foot_y - falls_height,
                     equity.width,
                     falls_height - FALL_TEXT_PX,
                     -MAX (largest.depth, 1e-9),
                     0 };
  double last_y = to_y (&equity, picture->values[picture->count - 1]);
  const GdkRGBA *colour = choose_colour (picture);

  wash_drawdown (&equity, cr, &largest);
  draw_times (&equity, cr, foot_y);
  draw_values (&equity, cr, axis_x, last_y);
  bt_chart_theme_set_source (cr, &picture->theme->dim, 1.0);
  draw_row (picture, cr, 0, axis_x, to_y (&equity, picture->baseline), 0);
  draw_falls (&drawdown, cr, &largest, axis_x);
  if (picture->count > 1)
    {
      fill_to (&equity, cr, picture->baseline, colour, TINT_ALPHA);
      stroke_line (&equity, cr, colour);
    }
  cairo_arc (cr, to_x (&equity, picture->count - 1), last_y, DOT_PX, 0, 2 * G_PI);
  bt_chart_theme_set_source (cr, colour, 1.0);
  cairo_fill (cr);
  draw_axis_lines (picture, cr, axis_x, foot_y);
  draw_last_value (&equity, cr, axis_x);
}
