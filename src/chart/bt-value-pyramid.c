// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-value-pyramid.h"

#include "base/bt-long-memory.h"

#include <math.h>

#define FANOUT 16
/* Sixteen to the eighth is more values than memory holds. */
#define MAX_LEVELS 8

typedef struct
{
  BtLongMemory memory; /* of BtValueExtent */
  gsize length;
} Level;

struct _BtValuePyramid
{
  Level levels[MAX_LEVELS]; /* level 0 is made of blocks of values */
  guint n_levels;
};

static const BtValueExtent EMPTY = { .low = INFINITY, .high = -INFINITY };

static void
take_extent (BtValueExtent *into, const BtValueExtent *extent)
{
  into->low = MIN (into->low, extent->low);
  into->high = MAX (into->high, extent->high);
}

/* Comparisons with NaN are false. */
static void
take_values (BtValueExtent *into, const double *values, gsize first, gsize end)
{
  for (gsize i = first; i < end; i++)
    {
      into->low = values[i] < into->low ? values[i] : into->low;
      into->high = values[i] > into->high ? values[i] : into->high;
    }
}

static void
take_blocks (BtValueExtent *into, const Level *level, gsize first, gsize end)
{
  const BtValueExtent *extents = level->memory.data;

  for (gsize i = first; i < end; i++)
    take_extent (into, &extents[i]);
}

BtValuePyramid *
bt_value_pyramid_new (void)
{
  return g_new0 (BtValuePyramid, 1);
}

void
bt_value_pyramid_free (BtValuePyramid *pyramid)
{
  if (pyramid == NULL)
    return;
  for (guint level = 0; level < MAX_LEVELS; level++)
    bt_long_memory_clear (&pyramid->levels[level].memory);
  g_free (pyramid);
}

/* Makes the whole blocks of a level from what stands below it; those before first stay. */
static void
make_level (BtValuePyramid *pyramid, guint level, const double *values, gsize below, gsize first)
{
  gsize blocks = below / FANOUT;

  Level *made = &pyramid->levels[level];
  BtValueExtent *extents = bt_long_memory_reserve (&made->memory, blocks * sizeof (BtValueExtent));
  const gsize kept = MIN (MIN (first, made->length), blocks);

  made->length = blocks;
  for (gsize block = kept; block < blocks; block++)
    {
      BtValueExtent *extent = &extents[block];
      *extent = EMPTY;
      if (level == 0)
        take_values (extent, values, block * FANOUT, (block + 1) * FANOUT);
      else
        take_blocks (extent, &pyramid->levels[level - 1], block * FANOUT, (block + 1) * FANOUT);
    }
}

void
bt_value_pyramid_update (BtValuePyramid *pyramid, const double *values, gsize length, gsize changed)
{
  gsize below = length;
  gsize first = changed;

  g_return_if_fail (pyramid != NULL && changed <= length);

  pyramid->n_levels = 0;
  while (below >= FANOUT && pyramid->n_levels < MAX_LEVELS)
    {
      first /= FANOUT;
      make_level (pyramid, pyramid->n_levels, values, below, first);
      below = pyramid->levels[pyramid->n_levels].length;
      pyramid->n_levels++;
    }
  /* What is left of higher levels belongs to values that are gone. */
  for (guint level = pyramid->n_levels; level < MAX_LEVELS; level++)
    pyramid->levels[level].length = 0;
}

/* Takes places first … end − 1 of a level, −1 being the values. */
static void
take_places (const BtValuePyramid *pyramid,
             const double *values,
             int level,
             gsize first,
             gsize end,
             BtValueExtent *into)
{
  if (level < 0)
    take_values (into, values, first, end);
  else
    take_blocks (into, &pyramid->levels[level], first, end);
}

BtValueExtent
bt_value_pyramid_get (const BtValuePyramid *pyramid, const double *values, gsize first, gsize last)
{
  BtValueExtent extent = EMPTY;
  gsize end = last + 1;

  g_return_val_if_fail (first <= last, extent);

  /* At each level the ragged ends are taken one by one, the whole blocks between a level higher. */
  for (int level = -1;; level++)
    {
      gsize whole_first = (first + FANOUT - 1) / FANOUT;
      gsize whole_end = end / FANOUT;

      if (level + 1 >= (int) pyramid->n_levels || whole_first >= whole_end)
        {
          take_places (pyramid, values, level, first, end, &extent);
          return extent;
        }
      take_places (pyramid, values, level, first, whole_first * FANOUT, &extent);
      take_places (pyramid, values, level, whole_end * FANOUT, end, &extent);
      first = whole_first;
      end = whole_end;
    }
}

/* Returns whether a value is there at a place of a level, −1 being the values. */
static gboolean
has_value (const BtValuePyramid *pyramid, const double *values, int level, gsize place)
{
  if (level < 0)
    return !isnan (values[place]);
  const BtValueExtent *extent = (const BtValueExtent *) pyramid->levels[level].memory.data + place;
  return extent->low <= extent->high;
}

/* Returns whether a place of a level begins a block of the next one that is whole. */
static gboolean
can_rise (const BtValuePyramid *pyramid, int level, gsize block)
{
  return level + 1 < (int) pyramid->n_levels && block < pyramid->levels[level + 1].length;
}

gsize
bt_value_pyramid_find_next (const BtValuePyramid *pyramid,
                            const double *values,
                            gsize first,
                            gsize last)
{
  gsize place = first; /* of the level */
  gsize size = 1;      /* values under a place */
  int level = -1;

  while (place * size <= last)
    {
      if (has_value (pyramid, values, level, place))
        {
          if (level < 0)
            return place;
          /* Down to the first of its sixteen. */
          level--;
          size /= FANOUT;
          place *= FANOUT;
          continue;
        }
      place++;
      /* An empty block is left behind; a whole one ahead may be empty too. */
      while (place % FANOUT == 0 && can_rise (pyramid, level, place / FANOUT))
        {
          level++;
          size *= FANOUT;
          place /= FANOUT;
        }
      /* Beyond the blocks of a level its rest stands a level lower. */
      while (level >= 0 && place >= pyramid->levels[level].length)
        {
          level--;
          size /= FANOUT;
          place *= FANOUT;
        }
    }
  return last + 1;
}

gboolean
bt_value_pyramid_find_previous (const BtValuePyramid *pyramid,
                                const double *values,
                                gsize last,
                                gsize *index)
{
  gsize end = last + 1; /* places of the level that are still to be looked at */
  int level = -1;

  while (end > 0)
    {
      if (end % FANOUT == 0 && can_rise (pyramid, level, end / FANOUT - 1))
        {
          level++;
          end /= FANOUT;
          continue;
        }
      if (!has_value (pyramid, values, level, end - 1))
        {
          end--;
          continue;
        }
      /* Down into the last one that is there. */
      while (level >= 0)
        {
          gsize place = end - 1;
          level--;
          end = (place + 1) * FANOUT;
          while (!has_value (pyramid, values, level, end - 1))
            end--;
        }
      *index = end - 1;
      return TRUE;
    }
  return FALSE;
}
