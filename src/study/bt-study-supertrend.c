// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* SuperTrend: bands of multiplier × ATR about the middle of the candle, each of which only moves
 * towards the price until the close before passed it; the trend turns when the close passes the
 * band that leads. It begins as a downtrend (O. Seban). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
  MULTIPLIER,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 10, 1),
  { .id = "multiplier",
    .title = BT_STUDY_TEXT ("Multiplier"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 3,
    .minimum = 0.01,
    .maximum = 100 },
};

static const BtStudyOutput outputs[] = {
  { .id = "up", .title = BT_STUDY_TEXT ("Uptrend"), .role = BT_STUDY_ROLE_UP, .price_power = 1 },
  { .id = "down",
    .title = BT_STUDY_TEXT ("Downtrend"),
    .role = BT_STUDY_ROLE_DOWN,
    .price_power = 1 },
};

typedef struct
{
  BtAtr atr;
  gboolean has_bands;
  gboolean is_up;
  double upper;
  double lower;
  double close; /* of the candle before */
} State;

static inline void
advance (State *s, double middle, double close, double width)
{
  const double upper = middle + width, lower = middle - width;

  if (!s->has_bands || upper < s->upper || s->close > s->upper)
    s->upper = upper;
  if (!s->has_bands || lower > s->lower || s->close < s->lower)
    s->lower = lower;
  if (s->has_bands)
    s->is_up = s->is_up ? close >= s->lower : close > s->upper;
  s->has_bands = TRUE;
  s->close = close;
}

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->atr = bt_atr_new (values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  double *const *out = kernel->out;
  const double atr = bt_atr_add (&s->atr, high[i], low[i], close[i]);

  if (!isnan (atr))
    advance (s, (high[i] + low[i]) / 2.0, close[i], values[MULTIPLIER] * atr);
  out[0][i] = s->has_bands && s->is_up ? s->lower : NAN;
  out[1][i] = s->has_bands && !s->is_up ? s->upper : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_supertrend = {
  .id = "supertrend",
  .title = BT_STUDY_TEXT ("SuperTrend"),
  .short_name = "ST",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
