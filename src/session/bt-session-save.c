// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Writing a session's clock, figures and view in the background. */
#include "config.h"

#include "session/bt-card-figures.h"
#include "session/bt-session-private.h"

/* What is written, taken on the main thread. */
typedef struct
{
  BtStore *store;
  char *id;
  BtStanding standing;
  gboolean has_clock; /* an archived session's stays as it is */
  BtSessionState state;
  gboolean has_state;
  char *name;
  char *summary_json;
  char *view_json;
} SaveData;

static void
save_data_free (gpointer data)
{
  SaveData *save = data;

  g_object_unref (save->store);
  g_free (save->id);
  g_free (save->name);
  g_free (save->summary_json);
  g_free (save->view_json);
  g_free (save);
}

/* Says where the session stands: on its line, and at the clock. */
static void
fill_standing (BtSession *self, BtStanding *standing)
{
  BtLinePoint *clock = &standing->clock;

  bt_session_update_branch (self);
  standing->branch_id = self->line.branch_id;
  standing->head = self->line.head;
  clock->bar = bt_session_get_bar (self);
  bt_engine_get_digest (self->engine, &clock->digest);
  clock->command_count = bt_engine_get_command_count (self->engine);
  clock->is_ended = bt_engine_is_ended (self->engine);
  standing->rewind_count = self->rewind_count;
  standing->played_usec = g_get_real_time ();
}

static SaveData *
save_data_new (BtSession *self)
{
  SaveData *save = g_new0 (SaveData, 1);

  save->store = g_object_ref (self->store);
  save->id = g_strdup (self->id);
  fill_standing (self, &save->standing);
  save->has_clock = self->state != BT_SESSION_ARCHIVED;
  save->state = self->state;
  save->has_state = save->has_clock && self->state != self->saved_state;
  self->saved_state = self->state;
  save->name = self->has_changed_name ? g_strdup (self->name) : NULL;
  save->summary_json = save->has_clock ? bt_card_figures_to_json (self) : NULL;
  self->has_changed_name = FALSE;

  /* Only what changed is written. */
  g_autofree char *view = bt_view_state_to_json (&self->look);

  if (g_strcmp0 (view, self->saved_view) != 0)
    {
      save->view_json = g_strdup (view);
      g_free (self->saved_view);
      self->saved_view = g_steal_pointer (&view);
    }
  return save;
}

/* Writes all that changed; inside a transaction. */
static gboolean
write_save (BtDb *db, const SaveData *save, GError **error)
{
  return (!save->has_clock
          || (bt_branch_table_set_clock (db, save->id, &save->standing, error)
              && bt_session_table_set_summary (db, save->id, save->summary_json, error)))
         && (!save->has_state || bt_session_table_set_state (db, save->id, save->state, error))
         && (save->name == NULL || bt_session_table_set_name (db, save->id, save->name, error))
         && (save->view_json == NULL
             || bt_session_table_set_view (db, save->id, save->view_json, error));
}

/* Saves in one transaction, all or nothing. */
static gboolean
save_job (BtDb *db, gpointer data, GError **error)
{
  SaveData *save = data;
  gboolean is_saved = bt_db_begin (db, error);

  if (is_saved && !write_save (db, save, error))
    {
      bt_db_rollback (db);
      is_saved = FALSE;
    }
  is_saved = is_saved && bt_db_commit (db, error);
  /* A refused save is news as well: somebody else has changed the session. */
  bt_store_notify_sessions (save->store);
  return is_saved;
}

/* Saves without waiting for the disk, so that no command has to wait behind it. The program may
 * die right after: what is written stays. When the power goes, the clock may go back to the last
 * command or durable save; commands never do. */
static gboolean
save_soon_job (BtDb *db, gpointer data, GError **error)
{
  gboolean is_saved;

  if (!bt_db_set_durable (db, FALSE, error))
    return FALSE;
  is_saved = save_job (db, data, error);
  return bt_db_set_durable (db, TRUE, is_saved ? error : NULL) && is_saved;
}

/* After a failed write it is unknown what is there: the next one writes all of it. */
static void
forget_saved (BtSession *self)
{
  g_clear_pointer (&self->saved_view, g_free);
  self->saved_state = BT_SESSION_ARCHIVED;
  self->has_changed_name = TRUE;
}

static void
save_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtSession) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = bt_store_run_finish (BT_STORE (source), result, &error);

  self->is_saving = FALSE;
  if (!is_saved)
    forget_saved (self);
  if (!is_saved && !self->is_closed)
    bt_session_fail (self, error);
  else if (self->wants_save && !self->is_closed)
    bt_session_queue_save (self);
}

void
bt_session_queue_save (BtSession *session)
{
  /* A failed write is tried again at the next occasion, not in a loop; while a command is being
   * committed the store still counts without it. */
  session->wants_save
    = session->is_saving || bt_session_is_committing (session) || session->is_changing;
  if (session->wants_save || session->is_closed || session->engine == NULL)
    return;
  session->is_saving = TRUE;
  bt_store_run_async (session->store, save_soon_job, save_data_new (session), save_data_free, NULL,
                      save_done_cb, g_object_ref (session));
}

gboolean
bt_session_save (BtSession *session, GError **error)
{
  SaveData *save;
  gboolean is_saved;

  g_return_val_if_fail (BT_IS_SESSION (session), FALSE);

  if (session->is_closed)
    return TRUE;
  bt_session_settle (session);
  if (session->is_changing)
    {
      g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_BUSY,
                           "The branches of the session are being changed");
      return FALSE;
    }
  save = save_data_new (session);
  is_saved = bt_store_run (session->store, save_job, save, error);
  save_data_free (save);
  if (!is_saved)
    forget_saved (session);
  is_saved = is_saved && bt_session_flush_annotations (session, error);
  return is_saved;
}

void
bt_session_close (BtSession *session)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (BT_IS_SESSION (session));

  if (session->is_closed)
    return;
  bt_session_pause_for (session, BT_PAUSE_USER);
  /* What was given before is executed, and answered. */
  bt_session_settle (session);
  if (!session->is_changing && !bt_session_save (session, &error))
    bt_session_fail (session, error);
  bt_session_close_annotations (session);
  session->is_closed = TRUE;
  bt_store_flush (session->store);
}
