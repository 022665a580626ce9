// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Fisher transform: ½ × ln ((1 + v) ÷ (1 − v)) plus half its last value, where v is the place of
 * the price in its range of period candles (−1 … 1), smoothed by 0.33 and held within ±0.999; the
 * trigger is the value before. Both begin at 0 (J. Ehlers, 2002). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 9, 2),
};

static const BtStudyOutput outputs[] = {
  { .id = "fisher", .title = BT_STUDY_TEXT ("Fisher transform") },
  { .id = "trigger", .title = BT_STUDY_TEXT ("Trigger"), .role = BT_STUDY_ROLE_SECONDARY },
};

typedef struct
{
  BtRange range;
  double place;
  double value;
  gsize count; /* of values */
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->range = bt_range_new (kernel, values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;
  const BtExtent extent = bt_range_add (&s->range, source[i], source[i]);
  const double width = extent.highest - extent.lowest;
  const double place = width > 0 ? (source[i] - extent.lowest) / width - 0.5 : 0;
  const double trigger = s->value;

  if (extent.is_full)
    {
      s->place = CLAMP (0.66 * place + 0.67 * s->place, -0.999, 0.999);
      s->value = 0.5 * log ((1.0 + s->place) / (1.0 - s->place)) + 0.5 * s->value;
      s->count++;
    }
  out[0][i] = extent.is_full ? s->value : NAN;
  out[1][i] = s->count > 1 ? trigger : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1 + output;
}

const BtStudy bt_study_fisher = {
  .id = "fisher",
  .title = BT_STUDY_TEXT ("Fisher transform"),
  .short_name = "Fisher",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 3,
  .guides = { -1.5, 0, 1.5 },
  .reads = BT_STUDY_READS_SOURCE,
  .default_source = BT_STUDY_SOURCE_HL2,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
