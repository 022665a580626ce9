// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-candle-pyramid.h"

#include "base/bt-long-memory.h"

#define FANOUT 16
/* Sixteen to the eighth is more candles than memory holds. */
#define MAX_LEVELS 8

typedef struct
{
  BtLongMemory memory; /* of BtCandleExtent */
  gsize length;
} Level;

struct _BtCandlePyramid
{
  Level levels[MAX_LEVELS]; /* level 0 is made of blocks of candles */
  guint n_levels;
};

static const BtCandleExtent EMPTY = { .low_points = G_MAXINT64,
                                      .high_points = G_MININT64,
                                      .close_low_points = G_MAXINT64,
                                      .close_high_points = G_MININT64,
                                      .volume_max = 0 };

static void
take_extent (BtCandleExtent *into, const BtCandleExtent *extent)
{
  into->low_points = MIN (into->low_points, extent->low_points);
  into->high_points = MAX (into->high_points, extent->high_points);
  into->close_low_points = MIN (into->close_low_points, extent->close_low_points);
  into->close_high_points = MAX (into->close_high_points, extent->close_high_points);
  into->volume_max = MAX (into->volume_max, extent->volume_max);
}

static void
take_candles (BtCandleExtent *into, const BtColumns *columns, gsize first, gsize end)
{
  for (gsize i = first; i < end; i++)
    {
      into->low_points = MIN (into->low_points, columns->low_points[i]);
      into->high_points = MAX (into->high_points, columns->high_points[i]);
      into->close_low_points = MIN (into->close_low_points, columns->close_points[i]);
      into->close_high_points = MAX (into->close_high_points, columns->close_points[i]);
      into->volume_max = MAX (into->volume_max, columns->volume[i]);
    }
}

static void
take_blocks (BtCandleExtent *into, const Level *level, gsize first, gsize end)
{
  const BtCandleExtent *extents = level->memory.data;

  for (gsize i = first; i < end; i++)
    take_extent (into, &extents[i]);
}

BtCandlePyramid *
bt_candle_pyramid_new (void)
{
  return g_new0 (BtCandlePyramid, 1);
}

void
bt_candle_pyramid_free (BtCandlePyramid *pyramid)
{
  if (pyramid == NULL)
    return;
  for (guint level = 0; level < MAX_LEVELS; level++)
    bt_long_memory_clear (&pyramid->levels[level].memory);
  g_free (pyramid);
}

/* Makes the whole blocks of a level from what stands below it; those before first stay. */
static void
make_level (
  BtCandlePyramid *pyramid, guint level, const BtColumns *columns, gsize below, gsize first)
{
  gsize blocks = below / FANOUT;

  Level *made = &pyramid->levels[level];
  BtCandleExtent *extents
    = bt_long_memory_reserve (&made->memory, blocks * sizeof (BtCandleExtent));
  const gsize kept = MIN (MIN (first, made->length), blocks);

  made->length = blocks;
  for (gsize block = kept; block < blocks; block++)
    {
      BtCandleExtent *extent = &extents[block];
      *extent = EMPTY;
      if (level == 0)
        take_candles (extent, columns, block * FANOUT, (block + 1) * FANOUT);
      else
        take_blocks (extent, &pyramid->levels[level - 1], block * FANOUT, (block + 1) * FANOUT);
    }
}

void
bt_candle_pyramid_update (BtCandlePyramid *pyramid, const BtColumns *columns, gsize changed)
{
  gsize below = columns->length;
  gsize first = changed;

  g_return_if_fail (pyramid != NULL && changed <= columns->length);

  pyramid->n_levels = 0;
  while (below >= FANOUT && pyramid->n_levels < MAX_LEVELS)
    {
      first /= FANOUT;
      make_level (pyramid, pyramid->n_levels, columns, below, first);
      below = pyramid->levels[pyramid->n_levels].length;
      pyramid->n_levels++;
    }
  /* What is left of higher levels belongs to candles that are gone. */
  for (guint level = pyramid->n_levels; level < MAX_LEVELS; level++)
    pyramid->levels[level].length = 0;
}

BtCandleExtent
bt_candle_pyramid_get (const BtCandlePyramid *pyramid,
                       const BtColumns *columns,
                       gsize first,
                       gsize last)
{
  BtCandleExtent extent = EMPTY;
  gsize end = last + 1;

  g_return_val_if_fail (first <= last && last < columns->length, extent);

  /* At each level the ragged ends are taken one by one, the whole blocks between a level higher. */
  for (int level = -1;; level++)
    {
      const Level *present = level < 0 ? NULL : &pyramid->levels[level];
      gsize whole_first = (first + FANOUT - 1) / FANOUT;
      gsize whole_end = end / FANOUT;
      gboolean is_top = level + 1 >= (int) pyramid->n_levels || whole_first >= whole_end;
      gsize head_end = is_top ? end : whole_first * FANOUT;

      if (present == NULL)
        take_candles (&extent, columns, first, head_end);
      else
        take_blocks (&extent, present, first, head_end);
      if (is_top)
        return extent;
      if (present == NULL)
        take_candles (&extent, columns, whole_end * FANOUT, end);
      else
        take_blocks (&extent, present, whole_end * FANOUT, end);
      first = whole_first;
      end = whole_end;
    }
}
