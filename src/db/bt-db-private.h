// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What bt-db.c and bt-statement.c share. */
#pragma once

#include "db/bt-db.h"

#include <sqlite3.h>

G_BEGIN_DECLS

struct _BtDb
{
  sqlite3 *handle;
  char *path;
  GHashTable *statements; /* text → idle BtStatement, which owns the text */
  GHashTable *data;       /* key → BtDbData */
  int wal_pages;
};

/* Sets error from the connection's last failure; what says in English what was being done. Returns
 * FALSE. */
gboolean bt_db_fail (BtDb *db, int code, const char *what, GError **error);

/* Finalises an idle statement. */
void bt_statement_free (BtStatement *statement);

G_END_DECLS
