// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Section 8 of the execution model: margin, margin call, stop-out, negative-balance protection.
 * EURUSD at 1:100: a lot at 1.10000 uses 1,100.00 USD and moves 1.00 USD a point; amounts are in
 * cents. */
#include "config.h"

#include "engine-script.h"

#define START "bar 1.10000 1.10000 1.10000 1.10000\n"

static const EngineVector used[] = {
  { "hedged-larger-side", SHOW_ACCOUNT,
    START "place a market buy 2.00\n"
          "place b market sell 3.00\n",
    "account balance 1000000 equity 1000000 margin 330000 level 30303\n" },
  { "hedged-both-sides", SHOW_ACCOUNT,
    "set hedged both\n" START "place a market buy 2.00\n"
    "place b market sell 3.00\n",
    "account balance 1000000 equity 1000000 margin 550000 level 18182\n" },
  { "netting", SHOW_ACCOUNT,
    "set mode netting\n" START "place a market buy 2.00\n"
    "place b market sell 3.00\n",
    "account balance 1000000 equity 1000000 margin 110000 level 90909\n" },
  { "partial-close-frees-its-part", SHOW_ACCOUNT,
    START "place a market buy 2.00\n"
          "close a 0.50\n",
    "account balance 1000000 equity 1000000 margin 165000 level 60606\n" },
  { "nothing-used", SHOW_ACCOUNT, START,
    "account balance 1000000 equity 1000000 margin 0 level -1\n" },
};

static const EngineVector refusals[] = {
  /* 9.09 lots use 9,999.00 of 10,000.00; 9.10 would use 10,010.00. */
  { "as-if-filled", SHOW_MESSAGES | SHOW_FILLS,
    START "place a market buy 9.10\n"
          "place b market buy 9.09\n",
    "refused a after 0 insufficient_margin lots: the equity would be 10000.00 USD, below a used "
    "margin of 10010.00 USD\n"
    "fill b market known_quote buy 9.09 1.10000\n" },
  /* Spread and commission count: 9.00 lots at 1.10010 use 9,900.90; the equity falls by 90.00
     and 31.50: 9,878.50. */
  { "with-spread-and-commission", SHOW_MESSAGES,
    "set spread 10 commission-lot 350\n" START "place a market buy 9.00\n",
    "refused a after 0 insufficient_margin lots: the equity would be 9878.50 USD, below a used "
    "margin of 9900.90 USD\n" },
  /* Exactly equal is enough. */
  { "equality-is-allowed", SHOW_FILLS, "set balance 110000\n" START "place a market buy 1.00\n",
    "fill a market known_quote buy 1.00 1.10000\n" },
  /* A pending order is tested when it triggers; the refusal is after candle 0, the last one known
     then. */
  { "pending-order-when-it-triggers", SHOW_ORDERS,
    START "place a limit buy 9.20 price 1.09990\n"
          "bar 1.10000 1.10000 1.09980 1.10000\n",
    "accepted a\ntriggered a 109990\nrefused a after 0 insufficient_margin\n" },
  { "a-refused-member-leaves-its-group", SHOW_FILLS,
    START "place a limit buy 9.20 price 1.09990 oco g\n"
          "place b limit buy 1.00 price 1.09980 oco g\n"
          "bar 1.10000 1.10000 1.09980 1.10000\n",
    "refused a after 0 insufficient_margin\n"
    "fill b limit leg2 buy 1.00 1.09980\n" },
  /* On a hedging account the smaller side is free: 9 long use 9,900.00, 9 short against them no
     more. */
  { "hedge-needs-no-more", SHOW_FILLS,
    START "place a market buy 9.00\n"
          "place b market sell 9.00\n",
    "fill a market known_quote buy 9.00 1.10000\n"
    "fill b market known_quote sell 9.00 1.10000\n" },
  /* Netting: the part that reduces is never refused; what is left over is. */
  { "reversal-fills-what-reduces", SHOW_FILLS,
    "set mode netting\n" START "place a market buy 1.00\n"
    "place b market sell 10.20\n",
    "fill a market known_quote buy 1.00 1.10000\n"
    "fill b market known_quote sell 1.00 1.10000 of a\n"
    "refused b after 0 insufficient_margin\n" },
};

