// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "app/bt-session-desk.h"

#include "ui/bt-report-window.h"
#include "ui/bt-session-window.h"

#include <glib/gi18n.h>

/* An open session and what is shown of it. */
typedef struct
{
  BtSession *session;
  BtSessionWindow *window; /* NULL when closed */
  BtReportWindow *report;  /* NULL when closed */
} Place;

struct _BtSessionDesk
{
  GObject parent_instance;

  GtkApplication *application;
  BtWorkspace *workspace;
  GHashTable *places;  /* id → Place */
  GHashTable *opening; /* ids that are being opened */
  guint settle_source; /* looks for deleted sessions; 0: none */
};

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtSessionDesk, bt_session_desk, G_TYPE_OBJECT)

/* A session being opened. */
typedef struct
{
  BtSessionDesk *desk;
  char *id;
  BtDeskShow what;
} Opening;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_object_unref (place->session);
  g_free (place);
}

static gboolean
map_play_unit (GValue *value, GVariant *variant, gpointer user_data)
{
  gboolean is_market = g_str_equal (g_variant_get_string (variant, NULL), "market-time");

  g_value_set_int (value, is_market ? BT_PACE_MARKET_TIME : BT_PACE_CANDLES);
  return TRUE;
}

/* Lets a session follow the user's preferences. */
static void
bind_settings (BtSessionDesk *self, BtSession *session)
{
  GSettings *settings = bt_workspace_get_settings (self->workspace);

  g_settings_bind (settings, "pause-on-fill", session, "pause-on-fill", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "play-unit", session, "pace", G_SETTINGS_BIND_GET,
                                map_play_unit, NULL, NULL, NULL);
}

static void
leave_place (BtSessionDesk *self, Place *place)
{
  if (place->window != NULL || place->report != NULL)
    return;
  g_autofree char *id = g_strdup (bt_session_get_id (place->session));

  bt_session_library_close (bt_workspace_get_library (self->workspace), place->session);
  g_hash_table_remove (self->places, id);
}

static void
window_removed_cb (BtSessionDesk *self, GtkWindow *window)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Place *place = value;
      gboolean is_mine = (gpointer) place->window == window || (gpointer) place->report == window;
      if (!is_mine)
        continue;
      if ((gpointer) place->window == window)
        place->window = NULL;
      else
        place->report = NULL;
      leave_place (self, place);
      return;
    }
}

static gboolean
is_listed (GListModel *library, const char *id)
{
  guint length = g_list_model_get_n_items (library);

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (BtSessionSummary) summary = g_list_model_get_item (library, i);
      if (g_str_equal (bt_session_summary_get_id (summary), id))
        return TRUE;
    }
  return FALSE;
}

/* Closes what is shown of sessions that were deleted. */
static gboolean
library_settled_cb (gpointer user_data)
{
  BtSessionDesk *self = user_data;
  GListModel *library = G_LIST_MODEL (bt_workspace_get_library (self->workspace));
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer id, value;

  self->settle_source = 0;
  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const Place *place = value;
      if (is_listed (library, id))
        continue;
      if (place->window != NULL)
        g_ptr_array_add (windows, g_object_ref (place->window));
      if (place->report != NULL)
        g_ptr_array_add (windows, g_object_ref (place->report));
    }
  for (guint i = 0; i < windows->len; i++)
    gtk_window_close (g_ptr_array_index (windows, i));
  return G_SOURCE_REMOVE;
}

/* A change may take a session out and put it in again: it is looked at when the list rests. */
static void
library_changed_cb (BtSessionDesk *self)
{
  if (self->settle_source == 0)
    self->settle_source = g_idle_add (library_settled_cb, self);
}

