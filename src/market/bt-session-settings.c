// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-session-settings.h"

#include "base/bt-decimal.h"
#include "market/bt-currency.h"
#include "market/bt-market-error.h"
#include "market/bt-name-table.h"

#include <string.h>

#define MAX_BALANCE_MINOR G_GINT64_CONSTANT (1000000000000000)
#define MAX_LEVERAGE 1000
#define MAX_LEVEL_PERCENT G_GINT64_CONSTANT (10000000)
#define MAX_COST_POINTS G_GINT64_CONSTANT (10000000)
#define MAX_COMMISSION_MINOR G_GINT64_CONSTANT (1000000000000)
/* All of the notional value. */
#define MAX_COMMISSION_FRACTION G_GINT64_CONSTANT (100000000)
#define MAX_SWAP_POINTS BT_INSTRUMENT_MAX_SWAP

static const char *const account_modes[] = { "hedging", "netting" };
static const char *const path_policies[]
  = { "adaptive", "pessimistic", "optimistic", "ohlc", "olhc" };
static const char *const market_fills[] = { "known_quote", "next_open" };
static const char *const commission_kinds[] = { "none", "per_fill", "per_lot_side", "notional" };
static const char *const slippage_kinds[] = { "fixed", "uniform" };
static const char *const hedged_margins[] = { "larger_side", "both_sides" };
static const char *const price_kinds[] = { "bid", "ask", "mid" };

static gboolean
check_range (const char *field, gint64 value, gint64 least, gint64 most, GError **error)
{
  if (value >= least && value <= most)
    return TRUE;
  g_set_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_SETTINGS,
               "%s is %" G_GINT64_FORMAT "; allowed is %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
               field, value, least, most);
  return FALSE;
}

static gboolean
check_choice (const char *field, guint value, gsize n_choices, GError **error)
{
  return check_range (field, value, 0, (gint64) n_choices - 1, error);
}

/* As check_range(), with figures as the account's money is written. */
static gboolean
check_money (const char *field,
             const BtSessionSettings *settings,
             BtMoney money,
             gint64 least,
             gint64 most,
             GError **error)
{
  const guint digits = bt_currency_digits (settings->currency);
  char is[BT_DECIMAL_BUFFER], from[BT_DECIMAL_BUFFER], to[BT_DECIMAL_BUFFER];

  if (money.minor >= least && money.minor <= most)
    return TRUE;
  g_set_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_SETTINGS, "%s is %s %s; allowed is %s to %s",
               field, bt_decimal_format (money.minor, digits, is), settings->currency,
               bt_decimal_format (least, digits, from), bt_decimal_format (most, digits, to));
  return FALSE;
}

static gboolean
check_account (const BtSessionSettings *settings, GError **error)
{
  if (memchr (settings->currency, '\0', sizeof settings->currency) == NULL
      || !bt_currency_is_valid (settings->currency))
    {
      g_set_error (
        error, BT_MARKET_ERROR, BT_MARKET_ERROR_SETTINGS,
        "The account currency is “%.*s”; allowed is a code of 3 to 7 capital letters or digits",
        BT_CURRENCY_SIZE - 1, settings->currency);
      return FALSE;
    }
  return check_money ("The balance", settings, settings->balance, 1, MAX_BALANCE_MINOR, error)
         && check_range ("The leverage", settings->leverage, 1, MAX_LEVERAGE, error)
         && check_choice ("The account mode", settings->mode, G_N_ELEMENTS (account_modes), error)
         && check_choice ("The rule for hedged margin", settings->hedged_margin,
                          G_N_ELEMENTS (hedged_margins), error)
         && check_range ("The margin call level, in hundredths of a percent,",
                         settings->margin_call_percent, 0, MAX_LEVEL_PERCENT, error)
         && check_range ("The stop-out level, in hundredths of a percent,",
                         settings->stop_out_percent, 0, settings->margin_call_percent, error);
}

static gboolean
check_timeframe (BtTimeframe timeframe, GError **error)
{
  if (bt_timeframe_is_valid (timeframe))
    return TRUE;
  g_set_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_SETTINGS,
               "The base timeframe has no value %d", (int) timeframe);
  return FALSE;
}

