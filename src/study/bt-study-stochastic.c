// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Stochastic: raw %K = 100 × (close − lowest low) ÷ (highest high − lowest low) of k candles, 0
 * where that range is nothing; %K is its average over smooth, %D the average of %K over d candles
 * (TA-Lib, STOCH; G. Lane). With smooth = 1 it is the fast stochastic. */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  K,
  SMOOTH,
  D,
  AVERAGE,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("k", BT_STUDY_TEXT ("%K period"), 14, 1),
  BT_PERIOD_PARAMETER ("smooth", BT_STUDY_TEXT ("Smoothing of %K"), 3, 1),
  BT_PERIOD_PARAMETER ("d", BT_STUDY_TEXT ("%D period"), 3, 1),
  BT_AVERAGE_PARAMETER (BT_AVERAGE_SMA),
};

static const BtStudyOutput outputs[] = {
  { .id = "k", .title = BT_STUDY_TEXT ("%K") },
  { .id = "d", .title = BT_STUDY_TEXT ("%D"), .role = BT_STUDY_ROLE_SECONDARY },
};

typedef struct
{
  BtRange range;
  BtAverage k;
  BtAverage d;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->range = bt_range_new (kernel, values[K]);
  s->k = bt_average_new (kernel, values[AVERAGE], values[SMOOTH]);
  s->d = bt_average_new (kernel, values[AVERAGE], values[D]);
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
  const double raw = width > 0 ? 100.0 * (close[i] - extent.lowest) / width : 0;
  const double k = extent.is_full ? bt_average_add (&s->k, raw) : NAN;

  out[0][i] = k;
  out[1][i] = isnan (k) ? NAN : bt_average_add (&s->d, k);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  const guint k = (guint) values[K] + (guint) values[SMOOTH] - 2;

  return output == 0 ? k : k + (guint) values[D] - 1;
}

const BtStudy bt_study_stochastic = {
  .id = "stochastic",
  .title = BT_STUDY_TEXT ("Stochastic"),
  .short_name = "Stoch",
  .aliases = "stoch",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .has_range = TRUE,
  .minimum = 0,
  .maximum = 100,
  .n_guides = 2,
  .guides = { 20, 80 },
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
