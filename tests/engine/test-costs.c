// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Sections 7, 9 and 10 of the execution model: slippage, commission, swap, the ledger, conversion,
 * excursions, break-even, partial closing and netting. EURUSD: a lot moves 1.00 USD a point;
 * amounts are in cents. */
#include "config.h"

#include "engine-script.h"

#define START "bar 1.10000 1.10000 1.10000 1.10000\n"

static const EngineVector commissions[] = {
  { "per-lot-side", SHOW_FILLS | SHOW_COSTS | SHOW_LEDGER,
    "set spread 12 slippage 1 commission-lot 350\n" START "place a market buy 0.50 sl 1.09900\n"
    "bar 1.09950 1.09950 1.09900 1.09900\n",
    /* 0.50 lot: 1.75; spread 12 × 0.50 = 6.00; the exit is on the bid: no spread. (1.09899
       − 1.10013) × 50,000 = −57.00. */
    "fill a market known_quote buy 0.50 1.10013 slip 1 commission 175 spread 600 slippage 50\n"
    "COMMISSION -175 999825\n"
    "fill a stop_loss leg2 sell 0.50 1.09899 slip 1 commission 175 spread 0 slippage 50\n"
    "PNL -5700 994125\n"
    "COMMISSION -175 993950\n" },
  /* 0.03 lot × 3.50 = 0.105: half to even is 0.10. 0.01 lot: 0.035: 0.04. */
  { "half-to-even", SHOW_LEDGER,
    "set commission-lot 350\n" START "place a market buy 0.03\n"
    "place b market buy 0.01\n",
    "COMMISSION -10 999990\n"
    "COMMISSION -4 999986\n" },
  { "partial-close-pays-its-part", SHOW_LEDGER,
    "set commission-lot 350\n" START "place a market buy 1.00\n"
    "close a 0.40\n"
    "close a\n",
    "COMMISSION -350 999650\n"
    "PNL 0 999650\n"
    "COMMISSION -140 999510\n"
    "PNL 0 999510\n"
    "COMMISSION -210 999300\n" },
  { "per-fill", SHOW_LEDGER,
    "set commission-fill 99\n" START "place a market buy 1.00\n"
    "close a 0.40\n",
    "COMMISSION -99 999901\n"
    "PNL 0 999901\n"
    "COMMISSION -99 999802\n" },
  /* 0.002 % of 1 lot at 1.10000: 110,000 × 0.00002 = 2.20. */
  { "notional", SHOW_LEDGER, "set commission-notional 2000\n" START "place a market buy 1.00\n",
    "COMMISSION -220 999780\n" },
  { "minimum", SHOW_LEDGER,
    "set commission-lot 350 commission-minimum 100\n" START "place a market buy 0.10\n"
    "place b market buy 1.00\n",
    "COMMISSION -100 999900\n"
    "COMMISSION -350 999550\n" },
  { "ledger-of-money-in-and-out", SHOW_LEDGER,
    START "deposit 50000\n"
          "withdraw 20000\n"
          "note thinking\n",
    "DEPOSIT 50000 1050000\n"
    "WITHDRAWAL -20000 1030000\n" },
};

