// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Play and pause, step, speed. View model: "session"; play and step leave as "win.play-pause" and
 * "win.step". */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_TIME_CONTROLS (bt_time_controls_get_type ())
/* Property "session" (BtSession, write). */
G_DECLARE_FINAL_TYPE (BtTimeControls, bt_time_controls, BT, TIME_CONTROLS, GtkBox)

/* Goes so many speeds up, or down when negative; stays at the ends. */
void bt_time_controls_shift_speed (BtTimeControls *controls, int steps);
/* Opens the menu of places to go to. */
void bt_time_controls_open_menu (BtTimeControls *controls);

G_END_DECLS
