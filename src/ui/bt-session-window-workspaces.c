// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The session window's saved arrangements: its form is the one in which the window keeps itself,
 * less what belongs to the session (drawings) and to the screen (size). */
#include "config.h"

#include "ui/bt-session-window-private.h"

#include "ui/bt-arrangements-window.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-state-member.h"

#include <glib/gi18n.h>

/* What a session keeps and a workspace does not. */
static const char *const own_members[]
  = { "open", "width", "height", "maximized", "fullscreen", "monitor", "drawings" };
static const char *const own_chart_members[] = { "own-drawings", "has-own-drawings" };

static void
remove_members (JsonObject *object, const char *const *names, guint count)
{
  for (guint i = 0; i < count; i++)
    if (json_object_has_member (object, names[i]))
      json_object_remove_member (object, names[i]);
}

/* Returns the list of charts of a state, or NULL. */
static JsonArray *
get_charts (JsonObject *state)
{
  JsonObject *charts = bt_state_get_object (state, "charts");

  return charts != NULL ? bt_state_get_array (charts, "list") : NULL;
}

static JsonObject *
get_chart (JsonArray *list, guint index)
{
  JsonNode *node = json_array_get_element (list, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* Returns how the window is arranged. */
static JsonObject *
take_arrangement (BtSessionWindow *self)
{
  JsonObject *state = json_object_new ();

  bt_session_window_write_state (self, state);
  remove_members (state, own_members, G_N_ELEMENTS (own_members));
  JsonArray *list = get_charts (state);
  guint length = list != NULL ? json_array_get_length (list) : 0;
  for (guint i = 0; i < length; i++)
    remove_members (get_chart (list, i), own_chart_members, G_N_ELEMENTS (own_chart_members));
  return state;
}

/* Gives the charts of a state the drawings that those of the window have for their own; charts that
 * the state has no place for are kept after its own. */
static void
keep_own (JsonObject *state, JsonObject *present)
{
  JsonArray *list = get_charts (state);
  JsonArray *present_list = get_charts (present);
  guint length = list != NULL ? json_array_get_length (list) : 0;
  guint present_length = present_list != NULL ? json_array_get_length (present_list) : 0;

  for (guint i = 0; list != NULL && i < present_length; i++)
    {
      JsonObject *from = get_chart (present_list, i);
      JsonObject *to = i < length ? get_chart (list, i) : NULL;

      if (i >= length)
        json_array_add_object_element (list, json_object_ref (from));
      for (guint k = 0; to != NULL && k < G_N_ELEMENTS (own_chart_members); k++)
        if (json_object_has_member (from, own_chart_members[k]))
          json_object_set_member (
            to, own_chart_members[k],
            json_node_copy (json_object_get_member (from, own_chart_members[k])));
    }
}

void
bt_session_window_apply_workspace (BtSessionWindow *self, const char *name)
{
  g_autoptr (JsonObject) kept
    = bt_arrangements_find (bt_workspace_get_arrangements (self->workspace), name);

  if (kept == NULL)
    return;
  g_autofree char *text = bt_state_to_text (kept);
  g_autoptr (JsonObject) state = bt_state_parse (text);
  g_autoptr (JsonObject) present = json_object_new ();
  bt_session_window_write_state (self, present);
  remove_members (state, own_members, G_N_ELEMENTS (own_members));
  keep_own (state, present);
  bt_session_window_arrange (self, state);
  gtk_widget_grab_focus (self->charts);
}

static void
workspace_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  bt_session_window_apply_workspace (user_data, g_variant_get_string (parameter, NULL));
}

static void
keep (BtSessionWindow *self, const char *name)
{
  g_autoptr (JsonObject) state = take_arrangement (self);
  /* Translators: %s is a workspace's name. */
  g_autofree char *text = g_strdup_printf (_ ("Workspace “%s” saved"), name);

  bt_arrangements_save (bt_workspace_get_arrangements (self->workspace), name, state);
  bt_session_window_toast (self, text);
}

static void
keep_workspace_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  keep (user_data, g_variant_get_string (parameter, NULL));
}

static void
name_given (gpointer owner, const char *text, const char *id)
{
  keep (owner, text);
}

static void
save_workspace_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  bt_dialog_ask_text (user_data, _ ("Save the workspace"), _ ("Name"), "", _ ("_Save"), name_given,
                      NULL);
}

static void
workspaces_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;

  bt_arrangements_window_present (GTK_WINDOW (self),
                                  bt_workspace_get_arrangements (self->workspace));
}

static const GActionEntry actions[] = {
  { .name = "workspace", .activate = workspace_cb, .parameter_type = "s" },
  { .name = "keep-workspace", .activate = keep_workspace_cb, .parameter_type = "s" },
  { .name = "save-workspace", .activate = save_workspace_cb },
  { .name = "workspaces", .activate = workspaces_cb },
};

static void
fill_menu (BtSessionWindow *self)
{
  g_auto (GStrv) names
    = bt_arrangements_get_names (bt_workspace_get_arrangements (self->workspace));

  g_menu_remove_all (self->workspace_names);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
      /* An underline would be taken for a mnemonic. */
      g_auto (GStrv) parts = g_strsplit (names[i], "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);

      g_menu_item_set_label (item, label);
      g_menu_item_set_action_and_target (item, "win.workspace", "s", names[i]);
      g_menu_append_item (self->workspace_names, item);
    }
}

static void
failed_cb (BtArrangements *arrangements, const GError *error, BtSessionWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    bt_dialog_show_error (GTK_WIDGET (self), _ ("The workspace was not saved"), error->message);
}

void
bt_session_window_watch_workspaces (BtSessionWindow *self)
{
  BtArrangements *arrangements = bt_workspace_get_arrangements (self->workspace);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_signal_connect_object (arrangements, "changed", G_CALLBACK (fill_menu), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (arrangements, "failed", G_CALLBACK (failed_cb), self, 0);
  fill_menu (self);
}
