// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What is refused, why, and what the message names (execution model, section 6). EURUSD, volumes
 * 0.01 to 100 by 0.01. */
#include "config.h"

#include "engine-script.h"

#define START "bar 1.10000 1.10000 1.10000 1.10000\n"
#define SPREAD "set spread 10\n" START

static const EngineVector volumes[] = {
  { "volumes-are-never-rounded", SHOW_MESSAGES,
    START "place a market buy 0.00\n"
          "place b market buy 0.005\n"
          "place c market buy 0.015\n"
          "place d market buy 100.01\n",
    "refused a after 0 invalid_volume lots: 0.00 lots is below the minimum of 0.01\n"
    "refused b after 0 invalid_volume lots: 0.005 lots is below the minimum of 0.01\n"
    "refused c after 0 invalid_volume lots: 0.015 lots is no multiple of the step 0.01\n"
    "refused d after 0 invalid_volume lots: 100.01 lots is above the maximum of 100.00\n" },
  { "closing-more-than-is-open", SHOW_MESSAGES | SHOW_FILLS,
    START "place a market buy 0.50\n"
          "close a 0.51\n"
          "close a 0.015\n"
          "close a 0.50\n",
    "fill a market known_quote buy 0.50 1.10000\n"
    "refused a after 0 invalid_volume lots: 0.51 lots is more than is open: 0.50\n"
    "refused a after 0 invalid_volume lots: 0.015 lots is no multiple of the step 0.01\n"
    "fill a close known_quote sell 0.50 1.10000\n" },
};

/* Bid 1.10000, ask 1.10010. Each message names the nearest level allowed, and that level is
 * accepted. */
static const EngineVector stops[] = {
  { "stop-orders-beyond-the-quote", SHOW_MESSAGES,
    SPREAD "place a stop buy 1.00 price 1.10010\n"
           "place a stop buy 1.00 price 1.10011\n"
           "place b stop sell 1.00 price 1.10000\n"
           "place b stop sell 1.00 price 1.09999\n",
    "refused a after 0 invalid_stops price: the stop order's price 1.10010 is not above the ask "
    "1.10010; the nearest level "
    "allowed is 1.10011\n"
    "refused b after 0 invalid_stops price: the stop order's price 1.10000 is not below the bid "
    "1.10000; the nearest level "
    "allowed is 1.09999\n" },
  { "long-protection", SHOW_MESSAGES,
    SPREAD "place a market buy 1.00 sl 1.10000\n"
           "place a market buy 1.00 tp 1.10000\n"
           "place a market buy 1.00 sl 1.09999 tp 1.10001\n",
    "refused a after 0 invalid_stops sl: the stop loss 1.10000 is not below the bid 1.10000; the "
    "nearest level allowed is 1.09999\n"
    "refused a after 0 invalid_stops tp: the take profit 1.10000 is not above the bid 1.10000; the "
    "nearest level allowed is 1.10001\n" },
  { "short-protection", SHOW_MESSAGES,
    SPREAD "place a market sell 1.00 sl 1.10010\n"
           "place a market sell 1.00 tp 1.10010\n"
           "place a market sell 1.00 sl 1.10011 tp 1.10009\n",
    "refused a after 0 invalid_stops sl: the stop loss 1.10010 is not above the ask 1.10010; the "
    "nearest level allowed is 1.10011\n"
    "refused a after 0 invalid_stops tp: the take profit 1.10010 is not below the ask 1.10010; the "
    "nearest level allowed is 1.10009\n" },
  { "pending-protection-against-its-level", SHOW_MESSAGES,
    SPREAD "place a limit buy 1.00 price 1.09950 sl 1.09950\n"
           "place b limit sell 1.00 price 1.10050 tp 1.10050\n"
           "place c stop_limit buy 1.00 price 1.10050 limit 1.10030 sl 1.10030\n"
           "place c stop_limit buy 1.00 price 1.10050 limit 1.10030 sl 1.10029 tp 1.10031\n",
    "refused a after 0 invalid_stops sl: the stop loss 1.09950 is not below the order's price "
    "1.09950; the nearest level "
    "allowed is 1.09949\n"
    "refused b after 0 invalid_stops tp: the take profit 1.10050 is not below the order's price "
    "1.10050; the nearest level "
    "allowed is 1.10049\n"
    "refused c after 0 invalid_stops sl: the stop loss 1.10030 is not below the limit 1.10030; the "
    "nearest level allowed is "
    "1.10029\n" },
  { "modify", SHOW_MESSAGES | SHOW_POSITIONS,
    SPREAD "place a market buy 1.00 sl 1.09900\n"
           "modify a sl 1.10000 tp 1.10100\n"
           "modify a trail -1\n"
           "modify a price 1.10100\n"
           "modify a break-even tp 1.10100\n",
    "refused a after 0 invalid_stops sl: the stop loss 1.10000 is not below the bid 1.10000; the "
    "nearest level allowed is 1.09999\n"
    "refused a after 0 invalid_stops trail_points: a trailing distance of -1 points is not from 1 "
    "to 1000000000000000\n"
    "refused a after 0 unknown_order id: “a” is an open position: only its stop, target and "
    "trailing stop change\n"
    "refused a after 0 invalid_stops sl: “a” goes to break-even alone, without other changes\n"
    "position a buy OPEN 1.00 left 1.00 entry 1.10010 sl 1.09900 pnl 0 float -1000 commission 0 "
    "swap 0 margin 110010 mae -1000 "
    "mfe -1000\n" },
};

