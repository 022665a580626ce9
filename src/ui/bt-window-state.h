// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a session window remembers of itself, as the JSON text that its session keeps. A plain
 * value. */
#pragma once

#include "chart/bt-chart-series.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean is_open;
  int width_px;
  int height_px;
  gboolean is_maximized;
  gboolean has_panel;
  gboolean is_folded; /* the tables */
  int split_px;       /* where the tables begin; 0: as usual */
  int page;           /* of the tables */
  gboolean is_hollow;
  BtChartSeriesSpec series; /* the bars of the chart */
  int style;                /* BtChartStyle */
  int scale;                /* BtPriceScaleKind */
  gboolean is_inverted;
  gboolean has_volume;
  double visible; /* candles in view */
} BtWindowState;

/* Fills in what a new window has. */
void bt_window_state_init (BtWindowState *state);
/* Reads what json holds; members that are missing or of another kind stay as they are. json may be
 * NULL. */
void bt_window_state_read (BtWindowState *state, const char *json);
/* Returns a text member of json (may be NULL) as a new string, or NULL. */
char *bt_window_state_dup_text (const char *json, const char *name);
/* Returns json (may be NULL) with a text member set and every other member kept, as a new string.
 */
char *bt_window_state_set_text (const char *json, const char *name, const char *text);
/* Returns json (may be NULL) with the state's members set and every other member kept, as a new
 * string. */
char *bt_window_state_write (const BtWindowState *state, const char *json);

G_END_DECLS
