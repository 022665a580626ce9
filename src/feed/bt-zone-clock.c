// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-zone-clock.h"

static gint64
get_day_start (gint64 time_usec)
{
  const gint64 rest = time_usec % BT_USEC_PER_DAY;

  return time_usec - rest - (rest < 0 ? BT_USEC_PER_DAY : 0);
}

/* Remembers the offset of a day on which no clock changes; returns FALSE for the others. */
static gboolean
keep_day (BtZoneClock *clock, gint64 written_usec)
{
  const gint64 start = get_day_start (written_usec);
  const gint64 end = start + BT_USEC_PER_DAY;
  const gint64 offset = start - bt_zone_from_local (clock->zone, start, BT_ZONE_FIRST);

  if (end - bt_zone_from_local (clock->zone, end, BT_ZONE_SECOND) != offset
      || bt_zone_is_ambiguous (clock->zone, start) || bt_zone_is_ambiguous (clock->zone, end))
    return FALSE;
  clock->day_start_usec = start;
  clock->offset_usec = offset;
  clock->has_stepped_back = FALSE;
  return TRUE;
}

/* The doubled hour is met twice: where its stamps run back, the other one begins. */
static gint64
convert_on_change (BtZoneClock *clock, gint64 written_usec)
{
  if (!bt_zone_is_ambiguous (clock->zone, written_usec))
    clock->has_stepped_back = FALSE;
  else if (clock->last_written_usec != BT_TIME_NONE
           && (clock->is_descending ? written_usec > clock->last_written_usec
                                    : written_usec < clock->last_written_usec))
    clock->has_stepped_back = TRUE;
  return bt_zone_from_local (clock->zone, written_usec,
                             clock->has_stepped_back != clock->is_descending ? BT_ZONE_SECOND
                                                                             : BT_ZONE_FIRST);
}

void
bt_zone_clock_init (BtZoneClock *clock, BtZone zone, gboolean is_descending)
{
  *clock = (BtZoneClock){ .zone = zone,
                          .is_descending = is_descending,
                          .day_start_usec = BT_TIME_NONE,
                          .last_written_usec = BT_TIME_NONE };
}

gint64
bt_zone_clock_to_utc (BtZoneClock *clock, gint64 written_usec)
{
  gint64 utc;

  if (clock->day_start_usec != BT_TIME_NONE && written_usec >= clock->day_start_usec
      && written_usec < clock->day_start_usec + BT_USEC_PER_DAY)
    utc = written_usec - clock->offset_usec;
  else if (keep_day (clock, written_usec))
    utc = written_usec - clock->offset_usec;
  else
    utc = convert_on_change (clock, written_usec);
  clock->last_written_usec = written_usec;
  return utc;
}
