// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-log-pane.h"

#include "ui/bt-dialogs.h"
#include "ui/bt-event-text.h"
#include "ui/bt-format.h"
#include "ui/bt-resources.h"
#include "ui/bt-session-columns.h"
#include "ui/bt-shown.h"
#include "ui/bt-table-menu.h"
#include "ui/bt-table.h"

#include <glib/gi18n.h>

struct _BtLogPane
{
  GtkBox parent_instance;

  BtSession *session;
  GtkFilterListModel *shown;
  GtkCustomFilter *filter;
  char *words; /* what is searched, without case, or NULL */

  GtkColumnView *view;
  GtkWidget *kind_list;
  GtkWidget *search_entry;
  GtkWidget *empty_label;
  GMenuModel *log_menu;
};

enum
{
  PROP_SESSION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtLogPane, bt_log_pane, GTK_TYPE_BOX)

/* The entries of the list of kinds, after "Everything", as bits of BtLogKind. */
static const guint kinds[] = {
  1u << BT_LOG_COMMAND | 1u << BT_LOG_CANCELLED | 1u << BT_LOG_EXPIRED,
  1u << BT_LOG_FILL,
  1u << BT_LOG_REFUSAL,
  1u << BT_LOG_ALERT,
  1u << BT_LOG_MARGIN_CALL | 1u << BT_LOG_LIQUIDATION | 1u << BT_LOG_SWAP | 1u << BT_LOG_RULE_BROKEN
    | 1u << BT_LOG_ENDED,
  1u << BT_LOG_PAUSE | 1u << BT_LOG_SPEED | 1u << BT_LOG_JUMP | 1u << BT_LOG_REWIND
    | 1u << BT_LOG_BRANCH,
};

static gboolean
has_words (BtLogPane *self, BtLogItem *item)
{
  g_autofree char *detail = bt_event_text_detail (item, self->session);
  g_autofree char *time = bt_shown_time (self->session, bt_log_item_get_time (item));
  g_autofree char *text
    = g_strjoin (" ", time, bt_event_text_kind (item), bt_log_item_get_id (item), detail, NULL);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, self->words) != NULL;
}

static gboolean
is_wanted (gpointer item, gpointer user_data)
{
  BtLogPane *self = user_data;
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind_list));

  if (chosen > 0 && chosen <= G_N_ELEMENTS (kinds)
      && (kinds[chosen - 1] & 1u << bt_log_item_get_kind (item)) == 0)
    return FALSE;
  return self->words == NULL || has_words (self, item);
}

static void
show_empty (BtLogPane *self)
{
  gboolean has_events = g_list_model_get_n_items (bt_session_get_events (self->session)) > 0;
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0;

  gtk_label_set_label (GTK_LABEL (self->empty_label), has_events
                                                        ? _ ("No line of the log is like this")
                                                        : _ ("Nothing has happened yet"));
  gtk_widget_set_visible (self->empty_label, is_empty);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "log.export", !is_empty);
}

static void
filter_changed_cb (BtLogPane *self)
{
  g_autofree char *text
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  if (self->session == NULL)
    return;
  g_free (self->words);
  self->words = text[0] != '\0' ? g_utf8_casefold (text, -1) : NULL;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_empty (self);
}

/* Appends a cell of a table as RFC 4180 has it. */
static void
append_cell (GString *csv, const char *text, char end)
{
  if (strpbrk (text, ",\"\n\r") == NULL)
    g_string_append (csv, text);
  else
    {
      g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
      g_autofree char *quoted = g_strjoinv ("\"\"", parts);

      g_string_append_printf (csv, "\"%s\"", quoted);
    }
  g_string_append_c (csv, end);
}

static void
append_line (BtLogPane *self, GString *csv, BtLogItem *item)
{
  gint64 time_usec = bt_log_item_get_time (item);
  /* For programs to read, where the date may be told. */
  g_autofree char *time = bt_session_get_disguise (self->session)->is_active
                            ? bt_shown_time (self->session, time_usec)
                            : bt_time_to_string (time_usec);
  g_autofree char *detail = bt_event_text_detail (item, self->session);

  append_cell (csv, time, ',');
  append_cell (csv, bt_event_text_kind (item), ',');
  append_cell (csv, bt_log_item_get_id (item), ',');
  append_cell (csv, detail, '\n');
}

