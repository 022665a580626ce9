// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-feed-reader.h"

#include "feed/bt-feed-detection.h"
#include "feed/bt-feed-input.h"
#include "feed/bt-quality-counter.h"
#include "feed/bt-tick-bars.h"
#include "feed/bt-zone-clock.h"
#include "feed/bt-zone-vote.h"

#include <stdlib.h>

#define VOLUME_DECIMALS 8
/* Ticks that are handed on together. */
#define TICK_BATCH 16384

struct _BtFeedReader
{
  BtFeedInput *input;
  BtFeedFormat *format;
  BtFileNameHints hints;
  BtFeedScan *scan;
  BtFeedDetection detection;
  BtRowSource *rows;
  BtTickBars *bars; /* of ticks, else NULL */
  BtFeedTickFunc tick_func;
  gpointer tick_data;
  GArray *ticks; /* of BtMarketTick, for the function above */
  BtZoneClock clock;
  BtQualityReport *report;
  BtQualityCounter *counter;
  gboolean are_hours_stated;
  gboolean is_drained; /* every row has been read */
  gboolean is_ended;
};

static void
read_file_name (BtFeedReader *reader)
{
  g_autofree char *name = g_path_get_basename (bt_feed_input_get_file_path (reader->input));
  const char *member = bt_feed_input_get_member (reader->input);

  reader->hints = BT_FILE_NAME_HINTS_NONE;
  if (member != NULL)
    {
      g_autofree char *inner = g_path_get_basename (member);
      bt_file_name_hints_add (&reader->hints, inner);
    }
  bt_file_name_hints_add (&reader->hints, name);
}

static BtFeedScan *
scan_rows (BtFeedReader *reader, const char *path, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;

  if (!bt_feed_input_rewind (reader->input, cancellable, error))
    return NULL;
  BtFeedScan *scan = bt_feed_scan_run (reader->input, reader->format, cancellable, &cause);
  if (scan == NULL)
    g_propagate_prefixed_error (error, cause, "%s: ", path);
  return scan;
}

/* A file may hold several instruments, of which the sample has shown one: then the stated one is
 * read. */
static gboolean
scan_chosen (BtFeedReader *reader,
             const char *path,
             const BtFeedOptions *options,
             GCancellable *cancellable,
             GError **error)
{
  GError *cause = NULL;

  reader->scan = scan_rows (reader, path, cancellable, &cause);
  if (g_error_matches (cause, BT_FEED_ERROR, BT_FEED_ERROR_SEVERAL) && options->symbol != NULL
      && bt_feed_format_choose_symbol (reader->format, options->symbol))
    {
      g_clear_error (&cause);
      reader->scan = scan_rows (reader, path, cancellable, &cause);
    }
  if (cause != NULL)
    g_propagate_error (error, cause);
  else if (reader->scan->rows == 0 && options->symbol != NULL)
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_EMPTY, "%s holds no rows of %s", path,
                 options->symbol);
  return cause == NULL && (reader->scan->rows > 0 || options->symbol == NULL);
}

/* Dates like 05/06 that the sample could not settle may turn out to be the other way round further
 * down. */
static gboolean
try_other_order (BtFeedReader *reader, const char *path, GCancellable *cancellable, GError **error)
{
  const gboolean was_certain = reader->format->facts.is_date_order_certain;
  if (reader->scan->time_faults == 0 || !bt_feed_format_swap_order (reader->format))
    return TRUE;
  g_autoptr (BtFeedScan) other = scan_rows (reader, path, cancellable, error);
  if (other == NULL)
    return FALSE;
  if (other->time_faults < reader->scan->time_faults)
    {
      BtFeedScan *swap = reader->scan;
      reader->scan = g_steal_pointer (&other);
      bt_feed_scan_free (swap);
    }
  else
    {
      bt_feed_format_swap_order (reader->format);
      reader->format->facts.is_date_order_certain
        = was_certain || other->time_faults > reader->scan->time_faults;
    }
  return TRUE;
}

static gboolean
check_scan (const BtFeedReader *reader, const char *path, GError **error)
{
  const BtFeedScan *scan = reader->scan;

  if (scan->rows == 0)
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_EMPTY, "%s has a header but no rows", path);
  else if (scan->good == 0)
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                 "%s, line %" G_GINT64_FORMAT ", column %d: %s; none of its %" G_GINT64_FORMAT
                 " rows is a candle",
                 path, scan->first_fault_line, scan->first_fault_column + 1, scan->first_fault,
                 scan->rows);
  return scan->good > 0;
}

