// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Sessions of known digest. A digest may change only together with BT_RULES_VERSION: a session
 * that was recorded by one program must be verified by the next, by another compiler, and on
 * another machine. */
#include "config.h"

#include "engine-script.h"

#define START "bar 1.10000 1.10000 1.10000 1.10000\n"

typedef struct
{
  const char *name;
  const char *script;
  const char *digest;
} Session;

static const Session sessions[] = {
  { "nothing", START, "3f93b0818e0970e03732f7a4f77cbc6eb038af354a0835479f859de81348c0bd" },
  { "bracket",
    "set spread 12 commission-lot 350\n" START "place a market buy 1.00 sl 1.09900 tp 1.10050\n"
    "bar 1.10000 1.10080 1.09950 1.10000\n",
    "11d5f06c50e9ee84aaa07012e9c82c60e40df16366c747bc024d5cda7174e999" },
  { "pending-orders",
    "set spread 8 slippage 3 slippage-kind uniform seed 42\n" START
    "place a limit buy 0.50 price 1.09950 sl 1.09900 oco g\n"
    "place b stop buy 0.50 price 1.10050 trail 40 step 5 oco g\n"
    "place c stop_limit sell 0.30 price 1.09920 limit 1.09940 day\n"
    "bar 1.10000 1.10060 1.09960 1.10050\n"
    "bar 1.10050 1.10100 1.10000 1.10010\n"
    "bar 1.10010 1.10010 1.09900 1.09950\n",
    "ffd1495346e2c7a85b3cc8b15fc2d80e420e4e8f5ad5578e5b632000ce154ec8" },
  { "pessimistic",
    "set policy pessimistic\n" START "place a market buy 1.00 sl 1.09960 tp 1.10050\n"
    "bar 1.10000 1.10060 1.09950 1.10000\n",
    "35469acf01f593b89ea16cb5a99c94b5230d4d2c3385e91c08b5a5f259864ef8" },
  { "netting",
    "set mode netting commission-notional 2000 commission-minimum 50\n" START
    "place a market buy 1.00 sl 1.09000\n"
    "bar 1.10010 1.10010 1.10010 1.10010\n"
    "place b market buy 2.00\n"
    "place c market sell 1.50\n"
    "bar 1.10010 1.10080 1.09990 1.10020\n"
    "place d market sell 4.00\n"
    "close-all\n",
    "e5db15d3b6258cb1b938d37b9bc259e5563b5efb9cdbcdc5e2513becbf404fb2" },
  { "liquidation",
    "set slippage 2\n" START "place a market buy 9.00\n"
    "place p stop buy 1.00 price 1.20000\n"
    "bar 1.10000 1.10000 1.09988 1.09988\n"
    "bar 1.08000 1.08000 1.07000 1.07500\n",
    "b9f09b47575959c37e4c121aaeed0400545977206734e699d6fcb2f0317e8f07" },
  { "swap-and-next-open",
    "set fill next_open swap-long -650 swap-short 220\n"
    "at 2024-03-08T21:30:00Z\n" START "place a market buy 1.00\n"
    "place b market sell 0.40\n"
    "at 2024-03-11T20:59:00Z\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "bar 1.10000 1.10010 1.09990 1.10000\n"
    "close a 0.30\n"
    "bar 1.10000 1.10010 1.09990 1.10000\n",
    "d20e237777088511c0329f50d8dbaba51199bf1423e6d6863c0a08bc8212868d" },
  { "base-currency",
    "set instrument USDJPY spread 20\n"
    "bar 150.000 150.000 150.000 150.000\n"
    "place a market buy 1.00 sl 149.720\n"
    "modify a trail 200\n"
    "bar 150.000 150.400 149.900 150.100\n",
    "514e7d4053249e131e572ab5e708e719980e258ecf9dda53ebf2a0bff751b9a3" },
  { "third-currency",
    "set instrument XAUUSD currency CHF column 1\n"
    "rate EUR USD 1.25000 4\n"
    "rate EUR CHF 0.95000 6\n"
    "bar 2000.00 2000.00 2000.00 2000.00 30\n"
    "place a market sell 0.10 tp 1995.00\n"
    "bar 2000.00 2003.00 1994.00 1996.00 25\n",
    "2166b8045aefc19bd0542730f0e6dae462dd9f66581c9abb25d4dab9b8915153" },
  { "refusals-and-end",
    START "place a market buy 1.00\n"
          "place a market buy 1.00\n"
          "place b market buy 50.00\n"
          "modify a break-even\n"
          "deposit 5000\n"
          "withdraw 99999999\n"
          "note so far\n"
          "bar 1.10000 1.10010 1.09990 1.10005\n"
          "end\n"
          "note late\n",
    "2030f7f6113f1850cfa37be3fc0901b7b865c288cc5a6e1617c0dfb1326a5807" },
  { "challenge",
    "challenge daily 5% basis higher drawdown 6% kind trailing locked 1 zone Europe/Prague days 2 "
    "best-day 4000 target 1% hours mon-fri,00:00-23:00 order-lots 2\n" START
    "place a market buy 1.00\n"
    "bar 1.10000 1.10100 1.10000 1.10050\n"
    "place b market buy 3.00\n"
    "bar 1.10050 1.10050 1.08000 1.08000\n",
    "1d6c02560e7298b53d48b540f9026737c9f3c016eecb57609fb06ee14f94cdb1" },
  { "challenge-passed",
    "challenge target 1% target-on equity\n" START "place a market buy 1.00\n"
    "bar 1.10000 1.10100 1.10000 1.10050\n",
    "9cc724c97eb320737cb2600981a588cab8599a19244b82f22bdd288a5c331446" },
  { "ticks",
    "set spread 10\n" START "place a market buy 1.00 sl 1.09940\n"
    "bar 1.10000 1.10100 1.09900 1.10000\n"
    "tick 0 1.10010 1.10020\n"
    "tick 7 1.09930 1.09960\n",
    "e741032c564a94fd7b7dde8980800ac5b8157b801db0e53d3deadbf2bc92e6b2" },
};

static void
test_session (gconstpointer data)
{
  const Session *session = data;
  g_autoptr (BtEngine) engine = engine_script_run (session->script, TRUE, NULL, NULL);
  BtHash digest;
  bt_engine_get_digest (engine, &digest);
  g_autofree char *text = bt_hash_to_string (&digest);
  g_assert_cmpint (BT_RULES_VERSION, ==, 1);
  g_assert_cmpstr (text, ==, session->digest);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/digest/session/", sessions[i].name, NULL);
      g_test_add_data_func (path, &sessions[i], test_session);
    }
  return g_test_run ();
}
