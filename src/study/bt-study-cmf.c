// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Chaikin money flow: Σ volume × ((close − low) − (high − close)) ÷ (high − low) ÷ Σ volume over
 * period candles; a candle without range counts 0; no value where there was no volume (M. Chaikin).
 */
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
  { .id = "cmf", .title = BT_STUDY_TEXT ("CMF") },
};

typedef struct
{
  BtSum flow;
  BtSum volume;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->flow = bt_sum_new (kernel, values[PERIOD]);
  s->volume = bt_sum_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  const double *volume = kernel->volume;
  double *const *out = kernel->out;
  const gboolean is_full
    = bt_sum_add (&s->flow, bt_money_flow (high[i], low[i], close[i]) * volume[i]);

  bt_sum_add (&s->volume, volume[i]);
  out[0][i] = is_full && s->volume.sum > 0 ? s->flow.sum / s->volume.sum : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_cmf = {
  .id = "cmf",
  .title = BT_STUDY_TEXT ("Chaikin money flow"),
  .short_name = "CMF",
  .group = BT_STUDY_GROUP_VOLUME,
  .has_range = TRUE,
  .minimum = -1,
  .maximum = 1,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_BAR | BT_STUDY_READS_VOLUME,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
