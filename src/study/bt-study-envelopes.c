// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Envelopes: an average, and lines percent of it above and below. */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
  PERCENT,
  AVERAGE,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 20, 1),
  { .id = "percent",
    .title = BT_STUDY_TEXT ("Percent"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 1,
    .minimum = 0.001,
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
  BtAverage average;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->average = bt_average_new (kernel, values[AVERAGE], values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const double middle = bt_average_add (&s->average, source[i]);
  const double width = fabs (middle) * values[PERCENT] / 100.0;

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

const BtStudy bt_study_envelopes = {
  .id = "envelopes",
  .title = BT_STUDY_TEXT ("Envelopes"),
  .short_name = "ENV",
  .group = BT_STUDY_GROUP_VOLATILITY,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
