// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-pan-motion.h"

#include <math.h>

/* What counts for the speed, and how long after the last move a release is still a throw. */
#define WINDOW_USEC 100000
#define STILL_USEC 60000
/* The speed falls to 1/e in this time. */
#define DECAY_SECONDS 0.325
#define LEAST_START_PX 120.0
#define LEAST_PX 20.0
#define MOST_PX 8000.0

void
bt_pan_motion_stop (BtPanMotion *motion)
{
  *motion = (BtPanMotion){ 0 };
}

void
bt_pan_motion_track (BtPanMotion *motion, double place_px, gint64 time_usec)
{
  guint place = motion->n_samples++ % BT_PAN_MOTION_SAMPLES;

  motion->places_px[place] = place_px;
  motion->times_usec[place] = time_usec;
}

gboolean
bt_pan_motion_set_off (BtPanMotion *motion, double speed_px, gint64 time_usec)
{
  motion->n_samples = 0;
  motion->speed_px = fabs (speed_px) < LEAST_START_PX ? 0 : CLAMP (speed_px, -MOST_PX, MOST_PX);
  motion->last_usec = time_usec;
  return motion->speed_px != 0;
}

gboolean
bt_pan_motion_release (BtPanMotion *motion, gint64 time_usec)
{
  guint count = MIN (motion->n_samples, BT_PAN_MOTION_SAMPLES);
  guint newest = (motion->n_samples + BT_PAN_MOTION_SAMPLES - 1) % BT_PAN_MOTION_SAMPLES;
  guint oldest = newest;

  if (count == 0 || time_usec - motion->times_usec[newest] > STILL_USEC)
    return bt_pan_motion_set_off (motion, 0, time_usec);
  for (guint i = 1; i < count; i++)
    {
      guint before = (newest + BT_PAN_MOTION_SAMPLES - i) % BT_PAN_MOTION_SAMPLES;
      if (time_usec - motion->times_usec[before] > WINDOW_USEC)
        break;
      oldest = before;
    }
  double seconds
    = (double) (motion->times_usec[newest] - motion->times_usec[oldest]) / G_USEC_PER_SEC;
  double way = motion->places_px[newest] - motion->places_px[oldest];
  return bt_pan_motion_set_off (motion, seconds > 0 ? way / seconds : 0, time_usec);
}

gboolean
bt_pan_motion_is_running (const BtPanMotion *motion)
{
  return motion->speed_px != 0;
}

double
bt_pan_motion_advance (BtPanMotion *motion, gint64 time_usec)
{
  double seconds = (double) MAX (time_usec - motion->last_usec, 0) / G_USEC_PER_SEC;
  double share = exp (-seconds / DECAY_SECONDS);
  double way = motion->speed_px * DECAY_SECONDS * (1 - share);

  motion->last_usec = MAX (time_usec, motion->last_usec);
  motion->speed_px *= share;
  if (fabs (motion->speed_px) < LEAST_PX)
    motion->speed_px = 0;
  return way;
}
