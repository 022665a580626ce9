// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Force index: the EMA over period candles of volume × the change of the price (A. Elder, 1993). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 13, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "force", .title = BT_STUDY_TEXT ("Force"), .price_power = 1 },
};

typedef struct
{
  BtEma average;
  double previous;
  gboolean has_previous;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->average = bt_ema_new (values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *volume = kernel->volume;
  const double *source = kernel->source;
  double *const *out = kernel->out;

  out[0][i]
    = s->has_previous ? bt_ema_add (&s->average, (source[i] - s->previous) * volume[i]) : NAN;
  s->previous = source[i];
  s->has_previous = TRUE;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_force_index = {
  .id = "force-index",
  .title = BT_STUDY_TEXT ("Force index"),
  .short_name = "Force",
  .group = BT_STUDY_GROUP_VOLUME,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_SOURCE | BT_STUDY_READS_VOLUME,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
