// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Price-volume trend: Σ of volume × the relative change of the price; it begins with 0. */
#include "config.h"

#include "study/bt-study-kernel.h"
#include "study/bt-study-list.h"

static const BtStudyOutput outputs[] = {
  { .id = "pvt", .title = BT_STUDY_TEXT ("Trend") },
};

typedef struct
{
  double value;
  double previous;
} State;

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *volume = kernel->volume;
  const double *source = kernel->source;
  double *const *out = kernel->out;

  if (s->previous != 0)
    s->value += volume[i] * (source[i] / s->previous - 1.0);
  out[0][i] = s->value;
  s->previous = source[i];
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 0;
}

const BtStudy bt_study_pvt = {
  .id = "pvt",
  .title = BT_STUDY_TEXT ("Price-volume trend"),
  .short_name = "PVT",
  .group = BT_STUDY_GROUP_VOLUME,
  .reads = BT_STUDY_READS_SOURCE | BT_STUDY_READS_VOLUME,
  BT_STUDY_PARTS_FIXED (State),
  .run = run,
  .warm_up = warm_up,
};
