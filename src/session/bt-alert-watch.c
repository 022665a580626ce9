// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-alert-watch.h"

#include "base/bt-checked.h"
#include "session/bt-alert-study.h"

/* Of weekdays, beside Sunday, which is 0. */
#define SATURDAY 6

struct _BtAlertWatch
{
  BtAlert alert;
  BtAlertMarket market;
  const BtColumns *columns; /* of the session's candles */
  gint64 candle_usec;
  double places[2];    /* of a line's points, in candles of the session */
  BtAlertStudy *study; /* of an alert on a study */
};

/* A candle as the side that the alert looks at has it, in points. */
typedef struct
{
  double before; /* the close of the candle before it */
  double open;
  double high;
  double low;
  double close;
} Path;

/* ---- Prices ---- */

/* Returns what is added to a candle's prices to have the bid, or the ask (execution model, section
 * 3). */
static gint64
get_offset (const BtAlertWatch *self, gint64 bar)
{
  const gint32 *spreads = self->columns->spread_points;
  gint64 spread
    = spreads != NULL && spreads[bar] >= 0 ? spreads[bar] : self->market.settings->spread_points;

  switch (self->market.settings->price_kind)
    {
    case BT_SIDE_KIND_ASK:
      return self->alert.is_ask ? 0 : -spread;
    case BT_SIDE_KIND_MID:
      return self->alert.is_ask ? spread - spread / 2 : -(spread / 2);
    case BT_SIDE_KIND_BID:
    default:
      return self->alert.is_ask ? spread : 0;
    }
}

/* Returns the path of a candle of the session after its first one. */
static Path
get_path (const BtAlertWatch *self, gint64 bar)
{
  const BtColumns *columns = self->columns;
  gint64 offset = get_offset (self, bar);

  return (Path){
    .before = (double) (columns->close_points[bar - 1] + get_offset (self, bar - 1)),
    .open = (double) (columns->open_points[bar] + offset),
    .high = (double) (columns->high_points[bar] + offset),
    .low = (double) (columns->low_points[bar] + offset),
    .close = (double) (columns->close_points[bar] + offset),
  };
}

/* Says whether the price certainly came from below a level to it or above, the level being where
 * before it was that of the candle before. */
static gboolean
has_risen (const Path *path, double level, double level_before)
{
  gboolean was_below = path->before < level_before || path->open < level
                       || (path->low < level && path->close >= level);

  return was_below && path->high >= level;
}

static gboolean
has_fallen (const Path *path, double level, double level_before)
{
  gboolean was_above = path->before > level_before || path->open > level
                       || (path->high > level && path->close <= level);

  return was_above && path->low <= level;
}

static gboolean
has_crossed (const BtAlert *alert, const Path *path, double level, double level_before)
{
  return (alert->crossing != BT_ALERT_DOWN && has_risen (path, level, level_before))
         || (alert->crossing != BT_ALERT_UP && has_fallen (path, level, level_before));
}

static gboolean
has_passed_range (const BtAlert *alert, const Path *path)
{
  double low = (double) alert->level_points;
  double high = (double) alert->high_points;
  gboolean was_inside = path->before >= low && path->before <= high;
  gboolean has_left = was_inside && (path->low < low || path->high > high);
  gboolean has_come = !was_inside && path->low <= high && path->high >= low;

  return (alert->crossing != BT_ALERT_DOWN && has_come)
         || (alert->crossing != BT_ALERT_UP && has_left);
}

/* ---- Lines ---- */

/* Returns the first known index of the dataset whose candle opens at or after a time. */
static gint64
find_index (const BtColumns *columns, gint64 first, gint64 end, gint64 time_usec)
{
  while (first < end)
    {
      gint64 middle = first + (end - first) / 2;

      if (columns->time_usec[middle] < time_usec)
        first = middle + 1;
      else
        end = middle;
    }
  return first;
}

/* Returns where a point of a line lies, in candles of the session as they were known when the alert
 * was armed: the chart's line is straight over candles, not over time. What comes after is counted
 * as if no candle was missing. */
static double
find_place (const BtAlertWatch *self, gint64 time_usec)
{
  const BtColumns *whole = bt_series_get_columns (self->market.whole);
  gint64 known = self->market.first_index + self->alert.armed_bar + 1;
  gint64 index;
  gint64 after = 0;

  if (known <= 0)
    return (double) (time_usec - whole->time_usec[0]) / (double) self->candle_usec;
  index = find_index (whole, 0, known, time_usec + 1) - 1;
  if (index == known - 1)
    after = (time_usec - whole->time_usec[index]) / self->candle_usec;
  return (double) (MAX (index, 0) + after - self->market.first_index);
}

static gboolean
has_crossed_line (const BtAlertWatch *self, const Path *path, gint64 bar)
{
  const BtAlert *alert = &self->alert;
  double start = (double) alert->anchors[0].points;
  double rise = (double) alert->anchors[1].points - (double) alert->anchors[0].points;
  double run = self->places[1] - self->places[0];
  double at = ((double) bar - self->places[0]) / run;
  double before = ((double) (bar - 1) - self->places[0]) / run;

  if (run <= 0 || (!alert->is_extended && (before < 0 || at > 1)))
    return FALSE;
  return has_crossed (alert, path, start + rise * at, start + rise * before);
}

/* ---- Times ---- */

static gint64
get_close_time (const BtAlertWatch *self, gint64 bar)
{
  return self->columns->time_usec[bar] + self->candle_usec;
}

