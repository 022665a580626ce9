// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-extremes.h"

#define LEVEL_BITS 6
#define FAN_OUT ((gsize) 1 << LEVEL_BITS)
/* 64^8 candles are more than memory holds. */
#define MAX_LEVELS 8

/* Whole blocks only: what is left over at the end is looked at candle by candle. */
typedef struct
{
  gsize length;
  gint64 *least;
  gint64 *greatest;
} Level;

struct _BtExtremes
{
  const gint64 *lows;
  const gint64 *highs;
  const gint32 *spreads; /* NULL: none */
  guint level_count;
  Level levels[MAX_LEVELS]; /* levels[k] has blocks of 64^(k+1) candles */
};

static Level
build_level (const gint64 *lows, const gint64 *highs, const gint32 *spreads, gsize length)
{
  Level level = { .length = length / FAN_OUT };

  level.least = g_new (gint64, level.length);
  level.greatest = g_new (gint64, level.length);
  for (gsize block = 0; block < level.length; block++)
    {
      gint64 least = G_MAXINT64;
      gint64 greatest = G_MININT64;

      for (gsize i = block * FAN_OUT; i < (block + 1) * FAN_OUT; i++)
        {
          const gint64 spread = spreads != NULL ? spreads[i] : 0;

          least = MIN (least, lows[i] + spread);
          greatest = MAX (greatest, highs[i] + spread);
        }
      level.least[block] = least;
      level.greatest[block] = greatest;
    }
  return level;
}

BtExtremes *
bt_extremes_new (const gint64 *low_points,
                 const gint64 *high_points,
                 const gint32 *spread_points,
                 gsize length)
{
  BtExtremes *extremes = g_new0 (BtExtremes, 1);
  const gint64 *lows = low_points;
  const gint64 *highs = high_points;
  const gint32 *spreads = spread_points;

  extremes->lows = low_points;
  extremes->highs = high_points;
  extremes->spreads = spread_points;
  while (length >= FAN_OUT && extremes->level_count < MAX_LEVELS)
    {
      Level level = build_level (lows, highs, spreads, length);

      extremes->levels[extremes->level_count++] = level;
      lows = level.least;
      highs = level.greatest;
      spreads = NULL;
      length = level.length;
    }
  return extremes;
}

void
bt_extremes_free (BtExtremes *extremes)
{
  if (extremes == NULL)
    return;
  for (guint i = 0; i < extremes->level_count; i++)
    {
      g_free (extremes->levels[i].least);
      g_free (extremes->levels[i].greatest);
    }
  g_free (extremes);
}

/* Returns the levels of the largest block that begins at an index, ends by end and lies inside the
 * band; 0 when not even the smallest does. */
static guint
find_block (const BtExtremes *extremes, gsize index, gsize end, const BtPriceBand *band)
{
  guint found = 0;

  for (guint k = 0; k < extremes->level_count; k++)
    {
      const guint bits = LEVEL_BITS * (k + 1);
      const gsize block = index >> bits;
      const Level *level = &extremes->levels[k];

      if (index != block << bits || end - index < (gsize) 1 << bits
          || level->least[block] <= band->floor_points
          || level->greatest[block] >= band->ceiling_points)
        break;
      found = k + 1;
    }
  return found;
}

/* Looks at each candle from index on, before end; returns the first outside the band, or end. */
static gsize
find_candle (const BtExtremes *extremes, gsize index, gsize end, BtPriceBand *band)
{
  const gint64 floor_points = band->floor_points;
  const gint64 ceiling_points = band->ceiling_points;
  gint64 least = band->least_points;
  gint64 greatest = band->greatest_points;

  for (; index < end; index++)
    {
      const gint64 spread = extremes->spreads != NULL ? extremes->spreads[index] : 0;
      const gint64 low = extremes->lows[index] + spread;
      const gint64 high = extremes->highs[index] + spread;

      if (G_UNLIKELY (low <= floor_points || high >= ceiling_points))
        break;
      least = MIN (least, low);
      greatest = MAX (greatest, high);
    }
  band->least_points = least;
  band->greatest_points = greatest;
  return index;
}

gsize
bt_extremes_find_outside (const BtExtremes *extremes, gsize first, gsize end, BtPriceBand *band)
{
  gsize index = first;

  while (index < end)
    {
      const guint levels = find_block (extremes, index, end, band);

      if (levels == 0)
        {
          const gsize stop = MIN (end, (index | (FAN_OUT - 1)) + 1);

          index = find_candle (extremes, index, stop, band);
          if (index < stop)
            return index;
          continue;
        }
      const Level *level = &extremes->levels[levels - 1];
      const gsize block = index >> (LEVEL_BITS * levels);

      band->least_points = MIN (band->least_points, level->least[block]);
      band->greatest_points = MAX (band->greatest_points, level->greatest[block]);
      index += (gsize) 1 << (LEVEL_BITS * levels);
    }
  return index;
}
