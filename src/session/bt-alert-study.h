// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* An alert's study along the candles of a session: on which of them its line crosses what it is
 * held against. Private to `session`. */
#pragma once

#include "session/bt-alert-watch.h"

G_BEGIN_DECLS

typedef struct _BtAlertStudy BtAlertStudy;

/* Returns the study of an alert of that kind; both outlive it. Free with bt_alert_study_free(). */
BtAlertStudy *bt_alert_study_new (const BtAlert *alert, const BtAlertMarket *market);
/* Frees it; NULL is allowed. */
void bt_alert_study_free (BtAlertStudy *study);
/* Returns the first candle of first … last on which the line crosses, or −1. What was computed is
 * kept: time is taken for new candles only. */
gint64 bt_alert_study_find (BtAlertStudy *study, gint64 first, gint64 last);

G_END_DECLS
