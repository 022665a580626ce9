// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-session-library.h"

#include "session/bt-session-data.h"
#include "session/bt-session-file.h"
#include "session/bt-session-library-private.h"
#include "session/bt-session-summary.h"
#include "store/bt-dataset-table.h"

/* A session at play writes its clock far more often than this. */
#define RUNNING_SILENCE_USEC (10 * BT_USEC_PER_SECOND)

enum
{
  PROP_0,
  PROP_LOADED,
  N_PROPS,
};

static void bt_session_library_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BtSessionLibrary,
                               bt_session_library,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      bt_session_library_list_model_init))

static GParamSpec *props[N_PROPS];

static GType
get_item_type (GListModel *model)
{
  return BT_TYPE_SESSION_SUMMARY;
}

static guint
get_n_items (GListModel *model)
{
  return BT_SESSION_LIBRARY (model)->summaries->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *summaries = BT_SESSION_LIBRARY (model)->summaries;

  return position < summaries->len ? g_object_ref (summaries->pdata[position]) : NULL;
}

static void
bt_session_library_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
bt_session_library_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOADED)
    g_value_set_boolean (value, BT_SESSION_LIBRARY (object)->is_loaded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bt_session_library_dispose (GObject *object)
{
  BtSessionLibrary *self = BT_SESSION_LIBRARY (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->open, g_hash_table_unref);
  G_OBJECT_CLASS (bt_session_library_parent_class)->dispose (object);
}

static void
bt_session_library_finalize (GObject *object)
{
  BtSessionLibrary *self = BT_SESSION_LIBRARY (object);

  g_ptr_array_unref (self->summaries);
  g_hash_table_unref (self->hidden);
  g_hash_table_unref (self->opening);
  g_hash_table_unref (self->ranks);
  G_OBJECT_CLASS (bt_session_library_parent_class)->finalize (object);
}

static void
bt_session_library_class_init (BtSessionLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bt_session_library_get_property;
  object_class->dispose = bt_session_library_dispose;
  object_class->finalize = bt_session_library_finalize;
  props[PROP_LOADED]
    = g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
bt_session_library_init (BtSessionLibrary *self)
{
  self->summaries = g_ptr_array_new_with_free_func (g_object_unref);
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->opening
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->ranks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* The summaries that one reading brings; made on the store's thread, so that many sessions at play
 * do not keep the main thread busy. */
typedef struct
{
  GPtrArray *summaries;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_ptr_array_unref (reading->summaries);
  g_free (reading);
}

/* Returns the dataset of a row: its own; for an imported session one that may hold its candles. */
static const BtDataset *
find_dataset (const GPtrArray *datasets, const BtSessionRow *row)
{
  BtSessionSettings settings;
  gboolean is_imported
    = row->dataset_id == 0 && bt_session_settings_from_json (row->settings_json, &settings, NULL);

  for (guint i = 0; i < datasets->len; i++)
    {
      const BtDataset *dataset = datasets->pdata[i];

      if (dataset->id == row->dataset_id
          || (is_imported && bt_session_data_is_candidate (dataset, row, &settings)))
        return dataset;
    }
  return NULL;
}

/* Returns a summary of a row, or NULL when its settings cannot be read. */
static BtSessionSummary *
make_summary (const GPtrArray *datasets, BtSessionRow *row)
{
  const BtDataset *dataset = find_dataset (datasets, row);
  gint64 end_usec = row->end_usec;
  g_autoptr (GError) error = NULL;
  BtSessionSummary *summary;

  if (end_usec == BT_TIME_NONE && dataset != NULL)
    end_usec = dataset->last_usec + bt_timeframe_usec (dataset->timeframe);
  /* Play writes every second; what is said to run and does not was left behind by a crash. */
  if (row->state == BT_SESSION_RUNNING
      && g_get_real_time () - row->played_usec > RUNNING_SILENCE_USEC)
    row->state = BT_SESSION_PAUSED;
  summary = bt_session_summary_new (row, dataset != NULL, end_usec, &error);
  if (summary == NULL)
    g_warning ("Session %s cannot be listed: %s", row->id, error->message);
  return summary;
}

static gboolean
read_job (BtDb *db, gpointer data, GError **error)
{
  Reading *reading = data;
  g_autoptr (GPtrArray) rows = bt_session_table_list (db, error);
  g_autoptr (GPtrArray) datasets = rows == NULL ? NULL : bt_dataset_table_list (db, error);

  if (datasets == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      BtSessionSummary *summary = make_summary (datasets, rows->pdata[i]);

      if (summary != NULL)
        g_ptr_array_add (reading->summaries, summary);
    }
  return TRUE;
}

/* Returns when a session was last played, for the order; while it is open here its place is kept,
 * so that the cards of sessions at play do not change places every second. */
static gint64
get_rank (BtSessionLibrary *self, BtSessionSummary *summary)
{
  const char *id = bt_session_summary_get_id (summary);
  gint64 *rank = g_hash_table_lookup (self->ranks, id);

  if (rank != NULL && g_hash_table_contains (self->open, id))
    return *rank;
  if (rank == NULL)
    {
      rank = g_new (gint64, 1);
      g_hash_table_insert (self->ranks, g_strdup (id), rank);
    }
  *rank = bt_session_summary_get_played (summary);
  return *rank;
}

static int
compare_ranks (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gint64 first = get_rank (user_data, *(BtSessionSummary *const *) a);
  gint64 second = get_rank (user_data, *(BtSessionSummary *const *) b);

  return (second > first) - (second < first);
}

/* Returns the listed summary of an id, or NULL. */
static BtSessionSummary *
find_summary (BtSessionLibrary *self, const char *id)
{
  for (guint i = 0; i < self->summaries->len; i++)
    if (g_strcmp0 (bt_session_summary_get_id (self->summaries->pdata[i]), id) == 0)
      return self->summaries->pdata[i];
  return NULL;
}

/* Puts fresh in the place of the list; rows that stay the same are left alone. */
static void
replace_list (BtSessionLibrary *self, GPtrArray *fresh)
{
  GPtrArray *old = self->summaries;
  guint head = 0;
  guint tail = 0;

  while (head < old->len && head < fresh->len && old->pdata[head] == fresh->pdata[head])
    head++;
  while (tail < old->len - head && tail < fresh->len - head
         && old->pdata[old->len - 1 - tail] == fresh->pdata[fresh->len - 1 - tail])
    tail++;
  self->summaries = g_ptr_array_ref (fresh);
  if (old->len != head + tail || fresh->len != head + tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                fresh->len - head - tail);
  g_ptr_array_unref (old);
}

static void
show_reading (BtSessionLibrary *self, const Reading *reading)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < reading->summaries->len; i++)
    {
      BtSessionSummary *summary = reading->summaries->pdata[i];
      const char *id = bt_session_summary_get_id (summary);
      BtSessionSummary *known = find_summary (self, id);

      if (g_hash_table_contains (self->hidden, id))
        continue;
      if (known != NULL)
        bt_session_summary_update (known, summary);
      g_ptr_array_add (fresh, g_object_ref (known != NULL ? known : summary));
    }
  g_ptr_array_sort_with_data (fresh, compare_ranks, self);
  replace_list (self, fresh);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  BtSessionLibrary *self = g_task_get_source_object (task);

  self->is_reading = FALSE;
  if (self->store == NULL)
    return;
  if (bt_store_run_finish (BT_STORE (source), result, &error))
    show_reading (self, g_task_get_task_data (task));
  else
    g_warning ("The list of sessions cannot be read: %s", error->message);
  if (!self->is_loaded)
    {
      self->is_loaded = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
    }
  if (self->wants_reading)
    bt_session_library_refresh (self);
}

BtSessionLibrary *
bt_session_library_new (BtStore *store)
{
  g_return_val_if_fail (BT_IS_STORE (store), NULL);

  BtSessionLibrary *self = g_object_new (BT_TYPE_SESSION_LIBRARY, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "sessions-changed", G_CALLBACK (bt_session_library_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "datasets-changed", G_CALLBACK (bt_session_library_refresh), self,
                           G_CONNECT_SWAPPED);
  bt_session_library_refresh (self);
  return self;
}

BtStore *
bt_session_library_get_store (BtSessionLibrary *library)
{
  g_return_val_if_fail (BT_IS_SESSION_LIBRARY (library), NULL);
  return library->store;
}

void
bt_session_library_refresh (BtSessionLibrary *library)
{
  g_return_if_fail (BT_IS_SESSION_LIBRARY (library));

  /* While a reading is on its way any number of calls ask for one more. */
  library->wants_reading = library->is_reading;
  if (library->is_reading || library->store == NULL)
    return;
  library->is_reading = TRUE;

  GTask *task = g_task_new (library, NULL, NULL, NULL);
  Reading *reading = g_new0 (Reading, 1);

  reading->summaries = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, bt_session_library_refresh);
  g_task_set_task_data (task, reading, reading_free);
  bt_store_run_async (library->store, read_job, reading, NULL, NULL, read_done_cb, task);
}

gboolean
bt_session_library_is_loaded (BtSessionLibrary *library)
{
  g_return_val_if_fail (BT_IS_SESSION_LIBRARY (library), FALSE);
  return library->is_loaded;
}

BtSession *
bt_session_library_find_open (BtSessionLibrary *library, const char *id)
{
  return library->open == NULL ? NULL : g_hash_table_lookup (library->open, id);
}

/* Answers everybody who waits for a session. */
static void
session_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) first = user_data;
  g_autoptr (GError) error = NULL;
  BtSessionLibrary *self = g_task_get_source_object (first);
  const char *id = g_task_get_task_data (first);
  g_autoptr (BtSession) session = bt_session_open_finish (BT_STORE (source), result, &error);
  g_autoptr (GPtrArray) waiting = g_ptr_array_ref (g_hash_table_lookup (self->opening, id));

  if (session != NULL && self->open != NULL)
    g_hash_table_replace (self->open, g_strdup (id), g_object_ref (session));
  g_hash_table_remove (self->opening, id);
  for (guint i = 0; i < waiting->len; i++)
    if (session != NULL)
      g_task_return_pointer (waiting->pdata[i], g_object_ref (session), g_object_unref);
    else
      g_task_return_error (waiting->pdata[i], g_error_copy (error));
}

