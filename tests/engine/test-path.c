// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Sections 3 to 5 of the execution model: quotes, the path of a candle, what an order fills at, the
 * five policies. EURUSD: a point is 0.00001; a lot moves 1.00 USD a point. */
#include "config.h"

#include "engine-script.h"

/* Open and close 1.10000; low 1.09950 and high 1.10060: the low is nearer. A long from 1.10000 with
 * its stop at 1.09960 and its target at 1.10050: low first stops it (−40), high first takes profit
 * (+50). */
#define BOTH_TOUCHED(policy)                                                                       \
  "set policy " policy "\n"                                                                        \
  "bar 1.10000 1.10000 1.10000 1.10000\n"                                                          \
  "place a market buy 1.00 sl 1.09960 tp 1.10050\n"                                                \
  "bar 1.10000 1.10060 1.09950 1.10000\n"

#define ENTRY "fill a market known_quote buy 1.00 1.10000\n"

/* Open 1.10000, low and high both 50 away. */
#define EQUAL_DISTANCE(side, stop, target)                                                         \
  "bar 1.10000 1.10000 1.10000 1.10000\n"                                                          \
  "place a market " side " 1.00 sl " stop " tp " target "\n"                                       \
  "bar 1.10000 1.10050 1.09950 1.10000\n"

static const EngineVector quotes[] = {
  { "bid-data", SHOW_FILLS,
    "set spread 12\n"
    "bar 1.10000 1.10010 1.09990 1.10005\n"
    "place a market buy 1.00\n"
    "place b market sell 1.00\n",
    "fill a market known_quote buy 1.00 1.10017\n"
    "fill b market known_quote sell 1.00 1.10005\n" },
  /* Mid data, spread 5: bid is 2 below, ask 3 above. */
  { "mid-data", SHOW_FILLS | SHOW_COSTS,
    "set kind mid spread 5\n"
    "bar 1.10000 1.10010 1.09990 1.10005\n"
    "place a market buy 1.00\n"
    "place b market sell 1.00\n",
    "fill a market known_quote buy 1.00 1.10008 commission 0 spread 300 slippage 0\n"
    "fill b market known_quote sell 1.00 1.10003 commission 0 spread 200 slippage 0\n" },
  { "ask-data", SHOW_FILLS | SHOW_COSTS,
    "set kind ask spread 5\n"
    "bar 1.10000 1.10010 1.09990 1.10005\n"
    "place a market buy 1.00\n"
    "place b market sell 1.00\n",
    "fill a market known_quote buy 1.00 1.10005 commission 0 spread 0 slippage 0\n"
    "fill b market known_quote sell 1.00 1.10000 commission 0 spread 500 slippage 0\n" },
  /* The candle's own spread goes before the session's; −1 in the column means none. */
  { "spread-column", SHOW_FILLS,
    "set spread 12 column 1\n"
    "bar 1.10000 1.10010 1.09990 1.10005 3\n"
    "place a market buy 1.00\n"
    "bar 1.10005 1.10010 1.09990 1.10000\n"
    "place b market buy 1.00\n",
    "fill a market known_quote buy 1.00 1.10008\n"
    "fill b market known_quote buy 1.00 1.10012\n" },
  /* The short's stop stands at 1.10050. Its ask is bid + 10, then bid + 30 in the wider candle: the
     same highs, 1.10030, reach it only there. */
  { "short-stop-on-ask-of-the-candle", SHOW_FILLS,
    "set column 1\n"
    "bar 1.10000 1.10000 1.10000 1.10000 10\n"
    "place a market sell 1.00 sl 1.10050\n"
    "bar 1.10000 1.10030 1.10000 1.10000 10\n"
    "bar 1.10000 1.10030 1.10000 1.10000 30\n",
    "fill a market known_quote sell 1.00 1.10000\n"
    "fill a stop_loss leg2 buy 1.00 1.10050\n" },
};

