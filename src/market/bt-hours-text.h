// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Trading hours as text; see bt-trading-hours.h, which is what others use. Inside `market` only. */
#pragma once

#include "market/bt-trading-hours.h"

G_BEGIN_DECLS

/* As bt_trading_hours_parse(). */
gboolean bt_hours_text_parse (const char *text, BtTradingHours *out, GError **error);
/* As bt_trading_hours_to_string(). */
char *bt_hours_text_format (const BtTradingHours *hours);

G_END_DECLS
