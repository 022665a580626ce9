// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Money flow index: 100 × Σ typical price × volume of candles whose typical price rose ÷ that of
 * all whose changed, over period candles; 0 where there was none (TA-Lib, MFI; G. Quong, A.
 * Soudack, 1989). All is computed from three times the typical price, which is whole. */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 14, 2),
};

static const BtStudyOutput outputs[] = {
  { .id = "mfi", .title = BT_STUDY_TEXT ("MFI") },
};

typedef struct
{
  BtSum up;
  BtSum down;
  double previous;
  gboolean has_previous;
} State;

static inline double
share (double up, double down)
{
  return up + down > 0 ? 100.0 * up / (up + down) : 0;
}

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->up = bt_sum_new (kernel, values[PERIOD]);
  s->down = bt_sum_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  const double *volume = kernel->volume;
  double *const *out = kernel->out;
  const double price = high[i] + low[i] + close[i];
  const double change = price - s->previous;
  gboolean is_full = FALSE;

  if (s->has_previous)
    {
      is_full = bt_sum_add (&s->up, change > 0 ? price * volume[i] : 0);
      bt_sum_add (&s->down, change < 0 ? price * volume[i] : 0);
    }
  out[0][i] = is_full ? share (s->up.sum, s->down.sum) : NAN;
  s->previous = price;
  s->has_previous = TRUE;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_mfi = {
  .id = "mfi",
  .title = BT_STUDY_TEXT ("Money flow index"),
  .short_name = "MFI",
  .group = BT_STUDY_GROUP_VOLUME,
  .has_range = TRUE,
  .minimum = 0,
  .maximum = 100,
  .n_guides = 2,
  .guides = { 20, 80 },
  .reads = BT_STUDY_READS_BAR | BT_STUDY_READS_VOLUME,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
