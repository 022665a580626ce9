// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-drawing-bar.h"
#include "ui/bt-session-window-private.h"

#include "ui/bt-chart-window.h"
#include "ui/bt-commands.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-order-ticket.h"
#include "ui/bt-session-tables.h"
#include "ui/bt-time-controls.h"

#include <glib/gi18n.h>

static void
play_pause_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;

  if (bt_session_is_playing (self->session))
    bt_session_pause (self->session);
  else
    bt_session_play (self->session);
}

static void
step_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;

  bt_session_pause (self->session);
  bt_session_step (self->session, FALSE);
}

static void
speed_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;
  gboolean is_faster = g_str_equal (g_action_get_name (G_ACTION (action)), "faster");

  bt_time_controls_shift_speed (BT_TIME_CONTROLS (self->time_controls), is_faster ? 1 : -1);
}

static void
place_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;
  gboolean is_buy = g_str_equal (g_action_get_name (G_ACTION (action)), "buy");

  bt_order_ticket_place (BT_ORDER_TICKET (self->ticket),
                         is_buy ? BT_DIRECTION_BUY : BT_DIRECTION_SELL);
}

static void
order_type_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtOrderTicket *ticket = BT_ORDER_TICKET (BT_SESSION_WINDOW (user_data)->ticket);
  gboolean is_next = g_str_equal (g_action_get_name (G_ACTION (action)), "next-order-type");

  bt_order_ticket_shift_type (ticket, is_next ? 1 : -1);
}

static void
show_ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_flap_set_reveal_flap (ADW_FLAP (BT_SESSION_WINDOW (user_data)->flap), TRUE);
}

static void
focus_ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;

  adw_flap_set_reveal_flap (ADW_FLAP (self->flap), TRUE);
  bt_order_ticket_focus (BT_ORDER_TICKET (self->ticket));
}

static void
send_order_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  bt_order_ticket_send (BT_ORDER_TICKET (BT_SESSION_WINDOW (user_data)->ticket));
}

static void
next_table_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionTables *tables = BT_SESSION_TABLES (BT_SESSION_WINDOW (user_data)->tables);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (user_data));
  gboolean is_within = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (tables));
  int page = bt_session_tables_get_page (tables) + (is_within ? 1 : 0);

  bt_session_tables_focus_page (tables, page % BT_SESSION_TABLES_N_PAGES);
}

/* What is done to a position or order is the tables' action of the same name. */
static void
trade_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const names[][2] = {
    { "why", "trade.why" },
    { "edit", "trade.edit" },
    { "close-position", "trade.close" },
    { "close-half", "trade.close-half" },
    { "break-even", "trade.break-even" },
    { "trail", "trade.toggle-trail" },
    { "cancel-order", "trade.cancel" },
    { "cancel-all", "trade.cancel-all" },
  };
  const char *name = g_action_get_name (G_ACTION (action));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i][0], name))
      gtk_widget_activate_action (BT_SESSION_WINDOW (user_data)->tables, names[i][1], NULL);
}

static void
close_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;

  if (bt_commands_find_position (self->session, NULL) != NULL)
    bt_commands_close_all (GTK_WIDGET (self), self->session, BT_CLOSE_EVERY);
  else
    bt_session_window_toast (self, _ ("There is no open position"));
}

static void
fullscreen_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = gtk_window_get_application (user_data);
  GtkWindow *active = application != NULL ? gtk_application_get_active_window (application) : NULL;
  /* The key in a chart's window is about that window. */
  GtkWindow *window = BT_IS_CHART_WINDOW (active) ? active : user_data;

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

static void
panel_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AdwFlap *flap = ADW_FLAP (BT_SESSION_WINDOW (user_data)->flap);

  adw_flap_set_reveal_flap (flap, !adw_flap_get_reveal_flap (flap));
}

static void
refresh_chart_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_signal_emit_by_name (BT_SESSION_WINDOW (user_data)->session, "account-changed");
}

static void
toast_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  bt_session_window_toast (user_data, g_variant_get_string (parameter, NULL));
}

/* What needs the truth, by the value of the question. */
enum
{
  AFTER_REVEAL_NOTHING,
  AFTER_REVEAL_REPORT,
  AFTER_REVEAL_EXPORT,
};

static void
reveal_confirmed (gpointer owner, gint64 value)
{
  BtSessionWindow *self = owner;
  g_autoptr (GError) error = NULL;

  if (!bt_session_reveal (self->session, &error))
    bt_dialog_show_error (GTK_WIDGET (self), _ ("That it was looked at could not be kept"),
                          error->message);
  else if (value == AFTER_REVEAL_REPORT)
    g_action_group_activate_action (G_ACTION_GROUP (self), "report", NULL);
  else if (value == AFTER_REVEAL_EXPORT)
    g_action_group_activate_action (G_ACTION_GROUP (self), "export", NULL);
}

/* Asks before the truth is shown where it is hidden; returns whether it is. */
static gboolean
ask_to_reveal (BtSessionWindow *self, gint64 value)
{
  if (!bt_session_get_disguise (self->session)->is_active)
    return FALSE;
  bt_session_pause (self->session);
  bt_dialog_confirm (GTK_WIDGET (self), _ ("Reveal instrument, dates and prices?"),
                     value == AFTER_REVEAL_NOTHING
                       ? _ ("That you looked is kept with the session: it is no clean run any "
                            "more.")
                       : _ ("This shows what is hidden. That you looked is kept with the session: "
                            "it is no clean run any more."),
                     _ ("_Reveal"), reveal_confirmed, value);
  return TRUE;
}

static void
reveal_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ask_to_reveal (user_data, AFTER_REVEAL_NOTHING);
}

