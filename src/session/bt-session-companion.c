// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-session-companion.h"

#include "session/bt-session-private.h"

/* A month is thirty-one days at most, and clocks go back by an hour. */
#define LONGEST_MONTH_USEC (31 * BT_USEC_PER_DAY)
#define LATE_USEC BT_USEC_PER_HOUR

typedef struct
{
  gint64 dataset_id;
  BtSharedSeries *shared;
  BtTape *tape;
  guint users;
} Companion;

/* What a job of the store is asked for. */
typedef struct
{
  char *folder;
  gint64 dataset_id;
  BtDataset *dataset;
  BtSharedSeries *shared;
} Load;

static void
companion_free (gpointer data)
{
  Companion *companion = data;

  bt_tape_unref (companion->tape);
  bt_shared_series_release (companion->shared);
  g_free (companion);
}

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free (load->folder);
  g_clear_pointer (&load->dataset, bt_dataset_free);
  g_clear_pointer (&load->shared, bt_shared_series_release);
  g_free (load);
}

GPtrArray *
bt_session_companions_new (void)
{
  return g_ptr_array_new_with_free_func (companion_free);
}

/* Returns how long a candle is at most, from its opening. */
static gint64
get_longest_usec (BtTimeframe timeframe)
{
  gint64 length_usec = bt_timeframe_usec (timeframe);

  if (length_usec < BT_USEC_PER_DAY)
    return length_usec;
  return (timeframe == BT_TIMEFRAME_MN ? LONGEST_MONTH_USEC : length_usec) + LATE_USEC;
}

gsize
bt_session_companion_count (const BtSeries *series, BtTradingDay day, gint64 clock_usec)
{
  BtTimeframe timeframe = bt_series_get_timeframe (series);
  const BtColumns *columns = bt_series_get_columns (series);
  gsize count = bt_series_find (series, clock_usec - get_longest_usec (timeframe) + 1);

  if (bt_timeframe_usec (timeframe) < BT_USEC_PER_DAY)
    return count;
  while (count > 0
         && bt_timeframe_bucket_end (timeframe, day, columns->time_usec[count - 1]) > clock_usec)
    count--;
  return count;
}

static void
move (BtSession *self, Companion *companion)
{
  bt_tape_set_known (companion->tape,
                     bt_session_companion_count (bt_shared_series_get (companion->shared),
                                                 self->day, bt_session_get_clock (self)));
}

void
bt_session_move_companions (BtSession *session)
{
  for (guint i = 0; i < session->companions->len; i++)
    move (session, g_ptr_array_index (session->companions, i));
}

void
bt_session_clear_companions (BtSession *session)
{
  g_ptr_array_set_size (session->companions, 0);
}

static Companion *
find_companion (BtSession *self, gint64 dataset_id)
{
  for (guint i = 0; i < self->companions->len; i++)
    {
      Companion *companion = g_ptr_array_index (self->companions, i);
      if (companion->dataset_id == dataset_id)
        return companion;
    }
  return NULL;
}

static gboolean
load_job (BtDb *db, gpointer data, GError **error)
{
  Load *load = data;

  load->dataset = bt_dataset_table_get (db, load->dataset_id, error);
  if (load->dataset == NULL)
    return FALSE;
  load->shared = bt_series_cache_load (db, load->folder, load->dataset, error);
  return load->shared != NULL;
}

/* Two that asked at once for the same get the same. */
static BtTape *
take (BtSession *self, Load *load)
{
  Companion *companion = find_companion (self, load->dataset_id);

  if (companion == NULL)
    {
      companion = g_new0 (Companion, 1);
      companion->dataset_id = load->dataset_id;
      companion->shared = g_steal_pointer (&load->shared);
      companion->tape
        = bt_tape_new (bt_shared_series_get (companion->shared), &load->dataset->instrument, 0);
      g_ptr_array_add (self->companions, companion);
      move (self, companion);
    }
  companion->users++;
  return bt_tape_ref (companion->tape);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BtSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!bt_store_run_finish (BT_STORE (source), result, &error))
    g_task_return_error (task, error);
  else if (self->tape == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "The session is gone");
  else
    g_task_return_pointer (task, take (self, g_task_get_task_data (task)),
                           (GDestroyNotify) bt_tape_unref);
}

void
bt_session_add_companion_async (BtSession *session,
                                gint64 dataset_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (BT_IS_SESSION (session));

  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->folder = g_strdup (bt_store_get_folder (session->store));
  load->dataset_id = dataset_id;
  g_task_set_source_tag (task, bt_session_add_companion_async);
  g_task_set_task_data (task, load, load_free);
  bt_store_run_async (session->store, load_job, load, NULL, cancellable, loaded_cb,
                      g_object_ref (task));
}

BtTape *
bt_session_add_companion_finish (BtSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
bt_session_remove_companion (BtSession *session, BtTape *tape)
{
  g_return_if_fail (BT_IS_SESSION (session) && tape != NULL);

  for (guint i = 0; i < session->companions->len; i++)
    {
      Companion *companion = g_ptr_array_index (session->companions, i);
      if (companion->tape != tape)
        continue;
      if (--companion->users == 0)
        g_ptr_array_remove_index (session->companions, i);
      break;
    }
}
