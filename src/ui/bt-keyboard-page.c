// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-keyboard-page.h"

#include "ui/bt-accessible.h"
#include "ui/bt-key-actions.h"
#include "ui/bt-key-capture.h"
#include "ui/bt-keymap.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

/* A row of the page. */
typedef struct
{
  const BtKeyAction *action;
  GtkWidget *row;
  GtkWidget *label;
  GtkWidget *reset_button;
} KeyRow;

struct _BtKeyboardPage
{
  AdwPreferencesPage parent_instance;

  GArray *rows;                       /* of KeyRow */
  GtkWidget *groups[BT_N_KEY_GROUPS]; /* NULL where nothing can be changed */

  GtkWidget *search_entry;
  GtkWidget *reset_all_button;
};

G_DEFINE_FINAL_TYPE (BtKeyboardPage, bt_keyboard_page, ADW_TYPE_PREFERENCES_PAGE)

static void
show_keys (BtKeyboardPage *self)
{
  BtKeymap *keymap = bt_keymap_get_default ();
  gboolean is_any_changed = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const KeyRow *row = &g_array_index (self->rows, KeyRow, i);
      g_auto (GStrv) accels = bt_keymap_get_accels (keymap, row->action->action);
      gboolean is_changed = bt_keymap_is_changed (keymap, row->action->action);

      gtk_shortcut_label_set_accelerator (GTK_SHORTCUT_LABEL (row->label),
                                          accels[0] != NULL ? accels[0] : "");
      gtk_widget_set_sensitive (row->reset_button, is_changed);
      is_any_changed |= is_changed;
    }
  gtk_widget_set_sensitive (self->reset_all_button, is_any_changed);
}

static void
reset_clicked_cb (GtkButton *button, const BtKeyAction *action)
{
  bt_keymap_reset (bt_keymap_get_default (), action->action);
}

static void
reset_all_clicked_cb (BtKeyboardPage *self)
{
  bt_keymap_reset (bt_keymap_get_default (), NULL);
}

static void
row_activated_cb (AdwActionRow *row, const BtKeyAction *action)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (row));

  gtk_window_present (GTK_WINDOW (
    bt_key_capture_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, action->action)));
}

/* Shows the rows whose title or key has what is searched. */
static void
search_changed_cb (BtKeyboardPage *self)
{
  g_autofree char *words
    = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), -1);
  gboolean has_rows[BT_N_KEY_GROUPS] = { FALSE };

  for (guint i = 0; i < self->rows->len; i++)
    {
      const KeyRow *row = &g_array_index (self->rows, KeyRow, i);
      g_autofree char *key = bt_keymap_get_label (bt_keymap_get_default (), row->action->action);
      g_autofree char *text = g_strjoin (" ", _ (row->action->title), key, NULL);
      g_autofree char *folded = g_utf8_casefold (text, -1);
      gboolean is_found = strstr (folded, words) != NULL;

      gtk_widget_set_visible (row->row, is_found);
      has_rows[row->action->group] |= is_found;
    }
  for (guint i = 0; i < BT_N_KEY_GROUPS; i++)
    if (self->groups[i] != NULL)
      gtk_widget_set_visible (self->groups[i], has_rows[i]);
}

static void
add_row (BtKeyboardPage *self, const BtKeyAction *action)
{
  KeyRow row = { .action = action,
                 .row = adw_action_row_new (),
                 .label = gtk_shortcut_label_new (""),
                 .reset_button = gtk_button_new_from_icon_name ("edit-undo-symbolic") };
  /* Translators: %s is what a key does. */
  g_autofree char *name = g_strdup_printf (_ ("The usual key for “%s”"), _ (action->title));

  if (self->groups[action->group] == NULL)
    {
      self->groups[action->group] = adw_preferences_group_new ();
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->groups[action->group]),
                                       bt_key_group_title (action->group));
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (self),
                                ADW_PREFERENCES_GROUP (self->groups[action->group]));
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row.row), _ (action->title));
  gtk_shortcut_label_set_disabled_text (GTK_SHORTCUT_LABEL (row.label), _ ("No key"));
  gtk_widget_set_valign (row.label, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (row.reset_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (row.reset_button, "flat");
  gtk_widget_set_tooltip_text (row.reset_button, _ ("The usual key again"));
  bt_accessible_set_name (row.reset_button, name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row.row), row.label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row.row), row.reset_button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row.row), TRUE);
  g_signal_connect (row.row, "activated", G_CALLBACK (row_activated_cb), (gpointer) action);
  g_signal_connect (row.reset_button, "clicked", G_CALLBACK (reset_clicked_cb), (gpointer) action);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->groups[action->group]), row.row);
  g_array_append_val (self->rows, row);
}

static void
bt_keyboard_page_finalize (GObject *object)
{
  g_array_unref (BT_KEYBOARD_PAGE (object)->rows);
  G_OBJECT_CLASS (bt_keyboard_page_parent_class)->finalize (object);
}

static void
bt_keyboard_page_class_init (BtKeyboardPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bt_keyboard_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("keyboard-page"));
  gtk_widget_class_bind_template_child (widget_class, BtKeyboardPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BtKeyboardPage, reset_all_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_all_clicked_cb);
}

static void
bt_keyboard_page_init (BtKeyboardPage *self)
{
  guint count;
  const BtKeyAction *actions = bt_key_actions (&count);

  self->rows = g_array_new (FALSE, FALSE, sizeof (KeyRow));
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < count; i++)
    if (actions[i].action != NULL)
      add_row (self, &actions[i]);
  g_signal_connect_object (bt_keymap_get_default (), "changed", G_CALLBACK (show_keys), self,
                           G_CONNECT_SWAPPED);
  show_keys (self);
}

GtkWidget *
bt_keyboard_page_new (void)
{
  return g_object_new (BT_TYPE_KEYBOARD_PAGE, NULL);
}
