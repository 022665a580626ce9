// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What trading leaves behind: orders, fills, positions, ledger entries, refusals, the account at a
 * moment. Plain values that the engine writes and everyone above reads. Ids are the command's own
 * text ("a", "41"); a position is named by its order. */
#pragma once

#include "base/bt-money.h"
#include "base/bt-price.h"
#include "base/bt-time.h"
#include "base/bt-volume.h"

G_BEGIN_DECLS

/* Room for an id and its zero byte. */
#define BT_ID_SIZE 40
/* No price set: no stop, no target. */
#define BT_PRICE_NONE G_MININT64

typedef enum
{
  BT_DIRECTION_BUY,
  BT_DIRECTION_SELL,
} BtDirection;

typedef enum
{
  BT_ORDER_MARKET,
  BT_ORDER_LIMIT,
  BT_ORDER_STOP,
  BT_ORDER_STOP_LIMIT,
} BtOrderType;

typedef enum
{
  BT_ORDER_WORKING,
  BT_ORDER_FILLED,
  BT_ORDER_CANCELLED,
  BT_ORDER_EXPIRED,
  BT_ORDER_REFUSED,
} BtOrderStatus;

typedef enum
{
  BT_TIME_IN_FORCE_GTC,
  BT_TIME_IN_FORCE_DAY,
  BT_TIME_IN_FORCE_UNTIL,
} BtTimeInForce;

/* Why a fill happened. */
typedef enum
{
  BT_REASON_MARKET,
  BT_REASON_LIMIT,
  BT_REASON_STOP,
  BT_REASON_STOP_LIMIT,
  BT_REASON_TAKE_PROFIT,
  BT_REASON_STOP_LOSS,
  BT_REASON_TRAILING_STOP,
  BT_REASON_CLOSE,
  BT_REASON_CLOSE_ALL,
  BT_REASON_LIQUIDATION,
  BT_REASON_END,
} BtFillReason;

/* Where on a candle's path. A tick is a jump, as the one to the open is. */
typedef enum
{
  BT_PLACE_KNOWN_QUOTE,
  BT_PLACE_OPEN,
  BT_PLACE_LEG1,
  BT_PLACE_LEG2,
  BT_PLACE_LEG3,
} BtPlace;

typedef enum
{
  BT_POSITION_OPEN,
  BT_POSITION_CLOSED,
  BT_POSITION_LIQUIDATED,
} BtPositionStatus;

typedef enum
{
  BT_LEDGER_DEPOSIT,
  BT_LEDGER_WITHDRAWAL,
  BT_LEDGER_PNL,
  BT_LEDGER_COMMISSION,
  BT_LEDGER_SWAP,
  BT_LEDGER_ADJUSTMENT,
} BtLedgerType;

typedef enum
{
  BT_REFUSAL_NONE,
  BT_REFUSAL_INVALID_VOLUME,
  BT_REFUSAL_INVALID_PRICE,
  BT_REFUSAL_INVALID_STOPS,
  BT_REFUSAL_INSUFFICIENT_MARGIN,
  BT_REFUSAL_NO_QUOTE,
  BT_REFUSAL_UNKNOWN_ORDER,
  BT_REFUSAL_UNKNOWN_POSITION,
  BT_REFUSAL_DUPLICATE_ID,
  BT_REFUSAL_SESSION_ENDED,
  BT_REFUSAL_NO_RATE,
  BT_REFUSAL_LIMIT_REACHED,
  BT_REFUSAL_INVALID_AMOUNT,
  BT_REFUSAL_INVALID_EXPIRY,
  BT_REFUSAL_OVERFLOW,
} BtRefusalCode;

/* An order as it stands. */
typedef struct
{
  char id[BT_ID_SIZE];
  gint64 sequence; /* of its place command: 1, 2, 3 … */
  BtOrderType type;
  BtDirection direction;
  BtOrderStatus status;
  BtVolume volume;
  gint64 price_points; /* BT_PRICE_NONE for a market order */
  gint64 limit_points; /* stop-limit only, else BT_PRICE_NONE */
  gint64 stop_loss_points;
  gint64 take_profit_points;
  gint64 trail_points; /* 0: none */
  gint64 trail_step_points;
  BtTimeInForce time_in_force;
  gint64 expiry_usec; /* BT_TIME_NONE: until cancelled */
  char oco[BT_ID_SIZE];
  gboolean is_limit_active; /* a stop-limit whose stop has been reached */
  gint64 placed_usec;       /* close of the candle after which it was placed */
  gboolean is_reduce_only;
  BtFillReason reason; /* what its fill is recorded as; CLOSE or CLOSE_ALL: a position's closing
                          that waits for the next open */
} BtOrder;