/* Begins to count; what the report says of zone and timeframe is settled. */
static void
start_counter (BtFeedReader *reader)
{
  const BtRowOrder order = { .is_descending = reader->scan->is_descending,
                             .is_strict = reader->scan->is_strict,
                             .are_ticks = reader->format->facts.are_ticks,
                             .trades_weekends = reader->detection.instrument.trades_weekends,
                             .hours = reader->detection.instrument.hours,
                             .are_hours_stated = reader->are_hours_stated };

  bt_quality_counter_free (reader->counter);
  reader->counter = bt_quality_counter_new (reader->report, &order);
}

static void
start_report (BtFeedReader *reader, const char *path, GArray *votes)
{
  BtQualityReport *report = bt_quality_report_new ();
  const BtFeedDetection *detection = &reader->detection;

  g_free (report->file);
  report->file = g_strdup (path);
  g_free (report->dialect);
  report->dialect = g_strdup (detection->dialect->name);
  g_strlcpy (report->symbol, detection->instrument.symbol, sizeof report->symbol);
  report->timeframe = detection->timeframe;
  report->zone = detection->zone;
  report->is_zone_certain = detection->is_zone_certain;
  g_array_append_vals (report->zone_votes, votes->data, votes->len);
  report->digits = detection->instrument.digits;
  report->has_spread = reader->scan->has_spread;
  report->are_ticks = reader->format->facts.are_ticks;
  report->is_stamped_at_close = reader->scan->is_stamped_at_close;
  report->is_date_order_guessed
    = reader->format->facts.has_date_order && !reader->format->facts.is_date_order_certain;
  report->is_month_first = reader->format->facts.date_order == BT_DATE_ORDER_MDY;
  report->is_name_wrong = !report->are_ticks && reader->hints.has_timeframe
                          && reader->hints.timeframe != detection->timeframe;
  report->name_timeframe = reader->hints.timeframe;
  reader->report = report;
  start_counter (reader);
}

static gboolean
detect (BtFeedReader *reader,
        const char *path,
        const BtFeedOptions *options,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (GArray) votes = g_array_new (FALSE, FALSE, sizeof (BtZoneVote));

  read_file_name (reader);
  reader->format
    = bt_feed_format_new (reader->input, path, &reader->hints, options, cancellable, error);
  if (reader->format == NULL || !bt_feed_input_rewind (reader->input, cancellable, error))
    return FALSE;
  bt_feed_input_start_hash (reader->input);
  if (!scan_chosen (reader, path, options, cancellable, error)
      || !try_other_order (reader, path, cancellable, error) || !check_scan (reader, path, error))
    return FALSE;
  if (!bt_feed_detection_decide (&reader->detection, path, &reader->format->facts, &reader->hints,
                                 reader->scan, options, votes, error))
    return FALSE;
  start_report (reader, path, votes);
  return TRUE;
}

BtFeedReader *
bt_feed_reader_open (const char *path,
                     const BtFeedOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (BtFeedReader) reader = g_new0 (BtFeedReader, 1);

  g_return_val_if_fail (path != NULL && options != NULL, NULL);
  reader->input = bt_feed_input_open (path, cancellable, error);
  if (reader->input == NULL || !detect (reader, path, options, cancellable, error)
      || (reader->scan->cache == NULL && !bt_feed_input_rewind (reader->input, cancellable, error)))
    return NULL;
  reader->rows = reader->scan->cache != NULL
                   ? bt_row_cache_open (reader->scan->cache)
                   : bt_feed_format_open_rows (reader->format, reader->input);
  if (reader->format->facts.are_ticks)
    reader->bars = bt_tick_bars_new (reader->detection.kind, reader->scan->has_spread,
                                     reader->scan->is_descending);
  bt_zone_clock_init (&reader->clock, reader->detection.zone, reader->scan->is_descending);
  return g_steal_pointer (&reader);
}

void
bt_feed_reader_free (BtFeedReader *reader)
{
  if (reader == NULL)
    return;
  bt_row_source_free (reader->rows);
  bt_tick_bars_free (reader->bars);
  g_clear_pointer (&reader->ticks, g_array_unref);
  bt_quality_counter_free (reader->counter);
  g_clear_pointer (&reader->report, bt_quality_report_unref);
  bt_feed_scan_free (reader->scan);
  bt_feed_format_free (reader->format);
  bt_feed_input_free (reader->input);
  g_free (reader);
}

