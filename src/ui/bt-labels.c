// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-labels.h"

#include "market/bt-command.h"

#include <glib/gi18n.h>

const char *
bt_label_direction (BtDirection direction)
{
  return direction == BT_DIRECTION_BUY ? _ ("Buy") : _ ("Sell");
}

const char *
bt_label_order_type (BtOrderType type)
{
  switch (type)
    {
    case BT_ORDER_MARKET:
      return C_ ("kind of order", "market");
    case BT_ORDER_LIMIT:
      return C_ ("kind of order", "limit");
    case BT_ORDER_STOP:
      return C_ ("kind of order", "stop");
    case BT_ORDER_STOP_LIMIT:
      return C_ ("kind of order", "stop-limit");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
bt_label_reason (BtFillReason reason)
{
  switch (reason)
    {
    case BT_REASON_MARKET:
      return _ ("market");
    case BT_REASON_LIMIT:
      return _ ("limit");
    case BT_REASON_STOP:
      return _ ("stop");
    case BT_REASON_STOP_LIMIT:
      return _ ("stop-limit");
    case BT_REASON_TAKE_PROFIT:
      return _ ("target");
    case BT_REASON_STOP_LOSS:
      return _ ("stop loss");
    case BT_REASON_TRAILING_STOP:
      return _ ("trailing stop");
    case BT_REASON_CLOSE:
      return _ ("closed by hand");
    case BT_REASON_CLOSE_ALL:
      return _ ("all closed by hand");
    case BT_REASON_LIQUIDATION:
      return _ ("stop-out");
    case BT_REASON_END:
      return _ ("end of the session");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
bt_label_place (BtPlace place)
{
  switch (place)
    {
    case BT_PLACE_KNOWN_QUOTE:
      return _ ("known quote");
    case BT_PLACE_OPEN:
      return _ ("open");
    case BT_PLACE_LEG1:
      return _ ("leg 1");
    case BT_PLACE_LEG2:
      return _ ("leg 2");
    case BT_PLACE_LEG3:
      return _ ("leg 3");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
bt_label_ledger (BtLedgerType type)
{
  switch (type)
    {
    case BT_LEDGER_DEPOSIT:
      return _ ("Deposit");
    case BT_LEDGER_WITHDRAWAL:
      return _ ("Withdrawal");
    case BT_LEDGER_PNL:
      return _ ("Result");
    case BT_LEDGER_COMMISSION:
      return _ ("Commission");
    case BT_LEDGER_SWAP:
      return _ ("Swap");
    case BT_LEDGER_ADJUSTMENT:
      return _ ("Adjustment");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
bt_label_policy (BtPathPolicy policy)
{
  switch (policy)
    {
    case BT_PATH_ADAPTIVE:
      return C_ ("intrabar rule", "Adaptive");
    case BT_PATH_PESSIMISTIC:
      return C_ ("intrabar rule", "Pessimistic");
    case BT_PATH_OPTIMISTIC:
      return C_ ("intrabar rule", "Optimistic");
    case BT_PATH_OHLC:
      return C_ ("intrabar rule", "High first");
    case BT_PATH_OLHC:
      return C_ ("intrabar rule", "Low first");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
bt_label_policy_explained (BtPathPolicy policy)
{
  switch (policy)
    {
    case BT_PATH_ADAPTIVE:
      return _ ("The extreme nearer to the open comes first");
    case BT_PATH_PESSIMISTIC:
      return _ ("In doubt, the worse order for you fills");
    case BT_PATH_OPTIMISTIC:
      return _ ("In doubt, the better order for you fills");
    case BT_PATH_OHLC:
      return _ ("Every candle runs open, high, low, close");
    case BT_PATH_OLHC:
      return _ ("Every candle runs open, low, high, close");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
bt_label_refusal (BtRefusalCode code)
{
  switch (code)
    {
    case BT_REFUSAL_NONE:
      return "";
    case BT_REFUSAL_INVALID_VOLUME:
      return _ ("The size is outside the instrument’s limits or not on its step");
    case BT_REFUSAL_INVALID_PRICE:
      return _ ("The price is on the wrong side of the market");
    case BT_REFUSAL_INVALID_STOPS:
      return _ ("The price is on the wrong side for this order");
    case BT_REFUSAL_INSUFFICIENT_MARGIN:
      return _ ("The free margin is too small for this size");
    case BT_REFUSAL_NO_QUOTE:
      return _ ("There is no quote before the first candle: play or step first");
    case BT_REFUSAL_UNKNOWN_ORDER:
      return _ ("The order is no longer working");
    case BT_REFUSAL_UNKNOWN_POSITION:
      return _ ("The position is no longer open");
    case BT_REFUSAL_DUPLICATE_ID:
      return _ ("There is an order of that number already");
    case BT_REFUSAL_SESSION_ENDED:
      return _ ("The session has ended");
    case BT_REFUSAL_NO_RATE:
      return _ ("The result cannot be converted to the account’s currency");
    case BT_REFUSAL_LIMIT_REACHED:
      return _ ("The session holds as many orders and positions as it can");
    case BT_REFUSAL_INVALID_AMOUNT:
      return _ ("The amount is not allowed");
    case BT_REFUSAL_INVALID_EXPIRY:
      return _ ("The expiry is not in the future");
    case BT_REFUSAL_OVERFLOW:
      return _ ("The figures are too large");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
bt_label_session_state (BtSessionState state)
{
  switch (state)
    {
    case BT_SESSION_PAUSED:
      return _ ("Paused");
    case BT_SESSION_RUNNING:
      return _ ("Running");
    case BT_SESSION_ARCHIVED:
      return _ ("Archived");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
bt_label_price_kind (BtPriceKind kind)
{
  switch (kind)
    {
    case BT_SIDE_KIND_BID:
      return _ ("bid");
    case BT_SIDE_KIND_ASK:
      return _ ("ask");
    case BT_SIDE_KIND_MID:
      return _ ("mid");
    default:
      g_return_val_if_reached ("");
    }
}

char *
bt_label_zone (BtZone zone)
{
  switch (zone.kind)
    {
    case BT_ZONE_UTC:
      return g_strdup ("UTC");
    case BT_ZONE_NEW_YORK:
      return g_strdup (_ ("New York"));
    case BT_ZONE_LONDON:
      return g_strdup (_ ("London"));
    case BT_ZONE_TOKYO:
      return g_strdup (_ ("Tokyo"));
    case BT_ZONE_EASTERN_EUROPE:
      return g_strdup (_ ("UTC+2, UTC+3 in European summer"));
    case BT_ZONE_CENTRAL_EUROPE:
      return g_strdup (_ ("UTC+1, UTC+2 in European summer"));
    case BT_ZONE_NEW_YORK_PLUS_7:
      return g_strdup (_ ("UTC+2, UTC+3 in New York summer"));
    case BT_ZONE_NEW_YORK_EU_DATES:
      return g_strdup (_ ("UTC−5, UTC−4 in European summer"));
    case BT_ZONE_FIXED:
    default:
      break;
    }
  guint minutes = (guint) ABS (zone.offset_minutes);
  const char *sign = zone.offset_minutes < 0 ? "−" : "+";
  g_autofree char *offset = minutes % 60 != 0
                              ? g_strdup_printf ("UTC%s%u:%02u", sign, minutes / 60, minutes % 60)
                              : g_strdup_printf ("UTC%s%u", sign, minutes / 60);
  /* Translators: %s is an offset such as UTC+2. */
  return g_strdup_printf (_ ("%s all year"), offset);
}

const char *
bt_label_pause (BtPauseReason reason)
{
  switch (reason)
    {
    case BT_PAUSE_FILL:
      return _ ("Paused: an order filled");
    case BT_PAUSE_MARGIN_CALL:
      return _ ("Paused: margin call");
    case BT_PAUSE_LIQUIDATION:
      return _ ("Paused: positions were closed for want of margin");
    case BT_PAUSE_DATA_END:
      return _ ("This was the last candle of the session");
    case BT_PAUSE_ERROR:
      return _ ("Paused: something failed");
    case BT_PAUSE_ALERT:
      return _ ("Paused: an alert fired");
    case BT_PAUSE_RULE_BROKEN:
    case BT_PAUSE_NONE:
    case BT_PAUSE_USER:
    default:
      return NULL;
    }
}

const char *
bt_label_command (const char *command)
{
  BtCommandKind kind;

  if (!bt_command_kind_parse (command, &kind))
    return "";
  switch (kind)
    {
    case BT_COMMAND_PLACE:
      return C_ ("command", "Order placed");
    case BT_COMMAND_MODIFY:
      return C_ ("command", "Changed");
    case BT_COMMAND_CANCEL:
      return C_ ("command", "Cancelled");
    case BT_COMMAND_CLOSE:
      return C_ ("command", "Closed");
    case BT_COMMAND_CLOSE_ALL:
      return C_ ("command", "All closed");
    case BT_COMMAND_DEPOSIT:
      return C_ ("command", "Deposit");
    case BT_COMMAND_WITHDRAW:
      return C_ ("command", "Withdrawal");
    case BT_COMMAND_NOTE:
      return C_ ("command", "Note");
    case BT_COMMAND_FORK:
      return C_ ("command", "Branch");
    case BT_COMMAND_END:
      return C_ ("command", "Session ended");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
bt_label_palette_colour (guint index)
{
  static const char *const names[]
    = { NC_ ("colour", "Orange"), NC_ ("colour", "Periwinkle"), NC_ ("colour", "Violet"),
        NC_ ("colour", "Teal"),   NC_ ("colour", "Pink"),       NC_ ("colour", "Yellow"),
        NC_ ("colour", "Blue"),   NC_ ("colour", "Brown") };

  return index < G_N_ELEMENTS (names) ? g_dpgettext2 (NULL, "colour", names[index]) : NULL;
}
