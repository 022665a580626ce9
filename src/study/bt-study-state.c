// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "study/bt-study-state.h"

#include "study/bt-study-kernel.h"

#include <math.h>
#include <string.h>

/* The candle of the study's own timeframe that the last candle lies in. */
typedef struct
{
  gint64 end_usec; /* G_MININT64 before the first */
  BtCandle candle;
  double now[BT_STUDY_MAX_OUTPUTS];   /* with all that is known of it */
  double ended[BT_STUDY_MAX_OUTPUTS]; /* of the one before it */
} HigherCandle;

struct _BtStudyState
{
  BtStudyKernel *kernel;
  BtTimeframe timeframe;
  gboolean is_higher; /* has an own timeframe */
  HigherCandle higher;
  HigherCandle saved; /* before the last candle */
  double values[BT_STUDY_MAX_OUTPUTS];
};

static void
fill_with_nan (double *values)
{
  for (guint k = 0; k < BT_STUDY_MAX_OUTPUTS; k++)
    values[k] = NAN;
}

BtStudyState *
bt_study_state_new (const BtStudySettings *settings, BtTimeframe timeframe)
{
  BtStudyState *state = g_new0 (BtStudyState, 1);

  state->kernel = bt_study_kernel_new (settings);
  state->timeframe = timeframe;
  state->is_higher = settings->has_timeframe && settings->timeframe > timeframe;
  state->higher.end_usec = G_MININT64;
  fill_with_nan (state->higher.now);
  fill_with_nan (state->higher.ended);
  fill_with_nan (state->values);
  return state;
}

void
bt_study_state_free (BtStudyState *state)
{
  if (state == NULL)
    return;
  bt_study_kernel_free (state->kernel);
  g_free (state);
}

static void
merge_candle (BtCandle *candle, const BtCandle *part)
{
  candle->high_points = MAX (candle->high_points, part->high_points);
  candle->low_points = MIN (candle->low_points, part->low_points);
  candle->close_points = part->close_points;
  candle->volume += part->volume;
}

/* Takes a candle into that of the own timeframe, and shows the values of the last one that has
 * ended, or of the one that forms. is_again: the kernel has seen that one, with another version of
 * this candle in it. */
static void
take_higher (BtStudyState *state, const BtCandle *candle, gboolean is_again)
{
  const BtStudySettings *settings = &state->kernel->settings;
  HigherCandle *higher = &state->higher;
  const gboolean is_new = candle->time_usec >= higher->end_usec;
  gboolean has_ended;

  if (is_new)
    {
      memcpy (higher->ended, higher->now, sizeof higher->ended);
      higher->candle = *candle;
      higher->end_usec
        = bt_timeframe_bucket_end (settings->timeframe, settings->day, candle->time_usec);
    }
  else
    merge_candle (&higher->candle, candle);
  bt_study_kernel_take (state->kernel, &higher->candle, is_again || !is_new, higher->now);
  has_ended = settings->is_forming
              || bt_timeframe_bucket_end (state->timeframe, settings->day, candle->time_usec)
                   >= higher->end_usec;
  memcpy (state->values, has_ended ? higher->now : higher->ended, sizeof state->values);
}

void
bt_study_state_append (BtStudyState *state, const BtCandle *candle)
{
  if (!state->is_higher)
    {
      bt_study_kernel_take (state->kernel, candle, FALSE, state->values);
      return;
    }
  state->saved = state->higher;
  take_higher (state, candle, FALSE);
}

void
bt_study_state_replace (BtStudyState *state, const BtCandle *candle)
{
  if (!state->is_higher)
    {
      bt_study_kernel_take (state->kernel, candle, TRUE, state->values);
      return;
    }
  state->higher = state->saved;
  take_higher (state, candle, TRUE);
}

static BtCandle
read_candle (const BtColumns *columns, gsize index)
{
  return (BtCandle){
    .time_usec = columns->time_usec[index],
    .open_points = columns->open_points[index],
    .high_points = columns->high_points[index],
    .low_points = columns->low_points[index],
    .close_points = columns->close_points[index],
    .volume = columns->volume[index],
    .spread_points = -1,
  };
}

void
bt_study_state_append_columns (
  BtStudyState *state, const BtColumns *columns, gsize first, gsize end, double *const *out)
{
  const guint n_outputs = state->kernel->settings.study->n_outputs;

  g_return_if_fail (first < end && end <= columns->length);
  if (!state->is_higher)
    {
      bt_study_kernel_append (state->kernel, columns, first, end, out);
      for (guint k = 0; k < n_outputs; k++)
        state->values[k] = out[k][end - first - 1];
      return;
    }
  for (gsize i = first; i < end; i++)
    {
      const BtCandle candle = read_candle (columns, i);

      bt_study_state_append (state, &candle);
      for (guint k = 0; k < n_outputs; k++)
        out[k][i - first] = state->values[k];
    }
}

double
bt_study_state_get (const BtStudyState *state, guint output)
{
  g_return_val_if_fail (output < state->kernel->settings.study->n_outputs, NAN);
  return state->values[output];
}

const BtStudySettings *
bt_study_state_get_settings (const BtStudyState *state)
{
  return &state->kernel->settings;
}
