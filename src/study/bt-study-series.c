// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "study/bt-study-series.h"

#include "base/bt-long-memory.h"

struct _BtStudySeries
{
  BtStudySettings settings;
  BtTimeframe timeframe;
  BtStudyState *state;
  gsize length;
  BtLongMemory columns[BT_STUDY_MAX_OUTPUTS]; /* of doubles */
};

BtStudySeries *
bt_study_series_new (const BtStudySettings *settings, BtTimeframe timeframe)
{
  BtStudySeries *series = g_new0 (BtStudySeries, 1);

  series->settings = *settings;
  series->timeframe = timeframe;
  series->state = bt_study_state_new (settings, timeframe);
  return series;
}

void
bt_study_series_free (BtStudySeries *series)
{
  if (series == NULL)
    return;
  for (guint k = 0; k < BT_STUDY_MAX_OUTPUTS; k++)
    bt_long_memory_clear (&series->columns[k]);
  bt_study_state_free (series->state);
  g_free (series);
}

static void
restart (BtStudySeries *series)
{
  bt_study_state_free (series->state);
  series->state = bt_study_state_new (&series->settings, series->timeframe);
  series->length = 0;
}

/* Takes candle index, which is the last one that was taken, again. */
static void
replace_last (BtStudySeries *series, const BtColumns *columns, gsize index)
{
  const BtCandle candle = {
    .time_usec = columns->time_usec[index],
    .open_points = columns->open_points[index],
    .high_points = columns->high_points[index],
    .low_points = columns->low_points[index],
    .close_points = columns->close_points[index],
    .volume = columns->volume[index],
    .spread_points = -1,
  };

  bt_study_state_replace (series->state, &candle);
  for (guint k = 0; k < series->settings.study->n_outputs; k++)
    ((double *) series->columns[k].data)[index] = bt_study_state_get (series->state, k);
}

gsize
bt_study_series_update (BtStudySeries *series, const BtColumns *columns, gsize first_changed)
{
  double *out[BT_STUDY_MAX_OUTPUTS];
  gsize first = MIN (series->length, first_changed);

  if (columns->length < series->length || first_changed + 1 < series->length)
    {
      restart (series);
      first = 0;
    }
  else if (first_changed < series->length)
    replace_last (series, columns, series->length - 1);
  if (columns->length == series->length)
    return first;
  for (guint k = 0; k < series->settings.study->n_outputs; k++)
    out[k]
      = (double *) bt_long_memory_reserve (&series->columns[k], columns->length * sizeof (double))
        + series->length;
  bt_study_state_append_columns (series->state, columns, series->length, columns->length, out);
  series->length = columns->length;
  return first;
}

gsize
bt_study_series_get_length (const BtStudySeries *series)
{
  return series->length;
}

const double *
bt_study_series_get_values (const BtStudySeries *series, guint output)
{
  g_return_val_if_fail (output < series->settings.study->n_outputs, NULL);
  return series->columns[output].data;
}

const BtStudySettings *
bt_study_series_get_settings (const BtStudySeries *series)
{
  return &series->settings;
}
