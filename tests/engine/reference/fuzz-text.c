// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "fuzz-scenario.h"

#include "session/bt-session-file.h"

#include <string.h>

static void
append_price (const FuzzScenario *self, GString *json, gint64 points)
{
  char buffer[BT_DECIMAL_BUFFER];

  g_string_append_printf (
    json, "\"%s\", ",
    bt_instrument_format_price (&self->settings.instrument, BT_PRICE (points), buffer));
}

static void
append_candle (const FuzzScenario *self, GString *json, const BtCandle *candle)
{
  g_autofree char *time = bt_time_to_string (candle->time_usec);

  g_string_append_printf (json, "    [\"%s\", ", time);
  append_price (self, json, candle->open_points);
  append_price (self, json, candle->high_points);
  append_price (self, json, candle->low_points);
  append_price (self, json, candle->close_points);
  /* The contract knows no "none" in this column: the spread of the session stands for it. */
  g_string_append_printf (json, "\"1\", %d]",
                          candle->spread_points >= 0 ? candle->spread_points
                                                     : (int) self->settings.spread_points);
}

static void
append_tick (const FuzzScenario *self, GString *json, guint index)
{
  const BtMarketTick *tick = &g_array_index (self->ticks, BtMarketTick, index);
  g_autofree char *time = bt_time_to_string (tick->time_usec);

  g_string_append_printf (json, "%s\n    [\"%s\", ", index == 0 ? "" : ",", time);
  append_price (self, json, tick->bid_points);
  append_price (self, json, tick->ask_points);
  g_string_append (json, "null]");
}

static void
append_pair (const FuzzScenario *self, GString *json)
{
  g_string_append_printf (json,
                          " {\"base\": \"%s\", \"quote\": \"%s\", \"digits\": %u, "
                          "\"spread_points\": %d, \"bars\": [\n",
                          self->pair_base, self->pair_quote, self->pair_digits,
                          (int) self->pair_spread_points);
  for (guint i = 0; i < self->pair_candles->len; i++)
    {
      const BtCandle *candle = &g_array_index (self->pair_candles, BtCandle, i);
      g_autofree char *time = bt_time_to_string (candle->time_usec);
      BtInstrument pair = { .digits = self->pair_digits };
      char price[BT_DECIMAL_BUFFER];

      bt_instrument_format_price (&pair, BT_PRICE (candle->close_points), price);
      g_string_append_printf (json, "    [\"%s\", \"%s\", \"%s\", \"%s\", \"%s\", \"1\"]%s", time,
                              price, price, price, price,
                              i + 1 < self->pair_candles->len ? ",\n" : "] } ");
    }
}

char *
fuzz_scenario_to_json (const FuzzScenario *self)
{
  g_autofree char *settings = bt_session_settings_to_json (&self->settings);
  GString *json = g_string_new ("{ \"format\": \"backtrade-scenario/1\",\n");
  char *end = strrchr (settings, '}');

  *end = '\0';
  g_string_append (json, strchr (settings, '{') + 1);
  g_string_append (json, ",\n  \"bars\": [\n");
  for (guint i = 0; i < self->candles->len; i++)
    {
      append_candle (self, json, &g_array_index (self->candles, BtCandle, i));
      g_string_append (json, i + 1 < self->candles->len ? ",\n" : "],\n");
    }
  g_string_append (json, "  \"ticks\": [");
  for (guint i = 0; i < self->ticks->len; i++)
    append_tick (self, json, i);
  g_string_append (json, "],\n  \"rates\": [");
  if (self->pair_base != NULL)
    append_pair (self, json);
  g_string_append (json, "],\n  \"commands\": [");
  for (guint i = 0; i < self->commands->len; i++)
    {
      const BtCommand *command = &g_array_index (self->commands, BtCommand, i);
      g_autofree char *text = bt_command_to_json (command, &self->settings);

      g_string_append_printf (json, "%s\n    %s", i == 0 ? "" : ",", text);
    }
  g_string_append (json, "] }\n");
  return g_string_free (json, FALSE);
}
