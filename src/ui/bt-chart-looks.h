// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What of a chart's looks is chosen in its menu and kept with it: gaps, separators, market
 * sessions, the volume profile, the magnetic crosshair. */
#pragma once

#include <json-glib/json-glib.h>

#include "chart/bt-chart.h"

G_BEGIN_DECLS

/* Adds actions of these names to a group: "show-volume", "show-sessions", "show-gaps",
 * "show-profile", "crosshair-magnet" switch; "separators" (s) chooses; "tokyo", "london" and
 * "new-york" switch a session. They follow the chart, which outlives the group's use. */
void bt_chart_looks_add_actions (BtChart *chart, GActionMap *actions);
/* Sets members of an object: "gaps", "profile", "magnet", "separators", "sessions". */
void bt_chart_looks_write (BtChart *chart, JsonObject *object);
/* Takes them from an object; what it lacks is as usual. */
void bt_chart_looks_read (BtChart *chart, JsonObject *object);

G_END_DECLS
