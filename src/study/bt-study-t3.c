// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Tillson's T3: three times the generalised double EMA, GD = EMA × (1 + v) − EMA of EMA × v. Each
 * of the six EMAs in a row is seeded by the simple average of its own first period values (TA-Lib,
 * T3; T. Tillson, 1998). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
  VOLUME_FACTOR,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 5, 2),
  { .id = "volume-factor",
    .title = BT_STUDY_TEXT ("Volume factor"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 0.7,
    .minimum = 0,
    .maximum = 1 },
};

static const BtStudyOutput outputs[] = {
  { .id = "t3", .title = BT_STUDY_TEXT ("Average"), .price_power = 1 },
};

typedef struct
{
  BtEma averages[6];
  double weights[4]; /* of the third to the sixth average */
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;
  const double v = values[VOLUME_FACTOR];

  for (guint k = 0; k < G_N_ELEMENTS (s->averages); k++)
    s->averages[k] = bt_ema_new (values[PERIOD]);
  s->weights[0] = (1.0 + v) * (1.0 + v) * (1.0 + v);
  s->weights[1] = -3.0 * v * (1.0 + v) * (1.0 + v);
  s->weights[2] = 3.0 * v * v * (1.0 + v);
  s->weights[3] = -v * v * v;
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;
  double value = bt_ema_add (&s->averages[0], source[i]);
  double total = 0;

  value = bt_ema_chain (&s->averages[1], value);
  for (guint k = 0; k < G_N_ELEMENTS (s->weights); k++)
    {
      value = bt_ema_chain (&s->averages[k + 2], value);
      total += s->weights[k] * value;
    }
  out[0][i] = total;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 6 * ((guint) values[PERIOD] - 1);
}

const BtStudy bt_study_t3 = {
  .id = "t3",
  .title = BT_STUDY_TEXT ("T3 moving average"),
  .short_name = "T3",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
