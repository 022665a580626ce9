// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Ease of movement: the simple average over period candles of the movement of the candle's middle ×
 * its range × divisor ÷ volume; a candle without volume counts 0 (R. Arms). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
  DIVISOR,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 14, 1),
  { .id = "divisor",
    .title = BT_STUDY_TEXT ("Divisor"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 10000,
    .minimum = 1,
    .maximum = 1000000000000 },
};

static const BtStudyOutput outputs[] = {
  { .id = "eom", .title = BT_STUDY_TEXT ("Ease of movement"), .price_power = 2 },
};

typedef struct
{
  BtSma average;
  double previous;
  gboolean has_previous;
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
  const double *values = kernel->values;
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *volume = kernel->volume;
  double *const *out = kernel->out;
  const double middle = (high[i] + low[i]) / 2.0;
  const double ease
    = volume[i] > 0 ? (middle - s->previous) * (high[i] - low[i]) * values[DIVISOR] / volume[i] : 0;

  out[0][i] = s->has_previous ? bt_sma_add (&s->average, ease) : NAN;
  s->previous = middle;
  s->has_previous = TRUE;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_eom = {
  .id = "eom",
  .title = BT_STUDY_TEXT ("Ease of movement"),
  .short_name = "EOM",
  .group = BT_STUDY_GROUP_VOLUME,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_RANGE | BT_STUDY_READS_VOLUME,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
