// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-session-window.h"

#include "ui/bt-accessible.h"
#include "ui/bt-account-panel.h"
#include "ui/bt-challenge-panel.h"
#include "ui/bt-challenge-text.h"
#include "ui/bt-chart-bar.h"
#include "ui/bt-chart-grid.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-drawing-bar.h"
#include "ui/bt-event-text.h"
#include "ui/bt-fold-layout.h"
#include "ui/bt-format.h"
#include "ui/bt-frame-watch.h"
#include "ui/bt-key-overview.h"
#include "ui/bt-key-tip.h"
#include "ui/bt-labels.h"
#include "ui/bt-menus.h"
#include "ui/bt-order-ticket.h"
#include "ui/bt-resources.h"
#include "ui/bt-session-keys.h"
#include "ui/bt-session-tables.h"
#include "ui/bt-session-window-private.h"
#include "ui/bt-shown.h"
#include "ui/bt-state-member.h"
#include "ui/bt-status-bar.h"
#include "ui/bt-time-controls.h"
#include "ui/bt-window-place.h"
#include "ui/bt-window-state.h"

#include <glib/gi18n.h>

/* Below this height the tables fold away by themselves. */
#define TABLES_FROM_PX 760
#define TABLES_HEIGHT_PX 230
#define TABLES_HEIGHT_MIN_PX 120
#define TOAST_SECONDS 4
/* How the ticket was left, in the window's state. */
#define TICKET_MEMBER "ticket"

enum
{
  PROP_SESSION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtSessionWindow, bt_session_window, ADW_TYPE_APPLICATION_WINDOW)

/* Whoever dismissed it: it takes no more text. */
static void
toast_dismissed_cb (AdwToast *message, BtSessionWindow *self)
{
  g_clear_handle_id (&self->toast_source, g_source_remove);
  if (self->toast == message)
    g_clear_weak_pointer (&self->toast);
}

static gboolean
toast_read_cb (gpointer user_data)
{
  BtSessionWindow *self = user_data;

  self->toast_source = 0;
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  return G_SOURCE_REMOVE;
}

void
bt_session_window_toast (BtSessionWindow *self, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  /* The newest is what matters, and the one that is shown takes its text: to dismiss one while it
   * still comes or goes makes libadwaita 1.2 free what its animation uses. */
  if (self->toast != NULL)
    adw_toast_set_title (self->toast, markup);
  else
    {
      AdwToast *message = adw_toast_new (markup);

      adw_toast_set_timeout (message, 0);
      g_signal_connect_object (message, "dismissed", G_CALLBACK (toast_dismissed_cb), self, 0);
      g_set_weak_pointer (&self->toast, message);
      adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), message);
    }
  bt_accessible_announce (GTK_WIDGET (self), text);
  g_clear_handle_id (&self->toast_source, g_source_remove);
  self->toast_source = g_timeout_add_seconds (TOAST_SECONDS, toast_read_cb, self);
}

/* Returns how much of the chart's candle is known, "minute 3 of 5", for candles that hold several
 * and not too many; else NULL. */
static char *
describe_candle (BtSessionWindow *self, BtTimeframe timeframe, gint64 clock_usec)
{
  BtTape *tape = bt_session_get_tape (self->session);
  gint64 base_usec = bt_timeframe_usec (bt_tape_get_timeframe (tape));
  gint64 count = bt_timeframe_usec (timeframe) / base_usec;

  if (base_usec != BT_USEC_PER_MINUTE || count < 2 || timeframe > BT_TIMEFRAME_H4)
    return NULL;
  gint64 start_usec = bt_timeframe_bucket_start (
    timeframe, bt_session_get_trading_day (self->session), clock_usec - 1);
  /* Translators: minutes of a candle that are known, of how many. */
  return g_strdup_printf (_ ("minute %d of %d known"),
                          (int) ((clock_usec - start_usec) / base_usec), (int) count);
}

