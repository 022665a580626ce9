// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What dataset writers left that died with their process. Inside `store` only. */
#pragma once

#include "db/bt-db.h"

G_BEGIN_DECLS

/* Removes it, of any process; live writers are not touched. */
gboolean bt_dead_writers_clear (BtDb *db, GError **error);

G_END_DECLS
