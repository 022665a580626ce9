// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-dataset-sink.h"

#define MAX_WAITING 2

struct _BtDatasetSink
{
  BtStore *store;
  BtDatasetWriter *writer; /* touched on the database thread only */
  GThread *thread;
  GMutex mutex; /* guards all below */
  GCond changed;
  GQueue waiting; /* of GArray */
  gboolean is_busy;
  gboolean is_ended;
  GError *failure;
};

/* Arguments of the jobs. */
typedef struct
{
  BtDatasetSink *sink;
  const BtInstrument *instrument;
  BtTimeframe timeframe;
  BtPriceKind kind;
  gboolean has_spread;
} BeginJob;

typedef struct
{
  BtDatasetSink *sink;
  GArray *candles;
} AddJob;

typedef struct
{
  BtDatasetSink *sink;
  const char *source;
  const char *report_json;
  char grade;
  gboolean is_synthetic;
  gint64 *id;
  gboolean *is_new;
} FinishJob;

static gboolean
begin_dataset (BtDb *db, gpointer data, GError **error)
{
  const BeginJob *job = data;

  job->sink->writer = bt_dataset_writer_begin (db, job->instrument, job->timeframe, job->kind,
                                               job->has_spread, error);
  return job->sink->writer != NULL;
}

static gboolean
add_candles (BtDb *db, gpointer data, GError **error)
{
  const AddJob *job = data;

  return bt_dataset_writer_add (job->sink->writer, (const BtCandle *) (gpointer) job->candles->data,
                                job->candles->len, error);
}

static gboolean
finish_dataset (BtDb *db, gpointer data, GError **error)
{
  const FinishJob *job = data;

  return bt_dataset_writer_finish (job->sink->writer, job->source, job->report_json, job->grade,
                                   job->is_synthetic, job->id, job->is_new, error);
}

static gboolean
free_writer (BtDb *db, gpointer data, GError **error)
{
  BtDatasetSink *sink = data;

  g_clear_pointer (&sink->writer, bt_dataset_writer_free);
  return TRUE;
}

/* Waits for the next array; NULL when none will come. */
static GArray *
take_candles (BtDatasetSink *sink)
{
  g_mutex_lock (&sink->mutex);
  sink->is_busy = FALSE;
  g_cond_broadcast (&sink->changed);
  while (g_queue_is_empty (&sink->waiting) && !sink->is_ended)
    g_cond_wait (&sink->changed, &sink->mutex);
  GArray *candles = sink->is_ended ? NULL : g_queue_pop_head (&sink->waiting);
  sink->is_busy = candles != NULL;
  g_mutex_unlock (&sink->mutex);
  return candles;
}

static gboolean
settle_some (BtDb *db, gpointer data, GError **error)
{
  BtDatasetSink *sink = data;

  return bt_dataset_writer_settle (sink->writer, error);
}

/* Lets the writer catch up, in many short jobs: an order that comes waits for one of them only. No
 * other job uses the writer meanwhile. */
static gboolean
settle (BtDatasetSink *sink, gboolean is_end, GError **error)
{
  while (bt_dataset_writer_needs_settling (sink->writer, is_end))
    if (!bt_store_run (sink->store, settle_some, sink, error))
      return FALSE;
  return TRUE;
}

static gpointer
hand_over (gpointer data)
{
  BtDatasetSink *sink = data;
  GArray *candles;
  gboolean has_failed = FALSE;

  while ((candles = take_candles (sink)) != NULL)
    {
      AddJob job = { sink, candles };
      GError *error = NULL;
      /* After a failure the rest is dropped; the reader learns of it at its next call. */
      if (!has_failed
          && (!bt_store_run (sink->store, add_candles, &job, &error)
              || !settle (sink, FALSE, &error)))
        {
          has_failed = TRUE;
          g_mutex_lock (&sink->mutex);
          sink->failure = error;
          g_mutex_unlock (&sink->mutex);
        }
      g_array_unref (candles);
    }
  return NULL;
}

BtDatasetSink *
bt_dataset_sink_new (BtStore *store,
                     const BtInstrument *instrument,
                     BtTimeframe timeframe,
                     BtPriceKind kind,
                     gboolean has_spread,
                     GError **error)
{
  g_autoptr (BtDatasetSink) sink = g_new0 (BtDatasetSink, 1);
  BeginJob job = { sink, instrument, timeframe, kind, has_spread };

  sink->store = g_object_ref (store);
  g_mutex_init (&sink->mutex);
  g_cond_init (&sink->changed);
  g_queue_init (&sink->waiting);
  if (!bt_store_run (store, begin_dataset, &job, error))
    return NULL;
  sink->thread = g_thread_new ("import", hand_over, sink);
  return g_steal_pointer (&sink);
}

void
bt_dataset_sink_free (BtDatasetSink *sink)
{
  if (sink == NULL)
    return;
  g_mutex_lock (&sink->mutex);
  sink->is_ended = TRUE;
  g_cond_broadcast (&sink->changed);
  g_mutex_unlock (&sink->mutex);
  g_clear_pointer (&sink->thread, g_thread_join);
  if (sink->writer != NULL)
    bt_store_run (sink->store, free_writer, sink, NULL);
  g_queue_clear_full (&sink->waiting, (GDestroyNotify) g_array_unref);
  g_clear_error (&sink->failure);
  g_cond_clear (&sink->changed);
  g_mutex_clear (&sink->mutex);
  g_object_unref (sink->store);
  g_free (sink);
}

gboolean
bt_dataset_sink_add (BtDatasetSink *sink, GArray *candles, GError **error)
{
  g_mutex_lock (&sink->mutex);
  while (g_queue_get_length (&sink->waiting) >= MAX_WAITING && sink->failure == NULL)
    g_cond_wait (&sink->changed, &sink->mutex);
  g_queue_push_tail (&sink->waiting, candles);
  g_cond_broadcast (&sink->changed);
  const gboolean is_ok = sink->failure == NULL;
  if (!is_ok && error != NULL)
    *error = g_error_copy (sink->failure);
  g_mutex_unlock (&sink->mutex);
  return is_ok;
}

gboolean
bt_dataset_sink_flush (BtDatasetSink *sink, GError **error)
{
  g_mutex_lock (&sink->mutex);
  while ((!g_queue_is_empty (&sink->waiting) || sink->is_busy) && sink->failure == NULL)
    g_cond_wait (&sink->changed, &sink->mutex);
  const gboolean is_ok = sink->failure == NULL;
  if (!is_ok && error != NULL)
    *error = g_error_copy (sink->failure);
  g_mutex_unlock (&sink->mutex);
  return is_ok;
}

gboolean
bt_dataset_sink_finish (BtDatasetSink *sink,
                        const char *source,
                        const char *report_json,
                        char grade,
                        gboolean is_synthetic,
                        gint64 *id,
                        gboolean *is_new,
                        GError **error)
{
  FinishJob job = { sink, source, report_json, grade, is_synthetic, id, is_new };

  if (!settle (sink, TRUE, error) || !bt_store_run (sink->store, finish_dataset, &job, error))
    return FALSE;
  if (*is_new)
    bt_store_notify_datasets (sink->store);
  return TRUE;
}
