// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Here goto is a word. */
static int
leave (int is_bad)
{
  if (is_bad)
    goto out;
out:
  return is_bad;
}
