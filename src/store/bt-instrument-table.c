// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-instrument-table.h"

#include "store/bt-dataset-table.h"
#include "store/bt-instrument-columns.h"

static int
compare_symbols (gconstpointer a, gconstpointer b)
{
  return g_ascii_strcasecmp (((const BtInstrument *) a)->symbol,
                             ((const BtInstrument *) b)->symbol);
}

/* Puts an instrument in the place of one of the same symbol, or at the end. */
static void
put (GArray *list, const BtInstrument *instrument)
{
  for (guint i = 0; i < list->len; i++)
    if (compare_symbols (&g_array_index (list, BtInstrument, i), instrument) == 0)
      {
        g_array_index (list, BtInstrument, i) = *instrument;
        return;
      }
  g_array_append_vals (list, instrument, 1);
}

/* Stores the user's own instrument of a symbol, when there is one. */
static gboolean
find_own (BtDb *db, const char *symbol, BtInstrument *out, gboolean *is_there, GError **error)
{
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db, "SELECT " BT_INSTRUMENT_COLUMNS " FROM instruments WHERE symbol = ?", error);

  *is_there = FALSE;
  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, symbol);
  if (!bt_statement_step (statement, is_there, error))
    return FALSE;
  return !*is_there || bt_instrument_columns_read (statement, 0, out, error);
}

GArray *
bt_instrument_table_list (BtDb *db, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);
  guint count = 0;
  gboolean has_row = FALSE;
  const BtInstrument *builtins = bt_instrument_builtins (&count);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (BtInstrument));
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db, "SELECT " BT_INSTRUMENT_COLUMNS " FROM instruments", error);

  if (statement == NULL)
    return NULL;
  g_array_append_vals (list, builtins, count);
  while (bt_statement_step (statement, &has_row, error))
    {
      BtInstrument own = { 0 };
      if (!has_row)
        {
          g_array_sort (list, compare_symbols);
          return g_steal_pointer (&list);
        }
      if (!bt_instrument_columns_read (statement, 0, &own, error))
        return NULL;
      put (list, &own);
    }
  return NULL;
}

gboolean
bt_instrument_table_find (BtDb *db, const char *symbol, BtInstrument *out, GError **error)
{
  g_return_val_if_fail (db != NULL && symbol != NULL && out != NULL, FALSE);
  gboolean is_there = FALSE;
  BtInstrument found = { 0 };
  const BtInstrument *builtin = bt_instrument_find_builtin (symbol);

  if (!find_own (db, symbol, &found, &is_there, error))
    return FALSE;
  /* "XAUUSD.m" is the user's XAUUSD when it has no entry of its own. */
  if (!is_there && builtin != NULL && !find_own (db, builtin->symbol, &found, &is_there, error))
    return FALSE;
  if (!is_there && builtin == NULL)
    return FALSE;
  *out = is_there ? found : *builtin;
  return TRUE;
}

gboolean
bt_instrument_table_is_own (BtDb *db, const char *symbol, gboolean *is_own, GError **error)
{
  g_return_val_if_fail (db != NULL && symbol != NULL && is_own != NULL, FALSE);
  BtInstrument found = { 0 };
  const BtInstrument *builtin = bt_instrument_find_builtin (symbol);

  return find_own (db, symbol, &found, is_own, error)
         && (*is_own || builtin == NULL || find_own (db, builtin->symbol, &found, is_own, error));
}

gboolean
bt_instrument_table_adopt (BtDb *db, BtInstrument *instrument, gboolean *is_known, GError **error)
{
  g_return_val_if_fail (db != NULL && instrument != NULL && is_known != NULL, FALSE);
  g_autoptr (GError) fault = NULL;
  BtInstrument found = { 0 };

  *is_known = bt_instrument_table_find (db, instrument->symbol, &found, &fault);
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (*is_known)
    bt_instrument_adopt (instrument, &found);
  return TRUE;
}

gboolean
bt_instrument_table_save (BtDb *db, const BtInstrument *instrument, GError **error)
{
  g_return_val_if_fail (db != NULL && instrument != NULL, FALSE);
  if (!bt_instrument_validate (instrument, error))
    return FALSE;
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db,
    "REPLACE INTO instruments (" BT_INSTRUMENT_COLUMNS ") VALUES (" BT_INSTRUMENT_PARAMETERS ")",
    error);
  if (statement == NULL)
    return FALSE;
  bt_instrument_columns_bind (statement, 1, instrument);
  return bt_statement_run (statement, error);
}

/* Gives one dataset its instrument as it stands now. */
static gboolean
apply_to (BtDb *db, const BtDataset *dataset, GError **error)
{
  BtInstrument instrument = dataset->instrument;
  gboolean is_known = FALSE;

  return bt_instrument_table_adopt (db, &instrument, &is_known, error)
         && (!is_known || bt_dataset_table_update_instrument (db, dataset->id, &instrument, error));
}

/* Inside a transaction. */
static gboolean
apply_symbol (BtDb *db, const char *symbol, GError **error)
{
  g_autoptr (GPtrArray) datasets = bt_dataset_table_list (db, error);

  if (datasets == NULL)
    return FALSE;
  for (guint i = 0; i < datasets->len; i++)
    {
      const BtDataset *dataset = g_ptr_array_index (datasets, i);

      /* The sample is what its name says, whatever gold is with the user's broker. */
      if (!dataset->is_synthetic && g_ascii_strcasecmp (dataset->instrument.symbol, symbol) == 0
          && !apply_to (db, dataset, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
bt_instrument_table_apply (BtDb *db, const char *symbol, GError **error)
{
  g_return_val_if_fail (db != NULL && symbol != NULL, FALSE);

  if (!bt_db_begin (db, error))
    return FALSE;
  if (apply_symbol (db, symbol, error))
    return bt_db_commit (db, error);
  bt_db_rollback (db);
  return FALSE;
}

gboolean
bt_instrument_table_save_all (BtDb *db,
                              const BtInstrument *instruments,
                              guint count,
                              GError **error)
{
  g_return_val_if_fail (db != NULL && (instruments != NULL || count == 0), FALSE);

  if (!bt_db_begin (db, error))
    return FALSE;
  for (guint i = 0; i < count; i++)
    if (!bt_instrument_table_save (db, &instruments[i], error)
        || !apply_symbol (db, instruments[i].symbol, error))
      {
        bt_db_rollback (db);
        return FALSE;
      }
  return bt_db_commit (db, error);
}

gboolean
bt_instrument_table_reset (BtDb *db, const char *symbol, GError **error)
{
  g_return_val_if_fail (db != NULL && symbol != NULL, FALSE);
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db, "DELETE FROM instruments WHERE symbol = ?", error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, symbol);
  return bt_statement_run (statement, error);
}
