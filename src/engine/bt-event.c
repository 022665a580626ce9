// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-event.h"

static const char *const event_names[] = {
  [BT_EVENT_ACCEPTED] = "accepted",
  [BT_EVENT_REFUSED] = "refused",
  [BT_EVENT_TRIGGERED] = "triggered",
  [BT_EVENT_FILLED] = "filled",
  [BT_EVENT_CANCELLED] = "cancelled",
  [BT_EVENT_EXPIRED] = "expired",
  [BT_EVENT_POSITION_OPENED] = "position_opened",
  [BT_EVENT_POSITION_CHANGED] = "position_changed",
  [BT_EVENT_POSITION_CLOSED] = "position_closed",
  [BT_EVENT_MARGIN_CALL] = "margin_call",
  [BT_EVENT_LIQUIDATED] = "liquidated",
  [BT_EVENT_RULE_BROKEN] = "rule_broken",
  [BT_EVENT_LEDGER] = "ledger",
  [BT_EVENT_ENDED] = "ended",
  [BT_EVENT_CHALLENGE_PASSED] = "challenge_passed",
};

const char *
bt_event_kind_to_string (BtEventKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (event_names), "");
  return event_names[kind];
}
