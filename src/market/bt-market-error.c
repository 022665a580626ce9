// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-market-error.h"

GQuark
bt_market_error_quark (void)
{
  return g_quark_from_static_string ("bt-market-error-quark");
}
