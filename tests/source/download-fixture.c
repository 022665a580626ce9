// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "download-fixture.h"

#include "store/bt-tick-table.h"

gint64
download_fixture_read_time (const char *text)
{
  gint64 time_usec = 0;

  g_assert_true (bt_time_parse (text, &time_usec, NULL));
  return time_usec;
}

void
download_fixture_set_up (DownloadFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = test_folder_new ();
  fixture->cache = g_build_filename (fixture->folder, "cache", NULL);
  g_autofree char *data_folder = g_build_filename (fixture->folder, "data", NULL);
  fixture->store = bt_store_open (data_folder, &error);
  g_assert_no_error (error);
  fixture->server = loopback_server_new ();
  bt_download_request_init (&fixture->request);
  fixture->request.symbol = "EURUSD";
  fixture->request.url = loopback_server_get_url (fixture->server);
  fixture->request.folder = fixture->cache;
  fixture->request.limits.attempts = 2;
  fixture->request.limits.backoff_ms = 1;
}

void
download_fixture_tear_down (DownloadFixture *fixture, gconstpointer data)
{
  bt_download_result_clear (&fixture->result);
  g_object_unref (fixture->store);
  loopback_server_free (fixture->server);
  g_free (fixture->cache);
  test_folder_remove (fixture->folder);
}

void
download_fixture_serve (DownloadFixture *fixture, const char *path, GBytes *bytes)
{
  loopback_server_add (fixture->server, path, bytes, LOOPBACK_SOUND, 0);
  g_bytes_unref (bytes);
}

gboolean
download_fixture_run (DownloadFixture *fixture, const char *from, const char *to, GError **error)
{
  fixture->request.from_usec = download_fixture_read_time (from);
  fixture->request.to_usec = download_fixture_read_time (to);
  bt_download_result_clear (&fixture->result);
  fixture->result = (BtDownloadResult){ 0 };
  return bt_download_run (fixture->store, &fixture->request, NULL, NULL, &fixture->result, NULL,
                          error);
}

void
download_fixture_assert_run (DownloadFixture *fixture, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;

  download_fixture_run (fixture, from, to, &error);
  g_assert_no_error (error);
}

static gboolean
take_ticks (const BtMarketTick *ticks, gsize rows, gpointer user_data, GError **error)
{
  g_array_append_vals (user_data, ticks, (guint) rows);
  return TRUE;
}

static gboolean
load_job (BtDb *db, gpointer data, GError **error)
{
  DownloadLoaded *loaded = data;

  loaded->dataset = bt_dataset_table_get (db, loaded->id, error);
  loaded->series = bt_dataset_table_load (db, loaded->id, NULL, error);
  return loaded->series != NULL
         && bt_tick_table_foreach (db, loaded->id, G_MININT64, G_MAXINT64, take_ticks,
                                   loaded->ticks, NULL, error);
}

void
download_fixture_load (DownloadFixture *fixture, DownloadLoaded *loaded)
{
  g_autoptr (GError) error = NULL;

  *loaded = (DownloadLoaded){ .id = fixture->result.dataset_id };
  loaded->ticks = g_array_new (FALSE, FALSE, sizeof (BtMarketTick));
  bt_store_run (fixture->store, load_job, loaded, &error);
  g_assert_no_error (error);
}

void
download_loaded_clear (DownloadLoaded *loaded)
{
  bt_dataset_free (loaded->dataset);
  bt_series_unref (loaded->series);
  g_array_unref (loaded->ticks);
}

static gboolean
count_job (BtDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) list = bt_dataset_table_list (db, error);

  *(guint *) data = list != NULL ? list->len : G_MAXUINT;
  return list != NULL;
}

void
download_fixture_assert_n_datasets (DownloadFixture *fixture, guint expected)
{
  guint count = 0;

  g_assert_true (bt_store_run (fixture->store, count_job, &count, NULL));
  g_assert_cmpuint (count, ==, expected);
}
