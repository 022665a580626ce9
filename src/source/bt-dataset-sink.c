// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-dataset-sink.h"

#define MAX_WAITING 2

/* What waits to be written: one of the two is NULL. */
typedef struct
{
  GArray *candles; /* of BtCandle */
  GArray *ticks;   /* of BtMarketTick */
} Load;

struct _BtDatasetSink
{
  BtStore *store;
  BtDatasetWriter *writer; /* touched on the database thread only */
  GThread *thread;
  GMutex mutex; /* guards all below */
  GCond changed;
  GQueue waiting; /* of Load */
  gboolean is_busy;
  gboolean is_ended;
  GError *failure;
};

/* Arguments of the jobs. */
typedef struct
{
  BtDatasetSink *sink;
  gint64 dataset_id; /* of the dataset to continue; 0: a new one */
  const BtInstrument *instrument;
  BtTimeframe timeframe;
  BtPriceKind kind;
  gboolean has_spread;
} BeginJob;

typedef struct
{
  BtDatasetSink *sink;
  const Load *load;
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

  job->sink->writer = job->dataset_id != 0
                        ? bt_dataset_writer_begin_append (db, job->dataset_id, error)
                        : bt_dataset_writer_begin (db, job->instrument, job->timeframe, job->kind,
                                                   job->has_spread, error);
  return job->sink->writer != NULL;
}

static gboolean
add_load (BtDb *db, gpointer data, GError **error)
{
  const AddJob *job = data;
  const GArray *candles = job->load->candles;
  const GArray *ticks = job->load->ticks;

  if (ticks != NULL)
    return bt_dataset_writer_add_ticks (
      job->sink->writer, (const BtMarketTick *) (gpointer) ticks->data, ticks->len, error);
  return bt_dataset_writer_add (job->sink->writer, (const BtCandle *) (gpointer) candles->data,
                                candles->len, error);
}

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->candles, g_array_unref);
  g_clear_pointer (&load->ticks, g_array_unref);
  g_free (load);
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

/* Waits for the next load; NULL when none will come. */
static Load *
take_load (BtDatasetSink *sink)
{
  g_mutex_lock (&sink->mutex);
  sink->is_busy = FALSE;
  g_cond_broadcast (&sink->changed);
  while (g_queue_is_empty (&sink->waiting) && !sink->is_ended)
    g_cond_wait (&sink->changed, &sink->mutex);
  Load *load = sink->is_ended ? NULL : g_queue_pop_head (&sink->waiting);
  sink->is_busy = load != NULL;
  g_mutex_unlock (&sink->mutex);
  return load;
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
  Load *load;
  gboolean has_failed = FALSE;

  while ((load = take_load (sink)) != NULL)
    {
      AddJob job = { sink, load };
      GError *error = NULL;
      /* After a failure the rest is dropped; the reader learns of it at its next call. */
      if (!has_failed
          && (!bt_store_run (sink->store, add_load, &job, &error) || !settle (sink, FALSE, &error)))
        {
          has_failed = TRUE;
          g_mutex_lock (&sink->mutex);
          sink->failure = error;
          g_mutex_unlock (&sink->mutex);
        }
      free_load (load);
    }
  return NULL;
}

/* Starts a sink as the job says. */
static BtDatasetSink *
start_sink (BtStore *store, BeginJob *job, GError **error)
{
  g_autoptr (BtDatasetSink) sink = g_new0 (BtDatasetSink, 1);

  job->sink = sink;
  sink->store = g_object_ref (store);
  g_mutex_init (&sink->mutex);
  g_cond_init (&sink->changed);
  g_queue_init (&sink->waiting);
  if (!bt_store_run (store, begin_dataset, job, error))
    return NULL;
  sink->thread = g_thread_new ("import", hand_over, sink);
  return g_steal_pointer (&sink);
}

BtDatasetSink *
bt_dataset_sink_new (BtStore *store,
                     const BtInstrument *instrument,
                     BtTimeframe timeframe,
                     BtPriceKind kind,
                     gboolean has_spread,
                     GError **error)
{
  BeginJob job
    = { .instrument = instrument, .timeframe = timeframe, .kind = kind, .has_spread = has_spread };

  return start_sink (store, &job, error);
}

BtDatasetSink *
bt_dataset_sink_new_append (BtStore *store, gint64 dataset_id, GError **error)
{
  BeginJob job = { .dataset_id = dataset_id };

  return start_sink (store, &job, error);
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
  g_queue_clear_full (&sink->waiting, free_load);
  g_clear_error (&sink->failure);
  g_cond_clear (&sink->changed);
  g_mutex_clear (&sink->mutex);
  g_object_unref (sink->store);
  g_free (sink);
}

/* Takes over both arrays. */
static gboolean
add (BtDatasetSink *sink, GArray *candles, GArray *ticks, GError **error)
{
  Load *load = g_new0 (Load, 1);

  load->candles = candles;
  load->ticks = ticks;
  g_mutex_lock (&sink->mutex);
  while (g_queue_get_length (&sink->waiting) >= MAX_WAITING && sink->failure == NULL)
    g_cond_wait (&sink->changed, &sink->mutex);
  g_queue_push_tail (&sink->waiting, load);
  g_cond_broadcast (&sink->changed);
  const gboolean is_ok = sink->failure == NULL;
  if (!is_ok && error != NULL)
    *error = g_error_copy (sink->failure);
  g_mutex_unlock (&sink->mutex);
  return is_ok;
}

gboolean
bt_dataset_sink_add (BtDatasetSink *sink, GArray *candles, GError **error)
{
  return add (sink, candles, NULL, error);
}

gboolean
bt_dataset_sink_add_ticks (BtDatasetSink *sink, GArray *ticks, GError **error)
{
  return add (sink, NULL, ticks, error);
}

gint64
bt_dataset_sink_get_grown_from (const BtDatasetSink *sink)
{
  return bt_dataset_writer_get_grown_from (sink->writer);
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

/* Arguments of the job below. */
typedef struct
{
  BtDatasetSink *sink;
  const BtTradingHours *hours;
} HoursJob;

static gboolean
set_hours (BtDb *db, gpointer data, GError **error)
{
  const HoursJob *job = data;

  return bt_dataset_writer_set_hours (job->sink->writer, job->hours, error);
}

gboolean
bt_dataset_sink_set_hours (BtDatasetSink *sink, const BtTradingHours *hours, GError **error)
{
  HoursJob job = { sink, hours };

  return bt_store_run (sink->store, set_hours, &job, error);
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
