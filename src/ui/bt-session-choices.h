// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What can be chosen for a new session, as lists of texts. */
#pragma once

#include <gio/gio.h>

#include "market/bt-instrument.h"
#include "market/bt-timeframe.h"

G_BEGIN_DECLS

/* Returns the names of the timeframes from the finest on, as a new list. */
GListModel *bt_session_choices_timeframes (BtTimeframe finest);
/* Returns the currencies of an account that trades an instrument, as a new list: the one of its
 * prices, and the one that is priced when it is money. */
GListModel *bt_session_choices_currencies (const BtInstrument *instrument);

G_END_DECLS
