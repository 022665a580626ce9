// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A broker's table of contract specifications on its way into the user's instruments: first what
 * would change, then all of it or nothing. */
#pragma once

#include "feed/bt-specification-table.h"
#include "store/bt-store.h"

G_BEGIN_DECLS

/* What becomes of one instrument. */
typedef struct
{
  gint64 line;
  gboolean is_new;     /* its symbol is unknown so far */
  gboolean is_changed; /* some field differs, or it is new */
  BtInstrument before; /* as the user has it, or as its symbol suggests */
  BtInstrument after;
} BtSpecificationChange;

typedef struct
{
  BtSpecificationTable *table;
  GArray *changes; /* of BtSpecificationChange, in the order of the file, good rows only */
} BtSpecificationPlan;

/* Reads a file and holds it against the instruments of a store. zone is that of trading hours that
 * name none, or NULL. Blocks. Fails as bt_specification_table_read() does, and with BT_DB_ERROR;
 * cells that are wrong are notes of the table. Free with bt_specification_plan_free(). */
BtSpecificationPlan *
bt_specification_plan_new (BtStore *store, const char *path, const BtZone *zone, GError **error);
/* Frees a plan; NULL is allowed. */
void bt_specification_plan_free (BtSpecificationPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSpecificationPlan, bt_specification_plan_free)
/* Returns how many instruments would be new or change. */
guint bt_specification_plan_count_changes (const BtSpecificationPlan *plan);
/* Stores every change, and gives datasets of these symbols their instrument as it is now; all or
 * nothing. Reports that rest on other hours are up to bt_dataset_regrade_stale(). Blocks. Fails
 * with BT_STORE_ERROR_INVALID when the table has faults, and with BT_DB_ERROR. */
gboolean
bt_specification_plan_store (const BtSpecificationPlan *plan, BtStore *store, GError **error);

/* bt_specification_plan_new() in a thread; the callback comes in the caller's main context. */
void bt_specification_plan_new_async (BtStore *store,
                                      const char *path,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* Ends it. */
BtSpecificationPlan *
bt_specification_plan_new_finish (BtStore *store, GAsyncResult *result, GError **error);
/* bt_specification_plan_store() in a thread, then bt_dataset_regrade_stale(); the plan must live
 * until the callback. */
void bt_specification_plan_store_async (const BtSpecificationPlan *plan,
                                        BtStore *store,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/* Ends it. */
gboolean bt_specification_plan_store_finish (BtStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
