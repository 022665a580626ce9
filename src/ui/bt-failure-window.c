// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-failure-window.h"

#include "ui/bt-resources.h"

struct _BtFailureWindow
{
  AdwApplicationWindow parent_instance;

  GtkWidget *status_page;
  GtkWidget *detail_label;
};

G_DEFINE_FINAL_TYPE (BtFailureWindow, bt_failure_window, ADW_TYPE_APPLICATION_WINDOW)

static void
bt_failure_window_class_init (BtFailureWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("failure-window"));
  gtk_widget_class_bind_template_child (widget_class, BtFailureWindow, status_page);
  gtk_widget_class_bind_template_child (widget_class, BtFailureWindow, detail_label);
}

static void
bt_failure_window_init (BtFailureWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

BtFailureWindow *
bt_failure_window_new (GtkApplication *application,
                       const char *title,
                       const char *advice,
                       const char *detail)
{
  BtFailureWindow *self = g_object_new (BT_TYPE_FAILURE_WINDOW, "application", application, NULL);
  g_autofree char *description = g_markup_escape_text (advice, -1);

  adw_status_page_set_title (ADW_STATUS_PAGE (self->status_page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->status_page), description);
  gtk_label_set_label (GTK_LABEL (self->detail_label), detail);
  return self;
}
