// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include <time.h>

static gint64
get_now (GHashTable *orders)
{
  GHashTableIter iter;
  g_hash_table_iter_init (&iter, orders);
  g_mutex_lock (NULL);
  g_print ("read (this)");
  setlocale (LC_ALL, "");
  return g_get_monotonic_time () + g_random_int ();
}
