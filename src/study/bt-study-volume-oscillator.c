// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Volume oscillator: the difference of a fast and a slow average of the volume in per cent of the
 * slow one (0 where there was no volume), its EMA over signal candles and the difference of the
 * two. */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  FAST,
  SLOW,
  SIGNAL,
  AVERAGE,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("fast", BT_STUDY_TEXT ("Fast period"), 12, 1),
  BT_PERIOD_PARAMETER ("slow", BT_STUDY_TEXT ("Slow period"), 26, 1),
  BT_PERIOD_PARAMETER ("signal", BT_STUDY_TEXT ("Signal period"), 9, 1),
  BT_AVERAGE_PARAMETER (BT_AVERAGE_EMA),
};

static const BtStudyOutput outputs[] = {
  { .id = "oscillator", .title = BT_STUDY_TEXT ("Oscillator") },
  { .id = "signal", .title = BT_STUDY_TEXT ("Signal"), .role = BT_STUDY_ROLE_SECONDARY },
  { .id = "histogram",
    .title = BT_STUDY_TEXT ("Histogram"),
    .style = BT_STUDY_STYLE_HISTOGRAM,
    .role = BT_STUDY_ROLE_SIGNED },
};

typedef struct
{
  BtAverage fast;
  BtAverage slow;
  BtEma signal;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->fast = bt_average_new (kernel, values[AVERAGE], MIN (values[FAST], values[SLOW]));
  s->slow = bt_average_new (kernel, values[AVERAGE], MAX (values[FAST], values[SLOW]));
  s->signal = bt_ema_new (values[SIGNAL]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *volume = kernel->volume;
  double *const *out = kernel->out;
  const double fast = bt_average_add (&s->fast, volume[i]);
  const double slow = bt_average_add (&s->slow, volume[i]);
  const double oscillator = slow != 0 ? 100.0 * (fast - slow) / slow : 0;
  const double signal = bt_ema_chain (&s->signal, oscillator);

  out[0][i] = oscillator;
  out[1][i] = signal;
  out[2][i] = oscillator - signal;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  const guint oscillator = (guint) MAX (values[FAST], values[SLOW]) - 1;

  return output == 0 ? oscillator : oscillator + (guint) values[SIGNAL] - 1;
}

const BtStudy bt_study_volume_oscillator = {
  .id = "volume-oscillator",
  .title = BT_STUDY_TEXT ("Volume oscillator"),
  .short_name = "PVO",
  .aliases = "pvo vosc",
  .group = BT_STUDY_GROUP_VOLUME,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_VOLUME,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
