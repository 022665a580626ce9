// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-time-set.h"

#include "base/bt-checked.h"

#define MINUTES_PER_DAY 1440
#define WORDS_PER_PAGE ((MINUTES_PER_DAY + 63) / 64)
#define MAX_OTHERS 1000000

struct _BtTimeSet
{
  gboolean has_phase;
  gint64 phase_usec;  /* of the first time within its minute */
  GHashTable *pages;  /* the number of a day, as a gint64 → guint64[WORDS_PER_PAGE] */
  gint64 last_day;    /* of the page below */
  guint64 *last_page; /* NULL before the first */
  GHashTable *others; /* of gint64 *: times between the minutes */
  gint64 length;
};

BtTimeSet *
bt_time_set_new (void)
{
  BtTimeSet *set = g_new0 (BtTimeSet, 1);

  set->pages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  set->others = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return set;
}

void
bt_time_set_free (BtTimeSet *set)
{
  if (set == NULL)
    return;
  g_hash_table_unref (set->pages);
  g_hash_table_unref (set->others);
  g_free (set);
}

static guint64 *
get_page (BtTimeSet *set, gint64 day)
{
  if (set->last_page != NULL && set->last_day == day)
    return set->last_page;
  guint64 *page = g_hash_table_lookup (set->pages, &day);
  if (page == NULL)
    {
      page = g_new0 (guint64, WORDS_PER_PAGE);
      g_hash_table_insert (set->pages, g_memdup2 (&day, sizeof day), page);
    }
  set->last_day = day;
  set->last_page = page;
  return page;
}

static gboolean
add_other (BtTimeSet *set, gint64 time_usec)
{
  if (g_hash_table_contains (set->others, &time_usec))
    return FALSE;
  if (g_hash_table_size (set->others) < MAX_OTHERS)
    g_hash_table_add (set->others, g_memdup2 (&time_usec, sizeof time_usec));
  set->length++;
  return TRUE;
}

gboolean
bt_time_set_add (BtTimeSet *set, gint64 time_usec)
{
  if (!set->has_phase)
    {
      set->has_phase = TRUE;
      set->phase_usec
        = time_usec - bt_divide_floor (time_usec, BT_USEC_PER_MINUTE) * BT_USEC_PER_MINUTE;
    }
  const gint64 moved = time_usec - set->phase_usec;
  const gint64 minutes = bt_divide_floor (moved, BT_USEC_PER_MINUTE);
  if (minutes * BT_USEC_PER_MINUTE != moved)
    return add_other (set, time_usec);

  const gint64 day = bt_divide_floor (minutes, MINUTES_PER_DAY);
  const guint minute = (guint) (minutes - day * MINUTES_PER_DAY);
  guint64 *word = &get_page (set, day)[minute / 64];
  const guint64 bit = G_GUINT64_CONSTANT (1) << (minute % 64);
  if ((*word & bit) != 0)
    return FALSE;
  *word |= bit;
  set->length++;
  return TRUE;
}

gint64
bt_time_set_get_length (const BtTimeSet *set)
{
  return set->length;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const gint64 left = *(const gint64 *) a;
  const gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/* Returns the keys of a table, of gint64, in ascending order. */
static GArray *
sort_keys (GHashTable *table)
{
  GArray *keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), g_hash_table_size (table));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_vals (keys, key, 1);
  g_array_sort (keys, compare_times);
  return keys;
}

void
bt_time_set_foreach (const BtTimeSet *set, BtTimeSetFunc func, gpointer user_data)
{
  g_autoptr (GArray) days = sort_keys (set->pages);
  g_autoptr (GArray) others = sort_keys (set->others);
  guint next = 0;

  for (guint i = 0; i < days->len; i++)
    {
      const gint64 day = g_array_index (days, gint64, i);
      const guint64 *page = g_hash_table_lookup (set->pages, &day);
      for (guint minute = 0; minute < MINUTES_PER_DAY; minute++)
        {
          if ((page[minute / 64] >> (minute % 64) & 1) == 0)
            continue;
          const gint64 time_usec
            = (day * MINUTES_PER_DAY + minute) * BT_USEC_PER_MINUTE + set->phase_usec;
          for (; next < others->len && g_array_index (others, gint64, next) < time_usec; next++)
            func (g_array_index (others, gint64, next), user_data);
          func (time_usec, user_data);
        }
    }
  for (; next < others->len; next++)
    func (g_array_index (others, gint64, next), user_data);
}
