// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Relative strength index: 100 × gain ÷ (gain + loss), Wilder's averages of the upward and the
 * downward changes over period candles, seeded by the mean of the first period changes; 0 where
 * nothing moved (TA-Lib, RSI; J. W. Wilder, 1978). */
#include "config.h"

#include "study/bt-study-rsi.h"

#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 14, 2),
};

static const BtStudyOutput outputs[] = {
  { .id = "rsi", .title = BT_STUDY_TEXT ("RSI") },
};

typedef struct
{
  BtRsi rsi;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->rsi = bt_rsi_new (values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;

  out[0][i] = bt_rsi_add (&s->rsi, source[i]);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_rsi = {
  .id = "rsi",
  .title = BT_STUDY_TEXT ("Relative strength index"),
  .short_name = "RSI",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .has_range = TRUE,
  .minimum = 0,
  .maximum = 100,
  .n_guides = 3,
  .guides = { 30, 50, 70 },
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
