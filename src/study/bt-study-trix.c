// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* TRIX: the change of a triple EMA from candle to candle in per cent, and its EMA over signal
 * candles; each EMA is seeded by the simple average of its own first values (TA-Lib, TRIX; J.
 * Hutson, 1983). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
  SIGNAL,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 15, 1),
  BT_PERIOD_PARAMETER ("signal", BT_STUDY_TEXT ("Signal period"), 9, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "trix", .title = BT_STUDY_TEXT ("TRIX") },
  { .id = "signal", .title = BT_STUDY_TEXT ("Signal"), .role = BT_STUDY_ROLE_SECONDARY },
};

typedef struct
{
  BtEma averages[3];
  BtEma signal;
  double previous;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  for (guint k = 0; k < G_N_ELEMENTS (s->averages); k++)
    s->averages[k] = bt_ema_new (values[PERIOD]);
  s->signal = bt_ema_new (values[SIGNAL]);
  s->previous = NAN;
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const double first = bt_ema_add (&s->averages[0], source[i]);
  const double second = bt_ema_chain (&s->averages[1], first);
  const double third = bt_ema_chain (&s->averages[2], second);
  const double trix = s->previous != 0 ? 100.0 * (third / s->previous - 1.0) : 0;

  s->previous = third;
  out[0][i] = trix;
  out[1][i] = bt_ema_chain (&s->signal, trix);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  const guint trix = 3 * ((guint) values[PERIOD] - 1) + 1;

  return output == 0 ? trix : trix + (guint) values[SIGNAL] - 1;
}

const BtStudy bt_study_trix = {
  .id = "trix",
  .title = BT_STUDY_TEXT ("TRIX"),
  .short_name = "TRIX",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
