// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Challenge rules, worked out by hand (execution model, section 11). One lot of EURUSD wins or
 * loses 1.00 (100 minor units) a point; the account begins with 10,000.00. */
#include "config.h"

#include "engine-script.h"

#define START "bar 1.10000 1.10000 1.10000 1.10000\n"
#define BUY "place a market buy 1.00\n"
#define NEXT_DAY "at 2024-01-03T00:00:00Z\n"

static const EngineVector losses[] = {
  /* 500.00 are allowed: the loss is 500 at 1.09500 and 501 a point below. */
  { "daily-on-leg", SHOW_CHALLENGE,
    "challenge daily 5%\n" START BUY "bar 1.10000 1.10010 1.09000 1.09500\n",
    "broken daily_loss leg2 bid 1.09499 limit 50000 value 50100 excess 100\n"
    "challenge failed days 1 profit 0 day 0 best 0\n"
    "  daily_loss broken 50100 of 50000 used 10020 level 950000\n" },
  { "limit-that-is-reached-holds", SHOW_CHALLENGE,
    "challenge daily 5%\n" START BUY "bar 1.10000 1.10010 1.09500 1.09600\n",
    "challenge running days 1 profit 0 day 0 best 0\n"
    "  daily_loss within 40000 of 50000 used 8000 level 950000\n" },
  { "daily-over-gap", SHOW_CHALLENGE,
    "challenge daily 5%\n" START BUY "bar 1.09000 1.09010 1.08990 1.09000\n",
    "broken daily_loss open bid 1.09000 limit 50000 value 100000 excess 50000\n"
    "challenge failed days 1 profit 0 day 0 best 0\n"
    "  daily_loss broken 100000 of 50000 used 20000 level 950000\n" },
  /* Equity is 3.50 lower for the commission: at 1.09403 it is 597.00 + 3.50 below the start. The
   * stop at 1.09400 comes later, and nothing breaks any more. */
  { "static-with-commission", SHOW_CHALLENGE | SHOW_FILLS,
    "set commission-lot 350\nchallenge drawdown 60000\n" START
    "place a market buy 1.00 sl 1.09400\n"
    "bar 1.10000 1.10010 1.09000 1.09500\n",
    "fill a market known_quote buy 1.00 1.10000\n"
    "broken max_drawdown leg2 bid 1.09403 limit 60000 value 60050 excess 50\n"
    "fill a stop_loss leg2 sell 1.00 1.09400\n"
    "challenge failed days 1 profit -350 day -350 best 0\n"
    "  max_drawdown broken 60050 of 60000 used 10008 level 940000\n" },
  /* The fill itself breaks: three points of slippage bring 502.00 past 500.00. */
  { "broken-by-slippage-of-a-fill", SHOW_CHALLENGE | SHOW_FILLS,
    "set slippage 3\nchallenge daily 50000\n" START "place a market buy 1.00 sl 1.09506\n"
    "bar 1.10000 1.10000 1.09400 1.09500\n",
    "fill a market known_quote buy 1.00 1.10003 slip 3\n"
    "fill a stop_loss leg2 sell 1.00 1.09503 slip 3\n"
    "challenge running days 1 profit -50000 day -50000 best 0\n"
    "  daily_loss within 50000 of 50000 used 10000 level 950000\n" },
  /* The peak is 10,300.00 at the high: the floor 9,800.00, which holds at 1.09800. */
  { "trailing", SHOW_CHALLENGE,
    "set policy ohlc\nchallenge drawdown 5% kind trailing\n" START BUY
    "bar 1.10000 1.10300 1.09000 1.09500\n",
    "broken max_drawdown leg2 bid 1.09799 limit 50000 value 50100 excess 100\n"
    "challenge failed days 1 profit 0 day 0 best 0\n"
    "  max_drawdown broken 50100 of 50000 used 10020 level 980000\n" },
  { "trailing-short", SHOW_CHALLENGE,
    "set policy olhc spread 10\nchallenge drawdown 5% kind trailing\n" START
    "place a market sell 1.00\n"
    "bar 1.10000 1.10900 1.09700 1.10500\n",
    /* The ask is 1.09710 at the low: a peak of 10,290.00. At bid 1.10201 the ask is 1.10211. */
    "broken max_drawdown leg2 bid 1.10201 limit 50000 value 50100 excess 100\n"
    "challenge failed days 1 profit 0 day 0 best 0\n"
    "  max_drawdown broken 50100 of 50000 used 10020 level 979000\n" },
  /* Quiet candles raise the peak, too, and their order does not matter. */
  { "trailing-over-quiet-candles", SHOW_CHALLENGE,
    "challenge drawdown 5% kind trailing\n" START BUY "bar 1.10000 1.10100 1.10000 1.10100\n"
    "bar 1.10100 1.10200 1.10000 1.10050\n"
    "bar 1.10050 1.10150 1.09900 1.10000\n"
    "bar 1.10000 1.10010 1.09750 1.09760\n"
    "bar 1.09760 1.09800 1.09690 1.09700\n",
    "broken max_drawdown leg2 bid 1.09699 limit 50000 value 50100 excess 100\n"
    "challenge failed days 1 profit 0 day 0 best 0\n"
    "  max_drawdown broken 50100 of 50000 used 10020 level 970000\n" },
  /* The floor stops at the initial balance. */
  { "trailing-locks", SHOW_CHALLENGE,
    "set policy ohlc\nchallenge drawdown 20000 kind trailing locked 1\n" START BUY
    "bar 1.10300 1.10500 1.10300 1.10400\n"
    "bar 1.10400 1.10400 1.09990 1.10000\n",
    "broken max_drawdown leg2 bid 1.09999 limit 20000 value 20100 excess 100\n"
    "challenge failed days 1 profit 0 day 0 best 0\n"
    "  max_drawdown broken 20100 of 20000 used 10050 level 1000000\n" },
  /* The high of the day does not count, the equity of 10,100.00 at its end does. */
  { "trailing-at-end-of-day", SHOW_CHALLENGE,
    "set policy ohlc\nchallenge drawdown 5% kind end_of_day\n"
    "at 2024-01-02T23:58:00Z\n" START BUY "bar 1.10000 1.10300 1.10000 1.10100\n"
    "bar 1.10050 1.10060 1.09000 1.09500\n",
    "broken max_drawdown leg2 bid 1.09599 limit 50000 value 50100 excess 100\n"
    "challenge failed days 1 profit 0 day 0 best 0\n"
    "  max_drawdown broken 50100 of 50000 used 10020 level 960000\n" },
  { "deposits-and-withdrawals-are-no-result", SHOW_CHALLENGE,
    "challenge daily 5% drawdown 5% target 1%\n" START
    "deposit 100000\nwithdraw 90000\nbar 1.10000 1.10000 1.10000 1.10000\n",
    "challenge running days 0 profit 0 day 0 best 0\n"
    "  profit_target within 0 of 10000 used 0 level 1020000\n"
    "  daily_loss within 0 of 50000 used 0 level 960000\n"
    "  max_drawdown within 0 of 50000 used 0 level 960000\n" },
  /* Both at once; the message names the figures. */
  { "two-rules-at-one-point", SHOW_CHALLENGE | SHOW_MESSAGES,
    "challenge daily 50000 drawdown 50000\n" START BUY "bar 1.09000 1.09010 1.08990 1.09000\n",
    "broken daily_loss open bid 1.09000 limit 50000 value 100000 excess 50000: "
    "the loss of the day is 1000.00 USD, 500.00 USD more than the 500.00 USD allowed\n"
    "broken max_drawdown open bid 1.09000 limit 50000 value 100000 excess 50000: "
    "the drawdown is 1000.00 USD, 500.00 USD more than the 500.00 USD allowed\n"
    "challenge failed days 1 profit 0 day 0 best 0\n"
    "  daily_loss broken 100000 of 50000 used 20000 level 950000\n"
    "  max_drawdown broken 100000 of 50000 used 20000 level 950000\n" },
};

