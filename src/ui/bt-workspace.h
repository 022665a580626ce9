// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the windows work on: the open data folder with its sessions, datasets and running imports,
 * and the user's settings. The view model of the main window. Main thread only. */
#pragma once

#include "session/bt-session-library.h"
#include "store/bt-store.h"
#include "ui/bt-appearance.h"
#include "ui/bt-arrangements.h"
#include "ui/bt-dataset-list.h"
#include "ui/bt-import.h"

G_BEGIN_DECLS

#define BT_TYPE_WORKSPACE (bt_workspace_get_type ())
/* Signals: "import-ended" (const char *path, gint64 dataset_id, gboolean is_new, gint64 added,
 * const GError *error), as in BtImportOutcome. */
G_DECLARE_FINAL_TYPE (BtWorkspace, bt_workspace, BT, WORKSPACE, GObject)

/* Returns the workspace of an open store. */
BtWorkspace *bt_workspace_new (BtStore *store, GSettings *settings, BtAppearance *appearance);

/* Its parts, owned by the workspace. */
BtStore *bt_workspace_get_store (BtWorkspace *workspace);
BtSessionLibrary *bt_workspace_get_library (BtWorkspace *workspace);
BtDatasetList *bt_workspace_get_datasets (BtWorkspace *workspace);
GListModel *bt_workspace_get_imports (BtWorkspace *workspace); /* of BtImport, oldest first */
GSettings *bt_workspace_get_settings (BtWorkspace *workspace);
BtAppearance *bt_workspace_get_appearance (BtWorkspace *workspace);
BtArrangements *bt_workspace_get_arrangements (BtWorkspace *workspace);

/* Imports a file, or each file directly inside a folder; a file that leaves something open waits
 * for an answer, and "import-asks" (BtImport) tells of it. */
void bt_workspace_import (BtWorkspace *workspace, GFile *file);
/* The same for a file that the user picked, among others perhaps: once the main loop is idle they
 * are imported; one alone is shown before, whatever it says. */
void bt_workspace_choose (BtWorkspace *workspace, GFile *file);

/* Makes the synthetic sample when it is not there, and a session on it; finish returns the
 * session's id as a new string. */
void bt_workspace_start_sample_async (BtWorkspace *workspace,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
char *
bt_workspace_start_sample_finish (BtWorkspace *workspace, GAsyncResult *result, GError **error);

G_END_DECLS
