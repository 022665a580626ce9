// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Balance of power: (close − open) ÷ (high − low), 0 where that is nothing (TA-Lib, BOP; I.
 * Livshin, 2001). */
#include "config.h"

#include "study/bt-study-kernel.h"
#include "study/bt-study-list.h"

static const BtStudyOutput outputs[] = {
  { .id = "bop",
    .title = BT_STUDY_TEXT ("Balance"),
    .style = BT_STUDY_STYLE_HISTOGRAM,
    .role = BT_STUDY_ROLE_SIGNED },
};

typedef struct
{
  gboolean is_begun; /* nothing is carried over */
} State;

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *open = kernel->open;
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  double *const *out = kernel->out;

  out[0][i] = high[i] > low[i] ? (close[i] - open[i]) / (high[i] - low[i]) : 0;
  s->is_begun = TRUE;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 0;
}

const BtStudy bt_study_bop = {
  .id = "bop",
  .title = BT_STUDY_TEXT ("Balance of power"),
  .short_name = "BOP",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .has_range = TRUE,
  .minimum = -1,
  .maximum = 1,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_BAR | BT_STUDY_READS_OPEN,
  BT_STUDY_PARTS_FIXED (State),
  .run = run,
  .warm_up = warm_up,
};
