// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Commodity channel index: (typical price − its simple average) ÷ (0.015 × mean absolute
 * deviation), typical price = (high + low + close) ÷ 3; 0 where nothing deviates (TA-Lib, CCI; D.
 * Lambert, 1980). All is computed from three times the typical price, which is whole. The mean
 * deviation is added up anew for each candle. */
#include "config.h"

#include "study/bt-study-deviations.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 20, 2),
};

static const BtStudyOutput outputs[] = {
  { .id = "cci", .title = BT_STUDY_TEXT ("CCI") },
};

typedef struct
{
  BtSum prices;
} State;

static inline double
compute (const BtSum *sum, double price)
{
  const double period = (double) sum->period;
  const double mean = sum->sum / period;
  const double deviation = bt_deviations_add_up (sum, mean);

  return deviation != 0 ? (price - mean) * period / (0.015 * deviation) : 0;
}

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->prices = bt_sum_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  double *const *out = kernel->out;
  const double price = high[i] + low[i] + close[i];

  out[0][i] = bt_sum_add (&s->prices, price) ? compute (&s->prices, price) : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_cci = {
  .id = "cci",
  .title = BT_STUDY_TEXT ("Commodity channel index"),
  .short_name = "CCI",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 3,
  .guides = { -100, 0, 100 },
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
