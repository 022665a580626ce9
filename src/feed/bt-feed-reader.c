// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-feed-reader.h"

#include "feed/bt-feed-detection.h"
#include "feed/bt-feed-input.h"
#include "feed/bt-quality-counter.h"
#include "feed/bt-zone-clock.h"
#include "feed/bt-zone-vote.h"

#include <stdlib.h>

/* Enough rows to tell columns and date forms apart, and to cross midnight in a file of minutes. */
#define SAMPLE_BYTES (256 * 1024)
#define SAMPLE_STEP_BYTES (32 * 1024)
#define VOLUME_DECIMALS 8

struct _BtFeedReader
{
  BtFeedInput *input;
  BtTableSample *sample;
  BtTableLayout layout;
  BtFileNameHints hints;
  BtFeedScan *scan;
  BtFeedDetection detection;
  BtTableReader *table;
  BtZoneClock clock;
  BtQualityReport *report;
  BtQualityCounter *counter;
  gboolean is_ended;
};

GQuark
bt_feed_error_quark (void)
{
  return g_quark_from_static_string ("bt-feed-error-quark");
}

static gboolean
take_sample (BtFeedReader *reader, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  gboolean is_whole = FALSE;

  while (!is_whole && length < SAMPLE_BYTES)
    {
      text = g_realloc (text, length + SAMPLE_STEP_BYTES + 1);
      const gssize got
        = bt_feed_input_read (reader->input, text + length, SAMPLE_STEP_BYTES, cancellable, error);
      if (got < 0)
        return FALSE;
      is_whole = got == 0;
      length += (gsize) got;
    }
  text[length] = '\0';
  reader->sample = bt_table_sample_new (path, g_steal_pointer (&text), length, is_whole, error);
  return reader->sample != NULL;
}

static void
read_file_name (BtFeedReader *reader, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  const char *member = bt_feed_input_get_member (reader->input);

  reader->hints = BT_FILE_NAME_HINTS_NONE;
  if (member != NULL)
    bt_file_name_hints_add (&reader->hints, member);
  bt_file_name_hints_add (&reader->hints, name);
}

static BtFeedScan *
scan_rows (BtFeedReader *reader, const char *path, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;

  if (!bt_feed_input_rewind (reader->input, cancellable, error))
    return NULL;
  BtFeedScan *scan
    = bt_feed_scan_run (reader->input, reader->sample, &reader->layout, cancellable, &cause);
  if (scan == NULL)
    g_propagate_prefixed_error (error, cause, "%s: ", path);
  return scan;
}

/* Dates like 05/06 that the sample could not settle may turn out to be the other way round further
 * down. */
static gboolean
try_other_order (BtFeedReader *reader, const char *path, GCancellable *cancellable, GError **error)
{
  const BtDateOrder order = reader->layout.order;

  if (reader->scan->time_faults == 0 || !reader->layout.is_year_last)
    return TRUE;
  reader->layout.order = order == BT_DATE_ORDER_MDY ? BT_DATE_ORDER_DMY : BT_DATE_ORDER_MDY;
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
    reader->layout.order = order;
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
  reader->report = report;
  reader->counter
    = bt_quality_counter_new (report, reader->scan->is_descending, reader->scan->is_strict);
}

static gboolean
detect (BtFeedReader *reader,
        const char *path,
        const BtFeedOptions *options,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (GArray) votes = g_array_new (FALSE, FALSE, sizeof (BtZoneVote));

  read_file_name (reader, path);
  if (!take_sample (reader, path, cancellable, error)
      || !bt_table_layout_detect (path, reader->sample, &reader->hints, &reader->layout, error))
    return FALSE;
  reader->detection.dialect = bt_feed_detection_find_dialect (path, reader->sample, &reader->layout,
                                                              &reader->hints, options, error);
  if (reader->detection.dialect == NULL
      || !bt_feed_input_rewind (reader->input, cancellable, error))
    return FALSE;
  bt_feed_input_start_hash (reader->input);
  reader->scan = scan_rows (reader, path, cancellable, error);
  if (reader->scan == NULL || !try_other_order (reader, path, cancellable, error)
      || !check_scan (reader, path, error))
    return FALSE;
  if (!bt_feed_detection_decide (&reader->detection, path, reader->sample, &reader->layout,
                                 &reader->hints, reader->scan, options, votes, error))
    return FALSE;
  start_report (reader, path, votes);
  return TRUE;
}

