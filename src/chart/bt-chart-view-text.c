// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How a view calls its market, and writes prices and what is beside them. */
#include "config.h"

#include "chart/bt-chart-view.h"

#include <math.h>

const char *
bt_chart_view_symbol (const BtChartView *view)
{
  if (view->tape == NULL)
    return "";
  return view->disguise.is_active ? view->words[BT_CHART_WORDS_BLIND]
                                  : bt_tape_get_instrument (view->tape)->symbol;
}

double
bt_chart_view_whole (const BtChartView *view, double points)
{
  return points + (double) view->disguise.shift_points;
}

const char *
bt_chart_view_format_price (const BtChartView *view, gint64 points, char text[static 40])
{
  return bt_chart_view_format_distance (view, bt_disguise_show (&view->disguise, points), text);
}

const char *
bt_chart_view_format_distance (const BtChartView *view, gint64 points, char text[static 40])
{
  char decimal[BT_DECIMAL_BUFFER];
  gboolean is_negative = points < 0;

  bt_decimal_format (points, bt_chart_view_digits (view), decimal);
  g_snprintf (text, 40, "%s%s", is_negative ? "\u2212" : "", decimal + (is_negative ? 1 : 0));
  return text;
}

const char *
bt_chart_view_format_tick (const BtChartView *view, const BtPriceTick *tick, char text[static 40])
{
  BtPriceScaleKind kind = bt_price_scale_kind (&view->price);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (kind == BT_PRICE_SCALE_LINEAR || kind == BT_PRICE_SCALE_LOGARITHMIC)
    return bt_chart_view_format_distance (view, (gint64) floor (tick->value + 0.5), text);
  g_ascii_formatd (number, sizeof number, "%.2f", fabs (tick->value));
  if (kind == BT_PRICE_SCALE_INDEXED)
    g_snprintf (text, 40, "%s%s", tick->value < 0 ? "\u2212" : "", number);
  else
    g_snprintf (text, 40, "%s%s\u202f%%",
                tick->value < -0.005  ? "\u2212"
                : tick->value > 0.005 ? "+"
                                      : "",
                number);
  return text;
}
