// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-alert-pane.h"

#include "ui/bt-alert-editor.h"
#include "ui/bt-alert-text.h"
#include "ui/bt-format.h"
#include "ui/bt-resources.h"
#include "ui/bt-row-buttons.h"
#include "ui/bt-table-menu.h"
#include "ui/bt-table.h"

#include <glib/gi18n.h>

/* How far above its beginning a new range ends, in points. */
#define RANGE_POINTS 100

struct _BtAlertPane
{
  GtkBox parent_instance;

  BtSession *session;
  GtkColumnView *view;
  GtkWidget *empty_label;
  GMenuModel *alert_menu;
};

enum
{
  PROP_SESSION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtAlertPane, bt_alert_pane, GTK_TYPE_BOX)

/* ---- Columns ---- */

static char *
get_condition (gpointer item, gpointer context)
{
  return bt_alert_text_condition (bt_alert_item_get (item), context);
}

static char *
get_message (gpointer item, gpointer context)
{
  return g_strdup (bt_alert_item_get (item)->message);
}

static char *
get_repeat (gpointer item, gpointer context)
{
  return g_strdup (bt_alert_text_repeat (bt_alert_item_get (item)->repeat));
}

/* What happens when it fires, in words. */
static char *
get_answers (gpointer item, gpointer context)
{
  const BtAlert *alert = bt_alert_item_get (item);
  const char *words[4] = { NULL };
  guint count = 0;

  if (alert->is_pausing)
    words[count++] = C_ ("alert", "pause");
  if (alert->is_notifying)
    words[count++] = C_ ("alert", "notify");
  if (alert->is_sounding)
    words[count++] = C_ ("alert", "sound");
  return count > 0 ? g_strjoinv (", ", (char **) words) : g_strdup (BT_FORMAT_NONE);
}

static char *
get_state (gpointer item, gpointer context)
{
  return bt_alert_text_state (item, context);
}

static const char *
get_state_tone (gpointer item, gpointer context)
{
  return bt_alert_item_is_armed (item) ? NULL : "secondary";
}

static const BtRowButton buttons[] = {
  { .action = "alert.toggle",
    .icon = "bt-alert-symbolic",
    .tooltip = N_ ("Let it watch, or not"),
    .name = N_ ("Watch or not") },
  { .action = "alert.edit",
    .icon = "document-edit-symbolic",
    .tooltip = N_ ("Change it (Enter)"),
    .name = N_ ("Change the alert") },
  { .action = "alert.delete",
    .icon = "user-trash-symbolic",
    .tooltip = N_ ("Delete it (Delete)"),
    .name = N_ ("Delete the alert") },
};

static GtkWidget *
make_buttons (gpointer context)
{
  return bt_row_buttons_new (buttons, G_N_ELEMENTS (buttons));
}

static const BtTableColumn columns[] = {
  { .text = get_condition, .css_class = "figures" },
  { .text = get_message },
  { .text = get_repeat, .css_class = "secondary" },
  { .text = get_answers, .css_class = "secondary" },
  { .text = get_state, .tone = get_state_tone, .css_class = "figures" },
  { .make = make_buttons, .fill = bt_row_buttons_fill, .is_fixed = TRUE },
};

/* ---- Actions ---- */

static BtAlertItem *
get_selected (BtAlertPane *self)
{
  return bt_table_get_selected (self->view);
}

static void
new_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtAlertPane *self = BT_ALERT_PANE (widget);
  int timeframe;

  g_object_get (self->session, "chart-timeframe", &timeframe, NULL);
  bt_alert_pane_open_new (widget, self->session, BT_ALERT_PRICE, BT_PRICE_NONE,
                          (BtTimeframe) timeframe, NULL);
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtAlertPane *self = BT_ALERT_PANE (widget);
  BtAlertItem *item = get_selected (self);

  if (item != NULL)
    bt_alert_pane_open (widget, self->session, bt_alert_item_get (item));
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtAlertPane *self = BT_ALERT_PANE (widget);
  BtAlertItem *item = get_selected (self);

  if (item == NULL)
    return;
  bt_alert_list_remove (bt_session_get_alerts (self->session), bt_alert_item_get (item)->id);
  gtk_widget_activate_action (widget, "win.toast", "s",
                              _ ("The alert was deleted: Undo brings it back"));
}

