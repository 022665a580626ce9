// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The largest fall of a line from a former peak, value by value in order of time. Zero-cost to keep
 * up; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gboolean has_value;
  gint64 peak; /* so far */
  gint64 peak_usec;
  gint64 fall;       /* the deepest below that peak */
  gint64 depth;      /* the largest fall in money, 0 or positive */
  gint64 depth_peak; /* the peak that it fell from */
  gint64 from_usec;  /* when that peak was reached first */
  gint64 to_usec;    /* when the bottom was reached first */
  double fraction; /* the largest fall ÷ its peak, over falls from peaks above 0; it need not be the
                      one of depth */
} BtDrawdown;

/* Starts with no value. */
void bt_drawdown_init (BtDrawdown *drawdown);
/* Takes in the next value. */
void bt_drawdown_add (BtDrawdown *drawdown, gint64 time_usec, gint64 value);

G_END_DECLS
