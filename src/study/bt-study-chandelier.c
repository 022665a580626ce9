// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Chandelier exit: the highest high less multiplier × ATR, and the lowest low plus as much (C. Le
 * Beau). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
  MULTIPLIER,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 22, 1),
  { .id = "multiplier",
    .title = BT_STUDY_TEXT ("Multiplier"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 3,
    .minimum = 0.01,
    .maximum = 100 },
};

static const BtStudyOutput outputs[] = {
  { .id = "long",
    .title = BT_STUDY_TEXT ("Exit of a long position"),
    .role = BT_STUDY_ROLE_UP,
    .price_power = 1 },
  { .id = "short",
    .title = BT_STUDY_TEXT ("Exit of a short position"),
    .role = BT_STUDY_ROLE_DOWN,
    .price_power = 1 },
};

typedef struct
{
  BtRange range;
  BtAtr atr;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->range = bt_range_new (kernel, values[PERIOD]);
  s->atr = bt_atr_new (values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  double *const *out = kernel->out;
  const double width = values[MULTIPLIER] * bt_atr_add (&s->atr, high[i], low[i], close[i]);
  const BtExtent extent = bt_range_add (&s->range, high[i], low[i]);

  out[0][i] = extent.highest - width;
  out[1][i] = extent.lowest + width;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_chandelier = {
  .id = "chandelier",
  .title = BT_STUDY_TEXT ("Chandelier exit"),
  .short_name = "CE",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
