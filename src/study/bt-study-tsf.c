// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Time series forecast: where the straight line of least squares through the last period prices
 * will be at the next candle (TA-Lib, TSF). */
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
  { .id = "tsf", .title = BT_STUDY_TEXT ("Forecast"), .price_power = 1 },
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
  const double *values = kernel->values;
  const double *source = kernel->source;
  double *const *out = kernel->out;

  out[0][i] = bt_fit_at (bt_line_add (&s->line, source[i]), values[PERIOD]);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_tsf = {
  .id = "tsf",
  .title = BT_STUDY_TEXT ("Time series forecast"),
  .short_name = "TSF",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
