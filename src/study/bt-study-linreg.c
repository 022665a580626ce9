// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Linear regression: where the straight line of least squares through the last period prices ends,
 * with lines deviations × the standard deviation from it above and below; "start" is where the line
 * begins, period − 1 candles earlier (TA-Lib, LINEARREG and LINEARREG_INTERCEPT). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-line.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
  DEVIATIONS,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 14, 2),
  { .id = "deviations",
    .title = BT_STUDY_TEXT ("Deviations"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 2,
    .minimum = 0,
    .maximum = 100 },
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
  { .id = "start",
    .title = BT_STUDY_TEXT ("Start of the line"),
    .style = BT_STUDY_STYLE_NONE,
    .price_power = 1 },
};

typedef struct
{
  BtLine line;
  BtSpread spread;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->line = bt_line_new (kernel, values[PERIOD]);
  s->spread = bt_spread_new (kernel, values[PERIOD]);
}

/* Takes a value and returns the standard deviation (of a whole population) of the values from the
 * line: what of their variance it does not explain. */
static inline double
get_deviation (State *s, BtFit fit, double value)
{
  const double period = (double) s->line.values.plain.period;
  const BtMoments moments = bt_spread_add (&s->spread, value);
  const double explained = fit.slope * fit.slope * s->line.divisor / (period * period);

  return sqrt (MAX (moments.variance - explained, 0));
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const BtFit fit = bt_line_add (&s->line, source[i]);
  const double middle = bt_fit_at (fit, values[PERIOD] - 1.0);
  const double width = values[DEVIATIONS] * get_deviation (s, fit, source[i]);

  out[0][i] = middle + width;
  out[1][i] = middle;
  out[2][i] = middle - width;
  out[3][i] = bt_fit_at (fit, 0);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_linreg = {
  .id = "linreg",
  .title = BT_STUDY_TEXT ("Linear regression channel"),
  .short_name = "LinReg",
  .aliases = "linearreg lsma",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
