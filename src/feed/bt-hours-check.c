// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-hours-check.h"

/* Up to here candles are counted by the time that the market is open, beyond one by one. */
#define SHORT_USEC (15 * BT_USEC_PER_MINUTE)
/* A candle that should be there is open for more than a quarter: Sunday evening makes no day. */
#define OPEN_SHARE 4
/* Of all candles, what contradicts guessed hours. */
#define MAX_OUTSIDE_SHARE 200
#define MAX_MISSING_SHARE 4

struct _BtHoursCheck
{
  BtTradingHours hours;
  gboolean is_stated;
  gint64 step_usec;
  /* The stretch that the last candle opened in. */
  gint64 from_usec;
  gint64 to_usec;
  gboolean is_open;
  gint64 n_candles;
  gint64 outside;
  gint64 gap_count;
  gint64 missing;
  GArray *gaps; /* of BtGap, the longest */
  BtQualityPlaces *places;
};

BtHoursCheck *
bt_hours_check_new (const BtTradingHours *hours, gboolean is_stated, gint64 step_usec)
{
  g_return_val_if_fail (hours != NULL && step_usec > 0, NULL);

  if (hours->n_spans == 0 || step_usec > BT_USEC_PER_DAY)
    return NULL;
  BtHoursCheck *check = g_new0 (BtHoursCheck, 1);
  check->hours = *hours;
  check->is_stated = is_stated;
  check->step_usec = step_usec;
  check->gaps = g_array_new (FALSE, FALSE, sizeof (BtGap));
  check->places = bt_quality_places_new ();
  return check;
}

void
bt_hours_check_free (BtHoursCheck *check)
{
  if (check == NULL)
    return;
  g_array_unref (check->gaps);
  bt_quality_places_free (check->places);
  g_free (check);
}

void
bt_hours_check_add (BtHoursCheck *check, gint64 time_usec)
{
  check->n_candles++;
  if (time_usec < check->from_usec || time_usec >= check->to_usec)
    check->is_open
      = bt_trading_hours_find_state (&check->hours, time_usec, &check->from_usec, &check->to_usec);
  /* One that opens before the market may reach into its hours. */
  if (check->is_open || check->to_usec < time_usec + check->step_usec)
    return;
  check->outside++;
  bt_quality_places_add_row (check->places, BT_FINDING_OUTSIDE_HOURS, time_usec,
                             MAX (check->step_usec, BT_USEC_PER_HOUR));
}

/* Counts the short candles that a gap should hold, by stretches of the week. */
static gint64
count_short (const BtHoursCheck *check, gint64 from_usec, gint64 to_usec)
{
  gint64 count = 0;

  for (gint64 time_usec = from_usec; time_usec < to_usec;)
    {
      gint64 begin_usec = 0;
      gint64 end_usec = 0;
      const gboolean is_open
        = bt_trading_hours_find_state (&check->hours, time_usec, &begin_usec, &end_usec);

      end_usec = MIN (end_usec, to_usec);
      count += is_open ? (end_usec - time_usec + check->step_usec / 2) / check->step_usec : 0;
      time_usec = end_usec;
    }
  return count;
}

/* Counts the long candles that a gap should hold, one by one. */
static gint64
count_long (const BtHoursCheck *check, gint64 from_usec, gint64 to_usec)
{
  const gint64 step = check->step_usec;
  gint64 count = 0;

  for (gint64 time_usec = from_usec; time_usec + step / 2 <= to_usec; time_usec += step)
    count += bt_trading_hours_measure (&check->hours, time_usec, MIN (time_usec + step, to_usec))
                 > step / OPEN_SHARE
               ? 1
               : 0;
  return count;
}

void
bt_hours_check_add_gap (BtHoursCheck *check, gint64 from_usec, gint64 to_usec)
{
  const gint64 missing = check->step_usec <= SHORT_USEC ? count_short (check, from_usec, to_usec)
                                                        : count_long (check, from_usec, to_usec);
  const BtGap gap = { .from_usec = from_usec, .to_usec = to_usec, .missing = missing };

  if (missing == 0)
    return;
  check->gap_count++;
  check->missing += missing;
  bt_quality_gaps_add (check->gaps, &gap);
}

static gboolean
holds (const BtHoursCheck *check)
{
  return check->is_stated
         || (check->outside * MAX_OUTSIDE_SHARE <= check->n_candles
             && check->missing * MAX_MISSING_SHARE <= check->n_candles + check->missing);
}

void
bt_hours_check_finish (BtHoursCheck *check, BtQualityReport *report)
{
  report->hours = (BtTradingHours){ 0 };
  report->hours_gap_count = 0;
  report->hours_missing = 0;
  report->outside_hours = 0;
  g_array_set_size (report->hours_gaps, 0);
  bt_quality_places_keep_above (report->places, BT_FINDING_OUTSIDE_HOURS, G_MAXINT64);
  if (check == NULL || !holds (check))
    return;
  report->hours = check->hours;
  report->hours_gap_count = check->gap_count;
  report->hours_missing = check->missing;
  report->outside_hours = check->outside;
  g_array_append_vals (report->hours_gaps, check->gaps->data, check->gaps->len);
  bt_quality_places_merge (report->places, check->places);
}
