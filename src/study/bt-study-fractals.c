// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Fractals: a high above (a low below) those of span candles before and after it. It is known span
 * candles later, and its value stands there, drawn back at its own candle (B. Williams, 1995). */
#include "config.h"

#include "study/bt-study-list.h"
#include "study/bt-study-window.h"

enum
{
  SPAN,
};

static const BtStudyParameter parameters[] = {
  { .id = "span",
    .title = BT_STUDY_TEXT ("Candles on each side"),
    .kind = BT_STUDY_PARAMETER_INT,
    .value = 2,
    .minimum = 1,
    .maximum = 50 },
};

static const BtStudyOutput outputs[] = {
  { .id = "up",
    .title = BT_STUDY_TEXT ("High"),
    .style = BT_STUDY_STYLE_DOTS,
    .role = BT_STUDY_ROLE_UP,
    .price_power = 1,
    .shift_sign = -1,
    .shift_parameter = SPAN },
  { .id = "down",
    .title = BT_STUDY_TEXT ("Low"),
    .style = BT_STUDY_STYLE_DOTS,
    .role = BT_STUDY_ROLE_DOWN,
    .price_power = 1,
    .shift_sign = -1,
    .shift_parameter = SPAN },
};

typedef struct
{
  BtRing highs; /* and the lows, negated, so that one rule serves both */
  BtRing lows;
} State;

static inline gboolean
is_peak (const BtRing *ring, gsize span)
{
  const double peak = bt_ring_get (ring, span);

  if (ring->count <= 2 * span)
    return FALSE;
  for (gsize k = 1; k <= span; k++)
    if (bt_ring_get (ring, span - k) >= peak || bt_ring_get (ring, span + k) >= peak)
      return FALSE;
  return TRUE;
}

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->highs = bt_ring_new (kernel, 2 * (gsize) values[SPAN], 0);
  s->lows = bt_ring_new (kernel, 2 * (gsize) values[SPAN], 0);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *high = kernel->high;
  const double *low = kernel->low;
  double *const *out = kernel->out;

  bt_ring_add (&s->highs, high[i]);
  bt_ring_add (&s->lows, -low[i]);
  out[0][i] = is_peak (&s->highs, (gsize) values[SPAN])
                ? bt_ring_get (&s->highs, (gsize) values[SPAN])
                : NAN;
  out[1][i] = is_peak (&s->lows, (gsize) values[SPAN])
                ? -bt_ring_get (&s->lows, (gsize) values[SPAN])
                : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return G_MAXUINT;
}

const BtStudy bt_study_fractals = {
  .id = "fractals",
  .title = BT_STUDY_TEXT ("Fractals"),
  .short_name = "Fractals",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_RANGE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
