// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Keys where they are looked for: in tooltips and beside the items of menus. Both follow what the
 * user makes of the keys. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives a widget a tooltip with the key of an action, and of a second one or NULL, at its end:
 * "Close it (X)"; without keys there is only the text. */
void bt_key_tip_set (GtkWidget *widget, const char *text, const char *action, const char *second);
/* The same with the tooltip that it has now as the text. */
void bt_key_tip_add (GtkWidget *widget, const char *action);
/* Does so for every button within a widget that has a tooltip and does what a key does, and shows
 * keys in the menus of its menu buttons. */
void bt_key_tip_add_within (GtkWidget *root);

/* Shows keys beside the items of a menu and of those below it, the application's apart, which GTK
 * knows. */
void bt_key_tip_add_to_menu (GMenu *menu);

G_END_DECLS
