// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Making a new session. */
#include "config.h"

#include "session/bt-session-create.h"
#include "session/bt-session-data.h"
#include "session/bt-session-file.h"
#include "session/bt-session-private.h"

/* What the store is asked for first. */
typedef struct
{
  const char *folder;
  const BtSessionPlan *plan;
  BtSessionData data;
} LoadData;

static gboolean
load_job (BtDb *db, gpointer data, GError **error)
{
  LoadData *load = data;

  load->data.dataset = bt_dataset_table_get (db, load->plan->dataset_id, error);
  if (load->data.dataset == NULL)
    return FALSE;
  load->data.shared = bt_series_cache_load (db, load->folder, load->data.dataset, error);
  return load->data.shared != NULL
         && bt_session_data_take_range (&load->data, load->plan->start_usec, load->plan->end_usec,
                                        error)
         && bt_session_data_take_ticks (&load->data, db, error);
}

typedef struct
{
  BtStore *store;
  BtSessionRow *row;
} InsertData;

static gboolean
insert_job (BtDb *db, gpointer data, GError **error)
{
  InsertData *insert = data;

  if (!bt_session_table_insert (db, insert->row, error))
    return FALSE;
  bt_store_notify_sessions (insert->store);
  return TRUE;
}

gboolean
bt_session_row_insert (BtStore *store, BtSessionRow *row, GError **error)
{
  InsertData insert = { .store = store, .row = row };

  return bt_store_run (store, insert_job, &insert, error);
}

/* Makes settings say what the dataset says, and only what their JSON holds. */
static gboolean
settle_settings (const BtSessionPlan *plan,
                 const BtDataset *dataset,
                 BtSessionSettings *settings,
                 char **json,
                 GError **error)
{
  *settings = plan->settings;
  if (g_strcmp0 (settings->instrument.symbol, dataset->instrument.symbol) != 0
      || settings->instrument.digits != dataset->instrument.digits)
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_NO_DATA,
                   "The dataset has %s with %u digits, the settings name %s with %u digits",
                   dataset->instrument.symbol, dataset->instrument.digits,
                   settings->instrument.symbol, settings->instrument.digits);
      return FALSE;
    }
  settings->price_kind = dataset->kind;
  settings->base_timeframe = dataset->timeframe;
  if (!bt_session_settings_validate (settings, error))
    return FALSE;

  g_autofree char *text = bt_session_settings_to_json (settings);

  if (!bt_session_settings_from_json (text, settings, error))
    return FALSE;
  *json = g_steal_pointer (&text);
  return TRUE;
}

/* Returns the view document of a plan. */
static char *
make_view_json (const BtSessionPlan *plan)
{
  BtViewState look;

  bt_view_state_init (&look);
  look.chart_timeframe = (int) plan->chart_timeframe;
  if (plan->speed > 0)
    look.speed = plan->speed;
  return bt_view_state_to_json (&look);
}

/* Fills the row of a new session from its plan and data. */
static gboolean
fill_row (const BtSessionPlan *plan, const BtSessionData *data, BtSessionRow *row, GError **error)
{
  g_autoptr (BtSeries) series = bt_session_data_slice (data);
  g_autoptr (BtEngine) engine = NULL;
  BtSessionSettings settings;

  if (!settle_settings (plan, data->dataset, &settings, &row->settings_json, error))
    return FALSE;
  bt_session_ticks_hash (series, &settings.instrument, data->ticks, &row->range_hash);
  engine = bt_session_ticks_make_engine (&settings, series, data->ticks, &row->range_hash, error);
  if (engine == NULL)
    return FALSE;
  bt_engine_get_digest (engine, &row->digest);
  row->id = g_uuid_string_random ();
  row->name = g_strdup (plan->name);
  row->state = BT_SESSION_PAUSED;
  row->dataset_id = data->dataset->id;
  row->dataset_hash = data->dataset->hash;
  row->start_usec = plan->start_usec;
  row->end_usec = plan->end_usec;
  row->first_index = data->first_index;
  row->length = data->length;
  row->tick_count = bt_session_ticks_count (data->ticks);
  row->blind.is_blind = plan->is_blind;
  if (plan->is_blind && plan->is_seen)
    {
      row->blind.reveal_count = 1;
      row->blind.revealed_bar = -1;
      row->blind.revealed_usec = g_get_real_time ();
    }
  row->rules_version = BT_RULES_VERSION;
  row->bar = -1;
  row->view_json = make_view_json (plan);
  row->created_usec = row->played_usec = g_get_real_time ();
  return TRUE;
}

char *
bt_session_create (BtStore *store, const BtSessionPlan *plan, GError **error)
{
  LoadData load = { .folder = bt_store_get_folder (store), .plan = plan };
  g_autoptr (BtSessionRow) row = g_new0 (BtSessionRow, 1);
  gboolean is_done;

  g_return_val_if_fail (BT_IS_STORE (store) && plan != NULL, NULL);

  if (plan->name == NULL || plan->name[0] == '\0' || !g_utf8_validate (plan->name, -1, NULL))
    {
      g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                           "A session needs a name");
      return NULL;
    }
  is_done = bt_store_run (store, load_job, &load, error) && fill_row (plan, &load.data, row, error)
            && bt_session_row_insert (store, row, error);
  bt_session_data_clear (&load.data);
  return is_done ? g_strdup (row->id) : NULL;
}

static void
plan_free (gpointer data)
{
  BtSessionPlan *plan = data;

  g_free ((char *) plan->name);
  g_free (plan);
}

static void
create_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *id = bt_session_create (source, task_data, &error);

  if (id == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, id, g_free);
}

void
bt_session_create_async (BtStore *store,
                         const BtSessionPlan *plan,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  BtSessionPlan *copy = g_memdup2 (plan, sizeof *plan);

  copy->name = g_strdup (plan->name);
  g_task_set_source_tag (task, bt_session_create_async);
  g_task_set_task_data (task, copy, plan_free);
  g_task_run_in_thread (task, create_in_thread);
}

char *
bt_session_create_finish (BtStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
