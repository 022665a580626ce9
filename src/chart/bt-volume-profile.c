// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-volume-profile.h"

#include "base/bt-checked.h"

/* Candles of a block of the first level, and blocks of a block of the next. */
#define BLOCK_CANDLES 1024
#define FANOUT 16
#define MAX_LEVELS 6
/* More than a profile has rows: over the same prices a block is never coarser. */
#define BINS 256

typedef struct
{
  gint64 low; /* of the candles */
  gint64 high;
  guint shift;
  double volumes[BINS]; /* of rows from low's up */
} Block;

struct _BtVolumeBlocks
{
  GPtrArray *levels[MAX_LEVELS]; /* of Block */
  guint n_levels;
};

static gint64
get_row (gint64 points, guint shift)
{
  return bt_divide_floor (points, G_GINT64_CONSTANT (1) << shift);
}

/* Returns the least shift by which two prices lie in at most so many rows. */
static guint
find_shift (gint64 low, gint64 high, gint64 most)
{
  guint shift = 0;

  while (get_row (high, shift) - get_row (low, shift) >= most)
    shift++;
  return shift;
}

static void
add_candle (double *volumes, gint64 first_row, guint shift, const BtColumns *columns, gsize index)
{
  gint64 low = columns->low_points[index];
  gint64 high = columns->high_points[index];
  double density = (double) columns->volume[index] / (double) (high - low + 1);
  gint64 width = G_GINT64_CONSTANT (1) << shift;

  for (gint64 row = get_row (low, shift); row * width <= high; row++)
    {
      gint64 from = MAX (low, row * width);
      gint64 to = MIN (high, (row + 1) * width - 1);
      volumes[row - first_row] += density * (double) (to - from + 1);
    }
}

static void
add_block (double *volumes, gint64 first_row, guint shift, const Block *block)
{
  gint64 low = get_row (block->low, block->shift);
  gint64 high = get_row (block->high, block->shift);

  g_assert (shift >= block->shift);
  for (gint64 row = low; row <= high; row++)
    volumes[get_row (row, shift - block->shift) - first_row] += block->volumes[row - low];
}

static Block *
make_first (const BtColumns *columns, gsize first)
{
  Block *block = g_new0 (Block, 1);

  block->low = G_MAXINT64;
  block->high = G_MININT64;
  for (gsize i = first; i < first + BLOCK_CANDLES; i++)
    {
      block->low = MIN (block->low, columns->low_points[i]);
      block->high = MAX (block->high, columns->high_points[i]);
    }
  block->shift = find_shift (block->low, block->high, BINS);
  for (gsize i = first; i < first + BLOCK_CANDLES; i++)
    add_candle (block->volumes, get_row (block->low, block->shift), block->shift, columns, i);
  return block;
}

static Block *
make_higher (const GPtrArray *below, gsize first)
{
  Block *block = g_new0 (Block, 1);

  block->low = G_MAXINT64;
  block->high = G_MININT64;
  for (gsize i = first; i < first + FANOUT; i++)
    {
      const Block *part = below->pdata[i];
      block->low = MIN (block->low, part->low);
      block->high = MAX (block->high, part->high);
    }
  block->shift = find_shift (block->low, block->high, BINS);
  for (gsize i = first; i < first + FANOUT; i++)
    add_block (block->volumes, get_row (block->low, block->shift), block->shift, below->pdata[i]);
  return block;
}

BtVolumeBlocks *
bt_volume_blocks_new (void)
{
  BtVolumeBlocks *blocks = g_new0 (BtVolumeBlocks, 1);

  for (guint level = 0; level < MAX_LEVELS; level++)
    blocks->levels[level] = g_ptr_array_new_with_free_func (g_free);
  return blocks;
}

void
bt_volume_blocks_free (BtVolumeBlocks *blocks)
{
  if (blocks == NULL)
    return;
  for (guint level = 0; level < MAX_LEVELS; level++)
    g_ptr_array_unref (blocks->levels[level]);
  g_free (blocks);
}

