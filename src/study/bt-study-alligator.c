// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Alligator: smoothed averages (Wilder's) of 13, 8 and 5 candles, drawn 8, 5 and 3 candles ahead
 * (B. Williams, 1995). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  JAW,
  TEETH,
  LIPS,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("jaw", BT_STUDY_TEXT ("Jaw period"), 13, 1),
  BT_PERIOD_PARAMETER ("teeth", BT_STUDY_TEXT ("Teeth period"), 8, 1),
  BT_PERIOD_PARAMETER ("lips", BT_STUDY_TEXT ("Lips period"), 5, 1),
};

static const BtStudyOutput outputs[] = {
  { .id = "jaw", .title = BT_STUDY_TEXT ("Jaw"), .price_power = 1, .shift_extra = 8 },
  { .id = "teeth",
    .title = BT_STUDY_TEXT ("Teeth"),
    .role = BT_STUDY_ROLE_SECONDARY,
    .price_power = 1,
    .shift_extra = 5 },
  { .id = "lips",
    .title = BT_STUDY_TEXT ("Lips"),
    .role = BT_STUDY_ROLE_TERTIARY,
    .price_power = 1,
    .shift_extra = 3 },
};

typedef struct
{
  BtEma jaw;
  BtEma teeth;
  BtEma lips;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->jaw = bt_wilder_new (values[JAW]);
  s->teeth = bt_wilder_new (values[TEETH]);
  s->lips = bt_wilder_new (values[LIPS]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *source = kernel->source;
  double *const *out = kernel->out;

  out[0][i] = bt_ema_add (&s->jaw, source[i]);
  out[1][i] = bt_ema_add (&s->teeth, source[i]);
  out[2][i] = bt_ema_add (&s->lips, source[i]);
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[output] - 1;
}

const BtStudy bt_study_alligator = {
  .id = "alligator",
  .title = BT_STUDY_TEXT ("Alligator"),
  .short_name = "Alligator",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_SOURCE,
  .default_source = BT_STUDY_SOURCE_HL2,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
