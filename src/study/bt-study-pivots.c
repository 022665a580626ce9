// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Pivot points: levels from the high, low and close of the day, week or month before. With
 * P the pivot and R = high − low:
 *   classic    P = (H + L + C) ÷ 3, R1 = 2P − L, R2 = P + R, R3 = H + 2 (P − L)
 *   fibonacci  P as before, R1, R2, R3 = P + 0.382, 0.618, 1 × R
 *   camarilla  P as before, R1 … R4 = C + 1.1 × R ÷ 12, 6, 4, 2
 *   woodie     P = (H + L + 2C) ÷ 4, the rest as classic
 * and the supports are the same downwards. The span before must be known from its beginning: there
 * are no levels in the span that the first candle lies in and, unless that candle begins it, in the
 * next one. Source: N. Stott (Camarilla); J. Person, "A Complete Guide to Technical Trading
 * Tactics", 2004. */
#include "config.h"

#include "study/bt-study-list.h"
#include "study/bt-study-span.h"

#include <math.h>

enum
{
  METHOD,
  SPAN,
};

typedef enum
{
  CLASSIC,
  FIBONACCI,
  CAMARILLA,
  WOODIE,
} Method;

#define N_LEVELS 4

static const char *const methods[] = { "classic", "fibonacci", "camarilla", "woodie", NULL };

static const BtStudyParameter parameters[] = {
  { .id = "method",
    .title = BT_STUDY_TEXT ("Method"),
    .kind = BT_STUDY_PARAMETER_CHOICE,
    .maximum = WOODIE,
    .choices = methods },
  { .id = "span",
    .title = BT_STUDY_TEXT ("Of the previous"),
    .kind = BT_STUDY_PARAMETER_CHOICE,
    .maximum = BT_SPAN_MONTH,
    .choices = bt_span_names },
};

#define LEVEL(name, text, colour)                                                                  \
  {                                                                                                \
    .id = (name), .title = (text), .style = BT_STUDY_STYLE_STEP, .role = (colour),                 \
    .price_power = 1                                                                               \
  }

static const BtStudyOutput outputs[] = {
  LEVEL ("p", BT_STUDY_TEXT ("Pivot"), BT_STUDY_ROLE_PRIMARY),
  LEVEL ("r1", BT_STUDY_TEXT ("Resistance 1"), BT_STUDY_ROLE_DOWN),
  LEVEL ("r2", BT_STUDY_TEXT ("Resistance 2"), BT_STUDY_ROLE_DOWN),
  LEVEL ("r3", BT_STUDY_TEXT ("Resistance 3"), BT_STUDY_ROLE_DOWN),
  LEVEL ("r4", BT_STUDY_TEXT ("Resistance 4"), BT_STUDY_ROLE_DOWN),
  LEVEL ("s1", BT_STUDY_TEXT ("Support 1"), BT_STUDY_ROLE_UP),
  LEVEL ("s2", BT_STUDY_TEXT ("Support 2"), BT_STUDY_ROLE_UP),
  LEVEL ("s3", BT_STUDY_TEXT ("Support 3"), BT_STUDY_ROLE_UP),
  LEVEL ("s4", BT_STUDY_TEXT ("Support 4"), BT_STUDY_ROLE_UP),
};

typedef struct
{
  BtSpan span;
  guint n_spans; /* that have begun */
  double high;   /* of the span so far */
  double low;
  double close;
  double pivot; /* from the span before */
  double up[N_LEVELS];
  double down[N_LEVELS];
} State;

static void
set_levels (State *s, double unit, const double factors[static N_LEVELS], double base)
{
  for (guint k = 0; k < N_LEVELS; k++)
    {
      s->up[k] = base + unit * factors[k];
      s->down[k] = base - unit * factors[k];
    }
}

static void
compute (State *s, Method method)
{
  const double fibonacci[N_LEVELS] = { 0.382, 0.618, 1.0, NAN };
  const double camarilla[N_LEVELS] = { 1.1 / 12.0, 1.1 / 6.0, 1.1 / 4.0, 1.1 / 2.0 };
  const double range = s->high - s->low;

  s->pivot = method == WOODIE ? (s->high + s->low + 2.0 * s->close) / 4.0
                              : (s->high + s->low + s->close) / 3.0;
  if (method == FIBONACCI)
    set_levels (s, range, fibonacci, s->pivot);
  else if (method == CAMARILLA)
    set_levels (s, range, camarilla, s->close);
  else
    {
      s->up[0] = 2.0 * s->pivot - s->low;
      s->up[1] = s->pivot + range;
      s->up[2] = s->high + 2.0 * (s->pivot - s->low);
      s->down[0] = 2.0 * s->pivot - s->high;
      s->down[1] = s->pivot - range;
      s->down[2] = s->low - 2.0 * (s->high - s->pivot);
      s->up[3] = s->down[3] = NAN;
    }
}

static void
set_up (BtStudyKernel *kernel)
{
  State *s = kernel->state;

  s->span = bt_span_new (kernel, kernel->values[SPAN]);
  s->pivot = NAN;
  for (guint k = 0; k < N_LEVELS; k++)
    s->up[k] = s->down[k] = NAN;
}

static inline void
step (State *s, BtStudyKernel *kernel, gsize i)
{
  const double high = kernel->high[i], low = kernel->low[i];

  if (bt_span_begins (&s->span, kernel->time_usec[i]))
    {
      s->n_spans++;
      /* The first span may have begun before the first candle. */
      if (s->n_spans > 2 || (s->n_spans == 2 && s->span.is_first_whole))
        compute (s, (Method) kernel->values[METHOD]);
      s->high = high;
      s->low = low;
    }
  s->high = MAX (s->high, high);
  s->low = MIN (s->low, low);
  s->close = kernel->close[i];
  kernel->out[0][i] = s->pivot;
  for (guint k = 0; k < N_LEVELS; k++)
    {
      kernel->out[1 + k][i] = s->up[k];
      kernel->out[1 + N_LEVELS + k][i] = s->down[k];
    }
}

BT_STUDY_RUN (State)

static guint
warm_up (const double *values, guint output)
{
  return G_MAXUINT;
}

const BtStudy bt_study_pivots = {
  .id = "pivots",
  .title = BT_STUDY_TEXT ("Pivot points"),
  .short_name = "Pivots",
  .group = BT_STUDY_GROUP_TREND,
  .is_overlay = TRUE,
  .reads = BT_STUDY_READS_BAR,
  BT_STUDY_PARTS (State),
  .set_up = set_up,
  .run = run,
  .warm_up = warm_up,
};
