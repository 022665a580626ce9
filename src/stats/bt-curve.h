// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A long line of balance and equity made short enough to draw without losing a peak or a trough:
 * the line is cut into equal stretches, and of each the first, the last, the lowest and the highest
 * point of equity are kept, in order of time. Any thread. */
#pragma once

#include "base/bt-money.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 time_usec;
  BtMoney balance;
  BtMoney equity;
} BtCurvePoint;

typedef struct _BtCurve BtCurve;

/* Returns an empty curve for positions 0 … length − 1 that keeps at most limit points (8 or more);
 * free with bt_curve_free(). */
BtCurve *bt_curve_new (gint64 length, guint limit);
/* Frees a curve; NULL is allowed. */
void bt_curve_free (BtCurve *curve);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCurve, bt_curve_free)
/* Takes in the point at a position; positions ascend and may be left out. */
void bt_curve_add (BtCurve *curve, gint64 position, const BtCurvePoint *point);
/* Returns the points kept, as a new array of count entries; free with g_free(). */
BtCurvePoint *bt_curve_get_points (const BtCurve *curve, guint *count);

G_END_DECLS
