// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Gives commands to a session on behalf of a widget. A command that fails for another reason than
 * the engine's refusal is told in a dialog; refusals go to the caller, or to the window as a toast
 * ("win.toast"). Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

/* Is told how a command ended; refusal is NULL when it was accepted. */
typedef void (*BtCommandsEnded) (GtkWidget *widget, const BtRefusal *refusal);

/* Submits a command. func may be NULL: a refusal is a toast then. */
void bt_commands_submit (GtkWidget *widget,
                         BtSession *session,
                         const BtCommand *command,
                         BtCommandsEnded func);
/* Closes a position, in whole (volume 0) or in part. */
void bt_commands_close (GtkWidget *widget, BtSession *session, const char *id, BtVolume volume);
/* Closes every position. */
void bt_commands_close_all (GtkWidget *widget, BtSession *session);
/* Changes stop or target of a position: what mask (of BtModifyMask) names; BT_PRICE_NONE takes it
 * away. */
void bt_commands_protect (GtkWidget *widget,
                          BtSession *session,
                          const char *id,
                          guint mask,
                          gint64 stop_points,
                          gint64 target_points,
                          BtCommandsEnded func);
/* Returns the open position of that id, owned by the session's list, or NULL; with id NULL the one
 * opened last. */
BtPositionItem *bt_commands_find_position (BtSession *session, const char *id);

G_END_DECLS
