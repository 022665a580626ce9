// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The reference's figures: sections 1, 7, 8 and 9 of the execution model. */
#include "config.h"

#include "reference-private.h"

#include <string.h>

Wide
reference_multiply (Wide a, Wide b)
{
  Wide product;
  g_assert (!__builtin_mul_overflow (a, b, &product));
  return product;
}

Fraction
reference_reduce (Fraction f)
{
  Wide a = f.over < 0 ? -f.over : f.over;
  Wide b = f.under;
  while (b != 0)
    {
      Wide rest = a % b;
      a = b;
      b = rest;
    }
  if (a > 1)
    return (Fraction){ f.over / a, f.under / a };
  return f;
}

gint64
reference_half_even (Wide over, Wide under)
{
  Wide whole = over / under;
  Wide rest = over - whole * under;
  if (rest < 0)
    {
      whole -= 1;
      rest += under;
    }
  if (2 * rest > under || (2 * rest == under && whole % 2 != 0))
    whole += 1;
  return (gint64) whole;
}

Fraction
reference_settle_cost (Fraction cost)
{
  cost = reference_reduce (cost);
  if (cost.under > ((Wide) 1 << 31))
    return (Fraction){ reference_half_even (cost.over, cost.under), 1 };
  return cost;
}

static Wide
ten_to (guint exponent)
{
  Wide power = 1;
  while (exponent-- > 0)
    power *= 10;
  return power;
}

/* ---- Conversion (section 9) ---- */

static gboolean
pair_bid (const Reference *r, gint64 *price)
{
  const BtColumns *columns = bt_series_get_columns (r->rate_pair);
  gboolean is_found = FALSE;
  for (gsize i = 0; i < columns->length; i++)
    if (columns->time_usec[i] + BT_USEC_PER_MINUTE <= r->now)
      {
        *price = columns->close_points[i];
        is_found = TRUE;
      }
  return is_found;
}

gboolean
reference_can_have_rate (const Reference *r)
{
  return strcmp (r->settings.currency, r->settings.instrument.quote) == 0
         || strcmp (r->settings.currency, r->settings.instrument.base) == 0 || r->rate_pair != NULL;
}

gboolean
reference_has_rate (const Reference *r)
{
  gint64 price;
  if (!reference_can_have_rate (r))
    return FALSE;
  return strcmp (r->settings.currency, r->settings.instrument.quote) == 0
         || strcmp (r->settings.currency, r->settings.instrument.base) == 0 || pair_bid (r, &price);
}

Fraction
reference_rate (const Reference *r, ReferenceSide side)
{
  gint64 price = 0;
  if (strcmp (r->settings.currency, r->settings.instrument.quote) == 0)
    return (Fraction){ 1, 1 };
  if (strcmp (r->settings.currency, r->settings.instrument.base) == 0)
    return (Fraction){ ten_to (r->settings.instrument.digits),
                       side == REFERENCE_INCOME ? r->ask : r->bid };
  g_assert (pair_bid (r, &price));
  /* The pair has no spread, so both sides are one. */
  if (strcmp (r->rate_quote, r->settings.currency) == 0)
    return (Fraction){ price, ten_to (5) };
  return (Fraction){ ten_to (5), price };
}

/* Returns volume × points of the quote currency as money of the account. */
static gint64
money (const Reference *r, Fraction amount, Fraction at)
{
  const BtInstrument *instrument = &r->settings.instrument;
  guint digits = bt_currency_digits (r->settings.currency);
  Fraction factor
    = reference_reduce ((Fraction){ reference_multiply (instrument->contract_size, ten_to (digits)),
                                    ten_to (16 + instrument->digits) });
  factor = reference_reduce ((Fraction){ reference_multiply (factor.over, at.over),
                                         reference_multiply (factor.under, at.under) });
  Fraction f = reference_reduce (amount);
  return reference_half_even (reference_multiply (f.over, factor.over),
                              reference_multiply (f.under, factor.under));
}

static gint64
profit_money (const Reference *r, Fraction amount)
{
  return money (r, amount, reference_rate (r, amount.over < 0 ? REFERENCE_COST : REFERENCE_INCOME));
}

gint64
reference_swap_money (const Reference *r, gint64 hundredths, gint64 volume)
{
  return profit_money (r, (Fraction){ (Wide) hundredths * volume, 100 });
}

