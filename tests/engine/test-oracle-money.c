// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Profit, average prices and excursions by the tests of nautilus_trader and Lean.
 *
 * pnl, net_position: a netting account; each fill is a market order at a flat candle of its price.
 * A list of commissions, one for each fill, is no rule of ours: such vectors are played without,
 * and the commission that they state is added back. Eight decimals of money are had by an account
 * in BTC, none by one in JPY.
 *
 * pnl, trade_builder: trades from fill to fill are the positions of a hedging account where the
 * entries are on one side, and of a netting one where they reverse; from flat to flat, those of a
 * netting account. The source charges a fill once, however many trades it ends: fees are not
 * compared. */
#include "config.h"

#include "oracle.h"

#include <stdlib.h>
#include <string.h>

/* ---- pnl, net_position ---- */

static const char *
currency_of (gint64 precision)
{
  if (precision == 0)
    return "JPY";
  return precision == 8 ? "BTC" : "USD";
}

static void
set_commission (OracleMarket *market, JsonObject *instrument)
{
  const char *fixed = oracle_text (instrument, "commission_fixed");
  if (json_object_has_member (instrument, "commission_fixed_list"))
    return;
  if (fixed != NULL)
    {
      market->settings.commission_kind = BT_COMMISSION_PER_FILL;
      market->settings.commission_amount = oracle_market_money (market, fixed);
      return;
    }
  market->settings.commission_kind = BT_COMMISSION_NOTIONAL;
  g_assert_true (bt_decimal_parse (oracle_text (instrument, "commission_rate"), -1, 8,
                                   &market->settings.commission_amount, NULL));
}

/* What all positions together come to. */
typedef struct
{
  gint64 pnl;
  gint64 commission;
  gint64 floating;
  gint64 quantity;
  const BtPosition *last;
} Totals;

static Totals
find_totals (OracleMarket *market)
{
  Totals totals = { 0 };
  gsize count;
  const BtPosition *positions = bt_engine_get_positions (market->engine, &count);
  for (gsize i = 0; i < count; i++)
    {
      gint64 open = positions[i].volume_open.units;
      totals.pnl += positions[i].pnl.minor;
      totals.commission += positions[i].commission.minor;
      totals.floating += positions[i].floating.minor;
      totals.quantity += positions[i].direction == BT_DIRECTION_BUY ? open : -open;
      totals.last = &positions[i];
    }
  return totals;
}

static void
check_net_position (OracleMarket *market, JsonObject *check, gboolean has_commission)
{
  Totals totals = find_totals (market);
  const char *commission = oracle_text (check, "commission");
  gint64 charged
    = commission != NULL ? oracle_market_money (market, commission) : totals.commission;
  if (has_commission)
    g_assert_cmpint (totals.commission, ==, charged);
  if (oracle_text (check, "avg_open") != NULL)
    g_assert_cmpint (totals.last->entry_price.points, ==,
                     oracle_market_points (market, oracle_text (check, "avg_open")));
  if (oracle_text (check, "avg_close") != NULL)
    g_assert_cmpint (totals.last->exit_points, ==,
                     oracle_market_points (market, oracle_text (check, "avg_close")));
  if (oracle_text (check, "realized") != NULL)
    g_assert_cmpint (totals.pnl - charged, ==,
                     oracle_market_money (market, oracle_text (check, "realized")));
  if (oracle_text (check, "realized_cum") != NULL)
    g_assert_cmpint (totals.pnl - charged, ==,
                     oracle_market_money (market, oracle_text (check, "realized_cum")));
  if (oracle_text (check, "qty") != NULL)
    g_assert_cmpint (totals.quantity, ==, oracle_volume (oracle_text (check, "qty")).units);
  if (json_object_has_member (check, "balance_from"))
    {
      JsonArray *balance = json_object_get_array_member (check, "balance_from");
      gint64 gain = oracle_market_money (market, json_array_get_string_element (balance, 1))
                    - oracle_market_money (market, json_array_get_string_element (balance, 0));
      BtAccountState account;
      bt_engine_get_account (market->engine, &account);
      g_assert_cmpint (account.balance.minor - market->settings.balance.minor, ==, gain);
    }
}

static void
check_unrealized (OracleMarket *market, JsonObject *check)
{
  JsonArray *marked = json_object_get_array_member (check, "unrealized_at");
  oracle_market_step (market);
  Totals totals = find_totals (market);
  g_assert_cmpint (totals.floating, ==,
                   oracle_market_money (market, json_array_get_string_element (marked, 1)));
  if (oracle_text (check, "total") != NULL)
    g_assert_cmpint (totals.pnl - totals.commission + totals.floating, ==,
                     oracle_market_money (market, oracle_text (check, "total")));
}

