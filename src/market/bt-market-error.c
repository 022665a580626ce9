// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-market-error.h"

G_DEFINE_QUARK (bt - market - error - quark, bt_market_error)
