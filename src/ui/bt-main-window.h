// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The main window: sessions and data. View model: "workspace". Actions: "win.import",
 * "win.open-session-file", "win.show-page" (s), "win.show-places", "win.search", "win.paste",
 * "win.toast" (s), and for a session's id "win.session-rename", "-duplicate", "-archive",
 * "-unarchive", "-export",
 * "-delete", "win.undo-delete". */
#pragma once

#include <adwaita.h>

#include "ui/bt-workspace.h"

G_BEGIN_DECLS

#define BT_TYPE_MAIN_WINDOW (bt_main_window_get_type ())
G_DECLARE_FINAL_TYPE (BtMainWindow, bt_main_window, BT, MAIN_WINDOW, AdwApplicationWindow)

/* Returns the main window of a workspace, not yet shown, in the size that it last had. */
BtMainWindow *bt_main_window_new (GtkApplication *application, BtWorkspace *workspace);
/* Shows that the sample is being made, or is not any more. */
void bt_main_window_set_busy (BtMainWindow *window, gboolean is_busy);
/* Says something for a few seconds. */
void bt_main_window_toast (BtMainWindow *window, const char *text);
/* Reads a session file into the data folder and says so. */
void bt_main_window_open_session_file (BtMainWindow *window, GFile *file);
/* Takes in any file: a session file as a session, everything else as market data. */
void bt_main_window_open_file (BtMainWindow *window, GFile *file);

G_END_DECLS
