// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Vortex: Σ |high − low before| ÷ Σ true range (+) and Σ |low − high before| ÷ Σ true range (−)
 * over period candles; no value where nothing moved (E. Botes, D. Siepman, 2010). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 14, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "plus", .title = BT_STUDY_TEXT ("VI+"), .role = BT_STUDY_ROLE_UP },
  { .id = "minus", .title = BT_STUDY_TEXT ("VI−"), .role = BT_STUDY_ROLE_DOWN },
};

typedef struct
{
  BtSum up;
  BtSum down;
  BtSum range;
  gboolean has_previous;
  double high; /* of the candle before */
  double low;
  double close;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->up = bt_sum_new (kernel, values[PERIOD]);
  s->down = bt_sum_new (kernel, values[PERIOD]);
  s->range = bt_sum_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  double *const *out = kernel->out;
  gboolean is_full = FALSE;

  if (s->has_previous)
    {
      bt_sum_add (&s->up, fabs (high[i] - s->low));
      bt_sum_add (&s->down, fabs (low[i] - s->high));
      is_full = bt_sum_add (&s->range, bt_true_range (high[i], low[i], s->close));
    }
  is_full = is_full && s->range.sum > 0;
  out[0][i] = is_full ? s->up.sum / s->range.sum : NAN;
  out[1][i] = is_full ? s->down.sum / s->range.sum : NAN;
  s->high = high[i];
  s->low = low[i];
  s->close = close[i];
  s->has_previous = TRUE;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_vortex = {
  .id = "vortex",
  .title = BT_STUDY_TEXT ("Vortex"),
  .short_name = "Vortex",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 1 },
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
