// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the charts that are measured show: tapes of a synthetic market, and what a busy chart has on
 * top of its candles. */
#pragma once

#include "chart/bt-chart-items.h"
#include "chart/bt-drawing-set.h"
#include "market/bt-tape.h"
#include "study/bt-study-settings.h"

#define SCENE_WIDTH 1600
#define SCENE_HEIGHT 900
#define SCENE_MILLION 1000000
#define SCENE_N_STUDIES 4
#define SCENE_N_DRAWINGS 20
#define SCENE_N_LINES 10
#define SCENE_N_MARKERS 20

/* Sets glibc's heap up as the program does at its start. */
void scene_set_up_heap (void);
/* Returns count candles of M1 ending with February 2024; free with bt_series_unref(). */
BtSeries *scene_make_series (gsize count);
/* Returns a tape over a series of which all but the last day is known. */
BtTape *scene_make_tape (BtSeries *series);
/* Stores the settings of study number i, two over the candles and two in panes of their own. */
void scene_get_study (guint i, BtStudySettings *settings);
/* Returns drawings of many tools over the last 2,000 known candles of a tape. */
BtDrawingSet *scene_make_drawings (BtTape *tape);
/* Stores lines of orders about the last known price of a tape, and markers before it. */
void scene_make_items (BtTape *tape,
                       BtChartLine lines[static SCENE_N_LINES],
                       BtChartMarker markers[static SCENE_N_MARKERS]);
