// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* On-balance volume: the volume is added where the price rises and taken off where it falls; it
 * begins with the volume of the first candle (TA-Lib, OBV; J. Granville, 1963). */
#include "config.h"

#include "study/bt-study-kernel.h"
#include "study/bt-study-list.h"

static const BtStudyOutput outputs[] = {
  { .id = "obv", .title = BT_STUDY_TEXT ("OBV") },
};

typedef struct
{
  double value;
  double previous;
  gboolean has_previous;
} State;

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *volume = kernel->volume;
  const double *source = kernel->source;
  double *const *out = kernel->out;

  if (!s->has_previous || source[i] > s->previous)
    s->value += volume[i];
  else if (source[i] < s->previous)
    s->value -= volume[i];
  out[0][i] = s->value;
  s->previous = source[i];
  s->has_previous = TRUE;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 0;
}

const BtStudy bt_study_obv = {
  .id = "obv",
  .title = BT_STUDY_TEXT ("On-balance volume"),
  .short_name = "OBV",
  .group = BT_STUDY_GROUP_VOLUME,
  .reads = BT_STUDY_READS_SOURCE | BT_STUDY_READS_VOLUME,
  BT_STUDY_PARTS_FIXED (State),
  .run = run,
  .warm_up = warm_up,
};
