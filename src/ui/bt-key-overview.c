// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-key-overview.h"

#include "ui/bt-key-actions.h"
#include "ui/bt-keymap.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

#define N_COLUMNS 3

/* The column of each group, so that all are about as long. */
static const guint group_columns[BT_N_KEY_GROUPS] = {
  [BT_KEY_GROUP_TIME] = 0,       [BT_KEY_GROUP_TRADING] = 0, [BT_KEY_GROUP_CHART] = 1,
  [BT_KEY_GROUP_SESSION] = 1,    [BT_KEY_GROUP_VIEW] = 2,    [BT_KEY_GROUP_MAIN] = 2,
  [BT_KEY_GROUP_EVERYWHERE] = 2,
};

/* A row of the window. */
typedef struct
{
  const BtKeyAction *action;
  GtkWidget *row;
  GtkWidget *keys; /* a label each */
} KeyRow;

struct _BtKeyOverview
{
  AdwWindow parent_instance;

  GArray *rows; /* of KeyRow */
  GtkWidget *groups[BT_N_KEY_GROUPS];

  GtkWidget *search_entry;
  GtkWidget *columns;
  GtkWidget *empty_label;
};

G_DEFINE_FINAL_TYPE (BtKeyOverview, bt_key_overview, ADW_TYPE_WINDOW)

/* Returns the keys of a row, each an accelerator. */
static char **
dup_accels (const BtKeyAction *action)
{
  return action->action != NULL ? bt_keymap_get_accels (bt_keymap_get_default (), action->action)
                                : g_strdupv ((char **) action->accels);
}

/* Returns a key as it is called: "Ctrl+Z", or what stands for several ("1…9"). */
static char *
dup_label (const char *accel)
{
  GdkModifierType modifiers;
  guint keyval;

  if (gtk_accelerator_parse (accel, &keyval, &modifiers))
    return gtk_accelerator_get_label (keyval, modifiers);
  g_auto (GStrv) ends = g_strsplit (accel, "...", 2);
  return g_strjoinv ("\u2026", ends);
}

/* Returns a row's text as it is searched: what it does, and its keys as they are called. */
static char *
dup_words (const BtKeyAction *action)
{
  g_auto (GStrv) accels = dup_accels (action);
  g_autoptr (GString) words = g_string_new (_ (action->title));

  for (guint i = 0; accels[i] != NULL; i++)
    {
      g_autofree char *label = dup_label (accels[i]);

      g_string_append_printf (words, " %s", label);
    }
  return g_utf8_casefold (words->str, -1);
}

/* Shows the rows that have a key and what is searched. */
static void
show_rows (BtKeyOverview *self)
{
  g_autofree char *searched
    = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), -1);
  gboolean has_rows[BT_N_KEY_GROUPS] = { FALSE };
  gboolean has_any = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const KeyRow *row = &g_array_index (self->rows, KeyRow, i);
      g_auto (GStrv) accels = dup_accels (row->action);
      g_autofree char *words = dup_words (row->action);
      gboolean is_shown = accels[0] != NULL && strstr (words, searched) != NULL;

      gtk_widget_set_visible (row->row, is_shown);
      has_rows[row->action->group] |= is_shown;
      has_any |= is_shown;
    }
  for (guint i = 0; i < BT_N_KEY_GROUPS; i++)
    gtk_widget_set_visible (self->groups[i], has_rows[i]);
  gtk_widget_set_visible (self->empty_label, !has_any);
}

static void
show_row_keys (const KeyRow *row, const char *const *accels)
{
  for (GtkWidget *label = gtk_widget_get_first_child (row->keys); label != NULL;
       label = gtk_widget_get_first_child (row->keys))
    gtk_box_remove (GTK_BOX (row->keys), label);
  for (guint i = 0; accels[i] != NULL; i++)
    {
      g_autofree char *text = dup_label (accels[i]);
      GtkWidget *label = gtk_label_new (text);

      gtk_widget_add_css_class (label, "key");
      gtk_box_append (GTK_BOX (row->keys), label);
    }
}

