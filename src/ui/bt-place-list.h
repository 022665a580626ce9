// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Where in time an import found something, to be unfolded: each place is a button that activates
 * "quality.show-place" (xx: first and last opening). */
#pragma once

#include <gtk/gtk.h>

#include "feed/bt-quality-report.h"
#include "market/bt-instrument.h"

G_BEGIN_DECLS

/* The report's gaps, in the place of a BtFinding. */
#define BT_PLACE_LIST_GAPS ((int) BT_N_FINDINGS)

/* Returns an expander with the places of a finding (a BtFinding or BT_PLACE_LIST_GAPS), or NULL
 * when the report has none; the report is kept as long. */
GtkWidget *bt_place_list_new (BtQualityReport *report, int finding, const BtInstrument *instrument);

G_END_DECLS
