// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Days, weeks and months, for studies that begin anew with each. Days are trading days of the
 * settings; a month begins with the trading day whose date is in another month. */
#pragma once

#include "study/bt-study-kernel.h"

G_BEGIN_DECLS

typedef enum
{
  BT_SPAN_DAY,
  BT_SPAN_WEEK,
  BT_SPAN_MONTH,
} BtSpanKind;

/* Their ids, for BtStudyParameter. */
extern const char *const bt_span_names[];

typedef struct
{
  BtSpanKind kind;
  BtTradingDay day;
  gint64 end_usec; /* of the day or week of the last candle */
  int month;       /* of the last candle, counted from year 0 */
  /* Whether the first candle opens where its day or week (for a month, the month's first day)
   * does. */
  gboolean is_first_whole;
} BtSpan;

/* Returns a span of a kind, before its first candle. */
BtSpan bt_span_new (BtStudyKernel *kernel, double kind);
/* Finds the span of a candle that opens at or after the end of the last day or week; returns
 * whether it is another one. */
gboolean bt_span_advance (BtSpan *span, gint64 time_usec);

/* Takes a candle's time; returns whether another span begins with it. */
static inline gboolean
bt_span_begins (BtSpan *span, gint64 time_usec)
{
  return G_UNLIKELY (time_usec >= span->end_usec) && bt_span_advance (span, time_usec);
}

G_END_DECLS