static void
show_keys (BtKeyOverview *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const KeyRow *row = &g_array_index (self->rows, KeyRow, i);
      g_auto (GStrv) accels = dup_accels (row->action);

      show_row_keys (row, (const char *const *) accels);
    }
  show_rows (self);
}

static void
search_changed_cb (BtKeyOverview *self)
{
  show_rows (self);
}

/* Escape takes the search back, then closes. */
static void
search_stopped_cb (BtKeyOverview *self)
{
  GtkEditable *entry = GTK_EDITABLE (self->search_entry);

  if (gtk_editable_get_text (entry)[0] != '\0')
    gtk_editable_set_text (entry, "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* The preferences take its place. */
static void
change_clicked_cb (BtKeyOverview *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "app.preferences", NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_row (BtKeyOverview *self, const BtKeyAction *action)
{
  KeyRow row = { .action = action,
                 .row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12),
                 .keys = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4) };
  GtkWidget *title = gtk_label_new (_ (action->title));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (title, _ (action->title));
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (row.row), title);
  gtk_box_append (GTK_BOX (row.row), row.keys);
  gtk_box_append (GTK_BOX (self->groups[action->group]), row.row);
  g_array_append_val (self->rows, row);
}

/* Makes the columns and in them the groups, each with its title. */
static void
add_groups (BtKeyOverview *self)
{
  GtkWidget *columns[N_COLUMNS];

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      columns[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
      gtk_box_append (GTK_BOX (self->columns), columns[i]);
    }
  for (guint i = 0; i < BT_N_KEY_GROUPS; i++)
    {
      GtkWidget *title = gtk_label_new (bt_key_group_title ((BtKeyGroup) i));

      self->groups[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
      gtk_label_set_xalign (GTK_LABEL (title), 0);
      gtk_widget_add_css_class (title, "heading");
      gtk_box_append (GTK_BOX (self->groups[i]), title);
      gtk_box_append (GTK_BOX (columns[group_columns[i]]), self->groups[i]);
    }
}

static void
bt_key_overview_finalize (GObject *object)
{
  g_array_unref (BT_KEY_OVERVIEW (object)->rows);
  G_OBJECT_CLASS (bt_key_overview_parent_class)->finalize (object);
}

static void
bt_key_overview_class_init (BtKeyOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bt_key_overview_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("key-overview"));
  gtk_widget_class_bind_template_child (widget_class, BtKeyOverview, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BtKeyOverview, columns);
  gtk_widget_class_bind_template_child (widget_class, BtKeyOverview, empty_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
bt_key_overview_init (BtKeyOverview *self)
{
  guint count;
  const BtKeyAction *actions = bt_key_actions (&count);

  self->rows = g_array_new (FALSE, FALSE, sizeof (KeyRow));
  gtk_widget_init_template (GTK_WIDGET (self));
  add_groups (self);
  for (guint i = 0; i < count; i++)
    add_row (self, &actions[i]);
  g_signal_connect_object (bt_keymap_get_default (), "changed", G_CALLBACK (show_keys), self,
                           G_CONNECT_SWAPPED);
  show_keys (self);
}

BtKeyOverview *
bt_key_overview_new (GtkWindow *parent)
{
  return g_object_new (BT_TYPE_KEY_OVERVIEW, "transient-for", parent, NULL);
}

static void
overview_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtKeyOverview *overview = bt_key_overview_new (user_data);

  gtk_window_present (GTK_WINDOW (overview));
}

void
bt_key_overview_attach (GtkApplicationWindow *window)
{
  static const GActionEntry entries[]
    = { { .name = "show-help-overlay", .activate = overview_cb } };

  g_return_if_fail (GTK_IS_APPLICATION_WINDOW (window));
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
