// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-timeframe.h"

#include "base/bt-error.h"
#include "base/bt-time.h"

#include <string.h>

#define NOON_MINUTE (12 * 60)
#define SUNDAY 0
#define MONDAY 1

typedef struct
{
  const char *name;
  const char *other_name;
  gint64 length_usec;
} TimeframeInfo;

/* A trading day: start ≤ time < end, and the reading of the local clock at its start. */
typedef struct
{
  gint64 start_usec;
  gint64 end_usec;
  gint64 local_start_usec;
} DaySpan;

static const TimeframeInfo timeframes[BT_N_TIMEFRAMES] = {
  [BT_TIMEFRAME_M1] = { "M1", "1m", BT_USEC_PER_MINUTE },
  [BT_TIMEFRAME_M5] = { "M5", "5m", 5 * BT_USEC_PER_MINUTE },
  [BT_TIMEFRAME_M10] = { "M10", "10m", 10 * BT_USEC_PER_MINUTE },
  [BT_TIMEFRAME_M15] = { "M15", "15m", 15 * BT_USEC_PER_MINUTE },
  [BT_TIMEFRAME_M30] = { "M30", "30m", 30 * BT_USEC_PER_MINUTE },
  [BT_TIMEFRAME_H1] = { "H1", "1h", BT_USEC_PER_HOUR },
  [BT_TIMEFRAME_H2] = { "H2", "2h", 2 * BT_USEC_PER_HOUR },
  [BT_TIMEFRAME_H4] = { "H4", "4h", 4 * BT_USEC_PER_HOUR },
  [BT_TIMEFRAME_D1] = { "D1", "1d", BT_USEC_PER_DAY },
  [BT_TIMEFRAME_W1] = { "W1", "1w", 7 * BT_USEC_PER_DAY },
};

static gint64
align_down (gint64 value, gint64 step)
{
  const gint64 rest = value % step;

  return value - rest - (rest < 0 ? step : 0);
}

static gint64
find_day_start (BtTradingDay day, gint64 local_start_usec)
{
  return bt_zone_from_local (day.zone, local_start_usec, BT_ZONE_FIRST);
}

static DaySpan
find_day (BtTradingDay day, gint64 time_usec)
{
  const gint64 minute_usec = day.minute * BT_USEC_PER_MINUTE;
  const gint64 local_usec = bt_zone_to_local (day.zone, time_usec);
  gint64 local_start_usec = align_down (local_usec - minute_usec, BT_USEC_PER_DAY) + minute_usec;
  gint64 start_usec = find_day_start (day, local_start_usec);

  /* Where clocks change close to the start of a day, the local clock alone does not tell the day.
   */
  while (time_usec < start_usec)
    {
      local_start_usec -= BT_USEC_PER_DAY;
      start_usec = find_day_start (day, local_start_usec);
    }
  gint64 end_usec = find_day_start (day, local_start_usec + BT_USEC_PER_DAY);
  while (time_usec >= end_usec)
    {
      local_start_usec += BT_USEC_PER_DAY;
      start_usec = end_usec;
      end_usec = find_day_start (day, local_start_usec + BT_USEC_PER_DAY);
    }
  return (DaySpan){ start_usec, end_usec, local_start_usec };
}

static DaySpan
find_week (BtTradingDay day, gint64 time_usec)
{
  const DaySpan today = find_day (day, time_usec);
  const int first_weekday = day.minute < NOON_MINUTE ? MONDAY : SUNDAY;
  const int days_since = (bt_time_weekday (today.local_start_usec) - first_weekday + 7) % 7;
  const gint64 local_start_usec = today.local_start_usec - days_since * BT_USEC_PER_DAY;

  return (DaySpan){
    .start_usec = find_day_start (day, local_start_usec),
    .end_usec = find_day_start (day, local_start_usec + 7 * BT_USEC_PER_DAY),
    .local_start_usec = local_start_usec,
  };
}

/* Finds the part of a day, counted from its start by elapsed time, that holds a time. The last part
 * takes what is left. */
static DaySpan
find_part_of_day (BtTradingDay day, gint64 length_usec, gint64 time_usec)
{
  DaySpan span = find_day (day, time_usec);
  const gint64 last = BT_USEC_PER_DAY / length_usec - 1;
  const gint64 part = MIN ((time_usec - span.start_usec) / length_usec, last);

  span.start_usec += part * length_usec;
  if (part < last)
    span.end_usec = span.start_usec + length_usec;
  return span;
}

