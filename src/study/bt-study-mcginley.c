// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* McGinley dynamic: MD += (price − MD) ÷ (period × (price ÷ MD)⁴). Seed: the simple average of the
 * first period prices. Where price or average is not above zero it moves as an average of that
 * period (J. McGinley, 1990). */
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
  { .id = "mcginley", .title = BT_STUDY_TEXT ("Average"), .price_power = 1 },
};

typedef struct
{
  BtEma seed;
  double value;
  gboolean has_value;
} State;

static inline double
advance (State *s, double price, double period)
{
  if (s->has_value)
    {
      const double ratio = price > 0 && s->value > 0 ? price / s->value : 1.0;

      s->value += (price - s->value) / MAX (period * ratio * ratio * ratio * ratio, 1.0);
      return s->value;
    }
  s->value = bt_ema_add (&s->seed, price);
  s->has_value = !isnan (s->value);
  return s->value;
}

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->seed = bt_wilder_new (values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *source = kernel->source;
  double *const *out = kernel->out;

  out[0][i] = advance (s, source[i], values[PERIOD]);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_mcginley = {
  .id = "mcginley",
  .title = BT_STUDY_TEXT ("McGinley dynamic"),
  .short_name = "McGinley",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