void
bt_session_window_show_title (BtSessionWindow *self)
{
  BtTimeframe timeframe = bt_session_window_get_timeframe (self);
  gint64 clock_usec = bt_session_get_clock (self->session);
  gboolean is_begun = bt_session_get_bar (self->session) >= 0;
  const char *symbol = bt_shown_symbol (self->session);
  const char *name = bt_session_get_name (self->session);
  g_autofree char *moment = bt_shown_time (self->session, clock_usec);
  g_autofree char *clock = bt_format_clock (clock_usec);
  g_autofree char *known = is_begun ? describe_candle (self, timeframe, clock_usec) : NULL;
  g_autofree char *title
    = g_strdup_printf ("%s · %s · %s", symbol, bt_timeframe_to_string (timeframe), moment);
  /* Translators: the time of day. */
  g_autofree char *time
    = g_strdup_printf (is_begun ? _ ("clock %s UTC") : _ ("begins %s UTC"), clock);
  g_autofree char *place = known != NULL ? g_strjoin (" · ", known, time, NULL) : g_strdup (time);
  gboolean has_branches = bt_session_count_branches (self->session) > 1;
  g_autofree char *whole
    = has_branches ? g_strjoin (" · ", name, bt_session_get_branch_name (self->session), NULL)
                   : g_strdup (name);
  /* Translators: a session's name in the title of its window. */
  g_autofree char *window_title = g_strdup_printf (_ ("%s – BackTrade"), whole);

  gtk_label_set_label (GTK_LABEL (self->title_label), title);
  gtk_label_set_label (GTK_LABEL (self->name_label), name);
  gtk_label_set_label (GTK_LABEL (self->clock_label), place);
  if (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (self)), window_title) != 0)
    gtk_window_set_title (GTK_WINDOW (self), window_title);
}

/* Says which rule was broken last, when and by how much. It stays until it is read: the panel that
 * says so too may be folded away. */
static void
show_broken_rule (BtSessionWindow *self)
{
  gsize count;
  const BtViolation *violations = bt_session_get_violations (self->session, &count);

  if (count == 0)
    return;
  g_autofree char *text = bt_challenge_text_violation (&violations[count - 1], self->session);
  bt_session_window_toast (self, text);
  g_clear_handle_id (&self->toast_source, g_source_remove);
}

static void
pause_reason_changed_cb (BtSessionWindow *self)
{
  int reason;

  g_object_get (self->session, "pause-reason", &reason, NULL);
  const char *text = bt_label_pause ((BtPauseReason) reason);
  /* A fill or an alert has its own toast, which says more. */
  if (reason == BT_PAUSE_RULE_BROKEN)
    show_broken_rule (self);
  else if (text != NULL && reason != BT_PAUSE_FILL && reason != BT_PAUSE_ALERT)
    bt_session_window_toast (self, text);
}

/* Each step that the user takes is heard; of play, a summary every few seconds is enough. */
static void
clock_moved_cb (BtSessionWindow *self)
{
  bt_session_window_show_title (self);
  if (!bt_session_is_playing (self->session))
    bt_chart_describe_soon (bt_session_window_get_chart (self));
}

/* Seen at once, and so it is heard; a pause for another reason has its own words. */
static void
playing_changed_cb (BtSessionWindow *self)
{
  int reason;

  g_object_get (self->session, "pause-reason", &reason, NULL);
  if (bt_session_is_playing (self->session))
    bt_accessible_announce (GTK_WIDGET (self), _ ("Playing"));
  else if (reason == BT_PAUSE_USER)
    bt_accessible_announce (GTK_WIDGET (self), _ ("Paused"));
}

static void
filled_cb (BtSession *session, const BtFill *fill, BtSessionWindow *self)
{
  g_autofree char *text = bt_event_text_fill (fill, session);

  bt_session_window_toast (self, text);
}

