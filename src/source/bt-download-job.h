// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A download off the main thread, with progress and cancel; see bt-download.h. A job is used from
 * the main thread; its signal comes there. */
#pragma once

#include "source/bt-download.h"

G_BEGIN_DECLS

#define BT_TYPE_DOWNLOAD_JOB (bt_download_job_get_type ())
/* Signal "progressed" (): the progress is another one; some times a second. */
G_DECLARE_FINAL_TYPE (BtDownloadJob, bt_download_job, BT, DOWNLOAD_JOB, GObject)

/* Returns a download into store, not started; the request is copied. */
BtDownloadJob *bt_download_job_new (BtStore *store, const BtDownloadRequest *request);
/* Starts; cancel through the cancellable. Emits the store's "datasets-changed" when a dataset was
 * added or grew. */
void bt_download_job_run_async (BtDownloadJob *job,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* Ends it, as bt_download_run() does; result is owned by the caller. */
gboolean bt_download_job_run_finish (BtDownloadJob *job,
                                     GAsyncResult *async_result,
                                     BtDownloadResult *result,
                                     GError **error);
/* Returns how far it is; owned by the job. */
const BtDownloadProgress *bt_download_job_get_progress (BtDownloadJob *job);

G_END_DECLS
