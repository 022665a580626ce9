// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Market facilitation index: (high − low) ÷ volume; no value where there was none (B. Williams). */
#include "config.h"

#include "study/bt-study-kernel.h"
#include "study/bt-study-list.h"

#include <math.h>

static const BtStudyOutput outputs[] = {
  { .id = "mfi",
    .title = BT_STUDY_TEXT ("Index"),
    .style = BT_STUDY_STYLE_HISTOGRAM,
    .role = BT_STUDY_ROLE_NEUTRAL,
    .price_power = 1 },
};

typedef struct
{
  gboolean is_begun; /* nothing is carried over */
} State;

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *volume = kernel->volume;
  double *const *out = kernel->out;

  out[0][i] = volume[i] > 0 ? (high[i] - low[i]) / volume[i] : NAN;
  s->is_begun = TRUE;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 0;
}

const BtStudy bt_study_market_facilitation = {
  .id = "market-facilitation",
  .title = BT_STUDY_TEXT ("Market facilitation index"),
  .short_name = "MFI-BW",
  .aliases = "marketfi",
  .group = BT_STUDY_GROUP_VOLUME,
  .reads = BT_STUDY_READS_RANGE | BT_STUDY_READS_VOLUME,
  BT_STUDY_PARTS_FIXED (State),
  .run = run,
  .warm_up = warm_up,
};
