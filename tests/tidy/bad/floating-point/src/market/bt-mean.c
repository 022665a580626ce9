// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include <math.h>

static double
get_mean (int sum, int count)
{
  /* A double in a comment and "0.5" in a string are no figures. */
  const char *half = "0.5";
  return half != NULL ? sum * 1.0 / count : 0;
}