static int
compare_first_rows (gconstpointer a, gconstpointer b)
{
  const BtFeedReader *left = *(BtFeedReader *const *) a;
  const BtFeedReader *right = *(BtFeedReader *const *) b;

  return left->scan->first_usec < right->scan->first_usec
           ? -1
           : left->scan->first_usec > right->scan->first_usec;
}

static gboolean
check_same (const BtFeedReader *first, const BtFeedReader *other, GError **error)
{
  const BtFeedDetection *a = &first->detection;
  const BtFeedDetection *b = &other->detection;

  if (g_str_equal (a->instrument.symbol, b->instrument.symbol) && a->timeframe == b->timeframe
      && a->kind == b->kind)
    return TRUE;
  g_set_error (
    error, BT_FEED_ERROR, BT_FEED_ERROR_OPTION,
    "%s holds %s %s and %s holds %s %s, or their prices are of different sides; import them apart",
    first->report->file, a->instrument.symbol, bt_timeframe_to_string (a->timeframe),
    other->report->file, b->instrument.symbol, bt_timeframe_to_string (b->timeframe));
  return FALSE;
}

/* Whether a file knows its own zone better than all files together do: of HistData's years some
 * change clocks on other dates. */
static gboolean
keeps_zone (const BtFeedReader *reader, BtZone joined)
{
  const GArray *week_ends = reader->scan->week_ends;
  const gint64 step = bt_timeframe_usec (reader->detection.timeframe);

  return reader->detection.is_zone_certain
         && bt_zone_count_matches (week_ends, step, joined)
              < bt_zone_count_matches (week_ends, step, reader->detection.zone);
}

static void
set_zone (BtFeedReader *reader, const BtZoneVerdict *verdict, const GArray *votes)
{
  reader->detection.zone = verdict->zone;
  reader->detection.is_zone_certain = verdict->is_certain;
  reader->report->zone = verdict->zone;
  reader->report->is_zone_certain = verdict->is_certain;
  g_array_set_size (reader->report->zone_votes, 0);
  g_array_append_vals (reader->report->zone_votes, votes->data, votes->len);
  bt_zone_clock_init (&reader->clock, verdict->zone, reader->scan->is_descending);
  start_counter (reader);
}

/* Months of one source are too short to tell their clock one by one. */
static void
join_zones (BtFeedReader **readers, guint count)
{
  const BtFeedDetection *first = &readers[0]->detection;
  g_autoptr (GArray) week_ends = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) votes = g_array_new (FALSE, FALSE, sizeof (BtZoneVote));

  for (guint i = 0; i < count; i++)
    {
      const GArray *more = readers[i]->scan->week_ends;
      if (!readers[i]->detection.is_zone_voted || readers[i]->detection.dialect != first->dialect)
        return;
      g_array_append_vals (week_ends, more->data, more->len);
    }
  const BtZoneVerdict verdict
    = bt_zone_vote (week_ends, bt_timeframe_usec (first->timeframe), first->fallback_zone, votes);
  for (guint i = 0; i < count; i++)
    if (!keeps_zone (readers[i], verdict.zone))
      set_zone (readers[i], &verdict, votes);
}

gboolean
bt_feed_reader_join (BtFeedReader **readers, guint count, GError **error)
{
  guint digits = 0;

  g_return_val_if_fail (readers != NULL && count > 0, FALSE);
  for (guint i = 0; i < count; i++)
    {
      if (!check_same (readers[0], readers[i], error))
        return FALSE;
      digits = MAX (digits, readers[i]->detection.instrument.digits);
    }
  for (guint i = 0; i < count; i++)
    {
      bt_feed_detection_set_digits (&readers[i]->detection, digits);
      readers[i]->report->digits = digits;
    }
  if (count > 1)
    join_zones (readers, count);
  qsort (readers, count, sizeof *readers, compare_first_rows);
  return TRUE;
}

static gint64
get_utc (BtFeedReader *reader, const BtStamp *stamp)
{
  if (stamp->has_offset)
    return stamp->usec - stamp->offset_usec;
  return bt_zone_clock_to_utc (&reader->clock, stamp->usec);
}

