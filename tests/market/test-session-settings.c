// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-command.h"
#include "market/bt-market-error.h"
#include "market/bt-session-settings.h"

#include <string.h>

static BtSessionSettings
make_settings (void)
{
  BtSessionSettings settings;

  bt_session_settings_init (&settings, bt_instrument_find_builtin ("XAUUSD"));
  return settings;
}

static char *
hash_settings (const BtSessionSettings *settings)
{
  g_autoptr (BtRecord) record = bt_record_new ();
  g_autoptr (BtHasher) hasher = bt_hasher_new ();
  BtHash hash;
  gsize length;

  bt_session_settings_add_to_record (settings, record);
  const guint8 *bytes = bt_record_get_bytes (record, &length);
  bt_hasher_update (hasher, bytes, length);
  bt_hasher_finish (hasher, &hash);
  return bt_hash_to_string (&hash);
}

static void
test_defaults (void)
{
  const BtSessionSettings settings = make_settings ();
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_session_settings_validate (&settings, &error));
  g_assert_no_error (error);
  g_assert_cmpint (settings.balance.minor, ==, 1000000);
  g_assert_cmpint (settings.leverage, ==, 100);
  g_assert_cmpint (settings.spread_points, ==, 25);
  g_assert_cmpint (settings.swap_triple_weekday, ==, 3);
  g_assert_cmpint (settings.seed, ==, 1);
  g_assert_true (settings.has_negative_balance_protection);
}

/* Changes one field by a statement on `s`; the settings must be refused with a message that holds
 * part. */
#define ASSERT_REFUSED(statement, part)                                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GError) error = NULL;                                                               \
    BtSessionSettings s = make_settings ();                                                        \
    statement;                                                                                     \
    g_assert_false (bt_session_settings_validate (&s, &error));                                    \
    g_assert_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_SETTINGS);                             \
    g_assert_nonnull (strstr (error->message, part));                                              \
  }                                                                                                \
  G_STMT_END

static void
test_validate (void)
{
  ASSERT_REFUSED (s.instrument.digits = 9, "digits");
  ASSERT_REFUSED (s.price_kind = (BtPriceKind) 3, "price kind");
  ASSERT_REFUSED (s.base_timeframe = (BtTimeframe) 0, "timeframe");
  ASSERT_REFUSED (s.currency[0] = 'u', "currency is “uSD”");
  ASSERT_REFUSED (memset (s.currency, 'A', sizeof s.currency), "currency");
  ASSERT_REFUSED (s.balance.minor = 0, "balance");
  ASSERT_REFUSED (s.balance.minor = G_MAXINT64, "balance");
  ASSERT_REFUSED (s.leverage = 0, "leverage is 0; allowed is 1 to 1000");
  ASSERT_REFUSED (s.leverage = 1001, "leverage is 1001");
  ASSERT_REFUSED (s.mode = (BtAccountMode) 2, "mode");
  ASSERT_REFUSED (s.hedged_margin = (BtHedgedMargin) 2, "hedged");
  ASSERT_REFUSED (s.margin_call_percent = -1, "margin call");
  ASSERT_REFUSED (s.stop_out_percent = 10001, "stop-out");
  ASSERT_REFUSED (s.spread_points = -1, "spread");
  ASSERT_REFUSED (s.slippage_kind = (BtSlippageKind) 2, "slippage");
  ASSERT_REFUSED (s.slippage_points = -1, "slippage");
  ASSERT_REFUSED (s.commission_kind = (BtCommissionKind) 4, "commission");
  ASSERT_REFUSED (s.commission_amount = -1, "commission");
  ASSERT_REFUSED ((s.commission_kind = BT_COMMISSION_NOTIONAL, s.commission_amount = 100000001),
                  "commission");
  ASSERT_REFUSED (s.commission_minimum.minor = -1, "commission");
  ASSERT_REFUSED (s.swap_long_points = G_MININT64, "swap of a long");
  ASSERT_REFUSED (s.swap_short_points = G_MAXINT64, "swap of a short");
  ASSERT_REFUSED (s.swap_triple_weekday = 7, "weekday");
  ASSERT_REFUSED (s.policy = (BtPathPolicy) 5, "policy");
  ASSERT_REFUSED (s.market_fill = (BtMarketFill) 2, "market orders");
}

static void
test_boundaries (void)
{
  BtSessionSettings settings = make_settings ();

  settings.leverage = 1;
  settings.balance.minor = 1;
  settings.stop_out_percent = settings.margin_call_percent;
  settings.seed = G_MININT64;
  g_assert_true (bt_session_settings_validate (&settings, NULL));
  settings.leverage = 1000;
  settings.margin_call_percent = 0;
  settings.stop_out_percent = 0;
  settings.commission_kind = BT_COMMISSION_NOTIONAL;
  settings.commission_amount = 100000000;
  g_assert_true (bt_session_settings_validate (&settings, NULL));
}

