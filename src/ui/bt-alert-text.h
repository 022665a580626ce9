// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What an alert watches, in words. Every function returns a new string; free with g_free(). */
#pragma once

#include "session/bt-session.h"

G_BEGIN_DECLS

/* Returns the condition: "Bid crosses 2050.10 upwards". */
char *bt_alert_text_condition (const BtAlert *alert, BtSession *session);
/* Returns what is told when it fires: its message, else the condition. */
char *bt_alert_text_firing (const BtAlert *alert, BtSession *session);
/* Returns "Once", "Every time" …; static. */
const char *bt_alert_text_repeat (BtAlertRepeat repeat);
/* Returns whether it watches, or when it fired: "Watching", "Off", "Fired 2024-03-04 08:12". */
char *bt_alert_text_state (BtAlertItem *item, BtSession *session);

G_END_DECLS
