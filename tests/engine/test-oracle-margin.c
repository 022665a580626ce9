// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Margin, conversion, stop-out, swap and commission by the tests and documents of nautilus_trader,
 * Lean, backtesting.py, brokers and ESMA; how each kind is mapped stands at its function. */
#include "config.h"

#include "oracle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef void (*KindFunc) (JsonObject *input, JsonObject *vector);

/* Opens a position of a quantity at a price and returns the account. */
static BtAccountState
open_one (OracleMarket *market, const char *quantity, gboolean is_buy)
{
  BtAccountState account;
  oracle_market_step (market);
  BtCommand command = oracle_market_order (market, "a", is_buy, quantity);
  oracle_market_apply (market, &command);
  bt_engine_get_account (market->engine, &account);
  return account;
}

/* The margin of a position at a leverage, at a rate that a pair states. */
static void
test_margin (JsonObject *input, JsonObject *vector)
{
  OracleMarket market;
  const char *rate = oracle_text (input, "rate");
  gboolean is_converted = strcmp (rate, "1") != 0;
  oracle_market_init (&market, 5);
  market.settings.leverage = atoi (oracle_text (input, "leverage"));
  if (is_converted)
    g_strlcpy (market.settings.currency, "GBP", sizeof market.settings.currency);
  oracle_market_add_flat (&market, oracle_text (input, "price"));
  oracle_market_start (&market);
  if (is_converted)
    oracle_market_add_rate (&market, "USD", "GBP", rate, 5, 0);
  BtAccountState account = open_one (&market, oracle_text (input, "qty"), TRUE);
  g_assert_cmpint (account.margin.minor, ==,
                   oracle_market_money (&market, oracle_text (vector, "expect")));
  oracle_market_clear (&market);
}

/* Returns whether the account was called for margin or closed out so far. */
static gboolean
is_called (const OracleMarket *market)
{
  gsize count;
  const BtFill *fills = bt_engine_get_fills (market->engine, &count);
  for (gsize i = 0; i < count; i++)
    if (fills[i].reason == BT_REASON_LIQUIDATION)
      return TRUE;
  return FALSE;
}

/* The source marks used margin at the present price, ours stays at the entry's: a position that was
 * held to another price is closed there and opened anew, which makes that price its entry's. Where
 * that price is a stop-out nothing is left to open: equity and call are compared, and what is used
 * is nothing. */
static void
test_account (JsonObject *input, JsonObject *vector)
{
  JsonObject *expected = json_object_get_object_member (vector, "expect");
  gboolean is_held = strcmp (oracle_text (input, "price"), oracle_text (input, "open")) != 0;
  gboolean is_call = json_object_get_boolean_member (expected, "margin_call");
  OracleMarket market;
  oracle_market_init (&market, 5);
  market.settings.balance = BT_MONEY (oracle_market_money (&market, oracle_text (input, "cash")));
  market.settings.leverage = atoi (oracle_text (input, "leverage"));
  oracle_market_add_flat (&market, oracle_text (input, "open"));
  oracle_market_add_flat (&market, oracle_text (input, "price"));
  oracle_market_start (&market);
  BtAccountState account = open_one (&market, oracle_text (input, "position"), TRUE);
  if (is_held)
    {
      oracle_market_step (&market);
      bt_engine_get_account (market.engine, &account);
    }
  g_assert_cmpint (account.equity.minor, ==,
                   oracle_market_money (&market, oracle_text (expected, "equity")));
  g_assert_cmpint (is_called (&market), ==, is_call);
  if (is_held && !is_call)
    {
      BtCommand command;
      bt_command_init (&command, BT_COMMAND_CLOSE_ALL, bt_engine_get_bar (market.engine));
      oracle_market_apply (&market, &command);
      command = oracle_market_order (&market, "b", TRUE, oracle_text (input, "position"));
      oracle_market_apply (&market, &command);
      bt_engine_get_account (market.engine, &account);
    }
  const char *used = is_call ? "0" : oracle_text (expected, "used");
  g_assert_cmpint (account.margin.minor, ==, oracle_market_money (&market, used));
  if (!is_call)
    g_assert_cmpint (account.free_margin.minor, ==,
                     oracle_market_money (&market, oracle_text (expected, "free")));
  oracle_market_clear (&market);
}

/* The forum's account: 5 lots of GBPUSD at 1:100, 10,000.00: 500,000 at 1.58772 use the margin that
 * is stated. */