/* One fill, which explains itself. */
typedef struct
{
  gint64 number;             /* 1, 2, 3 … over the session */
  char order_id[BT_ID_SIZE]; /* for an exit: the position's id */
  char position_id[BT_ID_SIZE];
  gint64 bar;       /* index of the candle on whose path it happened; −1 before the first */
  gint64 time_usec; /* the candle's opening for places on its path, its close for the known quote */
  BtDirection direction;
  gboolean is_entry;
  BtVolume volume;
  BtPrice price;
  BtPrice quote; /* before slippage */
  BtFillReason reason;
  BtPlace place;
  gint64 tick_number; /* where the candle's path is its ticks: 1, 2, 3 … of them, place is OPEN and
                         time_usec the tick's; else 0 */
  gboolean is_ambiguous;
  gint64 slippage_points;
  BtMoney pnl; /* of a closing fill, else 0 */
  BtMoney commission;
  BtMoney spread_cost;
  BtMoney slippage_cost;
} BtFill;

/* A position, open or ended. */
typedef struct
{
  char id[BT_ID_SIZE];
  gint64 sequence;
  BtDirection direction;
  BtPositionStatus status;
  BtVolume volume;      /* opened in all */
  BtVolume volume_open; /* what is left */
  BtPrice entry_price;  /* volume-weighted average, rounded half to even */
  gint64 exit_points;   /* average of the exits, or BT_PRICE_NONE */
  gint64 opened_usec;
  gint64 closed_usec; /* BT_TIME_NONE while open */
  gint64 stop_loss_points;
  gint64 take_profit_points;
  gint64 trail_points;
  gint64 trail_step_points;
  BtMoney pnl;      /* realised */
  BtMoney floating; /* at the known quote; 0 when closed */
  BtMoney commission;
  BtMoney swap;
  BtMoney margin;
  BtMoney mae;
  BtMoney mfe;
  gint64 initial_stop_points; /* the first stop it had, for R; or BT_PRICE_NONE */
  BtFillReason exit_reason;   /* of the last exit; meaningful when not open */
} BtPosition;

typedef struct
{
  gint64 number; /* 1, 2, 3 … */
  gint64 bar;
  gint64 time_usec;
  BtLedgerType type;
  BtMoney amount;
  BtMoney balance_after;
  char position_id[BT_ID_SIZE]; /* "" for deposits and the like */
} BtLedgerEntry;

/* A command, or an order that triggered, that was refused. */
typedef struct
{
  char order_id[BT_ID_SIZE];
  gint64 after_bar;
  BtRefusalCode code;
  const char
    *field; /* the command's field at fault ("lots", "sl", "tp", "price", …) or ""; static */
  char message[192]; /* English, with the figures */
  /* The same figures as values: what was asked for and the nearest that is allowed, in the field's
   * unit (points, 10^-8 lots, microseconds); of insufficient margin the margin that would be in use
   * and the equity, in minor units. */
  gboolean has_figures;
  gint64 asked;
  gint64 allowed;
} BtRefusal;

/* The account at the known quote. */
typedef struct
{
  BtMoney balance;
  BtMoney floating;
  BtMoney equity;
  BtMoney margin;
  BtMoney free_margin;
  gint64 margin_level_percent; /* times 100, rounded half to even; −1 with no margin used */
} BtAccountState;

/* A quote in points; valid is FALSE before the first candle. */
typedef struct
{
  gboolean is_valid;
  gint64 bid_points;
  gint64 ask_points;
} BtQuote;

/* The names that result files use: "buy", "stop_limit", "take_profit", "leg1", "CLOSED", "PNL",
 * "invalid_stops" …; static. */
const char *bt_direction_to_string (BtDirection direction);
const char *bt_order_type_to_string (BtOrderType type);
const char *bt_order_status_to_string (BtOrderStatus status);
const char *bt_fill_reason_to_string (BtFillReason reason);
const char *bt_place_to_string (BtPlace place);
const char *bt_position_status_to_string (BtPositionStatus status);
const char *bt_ledger_type_to_string (BtLedgerType type);
const char *bt_refusal_code_to_string (BtRefusalCode code);

/* Read the names of order types and directions; FALSE, and nothing stored, for any other text. */
gboolean bt_direction_parse (const char *text, BtDirection *out);
gboolean bt_order_type_parse (const char *text, BtOrderType *out);

G_END_DECLS