static gboolean
check_costs (const BtSessionSettings *settings, GError **error)
{
  const gint64 max_commission = settings->commission_kind == BT_COMMISSION_NOTIONAL
                                  ? MAX_COMMISSION_FRACTION
                                  : MAX_COMMISSION_MINOR;

  return check_range ("The spread, in points,", settings->spread_points, 0, MAX_COST_POINTS, error)
         && check_choice ("The kind of slippage", settings->slippage_kind,
                          G_N_ELEMENTS (slippage_kinds), error)
         && check_range ("The slippage, in points,", settings->slippage_points, 0, MAX_COST_POINTS,
                         error)
         && check_choice ("The kind of commission", settings->commission_kind,
                          G_N_ELEMENTS (commission_kinds), error)
         && check_range ("The commission", settings->commission_amount, 0, max_commission, error)
         && check_money ("The least commission", settings, settings->commission_minimum, 0,
                         MAX_COMMISSION_MINOR, error)
         && check_range ("The swap of a long position, in hundredths of a point,",
                         settings->swap_long_points, -MAX_SWAP_POINTS, MAX_SWAP_POINTS, error)
         && check_range ("The swap of a short position, in hundredths of a point,",
                         settings->swap_short_points, -MAX_SWAP_POINTS, MAX_SWAP_POINTS, error)
         && check_range ("The weekday of the triple swap", settings->swap_triple_weekday, 0, 6,
                         error);
}

void
bt_session_settings_init (BtSessionSettings *settings, const BtInstrument *instrument)
{
  g_return_if_fail (settings != NULL && instrument != NULL);

  *settings = (BtSessionSettings){
    .instrument = *instrument,
    .price_kind = BT_SIDE_KIND_BID,
    .base_timeframe = BT_TIMEFRAME_M1,
    .currency = "USD",
    .balance = BT_MONEY (1000000),
    .leverage = instrument->leverage > 0 ? instrument->leverage : 100,
    .mode = BT_ACCOUNT_HEDGING,
    .hedged_margin = BT_HEDGED_MARGIN_LARGER_SIDE,
    .margin_call_percent = 10000,
    .stop_out_percent = 5000,
    .has_negative_balance_protection = TRUE,
    .spread_points = instrument->typical_spread_points,
    .has_swap = instrument->has_swap,
    .swap_long_points = instrument->swap_long_points,
    .swap_short_points = instrument->swap_short_points,
    .swap_triple_weekday = instrument->swap_triple_weekday,
    .policy = BT_PATH_ADAPTIVE,
    .market_fill = BT_MARKET_FILL_KNOWN_QUOTE,
    .seed = 1,
  };
}

gboolean
bt_session_settings_validate (const BtSessionSettings *settings, GError **error)
{
  g_return_val_if_fail (settings != NULL, FALSE);

  g_autoptr (GError) local_error = NULL;
  if (!bt_instrument_validate (&settings->instrument, &local_error))
    {
      g_set_error_literal (error, BT_MARKET_ERROR, BT_MARKET_ERROR_SETTINGS, local_error->message);
      return FALSE;
    }
  return check_choice ("The price kind", settings->price_kind, G_N_ELEMENTS (price_kinds), error)
         && check_timeframe (settings->base_timeframe, error) && check_account (settings, error)
         && check_costs (settings, error)
         && check_choice ("The path policy", settings->policy, G_N_ELEMENTS (path_policies), error)
         && check_choice ("The rule for market orders", settings->market_fill,
                          G_N_ELEMENTS (market_fills), error)
         && (!settings->has_challenge || bt_challenge_rules_validate (&settings->challenge, error));
}

/* Enumerations are 4 bytes wide, booleans 1; the timeframe is written as its length in
 * microseconds, so that a timeframe that is added later changes no digest. */
