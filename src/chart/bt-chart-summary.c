// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-chart-summary.h"

#include "chart/bt-compare-layer.h"
#include "chart/bt-study-legend.h"

#include <math.h>

/* Ends of a drawing that are all told: those of a wave. */
#define MOST_PLACES 6

/* A name in braces and what it stands for. */
typedef struct
{
  const char *name;
  const char *text;
} Field;

static char *
fill_in (const char *words, const Field *fields, guint count)
{
  g_autoptr (GString) text = g_string_new (words);

  for (guint i = 0; i < count; i++)
    g_string_replace (text, fields[i].name, fields[i].text, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
get_direction (const BtChartView *view, gint64 change)
{
  return view->words[change > 0   ? BT_CHART_WORDS_UP
                     : change < 0 ? BT_CHART_WORDS_DOWN
                                  : BT_CHART_WORDS_LEVEL];
}

static char *
describe_prices (const BtChartView *view, gsize index)
{
  const BtColumns *columns = &view->columns;
  BtTimeAxis axis = bt_chart_view_time_axis (view);
  char time[64];
  char prices[4][40];

  bt_time_axis_format (&axis, index, time, sizeof time);
  const Field fields[] = {
    { "{time}", time },
    { "{open}", bt_chart_view_format_price (view, columns->open_points[index], prices[0]) },
    { "{high}", bt_chart_view_format_price (view, columns->high_points[index], prices[1]) },
    { "{low}", bt_chart_view_format_price (view, columns->low_points[index], prices[2]) },
    { "{close}", bt_chart_view_format_price (view, columns->close_points[index], prices[3]) },
    { "{direction}",
      get_direction (view, columns->close_points[index] - columns->open_points[index]) },
  };
  return fill_in (view->words[BT_CHART_WORDS_CANDLE], fields, G_N_ELEMENTS (fields));
}

char *
bt_chart_summary_candle (const BtChartView *view, gsize index)
{
  g_return_val_if_fail (index < view->columns.length, NULL);

  g_autofree char *prices = describe_prices (view, index);
  g_autoptr (GString) text = g_string_new (prices);
  for (guint i = 0; i < view->n_studies; i++)
    if (!view->studies[i].look.is_hidden)
      {
        g_autofree char *values = bt_study_legend_describe (view, i, index);
        g_string_append_printf (text, ". %s", values);
      }
  for (guint i = 0; i < view->n_compares; i++)
    {
      g_autofree char *values = bt_compare_layer_describe (view, i, index);
      g_string_append_printf (text, ". %s", values);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
bt_chart_summary_trend (const BtChartView *view)
{
  char candles[24];
  char low[40];
  char high[40];
  char percent[G_ASCII_DTOSTR_BUF_SIZE];

  /* What is in view is known anew with the next frame: candles may have gone since the last one. */
  if (!view->has_candles || view->last == view->first || view->last >= view->columns.length)
    return NULL;
  BtCandleExtent extent
    = bt_candle_pyramid_get (view->pyramid, &view->columns, view->first, view->last);
  gint64 from = view->columns.close_points[view->first];
  gint64 change = view->columns.close_points[view->last] - from;
  double whole = bt_chart_view_whole (view, (double) from);
  g_snprintf (candles, sizeof candles, "%" G_GSIZE_FORMAT, view->last - view->first + 1);
  g_ascii_formatd (percent, sizeof percent, "%.2f",
                   whole != 0 ? 100.0 * fabs ((double) change / whole) : 0);
  const Field fields[] = {
    { "{candles}", candles },
    { "{direction}", get_direction (view, change) },
    { "{percent}", percent },
    { "{low}", bt_chart_view_format_price (view, extent.low_points, low) },
    { "{high}", bt_chart_view_format_price (view, extent.high_points, high) },
  };
  return fill_in (view->words[BT_CHART_WORDS_TREND], fields, G_N_ELEMENTS (fields));
}

char *
bt_chart_summary_positions (const BtChartView *view)
{
  g_autoptr (GString) positions = g_string_new (NULL);

  for (guint i = 0; i < view->n_lines; i++)
    if (view->lines[i].kind == BT_CHART_LINE_ENTRY)
      {
        const BtChartLine *line = &view->lines[i];
        g_string_append_printf (positions, "%s%s%s%s", positions->len > 0 ? "; " : "", line->label,
                                line->result[0] != '\0' ? ", " : "", line->result);
      }
  if (positions->len == 0)
    return g_strdup (view->words[BT_CHART_WORDS_NO_POSITION]);
  const Field field = { "{positions}", positions->str };
  return fill_in (view->words[BT_CHART_WORDS_POSITIONS], &field, 1);
}

static char *
describe_place (const BtChartView *view, const BtDrawingAnchor *anchor)
{
  BtTimeAxis axis = bt_chart_view_time_axis (view);
  double index = floor (bt_chart_view_index_of (view, anchor->time_usec) + 0.5);
  char price[40];
  char time[64];

  bt_time_axis_format (&axis, (gsize) MAX (index, 0), time, sizeof time);
  const Field fields[] = {
    { "{price}", bt_chart_view_format_price (view, (gint64) floor (anchor->points + 0.5), price) },
    { "{time}", time },
  };
  return fill_in (view->words[BT_CHART_WORDS_PLACE], fields, G_N_ELEMENTS (fields));
}

char *
bt_chart_summary_drawing (const BtChartView *view)
{
  const BtDrawing *drawing = view->drawings != NULL && view->columns.length > 0
                               ? bt_drawing_set_find (view->drawings, view->selected_drawing)
                               : NULL;
  g_autoptr (GString) places = g_string_new (NULL);

  if (drawing == NULL)
    return NULL;
  for (guint i = 0; i < drawing->anchors->len; i++)
    if (drawing->anchors->len <= MOST_PLACES || i == 0 || i == drawing->anchors->len - 1)
      {
        g_autofree char *place = describe_place (view, bt_drawing_anchor (drawing, i));
        g_string_append_printf (places, "%s%s", i > 0 ? "; " : "", place);
      }
  const Field fields[]
    = { { "{tool}", view->translate (drawing->tool->title) }, { "{places}", places->str } };
  return fill_in (view->words[BT_CHART_WORDS_DRAWING], fields, G_N_ELEMENTS (fields));
}

char *
bt_chart_summary (const BtChartView *view)
{
  if (view->columns.length == 0)
    return g_strdup (view->empty_text);

  g_autofree char *newest = bt_chart_summary_candle (view, view->columns.length - 1);
  g_autofree char *trend = bt_chart_summary_trend (view);
  g_autofree char *positions = bt_chart_summary_positions (view);
  return trend != NULL ? g_strjoin (". ", newest, trend, positions, NULL)
                       : g_strjoin (". ", newest, positions, NULL);
}
