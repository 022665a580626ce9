// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-store-check.h"

#include "store/bt-dataset-table.h"
#include "store/bt-session-table.h"

gboolean
bt_store_check (BtDb *db, BtStoreFaultFunc func, gpointer user_data, GError **error)
{
  return bt_db_check (db, func, user_data, error)
         && bt_dataset_table_check (db, func, user_data, error)
         && bt_session_table_check (db, func, user_data, error);
}
