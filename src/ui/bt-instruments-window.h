// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The instruments: built-in ones with the user's edits, and own ones. View model: "workspace". */
#pragma once

#include <adwaita.h>

#include "ui/bt-workspace.h"

G_BEGIN_DECLS

#define BT_TYPE_INSTRUMENTS_WINDOW (bt_instruments_window_get_type ())
/* Actions "instruments.add", "instruments.import", "instruments.save", "instruments.reset". */
G_DECLARE_FINAL_TYPE (BtInstrumentsWindow, bt_instruments_window, BT, INSTRUMENTS_WINDOW, AdwWindow)

/* Returns the window, not yet shown. symbol is the instrument to choose, or NULL. */
BtInstrumentsWindow *
bt_instruments_window_new (GtkWindow *parent, BtWorkspace *workspace, const char *symbol);

G_END_DECLS