/* 17:00 New York is 22:00 UTC in winter and 21:00 in summer. */
static const EngineVector swaps[] = {
  /* −6.50 points a lot and night: 0.50 lot: −3.25. Short +2.20: 1.10. Thursday 2024-01-04, 22:00
     UTC. */
  { "a-night", SHOW_LEDGER,
    "set swap-long -650 swap-short 220\n"
    "at 2024-01-04T21:58:00Z\n" START "place a market buy 0.50\n"
    "place b market sell 0.50\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n",
    "SWAP -325 999675\n"
    "SWAP 110 999785\n" },
  /* Wednesday 2024-01-03 counts three nights. */
  { "triple-day", SHOW_LEDGER,
    "set swap-long -650\n"
    "at 2024-01-03T21:59:00Z\n" START "place a market buy 1.00\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n",
    "SWAP -1950 998050\n" },
  /* Opened Friday, seen again on Monday 2024-01-08 at 23:00: Friday's and Monday's night; Saturday
     and Sunday have none. */
  { "over-a-weekend", SHOW_LEDGER,
    "set swap-long -100\n"
    "at 2024-01-05T21:00:00Z\n" START "place a market buy 1.00\n"
    "at 2024-01-08T23:00:00Z\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n",
    "SWAP -100 999900\n"
    "SWAP -100 999800\n" },
  { "weekend-trading-instrument", SHOW_LEDGER,
    "set swap-long -100 end-of-week 1\n"
    "at 2024-01-05T21:00:00Z\n" START "place a market buy 1.00\n"
    "at 2024-01-08T23:00:00Z\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n",
    "SWAP -100 999900\nSWAP -100 999800\nSWAP -100 999700\nSWAP -100 999600\n" },
  /* The clocks go forward on 2024-03-10: Friday 8 March ends at 22:00 UTC, Monday 11 March at
     21:00. */
  { "daylight-saving", SHOW_LEDGER,
    "set swap-long -100\n"
    "at 2024-03-08T21:30:00Z\n" START "place a market buy 1.00\n"
    "at 2024-03-08T21:59:00Z\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "deposit 1\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "deposit 2\n"
    "at 2024-03-11T20:59:00Z\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "deposit 3\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n",
    "DEPOSIT 1 1000001\nSWAP -100 999901\nDEPOSIT 2 999903\nDEPOSIT 3 999906\nSWAP -100 999806\n" },
  /* Closed at 21:59, open again at 22:05: the night between was not held. */
  { "only-what-is-open", SHOW_LEDGER,
    "set swap-long -100\n"
    "at 2024-01-04T21:58:00Z\n" START "place a market buy 1.00\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "close a\n"
    "at 2024-01-04T22:05:00Z\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "place b market buy 1.00\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n",
    "PNL 0 1000000\n" },
};

static const EngineVector conversions[] = {
  /* USDJPY, USD account: 1 lot from 150.020 to 150.320: 30,000 yen ÷ the ask 150.340 = 199.55 USD;
   * margin 15,002,000 ÷ 100 ÷ bid 150.000 = 1000.13. The spread of 20 points: 2,000 yen ÷ 150.000
   * = 13.33. */
  { "account-is-the-base-profit", SHOW_FILLS | SHOW_COSTS | SHOW_LEDGER | SHOW_POSITIONS,
    "set instrument USDJPY spread 20\n"
    "bar 150.000 150.000 150.000 150.000\n"
    "place a market buy 1.00 tp 150.320\n"
    "bar 150.000 150.320 150.000 150.320\n",
    "fill a market known_quote buy 1.00 150.020 commission 0 spread 1333 slippage 0\n"
    "fill a take_profit leg2 sell 1.00 150.320 commission 0 spread 0 slippage 0\n"
    "PNL 19955 1019955\n"
    "position a buy CLOSED 1.00 left 0.00 entry 150.020 exit 150.320 tp 150.320 pnl 19955 float 0 "
    "commission 0 swap 0 "
    "margin 0 mae -1333 mfe 19955\n" },
  /* A loss of 30,000 yen ÷ the bid 149.720 = 200.37 USD. */
  { "account-is-the-base-loss", SHOW_LEDGER | SHOW_ACCOUNT,
    "set instrument USDJPY spread 20\n"
    "bar 150.000 150.000 150.000 150.000\n"
    "place a market buy 1.00 sl 149.720\n"
    "place b market buy 1.00\n"
    "bar 150.000 150.000 149.720 149.720\n",
    "PNL -20037 979963\n"
    "account balance 979963 equity 959926 margin 100013 level 95980\n" },
  /* JPY account, XAU in USD: by USDJPY 150.00000 with a spread of 0.00100. A profit of 30.00 USD at
   * the bid: 4,500 yen; margin 0.10 lot: 10 oz × 2000.00 ÷ 100 = 200 USD at the ask 150.00100 =
   * 30,000.2 yen. */
  { "third-currency-by-a-pair", SHOW_LEDGER | SHOW_POSITIONS,
    "set instrument XAUUSD currency JPY balance 1000000\n"
    "rate USD JPY 150.00000 100\n"
    "bar 2000.00 2000.00 2000.00 2000.00\n"
    "place a market buy 0.10\n"
    "place b market buy 0.10\n"
    "bar 2000.00 2003.00 2000.00 2003.00\n"
    "close a\n",
    "PNL 4500 1004500\n"
    "position a buy CLOSED 0.10 left 0.00 entry 2000.00 exit 2003.00 pnl 4500 float 0 commission 0 "
    "swap 0 margin 0 mae 0 mfe 4500\n"
    "position b buy OPEN 0.10 left 0.10 entry 2000.00 pnl 0 float 4500 commission 0 swap 0 margin "
    "30000 mae 0 mfe 4500\n" },
  /* EUR account, XAU in USD: against the pair: EURUSD 1.25000. A profit of 30.00 USD ÷ 1.25 = 24.00
     EUR. */
  { "third-currency-against-a-pair", SHOW_LEDGER,
    "set instrument XAUUSD currency EUR\n"
    "rate EUR USD 1.25000\n"
    "bar 2000.00 2000.00 2000.00 2000.00\n"
    "place a market buy 0.10\n"
    "bar 2000.00 2003.00 2000.00 2003.00\n"
    "close a\n",
    "PNL 2400 1002400\n" },
  /* CHF account: USD → EUR → CHF: 30.00 ÷ 1.25 × 0.95 = 22.80. */
  { "two-steps", SHOW_LEDGER,
    "set instrument XAUUSD currency CHF\n"
    "rate EUR USD 1.25000\n"
    "rate EUR CHF 0.95000\n"
    "bar 2000.00 2000.00 2000.00 2000.00\n"
    "place a market buy 0.10\n"
    "bar 2000.00 2003.00 2000.00 2003.00\n"
    "close a\n",
    "PNL 2280 1002280\n" },
  { "no-rate", SHOW_MESSAGES,
    "set instrument XAUUSD currency CHF\n"
    "bar 2000.00 2000.00 2000.00 2000.00\n"
    "place a market buy 0.10\n"
    "place b limit buy 0.10 price 1900.00\n",
    "refused a after 0 no_rate : no rate from USD to CHF is known at this time\n"
    "refused b after 0 no_rate : no rate from USD to CHF is known at this time\n" },
};

