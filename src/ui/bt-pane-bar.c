// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-pane-bar.h"

#include "chart/bt-chart-study.h"
#include "ui/bt-accessible.h"
#include "ui/bt-resources.h"
#include "ui/bt-studies-window.h"

#define MARGIN_PX 6

struct _BtPaneBar
{
  GtkBox parent_instance;

  BtChart *chart; /* weak: beside it */
  guint pane;     /* from above */
  guint study;    /* 0: the chart has not so many panes */
  GdkRectangle area;
  guint follow_source;
};

G_DEFINE_FINAL_TYPE (BtPaneBar, bt_pane_bar, GTK_TYPE_BOX)

static void
settings_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtPaneBar *self = BT_PANE_BAR (widget);

  bt_studies_window_present (self->chart, self->study);
}

static void
shift_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtPaneBar *self = BT_PANE_BAR (widget);

  bt_chart_shift_pane (self->chart, self->study, g_str_equal (name, "pane.up") ? -1 : 1);
}

static void
large_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtPaneBar *self = BT_PANE_BAR (widget);

  bt_chart_set_pane_large (self->chart, self->study,
                           !bt_chart_is_pane_large (self->chart, self->study));
}

/* The keyboard stays in the chart: the buttons go. */
static void
close_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtPaneBar *self = BT_PANE_BAR (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->chart));
  bt_chart_set_study (self->chart, self->study, NULL);
}

static void
bt_pane_bar_dispose (GObject *object)
{
  BtPaneBar *self = BT_PANE_BAR (object);

  g_clear_handle_id (&self->follow_source, g_source_remove);
  g_clear_weak_pointer (&self->chart);
  G_OBJECT_CLASS (bt_pane_bar_parent_class)->dispose (object);
}

static void
bt_pane_bar_class_init (BtPaneBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_pane_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("pane-bar"));
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "pane.settings", NULL, settings_cb);
  gtk_widget_class_install_action (widget_class, "pane.up", NULL, shift_cb);
  gtk_widget_class_install_action (widget_class, "pane.down", NULL, shift_cb);
  gtk_widget_class_install_action (widget_class, "pane.large", NULL, large_cb);
  gtk_widget_class_install_action (widget_class, "pane.close", NULL, close_cb);
}

static void
bt_pane_bar_init (BtPaneBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Screen readers say which indicator the buttons are about. */
static void
show_name (BtPaneBar *self)
{
  BtStudySettings settings;

  for (guint i = 0; i < bt_chart_get_n_studies (self->chart); i++)
    if (bt_chart_get_study (self->chart, i, &settings) == self->study)
      {
        g_autofree char *label = bt_study_settings_label (&settings);
        bt_accessible_set_name (GTK_WIDGET (self), label);
      }
}

/* Is about the study that the chart has in that place now. */
static gboolean
follow_cb (gpointer user_data)
{
  BtPaneBar *self = user_data;
  GdkRectangle area;

  self->follow_source = 0;
  if (self->chart == NULL)
    return G_SOURCE_REMOVE;
  self->study = bt_chart_get_pane (self->chart, self->pane, &area);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pane.up", self->pane > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pane.down",
                                 bt_chart_get_pane (self->chart, self->pane + 1, &area) != 0);
  if (self->study != 0)
    show_name (self);
  return G_SOURCE_REMOVE;
}

/* What is shown must not change while it is laid out. */
static void
queue_follow (BtPaneBar *self)
{
  if (self->follow_source == 0)
    self->follow_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, follow_cb, self, NULL);
}

static void
studies_changed_cb (BtPaneBar *self)
{
  queue_follow (self);
  gtk_widget_queue_allocate (gtk_widget_get_parent (GTK_WIDGET (self)));
}

/* The chart moves with each candle, its panes hardly ever. */
static void
view_moved_cb (BtPaneBar *self)
{
  GdkRectangle area = { 0 };

  if (bt_chart_get_pane (self->chart, self->pane, &area) != self->study
      || !gdk_rectangle_equal (&area, &self->area))
    studies_changed_cb (self);
}

static gboolean
place_cb (GtkOverlay *overlay, GtkWidget *widget, GdkRectangle *allocation, gpointer user_data)
{
  GtkRequisition size;

  if (!BT_IS_PANE_BAR (widget))
    return FALSE;
  BtPaneBar *self = BT_PANE_BAR (widget);
  GdkRectangle area = { 0 };
  guint study = self->chart != NULL ? bt_chart_get_pane (self->chart, self->pane, &area) : 0;
  self->area = area;
  gtk_widget_set_child_visible (widget, study != 0);
  if (study != self->study)
    queue_follow (self);
  if (study == 0)
    return FALSE;
  gtk_widget_get_preferred_size (widget, NULL, &size);
  *allocation = (GdkRectangle){ MAX (0, area.x + area.width - size.width - MARGIN_PX),
                                area.y + MARGIN_PX, size.width, size.height };
  return TRUE;
}

void
bt_pane_bar_attach (GtkOverlay *overlay, BtChart *chart)
{
  g_return_if_fail (GTK_IS_OVERLAY (overlay) && BT_IS_CHART (chart));

  for (guint i = 0; i < BT_CHART_MAX_PANES; i++)
    {
      BtPaneBar *self = g_object_new (BT_TYPE_PANE_BAR, NULL);

      g_set_weak_pointer (&self->chart, chart);
      self->pane = i;
      gtk_overlay_add_overlay (overlay, GTK_WIDGET (self));
      g_signal_connect_object (chart, "studies-changed", G_CALLBACK (studies_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (chart, "view-moved", G_CALLBACK (view_moved_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect (overlay, "get-child-position", G_CALLBACK (place_cb), NULL);
}

guint
bt_pane_bar_get_study (BtPaneBar *bar)
{
  g_return_val_if_fail (BT_IS_PANE_BAR (bar), 0);

  return bar->study;
}
