// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Candles along the bottom of a plot, one beside the other whatever time passed between them or
 * with places left empty for it, and the times that stand under them. */
#pragma once

#include "chart/bt-time-gaps.h"
#include "market/bt-disguise.h"

G_BEGIN_DECLS

/* Fewest and most candles that a chart shows. */
#define BT_TIME_SCALE_MIN_VISIBLE 20.0
#define BT_TIME_SCALE_MAX_VISIBLE 5000000.0

typedef struct
{
  double right;          /* index at the right edge; the middle of candle n has index n */
  double visible;        /* how many candles fit in the width */
  double width_px;       /* above 0 */
  const BtTimeGap *gaps; /* not owned; places left empty, by index */
  gsize n_gaps;
} BtTimeScale;

/* The candles that a scale stands under. */
typedef struct
{
  const gint64 *time_usec; /* openings, ascending */
  gsize length;
  BtTimeframe timeframe;
  BtTradingDay day;           /* names the days of D1 and W1 */
  BtZone zone;                /* in which hours are shown */
  const BtDisguise *disguise; /* not owned; NULL or inactive: dates are shown */
  const char *day_words;      /* not owned; what stands for a date else, {day} in it */
} BtTimeAxis;

/* A label under a candle. */
typedef struct
{
  gsize index;
  gboolean is_major; /* a day, month or year begins: bold, with a separator */
  char text[48];
} BtTimeTick;

/* Where a new part of the calendar begins, in order of their lengths. */
typedef enum
{
  BT_TIME_SEPARATOR_DAY,
  BT_TIME_SEPARATOR_WEEK,
  BT_TIME_SEPARATOR_MONTH,
  BT_TIME_SEPARATOR_YEAR,
} BtTimeSeparatorKind;

typedef struct
{
  gsize index; /* the first candle of it */
  BtTimeSeparatorKind kind;
} BtTimeSeparator;

/* Returns the distance of two candles in pixels. */
double bt_time_scale_spacing (const BtTimeScale *scale);
/* Returns the distance of the middle of a candle from the left edge. */
double bt_time_scale_to_x (const BtTimeScale *scale, double index);
/* Returns the index at a distance from the left edge: the inverse of bt_time_scale_to_x(). */
double bt_time_scale_from_x (const BtTimeScale *scale, double x);
/* Returns the distance of a candle's left edge, where it meets the place before, from the left. */
double bt_time_scale_left_x (const BtTimeScale *scale, gsize index);
/* Returns how many places lie between two indices, those of gaps too. */
double bt_time_scale_places (const BtTimeScale *scale, double from, double to);
/* Returns the index so many places from another, in gaps too. */
double bt_time_scale_step (const BtTimeScale *scale, double index, double places);
/* Shows factor times as many candles, within the bounds above; what lies at x stays there. */
void bt_time_scale_zoom (BtTimeScale *scale, double factor, double x);
/* Stores the first and the last of length candles of which any part can be seen; FALSE when there
 * is none. */
gboolean bt_time_scale_range (const BtTimeScale *scale, gsize length, gsize *first, gsize *last);

/* Returns the time by which candle index is named on the axis: its opening in the zone, or the
 * midnight of its trading day's date from D1 on. */
gint64 bt_time_axis_local (const BtTimeAxis *axis, gsize index);
/* Chooses calendar steps (minutes, hours, days, weeks, months, years) at least minimum_px apart and
 * stores the labels of candles first … last in ascending order, at most maximum; returns how many.
 * Majors crowd out others. */
guint bt_time_axis_ticks (const BtTimeAxis *axis,
                          const BtTimeScale *scale,
                          gsize first,
                          gsize last,
                          double minimum_px,
                          BtTimeTick *ticks,
                          guint maximum);
/* Stores where days, weeks, months or years begin among candles first … last: the shortest of them
 * from least on that are minimum_px apart and longer than a candle, each with the longest that
 * begins there; at most maximum. Returns how many. */
guint bt_time_axis_separators (const BtTimeAxis *axis,
                               const BtTimeScale *scale,
                               gsize first,
                               gsize last,
                               BtTimeSeparatorKind least,
                               double minimum_px,
                               BtTimeSeparator *separators,
                               guint maximum);
/* Writes what the crosshair says of candle index: "Tue 12 Mar 05:20", or "Tue 12 Mar 2024" from D1
 * on. Names of days and months are those of the locale. */
void bt_time_axis_format (const BtTimeAxis *axis, gsize index, char *text, gsize size);

G_END_DECLS
