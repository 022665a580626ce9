// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Smoothed moving average, Wilder's: SMMA += (price − SMMA) ÷ period. Seed: the simple average of
 * the first period prices (J. W. Wilder, 1978). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 14, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "smma", .title = BT_STUDY_TEXT ("Average"), .price_power = 1 },
};

typedef struct
{
  BtEma average;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->average = bt_wilder_new (values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;

  out[0][i] = bt_ema_add (&s->average, source[i]);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_smma = {
  .id = "smma",
  .title = BT_STUDY_TEXT ("Smoothed moving average"),
  .short_name = "SMMA",
  .aliases = "rma wilder",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
