// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Double exponential moving average: 2 × EMA − EMA of EMA; each EMA is seeded by the simple average
 * of its own first period values (TA-Lib, DEMA; P. Mulloy, 1994). */
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
  { .id = "dema", .title = BT_STUDY_TEXT ("Average"), .price_power = 1 },
};

typedef struct
{
  BtEma first;
  BtEma second;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->first = bt_ema_new (values[PERIOD]);
  s->second = s->first;
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const double first = bt_ema_add (&s->first, source[i]);

  out[0][i] = 2.0 * first - bt_ema_chain (&s->second, first);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 2 * ((guint) values[PERIOD] - 1);
}

const BtStudy bt_study_dema = {
  .id = "dema",
  .title = BT_STUDY_TEXT ("Double exponential moving average"),
  .short_name = "DEMA",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
