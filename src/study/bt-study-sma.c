// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Simple moving average: the mean of the last period prices. */
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
  { .id = "sma", .title = BT_STUDY_TEXT ("Average"), .price_power = 1 },
};

typedef struct
{
  BtSum sum;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->sum = bt_sum_new (kernel, values[PERIOD]);
}

/* One by one until the window lies in the block, whose rest is taken at once. */
static void
run (BtStudyKernel *kernel, gsize n)
{
  State state = *(const State *) kernel->before;
  const gsize alone = MIN (n, state.sum.period);

  for (gsize i = 0; i < alone; i++)
    kernel->out[0][i] = bt_sum_mean (&state.sum, kernel->source[i]);
  if (alone < n)
    bt_sum_means (&state.sum, kernel->source + alone, n - alone, kernel->out[0] + alone);
  *(State *) kernel->state = state;
}

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_sma = {
  .id = "sma",
  .title = BT_STUDY_TEXT ("Simple moving average"),
  .short_name = "SMA",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
