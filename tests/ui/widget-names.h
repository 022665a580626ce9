// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What assistive technology is told of the widgets of a window or popover, and where Tab goes. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Fails the test, with what it is about, for each control below a widget that is shown and has no
 * role or no name; returns how many controls it looked at. root: a window, a popover or a part. */
guint widget_names_check (GtkWidget *root, const char *what);
/* Fails the test where Tab or Shift+Tab in a window or popover does not come round, or not to each
 * control that can be used, but for those that the arrow keys reach. */
void widget_names_go_round (GtkWidget *root, const char *what);

G_END_DECLS
