// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-file-import.h"

/* At most twenty notifications a second. */
#define NOTIFY_USEC (50 * G_TIME_SPAN_MILLISECOND)

struct _BtFileImport
{
  GObject parent_instance;
  BtStore *store;
  char **paths;
  BtFeedOptions options;
  char *symbol; /* of the options */
  char *dialect;
  gboolean is_running;
  gint64 started_usec;
  /* As the properties have it, on the main thread. */
  double progress;
  gint64 rows;
  gint64 rows_per_second;
  gint64 bad_rows;
  /* As the thread has it. */
  GMutex mutex; /* guards all below */
  BtImportProgress latest;
  gint64 notified_usec;
  gboolean is_notify_due;
  BtQualityReport *report; /* NULL until finished */
  BtImportOutcome outcome;
  GMainContext *context;
};

enum
{
  PROP_PATH = 1,
  PROP_PROGRESS,
  PROP_ROWS,
  PROP_ROWS_PER_SECOND,
  PROP_BAD_ROWS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (BtFileImport, bt_file_import, G_TYPE_OBJECT)

static void
set_integer (BtFileImport *self, gint64 *field, gint64 value, guint property)
{
  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Brings the properties up to what the thread has told; main thread. */
static void
update_properties (BtFileImport *self)
{
  g_mutex_lock (&self->mutex);
  const BtImportProgress latest = self->latest;
  self->is_notify_due = FALSE;
  g_mutex_unlock (&self->mutex);

  const gint64 elapsed_usec = MAX (1, g_get_monotonic_time () - self->started_usec);
  g_object_freeze_notify (G_OBJECT (self));
  if (latest.fraction > self->progress)
    {
      self->progress = latest.fraction;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
    }
  set_integer (self, &self->rows, latest.rows, PROP_ROWS);
  set_integer (self, &self->rows_per_second, latest.rows * G_USEC_PER_SEC / elapsed_usec,
               PROP_ROWS_PER_SECOND);
  set_integer (self, &self->bad_rows, latest.bad_rows, PROP_BAD_ROWS);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
progress_due_cb (gpointer user_data)
{
  update_properties (user_data);
  return G_SOURCE_REMOVE;
}

/* In the import's thread. */
static void
progress_made_cb (const BtImportProgress *progress, gpointer user_data)
{
  BtFileImport *self = user_data;
  const gint64 now_usec = g_get_monotonic_time ();
  gboolean is_due = FALSE;

  g_mutex_lock (&self->mutex);
  self->latest = *progress;
  if (!self->is_notify_due && now_usec - self->notified_usec >= NOTIFY_USEC)
    {
      self->is_notify_due = TRUE;
      self->notified_usec = now_usec;
      is_due = TRUE;
    }
  g_mutex_unlock (&self->mutex);
  if (is_due)
    g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT_IDLE, progress_due_cb,
                                g_object_ref (self), g_object_unref);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  BtFileImport *self = source;
  const BtImportRequest request = { .store = self->store,
                                    .paths = (const char *const *) self->paths,
                                    .options = &self->options,
                                    .progress = progress_made_cb,
                                    .user_data = self };
  g_autoptr (GPtrArray) reports
    = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_quality_report_unref);
  GError *error = NULL;
  BtImportOutcome outcome = { 0 };

  const gint64 id = bt_import_run (&request, reports, &outcome, cancellable, &error);
  if (id < 0)
    {
      g_task_return_error (task, error);
      return;
    }
  g_mutex_lock (&self->mutex);
  self->report = bt_quality_report_ref (g_ptr_array_index (reports, 0));
  self->outcome = outcome;
  g_mutex_unlock (&self->mutex);
  g_task_return_int (task, (gssize) id);
}

static void
bt_file_import_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BtFileImport *self = BT_FILE_IMPORT (object);

  switch (id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->paths[0]);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_ROWS:
      g_value_set_int64 (value, self->rows);
      break;
    case PROP_ROWS_PER_SECOND:
      g_value_set_int64 (value, self->rows_per_second);
      break;
    case PROP_BAD_ROWS:
      g_value_set_int64 (value, self->bad_rows);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bt_file_import_finalize (GObject *object)
{
  BtFileImport *self = BT_FILE_IMPORT (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->report, bt_quality_report_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_strfreev (self->paths);
  g_free (self->symbol);
  g_free (self->dialect);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (bt_file_import_parent_class)->finalize (object);
}

static void
bt_file_import_class_init (BtFileImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bt_file_import_get_property;
  object_class->finalize = bt_file_import_finalize;
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_ROWS] = g_param_spec_int64 ("rows", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ROWS_PER_SECOND]
    = g_param_spec_int64 ("rows-per-second", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_BAD_ROWS] = g_param_spec_int64 ("bad-rows", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
bt_file_import_init (BtFileImport *self)
{
  g_mutex_init (&self->mutex);
}

BtFileImport *
bt_file_import_new (BtStore *store, const char *const *paths, const BtFeedOptions *options)
{
  g_return_val_if_fail (BT_IS_STORE (store) && options != NULL, NULL);
  g_return_val_if_fail (paths != NULL && paths[0] != NULL, NULL);
  BtFileImport *self = g_object_new (BT_TYPE_FILE_IMPORT, NULL);

  self->store = g_object_ref (store);
  self->paths = g_strdupv ((char **) paths);
  self->symbol = g_strdup (options->symbol);
  self->dialect = g_strdup (options->dialect);
  self->options = *options;
  self->options.symbol = self->symbol;
  self->options.dialect = self->dialect;
  return self;
}

void
bt_file_import_run_async (BtFileImport *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (BT_IS_FILE_IMPORT (self) && !self->is_running);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, bt_file_import_run_async);
  g_task_set_name (task, "[backtrade] import");
  /* What has been stored is not cancelled any more. */
  g_task_set_check_cancellable (task, FALSE);
  self->is_running = TRUE;
  self->started_usec = g_get_monotonic_time ();
  self->context = g_main_context_ref_thread_default ();
  g_task_run_in_thread (task, run_in_thread);
}

gint64
bt_file_import_run_finish (BtFileImport *self,
                           GAsyncResult *result,
                           BtImportOutcome *outcome,
                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);
  const gint64 id = g_task_propagate_int (G_TASK (result), error);

  update_properties (self);
  if (outcome != NULL)
    *outcome = id >= 0 ? self->outcome : (BtImportOutcome){ 0 };
  return id;
}

BtQualityReport *
bt_file_import_get_report (BtFileImport *self)
{
  g_return_val_if_fail (BT_IS_FILE_IMPORT (self), NULL);
  g_mutex_lock (&self->mutex);
  BtQualityReport *report = self->report;
  g_mutex_unlock (&self->mutex);
  return report;
}

gint64
bt_file_import_run_sync (BtStore *store,
                         const char *const *paths,
                         const BtFeedOptions *options,
                         gboolean dry_run,
                         GPtrArray *reports,
                         BtImportOutcome *outcome,
                         GCancellable *cancellable,
                         GError **error)
{
  g_return_val_if_fail (dry_run || BT_IS_STORE (store), -1);
  const BtImportRequest request
    = { .store = dry_run ? NULL : store, .paths = paths, .options = options };

  return bt_import_run (&request, reports, outcome, cancellable, error);
}
