// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-store.h"

#include "store/bt-dead-writers.h"
#include "store/bt-store-schema.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define DB_NAME "backtrade.db"
#define WAITING_MAX 1024
/* When no job came for so long, and the log has so many pages, the thread writes it back. */
#define IDLE_USEC 200000
#define IDLE_WAL_PAGES 500

/* One call of bt_store_run() or bt_store_run_async(). */
typedef struct
{
  BtStoreJob job;
  gpointer data;
  GTask *task; /* of an asynchronous call, else NULL */
  GError *error;
  gboolean is_ok;
  gboolean is_done; /* of a waiting call */
} QueuedJob;

struct _BtStore
{
  GObject parent_instance;
  char *folder;
  char *path;
  GMainContext *context; /* where signals are emitted */
  GThread *thread;
  GMutex mutex; /* guards all below */
  GCond changed;
  GQueue jobs; /* of QueuedJob */
  gboolean is_open;
  gboolean is_closing;
  GError *open_error;
  gboolean is_signal_due[2]; /* by StoreSignal; an idle source is on its way */
};

typedef enum
{
  DATASETS_CHANGED,
  SESSIONS_CHANGED,
  N_SIGNALS
} StoreSignal;

/* A signal on its way to the main context. */
typedef struct
{
  GWeakRef store;
  StoreSignal signal;
} Notification;

static guint signal_ids[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtStore, bt_store, G_TYPE_OBJECT)

static gboolean
task_returned_cb (gpointer user_data)
{
  QueuedJob *job = user_data;

  if (job->is_ok)
    g_task_return_boolean (job->task, TRUE);
  else
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  return G_SOURCE_REMOVE;
}

static void
free_async_job (gpointer data)
{
  QueuedJob *job = data;

  g_clear_error (&job->error);
  g_object_unref (job->task);
  g_free (job);
}

/* Hands an asynchronous job over to the caller's main context, which owns it from there on. */
static void
return_task (QueuedJob *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, task_returned_cb, job, free_async_job);
  g_source_set_static_name (source, "[backtrade] store job");
  g_source_attach (source, g_task_get_context (job->task));
}

static void
run_job (BtDb *db, QueuedJob *job)
{
  GCancellable *cancellable = job->task != NULL ? g_task_get_cancellable (job->task) : NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, &job->error))
    return;
  job->is_ok = job->job (db, job->data, &job->error);
  if (bt_db_is_in_transaction (db))
    {
      if (job->is_ok)
        g_critical ("A store job left a transaction open");
      bt_db_rollback (db);
    }
  if (!job->is_ok && job->error == NULL)
    g_set_error_literal (&job->error, BT_DB_ERROR, BT_DB_ERROR_FAILED,
                         "a store job failed without saying why");
}

/* Removes what dead imports left. It is hidden and can wait: a full disk or a busy database does
 * not keep the user from the rest. */
