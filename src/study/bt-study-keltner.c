// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Keltner channels: the average of the price, and multiplier × the average true range above and
 * below it (L. Raschke's form: EMA and Wilder's ATR). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
  ATR,
  MULTIPLIER,
  AVERAGE,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 20, 1),
  BT_PERIOD_PARAMETER ("atr", BT_STUDY_TEXT ("ATR period"), 10, 1),
  { .id = "multiplier",
    .title = BT_STUDY_TEXT ("Multiplier"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 2,
    .minimum = 0.01,
    .maximum = 100 },
  BT_AVERAGE_PARAMETER (BT_AVERAGE_EMA),
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
  BtAverage average;
  BtAtr atr;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->average = bt_average_new (kernel, values[AVERAGE], values[PERIOD]);
  s->atr = bt_atr_new (values[ATR]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const double middle = bt_average_add (&s->average, source[i]);
  const double width = values[MULTIPLIER] * bt_atr_add (&s->atr, high[i], low[i], close[i]);

  out[0][i] = middle + width;
  out[1][i] = middle;
  out[2][i] = middle - width;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  const guint average = (guint) values[PERIOD] - 1;

  return output == 1 ? average : MAX (average, (guint) values[ATR]);
}

const BtStudy bt_study_keltner = {
  .id = "keltner",
  .title = BT_STUDY_TEXT ("Keltner channels"),
  .short_name = "KC",
  .group = BT_STUDY_GROUP_VOLATILITY,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_BAR | BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