static void
toggle_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtAlertPane *self = BT_ALERT_PANE (widget);
  BtAlertItem *item = get_selected (self);

  if (item != NULL)
    bt_alert_list_set_armed (bt_session_get_alerts (self->session), bt_alert_item_get (item)->id,
                             !bt_alert_item_is_armed (item));
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtAlertList *alerts = bt_session_get_alerts (BT_ALERT_PANE (widget)->session);

  if (g_str_equal (name, "alert.undo"))
    bt_alert_list_undo (alerts);
  else
    bt_alert_list_redo (alerts);
}

static void
row_activated_cb (GtkColumnView *view, guint position, BtAlertPane *self)
{
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_column_view_get_model (view)),
                                     position);
  gtk_widget_activate_action (GTK_WIDGET (self), "alert.edit", NULL);
}

/* ---- The widget ---- */

static void
alerts_changed_cb (BtAlertPane *self)
{
  BtAlertList *alerts = bt_session_get_alerts (self->session);
  gboolean can_undo, can_redo;

  g_object_get (alerts, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "alert.undo", can_undo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "alert.redo", can_redo);
  gtk_widget_set_visible (self->empty_label, g_list_model_get_n_items (G_LIST_MODEL (alerts)) == 0);
}

static void
bt_alert_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtAlertPane *self = BT_ALERT_PANE (object);
  BtAlertList *alerts;

  if (id != PROP_SESSION)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  if (!g_set_object (&self->session, g_value_get_object (value)) || self->session == NULL)
    return;
  alerts = bt_session_get_alerts (self->session);
  bt_table_setup (self->view, G_LIST_MODEL (alerts), columns, G_N_ELEMENTS (columns),
                  self->session);
  g_signal_connect_object (alerts, "changed", G_CALLBACK (alerts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (alerts, "notify", G_CALLBACK (alerts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  alerts_changed_cb (self);
}

static void
bt_alert_pane_dispose (GObject *object)
{
  BtAlertPane *self = BT_ALERT_PANE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BT_TYPE_ALERT_PANE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bt_alert_pane_parent_class)->dispose (object);
}

static void
bt_alert_pane_class_init (BtAlertPaneClass *klass)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "alert.new", new_cb },       { "alert.edit", edit_cb }, { "alert.delete", delete_cb },
    { "alert.toggle", toggle_cb }, { "alert.undo", undo_cb }, { "alert.redo", undo_cb },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = bt_alert_pane_set_property;
  G_OBJECT_CLASS (klass)->dispose = bt_alert_pane_dispose;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, BT_TYPE_SESSION,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("alert-pane"));
  gtk_widget_class_bind_template_child (widget_class, BtAlertPane, view);
  gtk_widget_class_bind_template_child (widget_class, BtAlertPane, empty_label);
  gtk_widget_class_bind_template_child (widget_class, BtAlertPane, alert_menu);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "alert.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "alert.redo", NULL);
}

static void
bt_alert_pane_init (BtAlertPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bt_table_menu_attach (self->view, self->alert_menu);
}

void
bt_alert_pane_focus (BtAlertPane *pane)
{
  g_return_if_fail (BT_IS_ALERT_PANE (pane));

  GtkSelectionModel *selection = gtk_column_view_get_model (pane->view);

  if (bt_table_get_selected (pane->view) == NULL)
    gtk_selection_model_select_item (selection, 0, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (pane->view));
}

void
bt_alert_pane_open (GtkWidget *owner, BtSession *session, const BtAlert *alert)
{
  GtkRoot *root = gtk_widget_get_root (owner);

  gtk_window_present (GTK_WINDOW (
    bt_alert_editor_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, session, alert)));
}

void
bt_alert_pane_open_new (GtkWidget *owner,
                        BtSession *session,
                        BtAlertKind kind,
                        gint64 level_points,
                        BtTimeframe timeframe,
                        const BtStudySettings *study)
{
  BtQuote quote = bt_session_get_quote (session);
  BtAlert alert;

  bt_alert_init (&alert, kind);
  alert.level_points = level_points != BT_PRICE_NONE ? level_points
                       : quote.is_valid              ? quote.bid_points
                                                     : 0;
  alert.high_points = alert.level_points + RANGE_POINTS;
  alert.timeframe = timeframe;
  if (study != NULL)
    alert.study = *study;
  bt_alert_pane_open (owner, session, &alert);
}
