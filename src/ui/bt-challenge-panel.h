// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The challenge of a session: each rule as a bar with its value and limit, and which was broken.
 * Shown only where there is one. View model: "session". */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_CHALLENGE_PANEL (bt_challenge_panel_get_type ())
/* Property "session" (BtSession, write). */
G_DECLARE_FINAL_TYPE (BtChallengePanel, bt_challenge_panel, BT, CHALLENGE_PANEL, GtkBox)

G_END_DECLS
