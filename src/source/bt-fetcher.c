// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-fetcher.h"

#include "source/bt-fetch-attempt.h"

#include <glib/gstdio.h>

#define USER_AGENT "BackTrade/" BT_VERSION
/* A report at most this often. */
#define REPORT_USEC (100 * G_TIME_SPAN_MILLISECOND)
/* The rate is that of so many slots of time. */
#define RATE_SLOTS 8
#define SLOT_USEC (500 * G_TIME_SPAN_MILLISECOND)
/* Files that must have come before the time that is left is told. */
#define FILES_FOR_ESTIMATE 3

/* A file on its way. */
typedef struct
{
  BtFetchFile *file;
  guint attempts;
  gint64 due_usec; /* monotonic; not before */
} Job;

typedef struct
{
  GMainContext *context;
  SoupSession *session;
  const BtFetchLimits *limits;
  BtAttemptTarget target;
  BtFetchProgressFunc func;
  gpointer user_data;
  GCancellable *cancellable; /* stops all attempts */
  GQueue waiting;            /* of Job */
  GHashTable *active;        /* of Job by its file */
  gint64 paused_usec;        /* monotonic: nothing is asked for before */
  gint64 started_usec;
  gint64 reported_usec;
  gboolean has_retried;
  guint fetched; /* files that came over the net, or of which it said that there are none */
  BtFetchProgress progress;
  gint64 slots[RATE_SLOTS]; /* bytes */
  gint64 slot;              /* number of the present one */
  GError *error;            /* why it failed */
} Run;

BtFetchFile *
bt_fetch_file_new (char *url, char *path, char *sum_url, gboolean is_final)
{
  BtFetchFile *file = g_new0 (BtFetchFile, 1);

  file->url = url;
  file->path = path;
  file->sum_url = sum_url;
  file->is_final = is_final;
  return file;
}

void
bt_fetch_file_free (BtFetchFile *file)
{
  if (file == NULL)
    return;
  g_free (file->url);
  g_free (file->path);
  g_free (file->sum_url);
  g_free (file);
}

/* Empties the slots that have passed, and returns the present one. */
static gint64 *
get_slot (Run *run)
{
  const gint64 slot = (g_get_monotonic_time () - run->started_usec) / SLOT_USEC;

  for (gint64 i = MAX (run->slot + 1, slot - RATE_SLOTS + 1); i <= slot; i++)
    run->slots[i % RATE_SLOTS] = 0;
  run->slot = slot;
  return &run->slots[slot % RATE_SLOTS];
}

static void
measure (Run *run)
{
  const gint64 now_usec = g_get_monotonic_time ();
  const gint64 elapsed_usec = MAX (now_usec - run->started_usec, 1);
  const guint left = run->progress.files_total - run->progress.files_done;
  gint64 sum = 0;

  get_slot (run);
  for (guint i = 0; i < RATE_SLOTS; i++)
    sum += run->slots[i];
  run->progress.bytes_per_second
    = sum * G_USEC_PER_SEC / MIN (elapsed_usec, RATE_SLOTS * SLOT_USEC);
  run->progress.seconds_left = -1;
  if (left == 0)
    run->progress.seconds_left = 0;
  else if (run->fetched >= FILES_FOR_ESTIMATE)
    run->progress.seconds_left
      = (gint64) ((double) elapsed_usec / run->fetched * left / G_USEC_PER_SEC) + 1;
  run->progress.is_waiting = run->has_retried && g_hash_table_size (run->active) == 0 && left > 0;
}

static void
report (Run *run, gboolean is_forced)
{
  const gint64 now_usec = g_get_monotonic_time ();

  if (run->func == NULL || (!is_forced && now_usec - run->reported_usec < REPORT_USEC))
    return;
  run->reported_usec = now_usec;
  measure (run);
  run->func (&run->progress, run->user_data);
}

