// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-period.h"

#include <string.h>

#define MINUTES_PER_HOUR 60
#define MINUTES_PER_DAY 1440
#define DAYS_PER_MONTH 30
#define NOON_MINUTE (12 * 60)

/* Reads 1 … 1440 with nothing after it but end. */
static gboolean
parse_minutes (const char *text, const char *end, int *out)
{
  char *rest = NULL;
  const guint64 value = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, &rest, 10) : 0;

  if (value < 1 || value > MINUTES_PER_DAY || g_ascii_strcasecmp (rest, end) != 0)
    return FALSE;
  *out = (int) value;
  return TRUE;
}

gboolean
bt_period_parse (const char *text, BtPeriod *out)
{
  BtPeriod period = { 0 };

  if (text == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (text, "MN") == 0 || g_ascii_strcasecmp (text, "MN1") == 0)
    period.kind = BT_PERIOD_MONTH;
  else if (bt_timeframe_parse (text, &period.timeframe))
    period.kind = BT_PERIOD_TIMEFRAME;
  else if ((g_ascii_tolower (text[0]) == 'm' && parse_minutes (text + 1, "", &period.minutes))
           || parse_minutes (text, "m", &period.minutes))
    period.kind = bt_timeframe_from_usec (period.minutes * BT_USEC_PER_MINUTE, &period.timeframe)
                    ? BT_PERIOD_TIMEFRAME
                    : BT_PERIOD_MINUTES;
  else
    return FALSE;
  *out = period;
  return TRUE;
}

const char *
bt_period_to_string (BtPeriod period, char buffer[static BT_PERIOD_NAME_SIZE])
{
  if (period.kind == BT_PERIOD_MONTH)
    g_strlcpy (buffer, "MN", BT_PERIOD_NAME_SIZE);
  else if (period.kind == BT_PERIOD_MINUTES)
    g_snprintf (buffer, BT_PERIOD_NAME_SIZE, "M%d", period.minutes);
  else
    g_strlcpy (buffer, bt_timeframe_to_string (period.timeframe), BT_PERIOD_NAME_SIZE);
  return buffer;
}

gint64
bt_period_usec (BtPeriod period)
{
  if (period.kind == BT_PERIOD_MONTH)
    return DAYS_PER_MONTH * BT_USEC_PER_DAY;
  return period.kind == BT_PERIOD_MINUTES ? period.minutes * BT_USEC_PER_MINUTE
                                          : bt_timeframe_usec (period.timeframe);
}

gboolean
bt_period_can_be_made_of (BtPeriod period, BtTimeframe base)
{
  const gint64 base_usec = bt_timeframe_usec (base);

  if (period.kind == BT_PERIOD_TIMEFRAME)
    return base <= period.timeframe;
  if (period.kind == BT_PERIOD_MONTH)
    return base <= BT_TIMEFRAME_D1;
  return base_usec <= bt_period_usec (period) && bt_period_usec (period) % base_usec == 0;
}

static gint64
align_down (gint64 value, gint64 step)
{
  const gint64 rest = value % step;

  return value - rest - (rest < 0 ? step : 0);
}

/* Returns the start of the trading day that bears a date (midnight UTC of it). */
static gint64
get_day_start (BtTradingDay day, gint64 date_usec)
{
  const gint64 eve = day.minute < NOON_MINUTE ? 0 : BT_USEC_PER_DAY;

  return bt_zone_from_local (day.zone, date_usec - eve + day.minute * BT_USEC_PER_MINUTE,
                             BT_ZONE_FIRST);
}

/* Returns the start of the month that holds a time, or of one that many months later. */
static gint64
get_month_start (BtTradingDay day, gint64 time_usec, int later)
{
  const BtCivilTime date = bt_time_to_civil (bt_trading_day_date (day, time_usec));
  const int month = date.year * 12 + date.month - 1 + later;
  const BtCivilTime first = { .year = month / 12, .month = month % 12 + 1, .day = 1 };

  return get_day_start (day, bt_time_from_civil (&first));
}

/* Stores the part of a trading day, counted from its start, that holds a time. */
static void
find_part (BtPeriod period, BtTradingDay day, gint64 time_usec, gint64 *start, gint64 *end)
{
  const gint64 length_usec = bt_period_usec (period);
  const gint64 day_start = bt_timeframe_bucket_start (BT_TIMEFRAME_D1, day, time_usec);
  const gint64 day_end = bt_timeframe_bucket_end (BT_TIMEFRAME_D1, day, time_usec);
  /* A day on which clocks change has as many candles as any other. */
  const gint64 last = (MINUTES_PER_DAY + period.minutes - 1) / period.minutes - 1;
  const gint64 part = MIN ((time_usec - day_start) / length_usec, last);

  *start = day_start + part * length_usec;
  *end = part < last ? MIN (*start + length_usec, day_end) : day_end;
}

static void
find_span (BtPeriod period, BtTradingDay day, gint64 time_usec, gint64 *start, gint64 *end)
{
  if (period.kind == BT_PERIOD_TIMEFRAME)
    {
      *start = bt_timeframe_bucket_start (period.timeframe, day, time_usec);
      *end = bt_timeframe_bucket_end (period.timeframe, day, time_usec);
    }
  else if (period.kind == BT_PERIOD_MONTH)
    {
      *start = get_month_start (day, time_usec, 0);
      *end = get_month_start (day, time_usec, 1);
    }
  else if (MINUTES_PER_HOUR % period.minutes == 0)
    {
      *start = align_down (time_usec, bt_period_usec (period));
      *end = *start + bt_period_usec (period);
    }
  else
    find_part (period, day, time_usec, start, end);
}

gint64
bt_period_start (BtPeriod period, BtTradingDay day, gint64 time_usec)
{
  gint64 start, end;

  find_span (period, day, time_usec, &start, &end);
  return start;
}

gint64
bt_period_end (BtPeriod period, BtTradingDay day, gint64 time_usec)
{
  gint64 start, end;

  find_span (period, day, time_usec, &start, &end);
  return end;
}

static void
add_to_candle (BtCandle *candle, const BtColumns *columns, gsize index)
{
  candle->high_points = MAX (candle->high_points, columns->high_points[index]);
  candle->low_points = MIN (candle->low_points, columns->low_points[index]);
  candle->close_points = columns->close_points[index];
  if (__builtin_add_overflow (candle->volume, columns->volume[index], &candle->volume))
    candle->volume = G_MAXINT64;
}

GArray *
bt_period_fold (const BtSeries *series, BtPeriod period, BtTradingDay day)
{
  g_return_val_if_fail (series != NULL, NULL);
  g_return_val_if_fail (bt_period_can_be_made_of (period, bt_series_get_timeframe (series)), NULL);
  const BtColumns *columns = bt_series_get_columns (series);
  GArray *candles = g_array_new (FALSE, FALSE, sizeof (BtCandle));
  gint64 end_usec = G_MININT64;

  for (gsize i = 0; i < columns->length; i++)
    {
      if (i > 0 && columns->time_usec[i] < end_usec)
        {
          add_to_candle (&g_array_index (candles, BtCandle, candles->len - 1), columns, i);
          continue;
        }
      BtCandle candle = bt_series_get_candle (series, i);
      find_span (period, day, columns->time_usec[i], &candle.time_usec, &end_usec);
      candle.spread_points = -1;
      g_array_append_val (candles, candle);
    }
  return candles;
}
