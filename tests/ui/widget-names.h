// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What assistive technology is told of the widgets of a window or popover, and where Tab goes. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Looks at a window or an open popover, once it is shown. Fails the test, with what it is about,
 * for each control that has no role or no name, and where Tab or Shift+Tab does not come round, or
 * not to each control that can be used, but for those that the arrow keys reach. */
void widget_names_check (GtkWidget *widget, const char *what);
/* Opens each menu below a widget and looks at it. */
void widget_names_check_menus (GtkWidget *widget, const char *what);
/* Looks at each page of a window, at what it folds away, and at its menus. */
void widget_names_check_all (GtkWidget *window, const char *what);

G_END_DECLS
