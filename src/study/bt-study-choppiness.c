// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Choppiness index: 100 × log (Σ true range ÷ (highest high − lowest low)) ÷ log (period) over
 * period candles; no value where nothing moved (E. W. Dreiss). */
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
  { .id = "chop", .title = BT_STUDY_TEXT ("Choppiness") },
};

typedef struct
{
  BtSum sum;
  BtRange range;
  double scale;
  double close; /* of the candle before */
  gboolean has_close;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->scale = 100.0 / log (values[PERIOD]);
  s->sum = bt_sum_new (kernel, values[PERIOD]);
  s->range = bt_range_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  double *const *out = kernel->out;
  const gboolean is_full
    = s->has_close && bt_sum_add (&s->sum, bt_true_range (high[i], low[i], s->close));
  const BtExtent extent = bt_range_add (&s->range, high[i], low[i]);
  const double width = extent.highest - extent.lowest;

  out[0][i] = is_full && width > 0 ? s->scale * log (s->sum.sum / width) : NAN;
  s->close = close[i];
  s->has_close = TRUE;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_choppiness = {
  .id = "choppiness",
  .title = BT_STUDY_TEXT ("Choppiness index"),
  .short_name = "CHOP",
  .aliases = "chop",
  .group = BT_STUDY_GROUP_VOLATILITY,
  .has_range = TRUE,
  .minimum = 0,
  .maximum = 100,
  .n_guides = 2,
  .guides = { 38.2, 61.8 },
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
