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

#define N_RATES 4

static const gsize changes[N_RATES] = { 10, 15, 20, 30 };
static const gsize lengths[N_RATES] = { 10, 10, 10, 15 };
/* The candle of the first value. */
#define FIRST (30 + 15 - 1)

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
  BtRing rates; /* four a candle */
  double sums[N_RATES];
  BtSma signal;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->prices = bt_ring_new (kernel, changes[N_RATES - 1], NAN);
  s->rates = bt_ring_new (kernel, N_RATES * lengths[N_RATES - 1], 0);
  s->signal = bt_sma_new (kernel, values[SIGNAL]);
}

/* Returns the rate of change k of the last price, 0 where there is none. */
static inline double
get_rate (const State *s, gsize k)
{
  const double earlier = bt_ring_get (&s->prices, changes[k]), price = bt_ring_get (&s->prices, 0);

  return earlier != 0 && !isnan (earlier) ? 100.0 * (price / earlier - 1.0) : 0;
}

/* Adds the last of the rates k to its sum, and returns their average. The ring goes round between
 * two candles: the sum is then added up anew, so that what was rounded away does not stay. */
static inline double
add_last (State *s, gsize k)
{
  const gsize last = N_RATES - 1 - k;
  double sum = s->sums[k] + bt_ring_get (&s->rates, last)
               - bt_ring_get (&s->rates, N_RATES * lengths[k] + last);

  if (bt_ring_is_round (&s->rates))
    {
      sum = 0;
      for (gsize back = lengths[k]; back-- > 0;)
        sum += bt_ring_get (&s->rates, N_RATES * back + last);
    }
  s->sums[k] = sum;
  return sum / (double) lengths[k];
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;
  double total;

  bt_ring_add (&s->prices, source[i]);
  bt_ring_add (&s->rates, get_rate (s, 0));
  bt_ring_add (&s->rates, get_rate (s, 1));
  bt_ring_add (&s->rates, get_rate (s, 2));
  bt_ring_add (&s->rates, get_rate (s, 3));
  total = add_last (s, 0) + 2.0 * add_last (s, 1) + 3.0 * add_last (s, 2) + 4.0 * add_last (s, 3);
  if (G_UNLIKELY (s->prices.count < FIRST + 1))
    total = NAN;
  out[0][i] = total;
  out[1][i] = isnan (total) ? NAN : bt_sma_add (&s->signal, total);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return output == 0 ? FIRST : FIRST + (guint) values[SIGNAL] - 1;
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
