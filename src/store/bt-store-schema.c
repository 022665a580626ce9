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

/* A session has branches: each holds its complete line, so that one can go without the others. The
 * session's own bar, digest, count and end are those of the clock, which may be before the head of
 * its branch. What was played before is the branch "main". */
static const char branches_sql[]
  = "ALTER TABLE sessions ADD COLUMN branch_id INTEGER NOT NULL DEFAULT 1;"
    "ALTER TABLE sessions ADD COLUMN branches_made INTEGER NOT NULL DEFAULT 1;"
    "ALTER TABLE sessions ADD COLUMN rewind_count INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE branches ("
    "session_id TEXT NOT NULL REFERENCES sessions ON DELETE CASCADE, id INTEGER NOT NULL,"
    "name TEXT NOT NULL, parent_id INTEGER, fork_sequence INTEGER NOT NULL,"
    "fork_bar INTEGER NOT NULL, bar INTEGER NOT NULL, digest BLOB NOT NULL,"
    "command_count INTEGER NOT NULL, is_ended INTEGER NOT NULL, net_minor INTEGER NOT NULL,"
    "created_usec INTEGER NOT NULL, PRIMARY KEY (session_id, id)) STRICT, WITHOUT ROWID;"
    "INSERT INTO branches SELECT id, 1, 'main', NULL, 0, -1, bar, digest, command_count, is_ended,"
    " coalesce (CAST (json_extract (iif (json_valid (summary_json), summary_json, NULL), '$.net')"
    " AS INTEGER), 0),"
    " created_usec FROM sessions;"
    "ALTER TABLE journal RENAME TO old_journal;"
    "CREATE TABLE journal ("
    "session_id TEXT NOT NULL, branch_id INTEGER NOT NULL, sequence INTEGER NOT NULL,"
    "after_bar INTEGER NOT NULL, json TEXT NOT NULL, hash BLOB NOT NULL,"
    "PRIMARY KEY (session_id, branch_id, sequence),"
    "FOREIGN KEY (session_id, branch_id) REFERENCES branches ON DELETE CASCADE)"
    " STRICT, WITHOUT ROWID;"
    "INSERT INTO journal SELECT session_id, 1, sequence, after_bar, json, hash FROM old_journal;"
    "DROP TABLE old_journal;";

/* Version 3: branches. */
static gboolean
add_branches (BtDb *db, GError **error)
{
  return bt_db_execute (db, branches_sql, error);
}

/* Version 4: sessions that play on ticks; those from before do not. */
static gboolean
add_session_ticks (BtDb *db, GError **error)
{
  return bt_db_execute (
    db, "ALTER TABLE sessions ADD COLUMN tick_count INTEGER NOT NULL DEFAULT 0;", error);
}

/* Version 5: alerts, notes and what was done, beside the sessions' journals. */
static gboolean
add_annotations (BtDb *db, GError **error)
{
  return bt_db_execute (
    db,
    "CREATE TABLE annotations ("
    "session_id TEXT NOT NULL REFERENCES sessions ON DELETE CASCADE, kind INTEGER NOT NULL,"
    "id INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (session_id, kind, id))"
    " STRICT, WITHOUT ROWID;",
    error);
}

/* What version 6 adds to a table with instruments. */
#define ADD_TRADING_FIELDS(table)                                                                  \
  "ALTER TABLE " table " ADD COLUMN has_swap INTEGER NOT NULL DEFAULT 0;"                          \
  "ALTER TABLE " table " ADD COLUMN swap_long_points INTEGER NOT NULL DEFAULT 0;"                  \
  "ALTER TABLE " table " ADD COLUMN swap_short_points INTEGER NOT NULL DEFAULT 0;"                 \
  "ALTER TABLE " table " ADD COLUMN swap_triple_weekday INTEGER NOT NULL DEFAULT 3;"               \
  "ALTER TABLE " table " ADD COLUMN leverage INTEGER NOT NULL DEFAULT 0;"                          \
  "ALTER TABLE " table " ADD COLUMN hours TEXT NOT NULL DEFAULT '';"

static const char trading_fields_sql[]
  = ADD_TRADING_FIELDS ("datasets") ADD_TRADING_FIELDS ("instruments");

static const char builtin_hours_sql[]
  = "UPDATE instruments SET hours = 'Sun 17:00-Fri 17:00 America/New_York' WHERE symbol IN"
    " ('EURUSD', 'GBPUSD', 'USDJPY', 'USDCHF', 'AUDUSD', 'NZDUSD', 'USDCAD', 'EURGBP', 'EURJPY',"
    " 'GBPJPY');"
    "UPDATE instruments SET hours = 'Sun 18:00-Fri 17:00, break 17:00-18:00 America/New_York'"
    " WHERE symbol IN ('XAUUSD', 'XAGUSD', 'US500', 'NAS100', 'US30');"
    "UPDATE instruments SET hours = '24x7' WHERE symbol IN ('BTCUSD', 'ETHUSD');";

/* Version 6: swap, leverage and trading hours of instruments. What the user has edited of built-in
 * ones before gets the hours that those have; datasets have none until their instrument changes. */
static gboolean
add_trading_fields (BtDb *db, GError **error)
{
  return bt_db_execute (db, trading_fields_sql, error)
         && bt_db_execute (db, builtin_hours_sql, error);
}

/* Version 7: sessions that are practised blind. */
static gboolean
add_blind (BtDb *db, GError **error)
{
  return bt_db_execute (db,
                        "ALTER TABLE sessions ADD COLUMN is_blind INTEGER NOT NULL DEFAULT 0;"
                        "ALTER TABLE sessions ADD COLUMN reveal_count INTEGER NOT NULL DEFAULT 0;"
                        "ALTER TABLE sessions ADD COLUMN revealed_bar INTEGER NOT NULL DEFAULT 0;"
                        "ALTER TABLE sessions ADD COLUMN revealed_usec INTEGER NOT NULL DEFAULT 0;",
                        error);
}

gboolean
bt_store_schema_migrate (BtDb *db, GError **error)
{
  static const BtMigration steps[]
    = { create_tables,   add_ticks,          add_branches, add_session_ticks,
        add_annotations, add_trading_fields, add_blind };

  G_STATIC_ASSERT (G_N_ELEMENTS (steps) == BT_STORE_VERSION);
  return bt_db_migrate (db, BT_STORE_APPLICATION_ID, steps, BT_STORE_VERSION, error);
}
