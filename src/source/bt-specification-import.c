// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-specification-import.h"

#include "source/bt-dataset-regrade.h"
#include "store/bt-instrument-table.h"

#define GUESSED_DIGITS 2

/* Returns whether any field differs. */
static gboolean
differs (const BtInstrument *a, const BtInstrument *b)
{
  for (guint field = 0; field < BT_INSTRUMENT_N_FIELDS; field++)
    {
      g_autofree char *left = bt_instrument_get_field (a, field);
      g_autofree char *right = bt_instrument_get_field (b, field);

      if (!g_str_equal (left, right))
        return TRUE;
    }
  return FALSE;
}

/* A symbol that comes twice would be changed twice. */
static gboolean
is_taken (const BtSpecificationPlan *plan, const char *symbol)
{
  for (guint i = 0; i < plan->changes->len; i++)
    if (g_str_equal (g_array_index (plan->changes, BtSpecificationChange, i).after.symbol, symbol))
      return TRUE;
  return FALSE;
}

/* Stores the instrument of exactly that symbol, else what the one without the broker's suffix, or
 * the symbol alone, suggests. */
static gboolean
find_before (BtDb *db, const char *symbol, BtSpecificationChange *change, GError **error)
{
  g_autoptr (GError) fault = NULL;
  BtInstrument found = { 0 };

  bt_instrument_guess (symbol, GUESSED_DIGITS, &change->before);
  change->is_new = TRUE;
  if (bt_instrument_table_find (db, symbol, &found, &fault))
    {
      change->is_new = g_ascii_strcasecmp (found.symbol, symbol) != 0;
      g_strlcpy (found.symbol, symbol, sizeof found.symbol);
      change->before = found;
    }
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static gboolean
plan_row (BtDb *db, BtSpecificationPlan *plan, const BtSpecificationRow *row, GError **error)
{
  BtSpecificationChange change = { .line = row->line };
  char symbol[BT_SYMBOL_SIZE];

  if (!bt_specification_row_get_symbol (plan->table, row, symbol))
    return TRUE;
  if (is_taken (plan, symbol))
    {
      bt_specification_table_add_note (plan->table, row->line, BT_SPECIFICATION_SYMBOL, TRUE,
                                       "the symbol has stood in a line before");
      return TRUE;
    }
  if (!find_before (db, symbol, &change, error))
    return FALSE;
  change.after = change.before;
  if (bt_specification_row_apply (plan->table, row, &change.after))
    {
      change.is_changed = change.is_new || differs (&change.before, &change.after);
      g_array_append_val (plan->changes, change);
    }
  return TRUE;
}

static gboolean
plan_rows (BtDb *db, gpointer data, GError **error)
{
  BtSpecificationPlan *plan = data;

  for (guint i = 0; i < plan->table->rows->len; i++)
    if (!plan_row (db, plan, plan->table->rows->pdata[i], error))
      return FALSE;
  return TRUE;
}

BtSpecificationPlan *
bt_specification_plan_new (BtStore *store, const char *path, const BtZone *zone, GError **error)
{
  g_return_val_if_fail (BT_IS_STORE (store) && path != NULL, NULL);
  g_autoptr (BtSpecificationTable) table = bt_specification_table_read (path, error);

  if (table == NULL)
    return NULL;
  if (zone != NULL)
    {
      table->zone = *zone;
      table->has_zone = TRUE;
    }
  g_autoptr (BtSpecificationPlan) plan = g_new0 (BtSpecificationPlan, 1);
  plan->table = g_steal_pointer (&table);
  plan->changes = g_array_new (FALSE, FALSE, sizeof (BtSpecificationChange));
  return bt_store_run (store, plan_rows, plan, error) ? g_steal_pointer (&plan) : NULL;
}

void
bt_specification_plan_free (BtSpecificationPlan *plan)
{
  if (plan == NULL)
    return;
  bt_specification_table_free (plan->table);
  g_array_unref (plan->changes);
  g_free (plan);
}

guint
bt_specification_plan_count_changes (const BtSpecificationPlan *plan)
{
  guint count = 0;

  for (guint i = 0; i < plan->changes->len; i++)
    count += g_array_index (plan->changes, BtSpecificationChange, i).is_changed ? 1 : 0;
  return count;
}

static gboolean
store_changes (BtDb *db, gpointer data, GError **error)
{
  const BtSpecificationPlan *plan = data;
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (BtInstrument));

  for (guint i = 0; i < plan->changes->len; i++)
    {
      const BtSpecificationChange *change
        = &g_array_index (plan->changes, BtSpecificationChange, i);
      if (change->is_changed)
        g_array_append_val (changed, change->after);
    }
  return bt_instrument_table_save_all (db, (const BtInstrument *) (gpointer) changed->data,
                                       changed->len, error);
}

gboolean
bt_specification_plan_store (const BtSpecificationPlan *plan, BtStore *store, GError **error)
{
  g_return_val_if_fail (plan != NULL && BT_IS_STORE (store), FALSE);

  if (bt_specification_table_has_faults (plan->table))
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_INVALID,
                   "%s has lines with faults; nothing is stored", plan->table->path);
      return FALSE;
    }
  if (!bt_store_run (store, store_changes, (gpointer) plan, error))
    return FALSE;
  bt_store_notify_datasets (store);
  return TRUE;
}

static void
plan_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  BtSpecificationPlan *plan = bt_specification_plan_new (source, path, NULL, &error);

  if (plan != NULL)
    g_task_return_pointer (task, plan, (GDestroyNotify) bt_specification_plan_free);
  else
    g_task_return_error (task, error);
}

void
bt_specification_plan_new_async (BtStore *store,
                                 const char *path,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (store) && path != NULL);
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);

  g_task_set_source_tag (task, bt_specification_plan_new_async);
  g_task_set_name (task, "[backtrade] read a table of specifications");
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, plan_thread);
}

BtSpecificationPlan *
bt_specification_plan_new_finish (BtStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
store_thread (GTask *task, gpointer source, gpointer plan, GCancellable *cancellable)
{
  GError *error = NULL;

  if (bt_specification_plan_store (plan, source, &error)
      && bt_dataset_regrade_stale (source, NULL, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
bt_specification_plan_store_async (const BtSpecificationPlan *plan,
                                   BtStore *store,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (plan != NULL && BT_IS_STORE (store));
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);

  g_task_set_source_tag (task, bt_specification_plan_store_async);
  g_task_set_name (task, "[backtrade] store specifications");
  g_task_set_task_data (task, (gpointer) plan, NULL);
  g_task_run_in_thread (task, store_thread);
}

gboolean
bt_specification_plan_store_finish (BtStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
