// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Studies on a chart: each with its values along the candles, over them or in a pane below. */
#pragma once

#include "chart/bt-price-scale.h"
#include "chart/bt-study-look.h"
#include "chart/bt-value-pyramid.h"
#include "study/bt-study-series.h"

G_BEGIN_DECLS

/* Most studies on one chart, and most panes below the candles. */
#define BT_CHART_MAX_STUDIES 16
#define BT_CHART_MAX_PANES 6
/* Most labels beside a pane. */
#define BT_CHART_MAX_PANE_TICKS 12

typedef struct
{
  guint id; /* 1, 2, 3 …, never used twice on a chart */
  BtStudySettings settings;
  BtStudyLook look;
  BtStudySeries *series;                          /* owned */
  BtValuePyramid *pyramids[BT_STUDY_MAX_OUTPUTS]; /* owned; over the values of each output */
  gboolean is_watched;                            /* an alert is about it */
  /* The pane's range where it was set by hand. */
  gboolean has_own_range;
  double low;
  double high;
} BtChartStudy;

/* A plot of its own below the candles, on their time axis. */
typedef struct
{
  guint study; /* index among the view's studies */
  double top;  /* logical pixels from the top of the chart */
  double height;
  BtPriceScale scale; /* of values as they are named, its height_px that of the pane */
  BtPriceTick ticks[BT_CHART_MAX_PANE_TICKS];
  guint n_ticks;
} BtChartPane;

/* Makes a study over no candles; clear it with bt_chart_study_clear(). */
void bt_chart_study_init (BtChartStudy *study,
                          guint id,
                          const BtStudySettings *settings,
                          BtTimeframe timeframe);
/* Frees what a study owns. */
void bt_chart_study_clear (BtChartStudy *study);
/* Takes in candles of which those from changed on are new or changed; returns the index of the
 * first value that may have changed. */
gsize bt_chart_study_update (BtChartStudy *study, const BtColumns *columns, gsize changed);
/* Returns the index in the theme's palette of the first of a study's colours. */
guint bt_chart_study_palette_index (const BtChartStudy *study);
/* Returns what values of an output are divided by to be named: a power of ten for prices, else 1.
 */
double bt_chart_study_unit (const BtChartStudy *study, guint output, guint digits);
/* Writes a value, already divided, as it is named; returns text. */
const char *bt_chart_study_format (
  const BtChartStudy *study, guint output, guint digits, double value, char text[static 40]);
/* Finds the least and greatest values of the drawn outputs over candles first … last, divided by
 * their units; FALSE when there is none. */
gboolean bt_chart_study_find_range (
  const BtChartStudy *study, guint digits, gsize first, gsize last, double *low, double *high);

G_END_DECLS
