// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The figures of a session's card: taken from a session, kept as JSON beside it, read for the list.
 * Private to `session`. */
#pragma once

#include "session/bt-session-library.h"

G_BEGIN_DECLS

/* Returns a session's figures and clock as JSON. */
char *bt_card_figures_to_json (BtSession *session);
/* Reads them; clock_usec is BT_TIME_NONE when it is not there. What cannot be read is as in a new
 * session with that opening balance. */
void bt_card_figures_from_json (const char *json,
                                BtMoney initial_balance,
                                BtCardFigures *out,
                                gint64 *clock_usec);

G_END_DECLS