char *
bt_log_pane_to_csv (BtLogPane *pane)
{
  g_return_val_if_fail (BT_IS_LOG_PANE (pane), NULL);

  GString *csv = g_string_new ("time,event,order,detail\n");

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (pane->shown)); i-- > 0;)
    {
      g_autoptr (BtLogItem) item = g_list_model_get_item (G_LIST_MODEL (pane->shown), i);

      append_line (pane, csv, item);
    }
  return g_string_free (csv, FALSE);
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtLogPane *self = BT_LOG_PANE (widget);
  BtLogItem *item = bt_table_get_selected (self->view);
  g_autofree char *text = NULL;

  if (item != NULL)
    {
      g_autofree char *time = bt_shown_time (self->session, bt_log_item_get_time (item));
      g_autofree char *detail = bt_event_text_detail (item, self->session);

      text = g_strjoin ("\t", time, bt_event_text_kind (item), bt_log_item_get_id (item), detail,
                        NULL);
    }
  else
    text = bt_log_pane_to_csv (self);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
save_to (gpointer owner, GFile *file, gint64 value)
{
  g_autofree char *csv = bt_log_pane_to_csv (BT_LOG_PANE (owner));
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents (file, csv, strlen (csv), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                NULL, &error))
    bt_dialog_show_error (owner, _ ("The log was not saved"), error->message);
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtLogPane *self = BT_LOG_PANE (widget);
  g_autofree char *file_name = g_strconcat (bt_session_get_name (self->session), "-log.csv", NULL);

  g_strdelimit (file_name, "/\\:", '-');
  bt_dialog_save (widget, _ ("Save the log"), file_name, save_to, 0);
}

static void
row_activated_cb (GtkColumnView *view, guint position, BtLogPane *self)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (view));
  g_autoptr (BtLogItem) item = g_list_model_get_item (model, position);

  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), position);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-time", "x", bt_log_item_get_time (item));
}

static void
set_session (BtLogPane *self, BtSession *session)
{
  if (!g_set_object (&self->session, session) || session == NULL)
    return;
  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  self->shown = gtk_filter_list_model_new (g_object_ref (bt_session_get_events (session)),
                                           GTK_FILTER (g_object_ref (self->filter)));
  /* However long it is, the window answers while it is searched. */
  gtk_filter_list_model_set_incremental (self->shown, TRUE);
  bt_session_columns_setup_log (self->view, G_LIST_MODEL (self->shown), session);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (show_empty), self,
                           G_CONNECT_SWAPPED);
  show_empty (self);
}

static void
bt_log_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_SESSION)
    set_session (BT_LOG_PANE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_log_pane_dispose (GObject *object)
{
  BtLogPane *self = BT_LOG_PANE (object);

  if (self->shown != NULL)
    gtk_filter_list_model_set_filter (self->shown, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BT_TYPE_LOG_PANE);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (bt_log_pane_parent_class)->dispose (object);
}

static void
bt_log_pane_class_init (BtLogPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = bt_log_pane_set_property;
  G_OBJECT_CLASS (klass)->dispose = bt_log_pane_dispose;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, BT_TYPE_SESSION,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("log-pane"));
  gtk_widget_class_bind_template_child (widget_class, BtLogPane, view);
  gtk_widget_class_bind_template_child (widget_class, BtLogPane, kind_list);
  gtk_widget_class_bind_template_child (widget_class, BtLogPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BtLogPane, empty_label);
  gtk_widget_class_bind_template_child (widget_class, BtLogPane, log_menu);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "log.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "log.export", NULL, export_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "log.copy", NULL);
}

static void
bt_log_pane_init (BtLogPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bt_table_menu_attach (self->view, self->log_menu);
}

GtkColumnView *
bt_log_pane_get_view (BtLogPane *pane)
{
  g_return_val_if_fail (BT_IS_LOG_PANE (pane), NULL);
  return pane->view;
}
