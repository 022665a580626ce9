// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Labels in a column that would lie over each other. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Moves labels of given heights apart: each keeps at least gap to its neighbours and stays within 0
 * … extent as far as there is room, and those that meet spread evenly about where they wanted to
 * be. tops holds wishes in ascending order, then places. */
void bt_label_spread (double *tops, const double *heights, guint count, double gap, double extent);

G_END_DECLS