static const EngineVector positions[] = {
  /* Long 1.00 from 1.10010 (spread 10): at the fill −10; low 1.09950: −60; high 1.10080: +70.
   * Partial close of 0.50 at 1.10050: +20.00 realised; then 1.10100 gives 20.00 + 45.00. */
  { "excursions-and-partial-close", SHOW_POSITIONS,
    "set spread 10\n" START "place a market buy 1.00\n"
    "bar 1.10000 1.10080 1.09950 1.10050\n"
    "close a 0.50\n"
    "bar 1.10050 1.10100 1.10050 1.10060\n",
    "position a buy OPEN 1.00 left 0.50 entry 1.10010 exit 1.10050 pnl 2000 float 2500 commission "
    "0 swap 0 margin 55005 "
    "mae -6000 mfe 7000\n" },
  /* The low 1.09950 of the entry's candle comes before the entry on leg 2 and is not its own. */
  { "excursion-starts-at-the-fill", SHOW_POSITIONS,
    START "place a stop buy 1.00 price 1.10050\n"
          "bar 1.10000 1.10070 1.09950 1.10060\n",
    "position a buy OPEN 1.00 left 1.00 entry 1.10050 pnl 0 float 1000 commission 0 swap 0 margin "
    "110050 mae 0 mfe 2000\n" },
  /* A short marks at the ask: with 20 points in the second candle the high 1.10030 costs 50. */
  { "excursion-of-a-short-at-the-ask", SHOW_POSITIONS,
    "set column 1\n"
    "bar 1.10000 1.10000 1.10000 1.10000 10\n"
    "place a market sell 1.00\n"
    "bar 1.10000 1.10030 1.10000 1.10000 20\n"
    "bar 1.10000 1.10035 1.09960 1.10000 10\n",
    "position a sell OPEN 1.00 left 1.00 entry 1.10000 pnl 0 float -1000 commission 0 swap 0 "
    "margin 110000 mae -5000 mfe 3000\n" },
  { "excursion-ends-with-the-exit", SHOW_POSITIONS,
    "set slippage 4\n" START "place a market buy 1.00 sl 1.09950\n"
    "bar 1.10000 1.10010 1.09900 1.10010\n",
    "position a buy CLOSED 1.00 left 0.00 entry 1.10004 exit 1.09946 sl 1.09950 pnl -5800 float 0 "
    "commission 0 swap 0 margin 0 "
    "mae -5800 mfe 600\n" },
  /* Commission 3.50 a lot and side, 1.00 lot from 1.10000: 7.00 are earned at 1.10007. */
  { "break-even", SHOW_POSITIONS,
    "set commission-lot 350\n" START "place a market buy 1.00\n"
    "bar 1.10000 1.10050 1.10000 1.10050\n"
    "modify a break-even\n",
    "position a buy OPEN 1.00 left 1.00 entry 1.10000 sl 1.10007 pnl 0 float 5000 commission 350 "
    "swap 0 margin 110000 mae 0 mfe 5000\n" },
  { "break-even-of-a-short-after-swap", SHOW_POSITIONS,
    "set commission-lot 350 swap-short -200\n"
    "at 2024-01-04T21:59:00Z\n" START "place a market sell 1.00\n"
    "bar 1.10000 1.10000 1.09900 1.09900\n"
    "modify a break-even\n",
    "position a sell OPEN 1.00 left 1.00 entry 1.10000 sl 1.09991 pnl 0 float 10000 commission 350 "
    "swap -200 margin 110000 mae 0 "
    "mfe 10000\n" },
  { "break-even-not-reached", SHOW_MESSAGES,
    "set commission-lot 350\n" START "place a market buy 1.00\n"
    "modify a break-even\n",
    "refused a after 0 invalid_stops sl: the stop loss 1.10007 is not below the bid 1.10000; the "
    "nearest level allowed is 1.09999\n" },
  /* An account in EUR, a contract that is far too small for its commission: no price above zero
     pays for it. */
  { "break-even-that-no-price-reaches", SHOW_MESSAGES,
    "set currency EUR commission-fill 99900000 balance 1000000000\n" START
    "place a market buy 0.01\n"
    "modify a break-even\n",
    "refused a after 0 invalid_stops sl: “a” has no price at which it nets zero\n" },
  /* Volumes without a common measure: the average is a fraction over 2,000,000,001 after the first
     part, and the second is taken of 79.99000001 lots at 1.10001625…: 0.01000001 lots lose 99.63
     points, 0.996251…, in cents −100 after +1 for the first part. */
  { "average-of-fine-volumes", SHOW_POSITIONS,
    "set mode netting volume-step 1 balance 100000000 leverage 500\n" START
    "place a market buy 10.00000000\n"
    "bar 1.10001 1.10001 1.10001 1.10001\n"
    "place b market buy 10.00000001\n"
    "close a 0.01000001\n"
    "bar 1.10002 1.10002 1.10002 1.10002\n"
    "place c market buy 60.00000001\n"
    "bar 1.09902 1.09902 1.09902 1.09902\n"
    "close a 0.01000001\n",
    "position a buy OPEN 80.00000002 left 79.98 entry 1.10002 exit 1.09952 pnl -99 float -796802 "
    "commission 0 swap 0 margin 1759586 mae -796901 mfe 2999\n" },
  { "close-winners-and-losers", SHOW_FILLS,
    START "place a market buy 0.10\n"
          "place b market sell 0.10\n"
          "place c market buy 0.10\n"
          "bar 1.10000 1.10010 1.10000 1.10010\n"
          "close-all winners\n"
          "close-all losers\n",
    "fill a market known_quote buy 0.10 1.10000\n"
    "fill b market known_quote sell 0.10 1.10000\n"
    "fill c market known_quote buy 0.10 1.10000\n"
    "fill a close_all known_quote sell 0.10 1.10010\n"
    "fill c close_all known_quote sell 0.10 1.10010\n"
    "fill b close_all known_quote buy 0.10 1.10010\n" },
};

