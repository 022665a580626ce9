// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* ZigZag: turning points that are percent away from the one before. A point is known only at the
 * candle at which the price has come back that far, and its value stands there: "back" says how
 * many candles earlier the point itself lies, so nothing that was shown changes later. A candle
 * that takes the leg to a new extreme does not end it, since the order within a candle is not
 * known. */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERCENT,
};

static const BtStudyParameter parameters[] = {
  { .id = "percent",
    .title = BT_STUDY_TEXT ("Percent"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 1,
    .minimum = 0.001,
    .maximum = 100 },
};

static const BtStudyOutput outputs[] = {
  { .id = "pivot",
    .title = BT_STUDY_TEXT ("Turning point"),
    .style = BT_STUDY_STYLE_PIVOTS,
    .price_power = 1 },
  { .id = "back", .title = BT_STUDY_TEXT ("Candles back"), .style = BT_STUDY_STYLE_NONE },
  { .id = "extreme",
    .title = BT_STUDY_TEXT ("Extreme of the leg"),
    .style = BT_STUDY_STYLE_NONE,
    .price_power = 1 },
};

typedef struct
{
  int direction; /* 1 up, −1 down, 0 as long as no leg is known */
  gsize count;
  double high;
  gsize high_place;
  double low;
  gsize low_place;
} State;

static inline void
restart_high (State *s, double high)
{
  s->high = high;
  s->high_place = s->count;
}

static inline void
restart_low (State *s, double low)
{
  s->low = low;
  s->low_place = s->count;
}

static inline void
advance (State *s, double high, double low, double part, double *pivot, double *back)
{
  const gboolean is_first = s->count == 0;
  const gboolean is_higher = is_first || (s->direction >= 0 && high > s->high);
  const gboolean is_lower = is_first || (s->direction <= 0 && low < s->low);

  if (is_higher)
    restart_high (s, high);
  if (is_lower)
    restart_low (s, low);
  if (s->direction >= 0 && !is_higher && low <= s->high - fabs (s->high) * part)
    {
      *pivot = s->high;
      *back = (double) (s->count - s->high_place);
      s->direction = -1;
      restart_low (s, low);
    }
  else if (s->direction <= 0 && !is_lower && high >= s->low + fabs (s->low) * part)
    {
      *pivot = s->low;
      *back = (double) (s->count - s->low_place);
      s->direction = 1;
      restart_high (s, high);
    }
  s->count++;
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *high = kernel->high;
  const double *low = kernel->low;
  double *const *out = kernel->out;

  out[0][i] = out[1][i] = NAN;
  advance (s, high[i], low[i], values[PERCENT] / 100.0, &out[0][i], &out[1][i]);
  out[2][i] = s->direction > 0 ? s->high : s->direction < 0 ? s->low : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return G_MAXUINT;
}

const BtStudy bt_study_zigzag = {
  .id = "zigzag",
  .title = BT_STUDY_TEXT ("ZigZag"),
  .short_name = "ZigZag",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_RANGE,
  BT_STUDY_PARTS (State),
  .run = run,
  .warm_up = warm_up,
};
