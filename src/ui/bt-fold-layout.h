// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A row that folds, such as icon and label of a button: where there is no room for all of it, its
 * labels and what has the style class "spare" go, all at once. At least it is as wide as what is
 * left then. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BT_TYPE_FOLD_LAYOUT (bt_fold_layout_get_type ())
/* Lays the children of any widget out; made by templates, as "layout-manager" of a GtkBox. */
G_DECLARE_FINAL_TYPE (BtFoldLayout, bt_fold_layout, BT, FOLD_LAYOUT, GtkLayoutManager)

G_END_DECLS
