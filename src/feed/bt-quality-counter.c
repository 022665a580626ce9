// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-quality-counter.h"

#include "feed/bt-candle-memory.h"
#include "feed/bt-candle-watch.h"
#include "feed/bt-hours-check.h"
#include "feed/bt-time-set.h"

/* Longer distances span a weekend. */
#define WEEK_GAP_USEC (36 * BT_USEC_PER_HOUR)
/* Longer distances than any holiday weekend are holes. */
#define HOLE_USEC (96 * BT_USEC_PER_HOUR)
#define WEEKEND_USEC (48 * BT_USEC_PER_HOUR)
#define CLOSE_HOUR 17
/* The longest daily break of a market that trades around the clock, with what a quiet market leaves
 * empty beside it. */
#define MAX_BREAK_USEC (90 * BT_USEC_PER_MINUTE)
#define BREAK_USEC BT_USEC_PER_HOUR
/* Ticks whose times are compared with the next one's. */
#define N_RECENT 64
/* Candles that are remembered: of a file in order the hour that clocks show twice counts, of others
 * files that were joined. */
#define MEMORY_IN_ORDER (1 << 16)
#define MEMORY_MIXED (1 << 20)

/* A row's stamp. */
typedef struct
{
  gint64 written_usec;
  gint64 utc_usec;
} Stamp;

struct _BtQualityCounter
{
  BtQualityReport *report;
  BtRowOrder order;
  gint64 step_usec;
  gint64 longest_usec; /* from one candle to the next; months differ */
  gint64 shift_usec;   /* from a row's stamp to the opening of its candle, 0 or less */
  gboolean has_last;
  Stamp last;
  gboolean is_doubled;     /* the last row's written stamp had occurred before */
  BtTimeSet *written;      /* of rows, where they are not in order; else NULL */
  BtTimeSet *stored;       /* openings of candles, where two rows may have one; else NULL */
  BtCandleMemory *memory;  /* beside it */
  gint64 recent[N_RECENT]; /* times of ticks */
  guint n_recent;
  gint64 n_good;
  gint64 last_bar_usec; /* of candles made of ticks */
  BtCandleWatch *watch;
  BtHoursCheck *hours; /* NULL without any */
};

/* Whether a gap is the daily break of metals and indices: an hour after 17:00 in New York. */
static gboolean
is_daily_break (gint64 from_usec, gint64 to_usec)
{
  const BtZone new_york = BT_ZONE (BT_ZONE_NEW_YORK);
  BtCivilTime close = bt_time_to_civil (bt_zone_to_local (new_york, to_usec));

  if (to_usec - from_usec > MAX_BREAK_USEC)
    return FALSE;
  close.hour = CLOSE_HOUR;
  close.minute = 0;
  close.second = 0;
  close.microsecond = 0;
  const gint64 close_usec
    = bt_zone_from_local (new_york, bt_time_from_civil (&close), BT_ZONE_FIRST);
  return from_usec <= close_usec && to_usec >= close_usec + BREAK_USEC - BT_USEC_PER_MINUTE;
}

/* Counts the weekends inside a hole of several days. */
static gint64
count_weekends (gint64 from_usec, gint64 to_usec)
{
  const gint64 week_usec = 7 * BT_USEC_PER_DAY;
  /* Friday 1970-01-02 at 22:00 UTC, near the close. */
  const gint64 close_usec = BT_USEC_PER_DAY + 22 * BT_USEC_PER_HOUR;

  return (to_usec - WEEKEND_USEC / 2 - close_usec + week_usec) / week_usec
         - (from_usec + WEEKEND_USEC / 2 - close_usec + week_usec) / week_usec;
}

static void
note_distance (BtQualityCounter *counter, const Stamp *earlier, const Stamp *later)
{
  BtQualityReport *report = counter->report;
  const gint64 step = counter->step_usec;
  const gint64 distance = later->written_usec - earlier->written_usec;
  BtGap gap = { .from_usec = earlier->utc_usec + step + counter->shift_usec,
                .to_usec = later->utc_usec + counter->shift_usec };

  report->gap_largest_seconds = MAX (report->gap_largest_seconds, distance / BT_USEC_PER_SECOND);
  if (counter->hours != NULL && gap.to_usec > gap.from_usec)
    bt_hours_check_add_gap (counter->hours, gap.from_usec, gap.to_usec);
  if (distance <= counter->longest_usec)
    return;
  if (distance > WEEK_GAP_USEC)
    {
      report->weekend_gaps++;
      if (distance > MAX (HOLE_USEC, 2 * step))
        {
          const gint64 closed = count_weekends (gap.from_usec, gap.to_usec) * WEEKEND_USEC;
          gap.missing = MAX (0, (gap.to_usec - gap.from_usec - closed) / step);
          bt_quality_gaps_add (report->gaps, &gap);
        }
      return;
    }

  const gint64 missing = (distance + step / 2) / step - 1;
  report->gap_count++;
  report->gap_missing += missing;
  gap.missing = MAX (0, (gap.to_usec - gap.from_usec) / step);
  /* A clock that is put forward leaves a gap that is none in UTC. */
  if (gap.missing == 0)
    return;
  if (is_daily_break (gap.from_usec, gap.to_usec))
    report->break_missing += MIN (missing, BREAK_USEC / step);
  else
    bt_quality_gaps_add (report->gaps, &gap);
}

