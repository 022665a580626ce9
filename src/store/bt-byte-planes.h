// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Columns of numbers cut into planes of bytes, lowest first, as many as the greatest number needs:
 * what the codecs of candles and of ticks hand to the compressor. Inside `store` only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Most planes of a column. */
#define BT_BYTE_PLANES_MAX 8

/* Folds a signed number (0, −1, 1, −2 … become 0, 1, 2, 3 …), so that small ones stay small. */
static inline guint64
bt_fold (guint64 value)
{
  return value << 1 ^ (0 - (value >> 63));
}

/* Undoes bt_fold(). */
static inline guint64
bt_unfold (guint64 value)
{
  return value >> 1 ^ (0 - (value & 1));
}

/* Returns the greatest common divisor; that of 0 and b is b. */
guint64 bt_common_divisor (guint64 a, guint64 b);
/* Returns how many bytes the greatest of the numbers needs, 0 … 8. */
guint8 bt_byte_planes_measure (const guint64 *numbers, gsize rows);
/* Writes width planes of the numbers and returns the end. */
guint8 *bt_byte_planes_write (guint8 *out, const guint64 *numbers, gsize rows, guint width);
/* Reads width planes into the numbers and returns the end. */
const guint8 *
bt_byte_planes_read (const guint8 *in, guint64 *restrict numbers, gsize rows, guint width);
/* Writes the lowest count bytes of a value and returns the end. */
guint8 *bt_byte_planes_put (guint8 *out, guint64 value, guint count);
/* Reads a value of count bytes and moves on. */
guint64 bt_byte_planes_get (const guint8 **in, guint count);

G_END_DECLS
