// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-candle-watch.h"

#include "base/bt-checked.h"
#include "base/bt-zone.h"

#define SPIKE_FACTOR 12
/* Shorter runs are what a quiet market looks like. */
#define MIN_RUN 30
/* Ranges below are counted one by one, those above in classes of a 256th of their power of two. */
#define N_EXACT 4096
#define EXACT_BITS 12
#define CLASS_BITS 8
#define N_CLASSES (N_EXACT + ((63 - EXACT_BITS) << CLASS_BITS))
#define CLOSE_HOUR 17
#define WEEK_USEC (7 * BT_USEC_PER_DAY)
#define WEEKEND_USEC (48 * BT_USEC_PER_HOUR)
/* A candle that opens up to an hour after the close, or before the opening, is still trade. */
#define WEEKEND_SLACK_USEC BT_USEC_PER_HOUR
/* Of all candles; a week has 27 in a hundred hours there. */
#define OPEN_WEEKEND_PERCENT 10

/* Candles of one kind in a row. */
typedef struct
{
  BtFinding finding;
  BtQualityPlace place;
} Run;

struct _BtCandleWatch
{
  BtQualityPlaces *places;
  gint64 step_usec;
  gboolean trades_weekends;
  BtCandleCounts counts;
  gint64 n_candles;
  gint64 classes[N_CLASSES];
  gint64 smallest_spike; /* the lowest range in the full list of the largest */
  Run flat;
  Run volume;
  gint64 weekend_moves;      /* candles at weekends that are no fillers */
  gint64 weekend_start_usec; /* of the week that is looked at */
};

BtCandleWatch *
bt_candle_watch_new (BtQualityPlaces *places, gint64 step_usec, gboolean trades_weekends)
{
  BtCandleWatch *watch = g_new0 (BtCandleWatch, 1);

  watch->places = places;
  watch->step_usec = step_usec;
  /* A candle of a day or more covers the close. */
  watch->trades_weekends = trades_weekends || step_usec >= BT_USEC_PER_DAY;
  watch->flat.finding = BT_FINDING_FLAT_RUN;
  watch->volume.finding = BT_FINDING_VOLUME_RUN;
  watch->weekend_start_usec = BT_TIME_NONE;
  return watch;
}

void
bt_candle_watch_free (BtCandleWatch *watch)
{
  g_free (watch);
}

static guint
get_class (gint64 range)
{
  if (range < N_EXACT)
    return (guint) range;
  const guint bits = 63 - (guint) __builtin_clzll ((guint64) range);
  const guint part = (guint) (range >> (bits - CLASS_BITS)) & ((1u << CLASS_BITS) - 1);

  return N_EXACT + ((bits - EXACT_BITS) << CLASS_BITS) + part;
}

/* Returns the lowest range of a class. */
static gint64
get_class_start (guint index)
{
  if (index < N_EXACT)
    return index;
  const guint bits = ((index - N_EXACT) >> CLASS_BITS) + EXACT_BITS;
  const gint64 part = (index - N_EXACT) & ((1u << CLASS_BITS) - 1);

  return (G_GINT64_CONSTANT (1) << bits) + (part << (bits - CLASS_BITS));
}

static void
end_run (BtCandleWatch *watch, Run *run)
{
  if (run->place.count >= MIN_RUN)
    bt_quality_places_add_largest (watch->places, run->finding, &run->place);
  run->place.count = 0;
}

static inline void
follow_run (BtCandleWatch *watch, Run *run, gboolean goes_on, gint64 time_usec)
{
  if (!goes_on)
    {
      if (run->place.count > 0)
        end_run (watch, run);
      return;
    }
  if (run->place.count++ == 0)
    {
      run->place.from_usec = time_usec;
      run->place.to_usec = time_usec;
    }
  run->place.from_usec = MIN (run->place.from_usec, time_usec);
  run->place.to_usec = MAX (run->place.to_usec, time_usec);
}

/* Stores the close of the week, Friday at 17:00 in New York, that is the last at or before a time.
 */