/* The row before in time, while the sorted ones are gone through. */
typedef struct
{
  BtQualityCounter *counter;
  Stamp last;
} Walk;

static void
walk_time (gint64 written_usec, gpointer user_data)
{
  Walk *walk = user_data;
  const BtZone zone = walk->counter->report->zone;
  Stamp stamp = { written_usec, bt_zone_from_local (zone, written_usec, BT_ZONE_FIRST) };

  if (walk->last.written_usec != BT_TIME_NONE)
    note_distance (walk->counter, &walk->last, &stamp);
  /* What follows an hour that comes twice follows its second. */
  stamp.utc_usec = bt_zone_from_local (zone, written_usec, BT_ZONE_SECOND);
  walk->last = stamp;
}

/* Gaps do not depend on the order of the file. */
static void
measure_sorted (BtQualityCounter *counter)
{
  Walk walk = { .counter = counter, .last = { BT_TIME_NONE, BT_TIME_NONE } };

  if (counter->written != NULL)
    bt_time_set_foreach (counter->written, walk_time, &walk);
}

/* Where clocks change, different stamps can be one time. */
static gboolean
has_changing_clock (BtZone zone)
{
  return zone.kind != BT_ZONE_UTC && zone.kind != BT_ZONE_TOKYO && zone.kind != BT_ZONE_FIXED;
}

BtQualityCounter *
bt_quality_counter_new (BtQualityReport *report, const BtRowOrder *order)
{
  BtQualityCounter *counter = g_new0 (BtQualityCounter, 1);
  const gboolean can_collide
    = !order->are_ticks && (!order->is_strict || has_changing_clock (report->zone));

  counter->report = bt_quality_report_ref (report);
  counter->order = *order;
  counter->step_usec = bt_timeframe_usec (report->timeframe);
  counter->longest_usec
    = counter->step_usec + (report->timeframe == BT_TIMEFRAME_MN ? BT_USEC_PER_DAY : 0);
  counter->shift_usec = report->is_stamped_at_close ? -counter->step_usec : 0;
  counter->last_bar_usec = BT_TIME_NONE;
  if (!order->is_strict && !order->are_ticks)
    counter->written = bt_time_set_new ();
  if (can_collide)
    {
      counter->stored = bt_time_set_new ();
      counter->memory = bt_candle_memory_new (order->is_strict ? MEMORY_IN_ORDER : MEMORY_MIXED);
    }
  counter->watch = bt_candle_watch_new (report->places, counter->step_usec, order->trades_weekends);
  counter->hours = bt_hours_check_new (&order->hours, order->are_hours_stated, counter->step_usec);
  return counter;
}

void
bt_quality_counter_free (BtQualityCounter *counter)
{
  if (counter == NULL)
    return;
  bt_time_set_free (counter->written);
  bt_time_set_free (counter->stored);
  bt_candle_memory_free (counter->memory);
  bt_candle_watch_free (counter->watch);
  bt_hours_check_free (counter->hours);
  bt_quality_report_unref (counter->report);
  g_free (counter);
}

/* Several ticks may bear one time. */
static gboolean
is_recent (BtQualityCounter *counter, gint64 time_usec)
{
  const guint count = MIN (counter->n_recent, N_RECENT);

  /* Most often it is the last one, if any. */
  for (guint i = 0; i < count; i++)
    if (counter->recent[(counter->n_recent - 1 - i) % N_RECENT] == time_usec)
      return TRUE;
  counter->recent[counter->n_recent++ % N_RECENT] = time_usec;
  return FALSE;
}

/* Counts a row of a file in which not all run one way. */
static void
add_disordered (BtQualityCounter *counter, const Stamp *stamp, gboolean is_back)
{
  BtQualityReport *report = counter->report;

  if (is_back)
    {
      report->out_of_order++;
      bt_quality_places_add_row (report->places, BT_FINDING_DISORDER,
                                 stamp->utc_usec + counter->shift_usec, 0);
    }
  counter->is_doubled = counter->order.are_ticks
                          ? is_recent (counter, stamp->written_usec)
                          : !bt_time_set_add (counter->written, stamp->written_usec);
  report->duplicates += counter->is_doubled ? 1 : 0;
}

