// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-equity-walk.h"

#include "session/bt-money-math.h"

/* An average cost is a fraction; beyond this denominator it is rounded to a whole point. */
#define MAX_DIVISOR (G_GINT64_CONSTANT (1) << 31)
/* A point's worth that is whole when taken 10^12 times over is whole: money has fewer decimals. */
#define EXACT_DIGITS 12

/* An open position. Its average entry price is cost ÷ divisor points. */
typedef struct
{
  char id[BT_ID_SIZE];
  BtDirection direction;
  gint64 volume;
  BtInt128 cost;
  gint64 divisor;
  gint64 minor_a_point; /* what a point is worth where that is whole, else 0 */
} Holding;

void
bt_equity_walk_init (BtEquityWalk *walk, const BtEquitySource *source)
{
  *walk = (BtEquityWalk){ .source = *source };
  walk->holdings = g_array_new (FALSE, TRUE, sizeof (Holding));
}

void
bt_equity_walk_clear (BtEquityWalk *walk)
{
  g_clear_pointer (&walk->holdings, g_array_unref);
}

/* Returns the index of a position's holding, or the number of holdings. */
static guint
find_holding (const BtEquityWalk *walk, const char *id)
{
  guint i = 0;

  while (i < walk->holdings->len
         && g_strcmp0 (g_array_index (walk->holdings, Holding, i).id, id) != 0)
    i++;
  return i;
}

/* Adds volume at a price to an average cost: (cost·V + price·v·divisor) ÷ (divisor·(V + v)). */
static void
add_volume (Holding *holding, gint64 volume, gint64 price_points)
{
  BtInt128 cost;
  BtInt128 divisor;

  if (holding->volume == 0 || holding->cost == (BtInt128) price_points * holding->divisor)
    {
      holding->cost = price_points;
      holding->divisor = 1;
      holding->volume += volume;
      return;
    }

  gint64 total = holding->volume + volume;
  gint64 rounded;

  cost = holding->cost * holding->volume + (BtInt128) price_points * volume * holding->divisor;
  divisor = (BtInt128) holding->divisor * total;
  for (gint64 factor = 10; factor >= 2; factor--)
    while (cost % factor == 0 && divisor % factor == 0)
      {
        cost /= factor;
        divisor /= factor;
      }
  if (divisor > MAX_DIVISOR && bt_checked_div_half_even (cost, divisor, &rounded))
    {
      cost = rounded;
      divisor = 1;
    }
  holding->cost = cost;
  holding->divisor = (gint64) divisor;
  holding->volume = total;
}

/* Returns what a point of a volume is worth, where that is a whole number of minor units and the
 * average cost is one of points: then profits need no rounding. */
static gint64
find_point_value (const BtSessionSettings *settings, const Holding *holding)
{
  static const BtQuote NO_QUOTE = { TRUE, 0, 0 };
  BtMoney one, million;

  /* In another currency than the quote's a point's worth depends on the rate. */
  if (holding->divisor != 1 || g_strcmp0 (settings->currency, settings->instrument.quote) != 0
      || !bt_money_of_points (settings, NO_QUOTE, 1, BT_VOLUME (holding->volume), &one)
      || !bt_money_of_points (settings, NO_QUOTE, bt_power_of_ten (EXACT_DIGITS),
                              BT_VOLUME (holding->volume), &million)
      || one.minor * bt_power_of_ten (EXACT_DIGITS) != million.minor)
    return 0;
  return one.minor;
}

static void
take_fill (BtEquityWalk *walk, const BtFill *fill)
{
  guint index = find_holding (walk, fill->position_id);

  if (index == walk->holdings->len)
    {
      Holding fresh = { .direction = fill->direction, .divisor = 1 };

      if (!fill->is_entry)
        return;
      g_strlcpy (fresh.id, fill->position_id, sizeof fresh.id);
      g_array_append_val (walk->holdings, fresh);
    }

  Holding *holding = &g_array_index (walk->holdings, Holding, index);

  if (fill->is_entry)
    add_volume (holding, fill->volume.units, fill->price.points);
  else
    holding->volume -= fill->volume.units;
  if (holding->volume <= 0)
    g_array_remove_index (walk->holdings, index);
  else
    holding->minor_a_point = find_point_value (walk->source.settings, holding);
}

/* Returns the floating profit of what is open at a candle's close. */
static gint64
sum_floating (const BtEquityWalk *walk, gint64 bar)
{
  const BtEquitySource *source = &walk->source;
  BtQuote quote = bt_money_quote_at (source->settings, source->columns, (gsize) bar);
  gint64 sum = 0;

  for (guint i = 0; i < walk->holdings->len; i++)
    {
      const Holding *holding = &g_array_index (walk->holdings, Holding, i);
      gboolean is_long = holding->direction == BT_DIRECTION_BUY;
      gint64 exit_points = is_long ? quote.bid_points : quote.ask_points;
      BtInt128 gain;
      BtMoney floating;

      if (holding->minor_a_point != 0)
        {
          gint64 points = exit_points - (gint64) holding->cost;

          sum += (is_long ? points : -points) * holding->minor_a_point;
          continue;
        }
      gain = (BtInt128) exit_points * holding->divisor - holding->cost;
      if (bt_money_convert (source->settings, quote, (is_long ? gain : -gain) * holding->volume,
                            holding->divisor, &floating))
        sum += floating.minor;
    }
  return sum;
}

void
bt_equity_walk_to (BtEquityWalk *walk, gint64 bar, BtMoney *balance, BtMoney *equity)
{
  const BtEquitySource *source = &walk->source;

  for (; walk->next_fill < source->fill_count && source->fills[walk->next_fill].bar <= bar;
       walk->next_fill++)
    take_fill (walk, &source->fills[walk->next_fill]);
  for (; walk->next_entry < source->ledger_count && source->ledger[walk->next_entry].bar <= bar;
       walk->next_entry++)
    walk->balance = source->ledger[walk->next_entry].balance_after;
  *balance = walk->balance;
  *equity = walk->balance;
  if (bar >= 0 && walk->holdings->len > 0)
    equity->minor += sum_floating (walk, bar);
}

gint64
bt_equity_walk_find_quiet (const BtEquityWalk *walk, gint64 bar, gint64 limit)
{
  const BtEquitySource *source = &walk->source;
  gint64 quiet = limit;

  if (walk->holdings->len > 0)
    return bar;
  if (walk->next_fill < source->fill_count)
    quiet = MIN (quiet, source->fills[walk->next_fill].bar - 1);
  if (walk->next_entry < source->ledger_count)
    quiet = MIN (quiet, source->ledger[walk->next_entry].bar - 1);
  return MAX (quiet, bar);
}
