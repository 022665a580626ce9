// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-chart-tile.h"

#include "ui/bt-chart-menu.h"
#include "ui/bt-chart-presenter.h"
#include "ui/bt-chart-state.h"
#include "ui/bt-compare-window.h"
#include "ui/bt-key-tip.h"
#include "ui/bt-pane-bar.h"
#include "ui/bt-resources.h"
#include "ui/bt-state-member.h"
#include "ui/bt-studies-window.h"

/* What a button takes of the chart's corner, and the space between them and the legend. */
#define BUTTON_PX 26.0
#define BUTTON_MARGIN_PX 8.0

struct _BtChartTile
{
  AdwBin parent_instance;

  BtChartPresenter *presenter;
  BtCompareList *compares;
  BtDrawingSet *shared;      /* the window's */
  BtDrawingSet *own;         /* the chart's, or NULL as long as it had none */
  GSimpleAction *own_action; /* whether they are shown */

  GtkWidget *overlay;
  GtkWidget *chart;
  GtkWidget *buttons;
  GtkWidget *maximize_button;
  GtkWidget *detach_button;
};

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtChartTile, bt_chart_tile, ADW_TYPE_BIN)

static void
emit_activated (BtChartTile *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
emit_edited (BtChartTile *self)
{
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
watch_drawings (BtChartTile *self, BtDrawingSet *drawings)
{
  g_signal_connect_object (drawings, "changed", G_CALLBACK (emit_edited), self, G_CONNECT_SWAPPED);
}

static void
watch_chart (BtChartTile *self)
{
  static const char *const edits[]
    = { "studies-changed", "compares-changed", "notify::timeframe", "notify::style",
        "notify::scale",   "notify::inverted", "notify::hollow",    "notify::show-volume" };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    g_signal_connect_object (self->chart, edits[i], G_CALLBACK (emit_edited), self,
                             G_CONNECT_SWAPPED);
}

/* Before the chart itself takes the press, so that a tool in the hand is over there by then. */
static void
add_controllers (BtChartTile *self)
{
  GtkGesture *press = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (emit_activated), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (emit_activated), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/* A double click on the title is what the button does, where there is one. */
static void
title_activated_cb (BtChartTile *self)
{
  if (gtk_widget_get_visible (self->buttons) && gtk_widget_get_visible (self->maximize_button))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.maximize-chart", NULL);
}

static gboolean
has_own_drawings (BtChartTile *self)
{
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (self->own_action));

  return g_variant_get_boolean (state);
}

static void
own_drawings_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  bt_chart_tile_set_own_drawings (user_data, !has_own_drawings (user_data));
}

static void
add_actions (BtChartTile *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->own_action
    = g_simple_action_new_stateful ("own-drawings", NULL, g_variant_new_boolean (FALSE));
  g_signal_connect (self->own_action, "activate", G_CALLBACK (own_drawings_cb), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->own_action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "tile", G_ACTION_GROUP (group));
}

static void
bt_chart_tile_dispose (GObject *object)
{
  BtChartTile *self = BT_CHART_TILE (object);

  if (self->presenter != NULL)
    bt_chart_tile_close_windows (self);
  g_clear_object (&self->compares);
  g_clear_object (&self->presenter);
  g_clear_object (&self->shared);
  g_clear_object (&self->own);
  g_clear_object (&self->own_action);
  G_OBJECT_CLASS (bt_chart_tile_parent_class)->dispose (object);
}

static void
bt_chart_tile_class_init (BtChartTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_chart_tile_dispose;
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (BT_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("chart-tile"));
  gtk_widget_class_bind_template_child (widget_class, BtChartTile, overlay);
  gtk_widget_class_bind_template_child (widget_class, BtChartTile, chart);
  gtk_widget_class_bind_template_child (widget_class, BtChartTile, buttons);
  gtk_widget_class_bind_template_child (widget_class, BtChartTile, maximize_button);
  gtk_widget_class_bind_template_child (widget_class, BtChartTile, detach_button);
  gtk_widget_class_bind_template_callback (widget_class, title_activated_cb);
}

static void
bt_chart_tile_init (BtChartTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bt_key_tip_add_within (GTK_WIDGET (self));
  bt_chart_menu_attach (BT_CHART (self->chart));
  bt_pane_bar_attach (GTK_OVERLAY (self->overlay), BT_CHART (self->chart));
  add_controllers (self);
  add_actions (self);
  watch_chart (self);
}

static void
compare_failed_cb (BtChartTile *self, const char *message)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", message);
}

