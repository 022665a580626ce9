// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How a blind session shows prices and times: prices moved by a constant, so that their level is
 * hidden and every difference stays true; days counted from the first one. A plain value, copied by
 * assignment; one that is all zeros hides nothing. Only what is shown goes through it: engine,
 * journal and files have the true figures. */
#pragma once

#include "base/bt-time.h"
#include "market/bt-trade-records.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean is_active;  /* symbol, dates and price level are hidden */
  gint64 shift_points; /* what is added to a price to show it; 0 while it is not active */
  gint64 first_day;    /* days since 1970 of day 1; 0 while it is not active */
} BtDisguise;

/* Fills in the disguise of prices of which reference_points (with so many digits) is the first that
 * is known, and of times of which first_usec is the first: the reference reads 1000 and up to 10
 * more, by seed. */
void bt_disguise_init (
  BtDisguise *out, guint64 seed, gint64 reference_points, guint digits, gint64 first_usec);

/* Returns what is shown of a price, in points; BT_PRICE_NONE stays. disguise may be NULL in all
 * functions. */
gint64 bt_disguise_show (const BtDisguise *disguise, gint64 points);
/* Returns the price of which that is shown: the exact inverse. */
gint64 bt_disguise_reveal (const BtDisguise *disguise, gint64 shown_points);
/* Returns the number of the day that holds a time, as its own clock shows it: 1 for the first, 0
 * and below before it. */
gint64 bt_disguise_day (const BtDisguise *disguise, gint64 local_usec);
/* Returns the time of day (microseconds since midnight) on a numbered day. */
gint64 bt_disguise_time (const BtDisguise *disguise, gint64 day, gint64 time_of_day_usec);

G_END_DECLS