static const EngineVector paths[] = {
  /* The low is 50 away, the high 60: low first. With the other order the target would have been
     filled: ambiguous. */
  { "adaptive-nearer-first", SHOW_FILLS, BOTH_TOUCHED ("adaptive"),
    ENTRY "fill a stop_loss leg1 sell 1.00 1.09960 ambiguous\n" },
  { "ohlc-high-first", SHOW_FILLS, BOTH_TOUCHED ("ohlc"),
    ENTRY "fill a take_profit leg1 sell 1.00 1.10050 ambiguous\n" },
  { "olhc-low-first", SHOW_FILLS, BOTH_TOUCHED ("olhc"),
    ENTRY "fill a stop_loss leg1 sell 1.00 1.09960 ambiguous\n" },
  { "pessimistic-keeps-the-loss", SHOW_FILLS, BOTH_TOUCHED ("pessimistic"),
    ENTRY "fill a stop_loss leg1 sell 1.00 1.09960 ambiguous\n" },
  { "optimistic-keeps-the-profit", SHOW_FILLS, BOTH_TOUCHED ("optimistic"),
    ENTRY "fill a take_profit leg1 sell 1.00 1.10050 ambiguous\n" },
  /* Only the stop is within the candle: either order fills it at the same price. */
  { "one-level-is-not-ambiguous", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a market buy 1.00 sl 1.09960 tp 1.10500\n"
    "bar 1.10000 1.10060 1.09950 1.10000\n",
    ENTRY "fill a stop_loss leg1 sell 1.00 1.09960\n" },
  { "equal-distance-long-low-first", SHOW_FILLS, EQUAL_DISTANCE ("buy", "1.09960", "1.10040"),
    ENTRY "fill a stop_loss leg1 sell 1.00 1.09960 ambiguous\n" },
  { "equal-distance-short-high-first", SHOW_FILLS, EQUAL_DISTANCE ("sell", "1.10040", "1.09960"),
    "fill a market known_quote sell 1.00 1.10000\n"
    "fill a stop_loss leg1 buy 1.00 1.10040 ambiguous\n" },
  /* Flat at equal distance: low first, so the buy limit below fills on leg 1. */
  { "equal-distance-flat-low-first", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a limit buy 1.00 price 1.09970\n"
    "bar 1.10000 1.10050 1.09950 1.10000\n",
    "fill a limit leg1 buy 1.00 1.09970\n" },
  /* The short is closed by the jump to the open, so the account is flat when the order of the
     extremes is decided: low first. */
  { "net-side-is-taken-after-the-open", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a market sell 1.00 sl 1.10100\n"
    "place b limit buy 1.00 price 1.10080 tp 1.10160\n"
    "place c limit buy 1.00 price 1.09950\n"
    "bar 1.10120 1.10170 1.10070 1.10120\n",
    "fill a market known_quote sell 1.00 1.10000\n"
    "fill b limit known_quote buy 1.00 1.10000\n"
    "fill a stop_loss open buy 1.00 1.10120\n"
    "fill b take_profit leg2 sell 1.00 1.10160\n" },
  /* Equal outcomes: low first. The stop-limit's fill does not depend on the order. */
  { "pessimistic-tie-low-first", SHOW_FILLS,
    "set policy pessimistic\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a limit buy 1.00 price 1.09960\n"
    "bar 1.10000 1.10060 1.09950 1.10000\n",
    "fill a limit leg1 buy 1.00 1.09960\n" },
  /* Trailing 30 under each order: high 1.10060 first lifts the stop to 1.10030, and the way down to
   * the low meets it. Low first, 1.09980, lifts it to 1.10030 on leg 2, and the close 1.10020 meets
   * it on leg 3: the same fill either way, on another leg. */
  { "trailing-met-on-either-order", SHOW_FILLS,
    "set policy ohlc\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a market buy 1.00 trail 30\n"
    "bar 1.10000 1.10060 1.09980 1.10020\n",
    ENTRY "fill a trailing_stop leg2 sell 1.00 1.10030\n" },
  /* The pessimist lets the low 1.09975 come first: stop 1.09970 not met; then 1.10060 lifts it
   * to 1.10030, and the close 1.10050 misses it: +50 left open. High first: stopped at 1.10030,
   * +30. */
  { "trailing-pessimistic", SHOW_FILLS,
    "set policy pessimistic\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a market buy 1.00 trail 30\n"
    "bar 1.10000 1.10060 1.09975 1.10050\n",
    ENTRY "fill a trailing_stop leg2 sell 1.00 1.10030 ambiguous\n" },
  { "trailing-optimistic", SHOW_FILLS | SHOW_POSITIONS,
    "set policy optimistic\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a market buy 1.00 trail 30\n"
    "bar 1.10000 1.10060 1.09975 1.10050\n",
    ENTRY
    "position a buy OPEN 1.00 left 1.00 entry 1.10000 sl 1.10030 pnl 0 float 5000 commission 0 "
    "swap 0 margin 110000 mae -2500 mfe 6000\n" },
  /* The limit at 1.09980 fills on leg 1 on the way to the low 1.09970; its target 1.10040 on leg 2:
     entry and exit in one candle. */
  { "entry-and-exit-in-one-candle", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a limit buy 1.00 price 1.09980 sl 1.09900 tp 1.10040\n"
    "bar 1.10000 1.10050 1.09970 1.10010\n",
    "fill a limit leg1 buy 1.00 1.09980\n"
    "fill a take_profit leg2 sell 1.00 1.10040 ambiguous\n" },
  /* High first the target is passed before there is a position; the close 1.10010 does not reach
     it. */
  { "entry-without-exit-in-the-other-order", SHOW_FILLS,
    "set policy ohlc\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a limit buy 1.00 price 1.09980 sl 1.09900 tp 1.10040\n"
    "bar 1.10000 1.10050 1.09970 1.10010\n",
    "fill a limit leg2 buy 1.00 1.09980\n" },
  { "exit-on-the-last-leg", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a stop buy 1.00 price 1.10040 sl 1.10010\n"
    "bar 1.10000 1.10050 1.09970 1.10005\n",
    "fill a stop leg2 buy 1.00 1.10040\n"
    "fill a stop_loss leg3 sell 1.00 1.10010\n" },
};

