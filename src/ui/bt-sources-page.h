// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The page of the preferences about the sources of history: their addresses, the connections at
 * once, and the files that are kept. */
#pragma once

#include <adwaita.h>

#include "ui/bt-workspace.h"

G_BEGIN_DECLS

#define BT_TYPE_SOURCES_PAGE (bt_sources_page_get_type ())
G_DECLARE_FINAL_TYPE (BtSourcesPage, bt_sources_page, BT, SOURCES_PAGE, AdwPreferencesPage)

/* Reads what is set in a workspace's data folder; call it once. */
void bt_sources_page_set_workspace (BtSourcesPage *page, BtWorkspace *workspace);

G_END_DECLS
