// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-alert-study.h"

#include "market/bt-aggregate.h"
#include "study/bt-study-series.h"

#include <math.h>

/* On which side of what it is held against a line is: −1, 0, 1, or this where one of the two is not
 * there. */
#define NO_SIDE 2

struct _BtAlertStudy
{
  const BtAlert *alert;
  const BtAlertMarket *market;
  const BtColumns *base; /* the session's candles */
  BtTape *tape;          /* moved along the dataset */
  BtAggregate *candles;  /* of the alert's timeframe */
  BtStudySeries *line;
  BtStudySeries *other; /* or NULL */
  gint64 sides_first;   /* the session's candle of the first side */
  GByteArray *sides;    /* as gint8, one a candle of the session */
};

BtAlertStudy *
bt_alert_study_new (const BtAlert *alert, const BtAlertMarket *market)
{
  BtAlertStudy *self = g_new0 (BtAlertStudy, 1);
  BtTimeframe timeframe = bt_timeframe_fit (alert->timeframe, market->settings->base_timeframe);
  BtStudySettings line = alert->study;
  BtStudySettings other = alert->other;

  line.day = other.day = market->day;
  self->alert = alert;
  self->market = market;
  self->base = bt_series_get_columns (market->series);
  self->tape = bt_tape_new (market->whole, &market->settings->instrument, 0);
  self->candles = bt_aggregate_new (timeframe, market->day);
  self->line = bt_study_series_new (&line, timeframe);
  if (alert->against == BT_ALERT_AGAINST_STUDY)
    self->other = bt_study_series_new (&other, timeframe);
  self->sides = g_byte_array_new ();
  return self;
}

void
bt_alert_study_free (BtAlertStudy *study)
{
  if (study == NULL)
    return;
  bt_study_series_free (study->line);
  bt_study_series_free (study->other);
  bt_aggregate_free (study->candles);
  bt_tape_unref (study->tape);
  g_byte_array_unref (study->sides);
  g_free (study);
}

/* Computes the values as they are when a candle of the session is the last one known. */
static void
reveal (BtAlertStudy *self, gint64 bar)
{
  const BtColumns *columns;
  gsize first_changed;

  bt_tape_set_known (self->tape, (gsize) (self->market->first_index + bar + 1));
  first_changed = bt_aggregate_update (self->candles, self->tape);
  columns = bt_aggregate_get_columns (self->candles);
  bt_study_series_update (self->line, columns, first_changed);
  if (self->other != NULL)
    bt_study_series_update (self->other, columns, first_changed);
}

/* Returns a value as it is named. */
static double
get_value (const BtAlertStudy *self, BtStudySeries *series, guint output, gsize index)
{
  const BtStudySettings *settings = bt_study_series_get_settings (series);

  return bt_study_series_get_values (series, output)[index]
         / bt_alert_get_unit (settings, output, self->market->settings->instrument.digits);
}

/* Returns the side at a candle of the alert's timeframe; index may be −1. */
static gint8
get_side (const BtAlertStudy *self, gint64 index)
{
  const BtAlert *alert = self->alert;
  double value, against = alert->level;

  if (index < 0)
    return NO_SIDE;
  value = get_value (self, self->line, alert->output, (gsize) index);
  if (self->other != NULL)
    against = get_value (self, self->other, alert->other_output, (gsize) index);
  else if (alert->against == BT_ALERT_AGAINST_CLOSE)
    against = (double) bt_aggregate_get_columns (self->candles)->close_points[index]
              / pow (10.0, self->market->settings->instrument.digits);
  if (isnan (value) || isnan (against))
    return NO_SIDE;
  return (gint8) ((value > against) - (value < against));
}

static void
add_side (BtAlertStudy *self, gint8 side)
{
  g_byte_array_append (self->sides, (const guint8 *) &side, 1);
}

/* Adds the sides of candles first … last as each is the last one known. */
static void
add_live_sides (BtAlertStudy *self, gint64 first, gint64 last)
{
  for (gint64 bar = first; bar <= last; bar++)
    {
      reveal (self, bar);
      add_side (self, get_side (self, (gint64) bt_study_series_get_length (self->line) - 1));
    }
}

/* Adds the sides of candles first … last at the newest candle of the alert's timeframe that is
 * complete by then. One that has a gap at its end is, once the next one begins. */
static void
add_closed_sides (BtAlertStudy *self, gint64 first, gint64 last)
{
  gint64 base_usec = bt_timeframe_usec (self->market->settings->base_timeframe);
  BtTimeframe timeframe = bt_aggregate_get_timeframe (self->candles);
  const BtColumns *columns;
  gint64 index = -1, end_usec = G_MININT64;

  reveal (self, last);
  columns = bt_aggregate_get_columns (self->candles);
  for (gint64 bar = first; bar <= last; bar++)
    {
      gint64 time_usec = self->base->time_usec[bar];

      if (time_usec >= end_usec)
        {
          gint64 low = index, high = (gint64) columns->length;

          /* The last one that begins at or before the candle. */
          while (high - low > 1)
            {
              gint64 middle = low + (high - low) / 2;

              if (columns->time_usec[middle] <= time_usec)
                low = middle;
              else
                high = middle;
            }
          index = low;
          end_usec = bt_timeframe_bucket_end (timeframe, self->market->day, time_usec);
        }
      add_side (self, get_side (self, time_usec + base_usec >= end_usec ? index : index - 1));
    }
}

/* Makes the sides of candles first … last known. */
static void
extend (BtAlertStudy *self, gint64 first, gint64 last)
{
  gint64 end;

  if (self->sides->len == 0 || first < self->sides_first)
    {
      /* Anew from the beginning of the alert's candle, which a search within it asks for. */
      gint64 start_usec
        = bt_timeframe_bucket_start (bt_aggregate_get_timeframe (self->candles), self->market->day,
                                     self->base->time_usec[first]);

      while (first > 0 && self->base->time_usec[first] >= start_usec)
        first--;
      g_byte_array_set_size (self->sides, 0);
      self->sides_first = first;
    }
  end = self->sides_first + (gint64) self->sides->len;
  if (end > last)
    return;
  if (self->alert->is_live)
    add_live_sides (self, end, last);
  else
    add_closed_sides (self, end, last);
}

gint64
bt_alert_study_find (BtAlertStudy *study, gint64 first, gint64 last)
{
  BtAlertCrossing crossing = study->alert->crossing;
  const gint8 *sides;

  first = MAX (first, 1);
  if (first > last)
    return -1;
  extend (study, first - 1, last);
  sides = (const gint8 *) study->sides->data;
  for (gint64 bar = first; bar <= last; bar++)
    {
      gint8 before = sides[bar - 1 - study->sides_first];
      gint8 now = sides[bar - study->sides_first];
      gboolean has_risen = before == -1 && (now == 0 || now == 1);
      gboolean has_fallen = before == 1 && (now == 0 || now == -1);

      if ((has_risen && crossing != BT_ALERT_DOWN) || (has_fallen && crossing != BT_ALERT_UP))
        return bar;
    }
  return -1;
}