static void
failed_cb (BtSession *session, const GError *error, BtSessionWindow *self)
{
  bt_dialog_show_error (GTK_WIDGET (self), _ ("The session was paused"), error->message);
}

/* The lines of what was selected last are raised on the chart. */
static void
selection_changed_cb (GtkSelectionModel *selection, guint position, guint count, gpointer user_data)
{
  BtSessionWindow *self = user_data;
  BtSessionTables *tables = BT_SESSION_TABLES (self->tables);
  BtPositionItem *position_item = bt_session_tables_get_selected (tables);
  BtOrderItem *order_item = bt_session_tables_get_selected_order (tables);
  gboolean is_order = selection == bt_session_tables_get_order_selection (tables);
  const char *order_id = order_item != NULL ? bt_order_item_get (order_item)->id : NULL;
  const char *position_id = position_item != NULL ? bt_position_item_get (position_item)->id : NULL;
  const char *first = is_order ? order_id : position_id;
  const char *second = is_order ? position_id : order_id;

  bt_chart_grid_set_selected (BT_CHART_GRID (self->charts), first != NULL ? first : second);
}

/* Puts the tables where they were left, at their tabs when they are folded. */
static void
place_tables (BtSessionWindow *self)
{
  int height = gtk_widget_get_height (self->paned);
  int split = self->wanted_split_px > 0 ? self->wanted_split_px : height - TABLES_HEIGHT_PX;
  gboolean is_folded;

  g_object_get (self->tables, "folded", &is_folded, NULL);
  gtk_paned_set_position (GTK_PANED (self->paned),
                          is_folded ? G_MAXINT : MIN (split, height - TABLES_HEIGHT_MIN_PX));
  self->wanted_split_px = 0;
}

/* Lets the window show what fits; the user's own choice counts again when there is room. */
static gboolean
fit_cb (gpointer user_data)
{
  BtSessionWindow *self = user_data;
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  gboolean was_low = self->fitted_height_px < TABLES_FROM_PX;
  gboolean is_low = height < TABLES_FROM_PX;

  self->fit_source = 0;
  bt_status_bar_fit (BT_STATUS_BAR (self->status_bar), width);
  bt_session_tables_fit (BT_SESSION_TABLES (self->tables), width);
  /* At first they are as they were left. */
  if (self->fitted_height_px == 0 ? is_low : is_low != was_low)
    g_object_set (self->tables, "folded", is_low, NULL);
  if (self->fitted_height_px == 0)
    place_tables (self);
  self->fitted_width_px = width;
  self->fitted_height_px = height;
  return G_SOURCE_REMOVE;
}

static void
bt_session_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BtSessionWindow *self = BT_SESSION_WINDOW (widget);

  GTK_WIDGET_CLASS (bt_session_window_parent_class)
    ->size_allocate (widget, width, height, baseline);
  /* What is shown must not change while it is being laid out. */
  if ((width != self->fitted_width_px || height != self->fitted_height_px) && self->fit_source == 0)
    self->fit_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
}

void
bt_session_window_arrange (BtSessionWindow *self, JsonObject *object)
{
  BtWindowState state;

  bt_window_state_init (&state);
  bt_window_state_read (&state, object);
  adw_flap_set_reveal_flap (ADW_FLAP (self->flap), state.has_panel);
  g_object_set (self->tables, "folded", state.is_folded, NULL);
  bt_session_tables_set_page (BT_SESSION_TABLES (self->tables), state.page);
  self->wanted_split_px = state.is_folded ? 0 : state.split_px;
  bt_chart_grid_read (BT_CHART_GRID (self->charts), object);
  if (self->fitted_height_px > 0)
    place_tables (self);
}

static void
restore_state (BtSessionWindow *self)
{
  g_autoptr (JsonObject) object = bt_state_parse (bt_session_get_view_json (self->session));

  bt_window_place_read (GTK_WINDOW (self), object);
  bt_session_window_arrange (self, object);
  JsonObject *ticket = bt_state_get_object (object, TICKET_MEMBER);
  if (ticket != NULL)
    bt_order_ticket_read (BT_ORDER_TICKET (self->ticket), ticket);
}

