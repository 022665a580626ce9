// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Section 6 of the execution model: order types, slippage, trailing, OCO, expiry, modify,
 * next_open, refusals. EURUSD: a point is 0.00001. */
#include "config.h"

#include "engine-script.h"

#define START "bar 1.10000 1.10000 1.10000 1.10000\n"

static const EngineVector types[] = {
  /* Spread 10. A buy limit needs ask ≤ 1.09950, that is bid ≤ 1.09940; the low 1.09945 misses
     it, 1.09940 does not. */
  { "buy-limit-on-ask", SHOW_FILLS,
    "set spread 10 slippage 3\n" START "place a limit buy 1.00 price 1.09950\n"
    "bar 1.10000 1.10000 1.09945 1.10000\n"
    "bar 1.10000 1.10000 1.09940 1.10000\n",
    "fill a limit leg2 buy 1.00 1.09950\n" },
  { "sell-limit-on-bid", SHOW_FILLS,
    "set spread 10 slippage 3\n" START "place a limit sell 1.00 price 1.10050\n"
    "bar 1.10000 1.10049 1.10000 1.10000\n"
    "bar 1.10000 1.10050 1.10000 1.10000\n",
    "fill a limit leg2 sell 1.00 1.10050\n" },
  /* A buy stop at ask ≥ 1.10050: bid 1.10040. Slippage 3 on top. */
  { "buy-stop-with-slippage", SHOW_FILLS,
    "set spread 10 slippage 3\n" START "place a stop buy 1.00 price 1.10050\n"
    "bar 1.10000 1.10039 1.10000 1.10000\n"
    "bar 1.10000 1.10045 1.10000 1.10000\n",
    "fill a stop leg2 buy 1.00 1.10053 slip 3\n" },
  { "sell-stop-with-slippage-beyond-the-candle", SHOW_FILLS,
    "set spread 10 slippage 30\n" START "place a stop sell 1.00 price 1.09950\n"
    "bar 1.10000 1.10000 1.09950 1.10000\n",
    "fill a stop leg2 sell 1.00 1.09920 slip 30\n" },
  { "market-and-stop-slip-target-does-not", SHOW_FILLS,
    "set slippage 2\n" START "place a market buy 1.00 sl 1.09950 tp 1.10050\n"
    "place b market sell 1.00 sl 1.10050 tp 1.09950\n"
    "bar 1.10000 1.10050 1.09990 1.10040\n",
    "fill a market known_quote buy 1.00 1.10002 slip 2\n"
    "fill b market known_quote sell 1.00 1.09998 slip 2\n"
    "fill b stop_loss leg2 buy 1.00 1.10052 slip 2\n"
    "fill a take_profit leg2 sell 1.00 1.10050\n" },
  /* A limit that is satisfied fills at once at the known quote, which is better. */
  { "satisfied-limit-fills-at-once", SHOW_FILLS,
    "set spread 10\n" START "place a limit buy 1.00 price 1.10050\n"
    "place b limit sell 1.00 price 1.09990\n",
    "fill a limit known_quote buy 1.00 1.10010\n"
    "fill b limit known_quote sell 1.00 1.10000\n" },
  /* The stop at 1.10040 turns it into a limit at 1.10020, met on the way down. */
  { "stop-limit-fills-later", SHOW_FILLS | SHOW_ORDERS,
    START "place a stop_limit buy 1.00 price 1.10040 limit 1.10020\n"
          "bar 1.10000 1.10050 1.10000 1.10010\n",
    "accepted a\n"
    "triggered a 110040\n"
    "triggered a 110020\n"
    "fill a stop_limit leg3 buy 1.00 1.10020\n" },
  /* The limit is above the stop: satisfied at the place where the stop is reached, and filled there
     at the quote, without slippage. */
  { "stop-limit-already-satisfied", SHOW_FILLS,
    "set slippage 5\n" START "place a stop_limit buy 1.00 price 1.10040 limit 1.10060\n"
    "bar 1.10000 1.10050 1.10000 1.10010\n",
    "fill a stop_limit leg2 buy 1.00 1.10040\n" },
  /* The open jumps over stop and limit: active there, and filled only when the price comes back to
     the limit. */
  { "stop-limit-gap", SHOW_FILLS,
    START "place a stop_limit buy 1.00 price 1.10040 limit 1.10060\n"
          "bar 1.10090 1.10095 1.10050 1.10070\n",
    "fill a stop_limit leg2 buy 1.00 1.10060\n" },
  { "stop-limit-sell-stays-a-limit", SHOW_FILLS,
    START "place a stop_limit sell 1.00 price 1.09960 limit 1.09980\n"
          "bar 1.10000 1.10000 1.09955 1.09970\n"
          "bar 1.09970 1.09975 1.09900 1.09960\n"
          "bar 1.09960 1.09990 1.09960 1.09980\n",
    "fill a stop_limit leg2 sell 1.00 1.09980\n" },
  /* Before the first candle there is no quote to be beyond. */
  { "pending-before-the-first-candle", SHOW_FILLS,
    "place a limit buy 1.00 price 1.10000\n"
    "bar 1.10020 1.10030 1.09990 1.10010\n",
    "fill a limit leg2 buy 1.00 1.10000\n" },
  /* Reduce-only never opens: with nothing open it is taken away; it closes at most what is open
     against it. */
  { "reduce-only", SHOW_FILLS | SHOW_ORDERS,
    START "place a market buy 0.30\n"
          "place b limit sell 1.00 price 1.10010 reduce\n"
          "place c limit sell 1.00 price 1.10020 reduce\n"
          "bar 1.10000 1.10030 1.10000 1.10000\n",
    "accepted a\nfill a market known_quote buy 0.30 1.10000\n"
    "accepted b\naccepted c\n"
    "triggered b 110010\nfill b limit leg2 sell 0.30 1.10010 of a\n"
    "triggered c 110020\ncancelled c\n" },
};

