// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-download-job.h"

struct _BtDownloadJob
{
  GObject parent_instance;
  BtStore *store;
  BtDownloadRequest request; /* its strings are those below */
  char *symbol;
  char *url;
  char *folder;
  GMainContext *context;
  BtDownloadProgress progress; /* as the main thread knows it */
  GMutex mutex;                /* guards all below */
  BtDownloadProgress latest;
  gboolean is_notify_due;
};

enum
{
  SIGNAL_PROGRESSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtDownloadJob, bt_download_job, G_TYPE_OBJECT)

static gboolean
progress_due_cb (gpointer user_data)
{
  BtDownloadJob *self = user_data;

  g_mutex_lock (&self->mutex);
  self->progress = self->latest;
  self->is_notify_due = FALSE;
  g_mutex_unlock (&self->mutex);
  g_signal_emit (self, signals[SIGNAL_PROGRESSED], 0);
  return G_SOURCE_REMOVE;
}

/* In the download's thread; one notification at a time is on its way. */
static void
progress_made_cb (const BtDownloadProgress *progress, gpointer user_data)
{
  BtDownloadJob *self = user_data;

  g_mutex_lock (&self->mutex);
  self->latest = *progress;
  const gboolean is_first = !self->is_notify_due;
  self->is_notify_due = TRUE;
  g_mutex_unlock (&self->mutex);
  if (is_first)
    g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT_IDLE, progress_due_cb,
                                g_object_ref (self), g_object_unref);
}

static void
free_result (gpointer data)
{
  bt_download_result_clear (data);
  g_free (data);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BtDownloadJob *self = source;
  BtDownloadResult *result = g_new0 (BtDownloadResult, 1);
  g_autoptr (GError) error = NULL;

  if (bt_download_run (self->store, &self->request, progress_made_cb, self, result, cancellable,
                       &error))
    {
      g_task_return_pointer (task, result, free_result);
      return;
    }
  free_result (result);
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
bt_download_job_finalize (GObject *object)
{
  BtDownloadJob *self = BT_DOWNLOAD_JOB (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->symbol);
  g_free (self->url);
  g_free (self->folder);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (bt_download_job_parent_class)->finalize (object);
}

static void
bt_download_job_class_init (BtDownloadJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_download_job_finalize;
  signals[SIGNAL_PROGRESSED] = g_signal_new ("progressed", BT_TYPE_DOWNLOAD_JOB, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_download_job_init (BtDownloadJob *self)
{
  g_mutex_init (&self->mutex);
}

BtDownloadJob *
bt_download_job_new (BtStore *store, const BtDownloadRequest *request)
{
  g_return_val_if_fail (BT_IS_STORE (store) && request != NULL, NULL);
  BtDownloadJob *self = g_object_new (BT_TYPE_DOWNLOAD_JOB, NULL);

  self->store = g_object_ref (store);
  self->request = *request;
  self->request.symbol = self->symbol = g_strdup (request->symbol);
  self->request.url = self->url = g_strdup (request->url);
  self->request.folder = self->folder = g_strdup (request->folder);
  return self;
}

void
bt_download_job_run_async (BtDownloadJob *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (BT_IS_DOWNLOAD_JOB (self) && self->context == NULL);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, bt_download_job_run_async);
  g_task_set_name (task, "[backtrade] download");
  /* What has been stored is not cancelled any more. */
  g_task_set_check_cancellable (task, FALSE);
  self->context = g_main_context_ref_thread_default ();
  g_task_run_in_thread (task, run_in_thread);
}

gboolean
bt_download_job_run_finish (BtDownloadJob *self,
                            GAsyncResult *async_result,
                            BtDownloadResult *result,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (async_result, self) && result != NULL, FALSE);
  g_autofree BtDownloadResult *done = g_task_propagate_pointer (G_TASK (async_result), error);

  if (done == NULL)
    return FALSE;
  *result = *done;
  return TRUE;
}

const BtDownloadProgress *
bt_download_job_get_progress (BtDownloadJob *self)
{
  g_return_val_if_fail (BT_IS_DOWNLOAD_JOB (self), NULL);
  return &self->progress;
}