static const EngineVector jumps[] = {
  { "stop-loss-gap-fills-at-the-open", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a market buy 1.00 sl 1.09960\n"
    "bar 1.09900 1.09910 1.09890 1.09900\n",
    ENTRY "fill a stop_loss open sell 1.00 1.09900\n" },
  { "target-gap-fills-better", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a market buy 1.00 tp 1.10050\n"
    "bar 1.10080 1.10090 1.10070 1.10080\n",
    ENTRY "fill a take_profit open sell 1.00 1.10080\n" },
  { "open-exactly-at-a-level", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a market buy 1.00 sl 1.09960\n"
    "bar 1.09960 1.09970 1.09960 1.09970\n",
    ENTRY "fill a stop_loss open sell 1.00 1.09960\n" },
  { "low-exactly-at-a-level", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a market buy 1.00 sl 1.09960\n"
    "bar 1.10000 1.10000 1.09960 1.10000\n",
    ENTRY "fill a stop_loss leg2 sell 1.00 1.09960\n" },
  { "low-a-point-above-a-level", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a market buy 1.00 sl 1.09960\n"
    "bar 1.10000 1.10000 1.09961 1.10000\n",
    ENTRY },
  { "buy-stop-gap", SHOW_FILLS,
    "set spread 10\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a stop buy 1.00 price 1.10050\n"
    "bar 1.10080 1.10090 1.10070 1.10080\n",
    "fill a stop open buy 1.00 1.10090\n" },
  { "sell-limit-gap", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a limit sell 1.00 price 1.10050\n"
    "bar 1.10080 1.10090 1.10070 1.10080\n",
    "fill a limit open sell 1.00 1.10080\n" },
  /* The jump passes the limit, its stop and its target's far side at once: the stop is past at the
     open, and fills there too. */
  { "gap-through-entry-and-stop", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a limit buy 1.00 price 1.09950 sl 1.09900\n"
    "bar 1.09850 1.09860 1.09840 1.09850\n",
    "fill a limit open buy 1.00 1.09850\n"
    "fill a stop_loss open sell 1.00 1.09850\n" },
  /* A flat candle has no legs; one without range still jumps. */
  { "flat-candle", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a market buy 1.00 sl 1.09960\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "bar 1.09955 1.09955 1.09955 1.09955\n",
    ENTRY "fill a stop_loss open sell 1.00 1.09955\n" },
  /* Minutes are missing; the next candle that exists is taken. */
  { "time-jumps-over-missing-candles", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a market buy 1.00 sl 1.09960\n"
    "at 2024-01-08T00:00:00Z\n"
    "bar 1.09000 1.09000 1.09000 1.09000\n",
    ENTRY "fill a stop_loss open sell 1.00 1.09000\n" },
};

