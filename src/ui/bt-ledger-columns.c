// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-session-columns.h"

#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-shown.h"
#include "ui/bt-table.h"

static guint
get_digits (BtSession *session)
{
  return bt_currency_digits (bt_session_get_settings (session)->currency);
}

static char *
get_entry_number (gpointer item, gpointer context)
{
  return bt_format_count (bt_ledger_item_get (item)->number);
}

static gint64
get_entry_number_key (gpointer item, gpointer context)
{
  return bt_ledger_item_get (item)->number;
}

static char *
get_entry_time (gpointer item, gpointer context)
{
  return bt_shown_time (context, bt_ledger_item_get (item)->time_usec);
}

static gint64
get_entry_time_key (gpointer item, gpointer context)
{
  return bt_ledger_item_get (item)->time_usec;
}

static char *
get_entry_type (gpointer item, gpointer context)
{
  return g_strdup (bt_label_ledger (bt_ledger_item_get (item)->type));
}

static char *
get_entry_position (gpointer item, gpointer context)
{
  return g_strdup (bt_ledger_item_get (item)->position_id);
}

static gint64
get_amount_key (gpointer item, gpointer context)
{
  return bt_ledger_item_get (item)->amount.minor;
}

static char *
get_amount (gpointer item, gpointer context)
{
  return bt_format_result (bt_ledger_item_get (item)->amount, get_digits (context));
}

static const char *
get_amount_tone (gpointer item, gpointer context)
{
  return bt_format_tone (get_amount_key (item, context));
}

static char *
get_balance (gpointer item, gpointer context)
{
  return bt_format_money (bt_ledger_item_get (item)->balance_after, get_digits (context));
}

static gint64
get_balance_key (gpointer item, gpointer context)
{
  return bt_ledger_item_get (item)->balance_after.minor;
}

static const BtTableColumn columns[] = {
  { .text = get_entry_number, .key = get_entry_number_key, .css_class = "figures" },
  { .text = get_entry_time, .key = get_entry_time_key, .css_class = "figures" },
  { .text = get_entry_type },
  { .text = get_entry_position, .css_class = "figures" },
  { .text = get_amount, .tone = get_amount_tone, .key = get_amount_key, .is_number = TRUE },
  { .text = get_balance, .key = get_balance_key, .is_number = TRUE },
};

void
bt_session_columns_setup_ledger (GtkColumnView *view, BtSession *session)
{
  bt_table_setup (view, bt_session_get_ledger (session), columns, G_N_ELEMENTS (columns), session);
  bt_table_show_newest_first (view, 0);
}