static const EngineVector trailing[] = {
  /* Distance 40, step 10: starts at 1.09960. 1.10035 would allow 1.09995: three whole
     steps, 1.09990. */
  { "whole-steps", SHOW_POSITIONS,
    START "place a market buy 1.00 trail 40 step 10\n"
          "bar 1.10000 1.10035 1.10000 1.10030\n",
    "position a buy OPEN 1.00 left 1.00 entry 1.10000 sl 1.09990 pnl 0 float 3000 commission 0 "
    "swap 0 margin 110000 "
    "mae 0 mfe 3500\n" },
  /* The same on leg 3: having lifted the stop to 1.09990 the price falls to it. */
  { "met-on-the-way-back", SHOW_FILLS,
    "set slippage 1\n" START "place a market buy 1.00 trail 40 step 10\n"
    "bar 1.10000 1.10035 1.10000 1.10030\n"
    "bar 1.10030 1.10030 1.09980 1.09985\n",
    "fill a market known_quote buy 1.00 1.10001 slip 1\n"
    "fill a trailing_stop leg2 sell 1.00 1.09989 slip 1\n" },
  /* A short trails the ask: spread 10, ask 1.10010, start 1.10050; the low brings the ask
     to 1.09960 and the level to 1.10000. */
  { "short-on-ask", SHOW_FILLS,
    "set spread 10\n" START "place a market sell 1.00 trail 40\n"
    "bar 1.10000 1.10000 1.09950 1.09980\n"
    "bar 1.09980 1.09995 1.09980 1.09990\n",
    "fill a market known_quote sell 1.00 1.10000\n"
    "fill a trailing_stop leg2 buy 1.00 1.10000\n" },
  /* The present stop 1.09980 is better than bid − 40: it is the start, and the steps of 25 count
     from it: 1.10005 at bid 1.10045. */
  { "starts-at-the-better-stop", SHOW_POSITIONS,
    START "place a market buy 1.00 sl 1.09980\n"
          "modify a trail 40 step 25\n"
          "bar 1.10000 1.10044 1.10000 1.10044\n"
          "bar 1.10044 1.10045 1.10044 1.10045\n",
    "position a buy OPEN 1.00 left 1.00 entry 1.10000 sl 1.10005 pnl 0 float 4500 commission 0 "
    "swap 0 margin 110000 "
    "mae 0 mfe 4500\n" },
  { "a-stop-by-hand-ends-it", SHOW_FILLS | SHOW_POSITIONS,
    START "place a market buy 1.00 trail 40\n"
          "modify a sl 1.09970\n"
          "bar 1.10000 1.10100 1.10000 1.10100\n",
    "fill a market known_quote buy 1.00 1.10000\n"
    "position a buy OPEN 1.00 left 1.00 entry 1.10000 sl 1.09970 pnl 0 float 10000 commission 0 "
    "swap 0 margin 110000 "
    "mae 0 mfe 10000\n" },
  { "stop-and-trail-in-one-change", SHOW_POSITIONS,
    START "place a market buy 1.00 tp 1.10500\n"
          "modify a sl 1.09950 tp none trail 150\n"
          "bar 1.10000 1.10101 1.10000 1.10101\n",
    "position a buy OPEN 1.00 left 1.00 entry 1.10000 sl 1.09951 pnl 0 float 10100 commission 0 "
    "swap 0 margin 110000 "
    "mae 0 mfe 10100\n" },
  { "switched-off-keeps-the-level", SHOW_POSITIONS,
    START "place a market buy 1.00 trail 40\n"
          "bar 1.10000 1.10020 1.10000 1.10020\n"
          "modify a trail 0\n"
          "bar 1.10020 1.10090 1.10020 1.10090\n",
    "position a buy OPEN 1.00 left 1.00 entry 1.10000 sl 1.09980 pnl 0 float 9000 commission 0 "
    "swap 0 margin 110000 "
    "mae 0 mfe 9000\n" },
  { "follows-over-a-jump", SHOW_FILLS,
    START "place a market buy 1.00 trail 40\n"
          "bar 1.10100 1.10100 1.10060 1.10060\n",
    "fill a market known_quote buy 1.00 1.10000\n"
    "fill a trailing_stop leg2 sell 1.00 1.10060\n" },
  /* Attached to a limit: it starts where that fills, at the exit-side quote: 1.09950 − 30, and
     follows on the same candle. */
  { "attached-to-a-pending-order", SHOW_FILLS,
    START "place a limit buy 1.00 price 1.09950 trail 30\n"
          "bar 1.10000 1.10020 1.09940 1.09985\n",
    "fill a limit leg2 buy 1.00 1.09950\n" },
  { "attached-follows-on-the-same-candle", SHOW_FILLS,
    "set policy olhc\n" START "place a limit buy 1.00 price 1.09950 trail 30\n"
    "bar 1.10000 1.10020 1.09940 1.09985\n",
    "fill a limit leg1 buy 1.00 1.09950\n"
    "fill a trailing_stop leg3 sell 1.00 1.09990 ambiguous\n" },
};

