// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-field-row.h"

#include "ui/bt-accessible.h"

struct _BtFieldRow
{
  AdwPreferencesRow parent_instance;

  gboolean is_wide;
  GtkWidget *grid;
  GtkWidget *title;
  GtkWidget *entry;
  GtkWidget *fault;
};

enum
{
  PROP_IS_WIDE = 1,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtFieldRow, bt_field_row, ADW_TYPE_PREFERENCES_ROW)

static void
text_changed_cb (BtFieldRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A wide field stands below its title, others beside it. */
static void
place_entry (BtFieldRow *self)
{
  GtkGrid *grid = GTK_GRID (self->grid);

  g_object_ref (self->entry);
  gtk_grid_remove (grid, self->entry);
  gtk_grid_attach (grid, self->entry, self->is_wide ? 0 : 1, self->is_wide ? 1 : 0,
                   self->is_wide ? 2 : 1, 1);
  g_object_unref (self->entry);
  gtk_widget_set_hexpand (self->entry, self->is_wide);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), self->is_wide ? -1 : 16);
}

static void
bt_field_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtFieldRow *self = BT_FIELD_ROW (object);

  if (id != PROP_IS_WIDE)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  self->is_wide = g_value_get_boolean (value);
  place_entry (self);
}

static void
bt_field_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_IS_WIDE)
    g_value_set_boolean (value, BT_FIELD_ROW (object)->is_wide);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_field_row_class_init (BtFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bt_field_row_set_property;
  object_class->get_property = bt_field_row_get_property;
  properties[PROP_IS_WIDE]
    = g_param_spec_boolean ("wide", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bt_field_row_init (BtFieldRow *self)
{
  self->grid = gtk_grid_new ();
  self->title = gtk_label_new (NULL);
  self->entry = gtk_entry_new ();
  self->fault = gtk_label_new (NULL);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 4);
  gtk_widget_set_margin_start (self->grid, 12);
  gtk_widget_set_margin_end (self->grid, 12);
  gtk_widget_set_margin_top (self->grid, 6);
  gtk_widget_set_margin_bottom (self->grid, 6);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (self->title), self->entry);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_set_valign (self->entry, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (self->fault), 0);
  gtk_label_set_wrap (GTK_LABEL (self->fault), TRUE);
  gtk_widget_add_css_class (self->fault, "refusal");
  gtk_widget_set_visible (self->fault, FALSE);
  gtk_grid_attach (GTK_GRID (self->grid), self->title, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), self->entry, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), self->fault, 0, 2, 2, 1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->grid);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  g_object_bind_property (self, "title", self->title, "label", G_BINDING_SYNC_CREATE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title, NULL, -1);
  place_entry (self);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

const char *
bt_field_row_get_text (BtFieldRow *row)
{
  g_return_val_if_fail (BT_IS_FIELD_ROW (row), NULL);
  return gtk_editable_get_text (GTK_EDITABLE (row->entry));
}

void
bt_field_row_set_text (BtFieldRow *row, const char *text)
{
  g_return_if_fail (BT_IS_FIELD_ROW (row) && text != NULL);
  if (!g_str_equal (bt_field_row_get_text (row), text))
    gtk_editable_set_text (GTK_EDITABLE (row->entry), text);
}

void
bt_field_row_set_fault (BtFieldRow *row, const char *fault)
{
  g_return_if_fail (BT_IS_FIELD_ROW (row));

  gtk_label_set_label (GTK_LABEL (row->fault), fault != NULL ? fault : "");
  gtk_widget_set_visible (row->fault, fault != NULL);
  bt_accessible_set_fault (row->entry, fault);
  if (fault != NULL)
    gtk_widget_add_css_class (row->entry, "error");
  else
    gtk_widget_remove_css_class (row->entry, "error");
}

const char *
bt_field_row_get_fault (BtFieldRow *row)
{
  g_return_val_if_fail (BT_IS_FIELD_ROW (row), NULL);
  return gtk_widget_get_visible (row->fault) ? gtk_label_get_label (GTK_LABEL (row->fault)) : NULL;
}
