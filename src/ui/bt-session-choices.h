// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What can be chosen for a new session, as lists of texts. */
#pragma once

#include <gio/gio.h>

#include "market/bt-instrument.h"
#include "market/bt-session-settings.h"
#include "market/bt-timeframe.h"

G_BEGIN_DECLS

/* Returns the names of the usual timeframes that a base can make up, itself first, as a new list of
 * GtkStringObject. */
GListModel *bt_session_choices_timeframes (BtTimeframe base);
/* Returns the place of a timeframe in such a list, or 0 when it is not there. */
guint bt_session_choices_find_timeframe (GListModel *names, BtTimeframe timeframe);
/* Returns the timeframe at a place of such a list; M1 where there is none. */
BtTimeframe bt_session_choices_get_timeframe (GListModel *names, guint place);
/* Reads what a user types for a timeframe: minutes ("90"), a number with m, h, d, w or mo, or a
 * name as bt_timeframe_parse() has it; "1M" is a month and "1m" a minute. Returns FALSE, and stores
 * nothing, for anything else. */
gboolean bt_session_choices_read_timeframe (const char *text, BtTimeframe *out);
/* Returns the currencies of an account that trades an instrument, as a new list: the one of its
 * prices, and the one that is priced when it is money. */
GListModel *bt_session_choices_currencies (const BtInstrument *instrument);
/* Returns when a new session on data of that timeframe and range (µs since 1970, first not after
 * last) begins unless the user says otherwise: a month, or six hundred candles where these are
 * longer, before the end, but late enough that its chart begins with some history; at a midnight
 * where the range has one. */
gint64 bt_session_choices_start (BtTimeframe base, gint64 first_usec, gint64 last_usec);

/* Returns what settings keep of a commission: amount is as typed, in the currency, or in percent.
 */
gint64 bt_session_choices_commission (BtCommissionKind kind, double amount, const char *currency);
/* Returns a new list of the speeds of bt_session_speeds() in words, and stores where the usual one
 * (in tenths) is in it. */
GListModel *bt_session_choices_speeds (int usual, guint *index);

G_END_DECLS
