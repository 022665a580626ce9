// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Volume-weighted moving average: Σ price × volume ÷ Σ volume over period candles; no value where
 * none of them has volume. */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 20, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "vwma", .title = BT_STUDY_TEXT ("Average"), .price_power = 1 },
};

typedef struct
{
  BtSum money;
  BtSum volume;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->money = bt_sum_new (kernel, values[PERIOD]);
  s->volume = bt_sum_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *volume = kernel->volume;
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const gboolean is_full = bt_sum_add (&s->money, source[i] * volume[i]);

  bt_sum_add (&s->volume, volume[i]);
  out[0][i] = is_full && s->volume.sum > 0 ? s->money.sum / s->volume.sum : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_vwma = {
  .id = "vwma",
  .title = BT_STUDY_TEXT ("Volume-weighted moving average"),
  .short_name = "VWMA",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE | BT_STUDY_READS_VOLUME,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
