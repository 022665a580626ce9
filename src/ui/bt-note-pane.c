// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-note-pane.h"

#include "ui/bt-format.h"
#include "ui/bt-resources.h"
#include "ui/bt-row-buttons.h"
#include "ui/bt-shown.h"
#include "ui/bt-table.h"

#include <glib/gi18n.h>

struct _BtNotePane
{
  GtkBox parent_instance;

  BtSession *session;
  GtkFilterListModel *shown;
  GtkCustomFilter *filter;
  char *words;    /* what is searched, without case, or NULL */
  gint64 note_id; /* whose text is shown; 0: none */
  gboolean is_updating;

  GtkColumnView *view;
  GtkWidget *search_entry;
  GtkWidget *session_view;
  GtkWidget *note_view;
  GtkWidget *note_label;
};

enum
{
  PROP_SESSION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtNotePane, bt_note_pane, GTK_TYPE_BOX)

static BtNoteList *
get_notes (BtNotePane *self)
{
  return bt_session_get_notes (self->session);
}

/* ---- Columns ---- */

static char *
get_time (gpointer item, gpointer context)
{
  return bt_shown_time (context, bt_note_item_get_time (item));
}

static gint64
get_time_key (gpointer item, gpointer context)
{
  return bt_note_item_get_time (item);
}

/* The first line that says something. */
static char *
get_line (gpointer item, gpointer context)
{
  g_autofree char *text = g_strstrip (g_strdup (bt_note_item_get_text (item)));
  const char *end = strchr (text, '\n');

  return end != NULL ? g_strndup (text, (gsize) (end - text)) : g_steal_pointer (&text);
}

static const BtRowButton buttons[] = {
  { .action = "note.delete",
    .icon = "user-trash-symbolic",
    .tooltip = N_ ("Delete it (Delete)"),
    .name = N_ ("Delete the note") },
};

static GtkWidget *
make_buttons (gpointer context)
{
  return bt_row_buttons_new (buttons, G_N_ELEMENTS (buttons));
}

static const BtTableColumn columns[] = {
  { .text = get_time, .key = get_time_key, .css_class = "figures" },
  { .text = get_line },
  { .make = make_buttons, .fill = bt_row_buttons_fill, .is_fixed = TRUE },
};

/* ---- Texts ---- */

static char *
get_buffer_text (GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* Shows a text where it is not the one that is there, so that the cursor stays. */
static void
show_text (BtNotePane *self, GtkWidget *view, const char *text)
{
  g_autofree char *shown = get_buffer_text (view);

  if (g_str_equal (shown, text))
    return;
  self->is_updating = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  self->is_updating = FALSE;
}

/* Shows the selected note. */
static void
show_note (BtNotePane *self)
{
  BtNoteItem *item = bt_table_get_selected (self->view);
  g_autofree char *time
    = item != NULL ? bt_shown_time (self->session, bt_note_item_get_time (item)) : NULL;

  self->note_id = item != NULL ? bt_note_item_get_id (item) : 0;
  gtk_label_set_label (GTK_LABEL (self->note_label),
                       item != NULL ? time : _ ("Note at a candle: press N"));
  gtk_widget_set_sensitive (self->note_view, item != NULL);
  show_text (self, self->note_view, item != NULL ? bt_note_item_get_text (item) : "");
}

static void
history_changed_cb (BtNotePane *self)
{
  BtNoteList *notes = get_notes (self);
  gboolean can_undo, can_redo;

  g_object_get (notes, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "note.undo", can_undo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "note.redo", can_redo);
}

static void
notes_changed_cb (BtNotePane *self)
{
  show_text (self, self->session_view, bt_note_list_get_session_text (get_notes (self)));
  show_note (self);
}

static void
session_text_changed_cb (BtNotePane *self)
{
  if (self->is_updating || self->session == NULL)
    return;
  g_autofree char *text = get_buffer_text (self->session_view);
  bt_note_list_set_session_text (get_notes (self), text);
}

static void
note_text_changed_cb (BtNotePane *self)
{
  if (self->is_updating || self->session == NULL || self->note_id == 0)
    return;
  g_autofree char *text = get_buffer_text (self->note_view);
  bt_note_list_set_text (get_notes (self), self->note_id, text);
}

/* ---- Searching ---- */

static gboolean
is_wanted (gpointer item, gpointer user_data)
{
  BtNotePane *self = user_data;

  if (self->words == NULL)
    return TRUE;
  g_autofree char *folded = g_utf8_casefold (bt_note_item_get_text (item), -1);
  return strstr (folded, self->words) != NULL;
}

static void
search_changed_cb (BtNotePane *self)
{
  g_autofree char *text
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  if (self->session == NULL)
    return;
  g_free (self->words);
  self->words = text[0] != '\0' ? g_utf8_casefold (text, -1) : NULL;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/* ---- Actions ---- */

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtNotePane *self = BT_NOTE_PANE (widget);

  if (self->note_id == 0)
    return;
  bt_note_list_remove (get_notes (self), self->note_id);
  gtk_widget_activate_action (widget, "win.toast", "s",
                              _ ("The note was deleted: Undo brings it back"));
}

static void
show_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtNotePane *self = BT_NOTE_PANE (widget);
  BtNoteItem *item = bt_table_get_selected (self->view);

  if (item != NULL)
    gtk_widget_activate_action (widget, "win.show-time", "x", bt_note_item_get_time (item));
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtNoteList *notes = get_notes (BT_NOTE_PANE (widget));

  if (g_str_equal (name, "note.undo"))
    bt_note_list_undo (notes);
  else
    bt_note_list_redo (notes);
}

