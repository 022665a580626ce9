// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-chart-window.h"

#include "ui/bt-key-tip.h"
#include "ui/bt-resources.h"
#include "ui/bt-session-choices.h"
#include "ui/bt-session-keys.h"
#include "ui/bt-shown.h"
#include "ui/bt-window-place.h"

#include <glib/gi18n.h>

struct _BtChartWindow
{
  AdwWindow parent_instance;

  BtSession *session;
  BtChartTile *tile; /* a child, or NULL */

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *timeframe_button;
  GtkWidget *attach_button;
};

enum
{
  SIGNAL_CLOSING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtChartWindow, bt_chart_window, ADW_TYPE_WINDOW)

static void
show_title (BtChartWindow *self)
{
  const char *symbol = bt_shown_symbol (self->session);
  const char *timeframe
    = bt_timeframe_to_string (bt_chart_get_timeframe (bt_chart_tile_get_chart (self->tile)));
  g_autofree char *subject = g_strdup_printf ("%s · %s", symbol, timeframe);
  /* Translators: the title of a chart's window: symbol, timeframe, and the session's name. */
  g_autofree char *title
    = g_strdup_printf (_ ("%s · %s – %s"), symbol, timeframe, bt_session_get_name (self->session));

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), subject);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title),
                                 bt_session_get_name (self->session));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->timeframe_button), timeframe);
}

static void
fill_timeframes (BtChartWindow *self)
{
  g_autoptr (GListModel) names
    = bt_session_choices_timeframes (bt_tape_get_timeframe (bt_session_get_tape (self->session)));
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    {
      g_autoptr (GtkStringObject) row = g_list_model_get_item (names, i);
      const char *name = gtk_string_object_get_string (row);
      g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);
      g_menu_item_set_action_and_target (item, "win.timeframe", "s", name);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->timeframe_button), G_MENU_MODEL (menu));
}

/* The keys are about the chart of the window that they go to. */
static void
active_changed_cb (BtChartWindow *self)
{
  if (self->tile != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    g_signal_emit_by_name (self->tile, "activated");
}

static gboolean
bt_chart_window_close_request (GtkWindow *window)
{
  g_signal_emit (window, signals[SIGNAL_CLOSING], 0);
  return TRUE;
}

static void
bt_chart_window_dispose (GObject *object)
{
  BtChartWindow *self = BT_CHART_WINDOW (object);

  self->tile = NULL;
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bt_chart_window_parent_class)->dispose (object);
}

static void
bt_chart_window_class_init (BtChartWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_chart_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = bt_chart_window_close_request;
  signals[SIGNAL_CLOSING] = g_signal_new ("closing", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("chart-window"));
  gtk_widget_class_bind_template_child (widget_class, BtChartWindow, box);
  gtk_widget_class_bind_template_child (widget_class, BtChartWindow, title);
  gtk_widget_class_bind_template_child (widget_class, BtChartWindow, timeframe_button);
  gtk_widget_class_bind_template_child (widget_class, BtChartWindow, attach_button);
  bt_window_place_add_escape (widget_class, FALSE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
bt_chart_window_init (BtChartWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bt_session_keys_attach (GTK_WINDOW (self));
  bt_key_tip_add_within (GTK_WIDGET (self));
  bt_key_tip_add (self->timeframe_button, "win.choose-timeframe");
  bt_key_tip_add (self->attach_button, "win.detach-chart");
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_changed_cb), NULL);
}

BtChartWindow *
bt_chart_window_new (BtSession *session, BtChartTile *tile)
{
  BtChartWindow *self = g_object_new (BT_TYPE_CHART_WINDOW, NULL);

  self->session = g_object_ref (session);
  self->tile = tile;
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (tile));
  fill_timeframes (self);
  g_signal_connect_object (bt_chart_tile_get_chart (tile), "notify::timeframe",
                           G_CALLBACK (show_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::disguised", G_CALLBACK (show_title), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::name", G_CALLBACK (show_title), self,
                           G_CONNECT_SWAPPED);
  show_title (self);
  return self;
}

void
bt_chart_window_show (BtChartWindow *window, GtkWindow *session_window)
{
  g_return_if_fail (BT_IS_CHART_WINDOW (window) && GTK_IS_WINDOW (session_window));

  if (G_IS_ACTION_GROUP (session_window))
    gtk_widget_insert_action_group (GTK_WIDGET (window), "win", G_ACTION_GROUP (session_window));
  gtk_window_set_application (GTK_WINDOW (window), gtk_window_get_application (session_window));
  gtk_window_present (GTK_WINDOW (window));
}

void
bt_chart_window_release (BtChartWindow *window)
{
  g_return_if_fail (BT_IS_CHART_WINDOW (window));

  if (window->tile != NULL)
    {
      g_signal_handlers_disconnect_by_data (bt_chart_tile_get_chart (window->tile), window);
      gtk_box_remove (GTK_BOX (window->box), GTK_WIDGET (window->tile));
    }
  window->tile = NULL;
  /* It would keep the session's window alive. */
  gtk_widget_insert_action_group (GTK_WIDGET (window), "win", NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}
