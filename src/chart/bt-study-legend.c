// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-study-legend.h"

#include "chart/bt-bell.h"
#include "chart/bt-compare-layer.h"
#include "chart/bt-rounded-box.h"
#include "chart/bt-study-layer.h"

#include <math.h>

#define LEFT_PX 5.0
#define FIRST_TOP_PX 33.0
#define PANE_TOP_PX 3.0
#define LINE_PX 19.0
#define PADDING_PX 5.0
#define GAP_PX 6.0
#define BELL_PX 16.0
#define GROUND_ALPHA 0.8

/* Where the name of a study stands. */
typedef struct
{
  guint study;
  double top;
  double width;
} Line;

/* Writes the value of an output at a candle; FALSE for outputs that are not named. */
static gboolean
format_value (
  const BtChartView *view, const BtChartStudy *study, guint output, gsize index, char *text)
{
  const BtStudyOutput *definition = &study->settings.study->outputs[output];
  const double *values = bt_study_series_get_values (study->series, output);
  guint digits = bt_chart_view_digits (view);

  if (definition->style == BT_STUDY_STYLE_NONE || definition->style == BT_STUDY_STYLE_PIVOTS
      || values == NULL)
    return FALSE;
  /* Over the candles a study has prices; in a pane of its own it has none. */
  double shift = study->settings.study->is_overlay && definition->price_power == 1
                   ? (double) view->disguise.shift_points
                   : 0;
  bt_chart_study_format (study, output, digits,
                         (values[index] + shift) / bt_chart_study_unit (study, output, digits),
                         text);
  return TRUE;
}

static double
measure_line (const BtChartView *view, guint index, gsize candle)
{
  const BtChartStudy *study = &view->studies[index];
  g_autofree char *label = bt_study_settings_label (&study->settings);
  double width
    = bt_text_cache_width (view->text, label, BT_TEXT_LEGEND) + (study->is_watched ? BELL_PX : 0);
  char text[40];

  for (guint output = 0; output < study->settings.study->n_outputs; output++)
    if (format_value (view, study, output, candle, text))
      width += GAP_PX + bt_text_cache_width (view->text, text, BT_TEXT_LEGEND);
  return width + 2 * PADDING_PX;
}

/* Places the names of all studies that have room; returns how many. */
static guint
place_lines (const BtChartView *view, gsize candle, Line lines[static BT_CHART_MAX_STUDIES])
{
  double step = bt_chart_view_metric (view, LINE_PX);
  double top = bt_chart_view_metric (view, FIRST_TOP_PX) + bt_compare_layer_legend_height (view);
  guint count = 0;

  for (guint i = 0; i < view->n_studies; i++)
    if (view->studies[i].settings.study->is_overlay && top + step <= view->plot_height)
      {
        lines[count++] = (Line){ i, top, measure_line (view, i, candle) };
        top += step;
      }
  for (guint i = 0; i < view->n_panes; i++)
    lines[count++] = (Line){ view->panes[i].study, view->panes[i].top + PANE_TOP_PX,
                             measure_line (view, view->panes[i].study, candle) };
  return count;
}

static guint
find_lines (const BtChartView *view, gsize *candle, Line lines[static BT_CHART_MAX_STUDIES])
{
  if (!view->has_candles || !view->has_text || view->n_studies == 0
      || !bt_chart_view_get_current (view, candle))
    return 0;
  return place_lines (view, *candle, lines);
}

/* The rectangle about count names from above, as wide as the plot at most. */
static graphene_rect_t
bound_lines (const BtChartView *view, const Line *lines, guint count)
{
  double width = 0;

  if (count == 0)
    return GRAPHENE_RECT_INIT (0, 0, 0, 0);
  for (guint i = 0; i < count; i++)
    width = MAX (width, lines[i].width);
  double bottom = lines[count - 1].top + bt_chart_view_metric (view, LINE_PX);
  return GRAPHENE_RECT_INIT ((float) LEFT_PX, (float) lines[0].top,
                             (float) MIN (width, view->plot_width),
                             (float) (bottom - lines[0].top));
}

