// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a look at a file finds, what it leaves open, and what the user's instruments change. */
#include "config.h"

#include "source/bt-file-import.h"
#include "source/bt-file-look.h"
#include "store/bt-instrument-table.h"

#include "test-folder.h"

#include <string.h>

#define HEADER "timestamp,open,high,low,close,volume\n"
#define ROWS 500

typedef struct
{
  char *folder;
  BtStore *store;
  BtFeedOptions options;
  BtFileLook *look;
  GError *error;
  gboolean is_done;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = test_folder_new ();
  g_autofree char *data_folder = g_build_filename (fixture->folder, "data", NULL);
  fixture->store = bt_store_open (data_folder, &error);
  g_assert_no_error (error);
  bt_feed_options_init (&fixture->options);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer store = fixture->store;

  g_clear_pointer (&fixture->look, bt_file_look_free);
  g_clear_error (&fixture->error);
  g_object_add_weak_pointer (G_OBJECT (store), &store);
  g_object_unref (store);
  /* The thread of a task that has ended may hold the last reference for a moment. */
  while (g_atomic_pointer_get (&store) != NULL)
    g_thread_yield ();
  test_folder_remove (fixture->folder);
}

static char *
write_file (const Fixture *fixture, const char *name, const char *rows)
{
  g_autofree char *text = g_strconcat (HEADER, rows, NULL);
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static char *
write_rows (const Fixture *fixture, const char *name)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (rows, "2024-01-02T%02u:%02u:00Z,1.10000,1.10020,1.09980,1.10010,9\n",
                            i / 60, i % 60);
  return write_file (fixture, name, rows->str);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->look = bt_file_look_finish (BT_STORE (source), result, &fixture->error);
  fixture->is_done = TRUE;
}

/* Looks at a file with the fixture's options; look or error is set then. */
static void
look_at (Fixture *fixture, const char *path)
{
  g_clear_pointer (&fixture->look, bt_file_look_free);
  g_clear_error (&fixture->error);
  fixture->is_done = FALSE;
  bt_file_look_async (fixture->store, path, &fixture->options, NULL, looked_cb, fixture);
  while (!fixture->is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_certain (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_rows (fixture, "EURUSD_M1.csv");

  look_at (fixture, path);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->look->instrument.symbol, ==, "EURUSD");
  g_assert_cmpstr (fixture->look->instrument.description, ==, "Euro against US dollar");
  g_assert_cmpint (fixture->look->timeframe, ==, BT_TIMEFRAME_M1);
  g_assert_cmpint (fixture->look->zone.kind, ==, BT_ZONE_UTC);
  g_assert_cmpuint (fixture->look->candles->len, ==, BT_FILE_LOOK_ROWS);
  g_assert_true (bt_file_look_is_certain (fixture->look));
}

static void
test_unnamed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_rows (fixture, "prices.csv");

  look_at (fixture, path);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->look->instrument.symbol, ==, "");
  g_assert_true (fixture->look->has_timeframe);
  g_assert_false (bt_file_look_is_certain (fixture->look));

  fixture->options.symbol = "eurusd";
  look_at (fixture, path);
  g_assert_cmpstr (fixture->look->instrument.symbol, ==, "EURUSD");
  g_assert_true (bt_file_look_is_certain (fixture->look));

  /* Without “Z” the rows do not say whose clock it is, and there are no weekends to tell. */
  g_autofree char *local = write_file (fixture, "EURUSD_M1_local.csv",
                                       "2024-01-02 00:00:00,1.1,1.2,1.0,1.1,5\n"
                                       "2024-01-02 00:01:00,1.1,1.2,1.0,1.1,5\n");
  look_at (fixture, local);
  g_assert_false (fixture->look->is_zone_certain);
  g_assert_false (bt_file_look_is_certain (fixture->look));

  /* A symbol that nobody knows is a question. */
  fixture->options.symbol = "COFFEE";
  look_at (fixture, path);
  g_assert_false (fixture->look->is_known);
  g_assert_false (bt_file_look_is_certain (fixture->look));
}

