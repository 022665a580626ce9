// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-equity-axis.h"

#include "base/bt-time.h"

#include <time.h>

#define MIN_DISTANCE_PX 84.0

/* Steps below a month, and how their labels look. */
static const struct
{
  gint64 usec;
  gboolean is_hours;
} STEPS[] = {
  { 5 * BT_USEC_PER_MINUTE, TRUE },  { 15 * BT_USEC_PER_MINUTE, TRUE },
  { 30 * BT_USEC_PER_MINUTE, TRUE }, { BT_USEC_PER_HOUR, TRUE },
  { 3 * BT_USEC_PER_HOUR, TRUE },    { 6 * BT_USEC_PER_HOUR, TRUE },
  { 12 * BT_USEC_PER_HOUR, TRUE },   { BT_USEC_PER_DAY, FALSE },
  { 2 * BT_USEC_PER_DAY, FALSE },    { 7 * BT_USEC_PER_DAY, FALSE },
  { 14 * BT_USEC_PER_DAY, FALSE },
};

static const int MONTH_STEPS[] = { 1, 2, 3, 6, 12, 24, 60, 120, 600 };

/* Thursday the 1st of January 1970 less three days: steps of weeks fall on Mondays. */
#define MONDAY_USEC (-3 * BT_USEC_PER_DAY)

static void
label (BtEquityTick *tick, gint64 time_usec, gboolean is_hours, gboolean is_months)
{
  BtCivilTime civil = bt_time_to_civil (time_usec);
  struct tm tm = { .tm_year = civil.year - 1900,
                   .tm_mon = civil.month - 1,
                   .tm_mday = civil.day,
                   .tm_hour = civil.hour,
                   .tm_min = civil.minute,
                   .tm_wday = civil.weekday };
  gboolean is_midnight = civil.hour == 0 && civil.minute == 0;

  tick->text[0] = '\0';
  if (is_months)
    strftime (tick->text, sizeof tick->text, "%b %Y", &tm);
  else if (is_hours && !is_midnight)
    strftime (tick->text, sizeof tick->text, "%H:%M", &tm);
  else
    strftime (tick->text, sizeof tick->text, "%-d %b", &tm);
}

static guint
add_even_ticks (gint64 first, gint64 last, gint64 step, gboolean is_hours, BtEquityTick *ticks)
{
  guint count = 0;
  gint64 from = first - MONDAY_USEC;
  gint64 tick = (from / step + (from % step > 0 ? 1 : 0)) * step + MONDAY_USEC;

  for (; tick <= last && count < BT_EQUITY_MAX_TICKS; tick += step)
    {
      ticks[count].share = (double) (tick - first) / (double) (last - first);
      label (&ticks[count++], tick, is_hours, FALSE);
    }
  return count;
}

static guint
add_month_ticks (gint64 first, gint64 last, int months, BtEquityTick *ticks)
{
  BtCivilTime civil = bt_time_to_civil (first);
  int month = ((civil.year * 12 + civil.month - 1) / months) * months;
  guint count = 0;

  for (; count < BT_EQUITY_MAX_TICKS && month / 12 <= 9999; month += months)
    {
      BtCivilTime start = { .year = month / 12, .month = month % 12 + 1, .day = 1 };
      gint64 tick = bt_time_from_civil (&start);
      if (tick > last)
        break;
      if (tick < first)
        continue;
      ticks[count].share = (double) (tick - first) / (double) (last - first);
      label (&ticks[count++], tick, FALSE, TRUE);
    }
  return count;
}

guint
bt_equity_axis_ticks (gint64 first_usec,
                      gint64 last_usec,
                      double width_px,
                      BtEquityTick ticks[static BT_EQUITY_MAX_TICKS])
{
  if (last_usec <= first_usec || width_px <= 0)
    return 0;

  double least = MAX (MIN_DISTANCE_PX / width_px, 1.0 / BT_EQUITY_MAX_TICKS)
                 * (double) (last_usec - first_usec);
  for (guint i = 0; i < G_N_ELEMENTS (STEPS); i++)
    if ((double) STEPS[i].usec >= least)
      return add_even_ticks (first_usec, last_usec, STEPS[i].usec, STEPS[i].is_hours, ticks);
  for (guint i = 0; i < G_N_ELEMENTS (MONTH_STEPS); i++)
    if ((double) MONTH_STEPS[i] * 28 * (double) BT_USEC_PER_DAY >= least)
      return add_month_ticks (first_usec, last_usec, MONTH_STEPS[i], ticks);
  return add_month_ticks (first_usec, last_usec, MONTH_STEPS[G_N_ELEMENTS (MONTH_STEPS) - 1],
                          ticks);
}
