// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Asks what to download from which source, and shows how far it is. Closing it stops a download;
 * what came is kept for the next one. */
#pragma once

#include <adwaita.h>

#include "ui/bt-workspace.h"

G_BEGIN_DECLS

#define BT_TYPE_DOWNLOAD_DIALOG (bt_download_dialog_get_type ())
/* Signal "downloaded" (gint64 id, const char *text): the dataset is stored, and text says whether
 * it is new, grew or was there; the dialog closes by itself. */
G_DECLARE_FINAL_TYPE (BtDownloadDialog, bt_download_dialog, BT, DOWNLOAD_DIALOG, AdwWindow)

/* Returns the dialog, ready for the last month of gold. */
BtDownloadDialog *bt_download_dialog_new (GtkWindow *parent, BtWorkspace *workspace);

G_END_DECLS
