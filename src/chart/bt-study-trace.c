// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-study-trace.h"

#include "chart/bt-study-layer.h"

#include <math.h>

/* Below this distance of candles, in device pixels, a line is made of whole columns. */
#define DENSE_SPACING 2.0
/* Where a column holds so many candles, it begins at one of the pyramid's blocks: that is less than
 * a sixteenth of it away, and spares the ragged ends. */
#define BLOCK_CANDLES 256
#define BLOCK 16
/* Cairo's coordinates have a limit. */
#define OUTSIDE_PX 2000.0

/* Finds the candles of which values can be seen. */
static gboolean
find_span (BtStudyTrace *trace, gsize end)
{
  double left = floor (bt_time_scale_from_x (&trace->view->time, 0)) - 1 - trace->shift;
  double right = ceil (trace->view->time.right) + 1 - trace->shift;

  if (end == 0 || right < 0 || left > (double) (end - 1))
    return FALSE;
  trace->from = left > 0 ? (gsize) left : 0;
  trace->to = MIN ((gsize) right, end - 1);
  return TRUE;
}

gboolean
bt_study_trace_init (BtStudyTrace *trace,
                     const BtChartView *view,
                     const BtChartStudy *study,
                     const BtChartPane *pane,
                     guint output,
                     gsize end)
{
  guint digits = bt_chart_view_digits (view);
  int shift = bt_study_settings_get_shift (&study->settings, output);

  *trace = (BtStudyTrace){
    .view = view,
    .study = study,
    .output = output,
    .values = bt_study_series_get_values (study->series, output),
    .pyramid = study->pyramids[output],
    .shift = shift,
    .first_x = (bt_time_scale_to_x (&view->time, shift) + view->grid.origin_x) * view->grid.scale,
    .spacing = bt_time_scale_spacing (&view->time) * view->grid.scale,
    /* Over the candles values are prices in points. */
    .unit = pane != NULL ? bt_chart_study_unit (study, output, digits) : 1,
    .map = bt_price_scale_map (pane != NULL ? &pane->scale : &view->price),
    .top = pane != NULL ? pane->top : 0,
    .height = pane != NULL ? pane->height : view->plot_height,
  };
  return trace->values != NULL
         && find_span (trace, MIN (end, bt_study_series_get_length (study->series)));
}

double
bt_study_trace_x (const BtStudyTrace *trace, gsize index)
{
  return bt_time_scale_to_x (&trace->view->time, (double) index + trace->shift);
}

double
bt_study_trace_device_x (const BtStudyTrace *trace, gsize index)
{
  const BtPixelGrid *grid = &trace->view->grid;

  /* Without gaps in the time axis values are evenly apart. */
  return trace->view->time.n_gaps > 0
           ? (bt_study_trace_x (trace, index) + grid->origin_x) * grid->scale
           : trace->first_x + (double) index * trace->spacing;
}

double
bt_study_trace_y (const BtStudyTrace *trace, double value)
{
  double y = trace->top + bt_price_map_y (&trace->map, value / trace->unit);

  return CLAMP (y, trace->top - OUTSIDE_PX, trace->top + trace->height + OUTSIDE_PX);
}

const GdkRGBA *
bt_study_trace_colour (const BtStudyTrace *trace, double value)
{
  return bt_study_layer_colour (trace->view, trace->study, trace->output, value);
}

gboolean
bt_study_trace_is_dense (const BtStudyTrace *trace)
{
  return trace->spacing < DENSE_SPACING;
}

gboolean
bt_study_trace_is_merged (const BtStudyTrace *trace)
{
  return trace->spacing < 1.0;
}

static int
get_column (const BtStudyTrace *trace, gsize index)
{
  return (int) floor (bt_study_trace_device_x (trace, index));
}

/* Returns the first candle after index, at most to + 1, that stands in another column than index
 * does. */
static gsize
find_run_end (const BtStudyTrace *trace, gsize index, int column)
{
  const BtPixelGrid *grid = &trace->view->grid;
  double next_x = (column + 1) / grid->scale - grid->origin_x;
  double guess = ceil (trace->view->time.n_gaps > 0
                         ? bt_time_scale_from_x (&trace->view->time, next_x) - trace->shift
                         : (column + 1 - trace->first_x) / trace->spacing);
  gsize end = trace->to + 1;
  gsize next = guess > (double) end ? end : (gsize) MAX (guess, (double) index + 1);

  /* The guess is a rounding away at most. */
  while (next < end && get_column (trace, next) == column)
    next++;
  while (next > index + 1 && get_column (trace, next - 1) != column)
    next--;
  return next;
}

BtStudyRun *
bt_study_trace_runs (const BtStudyTrace *trace, guint *count)
{
  gsize most = trace->to - trace->from + 1;
  double columns
    = ceil ((double) most * MIN (trace->spacing, 1.0)) + 2 + (double) trace->view->time.n_gaps;
  BtStudyRun *runs = g_new (BtStudyRun, MIN ((gsize) columns, most));

  gsize block = trace->spacing * BLOCK_CANDLES < 1.0 ? BLOCK : 1;
  *count = 0;
  for (gsize i = trace->from, first = i; i <= trace->to;)
    {
      int column = get_column (trace, i);
      gsize next = find_run_end (trace, i, column);
      gsize end = next > trace->to ? next : MAX (next / block * block, first + 1);
      runs[(*count)++] = (BtStudyRun){
        .column = column,
        .first = first,
        .last = end - 1,
        .extent = bt_value_pyramid_get (trace->pyramid, trace->values, first, end - 1),
      };
      i = next;
      first = end;
    }
  return runs;
}
