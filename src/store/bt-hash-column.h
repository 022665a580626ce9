// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Hashes in columns. Private to `store`. */
#pragma once

#include "base/bt-hash-chain.h"
#include "db/bt-db.h"

G_BEGIN_DECLS

/* Reads a hash; FALSE, and nothing stored, when the column has another length. */
gboolean bt_hash_column_read (BtStatement *statement, int index, BtHash *out);
/* Binds a hash to a parameter. */
void bt_hash_column_bind (BtStatement *statement, int index, const BtHash *hash);

G_END_DECLS
