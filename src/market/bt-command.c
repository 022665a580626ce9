// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-command.h"

#include "market/bt-name-table.h"

static const char *const kinds[] = {
  "place", "modify", "cancel", "close", "close_all", "deposit", "withdraw", "note", "fork", "end",
};

void
bt_command_init (BtCommand *command, BtCommandKind kind, gint64 after_bar)
{
  g_return_if_fail (command != NULL);

  *command = (BtCommand){
    .kind = kind,
    .after_bar = after_bar,
    .price_points = BT_PRICE_NONE,
    .limit_points = BT_PRICE_NONE,
    .stop_loss_points = BT_PRICE_NONE,
    .take_profit_points = BT_PRICE_NONE,
    .expiry_usec = BT_TIME_NONE,
  };
}

const char *
bt_command_kind_to_string (BtCommandKind kind)
{
  return bt_name_table_get (kinds, G_N_ELEMENTS (kinds), kind);
}

gboolean
bt_command_kind_parse (const char *text, BtCommandKind *out)
{
  guint value;

  if (!bt_name_table_find (kinds, G_N_ELEMENTS (kinds), text, &value))
    return FALSE;
  *out = (BtCommandKind) value;
  return TRUE;
}
