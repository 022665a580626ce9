// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Accessible names that change while the program runs. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Sets what a screen reader calls a widget. */
void bt_accessible_set_name (GtkWidget *widget, const char *name);

G_END_DECLS
