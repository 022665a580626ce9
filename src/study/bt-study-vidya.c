// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Variable index dynamic average: VIDYA += alpha × σ (short) ÷ σ (long) × (price − VIDYA). Seed:
 * the price before the first whose long window is full (T. Chande, 1992). Where the long window
 * does not move the average stays. */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  SHORT,
  LONG,
  ALPHA,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("short", BT_STUDY_TEXT ("Short period"), 9, 2),
  BT_PERIOD_PARAMETER ("long", BT_STUDY_TEXT ("Long period"), 30, 2),
  { .id = "alpha",
    .title = BT_STUDY_TEXT ("Alpha"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 0.2,
    .minimum = 0,
    .maximum = 1 },
};

static const BtStudyOutput outputs[] = {
  { .id = "vidya", .title = BT_STUDY_TEXT ("Average"), .price_power = 1 },
};

typedef struct
{
  BtSpread near;
  BtSpread far;
  double value;
  gsize count;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->near = bt_spread_new (kernel, values[SHORT]);
  s->far = bt_spread_new (kernel, values[LONG]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const gsize needed = s->far.values.period;
  const BtMoments near = bt_spread_add (&s->near, source[i]);
  const BtMoments far = bt_spread_add (&s->far, source[i]);

  s->count++;
  if (s->count + 1 == needed)
    s->value = source[i];
  else if (near.is_full && far.is_full && far.variance > 0)
    s->value += values[ALPHA] * sqrt (near.variance / far.variance) * (source[i] - s->value);
  out[0][i] = s->count + 1 >= needed ? s->value : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[LONG] - 2;
}

const BtStudy bt_study_vidya = {
  .id = "vidya",
  .title = BT_STUDY_TEXT ("Variable index dynamic average"),
  .short_name = "VIDYA",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
