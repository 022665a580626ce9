// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-long-memory.h"

#include <string.h>
#include <sys/mman.h>

#define FIRST_BYTES 2048
/* From here on memory has pages of its own. */
#define LONG_BYTES (128 * 1024)

static gboolean
is_long (gsize bytes)
{
  return bytes >= LONG_BYTES;
}

static gpointer
map_pages (gsize bytes)
{
  return mmap (NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1,
               0);
}

/* Returns MAP_FAILED where there is no room. */
static gpointer
move_pages (gpointer data, gsize before, gsize bytes)
{
#ifdef MREMAP_MAYMOVE
  return mremap (data, before, bytes, MREMAP_MAYMOVE);
#else
  gpointer moved = map_pages (bytes);

  if (moved == MAP_FAILED)
    return moved;
  memcpy (moved, data, before);
  munmap (data, before);
  return moved;
#endif
}

static gpointer
leave_heap (gpointer data, gsize before, gsize bytes)
{
  gpointer moved = map_pages (bytes);

  if (moved == MAP_FAILED)
    return moved;
  if (before > 0)
    memcpy (moved, data, before);
  g_free (data);
  return moved;
}

gpointer
bt_long_memory_reserve (BtLongMemory *memory, gsize bytes)
{
  g_return_val_if_fail (memory != NULL && bytes <= G_MAXSIZE / 2, NULL);

  if (bytes <= memory->bytes && memory->data != NULL)
    return memory->data;

  const gsize wanted = MAX (2 * bytes, FIRST_BYTES);
  if (!is_long (wanted))
    memory->data = g_realloc (memory->data, wanted);
  else if (is_long (memory->bytes))
    memory->data = move_pages (memory->data, memory->bytes, wanted);
  else
    memory->data = leave_heap (memory->data, memory->bytes, wanted);
  if (memory->data == MAP_FAILED)
    g_error ("No more memory: %" G_GSIZE_FORMAT " bytes asked for", wanted);
  memory->bytes = wanted;
  return memory->data;
}

void
bt_long_memory_clear (BtLongMemory *memory)
{
  g_return_if_fail (memory != NULL);

  if (is_long (memory->bytes))
    munmap (memory->data, memory->bytes);
  else
    g_free (memory->data);
  *memory = (BtLongMemory){ 0 };
}
