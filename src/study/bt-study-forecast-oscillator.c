// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Forecast oscillator: how far the close is from what the straight line through the period prices
 * before it foretold, in per cent of the close (T. Chande). */
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
  { .id = "fo", .title = BT_STUDY_TEXT ("Oscillator") },
};

typedef struct
{
  BtLine line;
  double forecast;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->line = bt_line_new (kernel, values[PERIOD]);
  s->forecast = NAN;
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *source = kernel->source;
  double *const *out = kernel->out;

  out[0][i] = source[i] != 0 ? 100.0 * (source[i] - s->forecast) / source[i] : NAN;
  s->forecast = bt_fit_at (bt_line_add (&s->line, source[i]), values[PERIOD]);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_forecast_oscillator = {
  .id = "forecast-oscillator",
  .title = BT_STUDY_TEXT ("Forecast oscillator"),
  .short_name = "FO",
  .aliases = "fosc",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 0 },
  .reads = BT_STUDY_READS_SOURCE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
