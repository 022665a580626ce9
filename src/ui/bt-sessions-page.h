// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The sessions of the data folder as cards, with search, filters and order; the welcome when there
 * is none. View model: "workspace". */
#pragma once

#include <gtk/gtk.h>

#include "ui/bt-workspace.h"

G_BEGIN_DECLS

#define BT_TYPE_SESSIONS_PAGE (bt_sessions_page_get_type ())
/* Properties: "workspace" (write), "is-folded" (boolean): the places are on a page of their own. */
G_DECLARE_FINAL_TYPE (BtSessionsPage, bt_sessions_page, BT, SESSIONS_PAGE, GtkBox)

/* Shows that the sample is being made, or is not any more. */
void bt_sessions_page_set_busy (BtSessionsPage *page, gboolean is_busy);
/* Puts the keyboard into the search, when there is one. */
void bt_sessions_page_search (BtSessionsPage *page);

G_END_DECLS
