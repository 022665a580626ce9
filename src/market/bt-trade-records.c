// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-trade-records.h"

#include "market/bt-name-table.h"

static const char *const directions[] = { "buy", "sell" };
static const char *const order_types[] = { "market", "limit", "stop", "stop_limit" };
static const char *const order_statuses[]
  = { "working", "filled", "cancelled", "expired", "refused" };
static const char *const places[] = { "known_quote", "open", "leg1", "leg2", "leg3" };
static const char *const position_statuses[] = { "OPEN", "CLOSED", "LIQUIDATED" };

static const char *const fill_reasons[] = {
  "market",        "limit", "stop",      "stop_limit",  "take_profit", "stop_loss",
  "trailing_stop", "close", "close_all", "liquidation", "end",
};

static const char *const ledger_types[] = {
  "DEPOSIT", "WITHDRAWAL", "PNL", "COMMISSION", "SWAP", "ADJUSTMENT",
};

static const char *const refusal_codes[] = {
  "none",     "invalid_volume", "invalid_price",    "invalid_stops",  "insufficient_margin",
  "no_quote", "unknown_order",  "unknown_position", "duplicate_id",   "session_ended",
  "no_rate",  "limit_reached",  "invalid_amount",   "invalid_expiry", "overflow",
};

const char *
bt_direction_to_string (BtDirection direction)
{
  return bt_name_table_get (directions, G_N_ELEMENTS (directions), direction);
}

const char *
bt_order_type_to_string (BtOrderType type)
{
  return bt_name_table_get (order_types, G_N_ELEMENTS (order_types), type);
}

const char *
bt_order_status_to_string (BtOrderStatus status)
{
  return bt_name_table_get (order_statuses, G_N_ELEMENTS (order_statuses), status);
}

const char *
bt_fill_reason_to_string (BtFillReason reason)
{
  return bt_name_table_get (fill_reasons, G_N_ELEMENTS (fill_reasons), reason);
}

const char *
bt_place_to_string (BtPlace place)
{
  return bt_name_table_get (places, G_N_ELEMENTS (places), place);
}

const char *
bt_position_status_to_string (BtPositionStatus status)
{
  return bt_name_table_get (position_statuses, G_N_ELEMENTS (position_statuses), status);
}

const char *
bt_ledger_type_to_string (BtLedgerType type)
{
  return bt_name_table_get (ledger_types, G_N_ELEMENTS (ledger_types), type);
}

const char *
bt_refusal_code_to_string (BtRefusalCode code)
{
  return bt_name_table_get (refusal_codes, G_N_ELEMENTS (refusal_codes), code);
}

gboolean
bt_direction_parse (const char *text, BtDirection *out)
{
  guint value;

  if (!bt_name_table_find (directions, G_N_ELEMENTS (directions), text, &value))
    return FALSE;
  *out = (BtDirection) value;
  return TRUE;
}

gboolean
bt_order_type_parse (const char *text, BtOrderType *out)
{
  guint value;

  if (!bt_name_table_find (order_types, G_N_ELEMENTS (order_types), text, &value))
    return FALSE;
  *out = (BtOrderType) value;
  return TRUE;
}
