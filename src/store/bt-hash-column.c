// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-hash-column.h"

#include <string.h>

gboolean
bt_hash_column_read (BtStatement *statement, int index, BtHash *out)
{
  gsize length = 0;
  const void *bytes = bt_statement_get_blob (statement, index, &length);

  if (length != sizeof out->bytes)
    return FALSE;
  memcpy (out->bytes, bytes, length);
  return TRUE;
}

void
bt_hash_column_bind (BtStatement *statement, int index, const BtHash *hash)
{
  bt_statement_bind_blob (statement, index, hash->bytes, sizeof hash->bytes);
}
