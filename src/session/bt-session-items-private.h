// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How a session makes and changes the rows of its lists. */
#pragma once

#include "session/bt-session-items.h"

G_BEGIN_DECLS

/* Returns a new row of a position and the fill that opened it. */
BtPositionItem *bt_position_item_new (const BtPosition *position, const BtFill *entry);
/* Takes over a position's figures; notifies "revision" when something differs. */
void bt_position_item_update (BtPositionItem *item, const BtPosition *position);

/* Returns a new row of an order. */
BtOrderItem *bt_order_item_new (const BtOrder *order);
/* Takes over an order's figures; notifies "revision" when something differs. */
void bt_order_item_update (BtOrderItem *item, const BtOrder *order);

/* Returns a new row of a fill. */
BtFillItem *bt_fill_item_new (const BtFill *fill);
/* Returns a new row of a ledger entry. */
BtLedgerItem *bt_ledger_item_new (const BtLedgerEntry *entry);

/* Returns a new row of the log; command, fill and refusal may be NULL. */
BtLogItem *bt_log_item_new (BtLogKind kind,
                            gint64 time_usec,
                            const char *id,
                            const char *command,
                            const BtFill *fill,
                            const BtRefusal *refusal);

/* Gives a new line of BT_LOG_RULE_BROKEN its record; it is copied. */
void bt_log_item_set_violation (BtLogItem *item, const BtViolation *violation);
/* Gives a line what its kind has beside a time; from_usec may be BT_TIME_NONE, text NULL. */
void bt_log_item_set_action (BtLogItem *item, gint64 figure, gint64 from_usec, const char *text);

G_END_DECLS
