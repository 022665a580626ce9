// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Acceleration bands: simple averages of high × (1 + 4 × w) and low × (1 − 4 × w), w = (high − low)
 * ÷ (high + low), and of the close between them (TA-Lib, ACCBANDS; P. Headley). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 20, 2),
};

static const BtStudyOutput outputs[] = {
  { .id = "upper",
    .title = BT_STUDY_TEXT ("Upper band"),
    .style = BT_STUDY_STYLE_BAND,
    .role = BT_STUDY_ROLE_SECONDARY,
    .fill_to = 2,
    .price_power = 1 },
  { .id = "middle", .title = BT_STUDY_TEXT ("Middle"), .price_power = 1 },
  { .id = "lower",
    .title = BT_STUDY_TEXT ("Lower band"),
    .role = BT_STUDY_ROLE_SECONDARY,
    .price_power = 1 },
};

typedef struct
{
  BtSma upper;
  BtSma middle;
  BtSma lower;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->upper = bt_sma_new (kernel, values[PERIOD]);
  s->middle = bt_sma_new (kernel, values[PERIOD]);
  s->lower = bt_sma_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  double *const *out = kernel->out;
  const double total = high[i] + low[i];
  const double width = total != 0 ? 4.0 * (high[i] - low[i]) / total : 0;

  out[0][i] = bt_sma_add (&s->upper, high[i] * (1.0 + width));
  out[1][i] = bt_sma_add (&s->middle, close[i]);
  out[2][i] = bt_sma_add (&s->lower, low[i] * (1.0 - width));
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_acceleration_bands = {
  .id = "acceleration-bands",
  .title = BT_STUDY_TEXT ("Acceleration bands"),
  .short_name = "AB",
  .aliases = "accbands",
  .group = BT_STUDY_GROUP_VOLATILITY,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
