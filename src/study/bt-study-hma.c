// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Hull moving average: WMA over √period of 2 × WMA (period ÷ 2) − WMA (period), both lengths
 * rounded down. Source: A. Hull, "Reducing lag in moving averages", 2005. */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 20, 2),
};

static const BtStudyOutput outputs[] = {
  { .id = "hma", .title = BT_STUDY_TEXT ("Average"), .price_power = 1 },
};

typedef struct
{
  BtWma half;
  BtWma whole;
  BtWma last;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->half = bt_wma_new (kernel, floor (values[PERIOD] / 2));
  s->whole = bt_wma_new (kernel, values[PERIOD]);
  s->last = bt_wma_new (kernel, floor (sqrt (values[PERIOD])));
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const double half = bt_wma_add (&s->half, source[i]);
  const double whole = bt_wma_add (&s->whole, source[i]);

  out[0][i] = isnan (whole) ? NAN : bt_wma_add (&s->last, 2.0 * half - whole);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] + (guint) floor (sqrt (values[PERIOD])) - 2;
}

const BtStudy bt_study_hma = {
  .id = "hma",
  .title = BT_STUDY_TEXT ("Hull moving average"),
  .short_name = "HMA",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
