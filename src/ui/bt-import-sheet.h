// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a file is taken for, before it is imported: each guess can be changed, and the first candles
 * follow at once. */
#pragma once

#include <adwaita.h>

#include "ui/bt-import.h"

G_BEGIN_DECLS

#define BT_TYPE_IMPORT_SHEET (bt_import_sheet_get_type ())
G_DECLARE_FINAL_TYPE (BtImportSheet, bt_import_sheet, BT, IMPORT_SHEET, AdwWindow)

/* Returns a window on an import that asks; closed without an answer, the import goes on waiting. */
BtImportSheet *bt_import_sheet_new (GtkWindow *parent, BtImport *import);

G_END_DECLS