/* The sum was computed by another program from the list of fields. */
static void
test_canonical_record (void)
{
  const BtSessionSettings settings = make_settings ();
  g_autofree char *sum = hash_settings (&settings);

  g_assert_cmpstr (sum, ==, "98452952581199040125143abcfd578e142284454f3a30c77a64bd6baac4251e");
}

#define ASSERT_CHANGES(statement)                                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    BtSessionSettings s = make_settings ();                                                        \
    statement;                                                                                     \
    g_autofree char *sum = hash_settings (&s);                                                     \
    g_assert_true (g_hash_table_add (sums, g_steal_pointer (&sum)));                               \
  }                                                                                                \
  G_STMT_END

static void
test_every_field_counts (void)
{
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  ASSERT_CHANGES (s.seed = 1);
  ASSERT_CHANGES (s.instrument.symbol[5] = 'X');
  ASSERT_CHANGES (s.instrument.trades_weekends = TRUE);
  ASSERT_CHANGES (s.price_kind = BT_SIDE_KIND_MID);
  ASSERT_CHANGES (s.base_timeframe = BT_TIMEFRAME_M5);
  ASSERT_CHANGES (s.currency[0] = 'X');
  ASSERT_CHANGES (s.balance.minor++);
  ASSERT_CHANGES (s.leverage++);
  ASSERT_CHANGES (s.mode = BT_ACCOUNT_NETTING);
  ASSERT_CHANGES (s.hedged_margin = BT_HEDGED_MARGIN_BOTH_SIDES);
  ASSERT_CHANGES (s.margin_call_percent++);
  ASSERT_CHANGES (s.stop_out_percent++);
  ASSERT_CHANGES (s.has_negative_balance_protection = FALSE);
  ASSERT_CHANGES (s.spread_points++);
  ASSERT_CHANGES (s.slippage_kind = BT_SLIPPAGE_UNIFORM);
  ASSERT_CHANGES (s.slippage_points++);
  ASSERT_CHANGES (s.commission_kind = BT_COMMISSION_PER_FILL);
  ASSERT_CHANGES (s.commission_amount++);
  ASSERT_CHANGES (s.commission_minimum.minor++);
  ASSERT_CHANGES (s.has_swap = TRUE);
  ASSERT_CHANGES (s.swap_long_points++);
  ASSERT_CHANGES (s.swap_short_points++);
  ASSERT_CHANGES (s.swap_triple_weekday++);
  ASSERT_CHANGES (s.policy = BT_PATH_OHLC);
  ASSERT_CHANGES (s.market_fill = BT_MARKET_FILL_NEXT_OPEN);
  ASSERT_CHANGES (s.seed++);
  ASSERT_CHANGES (s.is_rewind_forbidden = TRUE);
  g_assert_cmpuint (g_hash_table_size (sums), ==, 27);
}

static void
test_setting_names (void)
{
  BtPathPolicy policy = BT_PATH_OLHC;
  BtCommissionKind commission;
  BtAccountMode mode;
  BtMarketFill market_fill;
  BtPriceKind price_kind;
  BtSlippageKind slippage;
  BtHedgedMargin hedged;

  g_assert_cmpstr (bt_path_policy_to_string (BT_PATH_PESSIMISTIC), ==, "pessimistic");
  g_assert_cmpstr (bt_commission_kind_to_string (BT_COMMISSION_PER_LOT_SIDE), ==, "per_lot_side");
  g_assert_cmpstr (bt_account_mode_to_string (BT_ACCOUNT_NETTING), ==, "netting");
  g_assert_cmpstr (bt_market_fill_to_string (BT_MARKET_FILL_NEXT_OPEN), ==, "next_open");
  g_assert_cmpstr (bt_price_kind_to_string (BT_SIDE_KIND_MID), ==, "mid");
  g_assert_cmpstr (bt_slippage_kind_to_string (BT_SLIPPAGE_UNIFORM), ==, "uniform");
  g_assert_cmpstr (bt_hedged_margin_to_string (BT_HEDGED_MARGIN_BOTH_SIDES), ==, "both_sides");

  g_assert_true (bt_commission_kind_parse ("notional", &commission));
  g_assert_cmpint (commission, ==, BT_COMMISSION_NOTIONAL);
  g_assert_true (bt_account_mode_parse ("hedging", &mode));
  g_assert_cmpint (mode, ==, BT_ACCOUNT_HEDGING);
  g_assert_true (bt_market_fill_parse ("known_quote", &market_fill));
  g_assert_cmpint (market_fill, ==, BT_MARKET_FILL_KNOWN_QUOTE);
  g_assert_true (bt_price_kind_parse ("ask", &price_kind));
  g_assert_cmpint (price_kind, ==, BT_SIDE_KIND_ASK);
  g_assert_true (bt_slippage_kind_parse ("fixed", &slippage));
  g_assert_cmpint (slippage, ==, BT_SLIPPAGE_FIXED);
  g_assert_true (bt_hedged_margin_parse ("larger_side", &hedged));
  g_assert_cmpint (hedged, ==, BT_HEDGED_MARGIN_LARGER_SIDE);

  g_assert_false (bt_path_policy_parse ("Adaptive", &policy));
  g_assert_false (bt_path_policy_parse ("", &policy));
  g_assert_false (bt_path_policy_parse (NULL, &policy));
  g_assert_cmpint (policy, ==, BT_PATH_OLHC);
}

