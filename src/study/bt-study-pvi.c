// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Positive volume index: begins with 1000 and changes as the price does where the volume rises (P.
 * Dysart, N. Fosback). */
#include "config.h"

#include "study/bt-study-kernel.h"
#include "study/bt-study-list.h"

static const BtStudyOutput outputs[] = {
  { .id = "pvi", .title = BT_STUDY_TEXT ("Index") },
};

typedef struct
{
  double value;
  double previous;
  double volume;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  State *s = kernel->state;

  s->value = 1000.0;
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *volume = kernel->volume;
  const double *source = kernel->source;
  double *const *out = kernel->out;

  if (s->previous != 0 && volume[i] > s->volume)
    s->value *= source[i] / s->previous;
  out[0][i] = s->value;
  s->previous = source[i];
  s->volume = volume[i];
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 0;
}

const BtStudy bt_study_pvi = {
  .id = "pvi",
  .title = BT_STUDY_TEXT ("Positive volume index"),
  .short_name = "PVI",
  .group = BT_STUDY_GROUP_VOLUME,
  .reads = BT_STUDY_READS_SOURCE | BT_STUDY_READS_VOLUME,
  BT_STUDY_PARTS_FIXED (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
