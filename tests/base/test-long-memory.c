// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-long-memory.h"

#include <sys/mman.h>
#include <sys/resource.h>

#define MEBIBYTE (1024 * 1024)

/* What is there stays, from a few values to more than the heap is used for. */
static void
test_grows (void)
{
  BtLongMemory memory = { 0 };

  for (gsize count = 1; count <= 200000; count++)
    {
      guint64 *values = bt_long_memory_reserve (&memory, count * sizeof (guint64));
      g_assert_true (memory.data == values);
      g_assert_cmpuint (memory.bytes, >=, count * sizeof (guint64));
      values[count - 1] = count * 2654435761u;
    }
  const guint64 *values = memory.data;
  for (gsize i = 0; i < 200000; i++)
    g_assert_cmpuint (values[i], ==, (i + 1) * 2654435761u);
  bt_long_memory_clear (&memory);
  g_assert_null (memory.data);
  g_assert_cmpuint (memory.bytes, ==, 0);
}

/* Half of what there is room for is spare, and as long as there is room nothing moves. */
static void
test_spare (void)
{
  const gsize sizes[] = { 0, 1, 1000, 64 * 1024, 64 * 1024 + 1, 3 * MEBIBYTE };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      BtLongMemory memory = { 0 };
      gpointer data = bt_long_memory_reserve (&memory, sizes[i]);
      const gsize bytes = memory.bytes;

      g_assert_nonnull (data);
      g_assert_cmpuint (bytes, >=, 2 * sizes[i]);
      g_assert_true (bt_long_memory_reserve (&memory, bytes) == data);
      g_assert_true (bt_long_memory_reserve (&memory, 1) == data);
      g_assert_cmpuint (memory.bytes, ==, bytes);
      bt_long_memory_clear (&memory);
    }
}

/* Growing touches no page of what is there. */
static void
test_not_copied (void)
{
#ifdef MREMAP_MAYMOVE
  const gsize bytes = 32 * MEBIBYTE;
  BtLongMemory memory = { 0 };
  struct rusage before;
  struct rusage after;
  guint8 *data = bt_long_memory_reserve (&memory, bytes);

  for (gsize i = 0; i < bytes; i += 1024)
    data[i] = (guint8) (i / 1024 % 251);
  g_assert_cmpint (getrusage (RUSAGE_THREAD, &before), ==, 0);
  data = bt_long_memory_reserve (&memory, 2 * bytes + 1);
  g_assert_cmpint (getrusage (RUSAGE_THREAD, &after), ==, 0);
  /* A copy would touch thousands. */
  g_assert_cmpint (after.ru_minflt - before.ru_minflt, <, 100);
  for (gsize i = 0; i < bytes; i += 1024)
    g_assert_cmpuint (data[i], ==, i / 1024 % 251);
  bt_long_memory_clear (&memory);
#else
  g_test_skip ("memory cannot be moved by its pages here");
#endif
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/long-memory/grows", test_grows);
  g_test_add_func ("/long-memory/spare", test_spare);
  g_test_add_func ("/long-memory/not-copied", test_not_copied);
  return g_test_run ();
}
