// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-dataset-regrade.h"

#include "feed/bt-hours-check.h"
#include "store/bt-dataset-table.h"

/* Candles a job: some milliseconds of the database thread. */
#define BATCH_CANDLES 20000

/* One dataset being looked at. */
typedef struct
{
  gint64 id;
  BtDataset *dataset;
  BtSeries *series; /* the part that was read last */
  gint64 from_usec;
  gint64 to_usec;
  BtQualityReport *report;
} Work;

static gboolean
get_dataset (BtDb *db, gpointer data, GError **error)
{
  Work *work = data;

  work->dataset = bt_dataset_table_get (db, work->id, error);
  return work->dataset != NULL;
}

static gboolean
load_part (BtDb *db, gpointer data, GError **error)
{
  Work *work = data;

  work->series = bt_dataset_table_load_range (db, work->id, work->from_usec, work->to_usec, error);
  return work->series != NULL;
}

static gboolean
store_report (BtDb *db, gpointer data, GError **error)
{
  Work *work = data;
  BtInstrument instrument = work->dataset->instrument;
  g_autofree char *json = bt_quality_report_to_json (work->report);

  if (!bt_dataset_table_set_report (db, work->id, &work->dataset->hash, json,
                                    bt_quality_report_get_grade (work->report), error))
    return FALSE;
  if (bt_trading_hours_equal (&instrument.hours, &work->report->hours)
      || bt_timeframe_usec (work->dataset->timeframe) > BT_USEC_PER_DAY)
    return TRUE;
  instrument.hours = work->report->hours;
  return bt_dataset_table_set_instrument (db, work->id, &instrument, error);
}

/* Hands the candles of a part to the check. */
static void
check_part (const Work *work, BtHoursCheck *check, gint64 *end_usec)
{
  const BtColumns *columns = bt_series_get_columns (work->series);
  const gint64 step_usec = bt_timeframe_usec (work->dataset->timeframe);

  for (gsize i = 0; i < columns->length; i++)
    {
      const gint64 time_usec = columns->time_usec[i];

      bt_hours_check_add (check, time_usec);
      if (*end_usec != BT_TIME_NONE && time_usec > *end_usec)
        bt_hours_check_add_gap (check, *end_usec, time_usec);
      *end_usec = time_usec + step_usec;
    }
}

static gboolean
check_candles (
  BtStore *store, Work *work, BtHoursCheck *check, GCancellable *cancellable, GError **error)
{
  const gint64 step_usec = bt_timeframe_usec (work->dataset->timeframe);
  gint64 end_usec = BT_TIME_NONE;

  for (work->from_usec = work->dataset->first_usec; work->from_usec <= work->dataset->last_usec;
       work->from_usec = work->to_usec)
    {
      work->to_usec = work->from_usec + BATCH_CANDLES * step_usec;
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !bt_store_run (store, load_part, work, error))
        return FALSE;
      check_part (work, check, &end_usec);
      g_clear_pointer (&work->series, bt_series_unref);
    }
  return TRUE;
}

static gboolean
regrade (
  BtStore *store, Work *work, gboolean are_hours_stated, GCancellable *cancellable, GError **error)
{
  const BtDataset *dataset = work->dataset;

  if (dataset->report_json == NULL)
    return TRUE;
  work->report = bt_quality_report_from_json (dataset->report_json, error);
  if (work->report == NULL)
    return FALSE;
  g_autoptr (BtHoursCheck) check = bt_hours_check_new (&dataset->instrument.hours, are_hours_stated,
                                                       bt_timeframe_usec (dataset->timeframe));
  if (check != NULL && !check_candles (store, work, check, cancellable, error))
    return FALSE;
  bt_hours_check_finish (check, work->report);
  return bt_store_run (store, store_report, work, error);
}

static void
clear_work (Work *work)
{
  g_clear_pointer (&work->dataset, bt_dataset_free);
  g_clear_pointer (&work->series, bt_series_unref);
  g_clear_pointer (&work->report, bt_quality_report_unref);
}

static gboolean
regrade_one (
  BtStore *store, gint64 id, gboolean are_hours_stated, GCancellable *cancellable, GError **error)
{
  Work work = { .id = id };
  const gboolean is_ok = bt_store_run (store, get_dataset, &work, error)
                         && regrade (store, &work, are_hours_stated, cancellable, error);

  clear_work (&work);
  return is_ok;
}

gboolean
bt_dataset_regrade (
  BtStore *store, gint64 id, gboolean are_hours_stated, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (BT_IS_STORE (store), FALSE);

  if (!regrade_one (store, id, are_hours_stated, cancellable, error))
    return FALSE;
  bt_store_notify_datasets (store);
  return TRUE;
}

/* Returns whether the report rests on other hours. Longer candles than days are held against none.
 */
static gboolean
is_stale (const BtDataset *dataset)
{
  if (dataset->report_json == NULL || bt_timeframe_usec (dataset->timeframe) > BT_USEC_PER_DAY)
    return FALSE;
  g_autoptr (BtQualityReport) report = bt_quality_report_from_json (dataset->report_json, NULL);

  return report != NULL && !bt_trading_hours_equal (&report->hours, &dataset->instrument.hours);
}

static gboolean
list_stale (BtDb *db, gpointer data, GError **error)
{
  GArray *ids = data;
  g_autoptr (GPtrArray) datasets = bt_dataset_table_list (db, error);

  if (datasets == NULL)
    return FALSE;
  for (guint i = 0; i < datasets->len; i++)
    {
      const BtDataset *dataset = g_ptr_array_index (datasets, i);
      if (is_stale (dataset))
        g_array_append_val (ids, dataset->id);
    }
  return TRUE;
}

gboolean
bt_dataset_regrade_stale (BtStore *store, guint *count, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (BT_IS_STORE (store), FALSE);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!bt_store_run (store, list_stale, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!regrade_one (store, g_array_index (ids, gint64, i), TRUE, cancellable, error))
      return FALSE;
  if (ids->len > 0)
    bt_store_notify_datasets (store);
  if (count != NULL)
    *count = ids->len;
  return TRUE;
}

static void
regrade_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  guint count = 0;

  if (bt_dataset_regrade_stale (source, &count, cancellable, &error))
    g_task_return_int (task, count);
  else
    g_task_return_error (task, error);
}

void
bt_dataset_regrade_stale_async (BtStore *store,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (store));
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, bt_dataset_regrade_stale_async);
  g_task_set_name (task, "[backtrade] hold datasets against trading hours");
  g_task_run_in_thread (task, regrade_thread);
}

gssize
bt_dataset_regrade_stale_finish (BtStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), -1);
  return g_task_propagate_int (G_TASK (result), error);
}
