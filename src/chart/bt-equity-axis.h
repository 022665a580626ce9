// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Times under an equity line, where time itself runs evenly: steps of the calendar from five
 * minutes to years. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BT_EQUITY_MAX_TICKS 32

typedef struct
{
  double share; /* of the way from the first time to the last, 0 … 1 */
  char text[32];
} BtEquityTick;

/* Stores labels for the span from first to last over width pixels, far enough apart to be read;
 * returns how many. A span without length has none. Names of months are those of the locale; times
 * are UTC. */
guint bt_equity_axis_ticks (gint64 first_usec,
                            gint64 last_usec,
                            double width_px,
                            BtEquityTick ticks[static BT_EQUITY_MAX_TICKS]);

G_END_DECLS
