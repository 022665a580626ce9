// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Indicators of a chart kept under names in the user's settings, for every chart. Main thread
 * only. */
#pragma once

#include "chart/bt-chart.h"

G_BEGIN_DECLS

/* Adds the actions of a chart's templates, which live as long as the chart: "keep-studies" asks for
 * a name, "apply-studies" (s) puts those of a name in the place of the chart's, "forget-studies"
 * (s). */
void bt_study_templates_add_actions (BtChart *chart, GActionMap *actions);
/* Gives a button the menu of them, by a chart's actions in the group "chart", and keeps it as the
 * settings are as long as the button lives. */
void bt_study_templates_fill (GtkMenuButton *button);

G_END_DECLS
