// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Midprice: halfway between the highest high and the lowest low of period candles (TA-Lib,
 * MIDPRICE). */
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
  { .id = "midprice", .title = BT_STUDY_TEXT ("Midpoint"), .price_power = 1 },
};

typedef struct
{
  BtRange range;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->range = bt_range_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  double *const *out = kernel->out;
  const BtExtent extent = bt_range_add (&s->range, high[i], low[i]);

  out[0][i] = extent.is_full ? (extent.highest + extent.lowest) / 2.0 : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_midprice = {
  .id = "midprice",
  .title = BT_STUDY_TEXT ("Midpoint of the range"),
  .short_name = "Midprice",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_RANGE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
