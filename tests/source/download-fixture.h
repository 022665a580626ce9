// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the tests of downloads share: an empty store, an empty cache, a server, and a request that
 * is ready but for its time. */
#pragma once

#include "history-files.h"
#include "loopback-server.h"
#include "source/bt-download.h"
#include "store/bt-dataset-table.h"
#include "test-folder.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *cache;
  BtStore *store;
  LoopbackServer *server;
  BtDownloadRequest request;
  BtDownloadResult result;
} DownloadFixture;

/* What a job reads of a dataset. */
typedef struct
{
  gint64 id;
  BtDataset *dataset;
  BtSeries *series;
  GArray *ticks; /* of BtMarketTick */
} DownloadLoaded;

/* For g_test_add(). */
void download_fixture_set_up (DownloadFixture *fixture, gconstpointer data);
void download_fixture_tear_down (DownloadFixture *fixture, gconstpointer data);
/* Returns a time that must be one. */
gint64 download_fixture_read_time (const char *text);
/* Serves bytes under a path and gives the reference away. */
void download_fixture_serve (DownloadFixture *fixture, const char *path, GBytes *bytes);
/* Runs the request for a time into the fixture's result. */
gboolean
download_fixture_run (DownloadFixture *fixture, const char *from, const char *to, GError **error);
/* The same, and it must succeed. */
void download_fixture_assert_run (DownloadFixture *fixture, const char *from, const char *to);
/* Reads the result's dataset; clear with download_loaded_clear(). */
void download_fixture_load (DownloadFixture *fixture, DownloadLoaded *loaded);
void download_loaded_clear (DownloadLoaded *loaded);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DownloadLoaded, download_loaded_clear)
/* Fails the test unless the store has so many datasets. */
void download_fixture_assert_n_datasets (DownloadFixture *fixture, guint expected);

G_END_DECLS
