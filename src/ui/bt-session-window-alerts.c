// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The session window's intents about alerts and notes, and what it tells when an alert fires. */
#include "config.h"

#include "ui/bt-session-window-private.h"

#include "chart/bt-chart.h"
#include "ui/bt-alert-drawings.h"
#include "ui/bt-alert-pane.h"
#include "ui/bt-alert-text.h"
#include "ui/bt-session-tables.h"
#include "ui/bt-shown.h"

#include <glib/gi18n.h>

/* Returns the drawing that is selected on a chart, or NULL. */
static const BtDrawing *
find_selected_drawing (BtChart *chart)
{
  BtDrawingSet *drawings = bt_chart_get_drawings (chart);
  guint id = 0;

  g_object_get (chart, "selected-drawing", &id, NULL);
  return drawings != NULL && id != 0 ? bt_drawing_set_find (drawings, id) : NULL;
}

/* Opens the window for a new alert: on the selected line of the chart, else at the quote. */
static void
new_alert_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;
  const BtDrawing *drawing = find_selected_drawing (bt_session_window_get_chart (self));
  BtAlert alert;

  bt_alert_init (&alert, BT_ALERT_PRICE);
  if (drawing != NULL && bt_alert_read_drawing (&alert, drawing))
    {
      alert.is_following = TRUE;
      alert.timeframe = bt_session_window_get_timeframe (self);
      bt_alert_pane_open (GTK_WIDGET (self), self->session, &alert);
      return;
    }
  bt_alert_pane_open_new (GTK_WIDGET (self), self->session, BT_ALERT_PRICE, BT_PRICE_NONE,
                          bt_session_window_get_timeframe (self), NULL);
}

/* Adds an alert at a price of the chart, at once. */
static void
add_alert_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;
  BtAlert alert;

  bt_alert_init (&alert, BT_ALERT_PRICE);
  alert.timeframe = bt_session_window_get_timeframe (self);
  alert.level_points = g_variant_get_int64 (parameter);
  if (bt_alert_list_add (bt_session_get_alerts (self->session), &alert) == 0)
    {
      bt_session_window_toast (self, _ ("The session has as many alerts as it can"));
      return;
    }
  g_autofree char *price = bt_shown_price (self->session, alert.level_points);
  /* Translators: %s is a price. */
  g_autofree char *text = g_strdup_printf (_ ("Alert at %s"), price);
  bt_session_window_toast (self, text);
}

/* Opens the window for a new alert on a study of the active chart. */
static void
new_study_alert_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;
  BtChart *chart = bt_session_window_get_chart (self);
  BtStudySettings settings;

  for (guint i = 0; i < bt_chart_get_n_studies (chart); i++)
    if (bt_chart_get_study (chart, i, &settings) == g_variant_get_uint32 (parameter))
      bt_alert_pane_open_new (GTK_WIDGET (self), self->session, BT_ALERT_STUDY, BT_PRICE_NONE,
                              bt_session_window_get_timeframe (self), &settings);
}

/* Writes a note at the candle under the crosshair, or the newest one. */
static void
note_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;
  BtTimeframe timeframe = bt_session_window_get_timeframe (self);
  BtTradingDay day = bt_session_get_trading_day (self->session);
  BtCandle candle;

  if (!bt_chart_get_current_candle (bt_session_window_get_chart (self), &candle))
    {
      bt_session_window_toast (self, _ ("There is no candle yet to note something at"));
      return;
    }
  bt_session_tables_write_note (BT_SESSION_TABLES (self->tables),
                                bt_timeframe_bucket_start (timeframe, day, candle.time_usec),
                                bt_timeframe_bucket_end (timeframe, day, candle.time_usec));
}

static void
edit_alert_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;
  BtAlertItem *item
    = bt_alert_list_find (bt_session_get_alerts (self->session), g_variant_get_int64 (parameter));

  if (item != NULL)
    bt_alert_pane_open (GTK_WIDGET (self), self->session, bt_alert_item_get (item));
}

static void
remove_alert_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;

  bt_alert_list_remove (bt_session_get_alerts (self->session), g_variant_get_int64 (parameter));
}

static void
show_time_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtSessionWindow *self = user_data;

  bt_chart_scroll_to_time (bt_session_window_get_chart (self), g_variant_get_int64 (parameter));
}

static void
notify_desktop (BtSessionWindow *self, const BtAlert *alert, const char *text)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  const char *session_id = bt_session_get_id (self->session);
  g_autoptr (GNotification) notification = g_notification_new (text);
  g_autofree char *id = g_strdup_printf ("alert-%s-%" G_GINT64_FORMAT, session_id, alert->id);

  if (application == NULL)
    return;
  g_notification_set_body (notification, bt_session_get_name (self->session));
  g_notification_set_default_action_and_target (notification, "app.open-session", "s", session_id);
  g_application_send_notification (application, id, notification);
}

static void
alerted_cb (BtSession *session, BtAlertItem *item, BtSessionWindow *self)
{
  const BtAlert *alert = bt_alert_item_get (item);
  g_autofree char *text = bt_alert_text_firing (alert, session);

  bt_session_window_toast (self, text);
  if (alert->is_notifying)
    notify_desktop (self, alert, text);
  if (alert->is_sounding)
    gdk_display_beep (gtk_widget_get_display (GTK_WIDGET (self)));
}

static const GActionEntry actions[] = {
  { .name = "new-alert", .activate = new_alert_cb },
  { .name = "add-alert", .activate = add_alert_cb, .parameter_type = "x" },
  { .name = "edit-alert", .activate = edit_alert_cb, .parameter_type = "x" },
  { .name = "remove-alert", .activate = remove_alert_cb, .parameter_type = "x" },
  { .name = "new-study-alert", .activate = new_study_alert_cb, .parameter_type = "u" },
  { .name = "note", .activate = note_cb },
  { .name = "show-time", .activate = show_time_cb, .parameter_type = "x" },
};

void
bt_session_window_watch_alerts (BtSessionWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_signal_connect_object (self->session, "alerted", G_CALLBACK (alerted_cb), self, 0);
  g_object_set_data_full (G_OBJECT (self), "bt-alert-drawings",
                          bt_alert_drawings_new (self->session, BT_CHART_GRID (self->charts)),
                          g_object_unref);
}
