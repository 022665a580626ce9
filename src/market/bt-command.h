// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A command, as the trader gave it: what a session's journal holds. A plain value. */
#pragma once

#include "market/bt-trade-records.h"

G_BEGIN_DECLS

#define BT_NOTE_SIZE 1024

typedef enum
{
  BT_COMMAND_PLACE,
  BT_COMMAND_MODIFY,
  BT_COMMAND_CANCEL,
  BT_COMMAND_CLOSE,
  BT_COMMAND_CLOSE_ALL,
  BT_COMMAND_DEPOSIT,
  BT_COMMAND_WITHDRAW,
  BT_COMMAND_NOTE,
  BT_COMMAND_FORK,
  BT_COMMAND_END,
} BtCommandKind;

/* Which fields a modify changes: only what the command named is touched; a price set to
 * BT_PRICE_NONE takes it away. */
typedef enum
{
  BT_MODIFY_STOP_LOSS = 1 << 0,
  BT_MODIFY_TAKE_PROFIT = 1 << 1,
  BT_MODIFY_TRAIL = 1 << 2,
  BT_MODIFY_PRICE = 1 << 3,
  BT_MODIFY_LIMIT = 1 << 4,
  BT_MODIFY_VOLUME = 1 << 5,
  BT_MODIFY_EXPIRY = 1 << 6,
  BT_MODIFY_BREAK_EVEN = 1 << 7, /* sets the stop by the rule of section 6; alone */
} BtModifyMask;

/* Which positions a close_all means. */
typedef enum
{
  BT_CLOSE_EVERY,
  BT_CLOSE_WINNERS,
  BT_CLOSE_LOSERS,
} BtCloseScope;

typedef struct
{
  BtCommandKind kind;
  gint64 after_bar;    /* index of the last known candle, −1 before the first */
  char id[BT_ID_SIZE]; /* of the order or position; for fork the branch's name; "" for deposit,
                          note, end … */
  BtOrderType type;
  BtDirection direction;
  BtVolume volume; /* place, and close (0: all of it) */
  gint64 price_points;
  gint64 limit_points;
  gint64 stop_loss_points;
  gint64 take_profit_points;
  gint64 trail_points;      /* 0: none */
  gint64 trail_step_points; /* 0 means 1 */
  char oco[BT_ID_SIZE];
  gboolean is_reduce_only;
  BtTimeInForce time_in_force;
  gint64 expiry_usec;
  guint modify_mask; /* BtModifyMask */
  BtCloseScope scope;
  BtMoney amount; /* deposit, withdraw */
  char note[BT_NOTE_SIZE];
} BtCommand;

/* Makes an empty command of that kind: every price BT_PRICE_NONE, no expiry. */
void bt_command_init (BtCommand *command, BtCommandKind kind, gint64 after_bar);

/* Returns "place" … "end"; static. */
const char *bt_command_kind_to_string (BtCommandKind kind);
/* Reads such a name; FALSE, and nothing stored, for any other text. */
gboolean bt_command_kind_parse (const char *text, BtCommandKind *out);

G_END_DECLS
