// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* True strength index: 100 × the change of the price, smoothed by two EMAs in a row, ÷ the absolute
 * change smoothed the same; 0 where nothing moved. Each EMA is seeded by the simple average of its
 * own first values (W. Blau, 1991). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  LONG,
  SHORT,
  SIGNAL,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("long", BT_STUDY_TEXT ("Long period"), 25, 1),
  BT_PERIOD_PARAMETER ("short", BT_STUDY_TEXT ("Short period"), 13, 1),
  BT_PERIOD_PARAMETER ("signal", BT_STUDY_TEXT ("Signal period"), 13, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "tsi", .title = BT_STUDY_TEXT ("TSI") },
  { .id = "signal", .title = BT_STUDY_TEXT ("Signal"), .role = BT_STUDY_ROLE_SECONDARY },
};

typedef struct
{
  BtEma change[2];
  BtEma size[2];
  BtEma signal;
  double previous;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->change[0] = s->size[0] = bt_ema_new (values[LONG]);
  s->change[1] = s->size[1] = bt_ema_new (values[SHORT]);
  s->signal = bt_ema_new (values[SIGNAL]);
  s->previous = NAN;
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const double change = source[i] - s->previous;
  const double smooth = bt_ema_chain (&s->change[1], bt_ema_chain (&s->change[0], change));
  const double size = bt_ema_chain (&s->size[1], bt_ema_chain (&s->size[0], fabs (change)));
  const double tsi = size != 0 ? 100.0 * smooth / size : 0;

  s->previous = source[i];
  out[0][i] = tsi;
  out[1][i] = bt_ema_chain (&s->signal, tsi);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  const guint tsi = (guint) values[LONG] + (guint) values[SHORT] - 1;

  return output == 0 ? tsi : tsi + (guint) values[SIGNAL] - 1;
}

const BtStudy bt_study_tsi = {
  .id = "tsi",
  .title = BT_STUDY_TEXT ("True strength index"),
  .short_name = "TSI",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 3,
  .guides = { -25, 0, 25 },
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
