// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The desktop program: one data folder, its windows, the actions that are not about one window
 * ("app.…"). */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_APPLICATION (bt_application_get_type ())
G_DECLARE_FINAL_TYPE (BtApplication, bt_application, BT, APPLICATION, AdwApplication)

/* Returns the program; started_usec is g_get_monotonic_time() of its start. */
BtApplication *bt_application_new (gint64 started_usec);

G_END_DECLS
