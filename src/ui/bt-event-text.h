// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What happened in a session, in words. */
#pragma once

#include "session/bt-session.h"

G_BEGIN_DECLS

/* Returns what a line of the log is about; static. */
const char *bt_event_text_kind (BtLogItem *item);
/* Returns what it says, as a new string. */
char *bt_event_text_detail (BtLogItem *item, BtSession *session);
/* Returns a fill as a sentence for a toast: "Stop loss: sold 0.10 at 2178.40, −23.10", as a new
 * string. */
char *bt_event_text_fill (const BtFill *fill, BtSession *session);

G_END_DECLS
