// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One output of a study on its way to the screen: which of its values are in view and where they
 * stand. Where several candles share a device column their values are one run, whose extremes the
 * output's pyramid knows: the cost grows with the columns and not with the candles. */
#pragma once

#include "chart/bt-chart-view.h"

G_BEGIN_DECLS

typedef struct
{
  const BtChartView *view;
  const BtChartStudy *study;
  guint output;
  const double *values;
  const BtValuePyramid *pyramid;
  gsize from; /* candles from … to, both included */
  gsize to;
  int shift;
  double first_x; /* where candle 0's value stands, device pixels */
  double spacing; /* of candles, device pixels */
  double unit;    /* what values are divided by */
  BtPriceMap map;
  double top; /* of the pane */
  double height;
} BtStudyTrace;

/* The values of a device column. A candle's value stands in the column that holds its middle. */
typedef struct
{
  int column; /* counted from the surface's left edge */
  gsize first;
  gsize last;
  BtValueExtent extent; /* of values, not divided */
} BtStudyRun;

/* Makes the trace of an output in the plot, or in a pane where there is one, over what is in view
 * of the candles before end; FALSE when that is nothing. */
gboolean bt_study_trace_init (BtStudyTrace *trace,
                              const BtChartView *view,
                              const BtChartStudy *study,
                              const BtChartPane *pane,
                              guint output,
                              gsize end);
/* Returns the horizontal place of a candle's value. */
double bt_study_trace_x (const BtStudyTrace *trace, gsize index);
/* Returns the same in device pixels from the surface's left edge. */
double bt_study_trace_device_x (const BtStudyTrace *trace, gsize index);
/* Returns the vertical place of a value, cut off far outside the pane. */
double bt_study_trace_y (const BtStudyTrace *trace, double value);
/* Returns the colour of a value; owned by the view's theme. */
const GdkRGBA *bt_study_trace_colour (const BtStudyTrace *trace, double value);
/* Returns whether values stand so close that whole columns are drawn. */
gboolean bt_study_trace_is_dense (const BtStudyTrace *trace);
/* Returns whether several values share a column. */
gboolean bt_study_trace_is_merged (const BtStudyTrace *trace);
/* Returns the runs from left to right, one a column that holds a candle; free with g_free(). Stores
 * how many. */
BtStudyRun *bt_study_trace_runs (const BtStudyTrace *trace, guint *count);

G_END_DECLS
