// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-import-run.h"

#include "feed/bt-time-set.h"
#include "source/bt-dataset-regrade.h"
#include "source/bt-dataset-sink.h"
#include "store/bt-instrument-table.h"

/* Ticks handed to the sink at once. */
#define TICK_BATCH 65536

/* What an import keeps while it runs. */
typedef struct
{
  const BtImportRequest *request;
  GPtrArray *readers; /* of BtFeedReader */
  BtInstrument instrument;
  gboolean are_hours_stated; /* by the user, not guessed from the symbol */
  BtDatasetSink *sink;       /* NULL without a store */
  GPtrArray *reports;
  BtTimeSet *times; /* the candles' openings, of several files */
  GArray *ticks;    /* of BtMarketTick, not yet handed to the sink */
  gint64 last_tick_usec;
  gint64 from_tick_usec; /* ticks up to here came with the files before */
  GCancellable *cancellable;
} Run;

static gboolean
open_files (Run *run, const BtFeedOptions *options, GError **error)
{
  g_ptr_array_set_size (run->readers, 0);
  for (guint i = 0; run->request->paths[i] != NULL; i++)
    {
      BtFeedReader *reader
        = bt_feed_reader_open (run->request->paths[i], options, run->cancellable, error);
      if (reader == NULL)
        return FALSE;
      g_ptr_array_add (run->readers, reader);
    }
  if (!bt_feed_reader_join ((BtFeedReader **) run->readers->pdata, run->readers->len, error))
    return FALSE;
  run->instrument = *bt_feed_reader_get_instrument (g_ptr_array_index (run->readers, 0));
  return TRUE;
}

/* The user's instrument being looked up. */
typedef struct
{
  const char *symbol;
  BtInstrument instrument;
  gboolean is_known;
  gboolean is_own;
} Lookup;

static gboolean
find_instrument (BtDb *db, gpointer data, GError **error)
{
  Lookup *lookup = data;
  g_autoptr (GError) fault = NULL;

  lookup->is_known = bt_instrument_table_find (db, lookup->symbol, &lookup->instrument, &fault);
  if (fault == NULL)
    return bt_instrument_table_is_own (db, lookup->symbol, &lookup->is_own, error);
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

/* What the user has entered of an instrument counts. Prices have as many decimals as the files
 * have, or more when the instrument has more: then they are read so from the beginning. */
static gboolean
open_readers (Run *run, GError **error)
{
  BtFeedOptions options = *run->request->options;

  if (!open_files (run, &options, error))
    return FALSE;
  if (run->request->store == NULL)
    return TRUE;
  Lookup lookup = { .symbol = run->instrument.symbol };
  if (!bt_store_run (run->request->store, find_instrument, &lookup, error))
    return FALSE;
  if (!lookup.is_known)
    return TRUE;
  if (options.digits < 0 && lookup.instrument.digits > run->instrument.digits)
    {
      options.digits = (gint) lookup.instrument.digits;
      if (!open_files (run, &options, error))
        return FALSE;
    }
  bt_instrument_adopt (&run->instrument, &lookup.instrument);
  run->are_hours_stated = lookup.is_own;
  for (guint i = 0; lookup.is_own && i < run->readers->len; i++)
    bt_feed_reader_set_hours (g_ptr_array_index (run->readers, i), &run->instrument.hours);
  return TRUE;
}

static gboolean
has_any_spread (const Run *run)
{
  for (guint i = 0; i < run->readers->len; i++)
    if (bt_feed_reader_has_spread (g_ptr_array_index (run->readers, i)))
      return TRUE;
  return FALSE;
}

static gboolean
open_sink (Run *run, GError **error)
{
  const BtFeedReader *first = g_ptr_array_index (run->readers, 0);

  if (run->request->store == NULL)
    return TRUE;
  run->sink = bt_dataset_sink_new (
    run->request->store, &run->instrument, bt_feed_reader_get_timeframe (first),
    bt_feed_reader_get_price_kind (first), has_any_spread (run), error);
  return run->sink != NULL;
}

static void
report_progress (const Run *run, guint index)
{
  BtImportProgress progress = { 0 };

  if (run->request->progress == NULL)
    return;
  for (guint i = 0; i <= index; i++)
    {
      BtFeedReader *reader = g_ptr_array_index (run->readers, i);
      const BtQualityReport *report = bt_feed_reader_get_report (reader);
      progress.rows += report->rows;
      progress.bad_rows += report->bad_rows_total;
      progress.fraction += bt_feed_reader_get_progress (reader) / 1000.0 / run->readers->len;
    }
  run->request->progress (&progress, run->request->user_data);
}

/* Files may overlap: of several candles with one opening only the first is stored. */
static void
note_times (Run *run, const GArray *candles)
{
  for (guint i = 0; run->readers->len > 1 && i < candles->len; i++)
    bt_time_set_add (run->times, g_array_index (candles, BtCandle, i).time_usec);
}

static gboolean
hand_over_ticks (Run *run, GError **error)
{
  if (run->ticks->len == 0)
    return TRUE;
  GArray *ticks = run->ticks;
  run->ticks = g_array_new (FALSE, FALSE, sizeof (BtMarketTick));
  return bt_dataset_sink_add_ticks (run->sink, ticks, error);
}

/* Files may overlap: the time that one has covered is left out of the next. */
static gboolean
take_ticks (const BtMarketTick *ticks, gsize count, gpointer user_data, GError **error)
{
  Run *run = user_data;

  for (gsize i = 0; i < count; i++)
    if (ticks[i].time_usec > run->from_tick_usec)
      {
        g_array_append_val (run->ticks, ticks[i]);
        run->last_tick_usec = MAX (run->last_tick_usec, ticks[i].time_usec);
      }
  return run->ticks->len < TICK_BATCH || hand_over_ticks (run, error);
}

/* Has the ticks of a file stored beside the candles that they make. */
static void
watch_ticks (Run *run, BtFeedReader *reader)
{
  run->from_tick_usec = run->last_tick_usec;
  if (run->sink != NULL && bt_feed_reader_has_ticks (reader))
    bt_feed_reader_set_tick_func (reader, take_ticks, run);
}

/* Moves one file's candles; each array of them belongs to the sink once it is added. */
static gboolean
copy_candles (Run *run, guint index, GError **error)
{
  BtFeedReader *reader = g_ptr_array_index (run->readers, index);

  watch_ticks (run, reader);
  while (TRUE)
    {
      g_autoptr (GArray) candles
        = g_array_sized_new (FALSE, FALSE, sizeof (BtCandle), BT_DATASET_SINK_BATCH);
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error)
          || !bt_feed_reader_read (reader, candles, BT_DATASET_SINK_BATCH, run->cancellable, error))
        return FALSE;
      const gboolean is_end = candles->len == 0;
      report_progress (run, index);
      if (is_end)
        {
          g_ptr_array_add (run->reports,
                           bt_quality_report_ref (bt_feed_reader_get_report (reader)));
          return hand_over_ticks (run, error);
        }
      note_times (run, candles);
      if (run->sink != NULL && !bt_dataset_sink_add (run->sink, g_steal_pointer (&candles), error))
        return FALSE;
    }
}

