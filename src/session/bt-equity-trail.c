// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-equity-trail.h"

#define NO_BAR (-2)
/* With fewer buckets than this a trail that was cut is begun anew: it would look coarse. */
#define FEW_BUCKETS (BT_EQUITY_TRAIL_MAX_BUCKETS / 4)

void
bt_equity_trail_init (BtEquityTrail *trail)
{
  *trail = (BtEquityTrail){ .stride = 1, .bar = NO_BAR };
}

void
bt_equity_trail_clear (BtEquityTrail *trail)
{
  bt_equity_walk_clear (&trail->walk);
}

static gint64
get_peak (const BtEquityTrail *trail)
{
  return trail->count > 0 ? trail->buckets[trail->count - 1].peak_minor : G_MININT64;
}

static BtEquityTrailPoint
make_point (gint64 bar, gint64 equity_minor, gint64 peak_minor)
{
  BtEquityTrailPoint point = { .bar = bar, .equity_minor = equity_minor };

  if (peak_minor > 0)
    point.fall = (double) (peak_minor - equity_minor) / (double) peak_minor;
  return point;
}

/* Adds what another bucket, which follows, holds. */
static void
join (BtEquityTrailBucket *bucket, const BtEquityTrailBucket *next)
{
  if (next->low.equity_minor < bucket->low.equity_minor)
    bucket->low = next->low;
  if (next->high.equity_minor > bucket->high.equity_minor)
    bucket->high = next->high;
  if (next->deep.fall > bucket->deep.fall)
    bucket->deep = next->deep;
  bucket->peak_minor = next->peak_minor;
}

static void
halve (BtEquityTrail *trail)
{
  guint count = (trail->count + 1) / 2;

  for (guint i = 0; i < count; i++)
    {
      trail->buckets[i] = trail->buckets[2 * i];
      if (2 * i + 1 < trail->count)
        join (&trail->buckets[i], &trail->buckets[2 * i + 1]);
    }
  trail->count = count;
  trail->stride *= 2;
}

/* The first candle's place is 1: what is before it counts. */
static guint
find_bucket (const BtEquityTrail *trail, gint64 bar)
{
  return (guint) ((bar + 1) / trail->stride);
}

/* Adds candles first … last of the same equity: one of them in each bucket says it. */
static void
add_stretch (BtEquityTrail *trail, gint64 first, gint64 last, gint64 equity_minor)
{
  while ((last + 1) / trail->stride >= BT_EQUITY_TRAIL_MAX_BUCKETS)
    halve (trail);
  for (guint index = find_bucket (trail, first); index <= find_bucket (trail, last); index++)
    {
      gint64 bar = MAX (first, (gint64) index * trail->stride - 1);
      gint64 peak = MAX (get_peak (trail), equity_minor);
      BtEquityTrailPoint point = make_point (bar, equity_minor, peak);
      BtEquityTrailBucket fresh
        = { .low = point, .high = point, .deep = point, .peak_minor = peak };

      if (index < trail->count)
        join (&trail->buckets[index], &fresh);
      else
        trail->buckets[trail->count++] = fresh;
    }
}

void
bt_equity_trail_follow (BtEquityTrail *trail, const BtEquitySource *source, gint64 bar)
{
  if (trail->walk.holdings == NULL)
    bt_equity_walk_init (&trail->walk, source);
  trail->walk.source = *source;
  while (trail->bar < bar)
    {
      gint64 first = trail->bar + 1;
      BtMoney balance;
      BtMoney equity;

      bt_equity_walk_to (&trail->walk, first, &balance, &equity);
      gint64 last = bt_equity_walk_find_quiet (&trail->walk, first, bar);
      add_stretch (trail, first, last, equity.minor);
      trail->bar = last;
    }
}

void
bt_equity_trail_cut (BtEquityTrail *trail, gint64 bar)
{
  if (bar >= trail->bar)
    return;

  /* Whole buckets stay; of the one that the cut goes through the candles are walked again. */
  guint whole = (guint) ((bar + 2) / trail->stride);

  if (whole < FEW_BUCKETS)
    {
      whole = 0;
      trail->stride = 1;
    }
  trail->count = MIN (trail->count, whole);
  trail->bar = (gint64) trail->count * trail->stride - 2;
  bt_equity_walk_clear (&trail->walk);
  trail->walk = (BtEquityWalk){ 0 };
}

static void
append (BtEquityCurve *curve, BtEquityTrailPoint point)
{
  if (curve->count == 0 || curve->points[curve->count - 1].bar < point.bar)
    curve->points[curve->count++] = point;
}

/* Appends a bucket's points in the order of time. */
static void
append_bucket (BtEquityCurve *curve, const BtEquityTrailBucket *bucket)
{
  BtEquityTrailPoint points[] = { bucket->low, bucket->high, bucket->deep };

  for (guint i = 1; i < G_N_ELEMENTS (points); i++)
    for (guint k = i; k > 0 && points[k].bar < points[k - 1].bar; k--)
      {
        BtEquityTrailPoint point = points[k];
        points[k] = points[k - 1];
        points[k - 1] = point;
      }
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    append (curve, points[i]);
}

void
bt_equity_trail_show (const BtEquityTrail *trail,
                      gint64 bar,
                      gint64 equity_minor,
                      BtEquityCurve *curve)
{
  gint64 peak = MAX (get_peak (trail), equity_minor);
  BtEquityTrailPoint now = make_point (bar, equity_minor, peak);

  curve->count = 0;
  curve->peak = BT_MONEY (peak);
  curve->fall = now.fall;
  curve->deepest_fall = now.fall;
  for (guint i = 0; i < trail->count; i++)
    {
      append_bucket (curve, &trail->buckets[i]);
      curve->deepest_fall = MAX (curve->deepest_fall, trail->buckets[i].deep.fall);
    }
  append (curve, now);
}
