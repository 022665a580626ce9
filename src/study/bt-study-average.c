// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "study/bt-study-average.h"

const char *const bt_average_names[] = { "sma", "ema", "wilder", "wma", NULL };
