// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How one indicator looks, as rows that change it at once. */
#pragma once

#include <adwaita.h>

#include "chart/bt-chart.h"

G_BEGIN_DECLS

/* Adds rows for colour, width, line and visibility of one of the chart's studies to an expander
 * row. The chart outlives it. */
void bt_study_look_rows_add (AdwExpanderRow *row, BtChart *chart, guint id);

/* Shows the look that the study has now. */
void bt_study_look_rows_update (AdwExpanderRow *row);

G_END_DECLS
