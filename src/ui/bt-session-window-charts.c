// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The session window's intents about its charts, and the bar above them, which is about the active
 * one. */
#include "config.h"

#include "ui/bt-session-window-private.h"

#include "ui/bt-chart-bar.h"
#include "ui/bt-chart-trading.h"
#include "ui/bt-compare-window.h"
#include "ui/bt-drawing-bar.h"
#include "ui/bt-session-choices.h"
#include "ui/bt-studies-window.h"

#include <glib/gi18n.h>

/* Edits that follow one another are written once. */
#define SAVE_DELAY_MS 400

BtChart *
bt_session_window_get_chart (BtSessionWindow *self)
{
  return bt_chart_grid_get_active (BT_CHART_GRID (self->charts));
}

BtTimeframe
bt_session_window_get_timeframe (BtSessionWindow *self)
{
  return bt_chart_get_timeframe (bt_session_window_get_chart (self));
}

static void
set_timeframe (BtSessionWindow *self, BtTimeframe timeframe)
{
  BtTimeframe finest = bt_tape_get_timeframe (bt_session_get_tape (self->session));

  if (bt_timeframe_can_be_made_of (timeframe, finest))
    bt_chart_set_timeframe (bt_session_window_get_chart (self), timeframe);
}

static void
timeframe_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtTimeframe timeframe;

  if (bt_timeframe_parse (g_variant_get_string (parameter, NULL), &timeframe))
    set_timeframe (user_data, timeframe);
}

static void
next_timeframe_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;
  gboolean is_next = g_str_equal (g_action_get_name (G_ACTION (action)), "next-timeframe");
  g_autoptr (GListModel) names
    = bt_session_choices_timeframes (bt_tape_get_timeframe (bt_session_get_tape (self->session)));
  const guint count = g_list_model_get_n_items (names);
  const guint place
    = bt_session_choices_find_timeframe (names, bt_session_window_get_timeframe (self));

  set_timeframe (
    self, bt_session_choices_get_timeframe (names, (place + (is_next ? 1 : count - 1)) % count));
}

/* Opens the popover, with what was typed when that opened it. */
static void
choose_timeframe_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;

  bt_chart_bar_type_timeframe (BT_CHART_BAR (self->chart_bar),
                               parameter != NULL ? g_variant_get_string (parameter, NULL) : "");
}

static void
studies_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  bt_studies_window_present (bt_session_window_get_chart (user_data), 0);
}

static void
shift_chart_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gboolean is_next = g_str_equal (g_action_get_name (G_ACTION (action)), "next-chart");

  bt_chart_grid_shift_active (BT_CHART_GRID (BT_SESSION_WINDOW (user_data)->charts),
                              is_next ? 1 : -1);
}

static void
detach_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;

  if (!bt_chart_grid_detach (BT_CHART_GRID (self->charts)))
    bt_session_window_toast (self,
                             _ ("This is the window's only chart: choose a layout of more first"));
}

static void
compare_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;

  bt_compare_window_present (bt_chart_grid_get_compares (BT_CHART_GRID (self->charts)),
                             bt_workspace_get_datasets (self->workspace));
}

static void
layout_menu_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  bt_chart_bar_open_layouts (BT_CHART_BAR (BT_SESSION_WINDOW (user_data)->chart_bar));
}

/* What is the active chart's own action. */
static void
chart_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree char *name = g_strconcat ("chart.", g_action_get_name (G_ACTION (action)), NULL);

  gtk_widget_activate_action (GTK_WIDGET (bt_session_window_get_chart (user_data)), name, NULL);
}

static const GActionEntry actions[] = {
  { .name = "measure", .activate = chart_action_cb },
  { .name = "zoom-box", .activate = chart_action_cb },
  { .name = "save-picture", .activate = chart_action_cb },
  { .name = "copy-picture", .activate = chart_action_cb },
  { .name = "layout-menu", .activate = layout_menu_cb },
  { .name = "compare", .activate = compare_cb },
  { .name = "detach-chart", .activate = detach_cb },
  { .name = "timeframe", .activate = timeframe_cb, .parameter_type = "s", .state = "'M1'" },
  { .name = "choose-timeframe", .activate = choose_timeframe_cb },
  { .name = "type-timeframe", .activate = choose_timeframe_cb, .parameter_type = "s" },
  { .name = "next-timeframe", .activate = next_timeframe_cb },
  { .name = "previous-timeframe", .activate = next_timeframe_cb },
  { .name = "studies", .activate = studies_cb },
  { .name = "next-chart", .activate = shift_chart_cb },
  { .name = "previous-chart", .activate = shift_chart_cb },
};

static void
add_property_action (BtSessionWindow *self, const char *name, gpointer object, const char *property)
{
  g_autoptr (GPropertyAction) action = g_property_action_new (name, object, property);

  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

static gboolean
edits_rest_cb (gpointer user_data)
{
  BtSessionWindow *self = user_data;

  self->save_source = 0;
  bt_session_window_save_state (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* What was drawn is kept even when the program is killed. */
static void
edited_cb (BtSessionWindow *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (SAVE_DELAY_MS, edits_rest_cb, self);
}

static void
show_timeframe (BtSessionWindow *self)
{
  const char *name = bt_timeframe_to_string (bt_session_window_get_timeframe (self));

  g_simple_action_set_state (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "timeframe")),
    g_variant_new_string (name));
  bt_session_window_show_title (self);
}

static void
active_changed_cb (BtSessionWindow *self)
{
  BtChart *chart = bt_session_window_get_chart (self);

  g_signal_group_set_target (self->chart_signals, chart);
  add_property_action (self, "show-volume", chart, "show-volume");
  show_timeframe (self);
}

/* Every chart can be traded from, those that came later too. */
static void
charts_changed_cb (BtSessionWindow *self)
{
  BtChartGrid *grid = BT_CHART_GRID (self->charts);

  for (guint i = 0; i < bt_chart_grid_get_count (grid); i++)
    bt_chart_trading_attach (bt_chart_grid_get_chart (grid, i), self->session,
                             BT_ORDER_TICKET (self->ticket));
}

void
bt_session_window_watch_charts (BtSessionWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  add_property_action (self, "layout", self->charts, "layout");
  add_property_action (self, "maximize-chart", self->charts, "maximized");
  add_property_action (self, "link-crosshair",
                       bt_chart_grid_get_link (BT_CHART_GRID (self->charts)), "crosshair");
  add_property_action (self, "link-scroll", bt_chart_grid_get_link (BT_CHART_GRID (self->charts)),
                       "scroll");
  self->chart_signals = g_signal_group_new (BT_TYPE_CHART);
  g_signal_group_connect_object (self->chart_signals, "notify::timeframe",
                                 G_CALLBACK (show_timeframe), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->charts, "notify::active", G_CALLBACK (active_changed_cb), self,
                           G_CONNECT_SWAPPED);
  bt_chart_bar_set_base (BT_CHART_BAR (self->chart_bar),
                         bt_tape_get_timeframe (bt_session_get_tape (self->session)));
  gtk_widget_insert_action_group (self->chart_bar, "drawing",
                                  bt_drawing_bar_get_actions (BT_DRAWING_BAR (self->drawing_bar)));
  g_signal_connect_object (self->charts, "charts-changed", G_CALLBACK (charts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->charts, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->charts, "notify::layout", G_CALLBACK (edited_cb), self,
                           G_CONNECT_SWAPPED);
  charts_changed_cb (self);
  active_changed_cb (self);
  gtk_widget_grab_focus (self->charts);
}

void
bt_session_window_leave_charts (BtSessionWindow *self)
{
  g_clear_object (&self->chart_signals);
}
