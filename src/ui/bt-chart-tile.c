// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-chart-pane.h"

#include "ui/bt-chart-menu.h"
#include "ui/bt-chart-presenter.h"
#include "ui/bt-chart-state.h"
#include "ui/bt-resources.h"
#include "ui/bt-studies-window.h"

struct _BtChartPane
{
  AdwBin parent_instance;

  BtChartPresenter *presenter;

  GtkWidget *chart;
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtChartPane, bt_chart_pane, ADW_TYPE_BIN)

static void
emit_activated (BtChartPane *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

/* Before the chart itself takes the press, so that a tool in the hand is over there by then. */
static void
add_controllers (BtChartPane *self)
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

static void
bt_chart_pane_dispose (GObject *object)
{
  BtChartPane *self = BT_CHART_PANE (object);

  if (self->presenter != NULL)
    {
      BtStudiesWindow *window = bt_studies_window_find (BT_CHART (self->chart));
      if (window != NULL)
        gtk_window_destroy (GTK_WINDOW (window));
    }
  g_clear_object (&self->presenter);
  G_OBJECT_CLASS (bt_chart_pane_parent_class)->dispose (object);
}

static void
bt_chart_pane_class_init (BtChartPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_chart_pane_dispose;
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (BT_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("chart-pane"));
  gtk_widget_class_bind_template_child (widget_class, BtChartPane, chart);
}

static void
bt_chart_pane_init (BtChartPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bt_chart_menu_attach (BT_CHART (self->chart));
  add_controllers (self);
}

GtkWidget *
bt_chart_pane_new (BtSession *session, BtTimeframe timeframe, BtDrawingSet *drawings)
{
  BtChartPane *self = g_object_new (BT_TYPE_CHART_PANE, NULL);
  BtChart *chart = BT_CHART (self->chart);

  bt_chart_set_timeframe (chart, timeframe);
  bt_chart_set_drawings (chart, drawings);
  self->presenter = bt_chart_presenter_new (session, chart);
  return GTK_WIDGET (self);
}

BtChart *
bt_chart_pane_get_chart (BtChartPane *pane)
{
  g_return_val_if_fail (BT_IS_CHART_PANE (pane), NULL);

  return BT_CHART (pane->chart);
}

void
bt_chart_pane_set_active (BtChartPane *pane, gboolean is_active)
{
  g_return_if_fail (BT_IS_CHART_PANE (pane));

  if (is_active)
    gtk_widget_add_css_class (GTK_WIDGET (pane), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (pane), "active");
}

void
bt_chart_pane_set_selected (BtChartPane *pane, const char *id)
{
  g_return_if_fail (BT_IS_CHART_PANE (pane));

  bt_chart_presenter_set_selected (pane->presenter, id);
}

void
bt_chart_pane_write (BtChartPane *pane, JsonObject *object)
{
  g_return_if_fail (BT_IS_CHART_PANE (pane) && object != NULL);

  bt_chart_state_write (BT_CHART (pane->chart), object);
}

void
bt_chart_pane_read (BtChartPane *pane, JsonObject *object)
{
  g_return_if_fail (BT_IS_CHART_PANE (pane) && object != NULL);

  bt_chart_state_read (BT_CHART (pane->chart), object);
}
