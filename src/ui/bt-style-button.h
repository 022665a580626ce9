// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The button that says how a chart is drawn and of which bars, and lets both be chosen: what stands
 * in the chart's own menu, where it is found at first sight. */
#pragma once

#include <adwaita.h>

#include "chart/bt-chart.h"

G_BEGIN_DECLS

#define BT_TYPE_STYLE_BUTTON (bt_style_button_get_type ())
/* Property: "chart" (BtChart with its menu attached, write): what the button is about, or NULL. */
G_DECLARE_FINAL_TYPE (BtStyleButton, bt_style_button, BT, STYLE_BUTTON, AdwBin)

G_END_DECLS
