// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the list of alerts knows of a row. Private to `session`. */
#pragma once

#include "session/bt-alert-list.h"
#include "session/bt-alert-watch.h"

G_BEGIN_DECLS

struct _BtAlertItem
{
  GObject parent_instance;
  BtAlert alert;
  BtAlertWatch *watch; /* made when first needed */
  gint64 fired_bar;
  gint64 next_bar;   /* the first firing that is known of after the clock, or −1 */
  gint64 looked_bar; /* how far was looked for it */
  guint revision;
};

/* Gives a row an alert; what it has done is forgotten, and it looks from the first candle on. */
void bt_alert_item_set (BtAlertItem *item, const BtAlert *alert);
/* Returns the first firing after a candle up to last, or −1. Never asked about earlier candles than
 * before, until it is set anew. */
gint64
bt_alert_item_peek (BtAlertItem *item, const BtAlertMarket *market, gint64 after, gint64 last);
/* Notifies that something of it changed. */
void bt_alert_item_tell (BtAlertItem *item);

G_END_DECLS
