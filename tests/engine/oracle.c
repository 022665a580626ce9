// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "oracle.h"

#include <string.h>

#define FIRST_CANDLE (G_GINT64_CONSTANT (1704153600) * BT_USEC_PER_SECOND)

static void
skip_absent (void)
{
  g_test_skip ("the folder of expected results is not there (BACKTRADE_SHARED)");
}

void
oracle_add_file (const char *file, GTestDataFunc func)
{
  const char *shared = g_getenv ("BACKTRADE_SHARED");
  g_autofree char *folder = shared != NULL
                              ? g_strdup (shared)
                              : g_test_build_filename (G_TEST_DIST, "..", "..", "shared", NULL);
  g_autofree char *name = g_strconcat (file, ".json", NULL);
  g_autofree char *path = g_build_filename (folder, "oracles", name, NULL);
  g_autofree char *suite = g_strconcat ("/engine/oracle/", file, NULL);
  /* The vectors are borrowed by the tests, which run after this function. */
  JsonParser *parser = json_parser_new_immutable ();

  if (!json_parser_load_from_file (parser, path, NULL))
    {
      g_object_unref (parser);
      g_test_add_func (suite, skip_absent);
      return;
    }
  JsonArray *vectors = json_object_get_array_member (
    json_node_get_object (json_parser_get_root (parser)), "vectors");
  for (guint i = 0; i < json_array_get_length (vectors); i++)
    {
      JsonObject *vector = json_array_get_object_element (vectors, i);
      g_autofree char *test
        = g_strconcat (suite, "/", json_object_get_string_member (vector, "id"), NULL);
      g_test_add_data_func_full (test, json_object_ref (vector), func,
                                 (GDestroyNotify) json_object_unref);
    }
  g_object_unref (parser);
}

void
oracle_market_init (OracleMarket *market, guint digits)
{
  BtInstrument instrument = *bt_instrument_find_builtin ("EURUSD");
  instrument.digits = digits;
  instrument.contract_size = bt_power_of_ten (BT_CONTRACT_DIGITS);
  instrument.volume_min = BT_VOLUME (1);
  instrument.volume_step = BT_VOLUME (1);
  instrument.volume_max = BT_VOLUME (bt_power_of_ten (14));
  *market = (OracleMarket){ .candles = g_array_new (FALSE, FALSE, sizeof (BtCandle)) };
  bt_session_settings_init (&market->settings, &instrument);
  market->settings.spread_points = 0;
  market->settings.balance = BT_MONEY (bt_power_of_ten (13));
  market->settings.leverage = 1000;
}

void
oracle_market_clear (OracleMarket *market)
{
  g_array_unref (market->candles);
  g_clear_pointer (&market->engine, bt_engine_free);
}

gint64
oracle_market_points (const OracleMarket *market, const char *text)
{
  gint64 points;
  g_assert_true (bt_decimal_parse (text, -1, market->settings.instrument.digits, &points, NULL));
  return points;
}

BtVolume
oracle_volume (const char *text)
{
  gint64 units;
  g_assert_true (bt_decimal_parse (text, -1, BT_VOLUME_DIGITS, &units, NULL));
  return BT_VOLUME (units);
}

gint64
oracle_market_money (const OracleMarket *market, const char *text)
{
  gint64 minor;
  g_assert_true (
    bt_decimal_parse (text, -1, bt_currency_digits (market->settings.currency), &minor, NULL));
  return minor;
}

void
oracle_market_add (
  OracleMarket *market, const char *open, const char *high, const char *low, const char *close)
{
  BtCandle candle = {
    .time_usec = FIRST_CANDLE + (gint64) market->candles->len * BT_USEC_PER_MINUTE,
    .open_points = oracle_market_points (market, open),
    .high_points = oracle_market_points (market, high),
    .low_points = oracle_market_points (market, low),
    .close_points = oracle_market_points (market, close),
    .spread_points = -1,
  };
  g_array_append_val (market->candles, candle);
}

void
oracle_market_add_flat (OracleMarket *market, const char *price)
{
  oracle_market_add (market, price, price, price, price);
}

static BtSeries *
make_series (const BtCandle *candles, guint count)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, FALSE);
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < count; i++)
    {
      bt_series_builder_add (builder, &candles[i], &error);
      g_assert_no_error (error);
    }
  return bt_series_builder_finish (builder);
}

void
oracle_market_start (OracleMarket *market)
{
  g_autoptr (GError) error = NULL;
  BtHash hash = { 0 };
  g_autoptr (BtSeries) series
    = make_series ((const BtCandle *) (gpointer) market->candles->data, market->candles->len);
  market->engine = bt_engine_new (&market->settings, series, &hash, &error);
  g_assert_no_error (error);
}

void
oracle_market_add_rate (OracleMarket *market,
                        const char *base,
                        const char *quote,
                        const char *rate,
                        guint digits,
                        gint64 spread)
{
  g_autoptr (GError) error = NULL;
  gint64 points;
  g_assert_true (bt_decimal_parse (rate, -1, digits, &points, NULL));
  BtCandle candle = { .time_usec = FIRST_CANDLE - BT_USEC_PER_MINUTE,
                      .open_points = points,
                      .high_points = points,
                      .low_points = points,
                      .close_points = points,
                      .spread_points = -1 };
  g_autoptr (BtSeries) series = make_series (&candle, 1);
  bt_engine_add_rates (market->engine, base, quote, digits, series, spread, &error);
  g_assert_no_error (error);
}

void
oracle_market_step (OracleMarket *market)
{
  BtAdvanceResult result;
  g_autoptr (GError) error = NULL;
  bt_engine_advance (market->engine, bt_engine_get_bar (market->engine) + 1, FALSE, &result,
                     &error);
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, BT_ADVANCE_REACHED);
}

BtCommand
oracle_market_order (const OracleMarket *market,
                     const char *id,
                     gboolean is_buy,
                     const char *quantity)
{
  BtCommand command;
  bt_command_init (&command, BT_COMMAND_PLACE, bt_engine_get_bar (market->engine));
  g_strlcpy (command.id, id, sizeof command.id);
  command.direction = is_buy ? BT_DIRECTION_BUY : BT_DIRECTION_SELL;
  command.volume = oracle_volume (quantity);
  return command;
}

void
oracle_market_apply (OracleMarket *market, const BtCommand *command)
{
  BtRefusal refusal;
  g_autoptr (GError) error = NULL;
  bt_engine_apply (market->engine, command, &refusal, &error);
  g_assert_no_error (error);
  if (refusal.code != BT_REFUSAL_NONE)
    g_error ("refused: %s", refusal.message);
}

const char *
oracle_text (JsonObject *object, const char *name)
{
  if (!json_object_has_member (object, name) || json_object_get_null_member (object, name))
    return NULL;
  return json_object_get_string_member (object, name);
}
