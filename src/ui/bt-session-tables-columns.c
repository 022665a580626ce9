// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which columns the tables show: their menu, and how they were left, which is the same in every
 * window. */
#include "config.h"

#include "ui/bt-session-tables-private.h"

#include "ui/bt-table-columns.h"

#define SETTINGS_KEY "table-columns"
#define SETTINGS_TYPE "a{ss}"

/* The tables that have columns, by the names under which they are kept. */
static const struct
{
  const char *name;
  gsize offset;
} tables[] = {
  { "positions", G_STRUCT_OFFSET (BtSessionTables, positions) },
  { "orders", G_STRUCT_OFFSET (BtSessionTables, orders) },
  { "trades", G_STRUCT_OFFSET (BtSessionTables, trades) },
  { "ledger", G_STRUCT_OFFSET (BtSessionTables, ledger) },
  { "log", G_STRUCT_OFFSET (BtSessionTables, log) },
};

static GtkColumnView *
get_table (BtSessionTables *self, guint index)
{
  return G_STRUCT_MEMBER (GtkColumnView *, self, tables[index].offset);
}

/* The menu beside the tabs is about the table that is shown. */
static void
show_menu (BtSessionTables *self)
{
  GtkColumnView *view = bt_session_tables_get_view (self);

  g_menu_remove_all (self->columns_menu);
  if (view == NULL)
    return;
  g_menu_append_section (self->columns_menu, NULL, bt_table_columns_get_menu (view));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns",
                                  bt_table_columns_get_actions (view));
}

/* Takes over what the settings say of the columns; what they do not name stays. */
static void
show_columns (BtSessionTables *self)
{
  g_autoptr (GVariant) kept = g_settings_get_value (self->columns_settings, SETTINGS_KEY);
  const char *text;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *shown = bt_table_columns_to_text (get_table (self, i));

      if (g_variant_lookup (kept, tables[i].name, "&s", &text) && !g_str_equal (text, shown))
        bt_table_columns_read (get_table (self, i), text);
    }
}

/* Keeps how the columns are, for the other windows and the next ones. */
static gboolean
keep_columns (gpointer data)
{
  BtSessionTables *self = data;
  GVariantBuilder builder;

  if (self->columns_settings == NULL)
    return G_SOURCE_REMOVE;
  g_autoptr (GVariant) kept = g_settings_get_value (self->columns_settings, SETTINGS_KEY);
  g_variant_builder_init (&builder, G_VARIANT_TYPE (SETTINGS_TYPE));
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *text = bt_table_columns_to_text (get_table (self, i));

      g_variant_builder_add (&builder, "{ss}", tables[i].name, text);
    }
  g_autoptr (GVariant) shown = g_variant_ref_sink (g_variant_builder_end (&builder));
  if (!g_variant_equal (kept, shown))
    g_settings_set_value (self->columns_settings, SETTINGS_KEY, shown);
  return G_SOURCE_REMOVE;
}

void
bt_session_tables_offer_columns (BtSessionTables *self)
{
  self->columns_settings = g_settings_new (BT_APP_ID);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    bt_table_columns_attach (get_table (self, i));
  show_columns (self);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    bt_table_columns_watch (get_table (self, i), keep_columns, self);
  g_signal_connect_object (self->columns_settings, "changed::" SETTINGS_KEY,
                           G_CALLBACK (show_columns), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->notebook, "notify::page", G_CALLBACK (show_menu), self,
                           G_CONNECT_SWAPPED);
  show_menu (self);
}
