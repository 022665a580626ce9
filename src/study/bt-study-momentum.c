// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Momentum: the price less the price period candles ago (TA-Lib, MOM). */
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
  { .id = "momentum", .title = BT_STUDY_TEXT ("Momentum"), .price_power = 1 },
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

  bt_ring_add (&s->prices, source[i]);
  out[0][i] = source[i] - bt_ring_get (&s->prices, (gsize) values[PERIOD]);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_momentum = {
  .id = "momentum",
  .title = BT_STUDY_TEXT ("Momentum"),
  .short_name = "Mom",
  .aliases = "mom",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
