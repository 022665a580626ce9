// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-disguise.h"

#include "base/bt-checked.h"

/* What the first price reads, and how far above it may be. */
#define SHOWN_LEVEL 1000
#define SHOWN_SPREAD 10

void
bt_disguise_init (
  BtDisguise *out, guint64 seed, gint64 reference_points, guint digits, gint64 first_usec)
{
  gint64 unit = 1;

  for (guint i = 0; i < digits; i++)
    unit *= 10;
  out->is_active = TRUE;
  out->shift_points
    = SHOWN_LEVEL * unit + (gint64) (seed % (guint64) (SHOWN_SPREAD * unit)) - reference_points;
  out->first_day = bt_divide_floor (first_usec, BT_USEC_PER_DAY);
}

gint64
bt_disguise_show (const BtDisguise *disguise, gint64 points)
{
  return disguise == NULL || points == BT_PRICE_NONE ? points : points + disguise->shift_points;
}

gint64
bt_disguise_reveal (const BtDisguise *disguise, gint64 shown_points)
{
  return disguise == NULL || shown_points == BT_PRICE_NONE ? shown_points
                                                           : shown_points - disguise->shift_points;
}

gint64
bt_disguise_day (const BtDisguise *disguise, gint64 local_usec)
{
  return bt_divide_floor (local_usec, BT_USEC_PER_DAY)
         - (disguise != NULL ? disguise->first_day : 0) + 1;
}

gint64
bt_disguise_time (const BtDisguise *disguise, gint64 day, gint64 time_of_day_usec)
{
  return (day - 1 + (disguise != NULL ? disguise->first_day : 0)) * BT_USEC_PER_DAY
         + time_of_day_usec;
}
