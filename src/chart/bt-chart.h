// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The chart: candles of any timeframe from M1 to W1 made from a tape, with price and time axes, grid, crosshair, legend, last-price line, order lines and fill markers. It asks the
 * tape for what is known and cannot know more. Drawn with cairo on device pixels; the crosshair and the last candle are layers of their own. Has role "img"-like accessibility with a label and a description of what it shows,
 * and keys: arrows move the crosshair by candle, +/- zoom (with Ctrl), Home/End, Page keys pan. */
#pragma once

#include <gtk/gtk.h>

#include "market/bt-tape.h"
#include "market/bt-trade-records.h"

G_BEGIN_DECLS

/* A horizontal line of a position or order. */
typedef enum
{
  BT_CHART_LINE_ENTRY,
  BT_CHART_LINE_STOP,
  BT_CHART_LINE_TARGET,
  BT_CHART_LINE_PENDING,
} BtChartLineKind;

typedef struct
{
  BtChartLineKind kind;
  char id[BT_ID_SIZE];   /* the order or position */
  gint64 price_points;
  BtDirection direction;
  char label[48];        /* "#41 Buy 0.50" */
  char result[32];       /* "+161.00", or "" */
  int tone;              /* −1 loss, 0 neutral, +1 profit: colours the result */
  gboolean is_draggable; /* stops and targets */
} BtChartLine;

/* A fill, or the end of a trade. */
typedef struct
{
  gint64 time_usec;
  gint64 price_points;
  BtDirection direction;
  gboolean is_entry;
  char label[32];            /* lots, or the result of the trade */
  int tone;
  gint64 entry_time_usec;    /* of an exit: where its dotted line begins; else BT_TIME_NONE */
  gint64 entry_price_points;
} BtChartMarker;

#define BT_TYPE_CHART (bt_chart_get_type ())
/* Properties: "timeframe" (int), "auto-scale" (boolean), "is-following" (boolean: the newest candle stays in view), "hollow" (boolean), "dark" (boolean), "colour-blind" (boolean), "swap-colours" (boolean), "show-volume" (boolean).
 * Signals: "line-moved" (const char *id, int kind, gint64 price_points) when a drag ended; "line-closed" (const char *id, int kind) when a label's close button was pressed; "crosshair-moved" (). */
G_DECLARE_FINAL_TYPE (BtChart, bt_chart, BT, CHART, GtkWidget)

GtkWidget *bt_chart_new (void);
/* Sets what is shown; the chart keeps a reference. NULL shows nothing. */
void bt_chart_set_tape (BtChart *chart, BtTape *tape, BtTradingDay day);
/* Tells that the tape moved: only what is new is computed and the view follows when it was at the end. */
void bt_chart_tape_changed (BtChart *chart);
void bt_chart_set_timeframe (BtChart *chart, BtTimeframe timeframe);
BtTimeframe bt_chart_get_timeframe (BtChart *chart);
/* Replaces lines, markers; the arrays are copied. */
void bt_chart_set_lines (BtChart *chart, const BtChartLine *lines, guint count);
void bt_chart_set_markers (BtChart *chart, const BtChartMarker *markers, guint count);
/* Shows the quote's ask as a thin line beside the last price; BT_PRICE_NONE hides it. */
void bt_chart_set_ask (BtChart *chart, gint64 ask_points);
/* Sets how many candles are in view, 20 … 20,000; the right edge stays. */
void bt_chart_set_visible (BtChart *chart, double candles);
double bt_chart_get_visible (BtChart *chart);
/* Pans so that the newest candle is in view with the usual right margin. */
void bt_chart_scroll_to_end (BtChart *chart);
/* Renders the chart into a new surface of that size, as for a screenshot or a test with a pinned font. */
cairo_surface_t *bt_chart_render (BtChart *chart, int width_px, int height_px, int scale);

G_END_DECLS