static void
find_weekend (BtCandleWatch *watch, gint64 time_usec)
{
  const BtZone new_york = BT_ZONE (BT_ZONE_NEW_YORK);
  /* Friday 1970-01-02 at 17:00. */
  const gint64 first_usec = BT_USEC_PER_DAY + CLOSE_HOUR * BT_USEC_PER_HOUR;
  const gint64 passed = bt_zone_to_local (new_york, time_usec) - first_usec;
  const gint64 local_usec = first_usec + bt_divide_floor (passed, WEEK_USEC) * WEEK_USEC;

  watch->weekend_start_usec = bt_zone_from_local (new_york, local_usec, BT_ZONE_FIRST);
}

static inline void
check_weekend (BtCandleWatch *watch, gint64 time_usec, gboolean is_flat)
{
  /* An hour less, as clocks may change meanwhile. */
  if (watch->weekend_start_usec == BT_TIME_NONE || time_usec < watch->weekend_start_usec
      || time_usec >= watch->weekend_start_usec + WEEK_USEC - BT_USEC_PER_HOUR)
    find_weekend (watch, time_usec);
  const gint64 passed = time_usec - watch->weekend_start_usec;
  if (passed >= WEEKEND_SLACK_USEC && passed < WEEKEND_USEC - WEEKEND_SLACK_USEC)
    {
      watch->counts.weekend++;
      watch->weekend_moves += is_flat ? 0 : 1;
      bt_quality_places_add_row (watch->places, BT_FINDING_WEEKEND, time_usec,
                                 MAX (watch->step_usec, BT_USEC_PER_HOUR));
    }
}

void
bt_candle_watch_add (BtCandleWatch *watch, const BtCandle *candle, gboolean has_volume)
{
  const gint64 range = candle->high_points - candle->low_points;
  const gboolean is_empty = has_volume && candle->volume == 0;

  watch->n_candles++;
  watch->classes[get_class (range)]++;
  watch->counts.flat += range == 0 ? 1 : 0;
  watch->counts.zero_volume += is_empty ? 1 : 0;
  follow_run (watch, &watch->flat, range == 0, candle->time_usec);
  follow_run (watch, &watch->volume, is_empty, candle->time_usec);
  if (!watch->trades_weekends)
    check_weekend (watch, candle->time_usec, range == 0);
  if (range > watch->smallest_spike)
    {
      const BtQualityPlace place = { candle->time_usec, candle->time_usec, range };
      bt_quality_places_add_largest (watch->places, BT_FINDING_SPIKE, &place);
      const GArray *spikes = bt_quality_places_get (watch->places, BT_FINDING_SPIKE);
      if (spikes->len == BT_QUALITY_MAX_PLACES)
        watch->smallest_spike = g_array_index (spikes, BtQualityPlace, spikes->len - 1).count;
    }
}

static gint64
find_median (const BtCandleWatch *watch)
{
  gint64 before = 0;

  for (guint i = 0; i < N_CLASSES; i++)
    {
      before += watch->classes[i];
      if (before > watch->n_candles / 2)
        return get_class_start (i);
    }
  return 0;
}

void
bt_candle_watch_finish (BtCandleWatch *watch, BtCandleCounts *counts)
{
  const gint64 limit = SPIKE_FACTOR * MIN (find_median (watch), G_MAXINT64 / SPIKE_FACTOR);

  /* So much movement at weekends is a market that is open then. */
  if (watch->weekend_moves * 100 > watch->n_candles * OPEN_WEEKEND_PERCENT)
    {
      watch->counts.weekend = 0;
      bt_quality_places_keep_above (watch->places, BT_FINDING_WEEKEND, G_MAXINT64);
    }
  end_run (watch, &watch->flat);
  end_run (watch, &watch->volume);
  /* In a file of flat candles every movement would be a spike. */
  bt_quality_places_keep_above (watch->places, BT_FINDING_SPIKE, limit > 0 ? limit : G_MAXINT64);
  for (guint i = 0; limit > 0 && i < N_CLASSES; i++)
    watch->counts.spikes += get_class_start (i) > limit ? watch->classes[i] : 0;
  /* A file whose volumes are all zero states none. */
  if (watch->counts.zero_volume == watch->n_candles)
    bt_quality_places_keep_above (watch->places, BT_FINDING_VOLUME_RUN, G_MAXINT64);
  *counts = watch->counts;
}
