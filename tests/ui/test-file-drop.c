// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Paths as they are pasted. */
#include "config.h"

#include "ui/bt-file-drop.h"

static void
check_path (const char *line, const char *expected)
{
  g_autoptr (GFile) file = bt_file_drop_parse (line);

  if (expected == NULL)
    {
      g_assert_null (file);
      return;
    }
  g_assert_nonnull (file);
  g_assert_cmpstr (g_file_peek_path (file), ==, expected);
}

static void
test_parse (void)
{
  g_autofree char *below_home = g_build_filename (g_get_home_dir (), "gold.csv", NULL);

  check_path ("/data/gold.csv", "/data/gold.csv");
  check_path ("  /data/gold.csv\r", "/data/gold.csv");
  check_path ("\"/data/my gold.csv\"", "/data/my gold.csv");
  check_path ("'/data/my gold.csv'", "/data/my gold.csv");
  check_path ("file:///data/my%20gold.csv", "/data/my gold.csv");
  check_path ("~/gold.csv", below_home);
  check_path ("", NULL);
  check_path ("gold.csv", NULL);
  check_path ("\"", NULL);
  check_path ("time,open,high,low,close", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/file-drop/parse", test_parse);
  return g_test_run ();
}