void
bt_quality_counter_add_row (BtQualityCounter *counter,
                            gboolean has_time,
                            gint64 written_usec,
                            gint64 utc_usec)
{
  BtQualityReport *report = counter->report;
  const gboolean is_descending = counter->order.is_descending;
  const Stamp stamp = { written_usec, utc_usec };

  report->rows++;
  if (!has_time)
    return;
  if (!counter->order.is_strict)
    add_disordered (counter, &stamp,
                    counter->has_last
                      && (is_descending ? written_usec > counter->last.written_usec
                                        : written_usec < counter->last.written_usec));
  if (counter->order.are_ticks && counter->has_last)
    report->gap_largest_seconds
      = MAX (report->gap_largest_seconds,
             ABS (written_usec - counter->last.written_usec) / BT_USEC_PER_SECOND);
  else if (counter->order.is_strict && counter->has_last)
    note_distance (counter, is_descending ? &stamp : &counter->last,
                   is_descending ? &counter->last : &stamp);
  counter->has_last = TRUE;
  counter->last = stamp;
  if (report->first_usec == BT_TIME_NONE || utc_usec < report->first_usec)
    report->first_usec = utc_usec;
  if (report->last_usec == BT_TIME_NONE || utc_usec > report->last_usec)
    report->last_usec = utc_usec;
}

/* Of several candles with one opening the first is stored. */
static void
check_copy (BtQualityCounter *counter, const BtCandle *candle)
{
  BtQualityReport *report = counter->report;

  if (bt_time_set_add (counter->stored, candle->time_usec))
    {
      if (counter->is_doubled)
        {
          report->folds++;
          bt_quality_places_add_row (report->places, BT_FINDING_FOLD, candle->time_usec,
                                     counter->step_usec);
        }
      bt_candle_memory_add (counter->memory, candle);
      return;
    }
  const gboolean is_copy = bt_candle_memory_is_copy (counter->memory, candle);
  if (is_copy)
    report->duplicates_equal++;
  else
    report->duplicates_conflicting++;
  bt_quality_places_add_row (report->places, is_copy ? BT_FINDING_DUPLICATE : BT_FINDING_CONFLICT,
                             candle->time_usec, counter->step_usec);
}

/* Gaps of ticks are minutes without any. */
static void
measure_bar (BtQualityCounter *counter, gint64 time_usec)
{
  const Stamp last = { counter->last_bar_usec, counter->last_bar_usec };
  const Stamp stamp = { time_usec, time_usec };
  const gint64 largest = counter->report->gap_largest_seconds;

  if (counter->last_bar_usec != BT_TIME_NONE)
    note_distance (counter, counter->order.is_descending ? &stamp : &last,
                   counter->order.is_descending ? &last : &stamp);
  /* That is a distance of rows. */
  counter->report->gap_largest_seconds = largest;
  counter->last_bar_usec = time_usec;
}

void
bt_quality_counter_add_candle (BtQualityCounter *counter,
                               const BtCandle *candle,
                               gboolean has_volume)
{
  bt_candle_watch_add (counter->watch, candle, has_volume);
  if (counter->hours != NULL)
    bt_hours_check_add (counter->hours, candle->time_usec);
  if (counter->order.are_ticks)
    measure_bar (counter, candle->time_usec);
  if (counter->stored != NULL)
    check_copy (counter, candle);
  counter->n_good++;
}

void
bt_quality_counter_add_bad_place (BtQualityCounter *counter, BtFinding finding, gint64 utc_usec)
{
  bt_quality_places_add_row (counter->report->places, finding, utc_usec + counter->shift_usec, 0);
}

void
bt_quality_counter_add_fault (BtQualityCounter *counter, gint64 line, gint column, char *reason)
{
  BtQualityReport *report = counter->report;

  report->bad_rows_total++;
  if (!bt_quality_counter_wants_reason (counter))
    {
      g_free (reason);
      return;
    }
  BtBadRow *bad_row = g_new0 (BtBadRow, 1);
  *bad_row = (BtBadRow){ .line = line, .column = column, .reason = reason };
  g_ptr_array_add (report->bad_rows, bad_row);
}

gboolean
bt_quality_counter_wants_reason (const BtQualityCounter *counter)
{
  return counter->report->bad_rows->len < BT_QUALITY_MAX_BAD_ROWS;
}

void
bt_quality_counter_finish (BtQualityCounter *counter)
{
  BtQualityReport *report = counter->report;
  BtCandleCounts counts;

  measure_sorted (counter);
  bt_candle_watch_finish (counter->watch, &counts);
  bt_hours_check_finish (counter->hours, report);
  report->flat = counts.flat;
  report->zero_volume = counts.zero_volume;
  report->spikes = counts.spikes;
  report->weekend_rows = counts.weekend;
  report->stored
    = counter->stored != NULL ? bt_time_set_get_length (counter->stored) : counter->n_good;
}
