// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Turns a file's written stamps into UTC, row by row: keeps the offset of the day, and knows which
 * of two equal hours it is in when summer time ends. */
#pragma once

#include "base/bt-time.h"
#include "base/bt-zone.h"

G_BEGIN_DECLS

typedef struct
{
  BtZone zone;
  gboolean is_descending;
  gint64 day_start_usec; /* local; the offset below holds for a day from here */
  gint64 offset_usec;
  gint64 last_written_usec;
  gboolean has_stepped_back; /* the doubled hour has been gone through once */
} BtZoneClock;

/* Prepares a clock. is_descending: rows run from new to old, so the second of two equal hours comes
 * first. */
void bt_zone_clock_init (BtZoneClock *clock, BtZone zone, gboolean is_descending);

/* Returns the UTC time of the next row's stamp. */
gint64 bt_zone_clock_to_utc (BtZoneClock *clock, gint64 written_usec);

G_END_DECLS
