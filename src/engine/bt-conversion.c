// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-conversion.h"

#include <string.h>

#define MAX_PLAIN_TERM G_GINT64_CONSTANT (1000000000)

static const BtRate rate_one = { .numerator = 1, .denominator = 1 };

static gboolean
make_rate (BtInt128 numerator, BtInt128 denominator, BtRate *out)
{
  if (numerator <= 0 || denominator <= 0)
    return FALSE;
  /* Amounts of money are multiplied by a rate: lowest terms are worth their time only where the
   * terms are long. */
  if (numerator > MAX_PLAIN_TERM || denominator > MAX_PLAIN_TERM)
    {
      BtInt128 divisor = bt_greatest_common_divisor (numerator, denominator);
      numerator /= divisor;
      denominator /= divisor;
    }
  if (numerator > G_MAXINT64 || denominator > G_MAXINT64)
    return FALSE;
  *out = (BtRate){ .numerator = (gint64) numerator, .denominator = (gint64) denominator };
  return TRUE;
}

static gboolean
find_factor (BtRules *rules)
{
  const BtInstrument *instrument = &rules->settings.instrument;
  BtInt128 numerator = instrument->contract_size;
  BtInt128 denominator = (BtInt128) BT_VOLUME_UNITS_PER_LOT * bt_power_of_ten (BT_CONTRACT_DIGITS);
  BtRate factor;

  if (!bt_checked_mul_128 (
        numerator, bt_power_of_ten (bt_currency_digits (rules->settings.currency)), &numerator)
      || !bt_checked_mul_128 (denominator, bt_power_of_ten (instrument->digits), &denominator)
      || !make_rate (numerator, denominator, &factor))
    return FALSE;
  rules->money_numerator = factor.numerator;
  rules->money_denominator = factor.denominator;
  return TRUE;
}

static const char *
pair_base (const BtRules *rules, int pair)
{
  return pair < 0 ? rules->settings.instrument.base : rules->pairs[pair].base;
}

static const char *
pair_quote (const BtRules *rules, int pair)
{
  return pair < 0 ? rules->settings.instrument.quote : rules->pairs[pair].quote;
}

/* Finds where a step through a pair leads from a currency; NULL when the pair does not hold it. */
static const char *
follow_pair (const BtRules *rules, int pair, const char *from, BtRateStep *step)
{
  step->pair = pair;
  step->is_inverse = strcmp (pair_quote (rules, pair), from) == 0;
  if (step->is_inverse)
    return pair_base (rules, pair);
  return strcmp (pair_base (rules, pair), from) == 0 ? pair_quote (rules, pair) : NULL;
}

/* Returns the pair that is tried in place index: the added ones in order, then the traded one. */
static int
pair_in_order (const BtRules *rules, int index)
{
  return index < rules->pair_count ? index : -1;
}