static const EngineVector others[] = {
  { "no-quote", SHOW_MESSAGES, "place a market buy 1.00\n" START,
    "refused a after -1 no_quote : no candle is known yet, so there is no price to trade at\n" },
  { "prices-missing", SHOW_MESSAGES,
    START "place a limit buy 1.00\n"
          "place b stop_limit buy 1.00 price 1.10010\n",
    "refused a after 0 invalid_price price: a limit order needs a price\n"
    "refused b after 0 invalid_price limit: a stop_limit order needs a limit\n" },
  { "prices-that-an-order-does-not-have", SHOW_MESSAGES,
    START "place a limit buy 1.00 price 1.09900\n"
          "modify a limit 1.09900\n"
          "modify a break-even\n",
    "refused a after 0 invalid_price limit: “a” is no stop-limit order and has no limit\n"
    "refused a after 0 unknown_position id: “a” is no open position, so it has no break-even\n" },
  { "unknown", SHOW_MESSAGES,
    START "modify x sl 1.09000\n"
          "cancel x\n"
          "close x\n",
    "refused x after 0 unknown_order id: “x” is neither an open position nor a working order\n"
    "refused x after 0 unknown_order id: no working order is called “x”\n"
    "refused x after 0 unknown_position id: no open position is called “x”\n" },
  { "duplicate-id", SHOW_MESSAGES,
    START "place a market buy 1.00 sl 1.10001\n"
          "place a market buy 1.00\n"
          "close a\n"
          "place a limit buy 1.00 price 1.09000\n",
    "refused a after 0 invalid_stops sl: the stop loss 1.10001 is not below the bid 1.10000; the "
    "nearest level allowed is 1.09999\n"
    "refused a after 0 duplicate_id id: an earlier order is called “a” already\n" },
  { "expiry-in-the-past", SHOW_MESSAGES,
    START "place a limit buy 1.00 price 1.09000 until 2024-01-02T00:01:00Z\n",
    "refused a after 0 invalid_expiry expires: the expiry 2024-01-02T00:01:00Z is not after the "
    "present time 2024-01-02T00:01:00Z\n" },
  { "amounts", SHOW_MESSAGES,
    START "deposit 0\n"
          "withdraw -5\n"
          "withdraw 1000001\n",
    "refused  after 0 invalid_amount amount: 0.00 USD is not above zero\n"
    "refused  after 0 invalid_amount amount: -0.05 USD is not above zero\n"
    "refused  after 0 invalid_amount amount: 10000.01 USD is more than can be withdrawn, which is "
    "10000.00 USD\n" },
  { "after-the-end", SHOW_MESSAGES | SHOW_FILLS | SHOW_ORDERS,
    START "place a market buy 1.00\n"
          "place b limit buy 1.00 price 1.09000\n"
          "end\n"
          "place c market buy 1.00\n"
          "note late\n"
          "end\n"
          "bar 1.08000 1.08000 1.08000 1.08000\n",
    "accepted a\nfill a market known_quote buy 1.00 1.10000\naccepted b\n"
    "accepted\ncancelled b\nfill a end known_quote sell 1.00 1.10000\nended\n"
    "refused c after 0 session_ended : the session has ended after candle 0\n"
    "refused  after 0 session_ended : the session has ended after candle 0\n"
    "refused  after 0 session_ended : the session has ended after candle 0\n" },
  { "stop-limit-past-its-stop", SHOW_MESSAGES,
    START "place a stop_limit buy 1.00 price 1.10040 limit 1.10020\n"
          "bar 1.10030 1.10050 1.10030 1.10030\n"
          "modify a price 1.10060\n"
          "modify a limit 1.10025\n",
    "refused a after 1 invalid_price price: “a” has passed its stop price already\n" },
  /* The order ends at the close that is known now: at the next opening. What a change does not name
     is not tested. */
  { "expiry-that-is-not-named", SHOW_MESSAGES | SHOW_ORDERS,
    START "place a limit buy 1.00 price 1.09000 until 2024-01-02T00:02:00Z\n"
          "bar 1.10000 1.10000 1.10000 1.10000\n"
          "modify a sl 1.08000\n"
          "bar 1.10000 1.10000 1.10000 1.10000\n",
    "accepted a\naccepted a\nexpired a\n" },
  { "closing-that-waits", SHOW_MESSAGES,
    "set fill next_open\n" START "place a market buy 1.00\n"
    "modify a price 1.10000\n"
    "bar 1.10000 1.10000 1.10000 1.10000\n"
    "close a\n"
    "modify a sl 1.09000\n",
    "refused a after 0 invalid_price price: “a” is a market order and has no price\n" },
};

