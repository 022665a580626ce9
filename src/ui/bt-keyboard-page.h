// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The preferences' page of keys: every action with its key, which a press changes. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_KEYBOARD_PAGE (bt_keyboard_page_get_type ())
G_DECLARE_FINAL_TYPE (BtKeyboardPage, bt_keyboard_page, BT, KEYBOARD_PAGE, AdwPreferencesPage)

/* Returns a page. */
GtkWidget *bt_keyboard_page_new (void);

G_END_DECLS
