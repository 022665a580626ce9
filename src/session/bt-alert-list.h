// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The alerts of a session, in the order of their making, with what each has done up to the clock.
 * Every change is written at once and can be taken back. What is new or changed watches the candles
 * after the clock. Main thread only. */
#pragma once

#include <gio/gio.h>

#include "session/bt-alert.h"

G_BEGIN_DECLS

/* Most alerts of a session, and most changes that can be taken back. */
#define BT_ALERT_LIST_MAX 200
#define BT_ALERT_LIST_MAX_UNDO 100

/* No candle: it has not fired since it was armed. */
#define BT_ALERT_NOT_FIRED G_GINT64_CONSTANT (-2)

#define BT_TYPE_ALERT_ITEM (bt_alert_item_get_type ())
/* A row. Property "revision" (uint) notifies when the alert or what it has done changed. */
G_DECLARE_FINAL_TYPE (BtAlertItem, bt_alert_item, BT, ALERT_ITEM, GObject)

/* Returns the alert as it stands, owned by the item. */
const BtAlert *bt_alert_item_get (BtAlertItem *item);
/* Returns the last candle on which it fired up to the clock, or BT_ALERT_NOT_FIRED. Of one that
 * fires again only what was seen since the session was opened. */
gint64 bt_alert_item_get_fired_bar (BtAlertItem *item);
/* Returns whether it watches: it is enabled and has not fired for good. */
gboolean bt_alert_item_is_armed (BtAlertItem *item);

#define BT_TYPE_ALERT_LIST (bt_alert_list_get_type ())
/* A GListModel of BtAlertItem. Properties (read-only, notify): "can-undo", "can-redo" (boolean).
 * Signal: "changed" () after any change of any alert, also of what it has done. */
G_DECLARE_FINAL_TYPE (BtAlertList, bt_alert_list, BT, ALERT_LIST, GObject)

/* Adds an alert, whatever its id; returns the new one's, or 0 when the list is full. */
gint64 bt_alert_list_add (BtAlertList *list, const BtAlert *alert);
/* Puts an alert in the place of the one of its id, armed anew; FALSE for an unknown id. */
gboolean bt_alert_list_change (BtAlertList *list, const BtAlert *alert);
/* Lets one watch, or not; one that has fired for good watches again. FALSE for an unknown id. */
gboolean bt_alert_list_set_armed (BtAlertList *list, gint64 id, gboolean is_armed);
/* Takes one away; FALSE for an unknown id. */
gboolean bt_alert_list_remove (BtAlertList *list, gint64 id);
/* Puts an alert where that of its id is, or was, armed anew, as a part of another change that can
 * be taken back by itself: that of the drawing with which the alert goes. */
void bt_alert_list_put (BtAlertList *list, const BtAlert *alert);
/* Takes one away in the same manner; nothing for an unknown id. */
void bt_alert_list_drop (BtAlertList *list, gint64 id);
/* Returns the row of an id, owned by the list, or NULL. */
BtAlertItem *bt_alert_list_find (BtAlertList *list, gint64 id);
/* Takes the last change back; nothing when there is none. */
void bt_alert_list_undo (BtAlertList *list);
/* Makes again what was taken back last; nothing when there is none. */
void bt_alert_list_redo (BtAlertList *list);

G_END_DECLS
