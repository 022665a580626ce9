// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-time-scale.h"

#include "base/bt-checked.h"
#include "base/bt-time.h"

#include <math.h>
#include <time.h>

/* Half the widths of a bold date and of an hour with the room between labels, as shares of the
 * least distance. */
#define HALF_MAJOR_SHARE 0.5
#define HALF_MINOR_SHARE 0.31

typedef enum
{
  UNIT_MINUTE,
  UNIT_DAY,
  UNIT_WEEK,
  UNIT_MONTH,
  UNIT_YEAR,
} CalendarUnit;

/* A distance of labels, with the trading time that it usually holds: five days a week. */
typedef struct
{
  CalendarUnit unit;
  int count;
  double trading_minutes;
} CalendarStep;

#define DAY_MINUTES 1440.0

static const CalendarStep STEPS[] = {
  { UNIT_MINUTE, 1, 1 },
  { UNIT_MINUTE, 2, 2 },
  { UNIT_MINUTE, 5, 5 },
  { UNIT_MINUTE, 10, 10 },
  { UNIT_MINUTE, 15, 15 },
  { UNIT_MINUTE, 30, 30 },
  { UNIT_MINUTE, 60, 60 },
  { UNIT_MINUTE, 120, 120 },
  { UNIT_MINUTE, 180, 180 },
  { UNIT_MINUTE, 240, 240 },
  { UNIT_MINUTE, 360, 360 },
  { UNIT_MINUTE, 720, 720 },
  { UNIT_DAY, 1, DAY_MINUTES },
  { UNIT_WEEK, 1, 5 * DAY_MINUTES },
  { UNIT_MONTH, 1, 21 * DAY_MINUTES },
  { UNIT_MONTH, 3, 65 * DAY_MINUTES },
  { UNIT_MONTH, 6, 130 * DAY_MINUTES },
  { UNIT_YEAR, 1, 260 * DAY_MINUTES },
  { UNIT_YEAR, 2, 520 * DAY_MINUTES },
  { UNIT_YEAR, 5, 1300 * DAY_MINUTES },
  { UNIT_YEAR, 10, 2600 * DAY_MINUTES },
  { UNIT_YEAR, 50, 13000 * DAY_MINUTES },
};

double
bt_time_scale_spacing (const BtTimeScale *scale)
{
  return scale->width_px / scale->visible;
}

/* Returns how many gaps lie before a candle or at it. */
static gsize
count_gaps (const BtTimeScale *scale, gsize index)
{
  gsize below = 0;
  gsize above = scale->n_gaps;

  while (below < above)
    {
      gsize middle = below + (above - below) / 2;
      if (scale->gaps[middle].index <= index)
        below = middle + 1;
      else
        above = middle;
    }
  return below;
}

static double
get_empty (const BtTimeScale *scale, gsize n_gaps)
{
  return n_gaps > 0 ? (double) scale->gaps[n_gaps - 1].places : 0;
}

/* Returns the place of an index, counted from that of the first candle: between two candles it
 * lies in the gap between them. */
static double
to_place (const BtTimeScale *scale, double index)
{
  if (scale->n_gaps == 0 || index <= 0)
    return index;

  gsize whole = (gsize) index;
  double share = index - (double) whole;
  gsize n_gaps = count_gaps (scale, whole);
  double place = index + get_empty (scale, n_gaps);
  if (share > 0 && n_gaps < scale->n_gaps && scale->gaps[n_gaps].index == whole + 1)
    place += share * (get_empty (scale, n_gaps + 1) - get_empty (scale, n_gaps));
  return place;
}

/* The inverse. */
static double
from_place (const BtTimeScale *scale, double place)
{
  gsize below = 0; /* gaps whose candle stands at the place or before */
  gsize above = scale->n_gaps;

  while (below < above)
    {
      gsize middle = below + (above - below) / 2;
      const BtTimeGap *gap = &scale->gaps[middle];
      if ((double) gap->index + (double) gap->places <= place)
        below = middle + 1;
      else
        above = middle;
    }
  double empty = get_empty (scale, below);
  double index = place - empty;
  if (below == scale->n_gaps)
    return index;
  double before = (double) scale->gaps[below].index - 1;
  if (index <= before)
    return index;
  return before + (index - before) / (get_empty (scale, below + 1) - empty + 1);
}

