// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The account of a session up to its clock: figures, equity, costs, trades, ledger; and their
 * export. View model: "session". */
#pragma once

#include <adwaita.h>

#include "session/bt-session.h"
#include "ui/bt-workspace.h"

G_BEGIN_DECLS

#define BT_TYPE_REPORT_WINDOW (bt_report_window_get_type ())
/* Action "report.export" takes "trades", "ledger", "json" or "session". */
G_DECLARE_FINAL_TYPE (BtReportWindow, bt_report_window, BT, REPORT_WINDOW, AdwApplicationWindow)

/* Returns the window, not yet shown. */
BtReportWindow *
bt_report_window_new (GtkApplication *application, BtWorkspace *workspace, BtSession *session);

G_END_DECLS
