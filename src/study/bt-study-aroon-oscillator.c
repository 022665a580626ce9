// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Aroon oscillator: Aroon up less Aroon down (TA-Lib, AROONOSC). */
#include "config.h"

#include "study/bt-study-latest.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 14, 2),
};

static const BtStudyOutput outputs[] = {
  { .id = "oscillator",
    .title = BT_STUDY_TEXT ("Oscillator"),
    .style = BT_STUDY_STYLE_HISTOGRAM,
    .role = BT_STUDY_ROLE_SIGNED },
};

typedef struct
{
  BtLatest latest;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->latest = bt_latest_new (kernel, values[PERIOD] + 1.0);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *high = kernel->high;
  const double *low = kernel->low;
  double *const *out = kernel->out;
  const BtBacks backs = bt_latest_add (&s->latest, high[i], low[i]);

  out[0][i] = backs.is_full ? 100.0 * (backs.low_back - backs.high_back) / values[PERIOD] : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_aroon_oscillator = {
  .id = "aroon-oscillator",
  .title = BT_STUDY_TEXT ("Aroon oscillator"),
  .short_name = "AroonOsc",
  .aliases = "aroonosc",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .has_range = TRUE,
  .minimum = -100,
  .maximum = 100,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_RANGE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
