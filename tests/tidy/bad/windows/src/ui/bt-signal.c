// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
static void
class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}
