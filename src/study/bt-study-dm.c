// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Directional movement: Wilder's sums of the upward and of the downward movements; rules and seeds
 * stand in bt-study-directional.h (TA-Lib, PLUS_DM, MINUS_DM; J. W. Wilder, 1978). */
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
  { .id = "plus", .title = BT_STUDY_TEXT ("+DM"), .role = BT_STUDY_ROLE_UP, .price_power = 1 },
  { .id = "minus", .title = BT_STUDY_TEXT ("−DM"), .role = BT_STUDY_ROLE_DOWN, .price_power = 1 },
};

typedef struct
{
  BtDirectional dm;
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
  double *const *out = kernel->out;
  gboolean has_seed;

  /* The close is of no account for the movements. */
  bt_directional_add (&s->dm, high[i], low[i], low[i]);
  has_seed = s->dm.count + 1 >= s->dm.period;
  out[0][i] = has_seed ? s->dm.up : NAN;
  out[1][i] = has_seed ? s->dm.down : NAN;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return (guint) values[PERIOD] - 1;
}

const BtStudy bt_study_dm = {
  .id = "dm",
  .title = BT_STUDY_TEXT ("Directional movement"),
  .short_name = "DM",
  .aliases = "plus_dm minus_dm",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .reads = BT_STUDY_READS_RANGE,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
