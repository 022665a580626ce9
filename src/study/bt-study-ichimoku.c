// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Ichimoku: halfway of the range of conversion and base candles; leading span A is halfway between
 * the two, B halfway of the range of its own candles, both drawn displacement − 1 candles ahead;
 * the lagging span is the close drawn as far back. Values stand at the candle that they were known
 * at (G. Hosoda). */
#include "config.h"

#include "study/bt-study-average.h"
#include "study/bt-study-list.h"

enum
{
  CONVERSION,
  BASE,
  SPAN,
  DISPLACEMENT,
};

static const BtStudyParameter parameters[] = {
  BT_PERIOD_PARAMETER ("conversion", BT_STUDY_TEXT ("Conversion period"), 9, 1),
  BT_PERIOD_PARAMETER ("base", BT_STUDY_TEXT ("Base period"), 26, 1),
  BT_PERIOD_PARAMETER ("span", BT_STUDY_TEXT ("Leading span period"), 52, 1),
  { .id = "displacement",
    .title = BT_STUDY_TEXT ("Displacement"),
    .kind = BT_STUDY_PARAMETER_INT,
    .value = 26,
    .minimum = 1,
    .maximum = 1000 },
};

static const BtStudyOutput outputs[] = {
  { .id = "conversion", .title = BT_STUDY_TEXT ("Conversion line"), .price_power = 1 },
  { .id = "base",
    .title = BT_STUDY_TEXT ("Base line"),
    .role = BT_STUDY_ROLE_SECONDARY,
    .price_power = 1 },
  { .id = "span-a",
    .title = BT_STUDY_TEXT ("Leading span A"),
    .style = BT_STUDY_STYLE_CLOUD,
    .role = BT_STUDY_ROLE_UP,
    .fill_to = 3,
    .price_power = 1,
    .shift_sign = 1,
    .shift_parameter = DISPLACEMENT,
    .shift_extra = -1 },
  { .id = "span-b",
    .title = BT_STUDY_TEXT ("Leading span B"),
    .role = BT_STUDY_ROLE_DOWN,
    .price_power = 1,
    .shift_sign = 1,
    .shift_parameter = DISPLACEMENT,
    .shift_extra = -1 },
  { .id = "lagging",
    .title = BT_STUDY_TEXT ("Lagging span"),
    .role = BT_STUDY_ROLE_TERTIARY,
    .price_power = 1,
    .shift_sign = -1,
    .shift_parameter = DISPLACEMENT,
    .shift_extra = 1 },
};

typedef struct
{
  BtRange conversion;
  BtRange base;
  BtRange span;
} State;

static inline double
add_middle (BtRange *range, double high, double low)
{
  const BtExtent extent = bt_range_add (range, high, low);

  return extent.is_full ? (extent.highest + extent.lowest) / 2.0 : NAN;
}

static void
set_up (BtStudyKernel *kernel)
{
  const double *values = kernel->values;
  State *s = kernel->state;

  s->conversion = bt_range_new (kernel, values[CONVERSION]);
  s->base = bt_range_new (kernel, values[BASE]);
  s->span = bt_range_new (kernel, values[SPAN]);
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double *high = kernel->high;
  const double *low = kernel->low;
  const double *close = kernel->close;
  double *const *out = kernel->out;
  const double conversion = add_middle (&s->conversion, high[i], low[i]);
  const double base = add_middle (&s->base, high[i], low[i]);

  out[0][i] = conversion;
  out[1][i] = base;
  out[2][i] = (conversion + base) / 2.0;
  out[3][i] = add_middle (&s->span, high[i], low[i]);
  out[4][i] = close[i];
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  const guint conversion = (guint) values[CONVERSION] - 1, base = (guint) values[BASE] - 1;
  const guint needed[] = { conversion, base, MAX (conversion, base), (guint) values[SPAN] - 1, 0 };

  return needed[output];
}

const BtStudy bt_study_ichimoku = {
  .id = "ichimoku",
  .title = BT_STUDY_TEXT ("Ichimoku"),
  .short_name = "Ichimoku",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
