// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Equity and drawdown as they grow: every candle is looked at once, and what is kept is thinned so
 * that its size stays bounded; lows, highs and the deepest falls survive that. */
#pragma once

#include "session/bt-equity-walk.h"

G_BEGIN_DECLS

#define BT_EQUITY_TRAIL_MAX_BUCKETS 128
/* A bucket gives up to three; the last is where the clock is. */
#define BT_EQUITY_TRAIL_MAX_POINTS (3 * BT_EQUITY_TRAIL_MAX_BUCKETS + 1)

typedef struct
{
  gint64 bar; /* at whose close; −1: before the first */
  gint64 equity_minor;
  double fall; /* how far it is below the highest so far, as a share of that; at least 0 */
} BtEquityTrailPoint;

/* What a trail shows, up to the clock. */
typedef struct
{
  BtEquityTrailPoint points[BT_EQUITY_TRAIL_MAX_POINTS]; /* ascending by bar */
  guint count;                                           /* at least 1 */
  BtMoney peak;                                          /* the highest */
  double fall;                                           /* at the clock */
  double deepest_fall;
} BtEquityCurve;

/* So many candles as the stride, from one of its multiples on. */
typedef struct
{
  BtEquityTrailPoint low;
  BtEquityTrailPoint high;
  BtEquityTrailPoint deep; /* the largest fall */
  gint64 peak_minor;       /* the highest up to its end */
} BtEquityTrailBucket;

typedef struct
{
  BtEquityWalk walk; /* without holdings: to be begun anew */
  BtEquityTrailBucket buckets[BT_EQUITY_TRAIL_MAX_BUCKETS];
  guint count;
  gint64 stride;
  gint64 bar; /* the last candle that is in; −2: none */
} BtEquityTrail;

/* Makes an empty trail; clear with bt_equity_trail_clear(). */
void bt_equity_trail_init (BtEquityTrail *trail);
/* Frees what it holds. */
void bt_equity_trail_clear (BtEquityTrail *trail);
/* Takes in the candles up to one that nothing can change any more. O(1) a candle, and a stretch in
 * which nothing is open costs no more than one. What the source points to may have moved. */
void bt_equity_trail_follow (BtEquityTrail *trail, const BtEquitySource *source, gint64 bar);
/* Forgets what is after a candle: from there on things may happen differently. */
void bt_equity_trail_cut (BtEquityTrail *trail, gint64 bar);
/* Stores the curve with a last point at a later candle, where the clock is. */
void bt_equity_trail_show (const BtEquityTrail *trail,
                           gint64 bar,
                           gint64 equity_minor,
                           BtEquityCurve *curve);

G_END_DECLS
