// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Directional movement index: 100 × |+DI − −DI| ÷ (+DI + −DI), unsmoothed; where nothing moved,
 * that of the candle before (TA-Lib, DX; J. W. Wilder, 1978). */
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
  { .id = "dx", .title = BT_STUDY_TEXT ("DX") },
};

typedef struct
{
  BtDirectional dm;
  double previous;
} State;

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->dm = bt_directional_new (values[PERIOD]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  double *const *out = kernel->out;
  const gboolean is_full = bt_directional_add (&s->dm, high[i], low[i], close[i]);

  if (is_full)
    s->previous = bt_directional_index (&s->dm, s->previous);
  out[0][i] = is_full ? s->previous : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD];
}

const BtStudy bt_study_dx = {
  .id = "dx",
  .title = BT_STUDY_TEXT ("Directional movement index"),
  .short_name = "DX",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .n_guides = 1,
  .guides = { 20 },
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