/* Returns the first candle of first … last that closes at or after a time, where the one before it
 * closed earlier; else −1. */
static gint64
find_passing (const BtAlertWatch *self, gint64 time_usec, gint64 first, gint64 last)
{
  gint64 bar = find_index (self->columns, first, last + 1, time_usec - self->candle_usec);

  if (bar > last || (bar > 0 && get_close_time (self, bar - 1) >= time_usec))
    return -1;
  return bar;
}

/* Returns the candle on which the clock first comes to a time of day. Nothing opens on Saturdays
 * and Sundays where there is no trade then. */
static gint64
find_daily (const BtAlertWatch *self, gint64 first, gint64 last)
{
  const BtAlert *alert = &self->alert;
  BtZone zone = alert->zone;
  int minute
    = alert->clock == BT_ALERT_OPENING ? bt_alert_get_opening_hour (zone.kind) * 60 : alert->minute;
  gint64 start = first > 0 ? get_close_time (self, first - 1) : self->columns->time_usec[0];
  gint64 end = get_close_time (self, last);

  for (gint64 day = bt_divide_floor (bt_zone_to_local (zone, start), BT_USEC_PER_DAY);; day++)
    {
      int weekday = bt_time_weekday (day * BT_USEC_PER_DAY);
      gint64 time_usec = bt_zone_from_local (
        zone, day * BT_USEC_PER_DAY + minute * BT_USEC_PER_MINUTE, BT_ZONE_FIRST);
      gint64 bar;

      if (time_usec > end)
        return -1;
      if (time_usec <= start
          || ((weekday == 0 || weekday == SATURDAY)
              && !self->market.settings->instrument.trades_weekends))
        continue;
      bar = find_passing (self, time_usec, first, last);
      if (bar >= 0)
        return bar;
    }
}

/* ---- All of them ---- */

/* Says whether a candle, not the session's first, meets the condition. */
static gboolean
is_met (const BtAlertWatch *self, gint64 bar)
{
  Path path = get_path (self, bar);
  double level = (double) self->alert.level_points;

  switch (self->alert.kind)
    {
    case BT_ALERT_PRICE:
      return has_crossed (&self->alert, &path, level, level);
    case BT_ALERT_RANGE:
      return has_passed_range (&self->alert, &path);
    case BT_ALERT_LINE:
      return has_crossed_line (self, &path, bar);
    case BT_ALERT_STUDY:
    case BT_ALERT_TIME:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* Returns the first candle of first … last that meets the condition, or −1. */
static gint64
find_met (BtAlertWatch *self, gint64 first, gint64 last)
{
  if (first > last)
    return -1;
  if (self->alert.kind == BT_ALERT_STUDY)
    return bt_alert_study_find (self->study, first, last);
  if (self->alert.kind == BT_ALERT_TIME)
    return self->alert.clock == BT_ALERT_AT_MOMENT
             ? find_passing (self, self->alert.time_usec, first, last)
             : find_daily (self, first, last);
  /* Before the first candle there is no price to come from. */
  for (gint64 bar = MAX (first, 1); bar <= last; bar++)
    if (is_met (self, bar))
      return bar;
  return -1;
}

/* Stores the first and last candle, of those up to last, of the alert's timeframe that a candle is
 * in. */
static void
find_chart_candle (BtAlertWatch *self, gint64 bar, gint64 last, gint64 *from, gint64 *to)
{
  gint64 time_usec = self->columns->time_usec[bar];
  gint64 start = bt_timeframe_bucket_start (self->alert.timeframe, self->market.day, time_usec);
  gint64 end = bt_timeframe_bucket_end (self->alert.timeframe, self->market.day, time_usec);

  *from = find_index (self->columns, 0, bar + 1, start);
  *to = find_index (self->columns, bar, last + 1, end) - 1;
}

gint64
bt_alert_watch_find (BtAlertWatch *watch, gint64 first, gint64 last)
{
  gint64 armed = watch->alert.armed_bar + 1;
  gint64 bar = MAX (first, armed);

  while ((bar = find_met (watch, bar, last)) >= 0)
    {
      gint64 from, to;

      if (watch->alert.repeat != BT_ALERT_ONCE_A_CANDLE)
        return bar;
      find_chart_candle (watch, bar, last, &from, &to);
      /* Where the search began within the candle it may have fired already. */
      if (find_met (watch, MAX (from, armed), bar - 1) < 0)
        return bar;
      bar = to + 1;
    }
  return -1;
}

BtAlertWatch *
bt_alert_watch_new (const BtAlert *alert, const BtAlertMarket *market)
{
  BtAlertWatch *watch = g_new0 (BtAlertWatch, 1);

  watch->alert = *alert;
  watch->market = *market;
  bt_series_ref (market->whole);
  bt_series_ref (market->series);
  watch->columns = bt_series_get_columns (market->series);
  watch->candle_usec = bt_timeframe_usec (market->settings->base_timeframe);
  if (alert->kind == BT_ALERT_LINE)
    for (guint i = 0; i < G_N_ELEMENTS (watch->places); i++)
      watch->places[i] = find_place (watch, alert->anchors[i].time_usec);
  if (alert->kind == BT_ALERT_STUDY)
    watch->study = bt_alert_study_new (&watch->alert, &watch->market);
  return watch;
}

void
bt_alert_watch_free (BtAlertWatch *watch)
{
  if (watch == NULL)
    return;
  bt_alert_study_free (watch->study);
  bt_series_unref (watch->market.whole);
  bt_series_unref (watch->market.series);
  g_free (watch);
}
