// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Stochastic RSI: where the RSI is between its lowest and highest of k candles, in per cent, 0
 * where that range is nothing; %K is averaged over smooth candles, %D is the average of %K (TA-Lib,
 * STOCHRSI, with smooth = 1; T. Chande, S. Kroll, 1994). */
#include "config.h"

#include "study/bt-study-list.h"
#include "study/bt-study-rsi.h"

enum
{
  PERIOD,
  K,
  SMOOTH,
  D,
};

/* An RSI that stays is the same but for its rounding. */
#define NOTHING 1e-9

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("RSI period"), 14, 2),
  BT_PERIOD_PARAMETER ("k", BT_STUDY_TEXT ("%K period"), 14, 1),
  BT_PERIOD_PARAMETER ("smooth", BT_STUDY_TEXT ("Smoothing of %K"), 1, 1),
  BT_PERIOD_PARAMETER ("d", BT_STUDY_TEXT ("%D period"), 3, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "k", .title = BT_STUDY_TEXT ("%K") },
  { .id = "d", .title = BT_STUDY_TEXT ("%D"), .role = BT_STUDY_ROLE_SECONDARY },
};

typedef struct
{
  BtRsi rsi;
  BtRange range;
  BtSma k;
  BtSma d;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->rsi = bt_rsi_new (values[PERIOD]);
  s->range = bt_range_new (kernel, values[K]);
  s->k = bt_sma_new (kernel, values[SMOOTH]);
  s->d = bt_sma_new (kernel, values[D]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const double rsi = bt_rsi_add (&s->rsi, source[i]);
  double k = NAN;

  if (!isnan (rsi))
    {
      const BtExtent extent = bt_range_add (&s->range, rsi, rsi);
      const double width = extent.highest - extent.lowest;

      if (extent.is_full)
        k = bt_sma_add (&s->k, width > NOTHING ? 100.0 * (rsi - extent.lowest) / width : 0);
    }
  out[0][i] = k;
  out[1][i] = isnan (k) ? NAN : bt_sma_add (&s->d, k);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  const guint k = (guint) values[PERIOD] + (guint) values[K] + (guint) values[SMOOTH] - 2;

  return output == 0 ? k : k + (guint) values[D] - 1;
}

const BtStudy bt_study_stochastic_rsi = {
  .id = "stochastic-rsi",
  .title = BT_STUDY_TEXT ("Stochastic RSI"),
  .short_name = "StochRSI",
  .aliases = "stochrsi",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .has_range = TRUE,
  .minimum = 0,
  .maximum = 100,
  .n_guides = 2,
  .guides = { 20, 80 },
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
