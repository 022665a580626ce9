// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Memory of a long array that grows at its end while it is looked at. What is in it is not copied
 * when it grows: the pages of millions of values move as they are, so that the one candle for which
 * there is no more room costs no more than others. Room that is not used yet takes no memory. Any
 * one thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All zero holds nothing. */
typedef struct
{
  gpointer data; /* read only; NULL while there is no room */
  gsize bytes;   /* that there is room for */
} BtLongMemory;

/* Makes room for at least so many bytes, and for about as many again where it has to grow; what is
 * there stays, what is new is undefined. Returns the memory, which may have moved. Does not return
 * where there is no more memory, like g_malloc(). */
gpointer bt_long_memory_reserve (BtLongMemory *memory, gsize bytes);
/* Gives the memory back. */
void bt_long_memory_clear (BtLongMemory *memory);

G_END_DECLS
