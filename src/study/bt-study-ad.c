// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Accumulation/distribution: Σ of volume × ((close − low) − (high − close)) ÷ (high − low); a
 * candle without range adds nothing (TA-Lib, AD; M. Chaikin). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

static const BtStudyOutput outputs[] = {
  { .id = "ad", .title = BT_STUDY_TEXT ("Line") },
};

typedef struct
{
  double value;
} State;

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  const double *volume = kernel->volume;
  double *const *out = kernel->out;

  s->value += bt_money_flow (high[i], low[i], close[i]) * volume[i];
  out[0][i] = s->value;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 0;
}

const BtStudy bt_study_ad = {
  .id = "ad",
  .title = BT_STUDY_TEXT ("Accumulation/distribution"),
  .short_name = "A/D",
  .group = BT_STUDY_GROUP_VOLUME,
  .reads = BT_STUDY_READS_BAR | BT_STUDY_READS_VOLUME,
  BT_STUDY_PARTS_FIXED (State),
  .run = run,
  .warm_up = warm_up,
};
