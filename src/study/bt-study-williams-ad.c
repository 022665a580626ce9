// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Williams accumulation/distribution: Σ of close − true low where the close rises, of close − true
 * high where it falls; it begins with 0 at the second candle (L. Williams). */
#include "config.h"

#include "study/bt-study-kernel.h"
#include "study/bt-study-list.h"

#include <math.h>

static const BtStudyOutput outputs[] = {
  { .id = "wad", .title = BT_STUDY_TEXT ("Line"), .price_power = 1 },
};

typedef struct
{
  double value;
  double close; /* of the candle before */
  gboolean has_close;
} State;

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  double *const *out = kernel->out;

  if (s->has_close && close[i] > s->close)
    s->value += close[i] - MIN (low[i], s->close);
  else if (s->has_close && close[i] < s->close)
    s->value += close[i] - MAX (high[i], s->close);
  out[0][i] = s->has_close ? s->value : NAN;
  s->close = close[i];
  s->has_close = TRUE;
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return 1;
}

const BtStudy bt_study_williams_ad = {
  .id = "williams-ad",
  .title = BT_STUDY_TEXT ("Williams accumulation/distribution"),
  .short_name = "WAD",
  .aliases = "wad",
  .group = BT_STUDY_GROUP_MOMENTUM,
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS_FIXED (State),
  .run = run,
  .warm_up = warm_up,
};
