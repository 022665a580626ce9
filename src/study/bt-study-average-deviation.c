// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Average deviation: the mean of the distances of the last period prices from their mean (TA-Lib,
 * AVGDEV). */
#include "config.h"

#include "study/bt-study-deviations.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 14, 2),
};

static const BtStudyOutput outputs[] = {
  { .id = "deviation", .title = BT_STUDY_TEXT ("Deviation"), .price_power = 1 },
};

typedef struct
{
  BtSum prices;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->prices = bt_sum_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const double mean = bt_sum_mean (&s->prices, source[i]);

  out[0][i] = isnan (mean) ? NAN : bt_deviations_add_up (&s->prices, mean) / values[PERIOD];
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_average_deviation = {
  .id = "average-deviation",
  .title = BT_STUDY_TEXT ("Average deviation"),
  .short_name = "AvgDev",
  .aliases = "avgdev",
  .group = BT_STUDY_GROUP_VOLATILITY,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
