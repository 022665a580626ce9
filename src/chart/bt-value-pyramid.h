// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Least and greatest values of a study over ranges of any length, in a time that grows with the
 * logarithm of the length: sixteen values make a block of the first level, sixteen blocks one of
 * the next. Values that are not there (NaN) are passed over. Kept up to date at its end at a cost
 * that does not grow with the values before. The values themselves stay with whoever has them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What lies in a range: low is above high where no value is there. */
typedef struct
{
  double low;
  double high;
} BtValueExtent;

typedef struct _BtValuePyramid BtValuePyramid;

/* Returns a pyramid over no values; free with bt_value_pyramid_free(). */
BtValuePyramid *bt_value_pyramid_new (void);
/* Frees a pyramid; NULL is allowed. */
void bt_value_pyramid_free (BtValuePyramid *pyramid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtValuePyramid, bt_value_pyramid_free)
/* Takes in length values of which those from changed (at most length) on are new or changed; more
 * that were there before are forgotten. */
void bt_value_pyramid_update (BtValuePyramid *pyramid,
                              const double *values,
                              gsize length,
                              gsize changed);
/* Returns what lies among values first … last (first ≤ last), both of those last taken in. */
BtValueExtent
bt_value_pyramid_get (const BtValuePyramid *pyramid, const double *values, gsize first, gsize last);
/* Returns the index of the first value that is there among first … last, or last + 1. */
gsize bt_value_pyramid_find_next (const BtValuePyramid *pyramid,
                                  const double *values,
                                  gsize first,
                                  gsize last);
/* Stores the index of the last value that is there at or before last; FALSE when there is none. */
gboolean bt_value_pyramid_find_previous (const BtValuePyramid *pyramid,
                                         const double *values,
                                         gsize last,
                                         gsize *index);

G_END_DECLS
