// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Chande momentum oscillator: 100 × (gain − loss) ÷ (gain + loss), with Wilder's averages as in the
 * RSI; 0 where nothing moved (TA-Lib, CMO). */
#include "config.h"

#include "study/bt-study-list.h"
#include "study/bt-study-rsi.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 14, 2),
};

static const BtStudyOutput outputs[] = {
  { .id = "cmo", .title = BT_STUDY_TEXT ("CMO") },
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
  const double rsi = bt_rsi_add (&s->rsi, source[i]);

  out[0][i] = s->rsi.gain + s->rsi.loss > 0 || isnan (rsi) ? 2.0 * rsi - 100.0 : 0;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_cmo = {
  .id = "cmo",
  .title = BT_STUDY_TEXT ("Chande momentum oscillator"),
  .short_name = "CMO",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .has_range = TRUE,
  .minimum = -100,
  .maximum = 100,
  .n_guides = 3,
  .guides = { -50, 0, 50 },
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