/* Several triggers at one point: stop losses, then targets, then orders that open; by sequence
 * within a class. */
static const EngineVector sequence[] = {
  { "stops-before-targets-before-orders", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place e limit sell 0.10 price 1.10050\n"
    "place a market buy 0.10 tp 1.10050\n"
    "place b market sell 0.10 sl 1.10050\n"
    "place c market sell 0.10 sl 1.10050\n"
    "place d market buy 0.10 tp 1.10050\n"
    "bar 1.10060 1.10060 1.10060 1.10060\n",
    "fill a market known_quote buy 0.10 1.10000\n"
    "fill b market known_quote sell 0.10 1.10000\n"
    "fill c market known_quote sell 0.10 1.10000\n"
    "fill d market known_quote buy 0.10 1.10000\n"
    "fill b stop_loss open buy 0.10 1.10060\n"
    "fill c stop_loss open buy 0.10 1.10060\n"
    "fill a take_profit open sell 0.10 1.10060\n"
    "fill d take_profit open sell 0.10 1.10060\n"
    "fill e limit open sell 0.10 1.10060\n" },
  /* The later position has the earlier order: within a class the sequence of the order decides. */
  { "sequence-is-the-orders", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a limit buy 0.10 price 1.09990 sl 1.09950\n"
    "place b market buy 0.10 sl 1.09950\n"
    "bar 1.10000 1.10000 1.09980 1.09980\n"
    "bar 1.09900 1.09900 1.09900 1.09900\n",
    "fill b market known_quote buy 0.10 1.10000\n"
    "fill a limit leg2 buy 0.10 1.09990\n"
    "fill a stop_loss open sell 0.10 1.09900\n"
    "fill b stop_loss open sell 0.10 1.09900\n" },
  /* On a leg the nearest place comes first, whatever the class. */
  { "nearest-place-first-on-a-leg", SHOW_FILLS,
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place a market buy 0.10 sl 1.09900\n"
    "place b limit buy 0.10 price 1.09950\n"
    "place c limit buy 0.10 price 1.09970\n"
    "bar 1.10000 1.10000 1.09890 1.09890\n",
    "fill a market known_quote buy 0.10 1.10000\n"
    "fill c limit leg2 buy 0.10 1.09970\n"
    "fill b limit leg2 buy 0.10 1.09950\n"
    "fill a stop_loss leg2 sell 0.10 1.09900\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  engine_script_add_vectors ("quotes", quotes, G_N_ELEMENTS (quotes));
  engine_script_add_vectors ("paths", paths, G_N_ELEMENTS (paths));
  engine_script_add_vectors ("jumps", jumps, G_N_ELEMENTS (jumps));
  engine_script_add_vectors ("sequence", sequence, G_N_ELEMENTS (sequence));
  return g_test_run ();
}
