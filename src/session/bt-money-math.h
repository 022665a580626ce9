// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Money of the account from points, volumes and prices, for reports and estimates: the arithmetic
 * of the execution model, sections 1, 3, 8 and 9, for accounts in the quote or in the base currency
 * of the instrument. Written apart from the engine, which it checks. Private to `session`. */
#pragma once

#include "base/bt-checked.h"
#include "market/bt-session-settings.h"
#include "market/bt-trade-records.h"

G_BEGIN_DECLS

/* Returns bid and ask at the close of a candle, which is below the columns' length. */
BtQuote
bt_money_quote_at (const BtSessionSettings *settings, const BtColumns *columns, gsize index);

/* Returns whether the account's currency is the instrument's quote or base currency. */
gboolean bt_money_is_convertible (const BtSessionSettings *settings);

/* Stores numerator ÷ divisor, in points × 10^-8 lot of the quote currency, as minor units of the
 * account at a quote: what comes in converts at the rate that is worse for the trader, and so does
 * what goes out. Rounded half to even. FALSE on overflow and when the currency is not convertible.
 */
gboolean bt_money_convert (const BtSessionSettings *settings,
                           BtQuote quote,
                           BtInt128 numerator,
                           gint64 divisor,
                           BtMoney *out);

/* Stores points × volume as minor units of the account. */
gboolean bt_money_of_points (
  const BtSessionSettings *settings, BtQuote quote, gint64 points, BtVolume volume, BtMoney *out);

/* Stores the margin of a volume at a price. */
gboolean bt_money_margin (const BtSessionSettings *settings,
                          BtQuote quote,
                          gint64 price_points,
                          BtVolume volume,
                          BtMoney *out);

/* Stores the commission of one fill of a volume at a price. */
gboolean bt_money_commission (const BtSessionSettings *settings,
                              BtQuote quote,
                              gint64 price_points,
                              BtVolume volume,
                              BtMoney *out);

G_END_DECLS
