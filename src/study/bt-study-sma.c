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
  BtSma average;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->average = bt_sma_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;

  out[0][i] = bt_sma_add (&s->average, source[i]);
}

BT_STUDY_RUN (State)

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
