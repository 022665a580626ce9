// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Volume-weighted average price: Σ price × volume ÷ Σ volume since the day, week or month began,
 * with lines deviations × the volume-weighted standard deviation above and below. Days are trading
 * days. No value as long as there was no volume. */
#include "config.h"

#include "study/bt-study-vwap.h"

#include "study/bt-study-list.h"
#include "study/bt-study-span.h"

enum
{
  ANCHOR,
  DEVIATIONS,
};

static const BtStudyParameter parameters[] = {
  { .id = "anchor",
    .title = BT_STUDY_TEXT ("Begins with each"),
    .kind = BT_STUDY_PARAMETER_CHOICE,
    .maximum = BT_SPAN_MONTH,
    .choices = bt_span_names },
  { .id = "deviations",
    .title = BT_STUDY_TEXT ("Deviations"),
    .kind = BT_STUDY_PARAMETER_DOUBLE,
    .value = 1,
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
};

typedef struct
{
  BtSpan span;
  BtVwap vwap;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->span = bt_span_new (kernel, values[ANCHOR]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const gint64 *time_usec = kernel->time_usec;
  const double *volume = kernel->volume;
  const double *source = kernel->source;
  double *const *out = kernel->out;

  if (bt_span_begins (&s->span, time_usec[i]))
    s->vwap = (BtVwap){ 0 };
  bt_vwap_add (&s->vwap, source[i], volume[i]);
  out[0][i] = s->vwap.mean + values[DEVIATIONS] * s->vwap.deviation;
  out[1][i] = s->vwap.mean;
  out[2][i] = s->vwap.mean - values[DEVIATIONS] * s->vwap.deviation;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 0;
}

const BtStudy bt_study_vwap = {
  .id = "vwap",
  .title = BT_STUDY_TEXT ("Volume-weighted average price"),
  .short_name = "VWAP",
  .group = BT_STUDY_GROUP_VOLUME,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE | BT_STUDY_READS_VOLUME,
  .default_source = BT_STUDY_SOURCE_HLC3,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
