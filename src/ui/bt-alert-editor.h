// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The window in which an alert is made or changed. */
#pragma once

#include <adwaita.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_ALERT_EDITOR (bt_alert_editor_get_type ())
G_DECLARE_FINAL_TYPE (BtAlertEditor, bt_alert_editor, BT, ALERT_EDITOR, AdwWindow)

/* Returns a window over parent that begins with an alert: one of the session, which saving changes,
 * or (id 0) a new one, which saving adds. */
BtAlertEditor *bt_alert_editor_new (GtkWindow *parent, BtSession *session, const BtAlert *alert);
/* Stores what the window says; returns FALSE, and stores nothing, while something of it cannot be.
 */
gboolean bt_alert_editor_get_alert (BtAlertEditor *editor, BtAlert *alert);

G_END_DECLS