static const EngineVector groups[] = {
  /* One leg passes both levels of the group: the nearer one fills and takes the other away at that
     point. */
  { "oco-both-touched-by-one-leg", SHOW_FILLS | SHOW_ORDERS,
    START "place a limit buy 1.00 price 1.09970 oco g\n"
          "place b limit buy 1.00 price 1.09950 oco g\n"
          "place c limit buy 1.00 price 1.09940 oco h\n"
          "bar 1.10000 1.10000 1.09930 1.10000\n",
    "accepted a\naccepted b\naccepted c\n"
    "triggered a 109970\nfill a limit leg2 buy 1.00 1.09970\ncancelled b\n"
    "triggered c 109940\nfill c limit leg2 buy 1.00 1.09940\n" },
  { "oco-both-at-the-open", SHOW_FILLS,
    START "place b limit buy 1.00 price 1.09950 oco g\n"
          "place a limit buy 1.00 price 1.09970 oco g\n"
          "bar 1.09930 1.09930 1.09930 1.09930\n",
    "fill b limit open buy 1.00 1.09930\n" },
  { "oco-breakout", SHOW_FILLS,
    START "place a stop buy 1.00 price 1.10050 oco g\n"
          "place b stop sell 1.00 price 1.09950 oco g\n"
          "bar 1.10000 1.10060 1.09930 1.10000\n",
    "fill a stop leg1 buy 1.00 1.10050 ambiguous\n" },
  { "oco-market-order-cancels", SHOW_ORDERS,
    START "place a stop buy 1.00 price 1.10050 oco g\n"
          "place b market sell 1.00 oco g\n",
    "accepted a\naccepted b\ncancelled a\n" },
  { "cancel", SHOW_ORDERS,
    START "place a stop buy 1.00 price 1.10050\n"
          "cancel a\n"
          "cancel a\n"
          "bar 1.10000 1.10060 1.09930 1.10000\n",
    "accepted a\naccepted a\ncancelled a\nrefused a after 0 unknown_order\n" },
};

