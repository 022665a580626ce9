// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What goes on moving when a pan is let go: the speed of the last moments, which dies away. A plain
 * value that knows no clock: whoever has it says what time it is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BT_PAN_MOTION_SAMPLES 8

typedef struct
{
  double places_px[BT_PAN_MOTION_SAMPLES]; /* of the last moves, as a ring */
  gint64 times_usec[BT_PAN_MOTION_SAMPLES];
  guint n_samples;
  double speed_px; /* a second; 0: it stands still */
  gint64 last_usec;
} BtPanMotion;

/* Stops, and forgets what was. */
void bt_pan_motion_stop (BtPanMotion *motion);
/* Notes where a pan is at a time that does not go back. */
void bt_pan_motion_track (BtPanMotion *motion, double place_px, gint64 time_usec);
/* Lets go; FALSE when it was held still or moved too slowly to go on. */
gboolean bt_pan_motion_release (BtPanMotion *motion, gint64 time_usec);
/* Sets off at a speed; FALSE when that is too slow. */
gboolean bt_pan_motion_set_off (BtPanMotion *motion, double speed_px, gint64 time_usec);
/* Returns whether it moves. */
gboolean bt_pan_motion_is_running (const BtPanMotion *motion);
/* Returns how far it went since the time before: the speed dies away by the same share in the same
 * time, so that the way is the same however it is cut into frames. */
double bt_pan_motion_advance (BtPanMotion *motion, gint64 time_usec);

G_END_DECLS
