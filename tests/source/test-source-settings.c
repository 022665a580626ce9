// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The preferences of the sources: kept, refused, and what counts more than they; and the folder of
 * kept files. */
#include "config.h"

#include "source/bt-download-cache.h"
#include "source/bt-download.h"
#include "source/bt-source-settings.h"
#include "store/bt-preference-table.h"
#include "store/bt-store.h"
#include "test-folder.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  BtStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = test_folder_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "data", NULL);
  fixture->store = bt_store_open (path, &error);
  g_assert_no_error (error);
  g_unsetenv ("BACKTRADE_DUKASCOPY_URL");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->store);
  test_folder_remove (fixture->folder);
}

static gboolean
save_job (BtDb *db, gpointer data, GError **error)
{
  return bt_source_settings_save (db, data, error);
}

static gboolean
load_job (BtDb *db, gpointer data, GError **error)
{
  return bt_source_settings_load (db, data, error);
}

/* Somebody else wrote what no window would. */
static gboolean
spoil_job (BtDb *db, gpointer data, GError **error)
{
  return bt_preference_table_set (db, "dukascopy-url", "ftp://elsewhere", error)
         && bt_preference_table_set (db, "download-connections", "400", error);
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_auto (BtSourceSettings) none = { 0 };
  g_auto (BtSourceSettings) read = { 0 };
  char url[] = "http://127.0.0.1:8080/feed";
  BtSourceSettings written = { .urls = { url, NULL, NULL }, .connections = 7 };

  g_assert_true (bt_store_run (fixture->store, load_job, &none, NULL));
  g_assert_null (none.urls[BT_SOURCE_PLACE_DUKASCOPY]);
  g_assert_cmpuint (none.connections, ==, 0);
  g_autofree char *usual = bt_source_settings_dup_url (&none, BT_SOURCE_PLACE_DUKASCOPY);
  g_assert_cmpstr (usual, ==, "https://datafeed.dukascopy.com/datafeed");
  g_assert_null (bt_source_settings_get_public_url (BT_SOURCE_PLACE_CLICKHOUSE));

  g_assert_true (bt_store_run (fixture->store, save_job, &written, NULL));
  g_assert_true (bt_store_run (fixture->store, load_job, &read, NULL));
  g_assert_cmpuint (read.connections, ==, 7);
  g_autofree char *set = bt_source_settings_dup_url (&read, BT_SOURCE_PLACE_DUKASCOPY);
  g_assert_cmpstr (set, ==, url);

  /* The environment counts more. */
  g_setenv ("BACKTRADE_DUKASCOPY_URL", "http://127.0.0.1:1", TRUE);
  g_autofree char *stated = bt_source_settings_dup_url (&read, BT_SOURCE_PLACE_DUKASCOPY);
  g_assert_cmpstr (stated, ==, "http://127.0.0.1:1");
  g_unsetenv ("BACKTRADE_DUKASCOPY_URL");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[]
    = { "", "dukascopy", "ftp://host/", "http://", "file:///etc", "https://me:word@host/" };
  g_auto (BtSourceSettings) read = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = g_strdup (bad[i]);
      BtSourceSettings written = { .urls = { NULL, url, NULL }, .connections = 3 };

      g_test_message ("%s", bad[i]);
      g_assert_false (bt_store_run (fixture->store, save_job, &written, &error));
      g_assert_error (error, BT_DOWNLOAD_ERROR, BT_DOWNLOAD_ERROR_REQUEST);
    }
  g_assert_true (bt_store_run (fixture->store, spoil_job, NULL, NULL));
  g_assert_true (bt_store_run (fixture->store, load_job, &read, NULL));
  g_assert_null (read.urls[BT_SOURCE_PLACE_DUKASCOPY]);
  g_assert_cmpuint (read.connections, ==, 0);
  g_assert_true (bt_source_settings_check_url ("http://me@host:8123/db", NULL));
}

static void
test_cache (Fixture *fixture, gconstpointer data)
{
  g_autofree char *cache = g_build_filename (fixture->folder, "kept", NULL);
  g_autofree char *deep = g_build_filename (cache, "dukascopy", "EURUSD", NULL);
  g_autofree char *file = g_build_filename (deep, "00h_ticks.bi5", NULL);
  g_autofree char *outside = g_build_filename (fixture->folder, "outside", NULL);
  g_autofree char *link = g_build_filename (cache, "link", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (bt_download_cache_get_size (cache, NULL, NULL), ==, 0);
  g_assert_true (bt_download_cache_remove (cache, NULL, NULL));
  g_assert_cmpint (g_mkdir_with_parents (deep, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (outside, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "0123456789", -1, NULL));
  g_autoptr (GFile) link_file = g_file_new_for_path (link);
  g_assert_true (g_file_make_symbolic_link (link_file, outside, NULL, NULL));
  g_assert_cmpint (bt_download_cache_get_size (deep, NULL, NULL), ==, 10);
  g_assert_true (bt_download_cache_remove (cache, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (cache, G_FILE_TEST_EXISTS));
  /* What a link led to is still there. */
  g_assert_true (g_file_test (outside, G_FILE_TEST_IS_DIR));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/source/settings/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/source/settings/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/source/settings/cache", Fixture, NULL, set_up, test_cache, tear_down);
  return g_test_run ();
}
