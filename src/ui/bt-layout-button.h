// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The button that shows how the charts of a session window are laid out, and lets another layout be
 * chosen by its picture. Acts by "win.layout", "win.link-crosshair", "win.link-scroll" and
 * "win.maximize-chart". */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_LAYOUT_BUTTON (bt_layout_button_get_type ())
/* Property: "layout" (string, id of a kind of layout, write): the one that the button shows. */
G_DECLARE_FINAL_TYPE (BtLayoutButton, bt_layout_button, BT, LAYOUT_BUTTON, AdwBin)

/* Opens the choice, for the keyboard. */
void bt_layout_button_open (BtLayoutButton *button);

G_END_DECLS
