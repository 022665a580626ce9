// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Candles of other datasets that are looked at beside a session's own: tapes that end at its clock.
 * They change no result. Private to `session`; what windows call stands in bt-session.h. */
#pragma once

#include "session/bt-series-cache.h"
#include "session/bt-session.h"

G_BEGIN_DECLS

/* Returns an empty array of companions. */
GPtrArray *bt_session_companions_new (void);
/* Returns how many candles of a series have ended at a clock: candles of a day and longer count an
 * hour late, since only their nominal length is known. */
gsize bt_session_companion_count (const BtSeries *series, BtTradingDay day, gint64 clock_usec);
/* Moves every companion's tape to the session's clock. */
void bt_session_move_companions (BtSession *session);
/* Forgets all companions. */
void bt_session_clear_companions (BtSession *session);

G_END_DECLS
