// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Know sure thing: the simple averages over 10, 10, 10 and 15 candles of the rates of change over
 * 10, 15, 20 and 30 candles, weighted 1, 2, 3, 4, and its average over signal candles (M. Pring,
 * 1992). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  SIGNAL,
};

static const gsize changes[] = { 10, 15, 20, 30 };
static const gsize lengths[] = { 10, 10, 10, 15 };

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("signal", BT_STUDY_TEXT ("Signal period"), 9, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "kst", .title = BT_STUDY_TEXT ("KST") },
  { .id = "signal", .title = BT_STUDY_TEXT ("Signal"), .role = BT_STUDY_ROLE_SECONDARY },
};

typedef struct
{
  BtRing prices;
  BtSma averages[4];
  BtSma signal;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->prices = bt_ring_new (kernel, changes[3], NAN);
  for (guint k = 0; k < G_N_ELEMENTS (changes); k++)
    s->averages[k] = bt_sma_new (kernel, (double) lengths[k]);
  s->signal = bt_sma_new (kernel, values[SIGNAL]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;
  double total = 0;

  bt_ring_add (&s->prices, source[i]);
  for (guint k = 0; k < G_N_ELEMENTS (changes); k++)
    {
      const double earlier = bt_ring_get (&s->prices, changes[k]);
      const double change = earlier != 0 ? 100.0 * (source[i] / earlier - 1.0) : 0;

      total += isnan (change) ? NAN : (k + 1) * bt_sma_add (&s->averages[k], change);
    }
  out[0][i] = total;
  out[1][i] = isnan (total) ? NAN : bt_sma_add (&s->signal, total);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  const guint kst = 30 + 15 - 1;

  return output == 0 ? kst : kst + (guint) values[SIGNAL] - 1;
}

const BtStudy bt_study_kst = {
  .id = "kst",
  .title = BT_STUDY_TEXT ("Know sure thing"),
  .short_name = "KST",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