double
bt_time_scale_places (const BtTimeScale *scale, double from, double to)
{
  return to_place (scale, to) - to_place (scale, from);
}

double
bt_time_scale_step (const BtTimeScale *scale, double index, double places)
{
  return from_place (scale, to_place (scale, index) + places);
}

double
bt_time_scale_to_x (const BtTimeScale *scale, double index)
{
  return scale->width_px
         - (to_place (scale, scale->right) - to_place (scale, index))
             * bt_time_scale_spacing (scale);
}

double
bt_time_scale_left_x (const BtTimeScale *scale, gsize index)
{
  return bt_time_scale_to_x (scale, (double) index) - bt_time_scale_spacing (scale) / 2;
}

double
bt_time_scale_from_x (const BtTimeScale *scale, double x)
{
  return bt_time_scale_step (scale, scale->right,
                             -(scale->width_px - x) / bt_time_scale_spacing (scale));
}

void
bt_time_scale_zoom (BtTimeScale *scale, double factor, double x)
{
  double pivot = bt_time_scale_from_x (scale, x);

  scale->visible
    = CLAMP (scale->visible * factor, BT_TIME_SCALE_MIN_VISIBLE, BT_TIME_SCALE_MAX_VISIBLE);
  scale->right
    = bt_time_scale_step (scale, pivot, (scale->width_px - x) / bt_time_scale_spacing (scale));
}

gboolean
bt_time_scale_range (const BtTimeScale *scale, gsize length, gsize *first, gsize *last)
{
  double left = floor (bt_time_scale_step (scale, scale->right, -scale->visible) + 0.5);
  double right = ceil (scale->right - 0.5);

  if (length == 0 || right < 0 || left > (double) (length - 1))
    return FALSE;
  *first = left > 0 ? (gsize) left : 0;
  *last = MIN ((gsize) right, length - 1);
  return *first <= *last;
}

static gboolean
has_days_only (const BtTimeAxis *axis)
{
  return axis->timeframe >= BT_TIMEFRAME_D1;
}

gint64
bt_time_axis_local (const BtTimeAxis *axis, gsize index)
{
  g_return_val_if_fail (index < axis->length, 0);

  if (has_days_only (axis))
    return bt_trading_day_date (axis->day, axis->time_usec[index]);
  return bt_zone_to_local (axis->zone, axis->time_usec[index]);
}

/* Returns a number that is the same for two local times when no step lies between them. */
static gint64
count_steps (gint64 local_usec, CalendarUnit unit, int count)
{
  gint64 days = bt_divide_floor (local_usec, BT_USEC_PER_DAY);
  BtCivilTime civil;

  switch (unit)
    {
    case UNIT_MINUTE:
      return bt_divide_floor (local_usec, count * BT_USEC_PER_MINUTE);
    case UNIT_DAY:
      return bt_divide_floor (days, count);
    case UNIT_WEEK:
      /* Weeks start on a Monday; day 0 was a Thursday. */
      return bt_divide_floor (days + 3, 7 * count);
    case UNIT_MONTH:
      civil = bt_time_to_civil (local_usec);
      return bt_divide_floor (civil.year * 12 + civil.month - 1, count);
    case UNIT_YEAR:
      return bt_time_to_civil (local_usec).year / count;
    default:
      g_return_val_if_reached (0);
    }
}

/* The calendar unit whose beginning is a major label among labels of this unit. */
static CalendarUnit
choose_major_unit (CalendarUnit unit)
{
  return unit == UNIT_MINUTE                       ? UNIT_DAY
         : unit == UNIT_MONTH || unit == UNIT_YEAR ? UNIT_YEAR
                                                   : UNIT_MONTH;
}

