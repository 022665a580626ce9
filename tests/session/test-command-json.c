// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Commands and settings as JSON: each kind both ways, and each mistake named. */
#include "config.h"

#include "session/bt-session-error.h"
#include "session/bt-session-file.h"

static void
make_settings (BtSessionSettings *settings)
{
  bt_session_settings_init (settings, bt_instrument_find_builtin ("XAUUSD"));
}

/* Texts that are written as they were read. */
static void
test_canonical (void)
{
  static const char *const TEXTS[] = {
    "{\"after_bar\":-1,\"do\":\"place\",\"id\":\"a\",\"type\":\"market\",\"side\":\"buy\","
    "\"lots\":\"1.00\"}",
    "{\"after_bar\":5,\"do\":\"place\",\"id\":\"a\",\"type\":\"market\",\"side\":\"sell\","
    "\"lots\":\"0.10\",\"sl\":\"2040.00\",\"tp\":\"2010.55\"}",
    "{\"after_bar\":5,\"do\":\"place\",\"id\":\"b\",\"type\":\"limit\",\"side\":\"buy\","
    "\"lots\":\"0.123\",\"price\":\"2010.00\",\"trail_points\":150,\"trail_step_points\":10,"
    "\"oco\":\"g1\",\"reduce_only\":true,\"expires\":\"2024-03-04T12:00:00Z\"}",
    "{\"after_bar\":5,\"do\":\"place\",\"id\":\"c\",\"type\":\"stop_limit\",\"side\":\"buy\","
    "\"lots\":\"100.00\",\"price\":\"2050.00\",\"limit\":\"2051.00\",\"expires\":\"day\"}",
    "{\"after_bar\":6,\"do\":\"modify\",\"id\":\"a\",\"sl\":\"2030.00\",\"tp\":null}",
    "{\"after_bar\":6,\"do\":\"modify\",\"id\":\"b\",\"price\":\"2011.00\",\"trail_points\":0,"
    "\"expires\":null,\"lots\":\"0.20\"}",
    "{\"after_bar\":6,\"do\":\"modify\",\"id\":\"a\",\"break_even\":true}",
    "{\"after_bar\":6,\"do\":\"cancel\",\"id\":\"b\"}",
    "{\"after_bar\":6,\"do\":\"close\",\"id\":\"a\"}",
    "{\"after_bar\":6,\"do\":\"close\",\"id\":\"a\",\"lots\":\"0.05\"}",
    "{\"after_bar\":6,\"do\":\"close_all\"}",
    "{\"after_bar\":6,\"do\":\"close_all\",\"scope\":\"winners\"}",
    "{\"after_bar\":6,\"do\":\"close_all\",\"scope\":\"losers\"}",
    "{\"after_bar\":6,\"do\":\"deposit\",\"amount\":\"100.00\"}",
    "{\"after_bar\":6,\"do\":\"withdraw\",\"amount\":\"0.01\"}",
    "{\"after_bar\":6,\"do\":\"note\",\"text\":\"“Grüße”, \\\"x\\\" \\\\ \\n\"}",
    "{\"after_bar\":6,\"do\":\"fork\",\"id\":\"second thoughts\"}",
    "{\"after_bar\":6,\"do\":\"end\"}",
  };
  BtSessionSettings settings;

  make_settings (&settings);
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gboolean has_after_bar;
      BtCommand command;

      bt_command_from_json (TEXTS[i], &settings, &command, &has_after_bar, &error);
      g_assert_no_error (error);
      g_assert_true (has_after_bar);
      text = bt_command_to_json (&command, &settings);
      g_assert_cmpstr (text, ==, TEXTS[i]);
    }
}

/* Other ways to say the same. */
static void
test_lenient (void)
{
  BtSessionSettings settings;
  gboolean has_after_bar = TRUE;
  BtCommand command;

  make_settings (&settings);
  g_assert_true (bt_command_from_json ("{ \"lots\": 2, \"side\": \"buy\", \"do\": \"place\", "
                                       "\"type\": \"market\", \"sl\": null, \"tp\": 2050 }",
                                       &settings, &command, &has_after_bar, NULL));
  g_assert_false (has_after_bar);
  g_assert_cmpint (command.volume.units, ==, 2 * BT_VOLUME_UNITS_PER_LOT);
  g_assert_cmpint (command.stop_loss_points, ==, BT_PRICE_NONE);
  g_assert_cmpint (command.take_profit_points, ==, 205000);
  g_assert_cmpstr (command.id, ==, "");
}

typedef struct
{
  const char *json;
  const char *message; /* a part of it */
} Mistake;

