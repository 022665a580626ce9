// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The datasets of the data folder with their imports and quality reports. View model: "workspace".
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/bt-workspace.h"

G_BEGIN_DECLS

#define BT_TYPE_DATA_PAGE (bt_data_page_get_type ())
/* Properties: "workspace" (write), "is-folded" (boolean): the places are on a page of their own.
 * Actions "data.delete" and "data.export" take a dataset's id. */
G_DECLARE_FINAL_TYPE (BtDataPage, bt_data_page, BT, DATA_PAGE, GtkBox)

/* Selects a dataset and shows its report. */
void bt_data_page_show_dataset (BtDataPage *page, gint64 id);

G_END_DECLS
