// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-money-math.h"

/* A contract size and a volume are each kept times 10^8. */
#define SCALE_DIGITS 16
/* A notional commission is a fraction times 10^8. */
#define FRACTION_ONE G_GINT64_CONSTANT (100000000)

BtQuote
bt_money_quote_at (const BtSessionSettings *settings, const BtColumns *columns, gsize index)
{
  gint64 price = columns->close_points[index];
  gint64 spread = settings->spread_points;

  if (columns->spread_points != NULL && columns->spread_points[index] >= 0)
    spread = columns->spread_points[index];
  if (settings->price_kind == BT_SIDE_KIND_MID)
    price -= spread / 2;
  else if (settings->price_kind == BT_SIDE_KIND_ASK)
    price -= spread;
  return (BtQuote){ .is_valid = TRUE, .bid_points = price, .ask_points = price + spread };
}

static gboolean
is_quote_account (const BtSessionSettings *settings)
{
  return g_strcmp0 (settings->currency, settings->instrument.quote) == 0;
}

gboolean
bt_money_is_convertible (const BtSessionSettings *settings)
{
  return is_quote_account (settings)
         || g_strcmp0 (settings->currency, settings->instrument.base) == 0;
}

static gint64
greatest_divisor (gint64 a, gint64 b)
{
  while (b != 0)
    {
      gint64 rest = a % b;

      a = b;
      b = rest;
    }
  return a;
}

gboolean
bt_money_convert (const BtSessionSettings *settings,
                  BtQuote quote,
                  BtInt128 numerator,
                  gint64 divisor,
                  BtMoney *out)
{
  guint money_digits = bt_currency_digits (settings->currency);
  gint64 contract = settings->instrument.contract_size;
  gint64 scale = bt_power_of_ten (SCALE_DIGITS - money_digits);
  gint64 common = greatest_divisor (contract, scale);
  BtInt128 product, denominator;

  if (!bt_money_is_convertible (settings)
      || !bt_checked_mul_128 (numerator, contract / common, &product)
      || !bt_checked_mul_128 (divisor, scale / common, &denominator))
    return FALSE;
  /* Points are 10^-digits of the quote currency; divided by a price in points they cancel out. */
  if (is_quote_account (settings))
    {
      if (!bt_checked_mul_128 (denominator, bt_power_of_ten (settings->instrument.digits),
                               &denominator))
        return FALSE;
    }
  else
    {
      gint64 price = numerator > 0 ? quote.ask_points : quote.bid_points;

      if (price <= 0 || !bt_checked_mul_128 (denominator, price, &denominator))
        return FALSE;
    }
  return bt_checked_div_half_even (product, denominator, &out->minor);
}

gboolean
bt_money_of_points (
  const BtSessionSettings *settings, BtQuote quote, gint64 points, BtVolume volume, BtMoney *out)
{
  return bt_money_convert (settings, quote, (BtInt128) points * volume.units, 1, out);
}

gboolean
bt_money_margin (const BtSessionSettings *settings,
                 BtQuote quote,
                 gint64 price_points,
                 BtVolume volume,
                 BtMoney *out)
{
  BtMoney negative;

  /* Money that goes out: the sign chooses the rate. */
  if (!bt_money_convert (settings, quote, -(BtInt128) price_points * volume.units,
                         settings->leverage, &negative))
    return FALSE;
  *out = BT_MONEY (-negative.minor);
  return TRUE;
}

gboolean
bt_money_commission (const BtSessionSettings *settings,
                     BtQuote quote,
                     gint64 price_points,
                     BtVolume volume,
                     BtMoney *out)
{
  gint64 minor = 0;
  BtMoney negative;
  BtInt128 notional;

  switch (settings->commission_kind)
    {
    case BT_COMMISSION_NONE:
      *out = BT_MONEY (0);
      return TRUE;
    case BT_COMMISSION_PER_FILL:
      minor = settings->commission_amount;
      break;
    case BT_COMMISSION_PER_LOT_SIDE:
      if (!bt_checked_mul_div_half_even (settings->commission_amount, volume.units,
                                         BT_VOLUME_UNITS_PER_LOT, &minor))
        return FALSE;
      break;
    case BT_COMMISSION_NOTIONAL:
      if (!bt_checked_mul_128 (-(BtInt128) price_points * volume.units, settings->commission_amount,
                               &notional)
          || !bt_money_convert (settings, quote, notional, FRACTION_ONE, &negative))
        return FALSE;
      minor = -negative.minor;
      break;
    }
  out->minor = MAX (minor, settings->commission_minimum.minor);
  return TRUE;
}
