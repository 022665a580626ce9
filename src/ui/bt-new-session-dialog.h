// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Makes a session: market and span, account, costs, execution. Every fault is told next to its
 * field. View model: "workspace". */
#pragma once

#include <adwaita.h>

#include "ui/bt-workspace.h"

G_BEGIN_DECLS

#define BT_TYPE_NEW_SESSION_DIALOG (bt_new_session_dialog_get_type ())
/* Signal "created" (const char *id): the session is stored; the dialog closes by itself. */
G_DECLARE_FINAL_TYPE (BtNewSessionDialog, bt_new_session_dialog, BT, NEW_SESSION_DIALOG, AdwWindow)

/* Returns the dialog, with a dataset chosen (0: the first one). */
BtNewSessionDialog *
bt_new_session_dialog_new (GtkWindow *parent, BtWorkspace *workspace, gint64 dataset_id);
/* Returns why the session cannot be made as it stands, static or owned by the dialog, or NULL when
 * it can. */
const char *bt_new_session_dialog_get_fault (BtNewSessionDialog *dialog);

G_END_DECLS
