// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The other instruments on a chart of a session: reads their datasets, puts them on the chart, and
 * keeps which they are. Main thread only. */
#pragma once

#include <json-glib/json-glib.h>

#include "chart/bt-chart.h"
#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_COMPARE_LIST (bt_compare_list_get_type ())
/* Signals: "changed" () after one came, changed or went; "failed" (const char *message) when one
 * could not be read. */
G_DECLARE_FINAL_TYPE (BtCompareList, bt_compare_list, BT, COMPARE_LIST, GObject)

/* Returns the list of a chart, which outlives it, without any. */
BtCompareList *bt_compare_list_new (BtSession *session, BtChart *chart);
/* Returns the session. */
BtSession *bt_compare_list_get_session (BtCompareList *list);
/* Returns the chart. */
BtChart *bt_compare_list_get_chart (BtCompareList *list);
/* Returns how many there are, those being read included. */
guint bt_compare_list_get_count (BtCompareList *list);
/* Returns the dataset of one; axis (may be NULL) is filled. index is below their number. */
gint64 bt_compare_list_get (BtCompareList *list, guint index, BtChartCompareAxis *axis);
/* Returns whether a dataset is among them. */
gboolean bt_compare_list_has (BtCompareList *list, gint64 dataset_id);
/* Adds a dataset, unless it is there or the chart is full: FALSE then. It is on the chart when it
 * was read; "failed" says why not. */
gboolean bt_compare_list_add (BtCompareList *list, gint64 dataset_id, BtChartCompareAxis axis);
/* Puts one on another axis. */
void bt_compare_list_set_axis (BtCompareList *list, gint64 dataset_id, BtChartCompareAxis axis);
/* Takes one away. */
void bt_compare_list_remove (BtCompareList *list, gint64 dataset_id);
/* Takes all away. */
void bt_compare_list_clear (BtCompareList *list);
/* Returns them as an array, to be kept. */
JsonArray *bt_compare_list_write (BtCompareList *list);
/* Puts those of such an array (may be NULL) in the place of all. */
void bt_compare_list_read (BtCompareList *list, JsonArray *array);

G_END_DECLS
