// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Average directional index rating: the mean of the ADX and that of period − 1 candles ago (TA-Lib,
 * ADXR; J. W. Wilder, 1978). */
#include "config.h"

#include "study/bt-study-directional.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 14, 2),
};

static const BtStudyOutput outputs[] = {
  { .id = "adxr", .title = BT_STUDY_TEXT ("ADXR") },
};

typedef struct
{
  BtAdx adx;
  BtRing values;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->adx = bt_adx_new (values[PERIOD]);
  s->values = bt_ring_new (kernel, (gsize) values[PERIOD] - 1, NAN);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  double *const *out = kernel->out;

  bt_ring_add (&s->values, bt_adx_add (&s->adx, high[i], low[i], close[i]));
  out[0][i]
    = (bt_ring_get (&s->values, 0) + bt_ring_get (&s->values, (gsize) values[PERIOD] - 1)) / 2.0;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 3 * (guint) values[PERIOD] - 2;
}

const BtStudy bt_study_adxr = {
  .id = "adxr",
  .title = BT_STUDY_TEXT ("Average directional index rating"),
  .short_name = "ADXR",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 20 },
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
