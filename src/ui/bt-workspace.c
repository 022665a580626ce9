// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-workspace.h"

#include "source/bt-import-plan.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* How long before the end of its data the sample begins, and how long it lasts. */
#define SAMPLE_BEFORE_END_USEC (60 * BT_USEC_PER_DAY)
#define SAMPLE_LENGTH_USEC (25 * BT_USEC_PER_DAY)
#define SAMPLE_HOUR 8

struct _BtWorkspace
{
  GObject parent_instance;

  BtStore *store;
  BtSessionLibrary *library;
  BtDatasetList *datasets;
  BtArrangements *arrangements;
  GListStore *imports;
  GPtrArray *chosen; /* of GFile, to be imported when the main loop is idle */
  guint chosen_idle;
  gboolean asks_chosen; /* what the only one of them is, before it goes in */
  GSettings *settings;
  BtAppearance *appearance;
};

enum
{
  IMPORT_ENDED,
  IMPORT_ASKS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtWorkspace, bt_workspace, G_TYPE_OBJECT)

/* What a thread works on. */
typedef struct
{
  BtStore *store;
  char *name;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->store);
  g_free (work->name);
  g_free (work);
}

static Work *
work_new (BtWorkspace *self)
{
  Work *work = g_new0 (Work, 1);

  work->store = g_object_ref (self->store);
  return work;
}

/* A dataset being fetched on the database thread. */
typedef struct
{
  gint64 id;
  BtDataset *dataset;
} Fetch;

static gboolean
run_fetch (BtDb *db, gpointer data, GError **error)
{
  Fetch *fetch = data;

  fetch->dataset = bt_dataset_table_get (db, fetch->id, error);
  return fetch->dataset != NULL;
}

/* Returns the Monday, at the sample's hour, at or before a time. */
static gint64
find_monday (gint64 time_usec)
{
  gint64 day = time_usec - time_usec % BT_USEC_PER_DAY;

  while (bt_time_weekday (day) != 1)
    day -= BT_USEC_PER_DAY;
  return day + SAMPLE_HOUR * BT_USEC_PER_HOUR;
}

static char *
create_sample_session (BtStore *store, const BtDataset *dataset, const char *name, GError **error)
{
  BtSessionPlan plan = { .name = name, .dataset_id = dataset->id };

  bt_session_settings_init (&plan.settings, &dataset->instrument);
  plan.settings.price_kind = dataset->kind;
  plan.settings.base_timeframe = dataset->timeframe;
  plan.start_usec
    = find_monday (MAX (dataset->last_usec - SAMPLE_BEFORE_END_USEC, dataset->first_usec));
  plan.end_usec = plan.start_usec + SAMPLE_LENGTH_USEC;
  plan.chart_timeframe = BT_TIMEFRAME_M5;
  plan.speed = 20;
  return bt_session_create (store, &plan, error);
}

static void
sample_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  g_autoptr (GError) error = NULL;
  Fetch fetch = { .id = bt_sample_ensure (work->store, cancellable, &error) };
  char *id = NULL;

  if (fetch.id >= 0 && bt_store_run (work->store, run_fetch, &fetch, &error))
    {
      id = create_sample_session (work->store, fetch.dataset, work->name, &error);
      bt_dataset_free (fetch.dataset);
    }
  if (id != NULL)
    g_task_return_pointer (task, id, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
import_ended_cb (BtImport *import,
                 gint64 id,
                 gboolean is_new,
                 gint64 added,
                 const GError *error,
                 BtWorkspace *self)
{
  guint position;
  g_autoptr (BtImport) kept = g_object_ref (import);

  if (g_list_store_find (self->imports, import, &position))
    g_list_store_remove (self->imports, position);
  g_signal_emit (self, signals[IMPORT_ENDED], 0, bt_import_get_path (kept), id, is_new, added,
                 error);
}

static void
import_moved_cb (BtImport *import, GParamSpec *spec, BtWorkspace *self)
{
  if (bt_import_get_state (import) == BT_IMPORT_ASKING)
    g_signal_emit (self, signals[IMPORT_ASKS], 0, import);
}

static void
start_import (BtWorkspace *self, const char *const *paths, gboolean asks_always)
{
  g_autoptr (BtImport) import = bt_import_start (self->store, paths, asks_always);

  g_signal_connect_object (import, "ended", G_CALLBACK (import_ended_cb), self, 0);
  g_signal_connect_object (import, "notify::state", G_CALLBACK (import_moved_cb), self, 0);
  g_list_store_append (self->imports, import);
}

static void
bt_workspace_dispose (GObject *object)
{
  BtWorkspace *self = BT_WORKSPACE (object);

  for (guint i = 0;
       self->imports != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->imports)); i++)
    {
      g_autoptr (BtImport) import = g_list_model_get_item (G_LIST_MODEL (self->imports), i);
      bt_import_cancel (import);
    }
  g_clear_handle_id (&self->chosen_idle, g_source_remove);
  g_clear_pointer (&self->chosen, g_ptr_array_unref);
  g_clear_object (&self->imports);
  g_clear_object (&self->datasets);
  g_clear_object (&self->arrangements);
  g_clear_object (&self->library);
  g_clear_object (&self->appearance);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (bt_workspace_parent_class)->dispose (object);
}

