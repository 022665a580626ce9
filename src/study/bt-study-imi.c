// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Intraday momentum index: 100 × Σ (close − open) of rising candles ÷ Σ |close − open| over period
 * candles; no value where no candle has a body (TA-Lib, IMI; T. Chande). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 14, 2),
};

static const BtStudyOutput outputs[] = {
  { .id = "imi", .title = BT_STUDY_TEXT ("IMI") },
};

typedef struct
{
  BtSum up;
  BtSum all;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->up = bt_sum_new (kernel, values[PERIOD]);
  s->all = bt_sum_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *open = kernel->open;
  const double *close = kernel->close;
  double *const *out = kernel->out;
  const double body = close[i] - open[i];
  const gboolean is_full = bt_sum_add (&s->up, MAX (body, 0));

  bt_sum_add (&s->all, fabs (body));
  out[0][i] = is_full && s->all.sum > 0 ? 100.0 * s->up.sum / s->all.sum : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_imi = {
  .id = "imi",
  .title = BT_STUDY_TEXT ("Intraday momentum index"),
  .short_name = "IMI",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .has_range = TRUE,
  .minimum = 0,
  .maximum = 100,
  .n_guides = 2,
  .guides = { 30, 70 },
  .reads = BT_STUDY_READS_OPEN | BT_STUDY_READS_CLOSE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