/* A dataset has no hours that its candles contradict. Candles longer than days tell nothing. */
static gboolean
settle_hours (Run *run, const BtQualityReport *report, GError **error)
{
  return run->reports->len > 1 || bt_timeframe_usec (report->timeframe) > BT_USEC_PER_DAY
         || bt_trading_hours_equal (&report->hours, &run->instrument.hours)
         || bt_dataset_sink_set_hours (run->sink, &report->hours, error);
}

/* The candles of several files are held against the hours as they lie in the store, so that what
 * one file lacks and another has is not missing. */
static gboolean
regrade_joined (Run *run, gint64 id, GError **error)
{
  return run->reports->len == 1
         || bt_dataset_regrade (run->request->store, id, run->are_hours_stated, run->cancellable,
                                error);
}

static gint64
store_dataset (Run *run, BtImportOutcome *outcome, GError **error)
{
  const BtFeedReader *first = g_ptr_array_index (run->readers, 0);
  gint64 id = -1;

  if (run->sink == NULL)
    return 0;
  if (!bt_dataset_sink_flush (run->sink, error)
      || g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return -1;
  g_autoptr (BtQualityReport) report
    = run->reports->len == 1
        ? bt_quality_report_ref (g_ptr_array_index (run->reports, 0))
        : bt_quality_report_merge (run->reports, bt_time_set_get_length (run->times));
  g_autofree char *json = bt_quality_report_to_json (report);
  if (!settle_hours (run, report, error))
    return -1;
  if (!bt_dataset_sink_finish (run->sink, bt_feed_reader_get_label (first), json,
                               bt_quality_report_get_grade (report), FALSE, &id, &outcome->is_new,
                               error))
    return -1;
  const gint64 grown_from = bt_dataset_sink_get_grown_from (run->sink);
  if (outcome->is_new && !regrade_joined (run, id, error))
    return -1;
  outcome->added = outcome->is_new && grown_from > 0 ? report->stored - grown_from : 0;
  return id;
}

static gint64
run_import (Run *run, BtImportOutcome *outcome, GError **error)
{
  if (!open_readers (run, error) || !open_sink (run, error))
    return -1;
  for (guint i = 0; i < run->readers->len; i++)
    if (!copy_candles (run, i, error))
      return -1;
  return store_dataset (run, outcome, error);
}

gint64
bt_import_run (const BtImportRequest *request,
               GPtrArray *reports,
               BtImportOutcome *outcome,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GPtrArray) readers
    = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_feed_reader_free);
  g_autoptr (BtTimeSet) times = bt_time_set_new ();
  Run run = { .request = request,
              .readers = readers,
              .reports = reports,
              .times = times,
              .ticks = g_array_new (FALSE, FALSE, sizeof (BtMarketTick)),
              .last_tick_usec = G_MININT64,
              .cancellable = cancellable };
  BtImportOutcome stored = { 0 };

  g_return_val_if_fail (request->paths != NULL && request->paths[0] != NULL, -1);
  const gint64 id = run_import (&run, &stored, error);
  bt_dataset_sink_free (run.sink);
  g_array_unref (run.ticks);
  if (outcome != NULL)
    *outcome = stored;
  return id;
}
