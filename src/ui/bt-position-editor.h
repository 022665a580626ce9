// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A popover in which an open position is changed: stop, target, trailing, and how much of it is
 * closed. */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_POSITION_EDITOR (bt_position_editor_get_type ())
G_DECLARE_FINAL_TYPE (BtPositionEditor, bt_position_editor, BT, POSITION_EDITOR, GtkPopover)

/* Shows a position of a session at the place that the popover points to. */
void bt_position_editor_open (BtPositionEditor *editor, BtSession *session, BtPositionItem *item);
/* Returns the volume that is a share of a position, on the instrument's step: at least its minimum,
 * at most all of it. */
BtVolume
bt_position_share (const BtPosition *position, const BtInstrument *instrument, guint percent);

G_END_DECLS
