// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Shows a session on a chart: its candles as they become known, its positions as lines, its fills
 * as marks. */
#pragma once

#include "chart/bt-chart.h"
#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_CHART_PRESENTER (bt_chart_presenter_get_type ())
G_DECLARE_FINAL_TYPE (BtChartPresenter, bt_chart_presenter, BT, CHART_PRESENTER, GObject)

/* Connects the two until the presenter is disposed of. */
BtChartPresenter *bt_chart_presenter_new (BtSession *session, BtChart *chart);
/* Names the position that is worked on: its lines are larger. NULL or "": none. */
void bt_chart_presenter_set_selected (BtChartPresenter *presenter, const char *id);

G_END_DECLS
