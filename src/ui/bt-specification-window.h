// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a broker's table of specifications would change, before it is stored. Action
 * "specification.store". Signal "stored" (char *symbol): all of it is, this is the first. */
#pragma once

#include <adwaita.h>

#include "source/bt-specification-import.h"
#include "ui/bt-workspace.h"

G_BEGIN_DECLS

#define BT_TYPE_SPECIFICATION_WINDOW (bt_specification_window_get_type ())
G_DECLARE_FINAL_TYPE (
  BtSpecificationWindow, bt_specification_window, BT, SPECIFICATION_WINDOW, AdwWindow)

/* Returns the window, not yet shown; the plan is taken over. */
BtSpecificationWindow *
bt_specification_window_new (GtkWindow *parent, BtWorkspace *workspace, BtSpecificationPlan *plan);

G_END_DECLS
