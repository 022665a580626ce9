// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the first start shows: a chart that can be traded in one click, and the ways to bring one's
 * own market. View model: "workspace". */
#pragma once

#include <adwaita.h>

#include "ui/bt-workspace.h"

G_BEGIN_DECLS

#define BT_TYPE_WELCOME_PAGE (bt_welcome_page_get_type ())
/* Properties: "workspace" (write), "is-busy" (boolean): the sample is being made. */
G_DECLARE_FINAL_TYPE (BtWelcomePage, bt_welcome_page, BT, WELCOME_PAGE, AdwBin)

/* Shows that the sample is being made, or is not any more. */
void bt_welcome_page_set_busy (BtWelcomePage *page, gboolean is_busy);

G_END_DECLS
