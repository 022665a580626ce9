// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Figures of a list of ended trades, from the net result of each in minor units (profit, commission
 * and swap together), in the order of their end. Pure functions; any thread. */
#pragma once

#include "base/bt-money.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 count;
  gint64 wins;   /* above 0 */
  gint64 losses; /* below 0; a trade of exactly 0 is neither */
  BtMoney net;
  BtMoney gross_profit; /* Σ of the wins */
  BtMoney gross_loss;   /* Σ of the losses, 0 or negative */
  BtMoney average_win;  /* rounded half to even; 0 without wins */
  BtMoney average_loss;
  BtMoney largest_win; /* 0 without wins */
  BtMoney largest_loss;
  gint64 longest_win_run;
  gint64 longest_loss_run;
  BtMoney closed_drawdown; /* largest fall of the running sum from a former peak (0 at the start); 0
                              or positive */
  double win_rate;         /* wins ÷ count; NAN without trades, as all below */
  double win_rate_low;     /* 95 %, bt_wilson_interval() */
  double win_rate_high;
  double profit_factor; /* gross profit ÷ −gross loss; INFINITY with a profit and no loss, NAN with
                           neither */
  double expectancy;    /* arithmetic mean of the results, in minor units */
  double deviation; /* sample standard deviation (n − 1), in minor units; NAN below two trades */
  double payoff_ratio; /* mean win ÷ −mean loss; NAN unless there are both */
} BtTradeStats;

/* Stores the figures of count results. Source of profit factor, expectancy and payoff ratio: V. K.
 * Tharp, “Trade Your Way to Financial Freedom” (1998); the oracle vectors agree. */
void bt_trade_stats_compute (const BtMoney *net, gsize count, BtTradeStats *out);

/* Returns the arithmetic mean of count multiples of risk (net result ÷ money at risk at the first
 * stop; V. K. Tharp's R), or NAN when count is 0. */
double bt_trade_stats_mean (const double *values, gsize count);

G_END_DECLS
