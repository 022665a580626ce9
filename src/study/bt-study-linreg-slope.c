// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Slope of the straight line of least squares through the last period prices, a candle (TA-Lib,
 * LINEARREG_SLOPE). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-line.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 14, 2),
};

static const BtStudyOutput outputs[] = {
  { .id = "slope",
    .title = BT_STUDY_TEXT ("Slope"),
    .style = BT_STUDY_STYLE_HISTOGRAM,
    .role = BT_STUDY_ROLE_SIGNED,
    .price_power = 1 },
};

typedef struct
{
  BtLine line;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->line = bt_line_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const BtFit fit = bt_line_add (&s->line, source[i]);

  out[0][i] = fit.is_full ? fit.slope : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_linreg_slope = {
  .id = "linreg-slope",
  .title = BT_STUDY_TEXT ("Linear regression slope"),
  .short_name = "Slope",
  .aliases = "linearreg_slope",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
