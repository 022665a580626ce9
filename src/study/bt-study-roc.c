// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Rate of change: the change of the price over period candles in per cent of the price then; 0
 * where that was zero (TA-Lib, ROC). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 10, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "roc", .title = BT_STUDY_TEXT ("Rate of change") },
};

typedef struct
{
  BtRing prices;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->prices = bt_ring_new (kernel, (gsize) values[PERIOD], NAN);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *source = kernel->source;
  double *const *out = kernel->out;
  double earlier;

  bt_ring_add (&s->prices, source[i]);
  earlier = bt_ring_get (&s->prices, (gsize) values[PERIOD]);
  out[0][i] = earlier != 0 ? 100.0 * (source[i] / earlier - 1.0) : 0;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_roc = {
  .id = "roc",
  .title = BT_STUDY_TEXT ("Rate of change"),
  .short_name = "ROC",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
