// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The alerts of a session as a table: what each watches, whether it does, when it fired. */
#pragma once

#include <adwaita.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_ALERT_PANE (bt_alert_pane_get_type ())
/* Property: "session" (BtSession, write). Actions: "alert.new", "alert.edit", "alert.delete",
 * "alert.toggle" of the selected alert; "alert.undo", "alert.redo". */
G_DECLARE_FINAL_TYPE (BtAlertPane, bt_alert_pane, BT, ALERT_PANE, GtkBox)

/* Puts the keyboard into the table, on the first row when none is selected. */
void bt_alert_pane_focus (BtAlertPane *pane);
/* Opens the window for an alert: a new one where its id is 0. */
void bt_alert_pane_open (GtkWidget *owner, BtSession *session, const BtAlert *alert);
/* The same for a new alert of a kind; level_points (BT_PRICE_NONE: the bid) is where it
 * begins. study may be NULL. */
void bt_alert_pane_open_new (GtkWidget *owner,
                             BtSession *session,
                             BtAlertKind kind,
                             gint64 level_points,
                             BtTimeframe timeframe,
                             const BtStudySettings *study);

G_END_DECLS
