// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "study/bt-study-span.h"

const char *const bt_span_names[] = { "day", "week", "month", NULL };

BtSpan
bt_span_new (BtStudyKernel *kernel, double kind)
{
  return (BtSpan){
    .kind = (BtSpanKind) kind, .day = kernel->settings.day, .end_usec = G_MININT64, .month = -1
  };
}

static int
find_month (BtTradingDay day, gint64 time_usec)
{
  const BtCivilTime civil = bt_time_to_civil (bt_trading_day_date (day, time_usec));

  return civil.year * 12 + civil.month;
}

static gboolean
begins_at (const BtSpan *span, BtTimeframe unit, gint64 time_usec)
{
  const gint64 start_usec = bt_timeframe_bucket_start (unit, span->day, time_usec);

  if (start_usec != time_usec)
    return FALSE;
  return span->kind != BT_SPAN_MONTH
         || find_month (span->day, time_usec) != find_month (span->day, time_usec - 1);
}

gboolean
bt_span_advance (BtSpan *span, gint64 time_usec)
{
  const BtTimeframe unit = span->kind == BT_SPAN_WEEK ? BT_TIMEFRAME_W1 : BT_TIMEFRAME_D1;
  const int month = find_month (span->day, time_usec);
  const gboolean is_another_month = month != span->month;

  if (span->month < 0)
    span->is_first_whole = begins_at (span, unit, time_usec);
  span->end_usec = bt_timeframe_bucket_end (unit, span->day, time_usec);
  span->month = month;
  return span->kind != BT_SPAN_MONTH || is_another_month;
}
