// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Average true range: the mean of the first period true ranges, then Wilder's smoothing; the first
 * candle, which has no close before it, has none (TA-Lib, ATR; J. W. Wilder, 1978). */
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
  { .id = "atr", .title = BT_STUDY_TEXT ("ATR"), .price_power = 1 },
};

typedef struct
{
  BtAtr atr;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->atr = bt_atr_new (values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  double *const *out = kernel->out;

  out[0][i] = bt_atr_add (&s->atr, high[i], low[i], close[i]);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_atr = {
  .id = "atr",
  .title = BT_STUDY_TEXT ("Average true range"),
  .short_name = "ATR",
  .group = BT_STUDY_GROUP_VOLATILITY,
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
