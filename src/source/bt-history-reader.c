// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-history-reader.h"

#include "feed/bt-feed-reader.h"
#include "source/bt-dataset-sink.h"

#include <glib/gstdio.h>

/* Ticks handed to the sink at once. */
#define TICK_BATCH 65536

typedef struct
{
  BtStore *store;
  const BtDownloadRequest *request;
  BtFeedOptions options;
  BtDownloadResult *result;
  GCancellable *cancellable;
  BtDatasetSink *sink;
  GPtrArray *reports; /* of BtQualityReport */
  GArray *ticks;      /* of BtMarketTick, not yet handed over */
} Reading;

/* Opens a file of a piece. One that cannot be read is removed: it was checked when it came, so it
 * was damaged here, or is not what its place says. */
static BtFeedReader *
open_file (Reading *reading, const BtFetchFile *file, BtPriceKind kind, GError **error)
{
  BtFeedOptions options = reading->options;

  options.has_kind = TRUE;
  options.kind = kind;
  return bt_feed_reader_open (file->path, &options, reading->cancellable, error);
}

static void
discard (const BtFetchFile *file, GError **error)
{
  if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || (*error)->domain != BT_FEED_ERROR)
    return;
  g_unlink (file->path);
  g_prefix_error (
    error, "%s cannot be read and was removed, to be fetched anew the next time: ", file->path);
}

/* Finds the most decimals that a piece has. */
static gboolean
find_digits (Reading *reading, GPtrArray *pieces, GError **error)
{
  gint digits = -1;

  if (reading->options.digits >= 0)
    return TRUE;
  for (guint i = 0; i < pieces->len; i++)
    {
      const BtHistoryPiece *piece = g_ptr_array_index (pieces, i);
      if (bt_history_piece_is_empty (piece))
        continue;
      g_autoptr (BtFeedReader) reader
        = open_file (reading, piece->file, reading->request->side, error);
      if (reader == NULL)
        {
          discard (piece->file, error);
          return FALSE;
        }
      digits = MAX (digits, (gint) bt_feed_reader_get_instrument (reader)->digits);
    }
  reading->options.digits = digits;
  return TRUE;
}

static gboolean
hand_over_ticks (Reading *reading, GError **error)
{
  if (reading->ticks->len == 0)
    return TRUE;
  GArray *ticks = reading->ticks;
  reading->ticks = g_array_new (FALSE, FALSE, sizeof (BtMarketTick));
  return bt_dataset_sink_add_ticks (reading->sink, ticks, error);
}

static gboolean
take_ticks (const BtMarketTick *ticks, gsize count, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  for (gsize i = 0; i < count; i++)
    if (ticks[i].time_usec >= reading->request->from_usec
        && ticks[i].time_usec < reading->request->to_usec)
      {
        g_array_append_val (reading->ticks, ticks[i]);
        reading->result->ticks++;
      }
  return reading->ticks->len < TICK_BATCH || hand_over_ticks (reading, error);
}

/* Reads all candles of a file. */
static GArray *
read_all (Reading *reading, BtFeedReader *reader, GError **error)
{
  g_autoptr (GArray) candles = g_array_new (FALSE, FALSE, sizeof (BtCandle));
  guint before = 0;

  do
    {
      before = candles->len;
      if (!bt_feed_reader_read (reader, candles, BT_DATASET_SINK_BATCH, reading->cancellable,
                                error))
        return NULL;
    }
  while (candles->len > before);
  return g_steal_pointer (&candles);
}

/* Sets the spread of bid candles to the distance at which the minute opened. */
static void
join_ask (GArray *bid, const GArray *ask)
{
  guint j = 0;

  for (guint i = 0; i < bid->len; i++)
    {
      BtCandle *candle = &g_array_index (bid, BtCandle, i);
      while (j < ask->len && g_array_index (ask, BtCandle, j).time_usec < candle->time_usec)
        j++;
      if (j == ask->len || g_array_index (ask, BtCandle, j).time_usec != candle->time_usec)
        continue;
      const gint64 spread = g_array_index (ask, BtCandle, j).open_points - candle->open_points;
      candle->spread_points = (gint32) CLAMP (spread, 0, G_MAXINT32);
    }
}

/* Leaves out what lies outside the asked time, and the minutes that Dukascopy fills. */
static void
thin_out (Reading *reading, GArray *candles)
{
  const gboolean has_fillers
    = reading->request->source == BT_DOWNLOAD_DUKASCOPY && !reading->request->has_ticks;
  guint kept = 0;

  for (guint i = 0; i < candles->len; i++)
    {
      const BtCandle candle = g_array_index (candles, BtCandle, i);
      if (candle.time_usec < reading->request->from_usec
          || candle.time_usec >= reading->request->to_usec)
        continue;
      if (has_fillers && candle.volume == 0 && candle.high_points == candle.low_points)
        reading->result->fillers++;
      else
        g_array_index (candles, BtCandle, kept++) = candle;
    }
  g_array_set_size (candles, kept);
  reading->result->candles += kept;
}

