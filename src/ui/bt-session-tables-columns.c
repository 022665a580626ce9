// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which columns the tables show: their menu, and how they were left. */
#include "config.h"

#include "ui/bt-session-tables-private.h"

#include "ui/bt-state-member.h"
#include "ui/bt-table-columns.h"

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

void
bt_session_tables_offer_columns (BtSessionTables *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    bt_table_columns_attach (get_table (self, i));
  g_signal_connect_object (self->notebook, "notify::page", G_CALLBACK (show_menu), self,
                           G_CONNECT_SWAPPED);
  show_menu (self);
}

void
bt_session_tables_write (BtSessionTables *self, JsonObject *object)
{
  g_return_if_fail (BT_IS_SESSION_TABLES (self) && object != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *text = bt_table_columns_to_text (get_table (self, i));
      json_object_set_string_member (object, tables[i].name, text);
    }
}

void
bt_session_tables_read (BtSessionTables *self, JsonObject *object)
{
  g_return_if_fail (BT_IS_SESSION_TABLES (self) && object != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    bt_table_columns_read (get_table (self, i), bt_state_get_text (object, tables[i].name));
}
