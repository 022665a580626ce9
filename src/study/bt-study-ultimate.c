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

typedef struct
{
  BtSum pressure[3]; /* the shortest period first */
  BtSum range[3];
  double close; /* of the candle before */
  gboolean has_close;
} State;

static inline double
advance (State *s, double high, double low, double close)
{
  const double pressure = close - MIN (low, s->close);
  const double range = bt_true_range (high, low, s->close);
  double total = 0, weight = 4.0;
  gboolean is_full = FALSE;

  for (guint k = 0; k < G_N_ELEMENTS (s->range); k++)
    {
      bt_sum_add (&s->pressure[k], pressure);
      is_full = bt_sum_add (&s->range[k], range);
      if (s->range[k].sum > 0)
        total += weight * s->pressure[k].sum / s->range[k].sum;
      weight /= 2.0;
    }
  return is_full ? 100.0 * total / 7.0 : NAN;
}

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;
  const double total = values[SHORT] + values[MIDDLE] + values[LONG];
  double periods[3];

  periods[0] = MIN (MIN (values[SHORT], values[MIDDLE]), values[LONG]);
  periods[2] = MAX (MAX (values[SHORT], values[MIDDLE]), values[LONG]);
  periods[1] = total - periods[0] - periods[2];
  for (guint k = 0; k < G_N_ELEMENTS (periods); k++)
    {
      s->pressure[k] = bt_sum_new (kernel, periods[k]);
      s->range[k] = bt_sum_new (kernel, periods[k]);
    }
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
