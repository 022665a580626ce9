// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Arnaud Legoux moving average: the last period prices weighted by a bell curve whose middle is at
 * offset (0 the oldest, 1 the last) and whose width is period ÷ sigma (A. Legoux, D. Kouzis-Loukas,
 * 2009). The cost of a candle grows with the period. */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
  OFFSET,
  SIGMA,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 9, 1),
  { .id = "offset",
    .title = BT_STUDY_TEXT ("Offset"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 0.85,
    .minimum = 0,
    .maximum = 1 },
  { .id = "sigma",
    .title = BT_STUDY_TEXT ("Sigma"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 6,
    .minimum = 0.1,
    .maximum = 100 },
};

static const BtStudyOutput outputs[] = {
  { .id = "alma", .title = BT_STUDY_TEXT ("Average"), .price_power = 1 },
};

typedef struct
{
  BtRing prices;
  gsize period;
  double *weights; /* the oldest first; they add up to 1 */
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;
  const double middle = values[OFFSET] * (values[PERIOD] - 1.0);
  const double width = values[PERIOD] / values[SIGMA];
  double total = 0;

  s->period = (gsize) values[PERIOD];
  s->prices = bt_ring_new (kernel, s->period, 0);
  s->weights = bt_study_kernel_allot (kernel, s->period, 0);
  for (gsize k = 0; k < s->period; k++)
    {
      const double distance = ((double) k - middle) / width;

      s->weights[k] = exp (-distance * distance / 2.0);
      total += s->weights[k];
    }
  for (gsize k = 0; k < s->period; k++)
    s->weights[k] /= total;
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;
  double total = 0;

  bt_ring_add (&s->prices, source[i]);
  for (gsize k = 0; k < s->period; k++)
    total += s->weights[k] * bt_ring_get (&s->prices, s->period - 1 - k);
  out[0][i] = s->prices.count >= s->period ? total : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_alma = {
  .id = "alma",
  .title = BT_STUDY_TEXT ("Arnaud Legoux moving average"),
  .short_name = "ALMA",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
