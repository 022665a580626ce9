// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Integer arithmetic that never wraps. Every function stores its result and returns TRUE, or stores
 * nothing and returns FALSE when the exact result does not fit. No function here sets a GError: the
 * caller knows what was being computed and says so. All are pure and may be called in any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A 128-bit signed integer, wide enough for the product of two 64-bit ones. */
__extension__ typedef __int128 BtInt128;

/* Stores a + b. */
static inline gboolean
bt_checked_add (gint64 a, gint64 b, gint64 *out)
{
  gint64 result;

  if (__builtin_add_overflow (a, b, &result))
    return FALSE;
  *out = result;
  return TRUE;
}

/* Stores a − b. */
static inline gboolean
bt_checked_sub (gint64 a, gint64 b, gint64 *out)
{
  gint64 result;

  if (__builtin_sub_overflow (a, b, &result))
    return FALSE;
  *out = result;
  return TRUE;
}

/* Stores a · b. */
static inline gboolean
bt_checked_mul (gint64 a, gint64 b, gint64 *out)
{
  gint64 result;

  if (__builtin_mul_overflow (a, b, &result))
    return FALSE;
  *out = result;
  return TRUE;
}

/* Stores a · b in 128 bits. */
static inline gboolean
bt_checked_mul_128 (BtInt128 a, BtInt128 b, BtInt128 *out)
{
  BtInt128 result;

  if (__builtin_mul_overflow (a, b, &result))
    return FALSE;
  *out = result;
  return TRUE;
}

/* Stores a + b in 128 bits. */
static inline gboolean
bt_checked_add_128 (BtInt128 a, BtInt128 b, BtInt128 *out)
{
  BtInt128 result;

  if (__builtin_add_overflow (a, b, &result))
    return FALSE;
  *out = result;
  return TRUE;
}

/* Stores numerator ÷ denominator, rounded half to even. The denominator is not zero. */
gboolean bt_checked_div_half_even (BtInt128 numerator, BtInt128 denominator, gint64 *out);

/* Stores numerator ÷ denominator, rounded towards minus infinity. The denominator is not zero. */
gboolean bt_checked_div_floor (BtInt128 numerator, BtInt128 denominator, gint64 *out);

/* Stores numerator ÷ denominator, rounded towards plus infinity. The denominator is not zero. */
gboolean bt_checked_div_ceil (BtInt128 numerator, BtInt128 denominator, gint64 *out);

/* Stores a · b ÷ divisor, rounded half to even; the product is 128 bits wide. The divisor is not
 * zero. */
gboolean bt_checked_mul_div_half_even (gint64 a, gint64 b, gint64 divisor, gint64 *out);

/* Returns the greatest common divisor, 0 or more; that of 0 and 0 is 0. Neither is the least
 * BtInt128. */
BtInt128 bt_greatest_common_divisor (BtInt128 a, BtInt128 b);

/* Returns value ÷ divisor, rounded towards minus infinity. The divisor is above zero. */
static inline gint64
bt_divide_floor (gint64 value, gint64 divisor)
{
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

/* Returns 10^exponent for 0 ≤ exponent ≤ 18. */
gint64 bt_power_of_ten (guint exponent);

G_END_DECLS
