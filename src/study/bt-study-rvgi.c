// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Relative vigor index: close − open, weighted 1, 2, 2, 1 over four candles and averaged over
 * period, ÷ high − low done the same; 0 where that is nothing. The signal weighs four of its values
 * 1, 2, 2, 1 (J. Ehlers, 2002). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"
#include "study/bt-study-window.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 10, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "rvgi", .title = BT_STUDY_TEXT ("RVGI") },
  { .id = "signal", .title = BT_STUDY_TEXT ("Signal"), .role = BT_STUDY_ROLE_SECONDARY },
};

typedef struct
{
  BtRing bodies;
  BtRing ranges;
  BtRing values;
  BtSum body;
  BtSum range;
} State;

static inline double
smooth (const BtRing *ring)
{
  return bt_ring_get (ring, 0) + 2.0 * bt_ring_get (ring, 1) + 2.0 * bt_ring_get (ring, 2)
         + bt_ring_get (ring, 3);
}

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->bodies = bt_ring_new (kernel, 3, NAN);
  s->ranges = bt_ring_new (kernel, 3, NAN);
  s->values = bt_ring_new (kernel, 3, NAN);
  s->body = bt_sum_new (kernel, values[PERIOD]);
  s->range = bt_sum_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *open = kernel->open;
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  double *const *out = kernel->out;
  double value = NAN;

  bt_ring_add (&s->bodies, close[i] - open[i]);
  bt_ring_add (&s->ranges, high[i] - low[i]);
  if (s->bodies.count > 3)
    {
      const gboolean is_full = bt_sum_add (&s->body, smooth (&s->bodies));

      bt_sum_add (&s->range, smooth (&s->ranges));
      if (is_full)
        value = s->range.sum > 0 ? s->body.sum / s->range.sum : 0;
    }
  bt_ring_add (&s->values, value);
  out[0][i] = value;
  out[1][i] = smooth (&s->values) / 6.0;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] + (output == 0 ? 2 : 5);
}

const BtStudy bt_study_rvgi = {
  .id = "rvgi",
  .title = BT_STUDY_TEXT ("Relative vigor index"),
  .short_name = "RVGI",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_BAR | BT_STUDY_READS_OPEN,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