static void
ended_changed_cb (BtSessionWindow *self)
{
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "end")),
    !bt_session_is_ended (self->session));
}

static void
set_session (BtSessionWindow *self, BtSession *session)
{
  const struct
  {
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { "notify::clock", G_CALLBACK (clock_moved_cb) },
    { "notify::name", G_CALLBACK (bt_session_window_show_title) },
    { "notify::disguised", G_CALLBACK (bt_session_window_show_title) },
    { "notify::playing", G_CALLBACK (playing_changed_cb) },
    { "notify::pause-reason", G_CALLBACK (pause_reason_changed_cb) },
    { "notify::ended", G_CALLBACK (ended_changed_cb) },
  };

  self->session = g_object_ref (session);
  g_object_set (self->charts, "session", session, NULL);
  g_object_set (self->time_controls, "session", session, NULL);
  g_object_set (self->ticket, "session", session, NULL);
  g_object_set (self->account_panel, "session", session, NULL);
  g_object_set (self->challenge_panel, "session", session, NULL);
  g_object_set (self->tables, "session", session, NULL);
  g_object_set (self->status_bar, "session", session, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (session, handlers[i].signal, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "filled", G_CALLBACK (filled_cb), self, 0);
  g_signal_connect_object (session, "failed", G_CALLBACK (failed_cb), self, 0);
  g_signal_connect_object (bt_session_tables_get_selection (BT_SESSION_TABLES (self->tables)),
                           "selection-changed", G_CALLBACK (selection_changed_cb), self, 0);
  g_signal_connect_object (bt_session_tables_get_order_selection (BT_SESSION_TABLES (self->tables)),
                           "selection-changed", G_CALLBACK (selection_changed_cb), self, 0);
  bt_session_window_add_actions (self);
  bt_session_window_watch_charts (self);
  bt_session_window_watch_time (self);
  bt_session_window_watch_alerts (self);
  bt_session_window_watch_disguise (self);
  bt_frame_watch_attach (GTK_WIDGET (self), session);
  restore_state (self);
  ended_changed_cb (self);
}

static gboolean
bt_session_window_close_request (GtkWindow *window)
{
  BtSessionWindow *self = BT_SESSION_WINDOW (window);

  bt_session_pause (self->session);
  g_clear_handle_id (&self->save_source, g_source_remove);
  bt_session_window_save_state (self, FALSE);
  return GTK_WINDOW_CLASS (bt_session_window_parent_class)->close_request (window);
}

static void
bt_session_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_SESSION)
    set_session (BT_SESSION_WINDOW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

/* The application keeps the actions of the window that was in use last; those of properties would
 * keep the session and the charts. */
static void
drop_actions (BtSessionWindow *self)
{
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self));

  for (guint i = 0; names[i] != NULL; i++)
    g_action_map_remove_action (G_ACTION_MAP (self), names[i]);
}

static void
bt_session_window_dispose (GObject *object)
{
  BtSessionWindow *self = BT_SESSION_WINDOW (object);

  g_clear_handle_id (&self->fit_source, g_source_remove);
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->toast_source, g_source_remove);
  g_clear_weak_pointer (&self->toast);
  bt_session_window_leave_charts (self);
  drop_actions (self);
  bt_menus_release (GTK_WIDGET (self));
  g_clear_object (&self->session);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (bt_session_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, workspace_names);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, name_label);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, clock_label);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, branch_label);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, back_bar);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, back_label);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, time_controls);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, panel_button);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, fullscreen_button);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, paned);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, chart_bar);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, drawing_bar);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, charts);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, ticket);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, account_panel);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, challenge_panel);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, tables);
  gtk_widget_class_bind_template_child (widget_class, BtSessionWindow, status_bar);
}