static const EngineVector expiry[] = {
  /* At or before the opening: gone before the jump. */
  { "until-is-tested-before-the-open", SHOW_ORDERS | SHOW_FILLS,
    START "place a limit buy 1.00 price 1.09950 until 2024-01-02T00:02:00Z\n"
          "bar 1.10000 1.10000 1.10000 1.10000\n"
          "bar 1.09900 1.09900 1.09900 1.09900\n",
    "accepted a\nexpired a\n" },
  { "until-a-microsecond-later", SHOW_FILLS,
    START "place a limit buy 1.00 price 1.09950 until 2024-01-02T00:02:00.000001Z\n"
          "bar 1.10000 1.10000 1.10000 1.10000\n"
          "bar 1.09900 1.09900 1.09900 1.09900\n",
    "fill a limit open buy 1.00 1.09900\n" },
  /* Friday 2024-01-05; New York is five hours behind: the day ends at 22:00 UTC, found out at
     Sunday's open. */
  { "day-over-a-weekend", SHOW_ORDERS | SHOW_FILLS,
    "at 2024-01-05T21:58:00Z\n" START "place a limit buy 1.00 price 1.09950 day\n"
    "place b limit buy 1.00 price 1.09950\n"
    "at 2024-01-07T22:00:00Z\n"
    "bar 1.09900 1.09900 1.09900 1.09900\n",
    "accepted a\naccepted b\nexpired a\ntriggered b 109900\nfill b limit open buy 1.00 1.09900\n" },
  /* After the clocks went forward (2024-03-10) the day ends at 21:00 UTC. An order placed at that
     very instant is for the next day. */
  { "day-in-summer-time", SHOW_ORDERS,
    "at 2024-03-11T20:58:00Z\n" START "place a limit buy 1.00 price 1.09000 day\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place b limit buy 1.00 price 1.09000 day\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n",
    "accepted a\naccepted b\nexpired a\n" },
  { "expiry-changed", SHOW_ORDERS,
    START "place a limit buy 1.00 price 1.09950 until 2024-01-02T00:02:00Z\n"
          "modify a gtc\n"
          "bar 1.10000 1.10000 1.10000 1.10000\n"
          "bar 1.10000 1.10000 1.10000 1.10000\n",
    "accepted a\naccepted a\n" },
};

