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
#define MONTHS_PER_YEAR 12
#define MINUTES_PER_HOUR 60
#define NAME_SIZE 16

/* A trading day: start ≤ time < end, and the reading of the local clock at its start. */
typedef struct
{
  gint64 start_usec;
  gint64 end_usec;
  gint64 local_start_usec;
} DaySpan;

static const BtTimeframe usual[] = {
  BT_TIMEFRAME_M1,  BT_TIMEFRAME_MINUTES (2),  BT_TIMEFRAME_M3,  BT_TIMEFRAME_MINUTES (4),
  BT_TIMEFRAME_M5,  BT_TIMEFRAME_MINUTES (6),  BT_TIMEFRAME_M10, BT_TIMEFRAME_MINUTES (12),
  BT_TIMEFRAME_M15, BT_TIMEFRAME_MINUTES (20), BT_TIMEFRAME_M30, BT_TIMEFRAME_MINUTES (45),
  BT_TIMEFRAME_H1,  BT_TIMEFRAME_H2,           BT_TIMEFRAME_H3,  BT_TIMEFRAME_H4,
  BT_TIMEFRAME_H6,  BT_TIMEFRAME_H8,           BT_TIMEFRAME_H12, BT_TIMEFRAME_D1,
  BT_TIMEFRAME_W1,  BT_TIMEFRAME_MN,
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

/* Finds the start of the trading day that bears a date (midnight UTC of it). */
static gint64
find_date_start (BtTradingDay day, gint64 date_usec)
{
  const gint64 eve = day.minute < NOON_MINUTE ? 0 : BT_USEC_PER_DAY;

  return find_day_start (day, date_usec - eve + day.minute * BT_USEC_PER_MINUTE);
}

static DaySpan
find_month (BtTradingDay day, gint64 time_usec)
{
  const BtCivilTime date = bt_time_to_civil (bt_trading_day_date (day, time_usec));
  const BtCivilTime first = { .year = date.year, .month = date.month, .day = 1 };
  const BtCivilTime next = { .year = date.year + date.month / MONTHS_PER_YEAR,
                             .month = date.month % MONTHS_PER_YEAR + 1,
                             .day = 1 };
  const gint64 first_usec = bt_time_from_civil (&first);

  return (DaySpan){
    .start_usec = find_date_start (day, first_usec),
    .end_usec = find_date_start (day, bt_time_from_civil (&next)),
    .local_start_usec = first_usec,
  };
}

/* Finds the part of a day, counted from its start by elapsed time, that holds a time. The last part
 * takes what is left. */
static DaySpan
find_part_of_day (BtTradingDay day, gint64 length_usec, gint64 time_usec)
{
  const DaySpan whole = find_day (day, time_usec);
  const gint64 last = (BT_USEC_PER_DAY + length_usec - 1) / length_usec - 1;
  const gint64 part = MIN ((time_usec - whole.start_usec) / length_usec, last);
  DaySpan span = whole;

  span.start_usec += part * length_usec;
  if (part < last)
    span.end_usec = MIN (span.start_usec + length_usec, whole.end_usec);
  return span;
}

static DaySpan
find_bucket (BtTimeframe timeframe, BtTradingDay day, gint64 time_usec)
{
  const gint64 length_usec = bt_timeframe_usec (timeframe);

  if (BT_USEC_PER_HOUR % length_usec == 0)
    {
      const gint64 start_usec = align_down (time_usec, length_usec);

      return (DaySpan){ start_usec, start_usec + length_usec, start_usec };
    }
  if (timeframe == BT_TIMEFRAME_D1)
    return find_day (day, time_usec);
  if (timeframe == BT_TIMEFRAME_W1)
    return find_week (day, time_usec);
  if (timeframe == BT_TIMEFRAME_MN)
    return find_month (day, time_usec);
  return find_part_of_day (day, length_usec, time_usec);
}

gboolean
bt_timeframe_is_valid (BtTimeframe timeframe)
{
  return (timeframe >= BT_TIMEFRAME_M1 && timeframe <= BT_TIMEFRAME_D1)
         || timeframe == BT_TIMEFRAME_W1 || timeframe == BT_TIMEFRAME_MN;
}

const BtTimeframe *
bt_timeframe_get_usual (guint *count)
{
  *count = G_N_ELEMENTS (usual);
  return usual;
}

gboolean
bt_timeframe_is_usual (BtTimeframe timeframe)
{
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (usual[i] == timeframe)
      return TRUE;
  return FALSE;
}

const char *
bt_timeframe_to_string (BtTimeframe timeframe)
{
  char name[NAME_SIZE];

  g_return_val_if_fail (bt_timeframe_is_valid (timeframe), "");
  if (timeframe == BT_TIMEFRAME_D1)
    return "D1";
  if (timeframe == BT_TIMEFRAME_W1)
    return "W1";
  if (timeframe == BT_TIMEFRAME_MN)
    return "MN";
  if (timeframe % MINUTES_PER_HOUR == 0)
    g_snprintf (name, sizeof name, "H%d", (int) timeframe / MINUTES_PER_HOUR);
  else
    g_snprintf (name, sizeof name, "M%d", (int) timeframe);
  return g_intern_string (name);
}

/* Reads how many of a unit of that many minutes, all of which are not longer than a day, with
 * nothing after it but end. */
static gboolean
parse_count (const char *text, const char *end, int unit_minutes, BtTimeframe *out)
{
  char *rest = NULL;
  const guint64 count = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, &rest, 10) : 0;

  if (count < 1 || count > (guint64) (BT_TIMEFRAME_D1 / unit_minutes)
      || g_ascii_strcasecmp (rest, end) != 0)
    return FALSE;
  *out = (BtTimeframe) ((int) count * unit_minutes);
  return TRUE;
}

