// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Volume-weighted average price since a chosen time: Σ price × volume ÷ Σ volume of the candles
 * that open at or after it, with lines deviations × the volume-weighted standard deviation above
 * and below. */
#include "config.h"

#include "study/bt-study-list.h"
#include "study/bt-study-vwap.h"

enum
{
  ANCHOR,
  DEVIATIONS,
};

static const BtStudyParameter parameters[] = {
  { .id = "anchor",
    .title = BT_STUDY_TEXT ("Begins at"),
    .kind = BT_STUDY_PARAMETER_TIME,
    .value = 0,
    .minimum = 0,
    .maximum = 4e15 },
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
  BtVwap vwap;
} State;

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const gint64 *time_usec = kernel->time_usec;
  const double *volume = kernel->volume;
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const gboolean has_begun = (double) time_usec[i] >= values[ANCHOR];

  if (has_begun)
    bt_vwap_add (&s->vwap, source[i], volume[i]);
  out[0][i] = has_begun ? s->vwap.mean + values[DEVIATIONS] * s->vwap.deviation : NAN;
  out[1][i] = has_begun ? s->vwap.mean : NAN;
  out[2][i] = has_begun ? s->vwap.mean - values[DEVIATIONS] * s->vwap.deviation : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 0;
}

const BtStudy bt_study_anchored_vwap = {
  .id = "anchored-vwap",
  .title = BT_STUDY_TEXT ("Anchored volume-weighted average price"),
  .short_name = "AVWAP",
  .group = BT_STUDY_GROUP_VOLUME,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE | BT_STUDY_READS_VOLUME,
  .default_source = BT_STUDY_SOURCE_HLC3,
  BT_STUDY_PARTS (State),
  .run = run,
  .warm_up = warm_up,
};
