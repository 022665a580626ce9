// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-settings-json.h"

#include "session/bt-challenge-json.h"
#include "session/bt-json-writer.h"
#include "session/bt-session-error.h"
#include "session/bt-session-file.h"

/* Percentages and swap points are kept times 100. */
#define HUNDREDTHS_DIGITS 2
/* A notional commission is a fraction times 10^8. */
#define FRACTION_DIGITS 8

static const char *const WEEKDAYS[]
  = { "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday" };

gboolean
bt_instrument_from_reader (BtJsonReader *reader, BtInstrument *out, GError **error)
{
  BtInstrument instrument = { 0 };
  gint64 digits = 0;
  const char *hours = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!bt_json_reader_require (reader, "symbol", error)
      || !bt_json_reader_require (reader, "digits", error)
      || !bt_json_reader_copy_string (reader, "symbol", instrument.symbol, BT_SYMBOL_SIZE, error)
      || !bt_json_reader_get_int (reader, "digits", 0, 8, &digits, error))
    return FALSE;
  bt_instrument_guess (instrument.symbol, (guint) digits, &instrument);
  instrument.hours = (BtTradingHours){ 0 };
  if (!bt_json_reader_copy_string (reader, "description", instrument.description,
                                   BT_DESCRIPTION_SIZE, error)
      || !bt_json_reader_copy_string (reader, "base", instrument.base, BT_CURRENCY_SIZE, error)
      || !bt_json_reader_copy_string (reader, "quote", instrument.quote, BT_CURRENCY_SIZE, error)
      || !bt_json_reader_get_decimal (reader, "contract_size", BT_CONTRACT_DIGITS,
                                      &instrument.contract_size, error)
      || !bt_json_reader_get_decimal (reader, "volume_min", BT_VOLUME_DIGITS,
                                      &instrument.volume_min.units, error)
      || !bt_json_reader_get_decimal (reader, "volume_max", BT_VOLUME_DIGITS,
                                      &instrument.volume_max.units, error)
      || !bt_json_reader_get_decimal (reader, "volume_step", BT_VOLUME_DIGITS,
                                      &instrument.volume_step.units, error)
      || !bt_json_reader_get_boolean (reader, "trades_weekends", &instrument.trades_weekends, error)
      || !bt_json_reader_get_int (reader, "typical_spread_points", 0, G_MAXINT32,
                                  &instrument.typical_spread_points, error)
      || !bt_json_reader_get_string (reader, "trading_hours", &hours, error)
      || !bt_json_reader_finish (reader, error))
    return FALSE;
  if (hours != NULL && !bt_trading_hours_parse (hours, &instrument.hours, &local_error))
    return bt_json_reader_fail (reader, "trading_hours", error, "%s", local_error->message);
  if (!bt_instrument_validate (&instrument, &local_error))
    return bt_json_reader_fail (reader, "symbol", error, "%s", local_error->message);
  *out = instrument;
  return TRUE;
}

static gboolean
read_account (BtJsonReader *reader, BtSessionSettings *settings, GError **error)
{
  const char *mode = NULL;
  const char *hedged = NULL;
  gint64 leverage = settings->leverage;

  if (!bt_json_reader_copy_string (reader, "currency", settings->currency, BT_CURRENCY_SIZE, error))
    return FALSE;
  if (!bt_currency_is_valid (settings->currency))
    return bt_json_reader_fail (reader, "currency", error, "“%s” is no currency code",
                                settings->currency);
  if (!bt_json_reader_get_decimal (reader, "balance", bt_currency_digits (settings->currency),
                                   &settings->balance.minor, error)
      || !bt_json_reader_get_int (reader, "leverage", 1, 1000, &leverage, error)
      || !bt_json_reader_get_string (reader, "mode", &mode, error)
      || !bt_json_reader_get_string (reader, "hedged_margin", &hedged, error)
      || !bt_json_reader_get_decimal (reader, "margin_call", HUNDREDTHS_DIGITS,
                                      &settings->margin_call_percent, error)
      || !bt_json_reader_get_decimal (reader, "stop_out", HUNDREDTHS_DIGITS,
                                      &settings->stop_out_percent, error)
      || !bt_json_reader_get_boolean (reader, "negative_balance_protection",
                                      &settings->has_negative_balance_protection, error)
      || !bt_json_reader_finish (reader, error))
    return FALSE;
  settings->leverage = (gint32) leverage;
  if (mode != NULL && !bt_account_mode_parse (mode, &settings->mode))
    return bt_json_reader_fail (reader, "mode", error, "“%s” is neither hedging nor netting", mode);
  if (hedged != NULL && g_strcmp0 (hedged, "larger_side") != 0
      && g_strcmp0 (hedged, "both_sides") != 0)
    return bt_json_reader_fail (reader, "hedged_margin", error,
                                "“%s” is neither larger_side nor both_sides", hedged);
  if (hedged != NULL)
    settings->hedged_margin = g_strcmp0 (hedged, "both_sides") == 0 ? BT_HEDGED_MARGIN_BOTH_SIDES
                                                                    : BT_HEDGED_MARGIN_LARGER_SIDE;
  return TRUE;
}