static const CalendarStep *
choose_step (const BtTimeAxis *axis, const BtTimeScale *scale, double minimum_px)
{
  gint64 minutes = bt_timeframe_usec (axis->timeframe) / BT_USEC_PER_MINUTE;
  /* Counted in minutes of trading: five days of a week. */
  double candle_minutes
    = axis->timeframe > BT_TIMEFRAME_D1 ? (double) minutes * 5 / 7 : (double) minutes;
  double least = minimum_px / bt_time_scale_spacing (scale) * candle_minutes;

  for (guint i = 0; i < G_N_ELEMENTS (STEPS); i++)
    if (STEPS[i].trading_minutes >= least
        && (STEPS[i].unit != UNIT_MINUTE || !has_days_only (axis)))
      return &STEPS[i];
  return &STEPS[G_N_ELEMENTS (STEPS) - 1];
}

/* Returns the first candle after index, up to last, on the other side of a step; last + 1 when
 * there is none. Strides double, then halve, so a label costs time only with the logarithm of the
 * candles between. */
static gsize
find_next_step (const BtTimeAxis *axis, const CalendarStep *step, gsize index, gsize last)
{
  gint64 current = count_steps (bt_time_axis_local (axis, index), step->unit, step->count);
  gsize below = index;
  gsize stride = 1;

  while (below + stride <= last
         && count_steps (bt_time_axis_local (axis, below + stride), step->unit, step->count)
              == current)
    {
      below += stride;
      stride *= 2;
    }
  gsize above = MIN (below + stride, last + 1);
  while (above - below > 1)
    {
      gsize middle = below + (above - below) / 2;
      if (count_steps (bt_time_axis_local (axis, middle), step->unit, step->count) == current)
        below = middle;
      else
        above = middle;
    }
  return above;
}

static void
format_local (gint64 local_usec, const char *format, char *text, gsize size)
{
  BtCivilTime civil = bt_time_to_civil (local_usec);
  struct tm tm = {
    .tm_year = civil.year - 1900,
    .tm_mon = civil.month - 1,
    .tm_mday = civil.day,
    .tm_hour = civil.hour,
    .tm_min = civil.minute,
    .tm_wday = civil.weekday,
  };

  text[0] = '\0';
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  strftime (text, size, format, &tm);
#pragma GCC diagnostic pop
}

static gboolean
is_blind (const BtTimeAxis *axis)
{
  return axis->disguise != NULL && axis->disguise->is_active;
}

/* Writes the number of a day in place of its date. */
static void
format_day (const BtTimeAxis *axis, gint64 local_usec, char *text, gsize size)
{
  g_autoptr (GString) words = g_string_new (axis->day_words);
  g_autofree char *day
    = g_strdup_printf ("%" G_GINT64_FORMAT, bt_disguise_day (axis->disguise, local_usec));

  g_string_replace (words, "{day}", day, 0);
  g_strlcpy (text, words->str, size);
}

static void
label_tick (const BtTimeAxis *axis, BtTimeTick *tick, gint64 local_usec, CalendarUnit unit)
{
  static const char *const plain[] = { "%H:%M", "%-d %b", "%-d %b", "%b", "%Y" };
  static const char *const major[] = { "%a %-d %b", "%b %Y", "%b %Y", "%Y", "%Y" };

  if (is_blind (axis) && (tick->is_major || unit != UNIT_MINUTE))
    format_day (axis, local_usec, tick->text, sizeof tick->text);
  else
    format_local (local_usec, tick->is_major ? major[unit] : plain[unit], tick->text,
                  sizeof tick->text);
}

/* Takes labels in order of rank: majors first, then the others where they fit. */
static guint
drop_crowded (BtTimeTick *ticks, guint count, const BtTimeScale *scale, double minimum_px)
{
  guint kept = 0;
  double free_from = -G_MAXDOUBLE;

  for (guint i = 0; i < count; i++)
    {
      double x = bt_time_scale_to_x (scale, (double) ticks[i].index);
      double half = minimum_px * (ticks[i].is_major ? HALF_MAJOR_SHARE : HALF_MINOR_SHARE);
      double next_major = G_MAXDOUBLE;

      for (guint j = i + 1; !ticks[i].is_major && j < count && next_major == G_MAXDOUBLE; j++)
        if (ticks[j].is_major)
          next_major
            = bt_time_scale_to_x (scale, (double) ticks[j].index) - minimum_px * HALF_MAJOR_SHARE;
      if (x - half < free_from || x + half > next_major)
        continue;
      ticks[kept++] = ticks[i];
      free_from = x + half;
    }
  return kept;
}