static void
start_forum_account (OracleMarket *market, const char *margin)
{
  oracle_market_init (market, 5);
  market->settings.balance = BT_MONEY (1000000);
  market->settings.leverage = 100;
  oracle_market_add_flat (market, "1.58772");
  oracle_market_add (market, "1.58772", "1.58772", "1.50000", "1.50000");
  oracle_market_start (market);
  BtAccountState account = open_one (market, "500000", TRUE);
  g_assert_cmpint (account.margin.minor, ==, oracle_market_money (market, margin));
}

/* Liquidated where the equity is at or below what is stated, and a point before it was not. */
static void
test_stop_out_equity (JsonObject *input, JsonObject *vector)
{
  OracleMarket market;
  gsize count;
  start_forum_account (&market, oracle_text (input, "margin"));
  gint64 level = oracle_market_money (&market, oracle_text (vector, "expect"));
  oracle_market_step (&market);
  const BtFill *fills = bt_engine_get_fills (market.engine, &count);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpint (fills[1].reason, ==, BT_REASON_LIQUIDATION);
  gint64 equity = market.settings.balance.minor + fills[1].pnl.minor;
  g_assert_cmpint (equity, <=, level);
  g_assert_cmpint (equity + 500, >, level);
  oracle_market_clear (&market);
}

static void
test_free_margin (JsonObject *input, JsonObject *vector)
{
  OracleMarket market;
  BtAccountState account;
  start_forum_account (&market, oracle_text (input, "margin"));
  bt_engine_get_account (market.engine, &account);
  g_assert_cmpint (account.free_margin.minor, ==,
                   oracle_market_money (&market, oracle_text (vector, "expect")));
  oracle_market_clear (&market);
}

static void
test_stop_out_price (JsonObject *input, JsonObject *vector)
{
  OracleMarket market;
  gsize count;
  const char *open = oracle_text (input, "open");
  oracle_market_init (&market, 5);
  market.settings.balance
    = BT_MONEY (oracle_market_money (&market, oracle_text (input, "balance")));
  market.settings.leverage = 30;
  oracle_market_add_flat (&market, open);
  oracle_market_add (&market, open, "1.20000", open, "1.20000");
  oracle_market_start (&market);
  BtAccountState account = open_one (&market, oracle_text (input, "qty"), FALSE);
  g_assert_cmpint (account.margin.minor, ==,
                   oracle_market_money (&market, oracle_text (input, "margin")));
  oracle_market_step (&market);
  const BtFill *fills = bt_engine_get_fills (market.engine, &count);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpint (fills[1].price.points, ==,
                   oracle_market_points (&market, oracle_text (vector, "expect")));
  oracle_market_clear (&market);
}

/* Returns the only position's floating profit. */
static gint64
get_floating (OracleMarket *market)
{
  gsize count;
  const BtPosition *positions = bt_engine_get_positions (market->engine, &count);
  g_assert_cmpuint (count, ==, 1);
  return positions[0].floating.minor;
}

/* Stores the quote that a rate is taken from, in points of so many digits. Money converts on the
 * side that is worse for the trader; where the source takes the middle, the pair stands there and
 * has no spread. */
static void
find_quote (JsonArray *quote, gboolean is_mid, guint digits, gint64 *bid, gint64 *ask)
{
  g_assert_true (
    bt_decimal_parse (json_array_get_string_element (quote, 0), -1, digits, bid, NULL));
  g_assert_true (
    bt_decimal_parse (json_array_get_string_element (quote, 1), -1, digits, ask, NULL));
  if (!is_mid)
    return;
  g_assert_cmpint ((*bid + *ask) % 2, ==, 0);
  *bid = *ask = (*bid + *ask) / 2;
}

/* A rate is seen in a profit, or a loss, of 10^9 units of the currency: out of a pair's base at the
 * bid what comes in, out of its quote against the bid what goes out. */