static const EngineVector netting[] = {
  /* 1.00 at 1.10000 and 2.00 at 1.10010: average 1.10006⅔. Closing 3.00 at 1.10020 earns 20 + 2 ×
   * 10 = 40.00 exactly. The second order's stop replaces the first's; its missing target does not.
   */
  { "adding-averages", SHOW_FILLS | SHOW_LEDGER | SHOW_POSITIONS,
    "set mode netting\n" START "place a market buy 1.00 sl 1.09900 tp 1.10500\n"
    "bar 1.10010 1.10010 1.10010 1.10010\n"
    "place b market buy 2.00 sl 1.09950\n"
    "bar 1.10020 1.10020 1.10020 1.10020\n"
    "close a\n",
    "fill a market known_quote buy 1.00 1.10000\n"
    "fill b market known_quote buy 2.00 1.10010 of a\n"
    "fill a close known_quote sell 3.00 1.10020\n"
    "PNL 4000 1004000\n"
    "position a buy CLOSED 3.00 left 0.00 entry 1.10007 exit 1.10020 sl 1.09950 tp 1.10500 pnl "
    "4000 float 0 commission 0 swap 0 "
    "margin 0 mae 0 mfe 4000\n" },
  /* Of 3.00 at 1.10006⅔ one is sold at 1.10020: 13⅓ points, 13.33; the other two then
     earn 26.67: 40.00 together. */
  { "reducing-keeps-the-average", SHOW_LEDGER,
    "set mode netting\n" START "place a market buy 1.00\n"
    "bar 1.10010 1.10010 1.10010 1.10010\n"
    "place b market buy 2.00\n"
    "bar 1.10020 1.10020 1.10020 1.10020\n"
    "place c market sell 1.00\n"
    "place d market sell 2.00\n",
    "PNL 1333 1001333\n"
    "PNL 2667 1004000\n" },
  /* What is left over opens a new position, recorded as two fills, each with its commission. */
  { "reversal", SHOW_FILLS | SHOW_LEDGER | SHOW_POSITIONS,
    "set mode netting commission-lot 350\n" START "place a market buy 1.00\n"
    "bar 1.10010 1.10010 1.10010 1.10010\n"
    "place b market sell 1.50 sl 1.10100\n",
    "fill a market known_quote buy 1.00 1.10000\n"
    "COMMISSION -350 999650\n"
    "fill b market known_quote sell 1.00 1.10010 of a\n"
    "PNL 1000 1000650\n"
    "COMMISSION -350 1000300\n"
    "fill b market known_quote sell 0.50 1.10010\n"
    "COMMISSION -175 1000125\n"
    "position a buy CLOSED 1.00 left 0.00 entry 1.10000 exit 1.10010 pnl 1000 float 0 commission "
    "700 swap 0 margin 0 mae 0 mfe 1000\n"
    "position b sell OPEN 0.50 left 0.50 entry 1.10010 sl 1.10100 pnl 0 float 0 commission 175 "
    "swap 0 margin 55005 mae 0 mfe 0\n" },
  /* At one point the order that only reduces comes before the one that opens, whatever their
     sequence. */
  { "reducing-before-opening", SHOW_FILLS,
    "set mode netting\n" START "place a market buy 1.00\n"
    "place b limit sell 3.00 price 1.10010\n"
    "place c limit sell 0.40 price 1.10010\n"
    "bar 1.10000 1.10010 1.10000 1.10000\n",
    "fill a market known_quote buy 1.00 1.10000\n"
    "fill c limit leg2 sell 0.40 1.10010 of a\n"
    "fill b limit leg2 sell 0.60 1.10010 of a\n"
    "fill b limit leg2 sell 2.40 1.10010\n" },
  /* Adding and reducing in turn: 1 @ 1.10000, 1 @ 1.10001, −1, 1 @ 1.10000, −1, … the parts add up
     to the whole without drift. */
  { "adding-and-reducing-in-turn", SHOW_LEDGER,
    "set mode netting\n" START "place a market buy 0.01\n"
    "bar 1.10050 1.10050 1.10050 1.10050\n"
    "place b market buy 0.02\n"
    "place c market sell 0.01\n"
    "place d market buy 0.02\n"
    "place e market sell 0.01\n"
    "close a\n",
    /* Average 1.1003333: 16⅔ points × 0.01 = 0.1667 → 0.17; then two left cost 33⅓ each below, plus
     * two at 1.10050: average 8⅓ below: 0.08; three times 8⅓: 0.25. The sum is 0.50, as 50 points
     * on 0.01. */
    "PNL 17 1000017\n"
    "PNL 8 1000025\n"
    "PNL 25 1000050\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  engine_script_add_vectors ("commissions", commissions, G_N_ELEMENTS (commissions));
  engine_script_add_vectors ("swaps", swaps, G_N_ELEMENTS (swaps));
  engine_script_add_vectors ("conversions", conversions, G_N_ELEMENTS (conversions));
  engine_script_add_vectors ("positions", positions, G_N_ELEMENTS (positions));
  engine_script_add_vectors ("netting", netting, G_N_ELEMENTS (netting));
  return g_test_run ();
}
