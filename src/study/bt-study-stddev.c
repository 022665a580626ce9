// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Standard deviation of the last period prices, as of a whole population, times deviations (TA-Lib,
 * STDDEV). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
  DEVIATIONS,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 20, 2),
  { .id = "deviations",
    .title = BT_STUDY_TEXT ("Deviations"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 1,
    .minimum = 0.01,
    .maximum = 100 },
};

static const BtStudyOutput outputs[] = {
  { .id = "stddev", .title = BT_STUDY_TEXT ("Deviation"), .price_power = 1 },
};

typedef struct
{
  BtSpread spread;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->spread = bt_spread_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const BtMoments moments = bt_spread_add (&s->spread, source[i]);

  out[0][i] = moments.is_full ? sqrt (moments.variance) * values[DEVIATIONS] : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_stddev = {
  .id = "stddev",
  .title = BT_STUDY_TEXT ("Standard deviation"),
  .short_name = "StdDev",
  .group = BT_STUDY_GROUP_VOLATILITY,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
