// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Moving average convergence divergence: fast EMA − slow EMA, the EMA of that over signal candles,
 * and the difference of the two. Both EMAs have their first value at the same candle: the seed of
 * the fast one is the simple average of the last fast prices of the first slow ones (TA-Lib, MACD;
 * G. Appel). Where fast is the longer period the two change places. */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  FAST,
  SLOW,
  SIGNAL,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("fast", BT_STUDY_TEXT ("Fast period"), 12, 2),
  BT_PERIOD_PARAMETER ("slow", BT_STUDY_TEXT ("Slow period"), 26, 2),
  BT_PERIOD_PARAMETER ("signal", BT_STUDY_TEXT ("Signal period"), 9, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "macd", .title = BT_STUDY_TEXT ("MACD"), .price_power = 1 },
  { .id = "signal",
    .title = BT_STUDY_TEXT ("Signal"),
    .role = BT_STUDY_ROLE_SECONDARY,
    .price_power = 1 },
  { .id = "histogram",
    .title = BT_STUDY_TEXT ("Histogram"),
    .style = BT_STUDY_STYLE_HISTOGRAM,
    .role = BT_STUDY_ROLE_SIGNED,
    .price_power = 1 },
};

typedef struct
{
  BtEma fast;
  BtEma slow;
  BtEma signal;
  gsize wait; /* candles before the fast average begins */
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;
  const double fast = MIN (values[FAST], values[SLOW]), slow = MAX (values[FAST], values[SLOW]);

  s->fast = bt_ema_new (fast);
  s->slow = bt_ema_new (slow);
  s->signal = bt_ema_new (values[SIGNAL]);
  s->wait = (gsize) (slow - fast);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;
  double fast = NAN, macd, signal;

  if (G_UNLIKELY (s->wait > 0))
    s->wait--;
  else
    fast = bt_ema_add (&s->fast, source[i]);
  macd = fast - bt_ema_add (&s->slow, source[i]);
  signal = bt_ema_chain (&s->signal, macd);
  out[0][i] = macd;
  out[1][i] = signal;
  out[2][i] = macd - signal;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  const guint macd = (guint) MAX (values[FAST], values[SLOW]) - 1;

  return output == 0 ? macd : macd + (guint) values[SIGNAL] - 1;
}

const BtStudy bt_study_macd = {
  .id = "macd",
  .title = BT_STUDY_TEXT ("MACD"),
  .short_name = "MACD",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
