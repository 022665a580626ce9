// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Historical volatility: the standard deviation (of a sample) of the logarithmic changes over
 * period candles, times √ of the candles in a year, in per cent. No value where a price of the
 * window is not above zero. */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
  ANNUAL,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 20, 2),
  { .id = "annual",
    .title = BT_STUDY_TEXT ("Candles in a year"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 252,
    .minimum = 1,
    .maximum = 1000000 },
};

static const BtStudyOutput outputs[] = {
  { .id = "hv", .title = BT_STUDY_TEXT ("Volatility") },
};

typedef struct
{
  BtSpread spread;
  gsize sound; /* changes in a row that have a logarithm */
  double previous;
  gboolean has_previous;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->spread = bt_spread_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const gboolean is_sound = source[i] > 0 && s->previous > 0;
  BtMoments moments = { .is_full = FALSE };

  if (s->has_previous)
    {
      moments = bt_spread_add (&s->spread, is_sound ? log (source[i] / s->previous) : 0);
      s->sound = is_sound ? s->sound + 1 : 0;
    }
  out[0][i]
    = moments.is_full && (double) s->sound >= values[PERIOD]
        ? 100.0 * sqrt (moments.variance * values[PERIOD] / (values[PERIOD] - 1.0) * values[ANNUAL])
        : NAN;
  s->previous = source[i];
  s->has_previous = TRUE;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_historical_volatility = {
  .id = "historical-volatility",
  .title = BT_STUDY_TEXT ("Historical volatility"),
  .short_name = "HV",
  .aliases = "hv",
  .group = BT_STUDY_GROUP_VOLATILITY,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
