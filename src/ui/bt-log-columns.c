// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-session-columns.h"

#include "ui/bt-event-text.h"
#include "ui/bt-format.h"
#include "ui/bt-row-buttons.h"
#include "ui/bt-shown.h"
#include "ui/bt-table.h"

#include <glib/gi18n.h>

static char *
get_time (gpointer item, gpointer context)
{
  return bt_shown_time (context, bt_log_item_get_time (item));
}

static gint64
get_time_key (gpointer item, gpointer context)
{
  return bt_log_item_get_time (item);
}

static char *
get_kind (gpointer item, gpointer context)
{
  return g_strdup (bt_event_text_kind (item));
}

static char *
get_id (gpointer item, gpointer context)
{
  return g_strdup (bt_log_item_get_id (item));
}

static char *
get_detail (gpointer item, gpointer context)
{
  return bt_event_text_detail (item, context);
}

static const BtRowButton buttons[] = {
  { .action = "trade.why",
    .icon = "bt-why-symbolic",
    .tooltip = N_ ("Why it happened"),
    .key = "win.why",
    .name = N_ ("Why it happened") },
};

static GtkWidget *
make_buttons (gpointer context)
{
  return bt_row_buttons_new (buttons, G_N_ELEMENTS (buttons));
}

/* Only fills and refusals have a reason to tell. */
static void
fill_buttons (GtkWidget *cell, gpointer item, gpointer context)
{
  bt_row_buttons_set_item (BT_ROW_BUTTONS (cell), item);
  gtk_widget_set_visible (
    cell, item != NULL
            && (bt_log_item_get_fill (item) != NULL || bt_log_item_get_refusal (item) != NULL));
}

static const BtTableColumn columns[] = {
  { .text = get_time, .key = get_time_key, .css_class = "figures" },
  { .text = get_kind },
  { .text = get_id, .css_class = "figures" },
  { .text = get_detail, .css_class = "secondary" },
  { .make = make_buttons, .fill = fill_buttons, .is_fixed = TRUE },
};

void
bt_session_columns_setup_log (GtkColumnView *view, GListModel *events, BtSession *session)
{
  /* The newest stands first by itself: a list of any length is not sorted. */
  bt_table_setup (view, events, columns, G_N_ELEMENTS (columns), session);
}