void
bt_feed_options_init (BtFeedOptions *options)
{
  *options = (BtFeedOptions){ .digits = -1 };
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
      || !bt_feed_input_rewind (reader->input, cancellable, error))
    return NULL;
  reader->table = bt_table_reader_new (reader->input, reader->sample, &reader->layout);
  bt_zone_clock_init (&reader->clock, reader->detection.zone, reader->scan->is_descending);
  return g_steal_pointer (&reader);
}

void
bt_feed_reader_free (BtFeedReader *reader)
{
  if (reader == NULL)
    return;
  bt_table_reader_free (reader->table);
  bt_quality_counter_free (reader->counter);
  g_clear_pointer (&reader->report, bt_quality_report_unref);
  bt_feed_scan_free (reader->scan);
  bt_table_sample_free (reader->sample);
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
    {
      BtFeedReader *reader = readers[i];
      reader->detection.zone = verdict.zone;
      reader->detection.is_zone_certain = verdict.is_certain;
      reader->report->zone = verdict.zone;
      reader->report->is_zone_certain = verdict.is_certain;
      g_array_set_size (reader->report->zone_votes, 0);
      g_array_append_vals (reader->report->zone_votes, votes->data, votes->len);
      bt_zone_clock_init (&reader->clock, verdict.zone, reader->scan->is_descending);
    }
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

/* Turns a good row into a candle; FALSE when a number does not fit. */
static gboolean
make_candle (const BtFeedReader *reader, const BtRawRow *row, gint64 utc_usec, BtCandle *candle)
{
  const BtFeedDetection *detection = &reader->detection;
  const int digits = (int) (detection->instrument.digits - detection->point_digits);

  candle->time_usec = utc_usec;
  candle->spread_points = reader->scan->has_spread ? (gint32) row->spread_points : -1;
  return bt_feed_number_scale (&row->price[0], digits, &candle->open_points)
         && bt_feed_number_scale (&row->price[1], digits, &candle->high_points)
         && bt_feed_number_scale (&row->price[2], digits, &candle->low_points)
         && bt_feed_number_scale (&row->price[3], digits, &candle->close_points)
         && bt_feed_number_scale (&row->volume, VOLUME_DECIMALS, &candle->volume);
}

static void
note_fault (BtFeedReader *reader, const BtRawRow *row, gint64 line)
{
  char *reason = NULL;

  if (row->fault == BT_ROW_INVERTED)
    reader->report->inverted++;
  if (row->fault == BT_ROW_INVERTED || row->fault == BT_ROW_OUTSIDE_RANGE)
    reader->report->outside_range++;
  if (bt_quality_counter_wants_reason (reader->counter))
    reason = bt_table_reader_explain (reader->table, row);
  bt_quality_counter_add_fault (reader->counter, line, row->fault_column + 1, reason);
}

static void
add_row (BtFeedReader *reader, BtRawRow *row, gint64 line, GArray *candles)
{
  const gint64 utc_usec = row->has_time ? get_utc (reader, &row->stamp) : BT_TIME_NONE;
  BtCandle candle;

  bt_quality_counter_add_row (reader->counter, row->has_time, row->stamp.usec, utc_usec);
  if (row->fault == BT_ROW_GOOD && !make_candle (reader, row, utc_usec, &candle))
    {
      row->fault = BT_ROW_BAD_VOLUME;
      row->fault_column = reader->layout.volume_column;
    }
  if (row->fault != BT_ROW_GOOD)
    {
      note_fault (reader, row, line);
      return;
    }
  bt_quality_counter_add_candle (reader->counter, &candle, row->has_volume);
  g_array_append_val (candles, candle);
}

static void
end_report (BtFeedReader *reader)
{
  bt_quality_counter_finish (reader->counter);
  bt_feed_input_finish_hash (reader->input, &reader->report->sha256);
  reader->is_ended = TRUE;
}

gboolean
bt_feed_reader_read (BtFeedReader *reader,
                     GArray *candles,
                     guint max_candles,
                     GCancellable *cancellable,
                     GError **error)
{
  const guint target = candles->len + max_candles;
  BtRawRow row;
  gint64 line;
  gboolean is_end = FALSE;

  while (!reader->is_ended && candles->len < target)
    {
      GError *cause = NULL;
      if (!bt_table_reader_next (reader->table, &row, &line, &is_end, cancellable, &cause))
        {
          g_propagate_prefixed_error (error, cause, "%s: ", reader->report->file);
          return FALSE;
        }
      if (is_end)
        end_report (reader);
      else
        add_row (reader, &row, line, candles);
    }
  return TRUE;
}

int
bt_feed_reader_get_progress (const BtFeedReader *reader)
{
  return reader->is_ended ? 1000 : bt_feed_input_get_progress (reader->input);
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