static gboolean
find_route_of_one (BtRules *rules, const char *from, const char *to)
{
  for (int i = 0; i < rules->pair_count; i++)
    {
      const char *end = follow_pair (rules, i, from, &rules->steps[0]);
      if (end != NULL && strcmp (end, to) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_route_of_two (BtRules *rules, const char *from, const char *to)
{
  for (int i = 0; i <= rules->pair_count; i++)
    {
      const char *middle = follow_pair (rules, pair_in_order (rules, i), from, &rules->steps[0]);
      if (middle == NULL)
        continue;
      for (int j = 0; j <= rules->pair_count; j++)
        {
          const char *end
            = j == i ? NULL
                     : follow_pair (rules, pair_in_order (rules, j), middle, &rules->steps[1]);
          if (end != NULL && strcmp (end, to) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
bt_conversion_prepare (BtRules *rules)
{
  const char *from = rules->settings.instrument.quote;
  const char *to = rules->settings.currency;

  if (strcmp (from, to) == 0)
    rules->step_count = 0;
  else if (strcmp (rules->settings.instrument.base, to) == 0)
    {
      rules->steps[0] = (BtRateStep){ .pair = -1, .is_inverse = TRUE };
      rules->step_count = 1;
    }
  else if (find_route_of_one (rules, from, to))
    rules->step_count = 1;
  else if (find_route_of_two (rules, from, to))
    rules->step_count = 2;
  else
    rules->step_count = -1;
  rules->is_rate_by_tick = FALSE;
  for (int i = 0; i < rules->step_count; i++)
    rules->is_rate_by_tick |= rules->steps[i].pair < 0;
  return find_factor (rules);
}

static gboolean
is_known_count (const BtColumns *columns, gsize count, gint64 last_opening_usec)
{
  return count <= columns->length
         && (count == 0 || columns->time_usec[count - 1] <= last_opening_usec)
         && (count == columns->length || columns->time_usec[count] > last_opening_usec);
}

/* Returns how many candles of a pair are known when those are that opened no later than a time;
 * hint is a guess, mostly right or one too few. */
static gsize
count_known (const BtRatePair *pair, gint64 last_opening_usec, gsize hint)
{
  const BtColumns *columns = bt_series_get_columns (pair->series);
  if (is_known_count (columns, hint, last_opening_usec))
    return hint;
  if (is_known_count (columns, hint + 1, last_opening_usec))
    return hint + 1;
  return bt_series_find (pair->series, last_opening_usec + 1);
}

/* Finds the last close of a pair that is known at a time. */
static gboolean
find_pair_quote (const BtRatePair *pair, gint64 time_usec, gsize *known, BtTick *out)
{
  gint64 length_usec = bt_timeframe_usec (bt_series_get_timeframe (pair->series));
  *known = count_known (pair, time_usec - length_usec, *known);
  if (*known == 0)
    return FALSE;
  BtCandle candle = bt_series_get_candle (pair->series, *known - 1);
  gint64 spread = candle.spread_points >= 0 ? candle.spread_points : pair->spread_points;
  switch (bt_series_get_price_kind (pair->series))
    {
    case BT_SIDE_KIND_ASK:
      *out = (BtTick){ .bid = candle.close_points - spread, .ask = candle.close_points };
      break;
    case BT_SIDE_KIND_MID:
      out->bid = candle.close_points - spread / 2;
      out->ask = out->bid + spread;
      break;
    case BT_SIDE_KIND_BID:
    default:
      *out = (BtTick){ .bid = candle.close_points, .ask = candle.close_points + spread };
    }
  return out->bid > 0;
}

/* Multiplies both rates by one step. */
static gboolean
add_step (BtEngineState *state, int index, BtTick tick, BtRate sides[2])
{
  const BtRules *rules = state->rules;
  const BtRateStep *step = &rules->steps[index];
  guint digits = rules->settings.instrument.digits;
  if (step->pair >= 0)
    {
      digits = rules->pairs[step->pair].digits;
      if (!find_pair_quote (&rules->pairs[step->pair], state->now_usec, &state->rates.known[index],
                            &tick))
        return FALSE;
    }
  if (tick.bid <= 0 || tick.ask <= 0)
    return FALSE;
  gint64 unit = bt_power_of_ten (digits);
  for (int side = BT_RATE_SMALLER; side <= BT_RATE_LARGER; side++)
    {
      gboolean is_at_bid = step->is_inverse == (side == BT_RATE_LARGER);
      gint64 price = is_at_bid ? tick.bid : tick.ask;
      BtInt128 numerator = (BtInt128) sides[side].numerator * (step->is_inverse ? unit : price);
      BtInt128 denominator = (BtInt128) sides[side].denominator * (step->is_inverse ? price : unit);
      if (!make_rate (numerator, denominator, &sides[side]))
        return FALSE;
    }
  return TRUE;
}

/* Finds bounds of the quotes that a pair has at times of a stretch: the lowest bid and the highest
 * ask of its candles, wherever in them. */
static gboolean
find_pair_range (
  const BtRatePair *pair, gint64 from_usec, gint64 to_usec, gint64 *least_bid, gint64 *greatest_ask)
{
  BtPriceKind kind = bt_series_get_price_kind (pair->series);
  gint64 length_usec = bt_timeframe_usec (bt_series_get_timeframe (pair->series));
  gsize first = bt_series_find (pair->series, from_usec - length_usec + 1);
  gsize end = bt_series_find (pair->series, to_usec - length_usec + 1);
  BtPriceBand bids = { .floor_points = G_MININT64,
                       .ceiling_points = G_MAXINT64,
                       .least_points = G_MAXINT64,
                       .greatest_points = G_MININT64 };
  BtPriceBand asks = bids;

  if (first == 0 || kind != BT_SIDE_KIND_BID)
    return FALSE;
  bt_series_find_outside (pair->series, first - 1, end, &bids);
  *least_bid = bids.least_points;
  *greatest_ask = bids.greatest_points + pair->spread_points;
  if (bt_series_get_columns (pair->series)->spread_points == NULL)
    return TRUE;
  if (!bt_series_has_all_spreads (pair->series))
    return FALSE;
  bt_series_find_outside_ask (pair->series, first - 1, end, &asks);
  *greatest_ask = asks.greatest_points;
  return TRUE;
}

gboolean
bt_conversion_find_range (const BtRules *rules,
                          gint64 from_usec,
                          gint64 to_usec,
                          BtTick low,
                          BtTick high,
                          BtRate *least,
                          BtRate *greatest)
{
  *least = *greatest = rate_one;
  for (int i = 0; i < rules->step_count; i++)
    {
      const BtRateStep *step = &rules->steps[i];
      gint64 bottom = low.bid;
      gint64 top = high.ask;
      guint digits = rules->settings.instrument.digits;
      if (step->pair >= 0)
        {
          digits = rules->pairs[step->pair].digits;
          if (!find_pair_range (&rules->pairs[step->pair], from_usec, to_usec, &bottom, &top))
            return FALSE;
        }
      gint64 unit = bt_power_of_ten (digits);
      if (bottom <= 0
          || !make_rate ((BtInt128) least->numerator * (step->is_inverse ? unit : bottom),
                         (BtInt128) least->denominator * (step->is_inverse ? top : unit), least)
          || !make_rate ((BtInt128) greatest->numerator * (step->is_inverse ? unit : top),
                         (BtInt128) greatest->denominator * (step->is_inverse ? bottom : unit),
                         greatest))
        return FALSE;
    }
  return rules->step_count > 0;
}

static const BtRateCache *
look_up_rates (BtEngineState *state, BtTick tick)
{
  BtRateCache *cache = &state->rates;
  const BtRules *rules = state->rules;

  if (cache->is_known && cache->time_usec == state->now_usec
      && (!rules->is_rate_by_tick || (cache->tick.bid == tick.bid && cache->tick.ask == tick.ask)))
    return cache;
  cache->sides[BT_RATE_SMALLER] = rate_one;
  cache->sides[BT_RATE_LARGER] = rate_one;
  cache->time_usec = state->now_usec;
  cache->tick = tick;
  cache->is_known = rules->step_count >= 0;
  for (int i = 0; cache->is_known && i < rules->step_count; i++)
    cache->is_known = add_step (state, i, tick, cache->sides);
  return cache;
}

gboolean
bt_conversion_is_known (BtEngineState *state, BtTick tick)
{
  return look_up_rates (state, tick)->is_known;
}

BtRate
bt_conversion_get (BtEngineState *state, BtTick tick, BtRateSide side)
{
  if (bt_conversion_is_identity (state->rules))
    return rate_one;
  const BtRateCache *rates = look_up_rates (state, tick);
  if (rates->is_known)
    return rates->sides[side];
  bt_engine_state_set_overflow (state, "the rate of exchange");
  return rate_one;
}

/* Divides where both fit 64 bits, which nearly all do and which costs a fraction of the wide
 * division. */
static gint64
divide_half_even (gint64 numerator, gint64 denominator)
{
  gint64 quotient = numerator / denominator;
  gint64 rest = numerator % denominator;
  gint64 size = rest < 0 ? -rest : rest;
  gint64 other = denominator - size;
  if (size > other || (size == other && (quotient & 1) != 0))
    quotient += numerator < 0 ? -1 : 1;
  return quotient;
}

gint64
bt_conversion_apply (BtEngineState *state, BtInt128 numerator, gint64 denominator, BtRate rate)
{
  const BtRules *rules = state->rules;
  BtInt128 wide;
  gint64 result = 0;

  if (!bt_checked_mul_128 (numerator, rules->money_numerator, &numerator)
      || !bt_checked_mul_128 (numerator, rate.numerator, &numerator)
      || !bt_checked_mul_128 ((BtInt128) denominator * rules->money_denominator, rate.denominator,
                              &wide))
    {
      bt_engine_state_set_overflow (state, "an amount of money");
      return 0;
    }
  if (numerator >= -G_MAXINT64 && numerator <= G_MAXINT64 && wide <= G_MAXINT64)
    return divide_half_even ((gint64) numerator, (gint64) wide);
  if (!bt_checked_div_half_even (numerator, wide, &result))
    bt_engine_state_set_overflow (state, "an amount of money");
  return result;
}

gint64
bt_conversion_profit (BtEngineState *state, BtTick tick, BtInt128 numerator, gint64 denominator)
{
  BtRateSide side = numerator < 0 ? BT_RATE_LARGER : BT_RATE_SMALLER;
  return bt_conversion_apply (state, numerator, denominator, bt_conversion_get (state, tick, side));
}

gint64
bt_conversion_expense (BtEngineState *state, BtTick tick, BtInt128 numerator, gint64 denominator)
{
  return bt_conversion_apply (state, numerator, denominator,
                              bt_conversion_get (state, tick, BT_RATE_LARGER));
}