static void
bt_session_window_class_init (BtSessionWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_session_window_set_property;
  object_class->dispose = bt_session_window_dispose;
  widget_class->size_allocate = bt_session_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = bt_session_window_close_request;
  properties[PROP_SESSION]
    = g_param_spec_object ("session", NULL, NULL, BT_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BT_TYPE_CHART_GRID);
  g_type_ensure (BT_TYPE_DRAWING_BAR);
  g_type_ensure (BT_TYPE_FOLD_LAYOUT);
  g_type_ensure (BT_TYPE_CHART_BAR);
  g_type_ensure (BT_TYPE_TIME_CONTROLS);
  g_type_ensure (BT_TYPE_ORDER_TICKET);
  g_type_ensure (BT_TYPE_ACCOUNT_PANEL);
  g_type_ensure (BT_TYPE_CHALLENGE_PANEL);
  g_type_ensure (BT_TYPE_SESSION_TABLES);
  g_type_ensure (BT_TYPE_STATUS_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("session-window"));
  bind_children (widget_class);
  bt_window_place_add_escape (widget_class, FALSE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
bt_session_window_init (BtSessionWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->tables, "notify::folded", G_CALLBACK (place_tables), self,
                           G_CONNECT_SWAPPED);
  bt_session_keys_attach (GTK_WINDOW (self));
  bt_key_overview_attach (GTK_APPLICATION_WINDOW (self));
  bt_key_tip_add_within (GTK_WIDGET (self));
  bt_key_tip_add (self->panel_button, "win.panel");
}

BtSessionWindow *
bt_session_window_new (GtkApplication *application, BtWorkspace *workspace, BtSession *session)
{
  BtSessionWindow *self
    = g_object_new (BT_TYPE_SESSION_WINDOW, "application", application, "session", session, NULL);

  self->workspace = g_object_ref (workspace);
  bt_chart_grid_set_appearance (BT_CHART_GRID (self->charts),
                                bt_workspace_get_appearance (workspace));
  bt_session_window_watch_workspaces (self);
  /* A session that no window has shown yet. */
  if (bt_session_get_view_json (session) == NULL)
    bt_session_window_apply_workspace (
      self, bt_arrangements_get_default (bt_workspace_get_arrangements (workspace)));
  return self;
}

BtSession *
bt_session_window_get_session (BtSessionWindow *window)
{
  g_return_val_if_fail (BT_IS_SESSION_WINDOW (window), NULL);

  return window->session;
}

void
bt_session_window_write_state (BtSessionWindow *self, JsonObject *object)
{
  BtWindowState state;

  bt_window_state_init (&state);
  bt_window_state_read (&state, object);
  state.has_panel = adw_flap_get_reveal_flap (ADW_FLAP (self->flap));
  state.split_px = gtk_paned_get_position (GTK_PANED (self->paned));
  state.page = bt_session_tables_get_page (BT_SESSION_TABLES (self->tables));
  g_object_get (self->tables, "folded", &state.is_folded, NULL);
  bt_window_state_write (&state, object);
  bt_window_place_write (GTK_WINDOW (self), object);
  bt_chart_grid_write (BT_CHART_GRID (self->charts), object);
}

void
bt_session_window_save_state (BtSessionWindow *window, gboolean is_open)
{
  g_return_if_fail (BT_IS_SESSION_WINDOW (window));

  g_autoptr (JsonObject) object = bt_state_parse (bt_session_get_view_json (window->session));
  bt_session_window_write_state (window, object);
  JsonObject *ticket = json_object_new ();
  bt_order_ticket_write (BT_ORDER_TICKET (window->ticket), ticket);
  json_object_set_object_member (object, TICKET_MEMBER, ticket);
  json_object_set_boolean_member (object, "open", is_open);
  g_autofree char *json = bt_state_to_text (object);
  bt_session_set_view_json (window->session, json);
}
