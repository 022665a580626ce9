// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Variance of the last period prices, as of a whole population (TA-Lib, VAR). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 20, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "variance", .title = BT_STUDY_TEXT ("Variance"), .price_power = 2 },
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
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const BtMoments moments = bt_spread_add (&s->spread, source[i]);

  out[0][i] = moments.is_full ? moments.variance : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_variance = {
  .id = "variance",
  .title = BT_STUDY_TEXT ("Variance"),
  .short_name = "Var",
  .aliases = "var",
  .group = BT_STUDY_GROUP_VOLATILITY,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
