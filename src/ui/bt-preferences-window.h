// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The user's preferences: appearance, play, the trading day. View model: "workspace". */
#pragma once

#include <adwaita.h>

#include "ui/bt-workspace.h"

G_BEGIN_DECLS

#define BT_TYPE_PREFERENCES_WINDOW (bt_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (
  BtPreferencesWindow, bt_preferences_window, BT, PREFERENCES_WINDOW, AdwPreferencesWindow)

/* Returns the window, not yet shown. */
BtPreferencesWindow *bt_preferences_window_new (GtkWindow *parent, BtWorkspace *workspace);

G_END_DECLS