static gboolean
read_commission (BtJsonReader *costs, BtSessionSettings *settings, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (BtJsonReader) reader = bt_json_reader_get_object (costs, "commission", &local_error);
  guint money_digits = bt_currency_digits (settings->currency);
  const char *kind = NULL;

  settings->commission_kind = BT_COMMISSION_NONE;
  settings->commission_amount = 0;
  settings->commission_minimum = BT_MONEY (0);
  if (reader == NULL)
    {
      if (local_error == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!bt_json_reader_require (reader, "kind", error)
      || !bt_json_reader_get_string (reader, "kind", &kind, error))
    return FALSE;
  if (!bt_commission_kind_parse (kind, &settings->commission_kind))
    return bt_json_reader_fail (reader, "kind", error,
                                "“%s” is none of per_fill, per_lot_side, notional", kind);
  return (settings->commission_kind == BT_COMMISSION_NONE
          || bt_json_reader_require (reader, "amount", error))
         && bt_json_reader_get_decimal (
           reader, "amount",
           settings->commission_kind == BT_COMMISSION_NOTIONAL ? FRACTION_DIGITS : money_digits,
           &settings->commission_amount, error)
         && bt_json_reader_get_decimal (reader, "minimum", money_digits,
                                        &settings->commission_minimum.minor, error)
         && bt_json_reader_finish (reader, error);
}

/* Stores the weekday of a name, whole or its first three letters, in any case. */
static gboolean
parse_weekday (const char *text, gint64 *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (WEEKDAYS); i++)
    if (g_ascii_strcasecmp (text, WEEKDAYS[i]) == 0
        || (strlen (text) == 3 && g_ascii_strncasecmp (text, WEEKDAYS[i], 3) == 0))
      {
        *out = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_swap (BtJsonReader *costs, BtSessionSettings *settings, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (BtJsonReader) reader = bt_json_reader_get_object (costs, "swap", &local_error);
  JsonNode *node;
  gint64 weekday = settings->swap_triple_weekday;

  settings->has_swap = reader != NULL;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (reader == NULL)
    return TRUE;
  /* Either name, as "spread_points" and "slippage_points" stand beside them. */
  if (!bt_json_reader_get_decimal (reader, "long", HUNDREDTHS_DIGITS, &settings->swap_long_points,
                                   error)
      || !bt_json_reader_get_decimal (reader, "long_points", HUNDREDTHS_DIGITS,
                                      &settings->swap_long_points, error)
      || !bt_json_reader_get_decimal (reader, "short", HUNDREDTHS_DIGITS,
                                      &settings->swap_short_points, error)
      || !bt_json_reader_get_decimal (reader, "short_points", HUNDREDTHS_DIGITS,
                                      &settings->swap_short_points, error))
    return FALSE;
  node = bt_json_reader_peek (reader, "triple");
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
      && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      if (!parse_weekday (json_node_get_string (node), &weekday))
        return bt_json_reader_fail (reader, "triple", error, "“%s” is no weekday",
                                    json_node_get_string (node));
    }
  else if (!bt_json_reader_get_int (reader, "triple", 0, 6, &weekday, error))
    return FALSE;
  settings->swap_triple_weekday = (gint32) weekday;
  return bt_json_reader_finish (reader, error);
}

static gboolean
read_costs (BtJsonReader *reader, BtSessionSettings *settings, GError **error)
{
  const char *slippage = NULL;

  if (!bt_json_reader_get_int (reader, "spread_points", 0, G_MAXINT32, &settings->spread_points,
                               error)
      || !bt_json_reader_get_int (reader, "slippage_points", 0, G_MAXINT32,
                                  &settings->slippage_points, error)
      || !bt_json_reader_get_string (reader, "slippage_kind", &slippage, error)
      || !read_commission (reader, settings, error) || !read_swap (reader, settings, error)
      || !bt_json_reader_finish (reader, error))
    return FALSE;
  if (slippage != NULL && g_strcmp0 (slippage, "fixed") != 0
      && g_strcmp0 (slippage, "uniform") != 0)
    return bt_json_reader_fail (reader, "slippage_kind", error, "“%s” is neither fixed nor uniform",
                                slippage);
  if (slippage != NULL)
    settings->slippage_kind
      = g_strcmp0 (slippage, "uniform") == 0 ? BT_SLIPPAGE_UNIFORM : BT_SLIPPAGE_FIXED;
  return TRUE;
}

/* Reads the words of the document's own level. */
static gboolean
read_rules (BtJsonReader *reader, BtSessionSettings *settings, GError **error)
{
  const char *side = NULL;
  const char *timeframe = NULL;
  const char *policy = NULL;
  const char *market_fill = NULL;

  if (!bt_json_reader_get_string (reader, "side", &side, error)
      || !bt_json_reader_get_string (reader, "timeframe", &timeframe, error)
      || !bt_json_reader_get_string (reader, "policy", &policy, error)
      || !bt_json_reader_get_string (reader, "market_fill", &market_fill, error)
      || !bt_json_reader_get_int (reader, "seed", G_MININT64, G_MAXINT64, &settings->seed, error)
      || !bt_json_reader_get_boolean (reader, "rewind_forbidden", &settings->is_rewind_forbidden,
                                      error))
    return FALSE;
  if (side != NULL && !bt_price_kind_parse (side, &settings->price_kind))
    return bt_json_reader_fail (reader, "side", error, "“%s” is none of bid, ask, mid", side);
  if (timeframe != NULL && !bt_timeframe_parse (timeframe, &settings->base_timeframe))
    return bt_json_reader_fail (reader, "timeframe", error, "“%s” is no timeframe", timeframe);
  if (policy != NULL && !bt_path_policy_parse (policy, &settings->policy))
    return bt_json_reader_fail (reader, "policy", error,
                                "“%s” is none of adaptive, pessimistic, optimistic, ohlc, olhc",
                                policy);
  if (market_fill != NULL && !bt_market_fill_parse (market_fill, &settings->market_fill))
    return bt_json_reader_fail (reader, "market_fill", error,
                                "“%s” is neither known_quote nor next_open", market_fill);
  return TRUE;
}

gboolean
bt_settings_from_reader (BtJsonReader *reader, BtSessionSettings *settings, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (BtJsonReader) account = NULL;
  g_autoptr (BtJsonReader) costs = NULL;

  settings->spread_points = 0;
  account = bt_json_reader_get_object (reader, "account", &local_error);
  if (local_error == NULL)
    costs = bt_json_reader_get_object (reader, "costs", &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!read_rules (reader, settings, error)
      || (account != NULL && !read_account (account, settings, error))
      || (costs != NULL && !read_costs (costs, settings, error))
      || !bt_challenge_from_reader (reader, settings, error))
    return FALSE;
  if (!bt_session_settings_validate (settings, &local_error))
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, "settings: %s",
                   local_error->message);
      return FALSE;
    }
  return TRUE;
}

