// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How much was traded at which prices in a range of candles: the volume of each spread evenly over
 * the points between its low and its high, in rows of a power of two of points. Whole blocks of
 * candles are summed up once, sixteen blocks make one of the next level, so that a range of any
 * length costs about the same. */
#pragma once

#include "market/bt-series.h"

G_BEGIN_DECLS

#define BT_VOLUME_PROFILE_MAX_ROWS 160
/* The share of the volume that the value area holds. */
#define BT_VOLUME_PROFILE_AREA_SHARE 0.7

typedef struct
{
  gint64 first_row; /* its lowest price is first_row · 2^shift points */
  guint shift;
  guint n_rows;                               /* 0: nothing was traded */
  double volumes[BT_VOLUME_PROFILE_MAX_ROWS]; /* from the lowest row up */
  double total;
  guint control;  /* the row of the greatest volume, the lowest of several: the point of control */
  guint area_low; /* rows area_low … area_high are the value area */
  guint area_high;
} BtVolumeProfile;

typedef struct _BtVolumeBlocks BtVolumeBlocks;

/* Returns blocks over no candles; free with bt_volume_blocks_free(). */
BtVolumeBlocks *bt_volume_blocks_new (void);
/* Frees them; NULL is allowed. */
void bt_volume_blocks_free (BtVolumeBlocks *blocks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtVolumeBlocks, bt_volume_blocks_free)
/* Takes in candles of which those from changed on are new or changed; fewer than before are
 * forgotten. */
void bt_volume_blocks_update (BtVolumeBlocks *blocks, const BtColumns *columns, gsize changed);
/* Fills the profile of candles first … last, both of the columns that were last taken in, whose
 * least low and greatest high are low and high. The value area grows from the point of control to
 * whichever of the two rows beside it holds more, upwards when they are equal, until it holds its
 * share. */
void bt_volume_profile_fill (BtVolumeProfile *profile,
                             const BtVolumeBlocks *blocks,
                             const BtColumns *columns,
                             gsize first,
                             gsize last,
                             gint64 low,
                             gint64 high);

G_END_DECLS
