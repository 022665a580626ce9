// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What an order would cost, risk and bring, before it is given. */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_ESTIMATE_GRID (bt_estimate_grid_get_type ())
G_DECLARE_FINAL_TYPE (BtEstimateGrid, bt_estimate_grid, BT, ESTIMATE_GRID, GtkGrid)

/* Shows the estimate of a place command that is expected to fill at a price (BT_PRICE_NONE: there
 * is no quote yet). */
void bt_estimate_grid_show (BtEstimateGrid *grid,
                            BtSession *session,
                            const BtCommand *command,
                            gint64 entry_points);

G_END_DECLS
