// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Prices, times and the symbol of a session as its windows show them: through its disguise while it
 * is practised blind, else as bt-format.h has them. Every function that returns char * returns a
 * new string; free with g_free(). */
#pragma once

#include "session/bt-session-library.h"

G_BEGIN_DECLS

/* Returns a price with the instrument's digits, or BT_FORMAT_NONE for BT_PRICE_NONE. */
char *bt_shown_price (BtSession *session, gint64 points);
/* Returns "2024-03-12 09:35", or "Day 3 09:35". */
char *bt_shown_time (BtSession *session, gint64 time_usec);
/* Returns "12 Mar 09:35", or "Day 3 09:35". */
char *bt_shown_moment (BtSession *session, gint64 time_usec);
/* Returns the symbol, or "Blind"; owned by the session, or static. */
const char *bt_shown_symbol (BtSession *session);

/* Returns a time through a disguise: "Day 3 09:35", or as bt_format_time() has it. */
char *bt_shown_time_through (const BtDisguise *disguise, gint64 time_usec);
/* Reads back what that returns; the word before the number and the time of day may be left out.
 * FALSE for what is no time. */
gboolean bt_shown_parse_time (const BtDisguise *disguise, const char *text, gint64 *time_usec);

/* Says how a session was practised: "Blind, clean run", "Blind, revealed at candle 120"; NULL for
 * one that is not blind. is_over: nothing is hidden any more. */
char *bt_shown_blind_record (const BtBlindRecord *record, gboolean is_over);

G_END_DECLS
