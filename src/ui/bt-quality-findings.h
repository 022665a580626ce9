// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What is worth saying about an import, as lines of a list: the worst first, and what is in order
 * last. */
#pragma once

#include <gtk/gtk.h>

#include "feed/bt-quality-report.h"
#include "store/bt-dataset-table.h"

G_BEGIN_DECLS

/* Appends the findings of a dataset to an empty list; report may be NULL. */
void bt_quality_findings_fill (GtkListBox *list, const BtDataset *dataset, BtQualityReport *report);

G_END_DECLS