static void
test_net_position (JsonObject *vector)
{
  JsonObject *instrument = json_object_get_object_member (vector, "instrument");
  JsonArray *fills = json_object_get_array_member (vector, "fills");
  JsonArray *checks = json_object_get_array_member (vector, "checks");
  OracleMarket market;
  oracle_market_init (&market, 6);
  const char *currency = currency_of (json_object_get_int_member (instrument, "precision"));
  g_strlcpy (market.settings.currency, currency, sizeof market.settings.currency);
  g_strlcpy (market.settings.instrument.quote, currency, sizeof market.settings.instrument.quote);
  market.settings.mode = BT_ACCOUNT_NETTING;
  market.settings.balance = BT_MONEY (bt_power_of_ten (15));
  set_commission (&market, instrument);
  for (guint i = 0; i < json_array_get_length (fills); i++)
    oracle_market_add_flat (
      &market, json_array_get_string_element (json_array_get_array_element (fills, i), 2));
  for (guint i = 0; i < json_array_get_length (checks); i++)
    {
      JsonObject *check = json_array_get_object_element (checks, i);
      if (json_object_has_member (check, "unrealized_at"))
        oracle_market_add_flat (
          &market,
          json_array_get_string_element (json_object_get_array_member (check, "unrealized_at"), 0));
    }
  oracle_market_start (&market);

  for (guint i = 0; i < json_array_get_length (fills); i++)
    {
      JsonArray *fill = json_array_get_array_element (fills, i);
      char id[BT_ID_SIZE];
      g_snprintf (id, sizeof id, "f%u", i);
      oracle_market_step (&market);
      BtCommand command = oracle_market_order (
        &market, id, strcmp (json_array_get_string_element (fill, 0), "buy") == 0,
        json_array_get_string_element (fill, 1));
      oracle_market_apply (&market, &command);
      for (guint k = 0; k < json_array_get_length (checks); k++)
        {
          JsonObject *check = json_array_get_object_element (checks, k);
          if (json_object_get_int_member (check, "after") != (gint64) i + 1)
            continue;
          check_net_position (&market, check,
                              !json_object_has_member (instrument, "commission_fixed_list"));
          if (json_object_has_member (check, "unrealized_at"))
            check_unrealized (&market, check);
        }
    }
  oracle_market_clear (&market);
}

/* ---- pnl, trade_builder ---- */

/* Whether all fills but the last are on one side and the last ends them all. */
static gboolean
is_scaled_in (JsonArray *sequence)
{
  guint length = json_array_get_length (sequence);
  const char *first = json_array_get_string_element (json_array_get_array_element (sequence, 0), 1);
  for (guint i = 1; i + 1 < length; i++)
    {
      JsonArray *step = json_array_get_array_element (sequence, i);
      if (strcmp (json_array_get_string_element (step, 0), "fill") == 0
          && strcmp (json_array_get_string_element (step, 1), first) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
play_sequence (OracleMarket *market, JsonArray *sequence, gboolean is_hedging)
{
  for (guint i = 0; i < json_array_get_length (sequence); i++)
    {
      JsonArray *step = json_array_get_array_element (sequence, i);
      oracle_market_step (market);
      if (strcmp (json_array_get_string_element (step, 0), "fill") != 0)
        continue;
      char id[BT_ID_SIZE];
      g_snprintf (id, sizeof id, "f%u", i);
      BtCommand command = oracle_market_order (
        market, id, strcmp (json_array_get_string_element (step, 1), "buy") == 0,
        json_array_get_string_element (step, 2));
      if (is_hedging && i + 1 == json_array_get_length (sequence))
        bt_command_init (&command, BT_COMMAND_CLOSE_ALL, bt_engine_get_bar (market->engine));
      oracle_market_apply (market, &command);
    }
}

static const BtPosition *
find_trade (OracleMarket *market, JsonObject *trade)
{
  gsize count;
  const BtPosition *positions = bt_engine_get_positions (market->engine, &count);
  gboolean is_long = strcmp (oracle_text (trade, "side"), "long") == 0;
  const char *entry = oracle_text (trade, "entry");
  for (gsize i = 0; i < count; i++)
    if ((positions[i].direction == BT_DIRECTION_BUY) == is_long
        && (entry == NULL
            || positions[i].entry_price.points == oracle_market_points (market, entry)))
      return &positions[i];
  g_assert_not_reached ();
}

static void
test_trade_builder (JsonObject *vector)
{
  JsonArray *sequence = json_object_get_array_member (vector, "sequence");
  JsonArray *trades = json_object_get_array_member (vector, "trades");
  gboolean is_hedging
    = strcmp (oracle_text (vector, "grouping"), "fill_to_fill") == 0 && is_scaled_in (sequence);
  OracleMarket market;
  oracle_market_init (&market, 5);
  market.settings.mode = is_hedging ? BT_ACCOUNT_HEDGING : BT_ACCOUNT_NETTING;
  for (guint i = 0; i < json_array_get_length (sequence); i++)
    {
      JsonArray *step = json_array_get_array_element (sequence, i);
      oracle_market_add_flat (
        &market, json_array_get_string_element (step, json_array_get_length (step) - 1));
    }
  oracle_market_start (&market);
  play_sequence (&market, sequence, is_hedging);

  for (guint i = 0; i < json_array_get_length (trades); i++)
    {
      JsonObject *trade = json_array_get_object_element (trades, i);
      const BtPosition *position = find_trade (&market, trade);
      g_assert_cmpint (position->status, ==, BT_POSITION_CLOSED);
      g_assert_cmpint (position->volume.units, ==,
                       oracle_volume (oracle_text (trade, "qty")).units);
      g_assert_cmpint (position->exit_points, ==,
                       oracle_market_points (&market, oracle_text (trade, "exit")));
      g_assert_cmpint (position->pnl.minor, ==,
                       oracle_market_money (&market, oracle_text (trade, "pl")));
      if (oracle_text (trade, "mae") != NULL)
        {
          g_assert_cmpint (position->mae.minor, ==,
                           oracle_market_money (&market, oracle_text (trade, "mae")));
          g_assert_cmpint (position->mfe.minor, ==,
                           oracle_market_money (&market, oracle_text (trade, "mfe")));
        }
    }
  oracle_market_clear (&market);
}

static void
test_pnl (gconstpointer data)
{
  JsonObject *vector = (JsonObject *) data;
  if (strcmp (oracle_text (vector, "kind"), "net_position") == 0)
    test_net_position (vector);
  else
    test_trade_builder (vector);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  oracle_add_file ("pnl", test_pnl);
  return g_test_run ();
}