static void
test_rate (JsonObject *input, JsonObject *vector)
{
  JsonObject *quotes = json_object_get_object_member (input, "quotes");
  g_autoptr (GList) names = json_object_get_members (quotes);
  const char *pair = names->data;
  const char *from = oracle_text (input, "from_");
  const char *to = oracle_text (input, "to");
  gboolean is_inverse = g_str_has_suffix (pair, from);
  guint digits = strstr (pair, "JPY") != NULL ? 3 : 5;
  char base[BT_CURRENCY_SIZE];
  char price[BT_DECIMAL_BUFFER];
  gint64 bid;
  gint64 ask;
  gint64 expected;
  OracleMarket market;
  find_quote (json_object_get_array_member (quotes, pair),
              strcmp (oracle_text (input, "side"), "mid") == 0, digits, &bid, &ask);
  g_strlcpy (base, pair, 4);
  oracle_market_init (&market, 5);
  g_strlcpy (market.settings.currency, to, sizeof market.settings.currency);
  g_strlcpy (market.settings.instrument.base, "XAU", sizeof market.settings.instrument.base);
  g_strlcpy (market.settings.instrument.quote, from, sizeof market.settings.instrument.quote);
  market.settings.instrument.contract_size *= 1000;
  oracle_market_add_flat (&market, "2");
  oracle_market_add_flat (&market, is_inverse ? "1" : "3");
  oracle_market_start (&market);
  oracle_market_add_rate (&market, base, pair + 3, bt_decimal_format (bid, digits, price), digits,
                          ask - bid);
  (void) open_one (&market, "1000000", TRUE);
  oracle_market_step (&market);
  g_assert_true (bt_decimal_parse (oracle_text (vector, "expect"), -1, 9, &expected, NULL));
  /* 10^9 units in minor units of the account: nine decimals of the rate and those of its money. */
  gint64 rate = 0;
  g_assert_true (bt_checked_div_half_even (ABS (get_floating (&market)),
                                           bt_power_of_ten (bt_currency_digits (to)), &rate));
  g_assert_cmpint (rate, ==, expected);
  oracle_market_clear (&market);
}

static void
test_pnl_account (JsonObject *input, JsonObject *vector)
{
  OracleMarket market;
  oracle_market_init (&market, 5);
  g_assert_true (bt_decimal_parse (oracle_text (input, "contract"), -1, BT_CONTRACT_DIGITS,
                                   &market.settings.instrument.contract_size, NULL));
  oracle_market_add_flat (&market, oracle_text (input, "open"));
  oracle_market_add_flat (&market, oracle_text (input, "close"));
  oracle_market_start (&market);
  (void) open_one (&market, oracle_text (input, "qty"), TRUE);
  oracle_market_step (&market);
  g_assert_cmpint (get_floating (&market), ==,
                   oracle_market_money (&market, oracle_text (vector, "expect")));
  oracle_market_clear (&market);
}

/* Half of the stated commission at each of the two fills. */
static void
test_final_equity (JsonObject *input, JsonObject *vector)
{
  OracleMarket market;
  BtAccountState account;
  BtCommand command;
  oracle_market_init (&market, 5);
  market.settings.balance = BT_MONEY (oracle_market_money (&market, oracle_text (input, "cash")));
  market.settings.commission_kind = BT_COMMISSION_PER_FILL;
  market.settings.commission_amount
    = oracle_market_money (&market, oracle_text (input, "commission")) / 2;
  oracle_market_add_flat (&market, oracle_text (input, "open"));
  oracle_market_add_flat (&market, oracle_text (input, "close"));
  oracle_market_start (&market);
  (void) open_one (&market, oracle_text (input, "qty"), TRUE);
  oracle_market_step (&market);
  bt_command_init (&command, BT_COMMAND_CLOSE_ALL, 1);
  oracle_market_apply (&market, &command);
  bt_engine_get_account (market.engine, &account);
  g_assert_cmpint (account.equity.minor, ==,
                   oracle_market_money (&market, oracle_text (vector, "expect")));
  oracle_market_clear (&market);
}

/* Interest for a night becomes points, in hundredths, at the price: a swap is points a lot. Returns
 * what a long position is booked at the first 17:00 New York, in minor units. */
static gint64
book_interest (
  guint digits, const char *price, const char *contract, const char *lots, double night_share)
{
  OracleMarket market;
  gsize count;
  oracle_market_init (&market, digits);
  g_assert_true (bt_decimal_parse (contract, -1, BT_CONTRACT_DIGITS,
                                   &market.settings.instrument.contract_size, NULL));
  market.settings.has_swap = TRUE;
  market.settings.swap_long_points
    = llround (night_share * (double) oracle_market_points (&market, price) * 100);
  market.settings.swap_triple_weekday = 5;
  oracle_market_add_flat (&market, price);
  oracle_market_add_flat (&market, price);
  /* From Tuesday noon to past 22:00 UTC. */
  g_array_index (market.candles, BtCandle, 0).time_usec += 12 * 60 * BT_USEC_PER_MINUTE;
  g_array_index (market.candles, BtCandle, 1).time_usec += 23 * 60 * BT_USEC_PER_MINUTE;
  oracle_market_start (&market);
  (void) open_one (&market, lots, TRUE);
  oracle_market_step (&market);
  const BtLedgerEntry *ledger = bt_engine_get_ledger (market.engine, &count);
  g_assert_cmpint (ledger[count - 1].type, ==, BT_LEDGER_SWAP);
  gint64 amount = ledger[count - 1].amount.minor;
  oracle_market_clear (&market);
  return amount;
}