gboolean
bt_timeframe_parse (const char *text, BtTimeframe *out)
{
  static const struct
  {
    const char *name;
    BtTimeframe timeframe;
  } names[] = {
    { "D1", BT_TIMEFRAME_D1 },  { "1d", BT_TIMEFRAME_D1 },  { "W1", BT_TIMEFRAME_W1 },
    { "1w", BT_TIMEFRAME_W1 },  { "MN", BT_TIMEFRAME_MN },  { "MN1", BT_TIMEFRAME_MN },
    { "1mo", BT_TIMEFRAME_MN }, { "1mn", BT_TIMEFRAME_MN },
  };

  if (text == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (text, names[i].name) == 0)
      {
        *out = names[i].timeframe;
        return TRUE;
      }
  if (g_ascii_tolower (text[0]) == 'm')
    return parse_count (text + 1, "", 1, out);
  if (g_ascii_tolower (text[0]) == 'h')
    return parse_count (text + 1, "", MINUTES_PER_HOUR, out);
  return parse_count (text, "m", 1, out) || parse_count (text, "h", MINUTES_PER_HOUR, out);
}

gint64
bt_timeframe_usec (BtTimeframe timeframe)
{
  g_return_val_if_fail (bt_timeframe_is_valid (timeframe), BT_USEC_PER_MINUTE);
  return (gint64) timeframe * BT_USEC_PER_MINUTE;
}

gboolean
bt_timeframe_from_usec (gint64 length_usec, BtTimeframe *out)
{
  const gint64 minutes = length_usec / BT_USEC_PER_MINUTE;

  if (length_usec % BT_USEC_PER_MINUTE != 0 || minutes < BT_TIMEFRAME_M1
      || minutes > BT_TIMEFRAME_MN || !bt_timeframe_is_valid ((BtTimeframe) minutes))
    return FALSE;
  *out = (BtTimeframe) minutes;
  return TRUE;
}

gboolean
bt_timeframe_can_be_made_of (BtTimeframe timeframe, BtTimeframe base)
{
  if (timeframe == base)
    return TRUE;
  /* No candle of a day's part lies in two days; a week may lie in two months. */
  if (timeframe >= BT_TIMEFRAME_D1)
    return base <= BT_TIMEFRAME_D1;
  return timeframe > base && timeframe % base == 0;
}

BtTimeframe
bt_timeframe_fit (BtTimeframe timeframe, BtTimeframe base)
{
  return bt_timeframe_can_be_made_of (timeframe, base) ? timeframe : base;
}

gint64
bt_timeframe_bucket_start (BtTimeframe timeframe, BtTradingDay day, gint64 time_usec)
{
  g_return_val_if_fail (bt_timeframe_is_valid (timeframe), time_usec);
  return find_bucket (timeframe, day, time_usec).start_usec;
}

gint64
bt_timeframe_bucket_end (BtTimeframe timeframe, BtTradingDay day, gint64 time_usec)
{
  g_return_val_if_fail (bt_timeframe_is_valid (timeframe), time_usec);
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
