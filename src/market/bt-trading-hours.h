// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* When a market is open: a week of spans on the clock of a zone. A plain value, copied by
 * assignment; all zero are no hours: nobody knows them.
 *
 * As text a list of stretches, then the zone:
 *
 *   Sun 18:00-Fri 17:00, break 17:00-18:00 America/New_York
 *   Mon-Fri 09:30-16:00 America/New_York
 *   Mon-Thu 00:05-23:55, Fri 00:05-22:00 UTC+2
 *   Mon-Fri 09:00-11:30, 12:30-15:00 Asia/Tokyo
 *   24x7
 *
 * A stretch reaches from a day's time to another day's, or from one time to another on each of some
 * days ("Mon-Fri", "Sun", "daily"; times alone go on with the days before), past midnight where the
 * second time is not after the first. A break is taken out again, on every day or on those that it
 * names. */
#pragma once

#include "base/bt-time.h"
#include "base/bt-zone.h"

G_BEGIN_DECLS

#define BT_HOURS_WEEK_MINUTES (7 * 24 * 60)
/* Spans of a week, of a market that closes three times a day. */
#define BT_HOURS_MAX_SPANS 28

/* Minutes since Sunday 00:00 of the zone's clock. */
typedef struct
{
  guint16 from; /* 0 … 10,079 */
  guint16 to;   /* not included; above from, at most 10,080 */
} BtHoursSpan;

typedef struct
{
  BtZone zone;
  guint n_spans;                         /* 0: no hours are known */
  BtHoursSpan spans[BT_HOURS_MAX_SPANS]; /* ascending, apart from each other; unused ones are 0 */
} BtTradingHours;

/* What markets of a class keep, as a rule. */
typedef enum
{
  BT_HOURS_FOREX,      /* Sunday 17:00 to Friday 17:00 in New York */
  BT_HOURS_METALS,     /* Sunday 18:00 to Friday 17:00 in New York, closed from 17:00 to 18:00:
                        * metals, and index and energy contracts that trade like them */
  BT_HOURS_COINS,      /* always */
  BT_HOURS_US_EQUITIES /* Monday to Friday 09:30 to 16:00 in New York */
} BtHoursClass;
#define BT_N_HOURS_CLASSES 4

/* Returns the hours of a class; static. */
const BtTradingHours *bt_trading_hours_of_class (BtHoursClass hours_class);
/* Reads hours; an empty text are no hours. Fails with BT_MARKET_ERROR_HOURS, the message saying
 * which part cannot be read and what was expected. */
gboolean bt_trading_hours_parse (const char *text, BtTradingHours *out, GError **error);
/* Returns the hours in their shortest form, which bt_trading_hours_parse() reads; "" for none. Free
 * with g_free(). */
char *bt_trading_hours_to_string (const BtTradingHours *hours);
/* Returns whether two are the same spans on the same clock. */
gboolean bt_trading_hours_equal (const BtTradingHours *a, const BtTradingHours *b);
/* Checks what bt_trading_hours_parse() ensures. */
gboolean bt_trading_hours_is_valid (const BtTradingHours *hours);

/* Returns whether the market is open at a UTC time, and stores the stretch that holds it (from
 * included, to not) within which it is so: all time for hours without a break. There must be
 * hours. */
gboolean bt_trading_hours_find_state (const BtTradingHours *hours,
                                      gint64 time_usec,
                                      gint64 *from_usec,
                                      gint64 *to_usec);
/* Returns how long the market is open in from_usec ≤ time < to_usec, in microseconds. There must be
 * hours. */
gint64 bt_trading_hours_measure (const BtTradingHours *hours, gint64 from_usec, gint64 to_usec);

G_END_DECLS
