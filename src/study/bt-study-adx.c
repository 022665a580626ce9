// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Average directional index, with the directional indicators +DI and −DI; rules and seeds stand in
 * bt-study-directional.h (TA-Lib, ADX, PLUS_DI, MINUS_DI; J. W. Wilder, 1978). */
#include "config.h"

#include "study/bt-study-directional.h"
#include "study/bt-study-list.h"

enum
{
  PERIOD,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("period", BT_STUDY_TEXT ("Period"), 14, 2),
};

static const BtStudyOutput outputs[] = {
  { .id = "adx", .title = BT_STUDY_TEXT ("ADX") },
  { .id = "plus", .title = BT_STUDY_TEXT ("+DI"), .role = BT_STUDY_ROLE_UP },
  { .id = "minus", .title = BT_STUDY_TEXT ("−DI"), .role = BT_STUDY_ROLE_DOWN },
};

typedef struct
{
  BtAdx adx;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->adx = bt_adx_new (values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  double *const *out = kernel->out;
  const double adx = bt_adx_add (&s->adx, high[i], low[i], close[i]);
  const gboolean has_indicators = s->adx.dm.count >= s->adx.dm.period;

  out[0][i] = adx;
  out[1][i] = has_indicators ? s->adx.dm.plus : NAN;
  out[2][i] = has_indicators ? s->adx.dm.minus : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return output == 0 ? 2 * (guint) values[PERIOD] - 1 : (guint) values[PERIOD];
}

const BtStudy bt_study_adx = {
  .id = "adx",
  .title = BT_STUDY_TEXT ("Average directional index"),
  .short_name = "ADX",
  .aliases = "dmi",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 20 },
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
