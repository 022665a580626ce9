// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Elder ray: bull power = high − EMA of the price, bear power = low − EMA (A. Elder, 1989). */
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
  { .id = "bull",
    .title = BT_STUDY_TEXT ("Bull power"),
    .style = BT_STUDY_STYLE_HISTOGRAM,
    .role = BT_STUDY_ROLE_UP,
    .price_power = 1 },
  { .id = "bear",
    .title = BT_STUDY_TEXT ("Bear power"),
    .style = BT_STUDY_STYLE_HISTOGRAM,
    .role = BT_STUDY_ROLE_DOWN,
    .price_power = 1 },
};

typedef struct
{
  BtEma average;
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
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const double average = bt_ema_add (&s->average, source[i]);

  out[0][i] = high[i] - average;
  out[1][i] = low[i] - average;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_elder_ray = {
  .id = "elder-ray",
  .title = BT_STUDY_TEXT ("Elder ray"),
  .short_name = "Elder",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_RANGE | BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
