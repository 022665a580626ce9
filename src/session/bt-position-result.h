// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What came of a position. Pure functions; any thread. */
#pragma once

#include "market/bt-session-settings.h"
#include "market/bt-trade-records.h"

G_BEGIN_DECLS

/* Returns an ended position's result net of its costs. */
BtMoney bt_position_get_net (const BtPosition *position);
/* Stores result ÷ money at risk at the first stop; FALSE when there was no stop, or none with a
 * risk. */
gboolean bt_position_get_risk_multiple (const BtPosition *position,
                                        const BtSessionSettings *settings,
                                        double *out);

G_END_DECLS
