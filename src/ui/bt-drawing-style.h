// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How the selected drawing looks and what it says, and how new ones will. */
#pragma once

#include <gtk/gtk.h>

#include "chart/bt-chart.h"

G_BEGIN_DECLS

#define BT_TYPE_DRAWING_STYLE (bt_drawing_style_get_type ())
G_DECLARE_FINAL_TYPE (BtDrawingStyle, bt_drawing_style, BT, DRAWING_STYLE, GtkPopover)

/* Sets whose drawings it is about; what is drawn there next looks as is chosen here. */
void bt_drawing_style_set_chart (BtDrawingStyle *style, BtChart *chart);
/* Puts the keyboard into the text, for a drawing that has one. */
void bt_drawing_style_edit_text (BtDrawingStyle *style);

G_END_DECLS
