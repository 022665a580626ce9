// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-why-labels.h"

#include <glib/gi18n.h>

/* Returns what an order of that kind does. */
static const char *
describe_kind (BtFillReason reason)
{
  switch (reason)
    {
    case BT_REASON_MARKET:
      return _ ("A market order takes the quote as it is");
    case BT_REASON_LIMIT:
      return _ ("A limit order fills at its price or better");
    case BT_REASON_STOP:
      return _ ("A stop order becomes a market order when the quote reaches its price");
    case BT_REASON_STOP_LIMIT:
      return _ ("A stop-limit order whose stop was reached is a limit order from there on");
    case BT_REASON_TAKE_PROFIT:
      return _ ("A target closes at its level or better");
    case BT_REASON_STOP_LOSS:
      return _ ("A stop loss closes at market when the quote reaches its level");
    case BT_REASON_TRAILING_STOP:
      return _ (
        "A trailing stop follows the market, and closes at market when the quote comes back "
        "to it");
    case BT_REASON_CLOSE:
    case BT_REASON_CLOSE_ALL:
      return _ ("Closing by hand takes the quote as it is");
    case BT_REASON_LIQUIDATION:
      return _ ("Equity fell to the stop-out: the position with the largest loss is closed at "
                "market, until the margin level holds");
    case BT_REASON_END:
      return _ ("The end of the session closes what is open at the quote as it is");
    default:
      g_return_val_if_reached ("");
    }
}

/* Returns whether an order of that kind waits for a level. */
static gboolean
has_level (BtFillReason reason)
{
  return reason == BT_REASON_LIMIT || reason == BT_REASON_STOP || reason == BT_REASON_STOP_LIMIT
         || reason == BT_REASON_TAKE_PROFIT || reason == BT_REASON_STOP_LOSS
         || reason == BT_REASON_TRAILING_STOP;
}

/* Returns why that price. */
static const char *
describe_price (BtFillReason reason, BtPlace place)
{
  if (!has_level (reason))
    return place == BT_PLACE_OPEN ? _ ("here the quote at the open")
           : place == BT_PLACE_KNOWN_QUOTE
             ? _ ("here the last known quote")
             : _ ("here the quote at the place of the path that was reached");
  if (place == BT_PLACE_OPEN)
    return _ ("the open was at the level or past it, so it filled at the quote of the open");
  if (place == BT_PLACE_KNOWN_QUOTE)
    return _ ("the last known quote was at the level or past it, so it filled at that quote");
  return _ ("the path came to the level, so it filled there");
}

char *
bt_why_label_rule (BtFillReason reason, BtPlace place)
{
  /* Translators: what an order of a kind does, and why it filled at its price. */
  return g_strdup_printf (_ ("%s: %s"), describe_kind (reason), describe_price (reason, place));
}

const char *
bt_why_label_place (BtPlace place)
{
  switch (place)
    {
    case BT_PLACE_KNOWN_QUOTE:
      return _ ("known quote: bid and ask at the close of the last known candle");
    case BT_PLACE_OPEN:
      return _ ("open: the jump from the last close");
    case BT_PLACE_LEG1:
      return _ ("leg 1: from the open to the first extreme");
    case BT_PLACE_LEG2:
      return _ ("leg 2: from the first extreme to the second");
    case BT_PLACE_LEG3:
      return _ ("leg 3: from the second extreme to the close");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
bt_why_label_field (const char *field)
{
  static const struct
  {
    const char *field;
    const char *name;
  } names[] = {
    { "lots", N_ ("Size") },
    { "price", N_ ("Price") },
    { "limit", N_ ("Limit") },
    { "sl", N_ ("Stop") },
    { "tp", N_ ("Target") },
    { "trail_points", N_ ("Trailing distance") },
    { "trail_step_points", N_ ("Trailing step") },
    { "expires", N_ ("Valid until") },
    { "amount", N_ ("Amount") },
    { "id", N_ ("Order") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].field, field))
      return _ (names[i].name);
  return field;
}
