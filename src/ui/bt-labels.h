// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the codes of the layers below are called in the user's language. All strings are static but
 * the zone's. */
#pragma once

#include "market/bt-session-settings.h"
#include "market/bt-trade-records.h"
#include "session/bt-session.h"

G_BEGIN_DECLS

/* Returns "Buy" or "Sell". */
const char *bt_label_direction (BtDirection direction);
/* Returns "limit", "stop-limit" … */
const char *bt_label_order_type (BtOrderType type);
/* Returns why a fill happened: "market", "stop loss" … */
const char *bt_label_reason (BtFillReason reason);
/* Returns where on the candle's path: "known quote", "open", "leg 1" … */
const char *bt_label_place (BtPlace place);
/* Returns the kind of a ledger entry: "Deposit", "Commission" … */
const char *bt_label_ledger (BtLedgerType type);
/* Returns the intrabar rule: "Adaptive" … */
const char *bt_label_policy (BtPathPolicy policy);
/* Returns one sentence on what the rule does. */
const char *bt_label_policy_explained (BtPathPolicy policy);
/* Returns why an order was refused, as a sentence. */
const char *bt_label_refusal (BtRefusalCode code);
/* Returns the state: "Running", "Paused", "Archived". */
const char *bt_label_session_state (BtSessionState state);
/* Returns which price candles state: "bid", "ask", "mid". */
const char *bt_label_price_kind (BtPriceKind kind);
/* Returns a zone in words: "New York", "UTC+2, UTC+3 in New York summer"; free with g_free(). */
char *bt_label_zone (BtZone zone);
/* Returns why play stopped by itself, as a short sentence; NULL for a pause by the user and none.
 */
const char *bt_label_pause (BtPauseReason reason);
/* Returns the name of a command: "Order", "Change", "Close" … for a command's own name as the log
 * gives it. */
const char *bt_label_command (const char *command);

/* Returns the name of a colour of the chart's palette, or NULL beyond it; static. */
const char *bt_label_palette_colour (guint index);

G_END_DECLS
