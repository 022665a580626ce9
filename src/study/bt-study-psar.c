// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Parabolic stop and reverse: SAR += acceleration × (extreme − SAR); the acceleration grows by step
 * with each new extreme, up to maximum; the SAR never enters the range of the last two candles. The
 * first direction, at the second candle, is down if its downward movement is the larger one, else
 * up; the first SAR is the extreme of the first candle (TA-Lib, SAR; J. W. Wilder, 1978). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  STEP,
  MAXIMUM,
};

static const BtStudyParameter parameters[] = {
  { .id = "step",
    .title = BT_STUDY_TEXT ("Step"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 0.02,
    .minimum = 0,
    .maximum = 10 },
  { .id = "maximum",
    .title = BT_STUDY_TEXT ("Maximum"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 0.2,
    .minimum = 0,
    .maximum = 10 },
};

static const BtStudyOutput outputs[] = {
  { .id = "sar", .title = BT_STUDY_TEXT ("SAR"), .style = BT_STUDY_STYLE_DOTS, .price_power = 1 },
};

typedef struct
{
  gsize count;
  gboolean is_long;
  double stop;
  double extreme;
  double acceleration;
  double high; /* of the candle before */
  double low;
} State;

/* Chooses the direction at the second candle. */
static void
start (State *s, double high, double low, double step)
{
  const double up = high - s->high, down = s->low - low;

  s->is_long = !(down > 0 && down > up);
  s->stop = s->is_long ? s->low : s->high;
  s->extreme = s->is_long ? high : low;
  s->acceleration = step;
  s->high = high;
  s->low = low;
}

/* Keeps the stop out of the range of the last two candles. */
static inline double
hold_outside (const State *s, double stop, double high, double low)
{
  return s->is_long ? MIN (stop, MIN (s->low, low)) : MAX (stop, MAX (s->high, high));
}

static inline double
advance (State *s, double high, double low, double step, double maximum)
{
  double stop;

  if (++s->count == 1)
    {
      s->high = high;
      s->low = low;
      return NAN;
    }
  if (s->count == 2)
    start (s, high, low, step);
  stop = s->stop;
  if (s->is_long ? low <= stop : high >= stop)
    {
      s->is_long = !s->is_long;
      stop = hold_outside (s, s->extreme, high, low);
      s->acceleration = step;
      s->extreme = s->is_long ? high : low;
    }
  else if (s->is_long ? high > s->extreme : low < s->extreme)
    {
      s->extreme = s->is_long ? high : low;
      s->acceleration = MIN (s->acceleration + step, maximum);
    }
  s->stop = hold_outside (s, stop + s->acceleration * (s->extreme - stop), high, low);
  s->high = high;
  s->low = low;
  return stop;
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *high = kernel->high;
  const double *low = kernel->low;
  double *const *out = kernel->out;

  out[0][i] = advance (s, high[i], low[i], MIN (values[STEP], values[MAXIMUM]), values[MAXIMUM]);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 1;
}

const BtStudy bt_study_psar = {
  .id = "psar",
  .title = BT_STUDY_TEXT ("Parabolic SAR"),
  .short_name = "SAR",
  .aliases = "sar parabolic",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_RANGE,
  BT_STUDY_PARTS (State),
  .run = run,
  .warm_up = warm_up,
};
