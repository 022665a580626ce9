// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-order-size.h"

#include "session/bt-order-outcome.h"

/* A whole account, in hundredths of a percent. */
#define ALL 10000
/* No stop or target lies farther away; a price has at most so many points. */
#define MAX_DISTANCE (G_GINT64_CONSTANT (1) << 40)

/* What a search looks through: volumes in steps, or distances in points. */
typedef struct
{
  const BtSessionSettings *settings;
  BtQuote quote;
  BtCommand command;
  gint64 entry_points;
  BtMoney amount;
} Search;

/* Returns the largest value of low … high for which a condition holds that holds at low and, once
 * it fails, fails for all above. */
static gint64
find_last (const Search *search,
           gint64 low,
           gint64 high,
           gboolean (*holds) (const Search *search, gint64 value))
{
  while (low < high)
    {
      gint64 middle = low + (high - low + 1) / 2;

      if (holds (search, middle))
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

static gboolean
find_risk (const Search *search, gint64 steps, BtMoney *risk)
{
  BtCommand command = search->command;
  BtOrderOutcome outcome;

  command.volume = BT_VOLUME (steps * search->settings->instrument.volume_step.units);
  if (!bt_order_outcome_find (search->settings, search->quote, &command, &outcome))
    return FALSE;
  *risk = outcome.risk;
  return TRUE;
}

/* Says whether so many steps lose no more than is allowed. What overflows is more. */
static gboolean
is_affordable (const Search *search, gint64 steps)
{
  BtMoney risk;

  return find_risk (search, steps, &risk) && risk.minor <= search->amount.minor;
}

/* Says whether the stop lies where something is lost. */
static gboolean
has_risk (const Search *search)
{
  gint64 stop_points = search->command.stop_loss_points;

  if (stop_points == BT_PRICE_NONE)
    return FALSE;
  return search->command.direction == BT_DIRECTION_BUY ? stop_points < search->entry_points
                                                       : stop_points > search->entry_points;
}

static Search
begin_search (const BtSessionSettings *settings,
              BtQuote quote,
              const BtCommand *command,
              BtMoney amount)
{
  Search search = { .settings = settings, .quote = quote, .command = *command, .amount = amount };

  search.command.take_profit_points = BT_PRICE_NONE;
  search.entry_points
    = quote.is_valid ? bt_order_outcome_price (settings, quote, command) : BT_PRICE_NONE;
  return search;
}

void
bt_order_size_find (const BtSessionSettings *settings,
                    BtQuote quote,
                    const BtCommand *command,
                    BtMoney allowed,
                    BtOrderSize *out)
{
  const BtInstrument *instrument = &settings->instrument;
  gint64 step = instrument->volume_step.units;
  gint64 first = (instrument->volume_min.units + step - 1) / step;
  gint64 last = instrument->volume_max.units / step;
  Search search = begin_search (settings, quote, command, allowed);
  gint64 steps;

  *out = (BtOrderSize){ .result = BT_SIZE_NO_QUOTE };
  if (search.entry_points == BT_PRICE_NONE)
    return;
  out->result = BT_SIZE_NO_STOP;
  if (!has_risk (&search))
    return;
  out->result = BT_SIZE_NO_RATE;
  if (!find_risk (&search, first, &out->smallest))
    return;
  out->result = BT_SIZE_TOO_SMALL;
  if (out->smallest.minor > allowed.minor)
    return;
  steps = find_last (&search, first, MAX (last, first), is_affordable);
  find_risk (&search, steps, &out->risk);
  out->volume = BT_VOLUME (steps * step);
  out->result = BT_SIZE_FOUND;
}

BtMoney
bt_order_size_share (BtMoney equity, gint64 hundredths_of_percent)
{
  gint64 minor = 0;

  if (equity.minor <= 0
      || !bt_checked_div_floor ((BtInt128) equity.minor * hundredths_of_percent, ALL, &minor))
    return BT_MONEY (0);
  return BT_MONEY (minor);
}

/* Says whether a stop so far away loses no more than the amount. */
static gboolean
is_bearable (const Search *search, gint64 distance)
{
  gint64 side = search->command.direction == BT_DIRECTION_BUY ? 1 : -1;
  BtCommand command = search->command;
  BtOrderOutcome outcome;

  command.stop_loss_points = search->entry_points - side * distance;
  return bt_order_outcome_find (search->settings, search->quote, &command, &outcome)
         && outcome.risk.minor <= search->amount.minor;
}

/* Says whether a target so far away still brings less than the amount. */
static gboolean
is_short (const Search *search, gint64 distance)
{
  gint64 side = search->command.direction == BT_DIRECTION_BUY ? 1 : -1;
  BtCommand command = search->command;
  BtOrderOutcome outcome;

  command.take_profit_points = search->entry_points + side * distance;
  return bt_order_outcome_find (search->settings, search->quote, &command, &outcome)
         && outcome.reward.minor < search->amount.minor;
}

gint64
bt_order_size_level (const BtSessionSettings *settings,
                     BtQuote quote,
                     const BtCommand *command,
                     gboolean is_stop,
                     BtMoney amount)
{
  gint64 side = command->direction == BT_DIRECTION_BUY ? 1 : -1;
  Search search = begin_search (settings, quote, command, amount);
  gint64 distance;

  search.command.stop_loss_points = BT_PRICE_NONE;
  if (search.entry_points == BT_PRICE_NONE || search.command.volume.units <= 0
      || !bt_money_is_convertible (settings) || amount.minor <= 0)
    return BT_PRICE_NONE;
  if (is_stop)
    {
      if (!is_bearable (&search, 1))
        return BT_PRICE_NONE;
      distance = find_last (&search, 1, MAX_DISTANCE, is_bearable);
      return search.entry_points - side * distance;
    }
  if (!is_short (&search, 0))
    return BT_PRICE_NONE;
  distance = find_last (&search, 0, MAX_DISTANCE, is_short) + 1;
  return distance <= MAX_DISTANCE ? search.entry_points + side * distance : BT_PRICE_NONE;
}
