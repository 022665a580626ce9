// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A long position in a comment is none. */
static glong
get_sum (const char *text)
{
  unsigned long sum = 0;
  const char *direction = "long";
  int long_points = 0;

  return (glong) sum + strtol (text, NULL, 10) + (direction != NULL) + long_points;
}
