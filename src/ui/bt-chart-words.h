// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a chart says, in the user's language. */
#pragma once

#include "chart/bt-chart.h"

G_BEGIN_DECLS

/* Gives a chart its words. */
void bt_chart_words_apply (BtChart *chart);

G_END_DECLS