static void
test_limit_of_orders (void)
{
  g_autoptr (GString) script = g_string_new (START);
  for (int i = 0; i <= BT_ENGINE_MAX_ORDERS; i++)
    g_string_append_printf (script, "place o%d limit buy 0.01 price 1.09000\n", i);
  g_autoptr (BtEngine) engine = engine_script_run (script->str, TRUE, NULL, NULL);
  gsize count;
  (void) bt_engine_get_orders (engine, &count);
  g_assert_cmpuint (count, ==, BT_ENGINE_MAX_ORDERS);
  const BtRefusal *refusals = bt_engine_get_refusals (engine, &count);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpint (refusals[0].code, ==, BT_REFUSAL_LIMIT_REACHED);
  g_assert_cmpstr (refusals[0].order_id, ==, "o1000");
}

static void
test_limit_of_positions (void)
{
  g_autoptr (GString) script = g_string_new ("set leverage 1000\n" START);
  for (int i = 0; i <= BT_ENGINE_MAX_POSITIONS; i++)
    g_string_append_printf (script, "place o%d market buy 0.01\n", i);
  g_autoptr (BtEngine) engine = engine_script_run (script->str, TRUE, NULL, NULL);
  gsize count;
  (void) bt_engine_get_positions (engine, &count);
  g_assert_cmpuint (count, ==, BT_ENGINE_MAX_POSITIONS);
  const BtRefusal *refusals = bt_engine_get_refusals (engine, &count);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpint (refusals[0].code, ==, BT_REFUSAL_LIMIT_REACHED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  engine_script_add_vectors ("volumes", volumes, G_N_ELEMENTS (volumes));
  engine_script_add_vectors ("invalid-stops", stops, G_N_ELEMENTS (stops));
  engine_script_add_vectors ("refusals", others, G_N_ELEMENTS (others));
  g_test_add_func ("/engine/limits/orders", test_limit_of_orders);
  g_test_add_func ("/engine/limits/positions", test_limit_of_positions);
  return g_test_run ();
}