static const EngineVector stop_outs[] = {
  /* 9 lots use 9,900.00. Margin call at an equity of 9,900.00: 100.00 lost, 11.1 points: known at
   * the close 1.09988, where 9,892.00 are left: 99.92 %. Stop-out at 4,950.00: 5,050.00 lost is
   * 561.11 points: the first whole point is 562 below, 1.09438. −5,058.00. */
  { "solved-on-the-leg", SHOW_ORDERS | SHOW_FILLS | SHOW_LEDGER | SHOW_POSITIONS,
    START "place a market buy 9.00\n"
          "place p stop buy 1.00 price 1.20000\n"
          "bar 1.10000 1.10000 1.09988 1.09988\n"
          "bar 1.09988 1.09988 1.09000 1.09500\n",
    "accepted a\nfill a market known_quote buy 9.00 1.10000\n"
    "accepted p\n"
    "margin_call 9992\n"
    "cancelled p\n"
    "fill a liquidation leg2 sell 9.00 1.09438\n"
    "PNL -505800 494200\n"
    "liquidated a\n"
    "position a buy LIQUIDATED 9.00 left 0.00 entry 1.10000 exit 1.09438 pnl -505800 float 0 "
    "commission 0 swap 0 margin 0 mae "
    "-505800 mfe 0\n" },
  /* A point short of it nothing happens. */
  { "a-point-before", SHOW_FILLS,
    START "place a market buy 9.00\n"
          "bar 1.10000 1.10000 1.09439 1.09439\n",
    "fill a market known_quote buy 9.00 1.10000\n" },
  /* The jump passes the stop-out: closed at the open, with slippage, and what is below zero is
     given back. */
  { "over-a-gap-with-protection", SHOW_FILLS | SHOW_LEDGER,
    "set slippage 3\n" START "place a market buy 9.00\n"
    "bar 1.08000 1.08000 1.08000 1.08000\n",
    "fill a market known_quote buy 9.00 1.10003 slip 3\n"
    "fill a liquidation open sell 9.00 1.07997 slip 3\n"
    "PNL -1805400 -805400\n"
    "ADJUSTMENT 805400 0\n" },
  { "over-a-gap-without-protection", SHOW_LEDGER,
    "set protection 0\n" START "place a market buy 9.00\n"
    "bar 1.08000 1.08000 1.08000 1.08000\n",
    "PNL -1800000 -800000\n" },
  /* A short is marked at the ask: spread 10. 9 short at 1.10000: 9,900.00. Equity 4,950.00 when the
     ask is 562 above: bid 1.10552. */
  { "short-at-the-ask", SHOW_FILLS,
    "set spread 10\n" START "place a market sell 9.00\n"
    "bar 1.10000 1.11000 1.10000 1.11000\n",
    "fill a market known_quote sell 9.00 1.10000\n"
    "fill a liquidation leg2 buy 9.00 1.10562\n" },
  /* The largest loss first, and only as many as need be. */
  { "largest-loss-first", SHOW_FILLS | SHOW_ACCOUNT,
    "set balance 1000000\n" START "place a market buy 4.00\n"
    "bar 1.10100 1.10100 1.10100 1.10100\n"
    "place b market buy 4.00\n"
    "bar 1.10100 1.10100 1.09300 1.09400\n",
    /* Used: 4,400.00 + 4,404.00 = 8,804.00; stop-out at 4,402.00. Loss 8 × d + 400 ≥ 5,598.00 with
       d from 1.10000: 649.75: 650 points: 1.09350. */
    "fill a market known_quote buy 4.00 1.10000\n"
    "fill b market known_quote buy 4.00 1.10100\n"
    "fill b liquidation leg2 sell 4.00 1.09350\n"
    "account balance 700000 equity 460000 margin 440000 level 10455\n" },
  /* A tie goes to the earlier one. */
  { "tie-earlier-first", SHOW_FILLS,
    START "place a market buy 4.50\n"
          "place b market buy 4.50\n"
          "bar 1.10000 1.10000 1.09438 1.09438\n",
    "fill a market known_quote buy 4.50 1.10000\n"
    "fill b market known_quote buy 4.50 1.10000\n"
    "fill a liquidation leg2 sell 4.50 1.09438\n" },
  /* The stop at 1.09500 is nearer than the stop-out. */
  { "stop-loss-before-stop-out", SHOW_FILLS,
    START "place a market buy 9.00 sl 1.09500\n"
          "bar 1.10000 1.10000 1.09000 1.09000\n",
    "fill a market known_quote buy 9.00 1.10000\n"
    "fill a stop_loss leg2 sell 9.00 1.09500\n" },
  /* At one point liquidation comes before the stop. */
  { "liquidation-before-stop-at-one-point", SHOW_FILLS,
    START "place a market buy 9.00 sl 1.09500\n"
          "bar 1.09000 1.09000 1.09000 1.09000\n",
    "fill a market known_quote buy 9.00 1.10000\n"
    "fill a liquidation open sell 9.00 1.09000\n" },
  /* Reduce-only orders outlive the liquidation of another position; those that open do not. */
  { "reduce-only-orders-stay", SHOW_ORDERS,
    START "place a market buy 4.00\n"
          "place b market buy 5.00\n"
          "place p limit sell 1.00 price 1.10100 reduce\n"
          "place q limit sell 1.00 price 1.10100\n"
          "bar 1.10000 1.10000 1.09438 1.09438\n",
    "accepted a\naccepted b\naccepted p\naccepted q\n"
    "cancelled q\nliquidated b\n" },
  /* A stop-out of 0 %: the equity has to be gone: 1,111.11 points: 1,112. */
  { "stop-out-at-zero", SHOW_FILLS | SHOW_LEDGER,
    "set stop-out 0\n" START "place a market buy 9.00\n"
    "bar 1.10000 1.10000 1.08000 1.08000\n",
    "fill a market known_quote buy 9.00 1.10000\n"
    "fill a liquidation leg2 sell 9.00 1.08888\n"
    "PNL -1000800 -800\n"
    "ADJUSTMENT 800 0\n" },
  /* USDJPY, USD account: 9 lots from 150.000 use 9,000.00. Equity 4,500.00 needs 5,500.00 lost:
     900,000 × (150 − b) ÷ b ≥ 5,500: b ≤ 149.0889. */
  { "account-in-the-base-currency", SHOW_FILLS | SHOW_LEDGER,
    "set instrument USDJPY\n"
    "bar 150.000 150.000 150.000 150.000\n"
    "place a market buy 9.00\n"
    "bar 150.000 150.000 148.000 149.000\n",
    "fill a market known_quote buy 9.00 150.000\n"
    "fill a liquidation leg2 sell 9.00 149.088\n"
    "PNL -550547 449453\n" },
  /* A swap pushes the equity below the level; it is found at the open that follows. 9 lots,
   * at 1.09450 the equity is 5,050.00; the swap of −200.00 leaves 4,850.00 < 4,950.00. */
  { "by-a-swap", SHOW_FILLS | SHOW_LEDGER,
    "set swap-long -2223\n"
    "at 2024-01-04T21:58:00Z\n" START "place a market buy 9.00\n"
    "bar 1.09450 1.09450 1.09450 1.09450\n"
    "bar 1.09450 1.09450 1.09450 1.09450\n",
    "fill a market known_quote buy 9.00 1.10000\n"
    "SWAP -20007 979993\n"
    "fill a liquidation open sell 9.00 1.09450\n"
    "PNL -495000 484993\n" },
};

