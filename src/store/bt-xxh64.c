// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-xxh64.h"

#include <string.h>

/* The specification's five primes. */
#define PRIME_1 G_GUINT64_CONSTANT (0x9E3779B185EBCA87)
#define PRIME_2 G_GUINT64_CONSTANT (0xC2B2AE3D27D4EB4F)
#define PRIME_3 G_GUINT64_CONSTANT (0x165667B19E3779F9)
#define PRIME_4 G_GUINT64_CONSTANT (0x85EBCA77C2B2AE63)
#define PRIME_5 G_GUINT64_CONSTANT (0x27D4EB2F165667C5)

#define N_LANES 4
#define STRIPE (N_LANES * 8)

static guint64
rotate (guint64 value, guint bits)
{
  return value << bits | value >> (64 - bits);
}

static guint64
read_64 (const guint8 *bytes)
{
  guint64 value = 0;

  memcpy (&value, bytes, sizeof value);
  return GUINT64_FROM_LE (value);
}

static guint64
read_32 (const guint8 *bytes)
{
  guint32 value = 0;

  memcpy (&value, bytes, sizeof value);
  return GUINT32_FROM_LE (value);
}

static guint64
mix_lane (guint64 lane, guint64 value)
{
  return rotate (lane + value * PRIME_2, 31) * PRIME_1;
}

/* Takes whole stripes; returns what their lanes come to. */
static guint64
sum_stripes (const guint8 **bytes, gsize *length, guint64 seed)
{
  guint64 lanes[N_LANES] = { seed + PRIME_1 + PRIME_2, seed + PRIME_2, seed, seed - PRIME_1 };

  for (; *length >= STRIPE; *bytes += STRIPE, *length -= STRIPE)
    for (guint i = 0; i < N_LANES; i++)
      lanes[i] = mix_lane (lanes[i], read_64 (*bytes + i * 8));

  guint64 sum
    = rotate (lanes[0], 1) + rotate (lanes[1], 7) + rotate (lanes[2], 12) + rotate (lanes[3], 18);
  for (guint i = 0; i < N_LANES; i++)
    sum = (sum ^ mix_lane (0, lanes[i])) * PRIME_1 + PRIME_4;
  return sum;
}

guint64
bt_xxh64 (const void *bytes, gsize length, guint64 seed)
{
  const guint8 *at = bytes;
  gsize left = length;
  guint64 sum = length >= STRIPE ? sum_stripes (&at, &left, seed) : seed + PRIME_5;

  sum += length;
  for (; left >= 8; at += 8, left -= 8)
    sum = rotate (sum ^ mix_lane (0, read_64 (at)), 27) * PRIME_1 + PRIME_4;
  if (left >= 4)
    {
      sum = rotate (sum ^ read_32 (at) * PRIME_1, 23) * PRIME_2 + PRIME_3;
      at += 4;
      left -= 4;
    }
  for (; left > 0; at++, left--)
    sum = rotate (sum ^ *at * PRIME_5, 11) * PRIME_1;
  sum = (sum ^ sum >> 33) * PRIME_2;
  sum = (sum ^ sum >> 29) * PRIME_3;
  return sum ^ sum >> 32;
}