static void
row_activated_cb (GtkColumnView *view, guint position, BtNotePane *self)
{
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_column_view_get_model (view)),
                                     position);
  gtk_widget_activate_action (GTK_WIDGET (self), "note.show", NULL);
}

/* ---- The widget ---- */

static void
set_session (BtNotePane *self, BtSession *session)
{
  BtNoteList *notes;

  if (!g_set_object (&self->session, session) || session == NULL)
    return;
  notes = get_notes (self);
  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (notes)),
                                           GTK_FILTER (g_object_ref (self->filter)));
  bt_table_setup (self->view, G_LIST_MODEL (self->shown), columns, G_N_ELEMENTS (columns), session);
  g_signal_connect_object (gtk_column_view_get_model (self->view), "selection-changed",
                           G_CALLBACK (show_note), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_model (self->view), "items-changed",
                           G_CALLBACK (show_note), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (notes, "changed", G_CALLBACK (notes_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (notes, "notify", G_CALLBACK (history_changed_cb), self,
                           G_CONNECT_SWAPPED);
  history_changed_cb (self);
  notes_changed_cb (self);
}

static void
bt_note_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_SESSION)
    set_session (BT_NOTE_PANE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_note_pane_dispose (GObject *object)
{
  BtNotePane *self = BT_NOTE_PANE (object);

  self->is_updating = TRUE;
  if (self->shown != NULL)
    gtk_filter_list_model_set_filter (self->shown, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BT_TYPE_NOTE_PANE);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (bt_note_pane_parent_class)->dispose (object);
}

static void
bt_note_pane_class_init (BtNotePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = bt_note_pane_set_property;
  G_OBJECT_CLASS (klass)->dispose = bt_note_pane_dispose;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, BT_TYPE_SESSION,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("note-pane"));
  gtk_widget_class_bind_template_child (widget_class, BtNotePane, view);
  gtk_widget_class_bind_template_child (widget_class, BtNotePane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BtNotePane, session_view);
  gtk_widget_class_bind_template_child (widget_class, BtNotePane, note_view);
  gtk_widget_class_bind_template_child (widget_class, BtNotePane, note_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "note.delete", NULL, delete_cb);
  gtk_widget_class_install_action (widget_class, "note.show", NULL, show_cb);
  gtk_widget_class_install_action (widget_class, "note.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "note.redo", NULL, undo_cb);
}

static void
bt_note_pane_init (BtNotePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->session_view)), "changed",
                           G_CALLBACK (session_text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->note_view)), "changed",
                           G_CALLBACK (note_text_changed_cb), self, G_CONNECT_SWAPPED);
}

void
bt_note_pane_write_at (BtNotePane *pane, gint64 from_usec, gint64 end_usec)
{
  g_return_if_fail (BT_IS_NOTE_PANE (pane));

  BtNoteList *notes = get_notes (pane);
  BtNoteItem *item = bt_note_list_find_at (notes, from_usec, end_usec);

  /* A search could hide it. */
  gtk_editable_set_text (GTK_EDITABLE (pane->search_entry), "");
  search_changed_cb (pane);
  if (item == NULL)
    item = bt_note_list_find (notes, bt_note_list_add (notes, from_usec, ""));
  if (item == NULL)
    return;
  bt_table_select (pane->view, item);
  show_note (pane);
  gtk_widget_grab_focus (pane->note_view);
}

void
bt_note_pane_focus (BtNotePane *pane)
{
  g_return_if_fail (BT_IS_NOTE_PANE (pane));

  GtkSelectionModel *selection = gtk_column_view_get_model (pane->view);

  if (g_list_model_get_n_items (G_LIST_MODEL (selection)) == 0)
    {
      gtk_widget_grab_focus (pane->session_view);
      return;
    }
  if (bt_table_get_selected (pane->view) == NULL)
    gtk_selection_model_select_item (selection, 0, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (pane->view));
}