static void
report_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;

  if (ask_to_reveal (self, AFTER_REVEAL_REPORT))
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "app.show-report", "s",
                              bt_session_get_id (self->session));
}

static void
name_given (gpointer owner, const char *text, const char *id)
{
  BtSessionWindow *self = owner;

  g_object_set (self->session, "name", text, NULL);
}

static void
rename_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;

  bt_dialog_ask_text (GTK_WIDGET (self), _ ("Rename session"), _ ("Name"),
                      bt_session_get_name (self->session), _ ("_Rename"), name_given,
                      bt_session_get_id (self->session));
}

static void
session_exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtSessionWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (bt_session_library_change_finish (BT_SESSION_LIBRARY (source), result, &error))
    bt_session_window_toast (self, _ ("The session file was written"));
  else
    bt_dialog_show_error (GTK_WIDGET (self), _ ("The session file was not written"),
                          error->message);
}

static void
export_file_chosen (gpointer owner, GFile *file, gint64 value)
{
  BtSessionWindow *self = owner;

  if (g_file_peek_path (file) != NULL)
    bt_session_library_export_async (bt_workspace_get_library (self->workspace),
                                     bt_session_get_id (self->session), g_file_peek_path (file),
                                     TRUE, session_exported_cb, g_object_ref (self));
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;
  g_autofree char *file_name
    = g_strconcat (bt_session_get_name (self->session), ".btsession", NULL);

  if (ask_to_reveal (self, AFTER_REVEAL_EXPORT))
    return;
  g_strdelimit (file_name, "/\\:", '-');
  bt_dialog_save (GTK_WIDGET (self), _ ("Export session file"), file_name, export_file_chosen, 0);
}

static void
draw_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;

  bt_drawing_bar_open (BT_DRAWING_BAR (self->drawing_bar));
}

/* Goes to the bar, so that it works wherever the keyboard is. */
static void
undo_drawing_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gboolean is_undo = g_str_equal (g_action_get_name (G_ACTION (action)), "undo-drawing");

  gtk_widget_activate_action (BT_SESSION_WINDOW (user_data)->drawing_bar,
                              is_undo ? "drawing.undo" : "drawing.redo", NULL);
}

static void
end_confirmed (gpointer owner, gint64 value)
{
  BtSessionWindow *self = owner;
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_END, bt_session_get_bar (self->session));
  bt_commands_submit (GTK_WIDGET (self), self->session, &command, NULL);
}

static void
end_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  bt_dialog_confirm (user_data, _ ("End this session?"),
                     _ ("Open positions are closed at the known quote. An ended session takes no "
                        "more orders; its report stays."),
                     _ ("_End"), end_confirmed, 0);
}

/* The window's intents. */
static const GActionEntry actions[] = {
  { .name = "play-pause", .activate = play_pause_cb },
  { .name = "step", .activate = step_cb },
  { .name = "faster", .activate = speed_cb },
  { .name = "slower", .activate = speed_cb },
  { .name = "buy", .activate = place_cb },
  { .name = "sell", .activate = place_cb },
  { .name = "next-order-type", .activate = order_type_cb },
  { .name = "previous-order-type", .activate = order_type_cb },
  { .name = "show-ticket", .activate = show_ticket_cb },
  { .name = "focus-ticket", .activate = focus_ticket_cb },
  { .name = "send-order", .activate = send_order_cb },
  { .name = "next-table", .activate = next_table_cb },
  { .name = "close-position", .activate = trade_cb },
  { .name = "why", .activate = trade_cb },
  { .name = "edit", .activate = trade_cb },
  { .name = "close-half", .activate = trade_cb },
  { .name = "break-even", .activate = trade_cb },
  { .name = "trail", .activate = trade_cb },
  { .name = "cancel-order", .activate = trade_cb },
  { .name = "cancel-all", .activate = trade_cb },
  { .name = "close-all", .activate = close_all_cb },
  { .name = "draw", .activate = draw_cb },
  { .name = "undo-drawing", .activate = undo_drawing_cb },
  { .name = "redo-drawing", .activate = undo_drawing_cb },
  { .name = "fullscreen", .activate = fullscreen_cb },
  { .name = "panel", .activate = panel_cb },
  { .name = "refresh-chart", .activate = refresh_chart_cb },
  { .name = "toast", .activate = toast_cb, .parameter_type = "s" },
  { .name = "report", .activate = report_cb },
  { .name = "rename", .activate = rename_cb },
  { .name = "export", .activate = export_cb },
  { .name = "reveal", .activate = reveal_cb },
  { .name = "end", .activate = end_cb },
};

/* Other instruments would tell which one this is. */
static void
disguise_changed_cb (BtSessionWindow *self)
{
  const gboolean is_active = bt_session_get_disguise (self->session)->is_active;
  GAction *reveal = g_action_map_lookup_action (G_ACTION_MAP (self), "reveal");
  GAction *compare = g_action_map_lookup_action (G_ACTION_MAP (self), "compare");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (reveal), is_active);
  if (compare != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (compare), !is_active);
}

void
bt_session_window_watch_disguise (BtSessionWindow *self)
{
  g_signal_connect_object (self->session, "notify::disguised", G_CALLBACK (disguise_changed_cb),
                           self, G_CONNECT_SWAPPED);
  disguise_changed_cb (self);
}

void
bt_session_window_add_actions (BtSessionWindow *self)
{
  g_autoptr (GPropertyAction) pause
    = g_property_action_new ("pause-on-fill", self->session, "pause-on-fill");

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "close-all")),
    bt_commands_find_position (self->session, NULL) != NULL);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (pause));
}