static void
write_instrument (JsonBuilder *builder, const BtInstrument *instrument)
{
  g_autofree char *hours = bt_trading_hours_to_string (&instrument->hours);
  char buffer[BT_DECIMAL_BUFFER];

  json_builder_set_member_name (builder, "instrument");
  json_builder_begin_object (builder);
  bt_json_add_string (builder, "symbol", instrument->symbol);
  bt_json_add_string (builder, "description", instrument->description);
  bt_json_add_string (builder, "base", instrument->base);
  bt_json_add_string (builder, "quote", instrument->quote);
  bt_json_add_int (builder, "digits", instrument->digits);
  bt_json_add_string (
    builder, "contract_size",
    bt_decimal_format_short (instrument->contract_size, BT_CONTRACT_DIGITS, 0, buffer));
  bt_json_add_lots (builder, "volume_min", instrument->volume_min.units);
  bt_json_add_lots (builder, "volume_max", instrument->volume_max.units);
  bt_json_add_lots (builder, "volume_step", instrument->volume_step.units);
  bt_json_add_boolean (builder, "trades_weekends", instrument->trades_weekends);
  bt_json_add_int (builder, "typical_spread_points", instrument->typical_spread_points);
  if (instrument->hours.n_spans > 0)
    bt_json_add_string (builder, "trading_hours", hours);
  json_builder_end_object (builder);
}

