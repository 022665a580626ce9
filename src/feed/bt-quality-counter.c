// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-quality-counter.h"

#include <string.h>

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
#define SPIKE_FACTOR 12

/* A row's stamp. */
typedef struct
{
  gint64 written_usec;
  gint64 utc_usec;
} Stamp;

struct _BtQualityCounter
{
  BtQualityReport *report;
  gint64 step_usec;
  gboolean is_descending;
  gboolean is_strict; /* see bt_quality_counter_new() */
  gboolean has_last;
  Stamp last;
  GArray *stamps;       /* of Stamp, of every row that has one, where they must be sorted */
  GArray *stored;       /* of gint64: the openings of the good candles in UTC */
  gboolean can_collide; /* two rows may have one opening in UTC */
  gint64 n_good;
  gint64 last_good_usec;
  gboolean is_good_strict;
  GArray *ranges; /* of guint32 */
};

/* Keeps the longest holes, longest first. */
static void
list_gap (BtQualityCounter *counter, const BtGap *gap)
{
  GArray *gaps = counter->report->gaps;
  guint at = gaps->len;

  while (at > 0 && g_array_index (gaps, BtGap, at - 1).missing < gap->missing)
    at--;
  if (at >= BT_QUALITY_MAX_GAPS)
    return;
  g_array_insert_val (gaps, at, *gap);
  if (gaps->len > BT_QUALITY_MAX_GAPS)
    g_array_set_size (gaps, BT_QUALITY_MAX_GAPS);
}

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
  BtGap gap = { .from_usec = earlier->utc_usec + step, .to_usec = later->utc_usec };

  report->gap_largest_seconds = MAX (report->gap_largest_seconds, distance / BT_USEC_PER_SECOND);
  if (distance <= step)
    return;
  if (distance > WEEK_GAP_USEC)
    {
      report->weekend_gaps++;
      if (distance > MAX (HOLE_USEC, 2 * step))
        {
          const gint64 closed = count_weekends (gap.from_usec, gap.to_usec) * WEEKEND_USEC;
          gap.missing = MAX (0, (gap.to_usec - gap.from_usec - closed) / step);
          list_gap (counter, &gap);
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
    list_gap (counter, &gap);
}

static int
compare_stamps (gconstpointer a, gconstpointer b)
{
  const Stamp *left = a;
  const Stamp *right = b;

  if (left->written_usec != right->written_usec)
    return left->written_usec < right->written_usec ? -1 : 1;
  return left->utc_usec < right->utc_usec ? -1 : left->utc_usec > right->utc_usec;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const gint64 left = *(const gint64 *) a;
  const gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/* Gaps and doubled stamps do not depend on the order of the file. */
static void
measure_sorted (BtQualityCounter *counter)
{
  const Stamp *stamps = (const Stamp *) (gpointer) counter->stamps->data;

  g_array_sort (counter->stamps, compare_stamps);
  for (guint i = 1; i < counter->stamps->len; i++)
    if (stamps[i - 1].written_usec == stamps[i].written_usec)
      counter->report->duplicates++;
    else
      note_distance (counter, &stamps[i - 1], &stamps[i]);
}

/* Of several candles with one opening the first is stored. */
static gint64
count_stored (BtQualityCounter *counter)
{
  gint64 count = 0;

  if (counter->is_good_strict || !counter->can_collide)
    return counter->n_good;
  g_array_sort (counter->stored, compare_times);
  for (guint i = 0; i < counter->stored->len; i++)
    if (i == 0
        || g_array_index (counter->stored, gint64, i)
             != g_array_index (counter->stored, gint64, i - 1))
      count++;
  return count;
}

/* Returns the value that would stand in the middle after sorting (Hoare's selection); reorders the
 * values. */
static guint32
find_median (guint32 *values, guint length)
{
  guint low = 0;
  guint high = length - 1;
  const guint middle = length / 2;

  while (low < high)
    {
      const guint32 pivot = values[low + (high - low) / 2];
      guint left = low;
      guint right = high;
      while (TRUE)
        {
          while (values[left] < pivot)
            left++;
          while (values[right] > pivot)
            right--;
          if (left >= right)
            break;
          const guint32 swap = values[left];
          values[left++] = values[right];
          values[right--] = swap;
        }
      if (middle <= right)
        high = right;
      else
        low = right + 1;
    }
  return values[middle];
}

static gint64
count_spikes (BtQualityCounter *counter)
{
  guint32 *ranges = (guint32 *) (gpointer) counter->ranges->data;
  const guint length = counter->ranges->len;
  gint64 count = 0;

  if (length == 0)
    return 0;
  const gint64 limit = (gint64) SPIKE_FACTOR * find_median (ranges, length);
  /* In a file of flat candles every movement would be one. */
  if (limit == 0)
    return 0;
  for (guint i = 0; i < length; i++)
    count += ranges[i] > limit ? 1 : 0;
  return count;
}

/* Where clocks change, different stamps can be one time. */
static gboolean
has_changing_clock (BtZone zone)
{
  return zone.kind != BT_ZONE_UTC && zone.kind != BT_ZONE_TOKYO && zone.kind != BT_ZONE_FIXED;
}

BtQualityCounter *
bt_quality_counter_new (BtQualityReport *report, gboolean is_descending, gboolean is_strict)
{
  BtQualityCounter *counter = g_new0 (BtQualityCounter, 1);

  counter->report = bt_quality_report_ref (report);
  counter->step_usec = bt_timeframe_usec (report->timeframe);
  counter->is_descending = is_descending;
  counter->is_strict = is_strict;
  counter->can_collide = !is_strict || has_changing_clock (report->zone);
  counter->is_good_strict = TRUE;
  counter->stamps = g_array_new (FALSE, FALSE, sizeof (Stamp));
  counter->stored = g_array_new (FALSE, FALSE, sizeof (gint64));
  counter->ranges = g_array_new (FALSE, FALSE, sizeof (guint32));
  return counter;
}

void
bt_quality_counter_free (BtQualityCounter *counter)
{
  if (counter == NULL)
    return;
  g_array_unref (counter->stamps);
  g_array_unref (counter->stored);
  g_array_unref (counter->ranges);
  bt_quality_report_unref (counter->report);
  g_free (counter);
}

void
bt_quality_counter_add_row (BtQualityCounter *counter,
                            gboolean has_time,
                            gint64 written_usec,
                            gint64 utc_usec)
{
  BtQualityReport *report = counter->report;
  const Stamp stamp = { written_usec, utc_usec };

  report->rows++;
  if (!has_time)
    return;
  if (counter->has_last
      && (counter->is_descending ? written_usec > counter->last.written_usec
                                 : written_usec < counter->last.written_usec))
    report->out_of_order++;
  if (!counter->is_strict)
    g_array_append_val (counter->stamps, stamp);
  else if (counter->has_last && counter->is_descending)
    note_distance (counter, &stamp, &counter->last);
  else if (counter->has_last)
    note_distance (counter, &counter->last, &stamp);
  counter->has_last = TRUE;
  counter->last = stamp;
  if (report->first_usec == BT_TIME_NONE || utc_usec < report->first_usec)
    report->first_usec = utc_usec;
  if (report->last_usec == BT_TIME_NONE || utc_usec > report->last_usec)
    report->last_usec = utc_usec;
}

void
bt_quality_counter_add_candle (BtQualityCounter *counter,
                               const BtCandle *candle,
                               gboolean has_volume)
{
  BtQualityReport *report = counter->report;
  const gint64 range = candle->high_points - candle->low_points;
  const guint32 kept = (guint32) MIN (range, (gint64) G_MAXUINT32);

  g_array_append_val (counter->ranges, kept);
  if (range == 0)
    report->flat++;
  if (has_volume && candle->volume == 0)
    report->zero_volume++;
  if (counter->n_good > 0
      && (counter->is_descending ? candle->time_usec >= counter->last_good_usec
                                 : candle->time_usec <= counter->last_good_usec))
    counter->is_good_strict = FALSE;
  if (counter->can_collide)
    g_array_append_val (counter->stored, candle->time_usec);
  counter->last_good_usec = candle->time_usec;
  counter->n_good++;
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
  measure_sorted (counter);
  counter->report->stored = count_stored (counter);
  counter->report->spikes = count_spikes (counter);
}
