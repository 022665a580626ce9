// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Two branches of a session side by side: where they part, both equity lines, what each ended with,
 * and the trades that differ. */
#pragma once

#include <adwaita.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_COMPARISON_WINDOW (bt_comparison_window_get_type ())
G_DECLARE_FINAL_TYPE (BtComparisonWindow, bt_comparison_window, BT, COMPARISON_WINDOW, AdwWindow)

/* Opens a window over parent (may be NULL) and compares two branches of the session in it, as far
 * as each was played. */
BtComparisonWindow *bt_comparison_window_open (GtkWindow *parent,
                                               BtSession *session,
                                               const char *id_a,
                                               const char *id_b);

G_END_DECLS