GtkWidget *
bt_chart_tile_new (BtSession *session, BtTimeframe timeframe, BtDrawingSet *drawings)
{
  BtChartTile *self = g_object_new (BT_TYPE_CHART_TILE, NULL);
  BtChart *chart = BT_CHART (self->chart);

  bt_chart_set_timeframe (chart, timeframe);
  self->shared = g_object_ref (drawings);
  bt_chart_set_drawings (chart, drawings);
  watch_drawings (self, drawings);
  self->presenter = bt_chart_presenter_new (session, chart);
  self->compares = bt_compare_list_new (session, chart);
  g_signal_connect_object (self->compares, "failed", G_CALLBACK (compare_failed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

BtChart *
bt_chart_tile_get_chart (BtChartTile *tile)
{
  g_return_val_if_fail (BT_IS_CHART_TILE (tile), NULL);

  return BT_CHART (tile->chart);
}

BtCompareList *
bt_chart_tile_get_compares (BtChartTile *tile)
{
  g_return_val_if_fail (BT_IS_CHART_TILE (tile), NULL);

  return tile->compares;
}

void
bt_chart_tile_set_active (BtChartTile *tile, gboolean is_active)
{
  g_return_if_fail (BT_IS_CHART_TILE (tile));

  if (is_active)
    gtk_widget_add_css_class (GTK_WIDGET (tile), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (tile), "active");
}

void
bt_chart_tile_set_buttons (BtChartTile *tile, gboolean can_maximize, gboolean can_detach)
{
  g_return_if_fail (BT_IS_CHART_TILE (tile));

  int count = (can_maximize ? 1 : 0) + (can_detach ? 1 : 0);

  gtk_widget_set_visible (tile->maximize_button, can_maximize);
  gtk_widget_set_visible (tile->detach_button, can_detach);
  gtk_widget_set_visible (tile->buttons, count > 0);
  bt_chart_set_corner_room (BT_CHART (tile->chart),
                            count > 0 ? count * BUTTON_PX + BUTTON_MARGIN_PX : 0);
}

void
bt_chart_tile_set_own_drawings (BtChartTile *tile, gboolean has_own)
{
  g_return_if_fail (BT_IS_CHART_TILE (tile));

  if (has_own == has_own_drawings (tile))
    return;
  if (tile->own == NULL)
    {
      g_autofree char *text = bt_drawing_set_to_text (tile->shared);
      tile->own = bt_drawing_set_new ();
      bt_drawing_set_read (tile->own, text);
      watch_drawings (tile, tile->own);
    }
  g_simple_action_set_state (tile->own_action, g_variant_new_boolean (has_own));
  bt_chart_set_drawings (BT_CHART (tile->chart), has_own ? tile->own : tile->shared);
  emit_edited (tile);
}

void
bt_chart_tile_close_windows (BtChartTile *tile)
{
  g_return_if_fail (BT_IS_CHART_TILE (tile));

  BtStudiesWindow *studies = bt_studies_window_find (BT_CHART (tile->chart));
  BtCompareWindow *compare = bt_compare_window_find (tile->compares);

  if (studies != NULL)
    gtk_window_destroy (GTK_WINDOW (studies));
  if (compare != NULL)
    gtk_window_destroy (GTK_WINDOW (compare));
}

void
bt_chart_tile_set_selected (BtChartTile *tile, const char *id)
{
  g_return_if_fail (BT_IS_CHART_TILE (tile));

  bt_chart_presenter_set_selected (tile->presenter, id);
}

void
bt_chart_tile_write (BtChartTile *tile, JsonObject *object)
{
  g_return_if_fail (BT_IS_CHART_TILE (tile) && object != NULL);

  bt_chart_state_write (BT_CHART (tile->chart), object);
  json_object_set_array_member (object, "compares", bt_compare_list_write (tile->compares));
  if (tile->own == NULL)
    return;
  g_autofree char *drawings = bt_drawing_set_to_text (tile->own);
  json_object_set_boolean_member (object, "has-own-drawings", has_own_drawings (tile));
  json_object_set_string_member (object, "own-drawings", drawings);
}

void
bt_chart_tile_read (BtChartTile *tile, JsonObject *object)
{
  g_return_if_fail (BT_IS_CHART_TILE (tile) && object != NULL);

  const char *drawings = bt_state_get_text (object, "own-drawings");

  bt_chart_state_read (BT_CHART (tile->chart), object);
  bt_compare_list_read (tile->compares, bt_state_get_array (object, "compares"));
  bt_chart_tile_set_own_drawings (tile, FALSE);
  g_clear_object (&tile->own);
  if (drawings == NULL)
    return;
  tile->own = bt_drawing_set_new ();
  bt_drawing_set_read (tile->own, drawings);
  watch_drawings (tile, tile->own);
  bt_chart_tile_set_own_drawings (tile, bt_state_get_flag (object, "has-own-drawings", FALSE));
}