void
bt_session_settings_add_to_record (const BtSessionSettings *settings, BtRecord *record)
{
  bt_instrument_add_to_record (&settings->instrument, record);
  bt_record_add_int32 (record, (gint32) settings->price_kind);
  bt_record_add_int64 (record, bt_timeframe_usec (settings->base_timeframe));
  bt_record_add_string (record, settings->currency);
  bt_record_add_int64 (record, settings->balance.minor);
  bt_record_add_int32 (record, settings->leverage);
  bt_record_add_int32 (record, (gint32) settings->mode);
  bt_record_add_int32 (record, (gint32) settings->hedged_margin);
  bt_record_add_int64 (record, settings->margin_call_percent);
  bt_record_add_int64 (record, settings->stop_out_percent);
  bt_record_add_uint8 (record, settings->has_negative_balance_protection ? 1 : 0);
  bt_record_add_int64 (record, settings->spread_points);
  bt_record_add_int32 (record, (gint32) settings->slippage_kind);
  bt_record_add_int64 (record, settings->slippage_points);
  bt_record_add_int32 (record, (gint32) settings->commission_kind);
  bt_record_add_int64 (record, settings->commission_amount);
  bt_record_add_int64 (record, settings->commission_minimum.minor);
  bt_record_add_uint8 (record, settings->has_swap ? 1 : 0);
  bt_record_add_int64 (record, settings->swap_long_points);
  bt_record_add_int64 (record, settings->swap_short_points);
  bt_record_add_int32 (record, settings->swap_triple_weekday);
  bt_record_add_int32 (record, (gint32) settings->policy);
  bt_record_add_int32 (record, (gint32) settings->market_fill);
  bt_record_add_int64 (record, settings->seed);
  bt_record_add_uint8 (record, settings->is_rewind_forbidden ? 1 : 0);
  if (!settings->has_challenge)
    return;
  bt_record_add_uint8 (record, 1);
  bt_challenge_rules_add_to_record (&settings->challenge, record);
}

const char *
bt_account_mode_to_string (BtAccountMode mode)
{
  return bt_name_table_get (account_modes, G_N_ELEMENTS (account_modes), mode);
}

gboolean
bt_account_mode_parse (const char *text, BtAccountMode *out)
{
  guint value;

  if (!bt_name_table_find (account_modes, G_N_ELEMENTS (account_modes), text, &value))
    return FALSE;
  *out = (BtAccountMode) value;
  return TRUE;
}

const char *
bt_path_policy_to_string (BtPathPolicy policy)
{
  return bt_name_table_get (path_policies, G_N_ELEMENTS (path_policies), policy);
}

gboolean
bt_path_policy_parse (const char *text, BtPathPolicy *out)
{
  guint value;

  if (!bt_name_table_find (path_policies, G_N_ELEMENTS (path_policies), text, &value))
    return FALSE;
  *out = (BtPathPolicy) value;
  return TRUE;
}

const char *
bt_market_fill_to_string (BtMarketFill market_fill)
{
  return bt_name_table_get (market_fills, G_N_ELEMENTS (market_fills), market_fill);
}

gboolean
bt_market_fill_parse (const char *text, BtMarketFill *out)
{
  guint value;

  if (!bt_name_table_find (market_fills, G_N_ELEMENTS (market_fills), text, &value))
    return FALSE;
  *out = (BtMarketFill) value;
  return TRUE;
}

const char *
bt_commission_kind_to_string (BtCommissionKind kind)
{
  return bt_name_table_get (commission_kinds, G_N_ELEMENTS (commission_kinds), kind);
}

gboolean
bt_commission_kind_parse (const char *text, BtCommissionKind *out)
{
  guint value;

  if (!bt_name_table_find (commission_kinds, G_N_ELEMENTS (commission_kinds), text, &value))
    return FALSE;
  *out = (BtCommissionKind) value;
  return TRUE;
}

const char *
bt_price_kind_to_string (BtPriceKind kind)
{
  return bt_name_table_get (price_kinds, G_N_ELEMENTS (price_kinds), kind);
}

gboolean
bt_price_kind_parse (const char *text, BtPriceKind *out)
{
  guint value;

  if (!bt_name_table_find (price_kinds, G_N_ELEMENTS (price_kinds), text, &value))
    return FALSE;
  *out = (BtPriceKind) value;
  return TRUE;
}

const char *
bt_slippage_kind_to_string (BtSlippageKind kind)
{
  return bt_name_table_get (slippage_kinds, G_N_ELEMENTS (slippage_kinds), kind);
}

gboolean
bt_slippage_kind_parse (const char *text, BtSlippageKind *out)
{
  guint value;

  if (!bt_name_table_find (slippage_kinds, G_N_ELEMENTS (slippage_kinds), text, &value))
    return FALSE;
  *out = (BtSlippageKind) value;
  return TRUE;
}

const char *
bt_hedged_margin_to_string (BtHedgedMargin hedged_margin)
{
  return bt_name_table_get (hedged_margins, G_N_ELEMENTS (hedged_margins), hedged_margin);
}

gboolean
bt_hedged_margin_parse (const char *text, BtHedgedMargin *out)
{
  guint value;

  if (!bt_name_table_find (hedged_margins, G_N_ELEMENTS (hedged_margins), text, &value))
    return FALSE;
  *out = (BtHedgedMargin) value;
  return TRUE;
}
