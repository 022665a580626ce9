// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The parameters of one indicator as rows that change it at once. */
#pragma once

#include <adwaita.h>

#include "chart/bt-chart.h"

G_BEGIN_DECLS

/* Returns a row that opens to the parameters of one of the chart's studies and can take it off the
 * chart. */
GtkWidget *bt_study_row_new (BtChart *chart, guint id, const BtStudySettings *settings);
/* Returns the id of the study that a row is about. */
guint bt_study_row_get_id (GtkWidget *row);
/* Shows the study's present name. */
void bt_study_row_update (GtkWidget *row, const BtStudySettings *settings);

G_END_DECLS
