// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-dataset-list.h"

#include "source/bt-dataset-export.h"

struct _BtDatasetList
{
  GObject parent_instance;

  BtStore *store;
  GPtrArray *items;
  gboolean is_loaded;
  gboolean is_loading;
  gboolean is_stale;   /* changed again while being read */
  struct Job *reading; /* the store's until the callback returns */
};

enum
{
  PROP_LOADED = 1,
  N_PROPS
};

enum
{
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void bt_dataset_list_list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BtDatasetList,
                               bt_dataset_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      bt_dataset_list_list_model_init))

/* One piece of work on the database thread. */
typedef struct Job
{
  gint64 id;
  GFile *file;
  BtDataset *dataset;
  GPtrArray *datasets;
  gint64 from_usec;
  gint64 to_usec;
  gint64 candles;
  BtSeries *series;
  GCancellable *cancellable;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->file);
  g_clear_pointer (&job->dataset, bt_dataset_free);
  g_clear_pointer (&job->datasets, g_ptr_array_unref);
  g_clear_pointer (&job->series, bt_series_unref);
  g_clear_object (&job->cancellable);
  g_free (job);
}

static gboolean
run_list (BtDb *db, gpointer data, GError **error)
{
  Job *job = data;

  job->datasets = bt_dataset_table_list (db, error);
  return job->datasets != NULL;
}

static gboolean
run_delete (BtDb *db, gpointer data, GError **error)
{
  Job *job = data;

  return bt_dataset_table_delete (db, job->id, error);
}

static gboolean
run_get (BtDb *db, gpointer data, GError **error)
{
  Job *job = data;

  job->dataset = bt_dataset_table_get (db, job->id, error);
  return job->dataset != NULL;
}

