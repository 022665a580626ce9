// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Going back and ahead in a session's time, and its branches. */
#include "config.h"

#include "ui/bt-session-window-private.h"

#include "base/bt-time.h"
#include "ui/bt-commands.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-format.h"
#include "ui/bt-session-tables.h"
#include "ui/bt-shown.h"
#include "ui/bt-time-controls.h"

#include <glib/gi18n.h>

/* Says why the clock stayed where it was. */
static void
tell_failure (BtSessionWindow *self, const GError *error)
{
  if (g_error_matches (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORBIDDEN))
    bt_session_window_toast (self, _ ("This session was created without rewinding"));
  else
    bt_session_window_toast (self, error->message);
}

static void
step_back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;
  g_autoptr (GError) error = NULL;

  bt_session_pause (self->session);
  if (!bt_session_step_back (self->session, FALSE, &error))
    tell_failure (self, error);
}

static void
previous_day_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;
  g_autoptr (GError) error = NULL;

  bt_session_pause (self->session);
  if (!bt_session_go_back_day (self->session, &error))
    tell_failure (self, error);
}

static void
return_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;
  g_autoptr (GError) error = NULL;

  bt_session_pause (self->session);
  if (!bt_session_return_to_head (self->session, &error))
    tell_failure (self, error);
}

/* The places of the menu. */
static const struct
{
  const char *name;
  BtGoTo target;
} places[] = {
  { "next-day", BT_GO_TO_NEXT_DAY }, { "next-week", BT_GO_TO_NEXT_WEEK },
  { "tokyo", BT_GO_TO_TOKYO },       { "london", BT_GO_TO_LONDON },
  { "new-york", BT_GO_TO_NEW_YORK }, { "next-event", BT_GO_TO_NEXT_EVENT },
  { "random", BT_GO_TO_RANDOM },     { "end", BT_GO_TO_END },
};

static void
go_to_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;
  const char *name = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;

  bt_session_pause (self->session);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (places[i].name, name)
        && !bt_session_go_to (self->session, places[i].target, &error))
      tell_failure (self, error);
}

/* The action has the name of the place. */
static void
place_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "go-to",
                                  g_variant_new_string (g_action_get_name (G_ACTION (action))));
}

static void
time_given (gpointer owner, const char *text, const char *id)
{
  BtSessionWindow *self = owner;
  g_autoptr (GError) error = NULL;
  gint64 time_usec;

  const BtDisguise *disguise = bt_session_get_disguise (self->session);

  if (!bt_shown_parse_time (disguise, text, &time_usec))
    {
      bt_session_window_toast (self, disguise->is_active
                                       ? _ ("This is no day and time: write 3 08:00")
                                       : _ ("This is no date and time: write 2024-03-04 08:00"));
      return;
    }
  bt_session_pause (self->session);
  if (bt_session_go_to_time (self->session, time_usec, &error))
    return;
  /* The reason may name a date. */
  if (disguise->is_active)
    bt_session_window_toast (self, _ ("The clock cannot be put there"));
  else
    tell_failure (self, error);
}

static void
ask_time_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;
  g_autofree char *now = bt_shown_time (self->session, bt_session_get_clock (self->session));

  bt_dialog_ask_text (GTK_WIDGET (self), _ ("Go to a date and time"), _ ("Time (UTC)"), now,
                      _ ("_Go"), time_given, bt_session_get_id (self->session));
}

static void
go_menu_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  bt_time_controls_open_menu (BT_TIME_CONTROLS (BT_SESSION_WINDOW (user_data)->time_controls));
}

static void
show_branches_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  bt_session_tables_focus_page (BT_SESSION_TABLES (BT_SESSION_WINDOW (user_data)->tables),
                                BT_SESSION_TABLES_BRANCHES);
}

static void
fork_named (gpointer owner, const char *text, const char *id)
{
  BtSessionWindow *self = owner;
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_FORK, bt_session_get_bar (self->session));
  g_strlcpy (command.id, text, sizeof command.id);
  bt_commands_submit (GTK_WIDGET (self), self->session, &command, NULL);
}

static void
fork_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;
  guint count = bt_session_count_branches (self->session);
  /* Translators: the first name of a new branch; %u is a number. */
  g_autofree char *name = g_strdup_printf (_ ("Branch %u"), count + 1);

  bt_dialog_ask_text (GTK_WIDGET (self), _ ("Begin a branch here"), _ ("Name"), name, _ ("_Begin"),
                      fork_named, bt_session_get_id (self->session));
}

static const GActionEntry actions[] = {
  { .name = "step-back", .activate = step_back_cb },
  { .name = "previous-day", .activate = previous_day_cb },
  { .name = "return-to-head", .activate = return_cb },
  { .name = "go-to", .activate = go_to_cb, .parameter_type = "s" },
  { .name = "next-day", .activate = place_cb },
  { .name = "next-week", .activate = place_cb },
  { .name = "next-event", .activate = place_cb },
  { .name = "ask-time", .activate = ask_time_cb },
  { .name = "go-menu", .activate = go_menu_cb },
  { .name = "show-branches", .activate = show_branches_cb },
  { .name = "fork", .activate = fork_cb },
};

/* Says over the chart that the clock was put back, and how far. */
static void
show_looking_back (BtSessionWindow *self)
{
  gboolean is_back = !bt_session_is_at_head (self->session);
  gint64 behind = bt_session_get_head_bar (self->session) - bt_session_get_bar (self->session);
  g_autofree char *count = bt_format_count (behind);
  /* Translators: %s is a number of candles. */
  g_autofree char *text = g_strdup_printf (
    ngettext ("Looking back, %s candle before the head. What you do here begins a new branch.",
              "Looking back, %s candles before the head. What you do here begins a new branch.",
              (gulong) behind),
    count);

  if (is_back)
    gtk_label_set_label (GTK_LABEL (self->back_label), text);
  gtk_widget_set_visible (self->back_bar, is_back);
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "return-to-head")), is_back);
}

static void
show_branch (BtSessionWindow *self)
{
  const char *name = bt_session_get_branch_name (self->session);

  gtk_label_set_label (GTK_LABEL (self->branch_label), name);
  bt_session_window_show_title (self);
}

void
bt_session_window_watch_time (BtSessionWindow *self)
{
  static const char *const ways_back[] = { "step-back", "previous-day" };
  static const struct
  {
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { "notify::at-head", G_CALLBACK (show_looking_back) },
    { "notify::bar", G_CALLBACK (show_looking_back) },
    { "advanced", G_CALLBACK (show_looking_back) },
    { "notify::branch", G_CALLBACK (show_branch) },
    { "notify::branch-name", G_CALLBACK (show_branch) },
    { "notify::branch-count", G_CALLBACK (show_branch) },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (ways_back); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), ways_back[i])),
      !bt_session_get_settings (self->session)->is_rewind_forbidden);
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (self->session, handlers[i].signal, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
  show_branch (self);
  show_looking_back (self);
}
