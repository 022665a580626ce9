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
typedef void (*BtCommandsEnded) (GtkWidget *widget, BtSession *session, const BtRefusal *refusal);

/* Says in passing why a command was refused; nothing for NULL. */
void bt_commands_tell_refusal (GtkWidget *widget, BtSession *session, const BtRefusal *refusal);
/* Submits a command. func may be NULL: a refusal is a toast then. */
void bt_commands_submit (GtkWidget *widget,
                         BtSession *session,
                         const BtCommand *command,
                         BtCommandsEnded func);
/* Submits commands one after the other (the array is copied); tells of the last refusal. */
void bt_commands_submit_all (GtkWidget *widget,
                             BtSession *session,
                             const BtCommand *commands,
                             guint count);
/* Closes a position, in whole (volume 0) or in part. */
void bt_commands_close (GtkWidget *widget, BtSession *session, const char *id, BtVolume volume);
/* Closes every position, or the winners or losers among them. */
void bt_commands_close_all (GtkWidget *widget, BtSession *session, BtCloseScope scope);
/* Cancels a working order. */
void bt_commands_cancel (GtkWidget *widget, BtSession *session, const char *id);
/* Puts a position's stop where it nets zero after its costs. */
void bt_commands_break_even (GtkWidget *widget, BtSession *session, const char *id);
/* Lets a position's stop follow the market at a distance, in steps; 0 points end it. */
void bt_commands_trail (
  GtkWidget *widget, BtSession *session, const char *id, gint64 trail_points, gint64 step_points);
/* Returns the working order of that id, owned by the session's list, or NULL; with id NULL the one
 * placed last. */
BtOrderItem *bt_commands_find_order (BtSession *session, const char *id);
/* Returns the open position of that id, owned by the session's list, or NULL; with id NULL the one
 * opened last. */
BtPositionItem *bt_commands_find_position (BtSession *session, const char *id);

G_END_DECLS
