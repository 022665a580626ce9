// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Chaikin volatility: the change of the EMA of high − low over period candles, in per cent; 0 where
 * it was nothing (M. Chaikin). */
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
  { .id = "cv", .title = BT_STUDY_TEXT ("Volatility") },
};

typedef struct
{
  BtEma average;
  BtRing values;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->average = bt_ema_new (values[PERIOD]);
  s->values = bt_ring_new (kernel, (gsize) values[PERIOD], NAN);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *high = kernel->high;
  const double *low = kernel->low;
  double *const *out = kernel->out;
  double earlier;

  bt_ring_add (&s->values, bt_ema_add (&s->average, high[i] - low[i]));
  earlier = bt_ring_get (&s->values, (gsize) values[PERIOD]);
  out[0][i] = earlier != 0 ? 100.0 * (bt_ring_get (&s->values, 0) / earlier - 1.0) : 0;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 2 * (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_chaikin_volatility = {
  .id = "chaikin-volatility",
  .title = BT_STUDY_TEXT ("Chaikin volatility"),
  .short_name = "CV",
  .aliases = "cvi",
  .group = BT_STUDY_GROUP_VOLATILITY,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_RANGE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
