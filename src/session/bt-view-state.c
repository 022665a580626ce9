// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-view-state.h"

#include "session/bt-json-reader.h"
#include "session/bt-json-writer.h"
#include "session/bt-session.h"

void
bt_view_state_init (BtViewState *state)
{
  *state = (BtViewState){ .speed = 10,
                          .pace = BT_PACE_CANDLES,
                          .chart_timeframe = BT_TIMEFRAME_M5,
                          .is_pausing_on_fill = TRUE };
}

void
bt_view_state_clear (BtViewState *state)
{
  g_clear_pointer (&state->window_json, g_free);
}

char *
bt_view_state_to_json (const BtViewState *state)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  bt_json_add_int (builder, "speed", state->speed);
  bt_json_add_int (builder, "pace", state->pace);
  bt_json_add_string (builder, "timeframe",
                      bt_timeframe_to_string ((BtTimeframe) state->chart_timeframe));
  bt_json_add_boolean (builder, "pause_on_fill", state->is_pausing_on_fill);
  bt_json_add_string (builder, "window", state->window_json);
  json_builder_end_object (builder);
  return bt_json_to_text (builder, FALSE);
}

/* Returns a reader of a text, or NULL; the node it reads is stored and outlives it. */
static BtJsonReader *
start_reader (const char *json, JsonNode **node)
{
  *node = json == NULL ? NULL : bt_json_parse (json, -1, "view", NULL);
  return *node == NULL ? NULL : bt_json_reader_new (*node, "", NULL);
}

void
bt_view_state_read (BtViewState *state, const char *json)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (BtJsonReader) reader = start_reader (json, &node);
  gint64 speed = state->speed;
  gint64 pace = state->pace;
  const char *timeframe = NULL;
  const char *window = NULL;
  BtTimeframe parsed;

  /* A view is convenience: what cannot be read is no error. */
  if (reader == NULL)
    return;
  bt_json_reader_get_int (reader, "speed", 1, BT_SPEED_MAX, &speed, NULL);
  bt_json_reader_get_int (reader, "pace", BT_PACE_CANDLES, BT_PACE_MARKET_TIME, &pace, NULL);
  bt_json_reader_get_string (reader, "timeframe", &timeframe, NULL);
  bt_json_reader_get_boolean (reader, "pause_on_fill", &state->is_pausing_on_fill, NULL);
  bt_json_reader_get_string (reader, "window", &window, NULL);
  state->speed = (int) speed;
  state->pace = (int) pace;
  if (timeframe != NULL && bt_timeframe_parse (timeframe, &parsed))
    state->chart_timeframe = (int) parsed;
  g_free (state->window_json);
  state->window_json = g_strdup (window);
}

gboolean
bt_view_state_is_open (const BtViewState *state)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (BtJsonReader) reader = start_reader (state->window_json, &node);
  gboolean is_open = FALSE;

  if (reader != NULL)
    bt_json_reader_get_boolean (reader, "open", &is_open, NULL);
  return is_open;
}