static gboolean
clear_dead (BtDb *db, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (bt_dead_writers_clear (db, &local))
    return TRUE;
  if (g_error_matches (local, BT_DB_ERROR, BT_DB_ERROR_FULL)
      || g_error_matches (local, BT_DB_ERROR, BT_DB_ERROR_BUSY))
    {
      g_info ("What a dead import left is removed another time: %s", local->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Opens and brings up to date; the connection belongs to this thread from the start. */
static BtDb *
open_db (BtStore *store, GError **error)
{
  g_autoptr (BtDb) db = bt_db_open (store->path, error);

  if (db == NULL || !bt_store_schema_migrate (db, error) || !clear_dead (db, error))
    return NULL;
  return g_steal_pointer (&db);
}

/* Waits for a job and takes it; NULL when the store closes. The mutex is held. */
static QueuedJob *
take_job (BtStore *store, BtDb *db)
{
  while (g_queue_is_empty (&store->jobs) && !store->is_closing)
    {
      gint64 end = g_get_monotonic_time () + IDLE_USEC;
      if (bt_db_get_wal_pages (db) < IDLE_WAL_PAGES)
        g_cond_wait (&store->changed, &store->mutex);
      else if (!g_cond_wait_until (&store->changed, &store->mutex, end))
        {
          g_autoptr (GError) error = NULL;
          g_mutex_unlock (&store->mutex);
          if (!bt_db_checkpoint (db, &error))
            g_debug ("%s", error->message);
          g_mutex_lock (&store->mutex);
        }
    }
  return g_queue_pop_head (&store->jobs);
}

static gpointer
run_thread (gpointer data)
{
  BtStore *store = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtDb) db = open_db (store, &error);

  g_mutex_lock (&store->mutex);
  store->is_open = db != NULL;
  store->open_error = g_steal_pointer (&error);
  g_cond_broadcast (&store->changed);
  while (db != NULL)
    {
      QueuedJob *job = take_job (store, db);
      if (job == NULL)
        break;
      g_cond_broadcast (&store->changed);
      g_mutex_unlock (&store->mutex);
      run_job (db, job);
      /* The receiver owns an asynchronous job from here on, a waiting caller its own. */
      gboolean is_waiting = job->task == NULL;
      if (!is_waiting)
        return_task (job);
      g_mutex_lock (&store->mutex);
      if (is_waiting)
        job->is_done = TRUE;
      g_cond_broadcast (&store->changed);
    }
  g_mutex_unlock (&store->mutex);
  return NULL;
}

/* Makes the folder when it is missing and says in plain words what is wrong with it. */
static gboolean
make_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_FOLDER,
                   "the data folder %s cannot be made: %s", folder, g_strerror (errno));
      return FALSE;
    }
  if (access (folder, W_OK | X_OK) != 0)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_FOLDER,
                   "the data folder %s cannot be written: %s", folder, g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

static void
free_notification (gpointer data)
{
  Notification *notification = data;

  g_weak_ref_clear (&notification->store);
  g_free (notification);
}

static gboolean
signal_due_cb (gpointer user_data)
{
  Notification *notification = user_data;
  g_autoptr (BtStore) store = g_weak_ref_get (&notification->store);

  if (store == NULL)
    return G_SOURCE_REMOVE;
  g_mutex_lock (&store->mutex);
  store->is_signal_due[notification->signal] = FALSE;
  g_mutex_unlock (&store->mutex);
  g_signal_emit (store, signal_ids[notification->signal], 0);
  return G_SOURCE_REMOVE;
}

/* Sends a signal on its way, unless the same is on its way already. */
static void
notify (BtStore *store, StoreSignal signal)
{
  g_mutex_lock (&store->mutex);
  gboolean is_due = store->is_signal_due[signal];
  store->is_signal_due[signal] = TRUE;
  g_mutex_unlock (&store->mutex);
  if (is_due)
    return;

  Notification *notification = g_new0 (Notification, 1);
  g_autoptr (GSource) source = g_idle_source_new ();
  g_weak_ref_init (&notification->store, store);
  notification->signal = signal;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, signal_due_cb, notification, free_notification);
  g_source_set_static_name (source, "[backtrade] store signal");
  g_source_attach (source, store->context);
}

static gboolean
do_nothing (BtDb *db, gpointer data, GError **error)
{
  return TRUE;
}

static void
bt_store_finalize (GObject *object)
{
  BtStore *store = BT_STORE (object);

  if (store->thread != NULL)
    {
      g_mutex_lock (&store->mutex);
      store->is_closing = TRUE;
      g_cond_broadcast (&store->changed);
      g_mutex_unlock (&store->mutex);
      g_thread_join (store->thread);
    }
  g_clear_error (&store->open_error);
  g_clear_pointer (&store->context, g_main_context_unref);
  g_clear_pointer (&store->folder, g_free);
  g_clear_pointer (&store->path, g_free);
  g_cond_clear (&store->changed);
  g_mutex_clear (&store->mutex);
  G_OBJECT_CLASS (bt_store_parent_class)->finalize (object);
}

