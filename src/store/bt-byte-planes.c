// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-byte-planes.h"

#include <string.h>

guint64
bt_common_divisor (guint64 a, guint64 b)
{
  while (b != 0)
    {
      guint64 rest = a % b;
      a = b;
      b = rest;
    }
  return a;
}

guint8
bt_byte_planes_measure (const guint64 *numbers, gsize rows)
{
  guint64 bits = 0;
  guint8 width = 0;

  for (gsize i = 0; i < rows; i++)
    bits |= numbers[i];
  for (; bits != 0; bits >>= 8)
    width++;
  return width;
}

guint8 *
bt_byte_planes_write (guint8 *out, const guint64 *numbers, gsize rows, guint width)
{
  for (guint plane = 0; plane < width; plane++, out += rows)
    for (gsize i = 0; i < rows; i++)
      out[i] = (guint8) (numbers[i] >> 8 * plane);
  return out;
}

/* One and two planes are nearly all there are, so they have loops that vectorise. */
const guint8 *
bt_byte_planes_read (const guint8 *in, guint64 *restrict numbers, gsize rows, guint width)
{
  const guint8 *restrict second = in + rows;

  if (width == 0)
    memset (numbers, 0, rows * sizeof *numbers);
  else if (width == 1)
    for (gsize i = 0; i < rows; i++)
      numbers[i] = in[i];
  else
    for (gsize i = 0; i < rows; i++)
      numbers[i] = (guint64) (in[i] | second[i] << 8);
  for (guint plane = 2; plane < width; plane++)
    {
      const guint8 *restrict next = in + plane * rows;
      for (gsize i = 0; i < rows; i++)
        numbers[i] |= (guint64) next[i] << 8 * plane;
    }
  return in + width * rows;
}

guint8 *
bt_byte_planes_put (guint8 *out, guint64 value, guint count)
{
  for (guint i = 0; i < count; i++)
    out[i] = (guint8) (value >> 8 * i);
  return out + count;
}

guint64
bt_byte_planes_get (const guint8 **in, guint count)
{
  guint64 value = 0;

  for (guint i = 0; i < count; i++)
    value |= (guint64) (*in)[i] << 8 * i;
  *in += count;
  return value;
}
