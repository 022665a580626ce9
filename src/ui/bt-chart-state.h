// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How a chart of a session window was left: its members in a JSON object. */
#pragma once

#include <json-glib/json-glib.h>

#include "chart/bt-chart.h"

G_BEGIN_DECLS

/* Sets the members: "timeframe", "style", "scale", "inverted", "hollow", "volume", "bars",
 * "bar-size", "visible", "studies", "trades", "orders-by-click". */
void bt_chart_state_write (BtChart *chart, JsonObject *object);
/* Shows a chart as an object says, from its newest candle. What the object lacks is as in a new
 * window, but for the timeframe, which stays. */
void bt_chart_state_read (BtChart *chart, JsonObject *object);
/* Takes the members out of an object: older windows kept those of their one chart among their own.
 */
void bt_chart_state_remove (JsonObject *object);

G_END_DECLS
