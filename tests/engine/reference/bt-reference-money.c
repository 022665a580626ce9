// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "bt-reference-state.h"

#include <string.h>

#define UNITS ((BtInt128) BT_VOLUME_UNITS_PER_LOT)

/* Nothing is known of a game any more once a product has left 128 bits. */
static BtInt128
multiply (const BtReference *self, BtInt128 a, BtInt128 b)
{
  BtInt128 product;

  if (!__builtin_mul_overflow (a, b, &product))
    return product;
  *self->is_out_of_range = TRUE;
  return 1;
}

static BtInt128
raise_ten (guint exponent)
{
  BtInt128 power = 1;

  for (guint i = 0; i < exponent; i++)
    power *= 10;
  return power;
}

gint64
bt_reference_round (BtInt128 numerator, BtInt128 denominator)
{
  BtInt128 quotient = numerator / denominator;
  BtInt128 rest = numerator % denominator;

  if (rest < 0)
    {
      quotient--;
      rest += denominator;
    }
  if (rest > denominator - rest || (rest == denominator - rest && quotient % 2 != 0))
    quotient++;
  /* Wider only in a game that is out of range. */
  return (gint64) CLAMP (quotient, G_MININT64, G_MAXINT64);
}

void
bt_reference_reduce (BtInt128 *numerator, BtInt128 *denominator)
{
  BtInt128 a = *numerator < 0 ? -*numerator : *numerator;
  BtInt128 b = *denominator;

  while (b != 0)
    {
      BtInt128 rest = a % b;
      a = b;
      b = rest;
    }
  *numerator /= a;
  *denominator /= a;
}

/* Bid and ask of the pair that converts, by its last candle that has closed. */
static BtQuote
find_pair_quote (const BtReference *self)
{
  const BtReferencePair *pair = self->pair;
  BtQuote quote = { .is_valid = FALSE };

  for (gsize i = 0; i < bt_series_get_length (pair->series); i++)
    {
      BtCandle candle = bt_series_get_candle (pair->series, i);

      if (candle.time_usec + BT_USEC_PER_MINUTE <= self->time_usec)
        quote = (BtQuote){ .is_valid = TRUE,
                           .bid_points = candle.close_points,
                           .ask_points = candle.close_points + pair->spread_points };
    }
  g_assert (quote.is_valid);
  return quote;
}

BtReferenceRate
bt_reference_find_rate (const BtReference *self, BtQuote quote, gboolean is_larger)
{
  const BtInstrument *instrument = &self->settings.instrument;
  const char *currency = self->settings.currency;

  if (strcmp (currency, instrument->quote) == 0)
    return (BtReferenceRate){ 1, 1 };
  if (strcmp (currency, instrument->base) == 0)
    return (BtReferenceRate){ raise_ten (instrument->digits),
                              is_larger ? quote.bid_points : quote.ask_points };
  quote = find_pair_quote (self);
  if (strcmp (currency, self->pair->base) == 0)
    return (BtReferenceRate){ raise_ten (self->pair->digits),
                              is_larger ? quote.bid_points : quote.ask_points };
  return (BtReferenceRate){ is_larger ? quote.ask_points : quote.bid_points,
                            raise_ten (self->pair->digits) };
}

/* points ÷ parts · volume · contract is an amount of the quote currency in points. */
static gint64
convert (
  const BtReference *self, BtReferenceRate rate, BtInt128 points, BtInt128 parts, gint64 volume)
{
  const BtInstrument *instrument = &self->settings.instrument;
  BtInt128 lots = volume, lot_parts = UNITS;
  BtInt128 contract = instrument->contract_size, contract_parts = UNITS;
  BtInt128 coins = raise_ten (bt_currency_digits (self->settings.currency));
  BtInt128 coin_parts = raise_ten (instrument->digits);
  BtInt128 numerator, denominator;

  bt_reference_reduce (&lots, &lot_parts);
  bt_reference_reduce (&contract, &contract_parts);
  coins *= rate.numerator;
  coin_parts *= rate.denominator;
  bt_reference_reduce (&coins, &coin_parts);
  numerator = multiply (self, multiply (self, points, lots), multiply (self, contract, coins));
  denominator = multiply (self, multiply (self, parts, coin_parts),
                          multiply (self, lot_parts, contract_parts));
  return bt_reference_round (numerator, denominator);
}

gint64
bt_reference_profit (
  const BtReference *self, BtQuote quote, BtInt128 points, BtInt128 parts, gint64 volume)
{
  return convert (self, bt_reference_find_rate (self, quote, points < 0), points, parts, volume);
}

gint64
bt_reference_cost (
  const BtReference *self, BtReferenceRate rate, BtInt128 points, BtInt128 parts, gint64 volume)
{
  return convert (self, rate, points, parts, volume);
}

gint64
bt_reference_commission (const BtReference *self, BtQuote quote, gint64 price, gint64 volume)
{
  const BtSessionSettings *settings = &self->settings;
  gint64 amount = 0;

  switch (settings->commission_kind)
    {
    case BT_COMMISSION_NONE:
      return 0;
    case BT_COMMISSION_PER_FILL:
      amount = settings->commission_amount;
      break;
    case BT_COMMISSION_PER_LOT_SIDE:
      amount = bt_reference_round (multiply (self, settings->commission_amount, volume), UNITS);
      break;
    case BT_COMMISSION_NOTIONAL:
      amount
        = bt_reference_cost (self, bt_reference_find_rate (self, quote, TRUE),
                             multiply (self, settings->commission_amount, price), UNITS, volume);
      break;
    default:
      g_assert_not_reached ();
    }
  return MAX (amount, settings->commission_minimum.minor);
}

gint64
bt_reference_close_profit (const BtReference *self,
                           const BtReferencePosition *position,
                           BtQuote quote,
                           gint64 price,
                           gint64 volume)
{
  BtInt128 points = multiply (self, price, position->cost_parts) - position->cost;

  if (position->record.direction == BT_DIRECTION_SELL)
    points = -points;
  return bt_reference_profit (self, quote, points, position->cost_parts, volume);
}

gint64
bt_reference_floating (const BtReference *self, const BtReferencePosition *position)
{
  BtDirection exit = bt_reference_opposite (position->record.direction);

  if (position->record.status != BT_POSITION_OPEN)
    return 0;
  return bt_reference_close_profit (self, position, self->quote,
                                    bt_reference_side_quote (self->quote, exit),
                                    position->record.volume_open.units);
}

gint64
bt_reference_margin (const BtReference *self, const BtReferencePosition *position)
{
  if (position->record.status != BT_POSITION_OPEN)
    return 0;
  return bt_reference_cost (self, position->deal_rate, position->cost,
                            multiply (self, position->cost_parts, self->settings.leverage),
                            position->record.volume_open.units);
}
