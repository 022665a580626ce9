// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The rows of a session's lists: thin GObjects around the market records, so that list widgets can
 * bind to them. Each has a "revision" property that notifies when its record changed. Main thread
 * only. */
#pragma once

#include <glib-object.h>

#include "market/bt-challenge-records.h"
#include "market/bt-trade-records.h"

G_BEGIN_DECLS

#define BT_TYPE_POSITION_ITEM (bt_position_item_get_type ())
G_DECLARE_FINAL_TYPE (BtPositionItem, bt_position_item, BT, POSITION_ITEM, GObject)
/* Returns the record as it stands, owned by the item. */
const BtPosition *bt_position_item_get (BtPositionItem *item);
/* Returns the fill that opened it, owned by the item: how and where it was filled. */
const BtFill *bt_position_item_get_entry (BtPositionItem *item);

#define BT_TYPE_ORDER_ITEM (bt_order_item_get_type ())
G_DECLARE_FINAL_TYPE (BtOrderItem, bt_order_item, BT, ORDER_ITEM, GObject)
/* Returns the record as it stands, owned by the item. */
const BtOrder *bt_order_item_get (BtOrderItem *item);

#define BT_TYPE_FILL_ITEM (bt_fill_item_get_type ())
G_DECLARE_FINAL_TYPE (BtFillItem, bt_fill_item, BT, FILL_ITEM, GObject)
/* Returns the record, owned by the item. */
const BtFill *bt_fill_item_get (BtFillItem *item);

#define BT_TYPE_LEDGER_ITEM (bt_ledger_item_get_type ())
G_DECLARE_FINAL_TYPE (BtLedgerItem, bt_ledger_item, BT, LEDGER_ITEM, GObject)
/* Returns the record, owned by the item. */
const BtLedgerEntry *bt_ledger_item_get (BtLedgerItem *item);

/* What a line of the log is about. */
typedef enum
{
  BT_LOG_COMMAND, /* accepted: kind and id in text */
  BT_LOG_FILL,
  BT_LOG_REFUSAL,
  BT_LOG_MARGIN_CALL,
  BT_LOG_LIQUIDATION,
  BT_LOG_CANCELLED,
  BT_LOG_EXPIRED,
  BT_LOG_ENDED,
  BT_LOG_RULE_BROKEN,
  BT_LOG_SWAP, /* figure: the amount, in minor units */
  /* Actions: what was done, or told, beside the journal. */
  BT_LOG_ALERT,  /* figure: the alert's number; text: the alert, see bt_alert_from_json() */
  BT_LOG_PAUSE,  /* figure: BtPauseReason */
  BT_LOG_SPEED,  /* figure: tenths, as bt_session_speeds() */
  BT_LOG_JUMP,   /* forwards, from a time */
  BT_LOG_REWIND, /* back, from a time */
  BT_LOG_BRANCH, /* gone over to the branch of that name */
} BtLogKind;

#define BT_N_LOG_KINDS 16

#define BT_TYPE_LOG_ITEM (bt_log_item_get_type ())
G_DECLARE_FINAL_TYPE (BtLogItem, bt_log_item, BT, LOG_ITEM, GObject)
/* Returns what the line is about. */
BtLogKind bt_log_item_get_kind (BtLogItem *item);
/* Returns when: the clock. */
gint64 bt_log_item_get_time (BtLogItem *item);
/* Returns the order or position concerned, or "". */
const char *bt_log_item_get_id (BtLogItem *item);
/* Returns "place", "modify" … for BT_LOG_COMMAND, else "". */
const char *bt_log_item_get_command (BtLogItem *item);
/* Returns the fill of BT_LOG_FILL, else NULL; owned by the item. */
const BtFill *bt_log_item_get_fill (BtLogItem *item);
/* Returns the refusal of BT_LOG_REFUSAL, else NULL; owned by the item. */
const BtRefusal *bt_log_item_get_refusal (BtLogItem *item);
/* Returns the rule of the challenge that was broken of BT_LOG_RULE_BROKEN, else NULL; owned by the
 * item. */
const BtViolation *bt_log_item_get_violation (BtLogItem *item);
/* Returns whether it is an action, and no line of the engine. */
gboolean bt_log_item_is_action (BtLogItem *item);
/* Returns the figure that its kind has, else 0. */
gint64 bt_log_item_get_figure (BtLogItem *item);
/* Returns where the clock was before a jump or a rewind, else BT_TIME_NONE. */
gint64 bt_log_item_get_from (BtLogItem *item);
/* Returns the text that its kind has, else NULL; owned by the item. */
const char *bt_log_item_get_text (BtLogItem *item);

G_END_DECLS
