// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Bollinger bands: the average, and deviations × the standard deviation (of a whole population)
 * above and below it (TA-Lib, BBANDS; J. Bollinger). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
  DEVIATIONS,
  AVERAGE,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 20, 2),
  { .id = "deviations",
    .title = BT_STUDY_TEXT ("Deviations"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 2,
    .minimum = 0.01,
    .maximum = 100 },
  BT_AVERAGE_PARAMETER (BT_AVERAGE_SMA),
};

static const BtStudyOutput outputs[] = {
  { .id = "upper",
    .title = BT_STUDY_TEXT ("Upper band"),
    .style = BT_STUDY_STYLE_BAND,
    .role = BT_STUDY_ROLE_SECONDARY,
    .fill_to = 2,
    .price_power = 1 },
  { .id = "middle", .title = BT_STUDY_TEXT ("Middle"), .price_power = 1 },
  { .id = "lower",
    .title = BT_STUDY_TEXT ("Lower band"),
    .role = BT_STUDY_ROLE_SECONDARY,
    .price_power = 1 },
};

typedef struct
{
  BtSpread spread;
  BtAverage average;
  gboolean is_simple; /* then the mean of the spread is the average */
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->spread = bt_spread_new (kernel, values[PERIOD]);
  s->average = bt_average_new (kernel, values[AVERAGE], values[PERIOD]);
  s->is_simple = s->average.kind == BT_AVERAGE_SMA;
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const BtMoments moments = bt_spread_add (&s->spread, source[i]);
  const double average = s->is_simple ? moments.mean : bt_average_add (&s->average, source[i]);
  const double middle = moments.is_full ? average : NAN;
  const double width = values[DEVIATIONS] * sqrt (moments.variance);

  out[0][i] = middle + width;
  out[1][i] = middle;
  out[2][i] = middle - width;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_bollinger = {
  .id = "bollinger",
  .title = BT_STUDY_TEXT ("Bollinger bands"),
  .short_name = "BB",
  .aliases = "bbands bb",
  .group = BT_STUDY_GROUP_VOLATILITY,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