static void
write_account (JsonBuilder *builder, const BtSessionSettings *settings)
{
  json_builder_set_member_name (builder, "account");
  json_builder_begin_object (builder);
  bt_json_add_string (builder, "currency", settings->currency);
  bt_json_add_decimal (builder, "balance", settings->balance.minor,
                       bt_currency_digits (settings->currency));
  bt_json_add_int (builder, "leverage", settings->leverage);
  bt_json_add_string (builder, "mode", bt_account_mode_to_string (settings->mode));
  bt_json_add_string (builder, "hedged_margin",
                      settings->hedged_margin == BT_HEDGED_MARGIN_BOTH_SIDES ? "both_sides"
                                                                             : "larger_side");
  bt_json_add_decimal (builder, "margin_call", settings->margin_call_percent, HUNDREDTHS_DIGITS);
  bt_json_add_decimal (builder, "stop_out", settings->stop_out_percent, HUNDREDTHS_DIGITS);
  bt_json_add_boolean (builder, "negative_balance_protection",
                       settings->has_negative_balance_protection);
  json_builder_end_object (builder);
}

static void
write_costs (JsonBuilder *builder, const BtSessionSettings *settings)
{
  guint money_digits = bt_currency_digits (settings->currency);
  guint digits
    = settings->commission_kind == BT_COMMISSION_NOTIONAL ? FRACTION_DIGITS : money_digits;

  json_builder_set_member_name (builder, "costs");
  json_builder_begin_object (builder);
  bt_json_add_int (builder, "spread_points", settings->spread_points);
  bt_json_add_int (builder, "slippage_points", settings->slippage_points);
  bt_json_add_string (builder, "slippage_kind",
                      settings->slippage_kind == BT_SLIPPAGE_UNIFORM ? "uniform" : "fixed");
  json_builder_set_member_name (builder, "commission");
  if (settings->commission_kind == BT_COMMISSION_NONE)
    json_builder_add_null_value (builder);
  else
    {
      json_builder_begin_object (builder);
      bt_json_add_string (builder, "kind",
                          bt_commission_kind_to_string (settings->commission_kind));
      bt_json_add_decimal (builder, "amount", settings->commission_amount, digits);
      bt_json_add_decimal (builder, "minimum", settings->commission_minimum.minor, money_digits);
      json_builder_end_object (builder);
    }
  json_builder_set_member_name (builder, "swap");
  if (!settings->has_swap)
    json_builder_add_null_value (builder);
  else
    {
      json_builder_begin_object (builder);
      bt_json_add_decimal (builder, "long", settings->swap_long_points, HUNDREDTHS_DIGITS);
      bt_json_add_decimal (builder, "short", settings->swap_short_points, HUNDREDTHS_DIGITS);
      bt_json_add_string (builder, "triple", WEEKDAYS[settings->swap_triple_weekday]);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

char *
bt_session_settings_to_json (const BtSessionSettings *settings)
{
  g_return_val_if_fail (settings != NULL, NULL);

  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  write_instrument (builder, &settings->instrument);
  bt_json_add_string (builder, "side", bt_price_kind_to_string (settings->price_kind));
  bt_json_add_string (builder, "timeframe", bt_timeframe_to_string (settings->base_timeframe));
  write_account (builder, settings);
  write_costs (builder, settings);
  bt_json_add_string (builder, "policy", bt_path_policy_to_string (settings->policy));
  bt_json_add_string (builder, "market_fill", bt_market_fill_to_string (settings->market_fill));
  bt_json_add_int (builder, "seed", settings->seed);
  bt_json_add_boolean (builder, "rewind_forbidden", settings->is_rewind_forbidden);
  if (settings->has_challenge)
    bt_json_add_challenge (builder, settings);
  json_builder_end_object (builder);
  return bt_json_to_text (builder, FALSE);
}

gboolean
bt_session_settings_from_json (const char *json, BtSessionSettings *out, GError **error)
{
  g_autoptr (JsonNode) node = bt_json_parse (json, -1, "settings", error);
  g_autoptr (BtJsonReader) reader = NULL;
  g_autoptr (BtJsonReader) instrument_reader = NULL;
  BtInstrument instrument;
  BtSessionSettings settings;

  if (node == NULL || (reader = bt_json_reader_new (node, "", error)) == NULL
      || !bt_json_reader_require (reader, "instrument", error))
    return FALSE;
  instrument_reader = bt_json_reader_get_object (reader, "instrument", error);
  if (instrument_reader == NULL
      || !bt_instrument_from_reader (instrument_reader, &instrument, error))
    return FALSE;
  bt_session_settings_init (&settings, &instrument);
  if (!bt_settings_from_reader (reader, &settings, error) || !bt_json_reader_finish (reader, error))
    return FALSE;
  *out = settings;
  return TRUE;
}
