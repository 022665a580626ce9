// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Going to a place ahead: where it is, and the way there. */
#include "config.h"

#include "base/bt-zone.h"
#include "session/bt-session-private.h"

#define USEC_PER_DAY (24 * BT_USEC_PER_HOUR)

/* When and where a trading session opens. */
typedef struct
{
  BtZoneKind zone;
  int hour;
} Opening;

static Opening
get_opening (BtGoTo target)
{
  switch (target)
    {
    case BT_GO_TO_TOKYO:
      return (Opening){ BT_ZONE_TOKYO, 9 };
    case BT_GO_TO_LONDON:
      return (Opening){ BT_ZONE_LONDON, 8 };
    case BT_GO_TO_NEW_YORK:
    case BT_GO_TO_NEXT_DAY:
    case BT_GO_TO_NEXT_WEEK:
    case BT_GO_TO_NEXT_EVENT:
    case BT_GO_TO_END:
    case BT_GO_TO_RANDOM:
    default:
      return (Opening){ BT_ZONE_NEW_YORK, 8 };
    }
}

/* Returns the last bar that closes at or before a time. */
static gint64
find_bar (BtSession *self, gint64 time_usec)
{
  gint64 candle_usec = bt_timeframe_usec (self->settings.base_timeframe);

  return (gint64) bt_series_find (self->series, time_usec - candle_usec + 1) - 1;
}

/* Returns the last bar before the next bucket of a timeframe, of those after the present one. */
static gint64
find_bucket_end (BtSession *self, BtTimeframe timeframe)
{
  const BtColumns *columns = bt_series_get_columns (self->series);
  gint64 next = bt_session_get_bar (self) + 1;

  return (gint64) bt_series_find (
           self->series, bt_timeframe_bucket_end (timeframe, self->day, columns->time_usec[next]))
         - 1;
}

/* Days are counted from Thursday, 1 January 1970. */
static gboolean
is_weekend (gint64 local_day)
{
  gint64 weekday = (local_day + 4) % 7;

  return weekday == 0 || weekday == 6;
}

/* Returns the last bar before the next opening that has candles between it and the clock. Saturdays
 * and Sundays have none; holidays are days like others, on which nothing may come. */
static gint64
find_opening (BtSession *self, Opening opening)
{
  BtZone zone = BT_ZONE (opening.zone);
  gint64 clock = bt_session_get_clock (self);
  gint64 bar = bt_session_get_bar (self);
  gint64 last = bt_session_get_length (self) - 1;
  gint64 day = bt_zone_to_local (zone, clock) / USEC_PER_DAY;
  gint64 found = bar;

  for (; found <= bar; day++)
    {
      gint64 time_usec = bt_zone_from_local (
        zone, day * USEC_PER_DAY + opening.hour * BT_USEC_PER_HOUR, BT_ZONE_FIRST);

      if (time_usec <= clock || is_weekend (day))
        continue;
      found = find_bar (self, time_usec);
      if (found >= last)
        return last;
    }
  return found;
}

gboolean
bt_session_find_go_to (
  BtSession *session, BtGoTo target, gint64 *bar, gboolean *stops_at_event, GError **error)
{
  g_return_val_if_fail (BT_IS_SESSION (session) && bar != NULL && stops_at_event != NULL, FALSE);

  gint64 last = bt_session_get_length (session) - 1;

  bt_session_settle (session);
  if (!bt_session_check_open (session, error))
    return FALSE;
  *stops_at_event = target == BT_GO_TO_NEXT_EVENT;
  *bar = last;
  if (bt_session_get_bar (session) >= last)
    return TRUE;
  switch (target)
    {
    case BT_GO_TO_NEXT_DAY:
      *bar = find_bucket_end (session, BT_TIMEFRAME_D1);
      break;
    case BT_GO_TO_NEXT_WEEK:
      *bar = find_bucket_end (session, BT_TIMEFRAME_W1);
      break;
    case BT_GO_TO_TOKYO:
    case BT_GO_TO_LONDON:
    case BT_GO_TO_NEW_YORK:
      *bar = find_opening (session, get_opening (target));
      break;
    case BT_GO_TO_RANDOM:
      *bar = bt_session_get_bar (session) + 1
             + g_random_int_range (0, (gint32) (last - bt_session_get_bar (session)));
      break;
    case BT_GO_TO_NEXT_EVENT:
    case BT_GO_TO_END:
    default:
      break;
    }
  return TRUE;
}

gboolean
bt_session_go_to (BtSession *session, BtGoTo target, GError **error)
{
  gboolean stops_at_event;
  gint64 bar;

  if (!bt_session_find_go_to (session, target, &bar, &stops_at_event, error))
    return FALSE;
  bt_session_start_going (session, bar, stops_at_event);
  return TRUE;
}

gboolean
bt_session_go_to_time (BtSession *session, gint64 time_usec, GError **error)
{
  g_return_val_if_fail (BT_IS_SESSION (session), FALSE);

  gint64 bar = find_bar (session, time_usec);

  if (bar <= bt_session_get_bar (session))
    return bt_session_rewind_to (session, bar, error);
  bt_session_settle (session);
  if (!bt_session_check_open (session, error))
    return FALSE;
  bt_session_start_going (session, bar, FALSE);
  return TRUE;
}
