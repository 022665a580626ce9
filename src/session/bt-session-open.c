// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Opening a stored session: its candles, its journal run again. */
#include "config.h"

#include "session/bt-journal-replay.h"
#include "session/bt-session-data.h"
#include "session/bt-session-file.h"
#include "session/bt-session-private.h"
#include "store/bt-preference-table.h"

/* What is read in one job. */
typedef struct
{
  const char *folder;
  const char *id;
  BtSessionRow *row;
  BtSessionSettings settings;
  BtSessionData data;
  GPtrArray *branches;       /* of BtBranchRow */
  const BtBranchRow *branch; /* the present one */
  GPtrArray *lines;
  GPtrArray *annotations; /* of BtAnnotation */
  BtTradingDay day;
} OpenData;

static void
open_data_clear (OpenData *open)
{
  g_clear_pointer (&open->row, bt_session_row_free);
  g_clear_pointer (&open->lines, g_ptr_array_unref);
  g_clear_pointer (&open->branches, g_ptr_array_unref);
  g_clear_pointer (&open->annotations, g_ptr_array_unref);
  bt_session_data_clear (&open->data);
}

/* Reads the branches of a session and the journal of its present one. */
static gboolean
load_branches (BtDb *db, OpenData *open, GError **error)
{
  open->branches = bt_branch_table_list (db, open->id, error);
  if (open->branches == NULL)
    return FALSE;
  for (guint i = 0; i < open->branches->len; i++)
    if (((const BtBranchRow *) open->branches->pdata[i])->id == open->row->branch_id)
      open->branch = open->branches->pdata[i];
  if (open->branch == NULL)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED,
                   "session %s (“%s”) is damaged: its present branch, %" G_GINT64_FORMAT
                   ", is missing",
                   open->id, open->row->name, open->row->branch_id);
      return FALSE;
    }
  open->lines = bt_branch_table_load_journal (db, open->id, open->branch->id, error);
  if (open->lines == NULL)
    return FALSE;
  bt_journal_trim (open->lines, open->branch->head.command_count);
  return TRUE;
}

static gboolean
open_job (BtDb *db, gpointer data, GError **error)
{
  OpenData *open = data;
  g_autofree char *day = NULL;

  open->row = bt_session_table_get (db, open->id, error);
  if (open->row == NULL
      || !bt_session_settings_from_json (open->row->settings_json, &open->settings, error))
    return FALSE;
  if (open->row->rules_version != BT_RULES_VERSION)
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                   "The session “%s” was played under version %d of the rules; this program has "
                   "version %d",
                   open->row->name, open->row->rules_version, BT_RULES_VERSION);
      return FALSE;
    }
  if (!bt_session_data_load (db, open->folder, open->row, &open->settings, &open->data, error))
    return FALSE;
  if (!load_branches (db, open, error))
    return FALSE;
  open->annotations = bt_annotation_table_list (db, open->id, error);
  if (open->annotations == NULL)
    return FALSE;
  day = bt_preference_table_get (db, BT_PREFERENCE_TRADING_DAY, NULL);
  if (day == NULL || !bt_trading_day_parse (day, &open->day, NULL))
    open->day = BT_TRADING_DAY_DEFAULT;
  return TRUE;
}

/* Takes over what was read; the engine comes next. */
static void
take_data (BtSession *self, BtStore *store, OpenData *open)
{
  BtSessionRow *row = open->row;

  self->store = g_object_ref (store);
  self->id = g_strdup (row->id);
  self->name = g_strdup (row->name);
  /* A session that another program plays at the moment is paused in this one. */
  self->state = row->state == BT_SESSION_ARCHIVED ? BT_SESSION_ARCHIVED : BT_SESSION_PAUSED;
  self->saved_state = row->state;
  self->settings = open->settings;
  self->day = open->day;
  self->grade = open->data.dataset->grade;
  self->start_usec = row->start_usec;
  self->range_hash = row->range_hash;
  self->first_index = open->data.first_index;
  self->series = bt_session_data_slice (&open->data);
  self->ticks = g_steal_pointer (&open->data.ticks);
  self->shared = g_steal_pointer (&open->data.shared);
  self->tape = bt_tape_new (bt_shared_series_get (self->shared), &self->settings.instrument,
                            (gsize) self->first_index);
  self->view.columns = bt_series_get_columns (self->series);
  self->line.branch_id = row->branch_id;
  self->line.head = open->branch->head;
  g_ptr_array_unref (self->line.lines);
  self->line.lines = g_steal_pointer (&open->lines);
  self->branches_made = row->branches_made;
  self->rewind_count = row->rewind_count;
  self->blind = row->blind;
  bt_session_blind_init (self);
  bt_view_state_read (&self->look, row->view_json);
  bt_session_read_annotations (self, open->annotations);
}

/* Compares where the engine is with what is on record of that. */
static gboolean
check_place (BtSession *self, const BtHash *digest, GError **error)
{
  return bt_journal_replay_to (self->engine, bt_session_get_bar (self), digest, error);
}

gboolean
bt_session_replay_line (BtSession *session, GError **error)
{
  const BtLinePoint head = session->line.head;

  session->engine = bt_session_ticks_make_engine (&session->settings, session->series,
                                                  session->ticks, &session->range_hash, error);
  if (session->engine == NULL)
    return FALSE;
  bt_session_listen (session, session->engine);
  bt_line_history_note (session->line.history, session->engine, 0);
  if (!bt_session_run_again (session, head.bar, error)
      || !check_place (session, &head.digest, error))
    {
      g_prefix_error (error, "The session “%s”: ", session->name);
      return FALSE;
    }
  bt_session_publish (session);
  return TRUE;
}

/* Runs the line to its head and puts the clock where it was. */
static gboolean
replay (BtSession *self, const OpenData *open, GError **error)
{
  const BtSessionRow *row = open->row;

  if (!bt_session_replay_line (self, error))
    return FALSE;
  if (row->bar < open->branch->head.bar
      && (!bt_session_look_at (self, row->bar, error) || !check_place (self, &row->digest, error)))
    {
      g_prefix_error (error, "The session “%s”: ", self->name);
      return FALSE;
    }
  bt_session_publish_jump (self);
  bt_session_set_branches (self, open->branches);
  return TRUE;
}

BtSession *
bt_session_open (BtStore *store, const char *id, GError **error)
{
  OpenData open = { .folder = bt_store_get_folder (store), .id = id };
  g_autoptr (BtSession) session = NULL;
  gboolean is_open = FALSE;

  g_return_val_if_fail (BT_IS_STORE (store) && id != NULL, NULL);

  if (bt_store_run (store, open_job, &open, error))
    {
      session = g_object_new (BT_TYPE_SESSION, NULL);
      take_data (session, store, &open);
      is_open = replay (session, &open, error);
    }
  open_data_clear (&open);
  return is_open ? g_steal_pointer (&session) : NULL;
}

static void
open_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  BtSession *session = bt_session_open (source, task_data, &error);

  if (session == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, session, g_object_unref);
}

void
bt_session_open_async (BtStore *store,
                       const char *id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, bt_session_open_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  g_task_run_in_thread (task, open_in_thread);
}

BtSession *
bt_session_open_finish (BtStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
