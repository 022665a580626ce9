// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
static gulong
choose_plural (int count)
{
  return (gulong) count;
}