static const EngineVector changes[] = {
  { "moved-limit-fills-at-once", SHOW_FILLS,
    START "place a limit buy 1.00 price 1.09950\n"
          "modify a price 1.10020 lots 0.50 sl 1.09000 tp 1.10030\n"
          "bar 1.10000 1.10030 1.10000 1.10000\n",
    "fill a limit known_quote buy 0.50 1.10000\n"
    "fill a take_profit leg2 sell 0.50 1.10030\n" },
  { "protection-of-a-position", SHOW_FILLS,
    START "place a market buy 1.00 sl 1.09900 tp 1.10100\n"
          "modify a sl 1.09990\n"
          "bar 1.10000 1.10020 1.09990 1.10000\n",
    "fill a market known_quote buy 1.00 1.10000\n"
    "fill a stop_loss leg1 sell 1.00 1.09990\n" },
  { "protection-taken-away", SHOW_FILLS,
    START "place a market buy 1.00 sl 1.09900 tp 1.10100\n"
          "modify a sl none tp none\n"
          "bar 1.10000 1.10200 1.09800 1.10000\n",
    "fill a market known_quote buy 1.00 1.10000\n" },
};

static const EngineVector next_open[] = {
  /* The order fills at the open of the next candle, the closing too; the stop attached is live
     there. */
  { "market-and-close", SHOW_FILLS | SHOW_ORDERS,
    "set fill next_open spread 10\n" START "place a market buy 1.00 sl 1.09900\n"
    "bar 1.10020 1.10020 1.10020 1.10020\n"
    "close a 0.40\n"
    "bar 1.10050 1.10060 1.10050 1.10060\n"
    "close a\n"
    "bar 1.10070 1.10070 1.10070 1.10070\n",
    "accepted a\n"
    "fill a market open buy 1.00 1.10030\n"
    "accepted a\n"
    "fill a close open sell 0.40 1.10050\n"
    "accepted a\n"
    "fill a close open sell 0.60 1.10070\n" },
  { "stop-passed-by-the-open", SHOW_FILLS,
    "set fill next_open\n" START "place a market buy 1.00 sl 1.09990\n"
    "bar 1.09980 1.09980 1.09980 1.09980\n",
    "fill a market open buy 1.00 1.09980\n"
    "fill a stop_loss open sell 1.00 1.09980\n" },
  /* The stop comes before the closing at the open, which then has nothing to close. */
  { "closing-without-a-position-is-dropped", SHOW_FILLS | SHOW_ORDERS,
    "set fill next_open\n" START "place a market buy 1.00 sl 1.09990\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "close-all\n"
    "bar 1.09980 1.09980 1.09980 1.09980\n",
    "accepted a\nfill a market open buy 1.00 1.10000\n"
    "accepted\n"
    "triggered a 109980\nfill a stop_loss open sell 1.00 1.09980\ncancelled a\n" },
  { "close-all", SHOW_FILLS,
    "set fill next_open\n" START "place a market buy 1.00\n"
    "place b market sell 0.50\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "close-all\n"
    "bar 1.10010 1.10010 1.10010 1.10010\n",
    "fill a market open buy 1.00 1.10000\n"
    "fill b market open sell 0.50 1.10000\n"
    "fill a close_all open sell 1.00 1.10010\n"
    "fill b close_all open buy 0.50 1.10010\n" },
  /* The end waits for nothing: there will be no next candle. */
  { "end-closes-at-the-known-quote", SHOW_FILLS | SHOW_ORDERS,
    "set fill next_open\n" START "place a market buy 1.00\n"
    "bar 1.10000 1.10005 1.10000 1.10005\n"
    "place b market buy 1.00\n"
    "end\n",
    "accepted a\nfill a market open buy 1.00 1.10000\n"
    "accepted b\naccepted\ncancelled b\n"
    "fill a end known_quote sell 1.00 1.10005\nended\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  engine_script_add_vectors ("types", types, G_N_ELEMENTS (types));
  engine_script_add_vectors ("trailing", trailing, G_N_ELEMENTS (trailing));
  engine_script_add_vectors ("groups", groups, G_N_ELEMENTS (groups));
  engine_script_add_vectors ("expiry", expiry, G_N_ELEMENTS (expiry));
  engine_script_add_vectors ("changes", changes, G_N_ELEMENTS (changes));
  engine_script_add_vectors ("next-open", next_open, G_N_ELEMENTS (next_open));
  return g_test_run ();
}
