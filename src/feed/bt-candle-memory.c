// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-candle-memory.h"

typedef struct
{
  gint64 time_usec;
  guint64 digest;
} Entry;

struct _BtCandleMemory
{
  guint mask;
  Entry *entries;
};

BtCandleMemory *
bt_candle_memory_new (guint size)
{
  BtCandleMemory *memory = g_new0 (BtCandleMemory, 1);

  g_return_val_if_fail (size > 0 && (size & (size - 1)) == 0, NULL);
  memory->mask = size - 1;
  /* Of zeros: pages that are not used take no memory. */
  memory->entries = g_new0 (Entry, size);
  return memory;
}

void
bt_candle_memory_free (BtCandleMemory *memory)
{
  if (memory == NULL)
    return;
  g_free (memory->entries);
  g_free (memory);
}

static inline guint
get_slot (const BtCandleMemory *memory, gint64 time_usec)
{
  return (guint) ((guint64) time_usec / BT_USEC_PER_MINUTE) & memory->mask;
}

/* Mixes the candle's numbers (multiplication by a large odd number and a shift, as FNV does); never
 * zero, which marks an empty entry. */
static guint64
make_digest (const BtCandle *candle)
{
  const guint64 factor = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  const gint64 parts[5] = { candle->open_points, candle->high_points, candle->low_points,
                            candle->close_points, candle->volume };
  guint64 digest = factor;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      digest = (digest ^ (guint64) parts[i]) * factor;
      digest ^= digest >> 29;
    }
  return digest | 1;
}

void
bt_candle_memory_add (BtCandleMemory *memory, const BtCandle *candle)
{
  memory->entries[get_slot (memory, candle->time_usec)]
    = (Entry){ candle->time_usec, make_digest (candle) };
}

gboolean
bt_candle_memory_is_copy (const BtCandleMemory *memory, const BtCandle *candle)
{
  const Entry *entry = &memory->entries[get_slot (memory, candle->time_usec)];

  return entry->time_usec == candle->time_usec && entry->digest == make_digest (candle);
}
