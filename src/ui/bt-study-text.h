// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The indicators of a chart as a text that sessions and templates keep: one a line, its id and the
 * parameters that differ from the usual ones, "rsi period=21 timeframe=H1". */
#pragma once

#include "chart/bt-chart.h"

G_BEGIN_DECLS

/* Returns the studies of a chart as a text; free with g_free(). */
char *bt_study_text_write (BtChart *chart);
/* Puts the studies of a text on a chart in the place of those that are there. Lines that name no
 * study are left out, parameters that are not to be had stay as usual. text may be NULL. */
void bt_study_text_read (BtChart *chart, const char *text);

G_END_DECLS