gint64
reference_cost_money (const Reference *r, Wide amount)
{
  return money (r, (Fraction){ amount, 1 }, reference_rate (r, REFERENCE_COST));
}

/* ---- Figures ---- */

gint64
reference_entry_quote (const Reference *r, BtDirection direction)
{
  return direction == BT_DIRECTION_BUY ? r->ask : r->bid;
}

gint64
reference_exit_quote (const Reference *r, BtDirection direction)
{
  return direction == BT_DIRECTION_BUY ? r->bid : r->ask;
}

gint64
reference_profit_of (const Reference *r, const Position *p, gint64 volume, gint64 price)
{
  /* volume × price − cost × volume ÷ open */
  Fraction spent = reference_reduce ((Fraction){ reference_multiply (p->cost.over, volume),
                                                 reference_multiply (p->cost.under, p->open) });
  Wide got = reference_multiply (reference_multiply (volume, price), spent.under);
  Fraction amount = { got - spent.over, spent.under };
  if (p->direction == BT_DIRECTION_SELL)
    amount.over = -amount.over;
  return profit_money (r, amount);
}

gint64
reference_floating (const Reference *r, const Position *p)
{
  return p->open == 0 ? 0
                      : reference_profit_of (r, p, p->open, reference_exit_quote (r, p->direction));
}

gint64
reference_equity (const Reference *r)
{
  gint64 equity = r->balance;
  for (int i = 0; i < r->n_positions; i++)
    equity += reference_floating (r, &r->positions[i]);
  return equity;
}

gint64
reference_margin (const Reference *r, const Position *p)
{
  if (p->open == 0)
    return 0;
  return money (r, (Fraction){ p->cost.over, p->cost.under * r->settings.leverage }, p->rate);
}

gint64
reference_used (const Reference *r)
{
  gint64 sums[2] = { 0, 0 };
  for (int i = 0; i < r->n_positions; i++)
    sums[r->positions[i].direction] += reference_margin (r, &r->positions[i]);
  return r->settings.hedged_margin == BT_HEDGED_MARGIN_BOTH_SIDES ? sums[0] + sums[1]
                                                                  : MAX (sums[0], sums[1]);
}

gint64
reference_commission_of (const Reference *r, gint64 volume, gint64 price)
{
  gint64 commission = 0;
  gint64 amount = r->settings.commission_amount;
  if (r->settings.commission_kind == BT_COMMISSION_NONE)
    return 0;
  if (r->settings.commission_kind == BT_COMMISSION_PER_FILL)
    commission = amount;
  else if (r->settings.commission_kind == BT_COMMISSION_PER_LOT_SIDE)
    commission = reference_half_even ((Wide) amount * volume, ten_to (8));
  else
    commission = money (r,
                        reference_reduce ((Fraction){
                          reference_multiply ((Wide) price * volume, amount), ten_to (8) }),
                        reference_rate (r, REFERENCE_COST));
  return MAX (commission, r->settings.commission_minimum.minor);
}

gint64
reference_net_at (const Reference *r, const Position *p, gint64 price)
{
  Reference there = *r;
  gint64 spread = r->ask - r->bid;
  there.bid = p->direction == BT_DIRECTION_BUY ? price : price - spread;
  there.ask = there.bid + spread;
  return p->pnl + reference_floating (&there, p) + p->swap - p->commission
         - reference_commission_of (&there, p->open, price);
}

/* SplitMix64's finaliser over seed, sequence and deal, scaled to 0 … n. */
gint64
reference_slippage_of (const Reference *r, gint64 sequence, gint64 deal)
{
  gint64 parts[3] = { r->settings.seed, sequence, deal };
  guint64 bits = 0;
  if (r->settings.slippage_kind == BT_SLIPPAGE_FIXED || r->settings.slippage_points == 0)
    return r->settings.slippage_points;
  for (int i = 0; i < 3; i++)
    {
      bits ^= (guint64) parts[i];
      bits += 0x9e3779b97f4a7c15u;
      bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9u;
      bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebu;
      bits ^= bits >> 31;
    }
  return (gint64) (((unsigned __int128) (bits >> 1) * (guint64) (r->settings.slippage_points + 1))
                   >> 63);
}
