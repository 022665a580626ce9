// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Measures how evenly a window is drawn while its session plays, and logs it as debug messages of
 * the domain "bt-frames" when play rests: "frames 1200 longest 31 ms slowest 2400 us busiest 3100
 * us", the longest time between two frames, from the moment that play began to the frame after its
 * end, the longest that making one took, and the most that the main thread worked between two: for
 * all windows together, and not counting what the machine did for others. Costs nothing worth
 * mentioning otherwise. */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

/* Watches a window for as long as it lives. */
void bt_frame_watch_attach (GtkWidget *window, BtSession *session);

G_END_DECLS
