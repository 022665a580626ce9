// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-look.h"

#include "store/bt-session-table.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *id;
  gboolean is_reveal;
} Look;

static gboolean
look_job (BtDb *db, gpointer data, GError **error)
{
  const Look *look = data;
  g_autoptr (BtSessionRow) row = bt_session_table_get (db, look->id, error);

  if (row == NULL)
    return FALSE;
  if (!bt_session_row_is_hidden (row))
    return TRUE;
  if (look->is_reveal)
    return bt_session_table_add_reveal (db, look->id, row->bar, g_get_real_time (), error);
  bt_cli_set_hidden (error);
  return FALSE;
}

GOptionEntry
bt_cli_reveal_entry (gboolean *is_reveal)
{
  return (GOptionEntry){ "reveal",  0,
                         0,         G_OPTION_ARG_NONE,
                         is_reveal, N_ ("Show what a blind session hides; that is recorded"),
                         NULL };
}

void
bt_cli_set_hidden (GError **error)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                       _ ("This session is practised blind. --reveal shows it, and records that it "
                          "was looked at."));
}

gboolean
bt_cli_look (BtCli *cli, const char *id, gboolean is_reveal, GError **error)
{
  Look look = { id, is_reveal };
  BtStore *store = bt_cli_get_store (cli, error);

  return store != NULL && bt_store_run (store, look_job, &look, error);
}
