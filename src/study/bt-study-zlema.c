// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Zero-lag exponential moving average: an EMA of price + (price − price lag ago), lag = (period −
 * 1) ÷ 2 rounded down. Seed: the price before the first that has one lag ago (J. Ehlers, R. Way,
 * 2010). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 20, 3),
};

static const BtStudyOutput outputs[] = {
  { .id = "zlema", .title = BT_STUDY_TEXT ("Average"), .price_power = 1 },
};

typedef struct
{
  BtRing prices;
  gsize lag;
  double weight;
  double value;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->lag = (gsize) (values[PERIOD] - 1) / 2;
  s->prices = bt_ring_new (kernel, s->lag, 0);
  s->weight = 2.0 / (values[PERIOD] + 1.0);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;

  bt_ring_add (&s->prices, source[i]);
  if (s->prices.count == s->lag)
    s->value = source[i];
  else if (s->prices.count > s->lag)
    s->value += (2.0 * source[i] - bt_ring_get (&s->prices, s->lag) - s->value) * s->weight;
  out[0][i] = s->prices.count >= s->lag ? s->value : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) (values[PERIOD] - 1) / 2 - 1;
}

const BtStudy bt_study_zlema = {
  .id = "zlema",
  .title = BT_STUDY_TEXT ("Zero-lag exponential moving average"),
  .short_name = "ZLEMA",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
