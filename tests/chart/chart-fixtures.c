// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart-fixtures.h"

#include "base/bt-time.h"

#include <math.h>
#include <string.h>

gint64
get_start (void)
{
  BtCivilTime civil = { .year = 2024, .month = 3, .day = 4 };

  return bt_time_from_civil (&civil);
}

BtCandle
make_wandering_candle (guint index)
{
  gint64 open = 200000 + (gint64) ((index * 7919u) % 997u) - 498 + (gint64) (index % 1013u);
  gint64 close = open + (gint64) ((index * 104729u) % 61u) - 30;

  return (BtCandle){
    .open_points = open,
    .close_points = close,
    .high_points = MAX (open, close) + (gint64) (index % 17u),
    .low_points = MIN (open, close) - (gint64) (index % 13u),
    .volume = G_GINT64_CONSTANT (100000000) * (1 + index % 50u),
    .spread_points = -1,
  };
}

BtTape *
make_tape (const BtCandle *candles, guint count, gint64 start_usec, gsize known)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, FALSE);

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GError) error = NULL;
      BtCandle candle = candles[i];
      candle.time_usec = start_usec + i * BT_USEC_PER_MINUTE;
      bt_series_builder_add (builder, &candle, &error);
      g_assert_no_error (error);
    }
  g_autoptr (BtSeries) series = bt_series_builder_finish (builder);
  return bt_tape_new (series, bt_instrument_find_builtin ("XAUUSD"), known);
}

BtTape *
make_wandering_tape (guint count)
{
  g_autofree BtCandle *candles = g_new (BtCandle, count + 1);

  for (guint i = 0; i < count; i++)
    candles[i] = make_wandering_candle (i);
  return make_tape (candles, count, get_start (), count);
}

void
make_plain_view (BtChartView *view, BtTape *tape)
{
  bt_chart_view_init (view, NULL);
  view->has_text = FALSE;
  view->has_volume = FALSE;
  view->has_sessions = FALSE;
  view->timeframe = BT_TIMEFRAME_M1;
  bt_chart_view_set_tape (view, tape, BT_TRADING_DAY_DEFAULT);
}

guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  guint32 pixel = 0;

  cairo_surface_flush (surface);
  g_assert_cmpint (x, >=, 0);
  g_assert_cmpint (x, <, cairo_image_surface_get_width (surface));
  g_assert_cmpint (y, >=, 0);
  g_assert_cmpint (y, <, cairo_image_surface_get_height (surface));
  const guchar *row
    = cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface);
  memcpy (&pixel, row + (gsize) x * sizeof pixel, sizeof pixel);
  return pixel;
}

guint32
to_pixel (const GdkRGBA *colour)
{
  return 0xff000000u | (guint32) lroundf (colour->red * 255) << 16
         | (guint32) lroundf (colour->green * 255) << 8 | (guint32) lroundf (colour->blue * 255);
}

gboolean
is_same_picture (cairo_surface_t *a, cairo_surface_t *b)
{
  int height = cairo_image_surface_get_height (a);
  int stride = cairo_image_surface_get_stride (a);

  cairo_surface_flush (a);
  cairo_surface_flush (b);
  return height == cairo_image_surface_get_height (b)
         && stride == cairo_image_surface_get_stride (b)
         && memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b),
                    (gsize) stride * height)
              == 0;
}