static const EngineVector calls[] = {
  /* Found at a close, once; after the level has been above 100 % again, found again. */
  { "once-until-it-recovers", SHOW_ORDERS,
    START "place a market buy 9.00\n"
          "bar 1.10000 1.10000 1.09980 1.09980\n"
          "bar 1.09980 1.09985 1.09980 1.09980\n"
          "bar 1.09980 1.10000 1.09980 1.10000\n"
          "bar 1.10000 1.10000 1.09980 1.09980\n",
    "accepted a\nmargin_call 9919\nmargin_call 9919\n" },
  /* Within the candle it is not looked for. */
  { "only-at-the-close", SHOW_ORDERS,
    START "place a market buy 9.00\n"
          "bar 1.10000 1.10000 1.09900 1.10000\n",
    "accepted a\n" },
  { "exactly-at-the-level", SHOW_ORDERS, "set balance 110000\n" START "place a market buy 1.00\n",
    "accepted a\nmargin_call 10000\n" },
  { "after-a-withdrawal-of-all-that-is-free", SHOW_ORDERS | SHOW_MESSAGES,
    START "place a market buy 1.00\n"
          "withdraw 890001\n"
          "withdraw 890000\n"
          "bar 1.10000 1.10000 1.10000 1.10000\n",
    "accepted a\n"
    "refused  after 0 invalid_amount amount: 8900.01 USD is more than can be withdrawn, which is "
    "8900.00 USD\n"
    "accepted\n"
    "margin_call 10000\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  engine_script_add_vectors ("used-margin", used, G_N_ELEMENTS (used));
  engine_script_add_vectors ("margin-refusals", refusals, G_N_ELEMENTS (refusals));
  engine_script_add_vectors ("stop-outs", stop_outs, G_N_ELEMENTS (stop_outs));
  engine_script_add_vectors ("margin-calls", calls, G_N_ELEMENTS (calls));
  return g_test_run ();
}