/* At the end of the first day the balance is 10,000.00 and the equity 10,300.00. */
#define TWO_DAYS                                                                                   \
  "at 2024-01-02T23:58:00Z\n" START BUY "bar 1.10300 1.10300 1.10300 1.10300\n"                    \
  "bar 1.10300 1.10300 1.09400 1.09500\n"

static const EngineVector days[] = {
  { "basis-balance", SHOW_CHALLENGE, "challenge daily 5% basis balance\n" TWO_DAYS,
    "broken daily_loss leg2 bid 1.09499 limit 50000 value 50100 excess 100\n"
    "challenge failed days 1 profit 0 day 0 best 0\n"
    "  daily_loss broken 50100 of 50000 used 10020 level 950000\n" },
  { "basis-equity", SHOW_CHALLENGE, "challenge daily 5% basis equity\n" TWO_DAYS,
    "broken daily_loss leg2 bid 1.09799 limit 50000 value 50100 excess 100\n"
    "challenge failed days 1 profit 0 day 0 best 0\n"
    "  daily_loss broken 50100 of 50000 used 10020 level 980000\n" },
  { "basis-higher", SHOW_CHALLENGE, "challenge daily 5% basis higher\n" TWO_DAYS,
    "broken daily_loss leg2 bid 1.09799 limit 50000 value 50100 excess 100\n"
    "challenge failed days 1 profit 0 day 0 best 0\n"
    "  daily_loss broken 50100 of 50000 used 10020 level 980000\n" },
  /* A floating loss of 600.00 breaks nothing; closing it does. */
  { "measured-on-balance", SHOW_CHALLENGE,
    "challenge daily 5% daily-on balance\n" START BUY
    "bar 1.10000 1.10000 1.09400 1.09400\nclose a\n",
    "broken daily_loss known_quote bid 1.09400 limit 50000 value 60000 excess 10000\n"
    "challenge failed days 1 profit -60000 day -60000 best 0\n"
    "  daily_loss broken 60000 of 50000 used 12000 level 950000\n" },
  /* A loss of 400.00 on each of two days. */
  { "each-day-has-its-own-loss", SHOW_CHALLENGE,
    "challenge daily 5%\n" START BUY "bar 1.10000 1.10000 1.09600 1.09600\nclose a\n" NEXT_DAY
    "bar 1.10000 1.10000 1.10000 1.10000\nplace b market buy 1.00\n"
    "bar 1.10000 1.10000 1.09600 1.09600\nclose b\n",
    "challenge running days 2 profit -80000 day -40000 best 0\n"
    "  daily_loss within 40000 of 50000 used 8000 level 910000\n" },
  /* The candle of 22:59 UTC is of the old day in Prague, that of 23:00 of the new one. */
  { "reset-in-its-zone", SHOW_CHALLENGE,
    "challenge daily 5% zone Europe/Prague\n"
    "at 2024-01-02T22:58:00Z\n" START BUY "bar 1.10000 1.10000 1.09600 1.09600\nclose a\n"
    "bar 1.09600 1.09600 1.09600 1.09600\n",
    "challenge running days 1 profit -40000 day 0 best 0\n"
    "  daily_loss within 0 of 50000 used 0 level 910000\n" },
  /* The night at 17:00 New York costs 10.00 and belongs to the day that ends there. */
  { "night-before-reset", SHOW_CHALLENGE | SHOW_LEDGER,
    "set swap-long -1000\nchallenge daily 5% zone America/New_York reset 17:00\n"
    "at 2024-01-02T21:59:00Z\n" START BUY "bar 1.10000 1.10000 1.10000 1.10000\n",
    "SWAP -1000 999000\n"
    "challenge running days 1 profit -1000 day 0 best 0\n"
    "  daily_loss within 0 of 50000 used 0 level 949000\n" },
};

