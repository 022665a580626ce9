// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The line at the foot of a session window: state, progress, rule, data, what is saved, digest,
 * account. View model: "session". */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_STATUS_BAR (bt_status_bar_get_type ())
/* Property "session" (BtSession, write). */
G_DECLARE_FINAL_TYPE (BtStatusBar, bt_status_bar, BT, STATUS_BAR, GtkBox)

/* Leaves items out, from the middle, for a window of that width. */
void bt_status_bar_fit (BtStatusBar *bar, int width_px);

G_END_DECLS
