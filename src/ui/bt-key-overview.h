// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* All keys on one page, with a search. It follows what the user makes of the keys. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_KEY_OVERVIEW (bt_key_overview_get_type ())
G_DECLARE_FINAL_TYPE (BtKeyOverview, bt_key_overview, BT, KEY_OVERVIEW, AdwWindow)

/* Returns the window, over another one or NULL. */
BtKeyOverview *bt_key_overview_new (GtkWindow *parent);

/* Gives a window the action "show-help-overlay", which presents it. */
void bt_key_overview_attach (GtkApplicationWindow *window);

G_END_DECLS
