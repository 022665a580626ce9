// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Asks for the key of an action by having it pressed. A key that does something else is taken from
 * that only when the user says so. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_KEY_CAPTURE (bt_key_capture_get_type ())
G_DECLARE_FINAL_TYPE (BtKeyCapture, bt_key_capture, BT, KEY_CAPTURE, AdwWindow)

/* Returns a window over parent for an action of the table of keys. */
BtKeyCapture *bt_key_capture_new (GtkWindow *parent, const char *action);
/* Takes a key as if it was pressed; returns whether it was one that can be taken. */
gboolean bt_key_capture_press (BtKeyCapture *capture, guint keyval, GdkModifierType state);

G_END_DECLS
