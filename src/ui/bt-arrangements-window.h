// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The saved workspaces of a data folder, over the session window that is arranged by them: choose,
 * replace, rename, delete with undo, and which one new sessions begin with. */
#pragma once

#include <adwaita.h>

#include "ui/bt-arrangements.h"

G_BEGIN_DECLS

#define BT_TYPE_ARRANGEMENTS_WINDOW (bt_arrangements_window_get_type ())
G_DECLARE_FINAL_TYPE (
  BtArrangementsWindow, bt_arrangements_window, BT, ARRANGEMENTS_WINDOW, AdwWindow)

/* Shows the window over a session window, whose actions "win.workspace" and "win.keep-workspace"
 * (both of a name) choose and save. */
BtArrangementsWindow *bt_arrangements_window_present (GtkWindow *parent,
                                                      BtArrangements *arrangements);

G_END_DECLS