static DaySpan
find_bucket (BtTimeframe timeframe, BtTradingDay day, gint64 time_usec)
{
  const gint64 length_usec = timeframes[timeframe].length_usec;

  if (timeframe <= BT_TIMEFRAME_H1)
    {
      const gint64 start_usec = align_down (time_usec, length_usec);

      return (DaySpan){ start_usec, start_usec + length_usec, start_usec };
    }
  if (timeframe == BT_TIMEFRAME_D1)
    return find_day (day, time_usec);
  if (timeframe == BT_TIMEFRAME_W1)
    return find_week (day, time_usec);
  return find_part_of_day (day, length_usec, time_usec);
}

const char *
bt_timeframe_to_string (BtTimeframe timeframe)
{
  g_return_val_if_fail ((guint) timeframe < BT_N_TIMEFRAMES, "");
  return timeframes[timeframe].name;
}

gboolean
bt_timeframe_parse (const char *text, BtTimeframe *out)
{
  for (guint i = 0; text != NULL && i < BT_N_TIMEFRAMES; i++)
    if (g_ascii_strcasecmp (text, timeframes[i].name) == 0
        || g_ascii_strcasecmp (text, timeframes[i].other_name) == 0)
      {
        *out = (BtTimeframe) i;
        return TRUE;
      }
  return FALSE;
}

gint64
bt_timeframe_usec (BtTimeframe timeframe)
{
  g_return_val_if_fail ((guint) timeframe < BT_N_TIMEFRAMES, 0);
  return timeframes[timeframe].length_usec;
}

gboolean
bt_timeframe_from_usec (gint64 length_usec, BtTimeframe *out)
{
  for (guint i = 0; i < BT_N_TIMEFRAMES; i++)
    if (timeframes[i].length_usec == length_usec)
      {
        *out = (BtTimeframe) i;
        return TRUE;
      }
  return FALSE;
}

gint64
bt_timeframe_bucket_start (BtTimeframe timeframe, BtTradingDay day, gint64 time_usec)
{
  g_return_val_if_fail ((guint) timeframe < BT_N_TIMEFRAMES, time_usec);
  return find_bucket (timeframe, day, time_usec).start_usec;
}

gint64
bt_timeframe_bucket_end (BtTimeframe timeframe, BtTradingDay day, gint64 time_usec)
{
  g_return_val_if_fail ((guint) timeframe < BT_N_TIMEFRAMES, time_usec);
  return find_bucket (timeframe, day, time_usec).end_usec;
}

gint64
bt_trading_day_date (BtTradingDay day, gint64 time_usec)
{
  const gint64 local_start_usec = find_day (day, time_usec).local_start_usec;

  return align_down (local_start_usec, BT_USEC_PER_DAY)
         + (day.minute < NOON_MINUTE ? 0 : BT_USEC_PER_DAY);
}

gboolean
bt_trading_day_parse (const char *text, BtTradingDay *out, GError **error)
{
  g_return_val_if_fail (text != NULL && out != NULL, FALSE);

  const gboolean has_shape
    = strlen (text) > 6 && g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) && text[2] == ':'
      && g_ascii_isdigit (text[3]) && g_ascii_isdigit (text[4]) && text[5] == ' ';
  const int hour = has_shape ? (text[0] - '0') * 10 + text[1] - '0' : 24;
  const int minute = has_shape ? (text[3] - '0') * 10 + text[4] - '0' : 60;
  BtZone zone;

  if (hour > 23 || minute > 59)
    {
      g_autofree char *shown = g_utf8_make_valid (text, -1);

      g_set_error (error, BT_BASE_ERROR, BT_BASE_ERROR_PARSE,
                   "“%s” is no start of a trading day like 17:00 America/New_York", shown);
      return FALSE;
    }
  if (!bt_zone_parse (text + 6, &zone, error))
    return FALSE;
  *out = (BtTradingDay){ .zone = zone, .minute = hour * 60 + minute };
  return TRUE;
}

char *
bt_trading_day_to_string (BtTradingDay day)
{
  g_autofree char *zone = bt_zone_to_string (day.zone);

  return g_strdup_printf ("%02d:%02d %s", day.minute / 60, day.minute % 60, zone);
}