void
bt_session_library_open_async (BtSessionLibrary *library,
                               const char *id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GPtrArray *waiting;
  BtSession *session;

  g_return_if_fail (BT_IS_SESSION_LIBRARY (library) && id != NULL);

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_session_library_open_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  session = bt_session_library_find_open (library, id);
  if (session != NULL)
    {
      g_task_return_pointer (task, g_object_ref (session), g_object_unref);
      return;
    }
  waiting = g_hash_table_lookup (library->opening, id);
  if (waiting != NULL)
    {
      g_ptr_array_add (waiting, g_steal_pointer (&task));
      return;
    }
  waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (waiting, g_object_ref (task));
  g_hash_table_insert (library->opening, g_strdup (id), waiting);
  bt_session_open_async (library->store, id, NULL, session_opened_cb, g_steal_pointer (&task));
}

BtSession *
bt_session_library_open_finish (BtSessionLibrary *library, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
bt_session_library_close (BtSessionLibrary *library, BtSession *session)
{
  g_return_if_fail (BT_IS_SESSION_LIBRARY (library) && BT_IS_SESSION (session));

  bt_session_close (session);
  if (bt_session_library_find_open (library, bt_session_get_id (session)) == session)
    g_hash_table_remove (library->open, bt_session_get_id (session));
}

void
bt_session_library_delete (BtSessionLibrary *library, const char *id)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  BtSession *session;

  g_return_if_fail (BT_IS_SESSION_LIBRARY (library) && id != NULL);

  session = bt_session_library_find_open (library, id);
  if (session != NULL)
    bt_session_library_close (library, session);
  g_hash_table_add (library->hidden, g_strdup (id));
  for (guint i = 0; i < library->summaries->len; i++)
    if (g_strcmp0 (bt_session_summary_get_id (library->summaries->pdata[i]), id) != 0)
      g_ptr_array_add (fresh, g_object_ref (library->summaries->pdata[i]));
  replace_list (library, fresh);
}

void
bt_session_library_undo_delete (BtSessionLibrary *library, const char *id)
{
  g_return_if_fail (BT_IS_SESSION_LIBRARY (library) && id != NULL);

  if (g_hash_table_remove (library->hidden, id))
    bt_session_library_refresh (library);
}

static gboolean
delete_job (BtDb *db, gpointer data, GError **error)
{
  return bt_session_table_delete (db, data, error);
}

void
bt_session_library_purge (BtSessionLibrary *library)
{
  GHashTableIter iter;
  gpointer id;

  g_return_if_fail (BT_IS_SESSION_LIBRARY (library));

  g_hash_table_iter_init (&iter, library->hidden);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autoptr (GError) error = NULL;

      if (!bt_store_run (library->store, delete_job, id, &error)
          && !g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND))
        g_warning ("Session %s cannot be deleted: %s", (const char *) id, error->message);
      g_hash_table_remove (library->ranks, id);
      g_hash_table_iter_remove (&iter);
    }
  bt_session_library_refresh (library);
}
