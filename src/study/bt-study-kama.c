// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Kaufman's adaptive moving average: KAMA += c² × (price − KAMA), where c lies between the weights
 * of the slow and the fast EMA by the efficiency ratio |price − price period ago| ÷ Σ|changes|;
 * where nothing moves the ratio is 1. Seed: the price before the first value. As in TA-Lib, KAMA,
 * the ratio is 1 too where the whole way was one upward move (P. Kaufman, 1995). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
  FAST,
  SLOW,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 10, 2),
  BT_PERIOD_PARAMETER ("fast", BT_STUDY_TEXT ("Fast period"), 2, 1),
  BT_PERIOD_PARAMETER ("slow", BT_STUDY_TEXT ("Slow period"), 30, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "kama", .title = BT_STUDY_TEXT ("Average"), .price_power = 1 },
};

typedef struct
{
  BtRing prices;
  BtSum path; /* of the absolute changes */
  double fast;
  double slow;
  double value;
} State;

/* Takes a price that has one before it. */
static inline double
advance (State *s, double price)
{
  const double previous = bt_ring_get (&s->prices, 1);
  double way, ratio, weight;

  if (!bt_sum_add (&s->path, fabs (price - previous)))
    return NAN;
  if (s->path.ring.count == s->path.period)
    s->value = previous;
  way = price - bt_ring_get (&s->prices, s->path.period);
  ratio = s->path.sum <= way || s->path.sum <= 0 ? 1.0 : fabs (way / s->path.sum);
  weight = ratio * (s->fast - s->slow) + s->slow;
  s->value += (price - s->value) * weight * weight;
  return s->value;
}

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->prices = bt_ring_new (kernel, (gsize) values[PERIOD], 0);
  s->path = bt_sum_new (kernel, values[PERIOD]);
  s->fast = 2.0 / (values[FAST] + 1.0);
  s->slow = 2.0 / (values[SLOW] + 1.0);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const double price = source[i];

  bt_ring_add (&s->prices, price);
  out[0][i] = s->prices.count > 1 ? advance (s, price) : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_kama = {
  .id = "kama",
  .title = BT_STUDY_TEXT ("Kaufman’s adaptive moving average"),
  .short_name = "KAMA",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