static const EngineVector passing[] = {
  { "target-on-balance", SHOW_CHALLENGE,
    "challenge target 3%\n" START BUY "bar 1.10000 1.10400 1.10000 1.10300\nclose a\n",
    "passed in 1\n"
    "challenge passed days 1 profit 30000 day 30000 best 30000\n"
    "  profit_target met 30000 of 30000 used 10000 level 1030000\n" },
  { "target-needs-nothing-open", SHOW_CHALLENGE,
    "challenge target 3%\n" START BUY "place b market buy 0.01\n"
    "bar 1.10000 1.10400 1.10000 1.10300\nclose a\nbar 1.10300 1.10300 1.10200 1.10200\n",
    "challenge running days 1 profit 30000 day 30000 best 30000\n"
    "  profit_target within 30000 of 30000 used 10000 level 1030000\n" },
  { "target-on-equity", SHOW_CHALLENGE,
    "challenge target 3% target-on equity\n" START BUY "bar 1.10000 1.10400 1.09990 1.10100\n",
    "passed in 1\n"
    "challenge passed days 1 profit 0 day 0 best 0\n"
    "  profit_target met 30000 of 30000 used 10000 level 1030000\n" },
  /* Entries on two days are asked for: the second one, closed at no gain, completes them. */
  { "minimum-days", SHOW_CHALLENGE,
    "challenge target 3% days 2\n" START BUY
    "bar 1.10000 1.10400 1.10000 1.10300\nclose a\n" NEXT_DAY
    "bar 1.10300 1.10300 1.10300 1.10300\nplace b market buy 0.01\n"
    "bar 1.10300 1.10300 1.10300 1.10300\nclose b\n",
    "passed in 3\n"
    "challenge passed days 2 profit 30000 day 0 best 30000\n"
    "  profit_target met 30000 of 30000 used 10000 level 1030000\n"
    "  minimum_days met 2 of 2 used 10000 level 0\n" },
  /* 300.00 of 300.00 are too much for one day; 300.00 of 600.00 are just half. */
  { "best-day", SHOW_CHALLENGE,
    "challenge target 3% best-day 5000\n" START BUY "bar 1.10000 1.10400 1.10000 1.10300\n"
    "close a\n" NEXT_DAY "bar 1.10000 1.10000 1.10000 1.10000\nplace b market buy 1.00\n"
    "bar 1.10000 1.10400 1.10000 1.10299\nclose b 0.50\nbar 1.10299 1.10301 1.10299 1.10301\nclose "
    "b\n",
    "passed in 4\n"
    "challenge passed days 2 profit 60000 day 30000 best 30000\n"
    "  profit_target met 60000 of 30000 used 20000 level 1030000\n"
    "  consistency met 5000 of 5000 used 10000 level 0\n" },
  { "nothing-breaks-after-passing", SHOW_CHALLENGE,
    "challenge target 3% drawdown 1%\n" START BUY "bar 1.10000 1.10300 1.10000 1.10300\nclose a\n"
    "place b market buy 1.00\nbar 1.09000 1.09000 1.09000 1.09000\n",
    "passed in 1\n"
    "challenge passed days 1 profit 30000 day 30000 best 30000\n"
    "  profit_target met 30000 of 30000 used 10000 level 1030000\n"
    "  max_drawdown within 0 of 10000 used 0 level 990000\n" },
};