/* Returns a row's spread in points of so many digits, −1 where it has none. */
static gint32
get_spread (const BtFeedReader *reader, const BtRawRow *row, int digits)
{
  const BtFeedNumber difference = { row->spread, MAX (0, row->spread_decimals) };
  gint64 points = row->spread;

  if (!reader->scan->has_spread || row->spread < 0)
    return -1;
  if (row->spread_decimals != BT_SPREAD_IN_POINTS
      && !bt_feed_number_scale (&difference, digits, &points))
    return -1;
  return (gint32) MIN (points, G_MAXINT32);
}

/* Turns a good row into a candle; FALSE when a number does not fit. */
static gboolean
make_candle (const BtFeedReader *reader, const BtRawRow *row, gint64 utc_usec, BtCandle *candle)
{
  const BtFeedDetection *detection = &reader->detection;
  const int digits = (int) (detection->instrument.digits - detection->point_digits);

  candle->time_usec
    = utc_usec - (reader->scan->is_stamped_at_close ? bt_timeframe_usec (detection->timeframe) : 0);
  candle->spread_points = get_spread (reader, row, digits);
  return bt_feed_number_scale (&row->price[0], digits, &candle->open_points)
         && bt_feed_number_scale (&row->price[1], digits, &candle->high_points)
         && bt_feed_number_scale (&row->price[2], digits, &candle->low_points)
         && bt_feed_number_scale (&row->price[3], digits, &candle->close_points)
         && bt_feed_number_scale (&row->volume, VOLUME_DECIMALS, &candle->volume);
}

static void
note_fault (BtFeedReader *reader, const BtRawRow *row, gint64 line, gint64 utc_usec)
{
  char *reason = NULL;

  if (row->fault == BT_ROW_INVERTED || row->fault == BT_ROW_OUTSIDE_RANGE)
    bt_quality_counter_add_bad_place (
      reader->counter, row->fault == BT_ROW_INVERTED ? BT_FINDING_INVERTED : BT_FINDING_OUTSIDE,
      utc_usec);
  if (row->fault == BT_ROW_INVERTED)
    reader->report->inverted++;
  /* A tick has no range. */
  if (row->fault == BT_ROW_OUTSIDE_RANGE || (row->fault == BT_ROW_INVERTED && reader->bars == NULL))
    reader->report->outside_range++;
  if (bt_quality_counter_wants_reason (reader->counter))
    reason = bt_row_source_explain (reader->rows, row);
  bt_quality_counter_add_fault (reader->counter, line, row->fault_column + 1, reason);
}

/* Counts candles that ticks have made, from index first on. */
static void
count_bars (BtFeedReader *reader, const GArray *candles, guint first)
{
  for (guint i = first; i < candles->len; i++)
    bt_quality_counter_add_candle (reader->counter, &g_array_index (candles, BtCandle, i), TRUE);
}

/* Turns a good row into a tick and adds it to its minute. */
static BtRowFault
add_tick (BtFeedReader *reader, const BtRawRow *row, gint64 utc_usec, GArray *candles)
{
  const BtFeedDetection *detection = &reader->detection;
  const int digits = (int) (detection->instrument.digits - detection->point_digits);
  const guint first = candles->len;
  BtMarketTick tick = { .time_usec = utc_usec };

  if (!bt_feed_number_scale (&row->price[0], digits, &tick.bid_points)
      || !bt_feed_number_scale (&row->price[1], digits, &tick.ask_points))
    return BT_ROW_BAD_PRICE;
  if (!bt_feed_number_scale (&row->volume, VOLUME_DECIMALS, &tick.volume))
    return BT_ROW_BAD_VOLUME;
  if (!bt_tick_bars_add (reader->bars, &tick, candles))
    return BT_ROW_LATE;
  count_bars (reader, candles, first);
  if (reader->ticks != NULL)
    g_array_append_val (reader->ticks, tick);
  return BT_ROW_GOOD;
}

static gboolean
deliver_ticks (BtFeedReader *reader, guint least, GError **error)
{
  if (reader->ticks == NULL || reader->ticks->len < least)
    return TRUE;
  const gboolean is_good = reader->tick_func ((const BtMarketTick *) (gpointer) reader->ticks->data,
                                              reader->ticks->len, reader->tick_data, error);
  g_array_set_size (reader->ticks, 0);
  return is_good;
}

