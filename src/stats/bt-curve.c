// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "stats/bt-curve.h"

#include <string.h>

/* Points kept of a stretch: first, lowest, highest, last. */
#define POINTS_A_STRETCH 4

/* One stretch; the positions put its points in order and tell equal ones. */
typedef struct
{
  gboolean has_point;
  gint64 positions[POINTS_A_STRETCH];
  BtCurvePoint points[POINTS_A_STRETCH];
} Stretch;

enum
{
  FIRST,
  LOWEST,
  HIGHEST,
  LAST,
};

struct _BtCurve
{
  gint64 length;
  guint stretch_count;
  Stretch *stretches;
  Stretch *present; /* the one of the positions from first_position up to end_position */
  gint64 first_position;
  gint64 end_position;
};

BtCurve *
bt_curve_new (gint64 length, guint limit)
{
  g_return_val_if_fail (length >= 0 && limit >= 2 * POINTS_A_STRETCH, NULL);

  BtCurve *curve = g_new0 (BtCurve, 1);

  curve->length = MAX (length, 1);
  curve->stretch_count = (guint) MIN ((gint64) (limit / POINTS_A_STRETCH), curve->length);
  curve->stretches = g_new0 (Stretch, curve->stretch_count);
  return curve;
}

void
bt_curve_free (BtCurve *curve)
{
  if (curve == NULL)
    return;
  g_free (curve->stretches);
  g_free (curve);
}

/* Makes the stretch of a position the present one; it ends where position · count ÷ length, rounded
 * down, is the next number. */
static void
find_stretch (BtCurve *curve, gint64 position)
{
  gint64 count = curve->stretch_count;
  gint64 number = position * count / curve->length;

  curve->present = &curve->stretches[number];
  curve->first_position = (number * curve->length + count - 1) / count;
  curve->end_position = ((number + 1) * curve->length + count - 1) / count;
}

static void
keep (Stretch *stretch, int which, gint64 position, const BtCurvePoint *point)
{
  stretch->positions[which] = position;
  stretch->points[which] = *point;
}

void
bt_curve_add (BtCurve *curve, gint64 position, const BtCurvePoint *point)
{
  g_return_if_fail (position >= 0 && position < curve->length);

  if (position < curve->first_position || position >= curve->end_position)
    find_stretch (curve, position);

  Stretch *stretch = curve->present;

  if (!stretch->has_point)
    {
      stretch->has_point = TRUE;
      for (int which = FIRST; which <= LAST; which++)
        keep (stretch, which, position, point);
      return;
    }
  if (point->equity.minor < stretch->points[LOWEST].equity.minor)
    keep (stretch, LOWEST, position, point);
  if (point->equity.minor > stretch->points[HIGHEST].equity.minor)
    keep (stretch, HIGHEST, position, point);
  keep (stretch, LAST, position, point);
}

BtCurvePoint *
bt_curve_get_points (const BtCurve *curve, guint *count)
{
  BtCurvePoint *points = g_new (BtCurvePoint, curve->stretch_count * POINTS_A_STRETCH);
  guint length = 0;

  for (guint i = 0; i < curve->stretch_count; i++)
    {
      const Stretch *stretch = &curve->stretches[i];
      gboolean is_low_first = stretch->positions[LOWEST] < stretch->positions[HIGHEST];
      int order[POINTS_A_STRETCH]
        = { FIRST, is_low_first ? LOWEST : HIGHEST, is_low_first ? HIGHEST : LOWEST, LAST };
      gint64 last = -1;

      for (int k = 0; stretch->has_point && k < POINTS_A_STRETCH; k++)
        if (stretch->positions[order[k]] > last)
          {
            last = stretch->positions[order[k]];
            points[length++] = stretch->points[order[k]];
          }
    }
  *count = length;
  return points;
}
