// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Detrended price oscillator: the price period ÷ 2 + 1 candles ago less the simple average of
 * period prices. */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 21, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "dpo", .title = BT_STUDY_TEXT ("Oscillator"), .price_power = 1 },
};

typedef struct
{
  BtSma average;
  BtRing prices;
  gsize back;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->average = bt_sma_new (kernel, values[PERIOD]);
  s->back = (gsize) values[PERIOD] / 2 + 1;
  s->prices = bt_ring_new (kernel, s->back, NAN);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;

  bt_ring_add (&s->prices, source[i]);
  out[0][i] = bt_ring_get (&s->prices, s->back) - bt_sma_add (&s->average, source[i]);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return MAX ((guint) values[PERIOD] - 1, (guint) values[PERIOD] / 2 + 1);
}

const BtStudy bt_study_dpo = {
  .id = "dpo",
  .title = BT_STUDY_TEXT ("Detrended price oscillator"),
  .short_name = "DPO",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
