// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* New York by the rule in force since 2007: summer time from the second Sunday of March to the
 * first Sunday of November, 02:00 local, so that 17:00 of the day of a change is already past it.
 */
#include "config.h"

#include "bt-reference-state.h"

static int
weekday_of (gint64 day)
{
  return (int) ((day + 4) % 7); /* 1970-01-01 was a Thursday */
}

static gint64
day_of (int year, int month, int day)
{
  BtCivilTime civil = { .year = year, .month = month, .day = day };

  return bt_time_from_civil (&civil) / BT_USEC_PER_DAY;
}

static gint64
find_sunday (gint64 from_day)
{
  while (weekday_of (from_day) != 0)
    from_day++;
  return from_day;
}

/* The UTC time of 17:00 New York of a day. */
static gint64
rollover_of (gint64 day)
{
  int year = bt_time_to_civil (day * BT_USEC_PER_DAY).year;
  gboolean is_summer
    = day >= find_sunday (day_of (year, 3, 8)) && day < find_sunday (day_of (year, 11, 1));

  return day * BT_USEC_PER_DAY + (is_summer ? 21 : 22) * BT_USEC_PER_HOUR;
}

gint64
bt_reference_next_rollover (gint64 time_usec)
{
  gint64 day = time_usec / BT_USEC_PER_DAY;

  while (rollover_of (day) <= time_usec)
    day++;
  return rollover_of (day);
}

int
bt_reference_rollover_weekday (gint64 rollover_usec)
{
  return weekday_of (rollover_usec / BT_USEC_PER_DAY);
}