static void
test_mistakes (void)
{
  static const Mistake MISTAKES[] = {
    { "", "empty" },
    { "[1]", "object" },
    { "{\"do\":\"place\"", "command:1:" },
    { "{}", "do: is missing" },
    { "{\"do\":\"dance\"}", "do: “dance”" },
    { "{\"do\":\"close\"}", "id: is missing" },
    { "{\"do\":\"close\",\"id\":\"a\",\"lot\":\"1\"}", "lot: is not a known field" },
    { "{\"do\":\"close\",\"id\":\"a\",\"lots\":\"1.2.3\"}", "lots:" },
    { "{\"do\":\"close\",\"id\":\"a\",\"lots\":0.1}", "lots: expected a decimal in quotes" },
    { "{\"do\":\"close\",\"id\":7}", "id: expected a string" },
    { "{\"do\":\"close_all\",\"scope\":\"some\"}", "scope:" },
    { "{\"do\":\"end\",\"after_bar\":-2}", "after_bar:" },
    { "{\"do\":\"end\",\"after_bar\":\"1\"}", "after_bar:" },
    { "{\"do\":\"deposit\",\"amount\":\"1.001\"}", "amount:" },
    { "{\"do\":\"modify\",\"id\":\"a\",\"sl\":\"1.001\"}", "sl:" },
    { "{\"do\":\"place\",\"side\":\"buy\",\"lots\":\"1\"}", "type: is missing" },
    { "{\"do\":\"place\",\"type\":\"market\",\"side\":\"up\",\"lots\":\"1\"}", "side:" },
    { "{\"do\":\"place\",\"type\":\"limit\",\"side\":\"buy\",\"lots\":\"1\"}",
      "price: is missing" },
    { "{\"do\":\"place\",\"type\":\"stop_limit\",\"side\":\"buy\",\"lots\":\"1\","
      "\"price\":\"1\"}",
      "limit: is missing" },
    { "{\"do\":\"cancel\",\"id\":\"0123456789012345678901234567890123456789\"}", "id: is longer" },
    { "{\"do\":\"note\",\"text\":\"\xff\"}", "UTF-8" },
    { "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "deeper" },
  };
  BtSessionSettings settings;

  make_settings (&settings);
  for (guint i = 0; i < G_N_ELEMENTS (MISTAKES); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean has_after_bar;
      BtCommand command;

      g_assert_false (
        bt_command_from_json (MISTAKES[i].json, &settings, &command, &has_after_bar, &error));
      g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT);
      if (strstr (error->message, MISTAKES[i].message) == NULL)
        g_error ("“%s” should say “%s”, says “%s”", MISTAKES[i].json, MISTAKES[i].message,
                 error->message);
    }
}

/* Settings with every field away from its default survive, and are written the same again. */
static void
test_settings (void)
{
  BtSessionSettings settings, read;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  make_settings (&settings);
  g_strlcpy (settings.currency, "JPY", sizeof settings.currency);
  settings.price_kind = BT_SIDE_KIND_MID;
  settings.base_timeframe = BT_TIMEFRAME_H1;
  settings.balance = BT_MONEY (1000000);
  settings.leverage = 25;
  settings.mode = BT_ACCOUNT_NETTING;
  settings.hedged_margin = BT_HEDGED_MARGIN_BOTH_SIDES;
  settings.margin_call_percent = 12050;
  settings.stop_out_percent = 2025;
  settings.has_negative_balance_protection = FALSE;
  settings.spread_points = 33;
  settings.slippage_kind = BT_SLIPPAGE_UNIFORM;
  settings.slippage_points = 4;
  settings.commission_kind = BT_COMMISSION_NOTIONAL;
  settings.commission_amount = 2500;
  settings.commission_minimum = BT_MONEY (150);
  settings.has_swap = TRUE;
  settings.swap_long_points = -1234;
  settings.swap_short_points = 567;
  settings.swap_triple_weekday = 5;
  settings.policy = BT_PATH_PESSIMISTIC;
  settings.market_fill = BT_MARKET_FILL_NEXT_OPEN;
  settings.seed = -42;
  settings.is_rewind_forbidden = TRUE;
  text = bt_session_settings_to_json (&settings);
  bt_session_settings_from_json (text, &read, &error);
  g_assert_no_error (error);
  again = bt_session_settings_to_json (&read);
  g_assert_cmpstr (text, ==, again);
  g_assert_cmpint (read.swap_long_points, ==, -1234);
  g_assert_cmpint (read.commission_amount, ==, 2500);
  g_assert_cmpint (read.mode, ==, BT_ACCOUNT_NETTING);
  g_assert_cmpint (read.stop_out_percent, ==, 2025);
  g_assert_cmpint (read.seed, ==, -42);
}

static void
test_settings_mistakes (void)
{
  static const Mistake MISTAKES[] = {
    { "\"leverage\":100", "\"leverage\":1001" },
    { "\"mode\":\"hedging\"", "\"mode\":\"both\"" },
    { "\"currency\":\"USD\"", "\"currency\":\"usd\"" },
    { "\"policy\":\"adaptive\"", "\"policy\":\"hopeful\"" },
    { "\"side\":\"bid\"", "\"side\":\"last\"" },
    { "\"timeframe\":\"M1\"", "\"timeframe\":\"M1441\"" },
    { "\"market_fill\":\"known_quote\"", "\"market_fill\":\"never\"" },
    { "\"swap\":null", "\"swap\":{\"long\":\"1\",\"short\":\"1\",\"triple\":\"someday\"}" },
    { "\"commission\":null", "\"commission\":{\"kind\":\"per_moon\",\"amount\":\"1\"}" },
    { "\"seed\":1", "\"seed\":1,\"colour\":\"blue\"" },
    { "\"digits\":2", "\"digits\":9" },
    { "\"balance\":\"10000.00\"", "\"balance\":\"-1.00\"" },
  };
  g_autofree char *text = NULL;
  BtSessionSettings settings, read;

  make_settings (&settings);
  text = bt_session_settings_to_json (&settings);
  g_assert_true (bt_session_settings_from_json (text, &read, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (MISTAKES); i++)
    {
      g_auto (GStrv) parts = g_strsplit (text, MISTAKES[i].json, 2);
      g_autofree char *changed = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      changed = g_strjoinv (MISTAKES[i].message, parts);
      g_assert_false (bt_session_settings_from_json (changed, &read, &error));
      g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/json/canonical", test_canonical);
  g_test_add_func ("/session/json/lenient", test_lenient);
  g_test_add_func ("/session/json/mistakes", test_mistakes);
  g_test_add_func ("/session/json/settings", test_settings);
  g_test_add_func ("/session/json/settings-mistakes", test_settings_mistakes);
  return g_test_run ();
}