guint
bt_time_axis_ticks (const BtTimeAxis *axis,
                    const BtTimeScale *scale,
                    gsize first,
                    gsize last,
                    double minimum_px,
                    BtTimeTick *ticks,
                    guint maximum)
{
  guint count = 0;

  g_return_val_if_fail (first <= last && last < axis->length, 0);

  const CalendarStep *step = choose_step (axis, scale, minimum_px);
  CalendarUnit major = choose_major_unit (step->unit);
  gsize index = first > 0 ? first - 1 : 0;
  gint64 previous = bt_time_axis_local (axis, index);
  while (count < maximum && (index = find_next_step (axis, step, index, last)) <= last)
    {
      gint64 local = bt_time_axis_local (axis, index);
      BtTimeTick *tick = &ticks[count++];

      tick->index = index;
      tick->is_major
        = step->unit != major && count_steps (local, major, 1) != count_steps (previous, major, 1);
      label_tick (axis, tick, local, step->unit);
      previous = local;
    }
  return drop_crowded (ticks, count, scale, minimum_px);
}

guint
bt_time_axis_separators (const BtTimeAxis *axis,
                         const BtTimeScale *scale,
                         gsize first,
                         gsize last,
                         BtTimeSeparatorKind least,
                         double minimum_px,
                         BtTimeSeparator *separators,
                         guint maximum)
{
  /* A step of each, with the trading time that it usually holds. */
  static const CalendarStep kinds[] = { { UNIT_DAY, 1, DAY_MINUTES },
                                        { UNIT_WEEK, 1, 5 * DAY_MINUTES },
                                        { UNIT_MONTH, 1, 21 * DAY_MINUTES },
                                        { UNIT_YEAR, 1, 260 * DAY_MINUTES } };
  double candle_minutes
    = MIN ((double) bt_timeframe_usec (axis->timeframe) / (double) BT_USEC_PER_MINUTE, 1e9);
  guint kind = least;
  guint count = 0;

  g_return_val_if_fail (first <= last && last < axis->length, 0);

  while (kind < G_N_ELEMENTS (kinds)
         && (kinds[kind].trading_minutes < 2 * candle_minutes
             || kinds[kind].trading_minutes / candle_minutes * bt_time_scale_spacing (scale)
                  < minimum_px))
    kind++;
  if (kind == G_N_ELEMENTS (kinds))
    return 0;
  gsize index = first > 0 ? first - 1 : 0;
  gint64 previous = bt_time_axis_local (axis, index);
  while (count < maximum && (index = find_next_step (axis, &kinds[kind], index, last)) <= last)
    {
      gint64 local = bt_time_axis_local (axis, index);
      guint longest = kind;
      for (guint i = kind + 1; i < G_N_ELEMENTS (kinds); i++)
        if (count_steps (local, kinds[i].unit, 1) != count_steps (previous, kinds[i].unit, 1))
          longest = i;
      separators[count++] = (BtTimeSeparator){ index, (BtTimeSeparatorKind) longest };
      previous = local;
    }
  return count;
}

void
bt_time_axis_format (const BtTimeAxis *axis, gsize index, char *text, gsize size)
{
  gint64 local_usec = bt_time_axis_local (axis, index);
  char clock[16] = "";

  if (is_blind (axis))
    {
      format_day (axis, local_usec, text, size);
      if (!has_days_only (axis))
        format_local (local_usec, " %H:%M", clock, sizeof clock);
      g_strlcat (text, clock, size);
      return;
    }
  format_local (local_usec, has_days_only (axis) ? "%a %-d %b %Y" : "%a %-d %b %H:%M", text, size);
}
