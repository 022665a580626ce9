// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-trading-hours.h"

#include "base/bt-checked.h"
#include "market/bt-hours-text.h"

#define DAY_MINUTES (24 * 60)
#define WEEK_USEC (7 * BT_USEC_PER_DAY)
/* Sunday 1970-01-04, where the count of weeks begins. */
#define FIRST_SUNDAY_USEC (3 * BT_USEC_PER_DAY)
#define AT(day, hour, minute) ((day) *DAY_MINUTES + (hour) *60 + (minute))

enum
{
  SUNDAY,
  MONDAY,
  TUESDAY,
  WEDNESDAY,
  THURSDAY,
  FRIDAY,
};

static const BtTradingHours classes[BT_N_HOURS_CLASSES] = {
  [BT_HOURS_FOREX] = { { BT_ZONE_NEW_YORK, 0 }, 1, { { AT (SUNDAY, 17, 0), AT (FRIDAY, 17, 0) } } },
  [BT_HOURS_METALS] = { { BT_ZONE_NEW_YORK, 0 },
                        5,
                        { { AT (SUNDAY, 18, 0), AT (MONDAY, 17, 0) },
                          { AT (MONDAY, 18, 0), AT (TUESDAY, 17, 0) },
                          { AT (TUESDAY, 18, 0), AT (WEDNESDAY, 17, 0) },
                          { AT (WEDNESDAY, 18, 0), AT (THURSDAY, 17, 0) },
                          { AT (THURSDAY, 18, 0), AT (FRIDAY, 17, 0) } } },
  [BT_HOURS_COINS] = { { BT_ZONE_UTC, 0 }, 1, { { 0, BT_HOURS_WEEK_MINUTES } } },
  [BT_HOURS_US_EQUITIES] = { { BT_ZONE_NEW_YORK, 0 },
                             5,
                             { { AT (MONDAY, 9, 30), AT (MONDAY, 16, 0) },
                               { AT (TUESDAY, 9, 30), AT (TUESDAY, 16, 0) },
                               { AT (WEDNESDAY, 9, 30), AT (WEDNESDAY, 16, 0) },
                               { AT (THURSDAY, 9, 30), AT (THURSDAY, 16, 0) },
                               { AT (FRIDAY, 9, 30), AT (FRIDAY, 16, 0) } } },
};

static gboolean
is_always_open (const BtTradingHours *hours)
{
  return hours->n_spans == 1 && hours->spans[0].from == 0
         && hours->spans[0].to == BT_HOURS_WEEK_MINUTES;
}

const BtTradingHours *
bt_trading_hours_of_class (BtHoursClass hours_class)
{
  g_return_val_if_fail (hours_class < BT_N_HOURS_CLASSES, NULL);
  return &classes[hours_class];
}

gboolean
bt_trading_hours_parse (const char *text, BtTradingHours *out, GError **error)
{
  g_return_val_if_fail (text != NULL && out != NULL, FALSE);
  return bt_hours_text_parse (text, out, error);
}

char *
bt_trading_hours_to_string (const BtTradingHours *hours)
{
  g_return_val_if_fail (hours != NULL, NULL);
  return bt_hours_text_format (hours);
}

gboolean
bt_trading_hours_equal (const BtTradingHours *a, const BtTradingHours *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->n_spans != b->n_spans || a->zone.kind != b->zone.kind
      || a->zone.offset_minutes != b->zone.offset_minutes)
    return FALSE;
  for (guint i = 0; i < a->n_spans; i++)
    if (a->spans[i].from != b->spans[i].from || a->spans[i].to != b->spans[i].to)
      return FALSE;
  return TRUE;
}

gboolean
bt_trading_hours_is_valid (const BtTradingHours *hours)
{
  g_return_val_if_fail (hours != NULL, FALSE);
  gint end = -1;

  if (hours->n_spans > BT_HOURS_MAX_SPANS || hours->zone.kind > BT_ZONE_FIXED)
    return FALSE;
  for (guint i = 0; i < hours->n_spans; i++)
    {
      const BtHoursSpan *span = &hours->spans[i];
      if (span->from <= end || span->to <= span->from || span->to > BT_HOURS_WEEK_MINUTES)
        return FALSE;
      end = span->to;
    }
  return TRUE;
}

/* Stores the stretch of a week, in minutes since its Sunday, within which the market is as it is in
 * that minute; it may reach into the weeks beside it. */
static gboolean
find_in_week (const BtTradingHours *hours, gint minute, gint *from, gint *to)
{
  const guint last = hours->n_spans - 1;
  gint closed_from = hours->spans[last].to - BT_HOURS_WEEK_MINUTES;

  for (guint i = 0; i < hours->n_spans; i++)
    {
      const BtHoursSpan *span = &hours->spans[i];

      *from = closed_from;
      *to = span->from;
      if (minute < span->from)
        return FALSE;
      *from = span->from;
      *to = span->to;
      if (minute < span->to)
        return TRUE;
      closed_from = span->to;
    }
  *from = closed_from;
  *to = hours->spans[0].from + BT_HOURS_WEEK_MINUTES;
  return FALSE;
}

gboolean
bt_trading_hours_find_state (const BtTradingHours *hours,
                             gint64 time_usec,
                             gint64 *from_usec,
                             gint64 *to_usec)
{
  g_return_val_if_fail (hours != NULL && hours->n_spans > 0, FALSE);

  *from_usec = G_MININT64;
  *to_usec = G_MAXINT64;
  if (is_always_open (hours))
    return TRUE;
  const gint64 passed = bt_zone_to_local (hours->zone, time_usec) - FIRST_SUNDAY_USEC;
  const gint64 week = bt_divide_floor (passed, WEEK_USEC);
  const gint64 sunday_usec = FIRST_SUNDAY_USEC + week * WEEK_USEC;
  const gint minute = (gint) ((passed - week * WEEK_USEC) / BT_USEC_PER_MINUTE);
  gint from = 0;
  gint to = 0;
  const gboolean is_open = find_in_week (hours, minute, &from, &to);

  *from_usec
    = bt_zone_from_local (hours->zone, sunday_usec + from * BT_USEC_PER_MINUTE, BT_ZONE_FIRST);
  *to_usec = bt_zone_from_local (hours->zone, sunday_usec + to * BT_USEC_PER_MINUTE, BT_ZONE_FIRST);
  /* An end inside an hour that clocks leave out or show twice may lie on the wrong side of it. */
  *from_usec = MIN (*from_usec, time_usec);
  *to_usec
    = MAX (*to_usec, (bt_divide_floor (time_usec, BT_USEC_PER_MINUTE) + 1) * BT_USEC_PER_MINUTE);
  return is_open;
}

gint64
bt_trading_hours_measure (const BtTradingHours *hours, gint64 from_usec, gint64 to_usec)
{
  g_return_val_if_fail (hours != NULL && hours->n_spans > 0, 0);
  gint64 open_usec = 0;

  for (gint64 time_usec = from_usec; time_usec < to_usec;)
    {
      gint64 begin_usec = 0;
      gint64 end_usec = 0;
      const gboolean is_open
        = bt_trading_hours_find_state (hours, time_usec, &begin_usec, &end_usec);

      end_usec = MIN (end_usec, to_usec);
      open_usec += is_open ? end_usec - time_usec : 0;
      time_usec = end_usec;
    }
  return open_usec;
}
