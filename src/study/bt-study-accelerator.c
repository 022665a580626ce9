// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Accelerator oscillator: the awesome oscillator less its simple average over signal candles (B.
 * Williams). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  FAST,
  SLOW,
  SIGNAL,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("fast", BT_STUDY_TEXT ("Fast period"), 5, 1),
  BT_PERIOD_PARAMETER ("slow", BT_STUDY_TEXT ("Slow period"), 34, 1),
  BT_PERIOD_PARAMETER ("signal", BT_STUDY_TEXT ("Signal period"), 5, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "ac",
    .title = BT_STUDY_TEXT ("Oscillator"),
    .style = BT_STUDY_STYLE_HISTOGRAM,
    .role = BT_STUDY_ROLE_SIGNED,
    .price_power = 1 },
};

typedef struct
{
  BtSma fast;
  BtSma slow;
  BtSma signal;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->fast = bt_sma_new (kernel, values[FAST]);
  s->slow = bt_sma_new (kernel, values[SLOW]);
  s->signal = bt_sma_new (kernel, values[SIGNAL]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const double fast = bt_sma_add (&s->fast, source[i]);
  const double awesome = fast - bt_sma_add (&s->slow, source[i]);

  out[0][i] = isnan (awesome) ? NAN : awesome - bt_sma_add (&s->signal, awesome);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) MAX (values[FAST], values[SLOW]) + (guint) values[SIGNAL] - 2;
}

const BtStudy bt_study_accelerator = {
  .id = "accelerator",
  .title = BT_STUDY_TEXT ("Accelerator oscillator"),
  .short_name = "AC",
  .aliases = "ac",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_SOURCE,
  .default_source = BT_STUDY_SOURCE_HL2,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
