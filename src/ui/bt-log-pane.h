// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Everything that happened in a session, newest first: chosen by kind, searched, copied, written to
 * a file. Choosing a line shows its place on the chart. */
#pragma once

#include <adwaita.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_LOG_PANE (bt_log_pane_get_type ())
/* Property: "session" (BtSession, write). Actions: "log.copy", "log.export". */
G_DECLARE_FINAL_TYPE (BtLogPane, bt_log_pane, BT, LOG_PANE, GtkBox)

/* Returns its table. */
GtkColumnView *bt_log_pane_get_view (BtLogPane *pane);
/* Returns the lines that are shown as CSV, the oldest first, as a new string; free with g_free().
 */
char *bt_log_pane_to_csv (BtLogPane *pane);

G_END_DECLS
