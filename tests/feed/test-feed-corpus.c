// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The files from which `make fuzz` starts: those named good- are read, those named bad- refused,
 * and none of them, whole, cut or changed, takes long. */
#include "config.h"

#include "fuzz-feed.h"

#include <string.h>

/* More than any of these small files takes on a busy machine under sanitizers. */
#define MAX_SECONDS 20

static char *
find_corpus (void)
{
  return g_test_build_filename (G_TEST_DIST, "feed", "corpus", NULL);
}

static void
test_corpus (void)
{
  g_autofree char *folder = find_corpus ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint n_good = 0;
  guint n_bad = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_test_message ("%s", name);
      const gint64 count = fuzz_feed_read ((const guint8 *) bytes, length);
      if (g_str_has_prefix (name, "good-"))
        {
          g_assert_cmpint (count, >, 0);
          n_good++;
        }
      else
        {
          g_assert_true (g_str_has_prefix (name, "bad-"));
          g_assert_cmpint (count, <=, 0);
          n_bad++;
        }
    }
  g_assert_cmpuint (n_good, >, 30);
  g_assert_cmpuint (n_bad, >, 5);
}

/* Every file cut in half, and with each of some bytes changed. */
static void
test_damage (void)
{
  g_autofree char *folder = find_corpus ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  const char *name;
  guint n_runs = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_test_message ("%s", name);
      fuzz_feed_read ((const guint8 *) bytes, length / 2);
      for (guint i = 0; i < 40; i++)
        {
          const gint32 at = g_rand_int_range (random, 0, (gint32) length);
          const char old = bytes[at];
          bytes[at] = (char) g_rand_int_range (random, 0, 256);
          fuzz_feed_read ((const guint8 *) bytes, length);
          bytes[at] = old;
          n_runs++;
        }
    }
  g_assert_cmpuint (n_runs, >, 1000);
  g_assert_cmpfloat (g_test_timer_elapsed (), <, MAX_SECONDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_timer_start ();
  g_test_add_func ("/feed/corpus/files", test_corpus);
  g_test_add_func ("/feed/corpus/damage", test_damage);
  return g_test_run ();
}
