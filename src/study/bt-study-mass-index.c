// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Mass index: Σ over period candles of the EMA of the range ÷ the EMA of that EMA, over average
 * candles; a part without range counts 1 (D. Dorsey, 1992). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
  AVERAGE,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 25, 1),
  BT_PERIOD_PARAMETER ("average", BT_STUDY_TEXT ("Average period"), 9, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "mass", .title = BT_STUDY_TEXT ("Mass index") },
};

typedef struct
{
  BtEma first;
  BtEma second;
  BtSum sum;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->first = s->second = bt_ema_new (values[AVERAGE]);
  s->sum = bt_sum_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  double *const *out = kernel->out;
  const double first = bt_ema_add (&s->first, high[i] - low[i]);
  const double second = bt_ema_chain (&s->second, first);
  const double part = second != 0 ? first / second : 1.0;

  out[0][i] = !isnan (part) && bt_sum_add (&s->sum, part) ? s->sum.sum : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 2 * ((guint) values[AVERAGE] - 1) + (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_mass_index = {
  .id = "mass-index",
  .title = BT_STUDY_TEXT ("Mass index"),
  .short_name = "Mass",
  .group = BT_STUDY_GROUP_VOLATILITY,
  .n_guides = 2,
  .guides = { 26.5, 27 },
  .reads = BT_STUDY_READS_RANGE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
