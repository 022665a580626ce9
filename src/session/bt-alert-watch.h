// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Finds the candles on which an alert fires. Conditions look at a candle and those before it only:
 * how far it is asked to look changes no answer about a candle before that. Candles are whole where
 * a price crosses something: it did so where the candle leaves no other possibility. Main thread,
 * or that which opens a session. Private to `session`. */
#pragma once

#include "market/bt-series.h"
#include "session/bt-alert.h"

G_BEGIN_DECLS

/* What the alerts of a session are watched on. */
typedef struct
{
  BtSeries *whole;                   /* the dataset: what studies begin with */
  BtSeries *series;                  /* the session's part of it */
  gint64 first_index;                /* of series in whole */
  const BtSessionSettings *settings; /* outlives every watch */
  BtTradingDay day;
} BtAlertMarket;

/* An alert with what was computed for it. */
typedef struct _BtAlertWatch BtAlertWatch;

/* Returns a watch of an alert, which is copied; free with bt_alert_watch_free(). It holds
 * references on the series. */
BtAlertWatch *bt_alert_watch_new (const BtAlert *alert, const BtAlertMarket *market);
/* Frees a watch; NULL is allowed. */
void bt_alert_watch_free (BtAlertWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtAlertWatch, bt_alert_watch_free)

/* Returns the first candle from first to last, both included, on which the alert fires, or −1. Not
 * before the first candle that it is armed for, and of one that fires once a candle only the first
 * within it; that an alert is not enabled, or has fired once, is the caller's affair. */
gint64 bt_alert_watch_find (BtAlertWatch *watch, gint64 first, gint64 last);

G_END_DECLS
