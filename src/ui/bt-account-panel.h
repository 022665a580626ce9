// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The account at the known quote: equity with its line, balance, margin, drawdown. View model:
 * "session". */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_ACCOUNT_PANEL (bt_account_panel_get_type ())
/* Property "session" (BtSession, write). */
G_DECLARE_FINAL_TYPE (BtAccountPanel, bt_account_panel, BT, ACCOUNT_PANEL, GtkBox)

G_END_DECLS