static void
bt_workspace_class_init (BtWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_workspace_dispose;
  signals[IMPORT_ENDED]
    = g_signal_new ("import-ended", BT_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 5, G_TYPE_STRING, G_TYPE_INT64, G_TYPE_BOOLEAN, G_TYPE_INT64,
                    G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[IMPORT_ASKS] = g_signal_new ("import-asks", BT_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, BT_TYPE_IMPORT);
}

static void
bt_workspace_init (BtWorkspace *self)
{
  self->imports = g_list_store_new (BT_TYPE_IMPORT);
  self->chosen = g_ptr_array_new_with_free_func (g_object_unref);
}

BtWorkspace *
bt_workspace_new (BtStore *store, GSettings *settings, BtAppearance *appearance)
{
  BtWorkspace *self = g_object_new (BT_TYPE_WORKSPACE, NULL);

  self->store = g_object_ref (store);
  self->settings = g_object_ref (settings);
  self->appearance = g_object_ref (appearance);
  self->library = bt_session_library_new (store);
  self->datasets = bt_dataset_list_new (store);
  self->arrangements = bt_arrangements_new (store);
  return self;
}

BtStore *
bt_workspace_get_store (BtWorkspace *workspace)
{
  g_return_val_if_fail (BT_IS_WORKSPACE (workspace), NULL);

  return workspace->store;
}

BtSessionLibrary *
bt_workspace_get_library (BtWorkspace *workspace)
{
  g_return_val_if_fail (BT_IS_WORKSPACE (workspace), NULL);

  return workspace->library;
}

BtDatasetList *
bt_workspace_get_datasets (BtWorkspace *workspace)
{
  g_return_val_if_fail (BT_IS_WORKSPACE (workspace), NULL);

  return workspace->datasets;
}

GListModel *
bt_workspace_get_imports (BtWorkspace *workspace)
{
  g_return_val_if_fail (BT_IS_WORKSPACE (workspace), NULL);

  return G_LIST_MODEL (workspace->imports);
}

GSettings *
bt_workspace_get_settings (BtWorkspace *workspace)
{
  g_return_val_if_fail (BT_IS_WORKSPACE (workspace), NULL);

  return workspace->settings;
}

BtArrangements *
bt_workspace_get_arrangements (BtWorkspace *workspace)
{
  g_return_val_if_fail (BT_IS_WORKSPACE (workspace), NULL);

  return workspace->arrangements;
}

BtAppearance *
bt_workspace_get_appearance (BtWorkspace *workspace)
{
  g_return_val_if_fail (BT_IS_WORKSPACE (workspace), NULL);

  return workspace->appearance;
}

/* Files and folders that were chosen, being sorted into files that go in together. */
typedef struct
{
  GPtrArray *chosen; /* of GFile */
  gboolean asks;
  GPtrArray *paths; /* of char *, with a NULL at the end; made by the thread */
} Sorting;

static void
sorting_free (gpointer data)
{
  Sorting *sorting = data;

  g_ptr_array_unref (sorting->chosen);
  g_ptr_array_unref (sorting->paths);
  g_free (sorting);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Adds the path of a file, or those of the files in a folder. */
static void
collect_paths (GPtrArray *paths, GFile *file)
{
  const char *path = g_file_peek_path (file);
  g_autoptr (GDir) folder = path != NULL ? g_dir_open (path, 0, NULL) : NULL;
  const guint first = paths->len;

  if (folder == NULL)
    g_ptr_array_add (paths, path != NULL ? g_strdup (path) : g_file_get_uri (file));
  for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL;
       name = g_dir_read_name (folder))
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      if (g_file_test (inside, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (paths, g_steal_pointer (&inside));
    }
  if (folder != NULL && paths->len > first)
    qsort (paths->pdata + first, paths->len - first, sizeof (gpointer), compare_names);
}

/* Folders may be large, or far away. */
static void
sort_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Sorting *sorting = task_data;
  BtImportPlan *plan = NULL;
  BtFeedOptions options;
  GError *error = NULL;

  bt_feed_options_init (&options);
  for (guint i = 0; i < sorting->chosen->len; i++)
    collect_paths (sorting->paths, sorting->chosen->pdata[i]);
  g_ptr_array_add (sorting->paths, NULL);
  if (sorting->paths->pdata[0] != NULL)
    plan = bt_import_plan_new ((const char *const *) sorting->paths->pdata, &options, FALSE,
                               cancellable, &error);
  if (error == NULL)
    g_task_return_pointer (task, plan, (GDestroyNotify) bt_import_plan_free);
  else
    g_task_return_error (task, error);
}

static void
start_group (BtWorkspace *self, const BtImportGroup *group, gboolean asks_always)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  g_ptr_array_extend (paths, group->paths, NULL, NULL);
  g_ptr_array_add (paths, NULL);
  start_import (self, (const char *const *) paths->pdata, asks_always);
}

