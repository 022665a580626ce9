// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A running import: what it reads, how far it is and how fast, and its cancel button. View model:
 * "import". */
#pragma once

#include <gtk/gtk.h>

#include "ui/bt-import.h"

G_BEGIN_DECLS

#define BT_TYPE_IMPORT_ROW (bt_import_row_get_type ())
G_DECLARE_FINAL_TYPE (BtImportRow, bt_import_row, BT, IMPORT_ROW, GtkBox)

/* Returns a row of an import. */
GtkWidget *bt_import_row_new (BtImport *import);

G_END_DECLS