/* In a thread of its own: an order's commit waits for the short jobs of an export only. */
static void
export_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BtDatasetList *list = source;
  Job *job = data;
  g_autofree char *name = g_file_get_basename (job->file);
  BtDatasetExport request = { .from_usec = BT_TIME_NONE, .to_usec = BT_TIME_NONE, .last = -1 };
  GError *error = NULL;

  if (!bt_store_run (list->store, run_get, job, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  request.dataset = job->dataset;
  request.timeframe = job->dataset->timeframe;
  request.is_json = bt_dataset_export_is_json_name (name);
  if (bt_dataset_export_file (list->store, &request, job->file, bt_packing_from_name (name),
                              cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
run_count (BtDb *db, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (BtSeries) series
    = bt_dataset_table_load_range (db, job->id, job->from_usec, job->to_usec, error);

  job->candles = series != NULL ? (gint64) bt_series_get_length (series) : -1;
  return series != NULL;
}

static gboolean
run_load (BtDb *db, gpointer data, GError **error)
{
  Job *job = data;

  job->series = bt_dataset_table_load (db, job->id, job->cancellable, error);
  return job->series != NULL;
}

/* Takes the records over from the job, newest reading as a whole. */
static void
replace_items (BtDatasetList *self, GPtrArray *datasets)
{
  guint before = self->items->len;

  g_ptr_array_set_size (self->items, 0);
  g_ptr_array_set_free_func (datasets, NULL);
  for (guint i = 0; i < datasets->len; i++)
    g_ptr_array_add (self->items, bt_dataset_item_new (g_ptr_array_index (datasets, i)));
  g_ptr_array_set_size (datasets, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->items->len);
}

static void
list_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtDatasetList) self = user_data;
  g_autoptr (GError) error = NULL;
  Job *job = g_steal_pointer (&self->reading);

  self->is_loading = FALSE;
  if (!bt_store_run_finish (BT_STORE (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
  else
    replace_items (self, job->datasets);
  if (!self->is_loaded)
    {
      self->is_loaded = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
    }
  if (self->is_stale)
    bt_dataset_list_reload (self);
}

static void
task_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (bt_store_run_finish (BT_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The store frees the job after this. */
static void
candles_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Job *job = g_task_get_task_data (task);

  if (bt_store_run_finish (BT_STORE (source), result, &error))
    g_task_return_int (task, job->candles);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* As above. */
static void
candles_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Job *job = g_task_get_task_data (task);

  if (bt_store_run_finish (BT_STORE (source), result, &error))
    g_task_return_pointer (task, g_steal_pointer (&job->series), (GDestroyNotify) bt_series_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static GType
get_item_type (GListModel *model)
{
  return BT_TYPE_DATASET_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return BT_DATASET_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  BtDatasetList *self = BT_DATASET_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
bt_dataset_list_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
bt_dataset_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_LOADED)
    g_value_set_boolean (value, BT_DATASET_LIST (object)->is_loaded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_dataset_list_finalize (GObject *object)
{
  BtDatasetList *self = BT_DATASET_LIST (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (bt_dataset_list_parent_class)->finalize (object);
}

static void
bt_dataset_list_class_init (BtDatasetListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bt_dataset_list_get_property;
  object_class->finalize = bt_dataset_list_finalize;
  properties[PROP_LOADED]
    = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_DATASET_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bt_dataset_list_init (BtDatasetList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

BtDatasetList *
bt_dataset_list_new (BtStore *store)
{
  BtDatasetList *self = g_object_new (BT_TYPE_DATASET_LIST, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "datasets-changed", G_CALLBACK (bt_dataset_list_reload), self,
                           G_CONNECT_SWAPPED);
  bt_dataset_list_reload (self);
  return self;
}

void
bt_dataset_list_reload (BtDatasetList *list)
{
  g_return_if_fail (BT_IS_DATASET_LIST (list));

  list->is_stale = list->is_loading;
  if (list->is_loading)
    return;
  list->is_loading = TRUE;
  Job *job = g_new0 (Job, 1);
  list->reading = job;
  bt_store_run_async (list->store, run_list, job, job_free, NULL, list_read_cb,
                      g_object_ref (list));
}

gboolean
bt_dataset_list_is_loaded (BtDatasetList *list)
{
  g_return_val_if_fail (BT_IS_DATASET_LIST (list), FALSE);

  return list->is_loaded;
}

BtDatasetItem *
bt_dataset_list_find (BtDatasetList *list, gint64 id)
{
  g_return_val_if_fail (BT_IS_DATASET_LIST (list), NULL);

  for (guint i = 0; i < list->items->len; i++)
    {
      BtDatasetItem *item = g_ptr_array_index (list->items, i);
      if (bt_dataset_item_get (item)->id == id)
        return item;
    }
  return NULL;
}

void
bt_dataset_list_delete_async (BtDatasetList *list,
                              gint64 id,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (BT_IS_DATASET_LIST (list));

  GTask *task = g_task_new (list, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);
  job->id = id;
  bt_store_run_async (list->store, run_delete, job, job_free, NULL, task_done_cb, task);
}

gboolean
bt_dataset_list_delete_finish (BtDatasetList *list, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, list), FALSE);

  gboolean is_deleted = g_task_propagate_boolean (G_TASK (result), error);
  if (is_deleted)
    bt_dataset_list_reload (list);
  return is_deleted;
}

void
bt_dataset_list_export_async (BtDatasetList *list,
                              gint64 id,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (BT_IS_DATASET_LIST (list));

  g_autoptr (GTask) task = g_task_new (list, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);
  job->id = id;
  job->file = g_object_ref (file);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, export_in_thread);
}

gboolean
bt_dataset_list_export_finish (BtDatasetList *list, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, list), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
bt_dataset_list_count_async (BtDatasetList *list,
                             gint64 id,
                             gint64 from_usec,
                             gint64 to_usec,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (BT_IS_DATASET_LIST (list));

  GTask *task = g_task_new (list, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);
  job->id = id;
  job->from_usec = from_usec;
  job->to_usec = to_usec;
  g_task_set_task_data (task, job, NULL);
  bt_store_run_async (list->store, run_count, job, job_free, NULL, candles_counted_cb, task);
}

gint64
bt_dataset_list_count_finish (BtDatasetList *list, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, list), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

void
bt_dataset_list_load_async (BtDatasetList *list,
                            gint64 id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (BT_IS_DATASET_LIST (list));

  GTask *task = g_task_new (list, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);
  job->id = id;
  g_set_object (&job->cancellable, cancellable);
  g_task_set_task_data (task, job, NULL);
  bt_store_run_async (list->store, run_load, job, job_free, cancellable, candles_loaded_cb, task);
}

BtSeries *
bt_dataset_list_load_finish (BtDatasetList *list, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, list), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
