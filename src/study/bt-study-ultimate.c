// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Ultimate oscillator: 100 × (4 × a + 2 × b + c) ÷ 7, where a, b, c are Σ buying pressure ÷ Σ true
 * range over the shortest, the middle and the longest period; buying pressure = close − min (low,
 * close before). A part whose range is nothing counts 0 (TA-Lib, ULTOSC; L. Williams, 1985). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  SHORT,
  MIDDLE,
  LONG,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("short", BT_STUDY_TEXT ("Short period"), 7, 1),
  BT_PERIOD_PARAMETER ("middle", BT_STUDY_TEXT ("Middle period"), 14, 1),
  BT_PERIOD_PARAMETER ("long", BT_STUDY_TEXT ("Long period"), 28, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "uo", .title = BT_STUDY_TEXT ("Oscillator") },
};

/* The sums of one of the periods. */
typedef struct
{
  double pressure;
  double range;
  guint32 period;
} Sums;

typedef struct
{
  BtRing pressures;
  BtRing ranges;
  Sums near;
  Sums middle;
  Sums far;
  double close; /* of the candle before */
  gboolean has_close;
} State;

/* Adds the last values to the sums of a period; returns the share of the pressure in the range. */
static inline double
add_last (Sums *sums, const State *s)
{
  sums->pressure += bt_ring_get (&s->pressures, 0) - bt_ring_get (&s->pressures, sums->period);
  sums->range += bt_ring_get (&s->ranges, 0) - bt_ring_get (&s->ranges, sums->period);
  if (bt_ring_is_round (&s->ranges))
    {
      sums->pressure = bt_sum_recount (s->pressures, sums->period);
      sums->range = bt_sum_recount (s->ranges, sums->period);
    }
  return sums->range > 0 ? sums->pressure / sums->range : 0;
}

static inline double
advance (State *s, double high, double low, double close)
{
  double total;

  bt_ring_add (&s->pressures, close - MIN (low, s->close));
  bt_ring_add (&s->ranges, bt_true_range (high, low, s->close));
  total = 4.0 * add_last (&s->near, s);
  total += 2.0 * add_last (&s->middle, s);
  total += add_last (&s->far, s);
  return s->ranges.count >= s->far.period ? 100.0 * total / 7.0 : NAN;
}

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;
  const double total = values[SHORT] + values[MIDDLE] + values[LONG];
  const double near = MIN (MIN (values[SHORT], values[MIDDLE]), values[LONG]);
  const double far = MAX (MAX (values[SHORT], values[MIDDLE]), values[LONG]);

  s->near.period = (guint32) near;
  s->middle.period = (guint32) (total - near - far);
  s->far.period = (guint32) far;
  s->pressures = bt_ring_new (kernel, s->far.period, 0);
  s->ranges = bt_ring_new (kernel, s->far.period, 0);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  double *const *out = kernel->out;

  out[0][i] = s->has_close ? advance (s, high[i], low[i], close[i]) : NAN;
  s->close = close[i];
  s->has_close = TRUE;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) MAX (MAX (values[SHORT], values[MIDDLE]), values[LONG]);
}

const BtStudy bt_study_ultimate = {
  .id = "ultimate",
  .title = BT_STUDY_TEXT ("Ultimate oscillator"),
  .short_name = "UO",
  .aliases = "ultosc uo",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .has_range = TRUE,
  .minimum = 0,
  .maximum = 100,
  .n_guides = 2,
  .guides = { 30, 70 },
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