static void
sorted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BtWorkspace *self = BT_WORKSPACE (source);
  const Sorting *sorting = g_task_get_task_data (G_TASK (result));
  const char *first = g_ptr_array_index (sorting->paths, 0);
  const gboolean asks_always = sorting->asks && sorting->paths->len == 2;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtImportPlan) plan = g_task_propagate_pointer (G_TASK (result), &error);

  /* An empty folder has nothing to import. */
  if (self->imports == NULL || first == NULL)
    return;
  if (plan == NULL)
    {
      g_signal_emit (self, signals[IMPORT_ENDED], 0, first, (gint64) -1, FALSE, (gint64) 0, error);
      return;
    }
  for (guint i = 0; i < plan->groups->len; i++)
    start_group (self, g_ptr_array_index (plan->groups, i), asks_always && plan->groups->len == 1);
  /* What is in none of them is said as what cannot be read is. */
  for (guint i = 0; i < plan->left_out->len; i++)
    {
      g_autoptr (GError) fault = g_error_new_literal (BT_FEED_ERROR, BT_FEED_ERROR_EMPTY,
                                                      g_ptr_array_index (plan->left_out, i));
      g_signal_emit (self, signals[IMPORT_ENDED], 0, first, (gint64) -1, FALSE, (gint64) 0, fault);
    }
}

/* Imports what was chosen, files of one instrument together. */
static gboolean
import_chosen_cb (gpointer user_data)
{
  BtWorkspace *self = user_data;
  Sorting *sorting = g_new0 (Sorting, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, sorted_cb, NULL);

  self->chosen_idle = 0;
  sorting->chosen = self->chosen;
  sorting->asks = self->asks_chosen;
  sorting->paths = g_ptr_array_new_with_free_func (g_free);
  self->chosen = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, sorting, sorting_free);
  g_task_run_in_thread (task, sort_thread);
  return G_SOURCE_REMOVE;
}

static void
add_chosen (BtWorkspace *self, GFile *file, gboolean asks)
{
  g_ptr_array_add (self->chosen, g_object_ref (file));
  self->asks_chosen = asks;
  if (self->chosen_idle == 0)
    self->chosen_idle = g_idle_add (import_chosen_cb, self);
}

void
bt_workspace_import (BtWorkspace *workspace, GFile *file)
{
  g_return_if_fail (BT_IS_WORKSPACE (workspace));

  add_chosen (workspace, file, FALSE);
}

void
bt_workspace_choose (BtWorkspace *workspace, GFile *file)
{
  g_return_if_fail (BT_IS_WORKSPACE (workspace));

  add_chosen (workspace, file, TRUE);
}

void
bt_workspace_start_sample_async (BtWorkspace *workspace,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (BT_IS_WORKSPACE (workspace));

  g_autoptr (GTask) task = g_task_new (workspace, cancellable, callback, user_data);
  Work *work = work_new (workspace);
  work->name = g_strdup (_ ("Synthetic gold, first steps"));
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, sample_thread);
}

char *
bt_workspace_start_sample_finish (BtWorkspace *workspace, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
