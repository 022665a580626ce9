// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Aroon: how long ago, of period candles before the last, the highest high (up) and the lowest low
 * (down) were: 100 is at the last candle, 0 period candles ago; of equal ones the latest counts
 * (TA-Lib, AROON; T. Chande, 1995). */
#include "config.h"

#include "study/bt-study-latest.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 14, 2),
};

static const BtStudyOutput outputs[] = {
  { .id = "down", .title = BT_STUDY_TEXT ("Aroon down"), .role = BT_STUDY_ROLE_DOWN },
  { .id = "up", .title = BT_STUDY_TEXT ("Aroon up"), .role = BT_STUDY_ROLE_UP },
};

typedef struct
{
  BtLatest latest;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->latest = bt_latest_new (kernel, values[PERIOD] + 1.0);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *values = kernel->values;
  const double *high = kernel->high;
  const double *low = kernel->low;
  double *const *out = kernel->out;
  const BtBacks backs = bt_latest_add (&s->latest, high[i], low[i]);

  out[0][i] = backs.is_full ? 100.0 - 100.0 * backs.low_back / values[PERIOD] : NAN;
  out[1][i] = backs.is_full ? 100.0 - 100.0 * backs.high_back / values[PERIOD] : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_aroon = {
  .id = "aroon",
  .title = BT_STUDY_TEXT ("Aroon"),
  .short_name = "Aroon",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .has_range = TRUE,
  .minimum = 0,
  .maximum = 100,
  .n_guides = 2,
  .guides = { 30, 70 },
  .reads = BT_STUDY_READS_RANGE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