void
bt_volume_blocks_update (BtVolumeBlocks *blocks, const BtColumns *columns, gsize changed)
{
  gsize whole = columns->length / BLOCK_CANDLES;
  gsize kept = changed / BLOCK_CANDLES;

  g_return_if_fail (blocks != NULL && changed <= columns->length);

  blocks->n_levels = 0;
  for (guint level = 0; level < MAX_LEVELS; level++)
    {
      GPtrArray *array = blocks->levels[level];
      g_ptr_array_set_size (array, (int) MIN (MIN (kept, whole), array->len));
      for (gsize block = array->len; block < whole; block++)
        g_ptr_array_add (array, level == 0
                                  ? make_first (columns, block * BLOCK_CANDLES)
                                  : make_higher (blocks->levels[level - 1], block * FANOUT));
      if (whole > 0)
        blocks->n_levels = level + 1;
      kept /= FANOUT;
      whole /= FANOUT;
    }
}

/* Adds places first … end − 1 of a level, −1 being the candles. */
static void
add_places (BtVolumeProfile *profile,
            const BtVolumeBlocks *blocks,
            const BtColumns *columns,
            int level,
            gsize first,
            gsize end)
{
  for (gsize i = first; i < end; i++)
    if (level < 0)
      add_candle (profile->volumes, profile->first_row, profile->shift, columns, i);
    else
      add_block (profile->volumes, profile->first_row, profile->shift,
                 blocks->levels[level]->pdata[i]);
}

static void
find_area (BtVolumeProfile *profile)
{
  for (guint i = 0; i < profile->n_rows; i++)
    {
      profile->total += profile->volumes[i];
      if (profile->volumes[i] > profile->volumes[profile->control])
        profile->control = i;
    }
  profile->area_low = profile->area_high = profile->control;
  if (!(profile->total > 0))
    {
      profile->n_rows = 0;
      return;
    }
  double held = profile->volumes[profile->control];
  while (held < profile->total * BT_VOLUME_PROFILE_AREA_SHARE)
    {
      gboolean has_above = profile->area_high + 1 < profile->n_rows;
      gboolean has_below = profile->area_low > 0;
      double above = has_above ? profile->volumes[profile->area_high + 1] : -1;
      double below = has_below ? profile->volumes[profile->area_low - 1] : -1;

      /* Sums of parts may miss the whole by a rounding. */
      if (!has_above && !has_below)
        return;
      if (above >= below)
        profile->area_high++;
      else
        profile->area_low--;
      held += MAX (above, below);
    }
}

void
bt_volume_profile_fill (BtVolumeProfile *profile,
                        const BtVolumeBlocks *blocks,
                        const BtColumns *columns,
                        gsize first,
                        gsize last,
                        gint64 low,
                        gint64 high)
{
  gsize end = last + 1;
  gsize size = BLOCK_CANDLES; /* places of a level in a block of the next */

  g_return_if_fail (first <= last && last < columns->length && low <= high);

  *profile = (BtVolumeProfile){ .shift = find_shift (low, high, BT_VOLUME_PROFILE_MAX_ROWS) };
  profile->first_row = get_row (low, profile->shift);
  profile->n_rows = (guint) (get_row (high, profile->shift) - profile->first_row + 1);
  /* At each level the ragged ends are taken one by one, the whole blocks between a level higher. */
  for (int level = -1;; level++)
    {
      gsize whole_first = (first + size - 1) / size;
      gsize whole_end = end / size;

      if (level + 1 >= (int) blocks->n_levels || whole_first >= whole_end)
        {
          add_places (profile, blocks, columns, level, first, end);
          break;
        }
      add_places (profile, blocks, columns, level, first, whole_first * size);
      add_places (profile, blocks, columns, level, whole_end * size, end);
      first = whole_first;
      end = whole_end;
      size = FANOUT;
    }
  find_area (profile);
}
