// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-store-schema.h"

#define INSTRUMENT_FIELDS                                                                          \
  "description TEXT NOT NULL, base TEXT NOT NULL, quote TEXT NOT NULL, digits INTEGER NOT NULL,"   \
  "contract_size INTEGER NOT NULL, volume_min INTEGER NOT NULL, volume_max INTEGER NOT NULL,"      \
  "volume_step INTEGER NOT NULL, trades_weekends INTEGER NOT NULL,"                                \
  "typical_spread_points INTEGER NOT NULL"

/* A dataset has an owner while it is written: the name of the lock that the import holds. */
static const char datasets_sql[]
  = "CREATE TABLE datasets ("
    "id INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT, symbol TEXT NOT NULL COLLATE "
    "NOCASE," INSTRUMENT_FIELDS ", timeframe_usec INTEGER NOT NULL, price_kind TEXT NOT NULL,"
    "has_spread INTEGER NOT NULL, rows INTEGER NOT NULL DEFAULT 0,"
    "first_usec INTEGER NOT NULL DEFAULT 0, last_usec INTEGER NOT NULL DEFAULT 0,"
    "bytes INTEGER NOT NULL DEFAULT 0, source TEXT NOT NULL DEFAULT '', report_json TEXT,"
    "grade TEXT NOT NULL DEFAULT '-', imported_usec INTEGER NOT NULL DEFAULT 0,"
    "is_synthetic INTEGER NOT NULL DEFAULT 0, hash BLOB) STRICT;"
    "CREATE INDEX datasets_by_hash ON datasets (hash);"
    "CREATE TABLE chunks ("
    "id INTEGER PRIMARY KEY, dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,"
    "first_usec INTEGER NOT NULL, last_usec INTEGER NOT NULL, rows INTEGER NOT NULL,"
    "sum INTEGER NOT NULL, candles BLOB NOT NULL) STRICT;"
    "CREATE UNIQUE INDEX chunks_by_time ON chunks (dataset_id, first_usec);";

static const char sessions_sql[]
  = "CREATE TABLE sessions ("
    "id TEXT PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL,"
    "dataset_id INTEGER REFERENCES datasets, dataset_hash BLOB NOT NULL, range_hash BLOB NOT NULL,"
    "start_usec INTEGER NOT NULL, end_usec INTEGER NOT NULL, first_index INTEGER NOT NULL,"
    "length INTEGER NOT NULL, settings_json TEXT NOT NULL, rules_version INTEGER NOT NULL,"
    "bar INTEGER NOT NULL, digest BLOB NOT NULL, command_count INTEGER NOT NULL,"
    "is_ended INTEGER NOT NULL, summary_json TEXT, view_json TEXT, created_usec INTEGER NOT NULL,"
    "played_usec INTEGER NOT NULL) STRICT;"
    "CREATE INDEX sessions_by_dataset ON sessions (dataset_id);"
    "CREATE TABLE journal ("
    "session_id TEXT NOT NULL REFERENCES sessions ON DELETE CASCADE, sequence INTEGER NOT NULL,"
    "after_bar INTEGER NOT NULL, json TEXT NOT NULL, hash BLOB NOT NULL,"
    "PRIMARY KEY (session_id, sequence)) STRICT, WITHOUT ROWID;";

static const char settings_sql[]
  = "CREATE TABLE instruments (symbol TEXT PRIMARY KEY COLLATE NOCASE," INSTRUMENT_FIELDS
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE preferences (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;";

static const char ticks_sql[]
  = "CREATE TABLE tick_chunks ("
    "id INTEGER PRIMARY KEY, dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,"
    "first_usec INTEGER NOT NULL, last_usec INTEGER NOT NULL, rows INTEGER NOT NULL,"
    "sum INTEGER NOT NULL, ticks BLOB NOT NULL) STRICT;"
    "CREATE INDEX tick_chunks_by_time ON tick_chunks (dataset_id, last_usec, id);"
    "ALTER TABLE datasets ADD COLUMN tick_rows INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE datasets ADD COLUMN tick_bytes INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE datasets ADD COLUMN tick_hash BLOB;";

/* Version 1: released as 0.1.0. */
static gboolean
create_tables (BtDb *db, GError **error)
{
  return bt_db_execute (db, datasets_sql, error) && bt_db_execute (db, sessions_sql, error)
         && bt_db_execute (db, settings_sql, error);
}

/* Ticks beside candles. */
static gboolean
add_ticks (BtDb *db, GError **error)
{
  return bt_db_execute (db, ticks_sql, error);
}

gboolean
bt_store_schema_migrate (BtDb *db, GError **error)
{
  static const BtMigration steps[] = { create_tables, add_ticks };

  G_STATIC_ASSERT (G_N_ELEMENTS (steps) == BT_STORE_VERSION);
  return bt_db_migrate (db, BT_STORE_APPLICATION_ID, steps, BT_STORE_VERSION, error);
}
