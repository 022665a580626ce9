// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-window-state.h"

#include "ui/bt-chart-menu.h"

#include <json-glib/json-glib.h>

#define DEFAULT_WIDTH_PX 1600
#define DEFAULT_HEIGHT_PX 1000
#define DEFAULT_VISIBLE 140.0

static JsonObject *
parse_object (const char *json)
{
  g_autoptr (JsonNode) root = json != NULL ? json_from_string (json, NULL) : NULL;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return json_object_new ();
  return json_object_ref (json_node_get_object (root));
}

static gboolean
read_flag (JsonObject *object, const char *name, gboolean fallback)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN
           ? json_node_get_boolean (node)
           : fallback;
}

static const char *
read_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static double
read_number (JsonObject *object, const char *name, double fallback, double low, double high)
{
  JsonNode *node = json_object_get_member (object, name);
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return fallback;
  return CLAMP (json_node_get_double (node), low, high);
}

void
bt_window_state_init (BtWindowState *state)
{
  *state = (BtWindowState){ .width_px = DEFAULT_WIDTH_PX,
                            .height_px = DEFAULT_HEIGHT_PX,
                            .has_panel = TRUE,
                            .is_hollow = TRUE,
                            .has_volume = TRUE,
                            .visible = DEFAULT_VISIBLE };
}

void
bt_window_state_read (BtWindowState *state, const char *json)
{
  g_autoptr (JsonObject) object = parse_object (json);

  state->is_open = read_flag (object, "open", state->is_open);
  state->width_px = (int) read_number (object, "width", state->width_px, 1024, 16384);
  state->height_px = (int) read_number (object, "height", state->height_px, 640, 16384);
  state->is_maximized = read_flag (object, "maximized", state->is_maximized);
  state->has_panel = read_flag (object, "panel", state->has_panel);
  state->is_folded = read_flag (object, "folded", state->is_folded);
  state->split_px = (int) read_number (object, "split", state->split_px, 0, 16384);
  state->page = (int) read_number (object, "page", state->page, 0, 16);
  state->is_hollow = read_flag (object, "hollow", state->is_hollow);
  state->has_volume = read_flag (object, "volume", state->has_volume);
  state->visible = read_number (object, "visible", state->visible, 20, 5000000);
  state->style = bt_chart_style_parse (read_text (object, "style"));
  state->scale = bt_price_scale_kind_parse (read_text (object, "scale"));
  state->is_inverted = read_flag (object, "inverted", state->is_inverted);
  state->series.kind = bt_chart_series_kind_parse (read_text (object, "bars"));
  state->series.size = (gint64) read_number (object, "bar-size", 0, 0, 1e15);
}

char *
bt_window_state_write (const BtWindowState *state, const char *json)
{
  g_autoptr (JsonObject) object = parse_object (json);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_object_set_boolean_member (object, "open", state->is_open);
  json_object_set_int_member (object, "width", state->width_px);
  json_object_set_int_member (object, "height", state->height_px);
  json_object_set_boolean_member (object, "maximized", state->is_maximized);
  json_object_set_boolean_member (object, "panel", state->has_panel);
  json_object_set_boolean_member (object, "folded", state->is_folded);
  json_object_set_int_member (object, "split", state->split_px);
  json_object_set_int_member (object, "page", state->page);
  json_object_set_boolean_member (object, "hollow", state->is_hollow);
  json_object_set_boolean_member (object, "volume", state->has_volume);
  json_object_set_double_member (object, "visible", state->visible);
  json_object_set_string_member (object, "style", bt_chart_style_to_string (state->style));
  json_object_set_string_member (object, "scale", bt_price_scale_kind_to_string (state->scale));
  json_object_set_boolean_member (object, "inverted", state->is_inverted);
  json_object_set_string_member (object, "bars",
                                 bt_chart_series_kind_to_string (state->series.kind));
  json_object_set_int_member (object, "bar-size", state->series.size);
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}

char *
bt_window_state_dup_text (const char *json, const char *name)
{
  g_autoptr (JsonObject) object = parse_object (json);

  return g_strdup (read_text (object, name));
}

char *
bt_window_state_set_text (const char *json, const char *name, const char *text)
{
  g_autoptr (JsonObject) object = parse_object (json);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, name, text);
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}
