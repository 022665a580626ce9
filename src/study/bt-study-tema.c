// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Triple exponential moving average: 3 × EMA − 3 × EMA of EMA + EMA of EMA of EMA; each EMA is
 * seeded by the simple average of its own first period values (TA-Lib, TEMA; P. Mulloy, 1994). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 20, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "tema", .title = BT_STUDY_TEXT ("Average"), .price_power = 1 },
};

typedef struct
{
  BtEma first;
  BtEma second;
  BtEma third;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->first = bt_ema_new (values[PERIOD]);
  s->second = s->third = s->first;
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const double first = bt_ema_add (&s->first, source[i]);
  const double second = bt_ema_chain (&s->second, first);

  out[0][i] = 3.0 * first - 3.0 * second + bt_ema_chain (&s->third, second);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 3 * ((guint) values[PERIOD] - 1);
}

const BtStudy bt_study_tema = {
  .id = "tema",
  .title = BT_STUDY_TEXT ("Triple exponential moving average"),
  .short_name = "TEMA",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
