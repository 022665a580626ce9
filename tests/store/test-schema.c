// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Every released version's data can still be read. */
#include "config.h"

#include "store-fixture.h"
#include "store/bt-instrument-table.h"
#include "store/bt-preference-table.h"
#include "store/bt-store-schema.h"
#include "test-folder.h"

#define SESSION_ID "6f1d6a0e-0000-4000-8000-000000000001"
#define FIRST_USEC G_GINT64_CONSTANT (1704157200000000)

/* Makes a folder's database from a fixture and opens it with this program. */
static BtDb *
open_fixture (const char *folder, const char *name)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "store", "fixtures", name, NULL);
  g_autofree char *path = g_build_filename (folder, "backtrade.db", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (source, &sql, NULL, &error);
  g_assert_no_error (error);
  BtDb *db = bt_db_open (path, &error);
  g_assert_no_error (error);
  bt_db_execute (db, sql, &error);
  g_assert_no_error (error);
  bt_db_close (db);
  return store_fixture_open (folder);
}

static void
test_version_1 (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = open_fixture (folder, "version-1.sql");
  g_autoptr (GArray) candles = store_fixture_make_candles (1, 300, FIRST_USEC);
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, 1, NULL);
  g_autoptr (BtSeries) series = bt_dataset_table_load (db, 1, NULL, NULL);
  g_autoptr (BtSessionRow) session = bt_session_table_get (db, SESSION_ID, NULL);
  g_autoptr (GPtrArray) lines = bt_branch_table_load_journal (db, SESSION_ID, BT_BRANCH_MAIN, NULL);
  g_autoptr (GPtrArray) branches = bt_branch_table_list (db, SESSION_ID, NULL);
  const BtBranchRow *main = branches->pdata[0];
  g_autofree char *trading_day = bt_preference_table_get (db, BT_PREFERENCE_TRADING_DAY, NULL);
  g_autoptr (GPtrArray) faults = store_fixture_check (db);
  BtInstrument own = { 0 };

  g_assert_cmpint (store_fixture_query (db, "PRAGMA user_version"), ==, BT_STORE_VERSION);
  g_assert_cmpstr (dataset->instrument.symbol, ==, "XAUUSD");
  store_fixture_assert_candles (series, candles, 0, 300);
  g_assert_cmpint (session->dataset_id, ==, 1);
  g_assert_cmpint (session->command_count, ==, 3);
  g_assert_cmpint (session->end_usec, ==, BT_TIME_NONE);
  g_assert_cmpuint (lines->len, ==, 3);
  /* What was played before there were branches is the first one. */
  g_assert_cmpuint (branches->len, ==, 1);
  g_assert_cmpstr (main->name, ==, "main");
  g_assert_cmpint (main->parent_id, ==, 0);
  g_assert_cmpint (main->head.command_count, ==, 3);
  g_assert_cmpint (main->head.bar, ==, session->bar);
  g_assert_true (bt_hash_equal (&main->head.digest, &session->digest));
  g_assert_cmpint (session->branch_id, ==, BT_BRANCH_MAIN);
  g_assert_cmpint (session->branches_made, ==, 1);
  g_assert_cmpint (session->rewind_count, ==, 0);
  g_assert_cmpint (session->tick_count, ==, 0);
  g_assert_false (session->blind.is_blind);
  g_assert_cmpint (session->blind.reveal_count, ==, 0);
  g_assert_cmpstr (trading_day, ==, "00:00 UTC");
  g_assert_true (bt_instrument_table_find (db, "COFFEE", &own, NULL));
  g_assert_cmpuint (own.digits, ==, 3);
  /* What instruments had not then. */
  g_assert_false (own.has_swap);
  g_assert_cmpint (own.swap_triple_weekday, ==, 3);
  g_assert_cmpint (own.leverage, ==, 0);
  g_assert_cmpuint (own.hours.n_spans, ==, 0);
  g_assert_cmpuint (dataset->instrument.hours.n_spans, ==, 0);
  g_assert_cmpuint (faults->len, ==, 0);
}

/* What was edited of a built-in instrument before instruments had hours gets its hours. */
static void
test_hours_of_builtin (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "backtrade.db", NULL);
  g_autofree char *source
    = g_test_build_filename (G_TEST_DIST, "store", "fixtures", "version-1.sql", NULL);
  g_autofree char *sql = NULL;
  BtInstrument silver = { 0 };
  BtDb *old = bt_db_open (path, NULL);

  g_assert_true (g_file_get_contents (source, &sql, NULL, NULL));
  g_assert_true (bt_db_execute (old, sql, NULL));
  g_assert_true (bt_db_execute (
    old,
    "INSERT INTO instruments VALUES ('XAGUSD', 'Silver', 'XAG', 'USD', 3, 500000000000, 1000000,"
    " 10000000000, 1000000, 0, 30)",
    NULL));
  bt_db_close (old);
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_assert_true (bt_instrument_table_find (db, "XAGUSD", &silver, NULL));
  g_assert_cmpint (silver.typical_spread_points, ==, 30);
  g_assert_true (
    bt_trading_hours_equal (&silver.hours, bt_trading_hours_of_class (BT_HOURS_METALS)));
}

/* A new folder has the tables that the fixture of the newest version has. */
static void
test_same_tables (void)
{
  const char *sql = "SELECT count(*) FROM sqlite_schema AS a WHERE NOT EXISTS (SELECT 1 FROM"
                    " other.sqlite_schema AS b WHERE a.name = b.name AND a.sql IS b.sql)";
  g_autoptr (TestFolder) old_folder = test_folder_new ();
  g_autoptr (TestFolder) new_folder = test_folder_new ();
  g_autoptr (BtDb) old_db = open_fixture (old_folder, "version-1.sql");
  g_autoptr (BtDb) new_db = store_fixture_open (new_folder);

  store_fixture_execute (new_db, "ATTACH '%s' AS other", bt_db_get_path (old_db));
  g_assert_cmpint (store_fixture_query (new_db, sql), ==, 0);
  g_assert_cmpint (store_fixture_query (new_db, "SELECT count(*) FROM sqlite_schema"), ==,
                   store_fixture_query (new_db, "SELECT count(*) FROM other.sqlite_schema"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/schema/version-1", test_version_1);
  g_test_add_func ("/store/schema/hours-of-builtin", test_hours_of_builtin);
  g_test_add_func ("/store/schema/same-tables", test_same_tables);
  return g_test_run ();
}