static const EngineVector entries[] = {
  /* The pending order fills in the candle that opens at 07:59 London, a minute early. */
  { "hours", SHOW_CHALLENGE | SHOW_MESSAGES,
    "challenge hours 08:00-17:00 hours-zone Europe/London\n"
    "at 2024-07-02T06:58:00Z\n" START "place a limit buy 1.00 price 1.09990\n"
    "bar 1.10000 1.10000 1.09980 1.10000\n",
    "broken allowed_hours leg2 bid 1.09990 limit 28800 value 28740 excess 60 by a: a position was "
    "opened at 07:59:00, which is 00:01:00 away from the nearest hour allowed, 08:00:00\n"
    "challenge failed days 1 profit 0 day 0 best 0\n"
    "  allowed_hours broken 28740 of 0 used 0 level 0\n" },
  { "hours-of-the-week", SHOW_CHALLENGE,
    "challenge hours mon-fri,22:00-02:00\n"
    "at 2024-01-05T23:58:00Z\n" START BUY "at 2024-01-06T01:58:00Z\n" START
    "place b market buy 1.00\n" START "place c market buy 1.00\n",
    /* Friday's window ends on Saturday at 02:00, which the clock reads after the candle of 01:59.
     */
    "broken allowed_hours known_quote bid 1.10000 limit 7200 value 7200 excess 0 by c\n"
    "challenge failed days 2 profit 0 day 0 best 0\n"
    "  allowed_hours broken 7200 of 0 used 0 level 0\n" },
  { "order-volume", SHOW_CHALLENGE | SHOW_MESSAGES,
    "challenge order-lots 1\n" START BUY "place b market buy 1.50\n",
    "broken order_volume known_quote bid 1.10000 limit 100000000 value 150000000 excess 50000000 "
    "by "
    "b: an order opened with 1.50 lots, 0.50 lots more than the 1.00 lots allowed\n"
    "challenge failed days 1 profit 0 day 0 best 0\n"
    "  order_volume broken 150000000 of 100000000 used 15000 level 0\n" },
  { "open-volume", SHOW_CHALLENGE,
    "challenge open-lots 2\n" START BUY "place b market sell 1.00\nplace c market buy 0.01\n",
    "broken open_volume known_quote bid 1.10000 limit 200000000 value 201000000 excess 1000000 by "
    "c\n"
    "challenge failed days 1 profit 0 day 0 best 0\n"
    "  open_volume broken 201000000 of 200000000 used 10050 level 0\n" },
  /* An order that only closes is no entry. */
  { "closing-is-no-entry", SHOW_CHALLENGE,
    "set mode netting\nchallenge order-lots 1\n" START BUY "place b market buy 1.00\n"
    "place c market sell 2.00\n",
    "challenge running days 1 profit 0 day 0 best 0\n"
    "  order_volume within 100000000 of 100000000 used 10000 level 0\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  engine_script_add_vectors ("challenge/losses", losses, G_N_ELEMENTS (losses));
  engine_script_add_vectors ("challenge/days", days, G_N_ELEMENTS (days));
  engine_script_add_vectors ("challenge/passing", passing, G_N_ELEMENTS (passing));
  engine_script_add_vectors ("challenge/entries", entries, G_N_ELEMENTS (entries));
  return g_test_run ();
}