static void
bt_store_class_init (BtStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = bt_store_finalize;
  signal_ids[DATASETS_CHANGED] = g_signal_new ("datasets-changed", BT_TYPE_STORE, G_SIGNAL_RUN_LAST,
                                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signal_ids[SESSIONS_CHANGED] = g_signal_new ("sessions-changed", BT_TYPE_STORE, G_SIGNAL_RUN_LAST,
                                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_store_init (BtStore *store)
{
  g_mutex_init (&store->mutex);
  g_cond_init (&store->changed);
  g_queue_init (&store->jobs);
  store->context = g_main_context_ref_thread_default ();
}

GQuark
bt_store_error_quark (void)
{
  return g_quark_from_static_string ("bt-store-error-quark");
}

BtStore *
bt_store_open (const char *folder, GError **error)
{
  g_return_val_if_fail (folder != NULL, NULL);
  if (!make_folder (folder, error))
    return NULL;

  g_autoptr (BtStore) store = g_object_new (BT_TYPE_STORE, NULL);
  store->folder = g_strdup (folder);
  store->path = g_build_filename (folder, DB_NAME, NULL);
  store->thread = g_thread_new ("bt-store", run_thread, store);
  g_mutex_lock (&store->mutex);
  while (!store->is_open && store->open_error == NULL)
    g_cond_wait (&store->changed, &store->mutex);
  g_mutex_unlock (&store->mutex);
  if (store->open_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&store->open_error));
      return NULL;
    }
  return g_steal_pointer (&store);
}

const char *
bt_store_get_folder (BtStore *store)
{
  g_return_val_if_fail (BT_IS_STORE (store), NULL);
  return store->folder;
}

char *
bt_store_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "backtrade", NULL);
}

gboolean
bt_store_run (BtStore *store, BtStoreJob job, gpointer data, GError **error)
{
  g_return_val_if_fail (BT_IS_STORE (store) && job != NULL, FALSE);
  /* On the database's own thread the call would wait for itself. */
  g_return_val_if_fail (g_thread_self () != store->thread, FALSE);
  QueuedJob queued = { .job = job, .data = data };

  g_mutex_lock (&store->mutex);
  while (g_queue_get_length (&store->jobs) >= WAITING_MAX)
    g_cond_wait (&store->changed, &store->mutex);
  g_queue_push_tail (&store->jobs, &queued);
  g_cond_broadcast (&store->changed);
  while (!queued.is_done)
    g_cond_wait (&store->changed, &store->mutex);
  g_mutex_unlock (&store->mutex);
  if (queued.error != NULL)
    g_propagate_error (error, queued.error);
  return queued.is_ok;
}

void
bt_store_run_async (BtStore *store,
                    BtStoreJob job,
                    gpointer data,
                    GDestroyNotify free_data,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (store) && job != NULL);
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, bt_store_run_async);
  g_task_set_name (task, "[backtrade] store job");
  g_task_set_task_data (task, data, free_data);
  /* What is committed is not cancelled any more. */
  g_task_set_check_cancellable (task, FALSE);

  g_mutex_lock (&store->mutex);
  gboolean has_room = g_queue_get_length (&store->jobs) < WAITING_MAX;
  if (has_room)
    {
      QueuedJob *queued = g_new0 (QueuedJob, 1);
      queued->job = job;
      queued->data = data;
      queued->task = g_object_ref (task);
      g_queue_push_tail (&store->jobs, queued);
      g_cond_broadcast (&store->changed);
    }
  g_mutex_unlock (&store->mutex);
  if (!has_room)
    g_task_return_new_error (task, BT_DB_ERROR, BT_DB_ERROR_BUSY,
                             "the database cannot keep up: %d jobs are waiting", WAITING_MAX);
}

gboolean
bt_store_run_finish (BtStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
bt_store_flush (BtStore *store)
{
  g_return_if_fail (BT_IS_STORE (store));
  bt_store_run (store, do_nothing, NULL, NULL);
}

void
bt_store_notify_datasets (BtStore *store)
{
  g_return_if_fail (BT_IS_STORE (store));
  notify (store, DATASETS_CHANGED);
}

void
bt_store_notify_sessions (BtStore *store)
{
  g_return_if_fail (BT_IS_STORE (store));
  notify (store, SESSIONS_CHANGED);
}
