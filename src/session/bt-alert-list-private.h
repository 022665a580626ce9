// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How a session makes its alerts follow the clock. */
#pragma once

#include "session/bt-alert-list.h"
#include "session/bt-alert-watch.h"
#include "session/bt-annotation-writer.h"

G_BEGIN_DECLS

/* Hears that an alert fired on a candle. */
typedef void (*BtAlertFiredFunc) (BtAlertItem *item, gint64 bar, gpointer user_data);

/* Returns a list without alerts; market and writer outlive its use by the session. */
BtAlertList *bt_alert_list_new (const BtAlertMarket *market, BtAnnotationWriter *writer);
/* Adds the alerts among rows of the store (of BtAnnotation); what cannot be read stays there. */
void bt_alert_list_read (BtAlertList *list, const GPtrArray *rows);
/* The clock was put to a candle without running those between: alerts are as if it had come there
 * from where they were armed; one that was armed later is armed there. */
void bt_alert_list_place (BtAlertList *list, gint64 bar);
/* Returns the first candle after the clock up to last on which an alert is to stop play, or last.
 */
gint64 bt_alert_list_look (BtAlertList *list, gint64 last);
/* The clock has run to a candle: tells each firing on the way, by candle, then by id. */
void bt_alert_list_pass (BtAlertList *list, gint64 bar, BtAlertFiredFunc func, gpointer user_data);
/* Forgets market and writer; it is read only from then on. */
void bt_alert_list_close (BtAlertList *list);

G_END_DECLS