static void
stop (Run *run, const char *url, const GError *error)
{
  if (run->error != NULL)
    return;
  run->error = g_error_copy (error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_prefix_error (&run->error, "%s: ", url);
  g_cancellable_cancel (run->cancellable);
}

/* Puts a job back for later. */
static void
retry_later (Run *run, Job *job, guint wait_ms)
{
  const gint64 now_usec = g_get_monotonic_time ();
  guint backoff_ms = run->limits->backoff_ms;

  run->has_retried = TRUE;
  for (guint i = 1; i < job->attempts && backoff_ms < run->limits->backoff_max_ms; i++)
    backoff_ms *= 2;
  if (wait_ms > 0)
    run->paused_usec
      = MAX (run->paused_usec,
             now_usec + MIN (wait_ms, run->limits->backoff_max_ms) * G_TIME_SPAN_MILLISECOND);
  job->due_usec
    = now_usec + MIN (backoff_ms, run->limits->backoff_max_ms) * G_TIME_SPAN_MILLISECOND;
  g_queue_push_head (&run->waiting, job);
}

/* Notes that nothing is there, so that nobody asks again. */
static void
note_missing (BtFetchFile *file)
{
  file->state = BT_FETCH_MISSING;
  file->bytes = 0;
  if (file->is_final && file->sum_url == NULL)
    g_file_set_contents (file->path, "", 0, NULL);
}

static void
attempt_ended_cb (BtFetchFile *file,
                  BtAttemptOutcome outcome,
                  guint wait_ms,
                  const GError *error,
                  gpointer user_data)
{
  Run *run = user_data;
  Job *job = NULL;

  g_hash_table_steal_extended (run->active, file, NULL, (gpointer *) &job);
  job->attempts++;
  if (outcome == BT_ATTEMPT_RETRY && job->attempts < run->limits->attempts
      && !g_cancellable_is_cancelled (run->cancellable))
    {
      retry_later (run, job, wait_ms);
      return;
    }
  if (outcome == BT_ATTEMPT_DONE)
    file->state = BT_FETCH_DONE;
  else if (outcome == BT_ATTEMPT_MISSING)
    note_missing (file);
  else
    stop (run, file->url, error);
  if (file->state != BT_FETCH_WAITING)
    {
      run->fetched++;
      run->progress.files_done++;
    }
  g_free (job);
}

static void
bytes_came_cb (gsize bytes, gpointer user_data)
{
  Run *run = user_data;

  run->progress.bytes += (gint64) bytes;
  *get_slot (run) += (gint64) bytes;
}

/* Returns the first job that is due, out of the queue; stores when the next one is due. */
static Job *
take_due (Run *run, gint64 *next_usec)
{
  const gint64 now_usec = g_get_monotonic_time ();

  for (GList *item = run->waiting.head; item != NULL; item = item->next)
    {
      Job *job = item->data;
      const gint64 due_usec = MAX (job->due_usec, run->paused_usec);

      if (due_usec <= now_usec)
        {
          g_queue_delete_link (&run->waiting, item);
          return job;
        }
      *next_usec = MIN (*next_usec, due_usec);
    }
  return NULL;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* Lets the context wake up at a time, so that what is due then is started. */
static void
wake_at (Run *run, gint64 time_usec)
{
  g_autoptr (GSource) source = g_timeout_source_new (0);

  g_source_set_ready_time (source, time_usec);
  g_source_set_callback (source, wake_cb, NULL, NULL);
  g_source_attach (source, run->context);
}

static void
start_due (Run *run)
{
  gint64 next_usec = G_MAXINT64;
  Job *job;

  while (g_hash_table_size (run->active) < run->limits->connections
         && !g_cancellable_is_cancelled (run->cancellable)
         && (job = take_due (run, &next_usec)) != NULL)
    {
      g_hash_table_insert (run->active, job->file, job);
      bt_fetch_attempt_start (run->session, job->file, &run->target, run->cancellable);
    }
  if (next_usec != G_MAXINT64)
    wake_at (run, next_usec);
}

/* Looks what is there already, and queues the rest. */
static gboolean
queue_files (Run *run, GPtrArray *files, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    {
      BtFetchFile *file = g_ptr_array_index (files, i);
      g_autofree char *folder = g_path_get_dirname (file->path);
      GStatBuf info;

      file->state = BT_FETCH_WAITING;
      if (file->is_final && g_stat (file->path, &info) == 0)
        {
          file->state = BT_FETCH_KEPT;
          file->bytes = info.st_size;
          run->progress.files_done++;
          continue;
        }
      if (g_mkdir_with_parents (folder, 0700) != 0)
        {
          const int code = errno;
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", folder,
                       g_strerror (code));
          return FALSE;
        }
      Job *job = g_new0 (Job, 1);
      job->file = file;
      g_queue_push_tail (&run->waiting, job);
    }
  return TRUE;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Run *run = user_data;

  g_cancellable_cancel (run->cancellable);
  g_main_context_wakeup (run->context);
}

/* Returns whether there is anything to wait for. */
static gboolean
is_under_way (Run *run)
{
  return g_hash_table_size (run->active) > 0
         || (!g_queue_is_empty (&run->waiting) && !g_cancellable_is_cancelled (run->cancellable));
}

static void
loop (Run *run)
{
  report (run, TRUE);
  /* An attempt may end as soon as it is started. */
  for (start_due (run); is_under_way (run); start_due (run))
    {
      g_main_context_iteration (run->context, TRUE);
      report (run, FALSE);
    }
  report (run, TRUE);
}

static void
clear_run (Run *run)
{
  soup_session_abort (run->session);
  g_clear_object (&run->session);
  /* What the session still has to tidy up runs in this context. */
  while (g_main_context_iteration (run->context, FALSE))
    continue;
  g_queue_clear_full (&run->waiting, g_free);
  g_hash_table_unref (run->active);
  g_object_unref (run->cancellable);
  g_clear_error (&run->error);
}

/* Runs in a context of its own, which is the thread's default meanwhile. */
static gboolean
run_in_context (Run *run, GPtrArray *files, GCancellable *cancellable, GError **error)
{
  run->session = soup_session_new_with_options (
    "max-conns", (int) run->limits->connections, "max-conns-per-host",
    (int) run->limits->connections, "timeout", run->limits->timeout_seconds, "user-agent",
    USER_AGENT, NULL);
  /* Files are kept as they lie on the server, and their length and sum are those of that. */
  soup_session_remove_feature_by_type (run->session, SOUP_TYPE_CONTENT_DECODER);
  g_queue_init (&run->waiting);
  run->active = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  run->cancellable = g_cancellable_new ();
  run->progress.files_total = files->len;
  run->started_usec = g_get_monotonic_time ();
  const gulong handler
    = cancellable != NULL
        ? g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), run, NULL)
        : 0;

  gboolean is_done = queue_files (run, files, error);
  if (is_done)
    loop (run);
  g_cancellable_disconnect (cancellable, handler);
  is_done = is_done && !g_cancellable_set_error_if_cancelled (cancellable, error);
  if (is_done && run->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&run->error));
      is_done = FALSE;
    }
  clear_run (run);
  return is_done;
}

gboolean
bt_fetcher_run (GPtrArray *files,
                const BtFetchLimits *limits,
                BtFetchCheckFunc check,
                BtFetchProgressFunc progress,
                gpointer user_data,
                GCancellable *cancellable,
                GError **error)
{
  g_return_val_if_fail (files != NULL && limits != NULL, FALSE);
  g_return_val_if_fail (limits->connections > 0 && limits->attempts > 0, FALSE);
  g_autoptr (GMainContext) context = g_main_context_new ();
  Run run = {
    .context = context,
    .limits = limits,
    .func = progress,
    .user_data = user_data,
  };

  run.target = (BtAttemptTarget){
    .check = check, .ended = attempt_ended_cb, .came = bytes_came_cb, .user_data = &run
  };
  g_main_context_push_thread_default (context);
  const gboolean is_done = run_in_context (&run, files, cancellable, error);
  g_main_context_pop_thread_default (context);
  return is_done;
}
