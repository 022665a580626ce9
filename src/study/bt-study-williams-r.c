// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Williams %R: −100 × (highest high − close) ÷ (highest high − lowest low) of period candles, 0
 * where that range is nothing (TA-Lib, WILLR; L. Williams). */
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
  { .id = "r", .title = BT_STUDY_TEXT ("%R") },
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
  const double *close = kernel->close;
  double *const *out = kernel->out;
  const BtExtent extent = bt_range_add (&s->range, high[i], low[i]);
  const double width = extent.highest - extent.lowest;
  const double value = width > 0 ? -100.0 * (extent.highest - close[i]) / width : 0;

  out[0][i] = extent.is_full ? value : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_williams_r = {
  .id = "williams-r",
  .title = BT_STUDY_TEXT ("Williams %R"),
  .short_name = "%R",
  .aliases = "willr",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .has_range = TRUE,
  .minimum = -100,
  .maximum = 0,
  .n_guides = 2,
  .guides = { -80, -20 },
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