static void
test_record_names (void)
{
  BtDirection direction;
  BtOrderType type;
  BtCommandKind kind;

  g_assert_cmpstr (bt_direction_to_string (BT_DIRECTION_SELL), ==, "sell");
  g_assert_cmpstr (bt_order_type_to_string (BT_ORDER_STOP_LIMIT), ==, "stop_limit");
  g_assert_cmpstr (bt_order_status_to_string (BT_ORDER_REFUSED), ==, "refused");
  g_assert_cmpstr (bt_fill_reason_to_string (BT_REASON_TAKE_PROFIT), ==, "take_profit");
  g_assert_cmpstr (bt_fill_reason_to_string (BT_REASON_END), ==, "end");
  g_assert_cmpstr (bt_place_to_string (BT_PLACE_LEG3), ==, "leg3");
  g_assert_cmpstr (bt_position_status_to_string (BT_POSITION_LIQUIDATED), ==, "LIQUIDATED");
  g_assert_cmpstr (bt_ledger_type_to_string (BT_LEDGER_ADJUSTMENT), ==, "ADJUSTMENT");
  g_assert_cmpstr (bt_refusal_code_to_string (BT_REFUSAL_INVALID_STOPS), ==, "invalid_stops");
  g_assert_cmpstr (bt_refusal_code_to_string (BT_REFUSAL_OVERFLOW), ==, "overflow");
  g_assert_cmpstr (bt_command_kind_to_string (BT_COMMAND_END), ==, "end");

  g_assert_true (bt_direction_parse ("sell", &direction));
  g_assert_cmpint (direction, ==, BT_DIRECTION_SELL);
  g_assert_true (bt_order_type_parse ("stop", &type));
  g_assert_cmpint (type, ==, BT_ORDER_STOP);
  g_assert_true (bt_command_kind_parse ("close_all", &kind));
  g_assert_cmpint (kind, ==, BT_COMMAND_CLOSE_ALL);
  g_assert_false (bt_direction_parse ("long", &direction));
  g_assert_false (bt_order_type_parse ("Market", &type));
  g_assert_false (bt_command_kind_parse ("rewind", &kind));
  g_assert_cmpint (kind, ==, BT_COMMAND_CLOSE_ALL);
}

static void
test_empty_command (void)
{
  BtCommand command;

  memset (&command, 0xff, sizeof command);
  bt_command_init (&command, BT_COMMAND_PLACE, 7);
  g_assert_cmpint (command.kind, ==, BT_COMMAND_PLACE);
  g_assert_cmpint (command.after_bar, ==, 7);
  g_assert_cmpstr (command.id, ==, "");
  g_assert_cmpstr (command.note, ==, "");
  g_assert_cmpint (command.price_points, ==, BT_PRICE_NONE);
  g_assert_cmpint (command.limit_points, ==, BT_PRICE_NONE);
  g_assert_cmpint (command.stop_loss_points, ==, BT_PRICE_NONE);
  g_assert_cmpint (command.take_profit_points, ==, BT_PRICE_NONE);
  g_assert_cmpint (command.trail_points, ==, 0);
  g_assert_cmpint (command.expiry_usec, ==, BT_TIME_NONE);
  g_assert_cmpuint (command.modify_mask, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session-settings/defaults", test_defaults);
  g_test_add_func ("/session-settings/validate", test_validate);
  g_test_add_func ("/session-settings/boundaries", test_boundaries);
  g_test_add_func ("/session-settings/canonical-record", test_canonical_record);
  g_test_add_func ("/session-settings/every-field-counts", test_every_field_counts);
  g_test_add_func ("/session-settings/names", test_setting_names);
  g_test_add_func ("/trade-records/names", test_record_names);
  g_test_add_func ("/command/empty", test_empty_command);
  return g_test_run ();
}
