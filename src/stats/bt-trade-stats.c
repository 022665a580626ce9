// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "stats/bt-trade-stats.h"

#include <math.h>

#include "base/bt-checked.h"
#include "stats/bt-drawdown.h"
#include "stats/bt-interval.h"

/* Takes one result into sums, extremes and runs. */
static void
add_result (BtTradeStats *out, gint64 net, gint64 *win_run, gint64 *loss_run)
{
  out->net.minor += net;
  *win_run = net > 0 ? *win_run + 1 : 0;
  *loss_run = net < 0 ? *loss_run + 1 : 0;
  out->longest_win_run = MAX (out->longest_win_run, *win_run);
  out->longest_loss_run = MAX (out->longest_loss_run, *loss_run);
  if (net > 0)
    {
      out->wins++;
      out->gross_profit.minor += net;
      out->largest_win.minor = MAX (out->largest_win.minor, net);
    }
  else if (net < 0)
    {
      out->losses++;
      out->gross_loss.minor += net;
      out->largest_loss.minor = MIN (out->largest_loss.minor, net);
    }
}

/* Fills in what follows from the sums. */
static void
compute_ratios (BtTradeStats *out)
{
  double profit = (double) out->gross_profit.minor;
  double loss = -(double) out->gross_loss.minor;

  if (out->wins > 0)
    bt_checked_div_half_even (out->gross_profit.minor, out->wins, &out->average_win.minor);
  if (out->losses > 0)
    bt_checked_div_half_even (out->gross_loss.minor, out->losses, &out->average_loss.minor);
  bt_wilson_interval (out->wins, out->count, &out->win_rate_low, &out->win_rate_high);
  if (out->count == 0)
    return;
  out->win_rate = (double) out->wins / (double) out->count;
  out->expectancy = (double) out->net.minor / (double) out->count;
  if (out->losses > 0)
    out->profit_factor = profit / loss;
  else if (out->wins > 0)
    out->profit_factor = INFINITY;
  if (out->wins > 0 && out->losses > 0)
    out->payoff_ratio = (profit / (double) out->wins) / (loss / (double) out->losses);
}

void
bt_trade_stats_compute (const BtMoney *net, gsize count, BtTradeStats *out)
{
  gint64 win_run = 0;
  gint64 loss_run = 0;
  double squares = 0;
  BtDrawdown drawdown;

  g_return_if_fail (out != NULL && (net != NULL || count == 0));

  *out = (BtTradeStats){
    .count = (gint64) count,
    .win_rate = NAN,
    .profit_factor = NAN,
    .expectancy = NAN,
    .deviation = NAN,
    .payoff_ratio = NAN,
  };
  bt_drawdown_init (&drawdown);
  bt_drawdown_add (&drawdown, 0, 0);
  for (gsize i = 0; i < count; i++)
    {
      add_result (out, net[i].minor, &win_run, &loss_run);
      bt_drawdown_add (&drawdown, (gint64) i, out->net.minor);
    }
  out->closed_drawdown = BT_MONEY (drawdown.depth);
  compute_ratios (out);
  if (count < 2)
    return;
  for (gsize i = 0; i < count; i++)
    squares
      += ((double) net[i].minor - out->expectancy) * ((double) net[i].minor - out->expectancy);
  out->deviation = sqrt (squares / (double) (count - 1));
}

double
bt_trade_stats_mean (const double *values, gsize count)
{
  double sum = 0;

  for (gsize i = 0; i < count; i++)
    sum += values[i];
  return count == 0 ? NAN : sum / (double) count;
}
