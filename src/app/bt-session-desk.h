// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The sessions that are open on the desktop, each with its window, its report, or both. A session
 * is closed when its last window is. */
#pragma once

#include <gtk/gtk.h>

#include "ui/bt-workspace.h"

G_BEGIN_DECLS

#define BT_TYPE_SESSION_DESK (bt_session_desk_get_type ())
/* Signal "failed" (const char *heading, const char *message): a session could not be opened. */
G_DECLARE_FINAL_TYPE (BtSessionDesk, bt_session_desk, BT, SESSION_DESK, GObject)

/* What to show of a session. */
typedef enum
{
  BT_DESK_WINDOW,
  BT_DESK_WINDOW_PLAYING, /* and play at once */
  BT_DESK_REPORT,
} BtDeskShow;

/* Returns an empty desk. */
BtSessionDesk *bt_session_desk_new (GtkApplication *application, BtWorkspace *workspace);
/* Opens a session, or brings its window to the front. */
void bt_session_desk_show (BtSessionDesk *desk, const char *id, BtDeskShow what);
/* Opens the sessions whose windows were open when the program last ended. */
void bt_session_desk_restore (BtSessionDesk *desk);
/* Saves and closes every session; the windows that are open come back at the next start. */
void bt_session_desk_close_all (BtSessionDesk *desk);

G_END_DECLS
