// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Absolute price oscillator: fast average − slow average, each seeded by its own first prices
 * (TA-Lib, APO). Where fast is the longer period the two change places. */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  FAST,
  SLOW,
  AVERAGE,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("fast", BT_STUDY_TEXT ("Fast period"), 12, 2),
  BT_PERIOD_PARAMETER ("slow", BT_STUDY_TEXT ("Slow period"), 26, 2),
  BT_AVERAGE_PARAMETER (BT_AVERAGE_EMA),
};

static const BtStudyOutput outputs[] = {
  { .id = "apo", .title = BT_STUDY_TEXT ("APO"), .price_power = 1 },
};

typedef struct
{
  BtAverage fast;
  BtAverage slow;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->fast = bt_average_new (kernel, values[AVERAGE], MIN (values[FAST], values[SLOW]));
  s->slow = bt_average_new (kernel, values[AVERAGE], MAX (values[FAST], values[SLOW]));
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;

  out[0][i] = bt_average_add (&s->fast, source[i]) - bt_average_add (&s->slow, source[i]);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) MAX (values[FAST], values[SLOW]) - 1;
}

const BtStudy bt_study_apo = {
  .id = "apo",
  .title = BT_STUDY_TEXT ("Absolute price oscillator"),
  .short_name = "APO",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
