// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a chart shows beside candles: lines of positions and orders, fills. Plain values that the
 * chart copies. */
#pragma once

#include "market/bt-tape.h"
#include "market/bt-trade-records.h"

G_BEGIN_DECLS

/* A horizontal line of a position or order. */
typedef enum
{
  BT_CHART_LINE_ENTRY,
  BT_CHART_LINE_STOP,
  BT_CHART_LINE_TARGET,
  BT_CHART_LINE_PENDING,    /* an order's price */
  BT_CHART_LINE_LIMIT,      /* the limit of a stop-limit order */
  BT_CHART_LINE_ALERT,      /* the level of an alert, or the lower end of its range */
  BT_CHART_LINE_ALERT_HIGH, /* the upper end */
} BtChartLineKind;

typedef struct
{
  BtChartLineKind kind;
  char id[BT_ID_SIZE]; /* the order or position */
  gint64 price_points;
  BtDirection direction;
  char label[48];        /* "#41 Buy 0.50" */
  char result[32];       /* "+161.00", or "" */
  int tone;              /* −1 loss, 0 neutral, +1 profit: colours the result */
  gboolean is_draggable; /* an entry too: a stop or a target is pulled off it */
  char points[24];       /* the result in points, "+322 pt", or "": shown of a raised label */
  char multiple[16];     /* multiples of risk: "1.39 R", or "" */
  gboolean is_selected;  /* belongs to the position that is worked on: larger, its name filled */
  gint64 since_usec;     /* where the line begins; 0: at the left edge */
} BtChartLine;

/* What a line that is dragged would mean where it is; texts as those of a line. */
typedef struct
{
  BtChartLineKind kind; /* of an entry: what is pulled off it, or BT_CHART_LINE_ENTRY for nothing */
  char label[48];
  char result[32];
  char points[24];
  char multiple[16];
  int tone;
} BtChartDragNote;

/* A fill, the end of a trade, or where something is noted. */
typedef struct
{
  gint64 time_usec;
  gint64 price_points;
  BtDirection direction;
  gboolean is_entry;
  char label[32]; /* lots, or the result of the trade */
  int tone;
  gint64 entry_time_usec; /* of an exit: where its dotted line begins; else BT_TIME_NONE */
  gint64 entry_price_points;
  gboolean is_note; /* no fill: something is noted of the candle */
} BtChartMarker;

G_END_DECLS
