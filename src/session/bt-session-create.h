// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Adding a session's row to the data folder. Private to `session`. */
#pragma once

#include "session/bt-session.h"

G_BEGIN_DECLS

/* Inserts a row and tells the store's listeners. Blocks; not on the store's thread. */
gboolean bt_session_row_insert (BtStore *store, BtSessionRow *row, GError **error);

G_END_DECLS