static gboolean
open_sink (Reading *reading, const BtFeedReader *reader, GError **error)
{
  const gboolean has_spread = reading->request->source == BT_DOWNLOAD_DUKASCOPY
                              && !reading->request->has_ticks && reading->request->has_spread
                              && reading->request->side == BT_SIDE_KIND_BID;

  if (reading->sink != NULL)
    return TRUE;
  reading->sink
    = reading->request->append_to != 0
        ? bt_dataset_sink_new_append (reading->store, reading->request->append_to, error)
        : bt_dataset_sink_new (reading->store, bt_feed_reader_get_instrument (reader),
                               BT_TIMEFRAME_M1, bt_feed_reader_get_price_kind (reader),
                               has_spread || bt_feed_reader_has_spread (reader), error);
  return reading->sink != NULL;
}

/* Reads the ask's candles beside the bid's. */
static gboolean
read_ask (Reading *reading, const BtHistoryPiece *piece, GArray *bid, GError **error)
{
  if (piece->ask == NULL || piece->ask->state == BT_FETCH_MISSING || piece->ask->bytes == 0)
    return TRUE;
  g_autoptr (BtFeedReader) reader = open_file (reading, piece->ask, BT_SIDE_KIND_ASK, error);
  g_autoptr (GArray) ask = reader != NULL ? read_all (reading, reader, error) : NULL;
  if (ask == NULL)
    {
      discard (piece->ask, error);
      return FALSE;
    }
  join_ask (bid, ask);
  return TRUE;
}

static gboolean
read_piece (Reading *reading, const BtHistoryPiece *piece, GError **error)
{
  g_autoptr (BtFeedReader) reader = open_file (reading, piece->file, reading->request->side, error);
  if (reader == NULL)
    {
      discard (piece->file, error);
      return FALSE;
    }
  if (!open_sink (reading, reader, error))
    return FALSE;
  if (reading->request->has_ticks)
    bt_feed_reader_set_tick_func (reader, take_ticks, reading);
  g_autoptr (GArray) candles = read_all (reading, reader, error);
  if (candles == NULL)
    {
      discard (piece->file, error);
      return FALSE;
    }
  if (!read_ask (reading, piece, candles, error))
    return FALSE;
  thin_out (reading, candles);
  g_ptr_array_add (reading->reports, bt_quality_report_ref (bt_feed_reader_get_report (reader)));
  return (candles->len == 0
          || bt_dataset_sink_add (reading->sink, g_steal_pointer (&candles), error))
         && hand_over_ticks (reading, error);
}

static gboolean
finish (Reading *reading, GError **error)
{
  BtDownloadResult *result = reading->result;

  if (result->candles == 0)
    {
      g_set_error_literal (error, BT_DOWNLOAD_ERROR, BT_DOWNLOAD_ERROR_EMPTY,
                           "the source has no candle in this time");
      return FALSE;
    }
  if (!bt_dataset_sink_flush (reading->sink, error)
      || g_cancellable_set_error_if_cancelled (reading->cancellable, error))
    return FALSE;
  g_autoptr (BtQualityReport) report = bt_quality_report_merge (reading->reports, result->candles);
  g_autofree char *json = bt_quality_report_to_json (report);
  if (!bt_dataset_sink_finish (
        reading->sink, bt_download_source_get_label (reading->request->source), json,
        bt_quality_report_get_grade (report), FALSE, &result->dataset_id, &result->is_new, error))
    return FALSE;
  result->grown_from = bt_dataset_sink_get_grown_from (reading->sink);
  return TRUE;
}

static gboolean
read_pieces (Reading *reading,
             GPtrArray *pieces,
             BtHistoryReadFunc progress,
             gpointer user_data,
             GError **error)
{
  if (!find_digits (reading, pieces, error))
    return FALSE;
  for (guint i = 0; i < pieces->len; i++)
    {
      const BtHistoryPiece *piece = g_ptr_array_index (pieces, i);
      if (g_cancellable_set_error_if_cancelled (reading->cancellable, error))
        return FALSE;
      if (!bt_history_piece_is_empty (piece) && !read_piece (reading, piece, error))
        return FALSE;
      progress (i + 1, user_data);
    }
  return finish (reading, error);
}

gboolean
bt_history_read (BtStore *store,
                 const BtDownloadRequest *request,
                 const char *symbol,
                 gint digits,
                 GPtrArray *pieces,
                 BtHistoryReadFunc progress,
                 gpointer user_data,
                 BtDownloadResult *result,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GPtrArray) reports
    = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_quality_report_unref);
  Reading reading = { .store = store,
                      .request = request,
                      .result = result,
                      .cancellable = cancellable,
                      .reports = reports };

  reading.ticks = g_array_new (FALSE, FALSE, sizeof (BtMarketTick));
  bt_feed_options_init (&reading.options);
  reading.options.symbol = symbol;
  reading.options.digits = digits;
  reading.options.has_timeframe = TRUE;
  reading.options.timeframe = BT_TIMEFRAME_M1;
  reading.options.has_zone = TRUE;
  reading.options.zone = BT_ZONE (BT_ZONE_UTC);
  const gboolean is_done = read_pieces (&reading, pieces, progress, user_data, error);
  bt_dataset_sink_free (reading.sink);
  g_array_unref (reading.ticks);
  return is_done;
}
