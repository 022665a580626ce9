// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the user sees when the data folder cannot be opened: what is wrong, where, and what to do.
 * Actions "app.retry", "app.quit". */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_FAILURE_WINDOW (bt_failure_window_get_type ())
G_DECLARE_FINAL_TYPE (BtFailureWindow, bt_failure_window, BT, FAILURE_WINDOW, AdwApplicationWindow)

/* Returns the window: title in few words, advice as sentences, detail as it was reported. */
BtFailureWindow *bt_failure_window_new (GtkApplication *application,
                                        const char *title,
                                        const char *advice,
                                        const char *detail);

G_END_DECLS