static void
show_place (BtSessionDesk *self, Place *place, BtDeskShow what)
{
  /* A blind session's own window asks before its report tells the truth. */
  if (what == BT_DESK_REPORT && !bt_session_get_disguise (place->session)->is_active)
    {
      if (place->report == NULL)
        place->report = bt_report_window_new (self->application, self->workspace, place->session);
      gtk_window_present (GTK_WINDOW (place->report));
      return;
    }
  if (place->window == NULL)
    {
      place->window = bt_session_window_new (self->application, self->workspace, place->session);
      /* Written now, so that the window comes back even when the program is killed. */
      bt_session_window_save_state (place->window, TRUE);
    }
  gtk_window_present (GTK_WINDOW (place->window));
  if (what == BT_DESK_WINDOW_PLAYING)
    bt_session_play (place->session);
  else if (what == BT_DESK_REPORT)
    g_action_group_activate_action (G_ACTION_GROUP (place->window), "report", NULL);
}

static void
session_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;
  BtSessionDesk *self = opening->desk;
  g_autoptr (GError) error = NULL;
  BtSession *session = bt_session_library_open_finish (BT_SESSION_LIBRARY (source), result, &error);

  g_hash_table_remove (self->opening, opening->id);
  if (session == NULL)
    g_signal_emit (self, signals[FAILED], 0, _ ("The session was not opened"), error->message);
  else
    {
      Place *place = g_new0 (Place, 1);
      place->session = session;
      g_hash_table_insert (self->places, g_strdup (opening->id), place);
      bind_settings (self, session);
      show_place (self, place, opening->what);
    }
  g_application_release (G_APPLICATION (self->application));
  g_object_unref (self);
  g_free (opening->id);
  g_free (opening);
}

static void
bt_session_desk_dispose (GObject *object)
{
  BtSessionDesk *self = BT_SESSION_DESK (object);

  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->opening, g_hash_table_unref);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (bt_session_desk_parent_class)->dispose (object);
}

static void
bt_session_desk_class_init (BtSessionDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_session_desk_dispose;
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_SESSION_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
bt_session_desk_init (BtSessionDesk *self)
{
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
  self->opening = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

BtSessionDesk *
bt_session_desk_new (GtkApplication *application, BtWorkspace *workspace)
{
  BtSessionDesk *self = g_object_new (BT_TYPE_SESSION_DESK, NULL);

  self->application = application;
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (application, "window-removed", G_CALLBACK (window_removed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bt_workspace_get_library (workspace), "items-changed",
                           G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
bt_session_desk_show (BtSessionDesk *desk, const char *id, BtDeskShow what)
{
  g_return_if_fail (BT_IS_SESSION_DESK (desk));

  Place *place = g_hash_table_lookup (desk->places, id);
  if (place != NULL)
    {
      show_place (desk, place, what);
      return;
    }
  if (!g_hash_table_add (desk->opening, g_strdup (id)))
    return;
  Opening *opening = g_new0 (Opening, 1);
  opening->desk = g_object_ref (desk);
  opening->id = g_strdup (id);
  opening->what = what;
  /* Nothing may end the program between the last window and the one that is coming. */
  g_application_hold (G_APPLICATION (desk->application));
  bt_session_library_open_async (bt_workspace_get_library (desk->workspace), id, NULL,
                                 session_opened_cb, opening);
}

void
bt_session_desk_restore (BtSessionDesk *desk)
{
  g_return_if_fail (BT_IS_SESSION_DESK (desk));

  GListModel *library = G_LIST_MODEL (bt_workspace_get_library (desk->workspace));
  guint length = g_list_model_get_n_items (library);
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (BtSessionSummary) summary = g_list_model_get_item (library, i);
      if (bt_session_summary_was_open (summary) && bt_session_summary_has_data (summary))
        bt_session_desk_show (desk, bt_session_summary_get_id (summary), BT_DESK_WINDOW);
    }
}

void
bt_session_desk_close_all (BtSessionDesk *desk)
{
  g_return_if_fail (BT_IS_SESSION_DESK (desk));

  g_autoptr (GList) places = g_hash_table_get_values (desk->places);
  for (GList *node = places; node != NULL; node = node->next)
    {
      Place *place = node->data;
      bt_session_pause (place->session);
      if (place->window != NULL)
        bt_session_window_save_state (place->window, TRUE);
      bt_session_library_close (bt_workspace_get_library (desk->workspace), place->session);
    }
}
