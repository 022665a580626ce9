// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Volume, and its simple average over period candles. */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 20, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "volume",
    .title = BT_STUDY_TEXT ("Volume"),
    .style = BT_STUDY_STYLE_HISTOGRAM,
    .role = BT_STUDY_ROLE_NEUTRAL },
  { .id = "average", .title = BT_STUDY_TEXT ("Average") },
};

typedef struct
{
  BtSma average;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->average = bt_sma_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *volume = kernel->volume;
  double *const *out = kernel->out;

  out[0][i] = volume[i];
  out[1][i] = bt_sma_add (&s->average, volume[i]);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return output == 0 ? 0 : (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_volume = {
  .id = "volume",
  .title = BT_STUDY_TEXT ("Volume"),
  .short_name = "Vol",
  .group = BT_STUDY_GROUP_VOLUME,
  .reads = BT_STUDY_READS_VOLUME,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
