// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-chart-divider.h"

#include <glib/gi18n.h>

#define KEY_STEP_PX 24

struct _BtChartDivider
{
  GtkWidget parent_instance;

  gboolean is_vertical;
  double start_x; /* where the drag began, in the parent: the divider moves under the pointer */
  double start_y;
};

enum
{
  SIGNAL_DRAG_BEGUN,
  SIGNAL_DRAGGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtChartDivider, bt_chart_divider, GTK_TYPE_WIDGET)

static gboolean
find_in_parent (BtChartDivider *self, GtkGestureDrag *drag, double *x, double *y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double start_x;
  double start_y;
  double offset_x = 0;
  double offset_y = 0;

  if (!gtk_gesture_drag_get_start_point (drag, &start_x, &start_y))
    return FALSE;
  gtk_gesture_drag_get_offset (drag, &offset_x, &offset_y);
  return gtk_widget_translate_coordinates (widget, gtk_widget_get_parent (widget),
                                           start_x + offset_x, start_y + offset_y, x, y);
}

static void
drag_begun_cb (BtChartDivider *self, double x, double y, GtkGestureDrag *drag)
{
  if (find_in_parent (self, drag, &self->start_x, &self->start_y))
    g_signal_emit (self, signals[SIGNAL_DRAG_BEGUN], 0);
}

static void
drag_updated_cb (BtChartDivider *self, double dx, double dy, GtkGestureDrag *drag)
{
  double x;
  double y;

  if (find_in_parent (self, drag, &x, &y))
    g_signal_emit (self, signals[SIGNAL_DRAGGED], 0,
                   (int) (self->is_vertical ? x - self->start_x : y - self->start_y));
}

static gboolean
key_pressed_cb (BtChartDivider *self, guint key)
{
  gboolean is_back = key == GDK_KEY_Left || key == GDK_KEY_Up;
  gboolean is_across = key == GDK_KEY_Left || key == GDK_KEY_Right;

  if (!is_across && key != GDK_KEY_Up && key != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  if (is_across != self->is_vertical)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[SIGNAL_DRAG_BEGUN], 0);
  g_signal_emit (self, signals[SIGNAL_DRAGGED], 0, is_back ? -KEY_STEP_PX : KEY_STEP_PX);
  return GDK_EVENT_STOP;
}

static void
bt_chart_divider_class_init (BtChartDividerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[SIGNAL_DRAG_BEGUN]
    = g_signal_new ("drag-begun", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DRAGGED] = g_signal_new ("dragged", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "chart-divider");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEPARATOR);
}

static void
bt_chart_divider_init (BtChartDivider *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_focusable (widget, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Divider of charts"), -1);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begun_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_updated_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, keys);
}

GtkWidget *
bt_chart_divider_new (void)
{
  return g_object_new (BT_TYPE_CHART_DIVIDER, NULL);
}

void
bt_chart_divider_set_vertical (BtChartDivider *divider, gboolean is_vertical)
{
  g_return_if_fail (BT_IS_CHART_DIVIDER (divider));

  divider->is_vertical = is_vertical;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (divider), is_vertical ? "col-resize" : "row-resize");
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (divider), GTK_ACCESSIBLE_PROPERTY_ORIENTATION,
    is_vertical ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, -1);
}
