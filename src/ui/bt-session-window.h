// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A session: chart, time, ticket, account, tables. View model: "session". Every intent is an action
 * of the window ("win.…"), see the table in the source. */
#pragma once

#include <adwaita.h>

#include "session/bt-session.h"
#include "ui/bt-workspace.h"

G_BEGIN_DECLS

#define BT_TYPE_SESSION_WINDOW (bt_session_window_get_type ())
G_DECLARE_FINAL_TYPE (BtSessionWindow, bt_session_window, BT, SESSION_WINDOW, AdwApplicationWindow)

/* Returns the window of an open session, not yet shown, as it was last left. */
BtSessionWindow *
bt_session_window_new (GtkApplication *application, BtWorkspace *workspace, BtSession *session);
/* Returns the session, owned by the window. */
BtSession *bt_session_window_get_session (BtSessionWindow *window);
/* Hands the window's state to the session; is_open says whether it comes back at the next start. */
void bt_session_window_save_state (BtSessionWindow *window, gboolean is_open);

G_END_DECLS