static void
test_no_timeframe (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path
    = write_file (fixture, "EURUSD.csv", "2024-01-02T00:00:00Z,1.1,1.2,1.0,1.1,5\n");
  g_autofree char *unnamed
    = write_file (fixture, "1.csv", "2024-01-02T00:00:00Z,1.1,1.2,1.0,1.1,5\n");

  look_at (fixture, path);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->look->instrument.symbol, ==, "EURUSD");
  g_assert_false (fixture->look->has_timeframe);
  g_assert_cmpuint (fixture->look->candles->len, ==, 1);

  look_at (fixture, unnamed);
  g_assert_cmpstr (fixture->look->instrument.symbol, ==, "");
  g_assert_false (fixture->look->has_timeframe);

  fixture->options.has_timeframe = TRUE;
  fixture->options.timeframe = BT_TIMEFRAME_H4;
  look_at (fixture, path);
  g_assert_true (fixture->look->has_timeframe);
  g_assert_cmpint (fixture->look->timeframe, ==, BT_TIMEFRAME_H4);
}

static void
test_stated (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_rows (fixture, "EURUSD_M1.csv");

  fixture->options.has_kind = TRUE;
  fixture->options.kind = BT_SIDE_KIND_MID;
  fixture->options.digits = 6;
  look_at (fixture, path);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->look->kind, ==, BT_SIDE_KIND_MID);
  g_assert_cmpuint (fixture->look->instrument.digits, ==, 6);

  fixture->options.digits = 40;
  look_at (fixture, path);
  g_assert_error (fixture->error, BT_FEED_ERROR, BT_FEED_ERROR_OPTION);
}

static void
test_no_table (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "letter.csv", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.csv", NULL);

  g_assert_true (g_file_set_contents (path, "Dear broker,\nno prices at all.\n", -1, NULL));
  look_at (fixture, path);
  g_assert_error (fixture->error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT);
  look_at (fixture, missing);
  g_assert_nonnull (fixture->error);
  g_assert_nonnull (strstr (fixture->error->message, "missing.csv"));
}

static gboolean
save_own (BtDb *db, gpointer data, GError **error)
{
  return bt_instrument_table_save (db, data, error);
}

static gboolean
read_dataset (BtDb *db, gpointer data, GError **error)
{
  BtDataset **dataset = data;

  *dataset = bt_dataset_table_get (db, (*dataset)->id, error);
  return *dataset != NULL;
}

/* What the user has entered counts: when a file is looked at, and when it is imported. */
static void
test_own_instrument (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_rows (fixture, "EURUSD_M1.csv");
  const char *const paths[] = { path, NULL };
  g_autoptr (GPtrArray) reports
    = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_quality_report_unref);
  BtInstrument own = *bt_instrument_find_builtin ("EURUSD");
  BtDataset wanted = { 0 };
  BtDataset *found = &wanted;
  g_autoptr (GError) error = NULL;

  own.contract_size /= 10;
  own.digits = 6;
  own.typical_spread_points = 30;
  g_assert_true (bt_store_run (fixture->store, save_own, &own, NULL));
  look_at (fixture, path);
  g_assert_cmpint (fixture->look->instrument.contract_size, ==, own.contract_size);

  wanted.id = bt_file_import_run_sync (fixture->store, paths, &fixture->options, FALSE, reports,
                                       NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (bt_store_run (fixture->store, read_dataset, &found, NULL));
  g_assert_cmpint (found->instrument.contract_size, ==, own.contract_size);
  g_assert_cmpuint (found->instrument.digits, ==, 6);
  g_assert_cmpint (found->instrument.typical_spread_points, ==, 30);
  bt_dataset_free (found);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/source/look/certain", test_certain);
  ADD ("/source/look/unnamed", test_unnamed);
  ADD ("/source/look/no-timeframe", test_no_timeframe);
  ADD ("/source/look/stated", test_stated);
  ADD ("/source/look/no-table", test_no_table);
  ADD ("/source/look/own-instrument", test_own_instrument);
  return g_test_run ();
}
