// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Coppock curve: the weighted average over period candles of the rates of change over long and
 * short candles together (E. Coppock, 1962). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
  LONG,
  SHORT,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 10, 1),
  BT_PERIOD_PARAMETER ("long", BT_STUDY_TEXT ("Long period"), 14, 1),
  BT_PERIOD_PARAMETER ("short", BT_STUDY_TEXT ("Short period"), 11, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "coppock", .title = BT_STUDY_TEXT ("Curve") },
};

typedef struct
{
  BtRing prices;
  BtWma average;
} State;

static inline double
find_change (const BtRing *prices, double period)
{
  const double earlier = bt_ring_get (prices, (gsize) period);

  return earlier != 0 ? 100.0 * (bt_ring_get (prices, 0) / earlier - 1.0) : 0;
}

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->prices = bt_ring_new (kernel, (gsize) MAX (values[LONG], values[SHORT]), NAN);
  s->average = bt_wma_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *source = kernel->source;
  double *const *out = kernel->out;
  double change;

  bt_ring_add (&s->prices, source[i]);
  change = find_change (&s->prices, values[LONG]) + find_change (&s->prices, values[SHORT]);
  out[0][i] = isnan (change) ? NAN : bt_wma_add (&s->average, change);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) MAX (values[LONG], values[SHORT]) + (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_coppock = {
  .id = "coppock",
  .title = BT_STUDY_TEXT ("Coppock curve"),
  .short_name = "Coppock",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
