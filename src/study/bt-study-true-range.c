// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* True range: the larger of high and the close before less the smaller of low and that close; the
 * first candle has none (TA-Lib, TRANGE; J. W. Wilder, 1978). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

static const BtStudyOutput outputs[] = {
  { .id = "tr",
    .title = BT_STUDY_TEXT ("True range"),
    .style = BT_STUDY_STYLE_HISTOGRAM,
    .role = BT_STUDY_ROLE_NEUTRAL,
    .price_power = 1 },
};

typedef struct
{
  double close; /* of the candle before */
  gboolean has_close;
} State;

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  double *const *out = kernel->out;

  out[0][i] = s->has_close ? bt_true_range (high[i], low[i], s->close) : NAN;
  s->close = close[i];
  s->has_close = TRUE;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 1;
}

const BtStudy bt_study_true_range = {
  .id = "true-range",
  .title = BT_STUDY_TEXT ("True range"),
  .short_name = "TR",
  .aliases = "trange",
  .group = BT_STUDY_GROUP_VOLATILITY,
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS_FIXED (State),
  .run = run,
  .warm_up = warm_up,
};
