// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How windows are coloured: the user's choice of scheme, the colour-blind set, exchanged colours.
 * Follows the settings and the system, and puts style sheets in place. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BT_TYPE_APPEARANCE (bt_appearance_get_type ())
/* Properties (read-only, notify): "dark", "colour-blind", "swap-colours", all boolean. */
G_DECLARE_FINAL_TYPE (BtAppearance, bt_appearance, BT, APPEARANCE, GObject)

/* Returns an appearance that follows the program's settings, applied at once to the default
 * display. */
BtAppearance *bt_appearance_new (GSettings *settings);
/* Binds a widget's boolean properties "dark", "colour-blind" and "swap-colours" (those that it has)
 * to it. */
void bt_appearance_bind (BtAppearance *appearance, gpointer target);

G_END_DECLS
