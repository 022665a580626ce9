// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Chaikin oscillator: the fast less the slow EMA of the accumulation/distribution line; both begin
 * with its first value (TA-Lib, ADOSC; M. Chaikin). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  FAST,
  SLOW,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("fast", BT_STUDY_TEXT ("Fast period"), 3, 2),
  BT_PERIOD_PARAMETER ("slow", BT_STUDY_TEXT ("Slow period"), 10, 2),
};

static const BtStudyOutput outputs[] = {
  { .id = "adosc", .title = BT_STUDY_TEXT ("Oscillator") },
};

typedef struct
{
  gsize count;
  double line;
  double fast;
  double slow;
} State;

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  const double *volume = kernel->volume;
  double *const *out = kernel->out;

  s->line += bt_money_flow (high[i], low[i], close[i]) * volume[i];
  if (s->count++ == 0)
    s->fast = s->slow = s->line;
  s->fast += (s->line - s->fast) * 2.0 / (values[FAST] + 1.0);
  s->slow += (s->line - s->slow) * 2.0 / (values[SLOW] + 1.0);
  out[0][i] = (double) s->count >= MAX (values[FAST], values[SLOW]) ? s->fast - s->slow : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) MAX (values[FAST], values[SLOW]) - 1;
}

const BtStudy bt_study_adosc = {
  .id = "adosc",
  .title = BT_STUDY_TEXT ("Chaikin oscillator"),
  .short_name = "ADOsc",
  .group = BT_STUDY_GROUP_VOLUME,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_BAR | BT_STUDY_READS_VOLUME,
  BT_STUDY_PARTS (State),
  .run = run,
  .warm_up = warm_up,
};