graphene_rect_t
bt_study_legend_bounds (const BtChartView *view)
{
  Line lines[BT_CHART_MAX_STUDIES];
  gsize candle = 0;

  return bound_lines (view, lines, find_lines (view, &candle, lines));
}

graphene_rect_t
bt_study_legend_overlay_bounds (const BtChartView *view)
{
  Line lines[BT_CHART_MAX_STUDIES];
  gsize candle = 0;
  guint count = find_lines (view, &candle, lines);
  guint over = 0;

  while (over < count && lines[over].top < view->plot_height)
    over++;
  return bound_lines (view, lines, over);
}

static void
draw_name (const BtChartView *view, const Line *line, gsize candle, cairo_t *cr)
{
  const BtChartStudy *study = &view->studies[line->study];
  g_autofree char *label = bt_study_settings_label (&study->settings);
  double height = bt_chart_view_metric (view, LINE_PX);
  double x = LEFT_PX + PADDING_PX;
  char text[40];

  bt_rounded_box_add (cr, LEFT_PX, line->top, line->width, height - 1, 4);
  bt_chart_theme_set_source (cr, &view->theme.view, GROUND_ALPHA);
  cairo_fill (cr);
  bt_chart_theme_set_source (cr, &view->theme.secondary, 1.0);
  bt_text_cache_show (view->text, cr, &view->grid, label, BT_TEXT_LEGEND, x, line->top + height / 2,
                      0);
  x += bt_text_cache_width (view->text, label, BT_TEXT_LEGEND);
  if (study->is_watched)
    {
      bt_bell_draw (cr, x + BELL_PX / 2 + 1, line->top + height / 2, &view->theme.alert);
      x += BELL_PX;
    }
  for (guint output = 0; output < study->settings.study->n_outputs; output++)
    {
      if (!format_value (view, study, output, candle, text))
        continue;
      double value = bt_study_series_get_values (study->series, output)[candle];
      x += GAP_PX;
      bt_chart_theme_set_source (cr, bt_study_layer_colour (view, study, output, value), 1.0);
      bt_text_cache_show (view->text, cr, &view->grid, text, BT_TEXT_LEGEND, x,
                          line->top + height / 2, 0);
      x += bt_text_cache_width (view->text, text, BT_TEXT_LEGEND);
    }
}

void
bt_study_legend_draw (const BtChartView *view, cairo_t *cr)
{
  Line lines[BT_CHART_MAX_STUDIES];
  gsize candle = 0;
  guint count = find_lines (view, &candle, lines);

  for (guint i = 0; i < count; i++)
    draw_name (view, &lines[i], candle, cr);
}

char *
bt_study_legend_describe (const BtChartView *view, guint study, gsize index)
{
  g_return_val_if_fail (study < view->n_studies && index < view->columns.length, NULL);

  const BtChartStudy *shown = &view->studies[study];
  g_autofree char *label = bt_study_settings_label (&shown->settings);
  g_autoptr (GString) line = g_string_new (label);
  const char *separator = ": ";
  char text[40];

  for (guint output = 0; output < shown->settings.study->n_outputs; output++)
    if (format_value (view, shown, output, index, text))
      {
        g_string_append_printf (line, "%s%s", separator, text);
        separator = ", ";
      }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

guint
bt_study_legend_hit (const BtChartView *view, double x, double y)
{
  Line lines[BT_CHART_MAX_STUDIES];
  gsize candle = 0;
  guint count = find_lines (view, &candle, lines);
  double height = bt_chart_view_metric (view, LINE_PX);

  for (guint i = 0; i < count; i++)
    if (x >= LEFT_PX && x < LEFT_PX + lines[i].width && y >= lines[i].top
        && y < lines[i].top + height)
      return lines[i].study;
  return BT_CHART_NO_INDEX;
}
