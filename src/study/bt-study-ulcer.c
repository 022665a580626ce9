// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Ulcer index: √ of the mean square of the falls, in per cent, from the highest price of period
 * candles (P. Martin, 1987). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 14, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "ulcer", .title = BT_STUDY_TEXT ("Ulcer index") },
};

typedef struct
{
  BtHighest highest;
  BtSum squares;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->highest = bt_highest_new (kernel, values[PERIOD]);
  s->squares = bt_sum_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *source = kernel->source;
  double *const *out = kernel->out;
  double top;
  const gboolean has_top = bt_highest_add (&s->highest, source[i], &top);
  const double fall = top > 0 ? 100.0 * (source[i] - top) / top : 0;
  const gboolean is_full = has_top && bt_sum_add (&s->squares, fall * fall);

  out[0][i] = is_full ? sqrt (MAX (s->squares.sum, 0) / values[PERIOD]) : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 2 * ((guint) values[PERIOD] - 1);
}

const BtStudy bt_study_ulcer = {
  .id = "ulcer",
  .title = BT_STUDY_TEXT ("Ulcer index"),
  .short_name = "UI",
  .group = BT_STUDY_GROUP_VOLATILITY,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
