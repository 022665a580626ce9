// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-checked.h"

__extension__ typedef unsigned __int128 UInt128;

static UInt128
get_magnitude (BtInt128 value)
{
  return value < 0 ? -(UInt128) value : (UInt128) value;
}

static gboolean
store_signed (UInt128 magnitude, gboolean is_negative, gint64 *out)
{
  const UInt128 limit = (UInt128) G_MAXINT64 + (is_negative ? 1 : 0);

  if (magnitude > limit)
    return FALSE;
  *out = is_negative ? (gint64) - (BtInt128) magnitude : (gint64) magnitude;
  return TRUE;
}

gboolean
bt_checked_div_half_even (BtInt128 numerator, BtInt128 denominator, gint64 *out)
{
  g_assert (denominator != 0);

  const UInt128 divisor = get_magnitude (denominator);
  const UInt128 dividend = get_magnitude (numerator);
  const UInt128 remainder = dividend % divisor;
  const UInt128 missing = divisor - remainder;
  UInt128 quotient = dividend / divisor;

  if (remainder > missing || (remainder == missing && quotient % 2 == 1))
    quotient++;
  return store_signed (quotient, (numerator < 0) != (denominator < 0), out);
}

gboolean
bt_checked_div_floor (BtInt128 numerator, BtInt128 denominator, gint64 *out)
{
  g_assert (denominator != 0);

  const gboolean is_negative = (numerator < 0) != (denominator < 0);
  const UInt128 divisor = get_magnitude (denominator);
  const UInt128 dividend = get_magnitude (numerator);
  UInt128 quotient = dividend / divisor;

  if (is_negative && dividend % divisor != 0)
    quotient++;
  return store_signed (quotient, is_negative, out);
}

gboolean
bt_checked_div_ceil (BtInt128 numerator, BtInt128 denominator, gint64 *out)
{
  g_assert (denominator != 0);

  const gboolean is_negative = (numerator < 0) != (denominator < 0);
  const UInt128 divisor = get_magnitude (denominator);
  const UInt128 dividend = get_magnitude (numerator);
  UInt128 quotient = dividend / divisor;

  if (!is_negative && dividend % divisor != 0)
    quotient++;
  return store_signed (quotient, is_negative, out);
}

gboolean
bt_checked_mul_div_half_even (gint64 a, gint64 b, gint64 divisor, gint64 *out)
{
  return bt_checked_div_half_even ((BtInt128) a * b, divisor, out);
}

BtInt128
bt_greatest_common_divisor (BtInt128 a, BtInt128 b)
{
  while (b != 0)
    {
      const BtInt128 rest = a % b;
      a = b;
      b = rest;
    }
  return a < 0 ? -a : a;
}

gint64
bt_power_of_ten (guint exponent)
{
  static const gint64 powers[] = {
    G_GINT64_CONSTANT (1),
    G_GINT64_CONSTANT (10),
    G_GINT64_CONSTANT (100),
    G_GINT64_CONSTANT (1000),
    G_GINT64_CONSTANT (10000),
    G_GINT64_CONSTANT (100000),
    G_GINT64_CONSTANT (1000000),
    G_GINT64_CONSTANT (10000000),
    G_GINT64_CONSTANT (100000000),
    G_GINT64_CONSTANT (1000000000),
    G_GINT64_CONSTANT (10000000000),
    G_GINT64_CONSTANT (100000000000),
    G_GINT64_CONSTANT (1000000000000),
    G_GINT64_CONSTANT (10000000000000),
    G_GINT64_CONSTANT (100000000000000),
    G_GINT64_CONSTANT (1000000000000000),
    G_GINT64_CONSTANT (10000000000000000),
    G_GINT64_CONSTANT (100000000000000000),
    G_GINT64_CONSTANT (1000000000000000000),
  };

  g_assert (exponent < G_N_ELEMENTS (powers));
  return powers[exponent];
}
