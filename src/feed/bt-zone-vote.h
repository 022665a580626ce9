// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which clock a file was written by, judged by its weekends: the market closes on Friday at 17:00
 * in New York, whatever the clocks elsewhere say. */
#pragma once

#include "feed/bt-quality-report.h"

G_BEGIN_DECLS

/* What the vote found. */
typedef struct
{
  BtZone zone;
  gboolean is_certain;
} BtZoneVerdict;

/* Compares candidate zones on the weeks' last stamps (of gint64, as written) of candles of length
 * step_usec. fallback wins ties and counts where there are too few weeks. votes, an array of
 * BtZoneVote, gets those that matched a week, best first. */
BtZoneVerdict
bt_zone_vote (const GArray *week_ends, gint64 step_usec, BtZone fallback, GArray *votes);

/* Returns how many of the weeks' last stamps a zone puts at the weekly close of New York. */
guint bt_zone_count_matches (const GArray *week_ends, gint64 step_usec, BtZone zone);

G_END_DECLS