/* What 10^9 units at a price of 1 earn in a night, to nine decimals of the rate. */
static void
test_overnight_rate (JsonObject *input, JsonObject *vector)
{
  double base = g_ascii_strtod (oracle_text (input, "base_pct"), NULL);
  double quote = g_ascii_strtod (oracle_text (input, "quote_pct"), NULL);
  double days = g_ascii_strtod (oracle_text (input, "days"), NULL);
  gint64 expected;
  gint64 rate;
  gint64 amount = book_interest (8, "1", "100000000", "10", (base - quote) / days / 100);
  g_assert_true (bt_decimal_parse (oracle_text (vector, "expect"), -1, 9, &expected, NULL));
  g_assert_true (bt_checked_div_half_even (amount, 100, &rate));
  g_assert_cmpint (rate, ==, expected);
}

static void
test_swap_interest (JsonObject *input, JsonObject *vector)
{
  double share = g_ascii_strtod (oracle_text (input, "annual_pct"), NULL) / 100
                 / g_ascii_strtod (oracle_text (input, "basis"), NULL);
  gint64 expected;
  g_assert_cmpstr (oracle_text (input, "days"), ==, "1");
  g_assert_true (bt_decimal_parse (oracle_text (vector, "expect"), -1, 2, &expected, NULL));
  g_assert_cmpint (book_interest (2, oracle_text (input, "price"), oracle_text (input, "contract"),
                                  oracle_text (input, "lots"), share),
                   ==, expected);
}

/* Returns what the legs, each a quantity and a price, pay. */
static gint64
pay_commission (JsonArray *legs, BtCommissionKind kind, const char *amount)
{
  OracleMarket market;
  gint64 paid = 0;
  gsize count;
  oracle_market_init (&market, 5);
  market.settings.commission_kind = kind;
  g_assert_true (bt_decimal_parse (amount, -1, kind == BT_COMMISSION_NOTIONAL ? 8 : 2,
                                   &market.settings.commission_amount, NULL));
  for (guint i = 0; i < json_array_get_length (legs); i++)
    oracle_market_add_flat (
      &market, json_array_get_string_element (json_array_get_array_element (legs, i), 1));
  oracle_market_start (&market);
  for (guint i = 0; i < json_array_get_length (legs); i++)
    {
      char id[BT_ID_SIZE];
      g_snprintf (id, sizeof id, "l%u", i);
      oracle_market_step (&market);
      BtCommand command = oracle_market_order (
        &market, id, i % 2 == 0,
        json_array_get_string_element (json_array_get_array_element (legs, i), 0));
      oracle_market_apply (&market, &command);
    }
  const BtFill *fills = bt_engine_get_fills (market.engine, &count);
  for (gsize i = 0; i < count; i++)
    paid += fills[i].commission.minor;
  oracle_market_clear (&market);
  return paid;
}

/* A fixed and a proportional part together are no kind of commission here: the sum of what two
 * accounts pay, one with each. */
static void
test_commission_total (JsonObject *input, JsonObject *vector)
{
  JsonArray *legs = json_object_get_array_member (input, "legs");
  gint64 expected;
  g_assert_true (bt_decimal_parse (oracle_text (vector, "expect"), -1, 2, &expected, NULL));
  g_assert_cmpint (pay_commission (legs, BT_COMMISSION_PER_FILL, oracle_text (input, "fixed"))
                     + pay_commission (legs, BT_COMMISSION_NOTIONAL, oracle_text (input, "rate")),
                   ==, expected);
}

static void
test_margin_fx (gconstpointer data)
{
  static const struct
  {
    const char *kind;
    KindFunc func;
  } kinds[] = {
    { "margin", test_margin },
    { "account", test_account },
    { "stop_out_equity", test_stop_out_equity },
    { "free_margin", test_free_margin },
    { "stop_out_price", test_stop_out_price },
    { "rate", test_rate },
    { "pnl_account", test_pnl_account },
    { "final_equity", test_final_equity },
    { "overnight_rate", test_overnight_rate },
    { "swap_interest", test_swap_interest },
    { "commission_total", test_commission_total },
  };
  JsonObject *vector = (JsonObject *) data;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (oracle_text (vector, "kind"), kinds[i].kind) == 0)
      {
        kinds[i].func (json_object_get_object_member (vector, "input"), vector);
        return;
      }
  g_error ("no such kind: %s", oracle_text (vector, "kind"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  oracle_add_file ("margin_fx", test_margin_fx);
  return g_test_run ();
}
