// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the import of a dataset found: grade, coverage, counts, time zone, findings, hash; and what
 * can be done with it. View model: "item". Actions: "quality.new-session", "quality.export",
 * "quality.delete" ask the data page ("data.…"). */
#pragma once

#include <gtk/gtk.h>

#include "ui/bt-dataset-item.h"

G_BEGIN_DECLS

#define BT_TYPE_QUALITY_PANE (bt_quality_pane_get_type ())
/* Property "item" (BtDatasetItem, read and write): NULL shows a hint. */
G_DECLARE_FINAL_TYPE (BtQualityPane, bt_quality_pane, BT, QUALITY_PANE, GtkBox)

/* Returns the CSS class of a grade; static. */
const char *bt_quality_pane_grade_class (char grade);

G_END_DECLS