static void
add_row (BtFeedReader *reader, BtRawRow *row, gint64 line, GArray *candles)
{
  const gint64 utc_usec = row->has_time ? get_utc (reader, &row->stamp) : BT_TIME_NONE;
  BtCandle candle;

  bt_quality_counter_add_row (reader->counter, row->has_time, row->stamp.usec, utc_usec);
  if (row->fault == BT_ROW_GOOD && reader->bars != NULL)
    row->fault = add_tick (reader, row, utc_usec, candles);
  else if (row->fault == BT_ROW_GOOD && !make_candle (reader, row, utc_usec, &candle))
    row->fault = BT_ROW_BAD_VOLUME;
  if (row->fault != BT_ROW_GOOD)
    {
      note_fault (reader, row, line, utc_usec);
      return;
    }
  if (reader->bars != NULL)
    return;
  bt_quality_counter_add_candle (reader->counter, &candle, row->has_volume);
  g_array_append_val (candles, candle);
}

static gboolean
end_report (BtFeedReader *reader, GCancellable *cancellable, GError **error)
{
  bt_quality_counter_finish (reader->counter);
  reader->is_ended = TRUE;
  return deliver_ticks (reader, 1, error)
         && bt_feed_input_finish_hash (reader->input, &reader->report->sha256, cancellable, error);
}

/* Goes on to the next row, or, after the last one, to the next candle that ticks have left. */
static gboolean
read_next (BtFeedReader *reader, GArray *candles, GCancellable *cancellable, GError **error)
{
  const guint first = candles->len;
  GError *cause = NULL;
  BtRawRow row;
  gint64 line;

  if (!reader->is_drained)
    {
      if (!bt_row_source_next (reader->rows, &row, &line, &reader->is_drained, cancellable, &cause))
        {
          g_propagate_prefixed_error (error, cause, "%s: ", reader->report->file);
          return FALSE;
        }
      if (!reader->is_drained)
        add_row (reader, &row, line, candles);
      return deliver_ticks (reader, TICK_BATCH, error);
    }
  if (reader->bars == NULL || !bt_tick_bars_close_next (reader->bars, candles))
    return end_report (reader, cancellable, error);
  count_bars (reader, candles, first);
  return TRUE;
}

gboolean
bt_feed_reader_read (BtFeedReader *reader,
                     GArray *candles,
                     guint max_candles,
                     GCancellable *cancellable,
                     GError **error)
{
  const guint target = candles->len + max_candles;

  while (!reader->is_ended && candles->len < target)
    if (!read_next (reader, candles, cancellable, error))
      return FALSE;
  return TRUE;
}

void
bt_feed_reader_set_hours (BtFeedReader *reader, const BtTradingHours *hours)
{
  g_return_if_fail (hours != NULL && reader->report->rows == 0);

  reader->detection.instrument.hours = *hours;
  reader->are_hours_stated = TRUE;
  start_counter (reader);
}

gboolean
bt_feed_reader_has_ticks (const BtFeedReader *reader)
{
  return reader->bars != NULL;
}

void
bt_feed_reader_set_tick_func (BtFeedReader *reader, BtFeedTickFunc func, gpointer user_data)
{
  g_return_if_fail (reader->bars != NULL && func != NULL);
  reader->tick_func = func;
  reader->tick_data = user_data;
  if (reader->ticks == NULL)
    reader->ticks = g_array_sized_new (FALSE, FALSE, sizeof (BtMarketTick), TICK_BATCH);
}

int
bt_feed_reader_get_progress (const BtFeedReader *reader)
{
  return reader->is_ended ? 1000 : (int) (reader->report->rows * 1000 / reader->scan->rows);
}

BtQualityReport *
bt_feed_reader_get_report (BtFeedReader *reader)
{
  return reader->report;
}

const BtInstrument *
bt_feed_reader_get_instrument (const BtFeedReader *reader)
{
  return &reader->detection.instrument;
}

BtTimeframe
bt_feed_reader_get_timeframe (const BtFeedReader *reader)
{
  return reader->detection.timeframe;
}

BtPriceKind
bt_feed_reader_get_price_kind (const BtFeedReader *reader)
{
  return reader->detection.kind;
}

gboolean
bt_feed_reader_get_date_order (const BtFeedReader *reader, BtDateOrder *order, gboolean *is_certain)
{
  const BtFeedFacts *facts = &reader->format->facts;

  *order = facts->date_order;
  *is_certain = facts->is_date_order_certain;
  return facts->has_date_order;
}

gboolean
bt_feed_reader_has_spread (const BtFeedReader *reader)
{
  return reader->scan->has_spread;
}

const char *
bt_feed_reader_get_label (const BtFeedReader *reader)
{
  return reader->detection.dialect->label;
}

const char *const *
bt_feed_dialect_names (void)
{
  return bt_dialect_list_names ();
}
