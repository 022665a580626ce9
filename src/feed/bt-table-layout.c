// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-table-layout.h"

#include "feed/bt-feed-reader.h"
#include "feed/bt-table-detector.h"

#include <string.h>

/* Of the rows in which a column is filled, how many must agree on what it is: a few bad rows are no
 * reason to refuse a file. */
#define AGREEING_PERCENT 80

static gboolean
is_whole_minute (const BtFeedField *field, guint kinds)
{
  BtStamp stamp;
  gint64 usec;

  if ((kinds & BT_STAMP_IS_EPOCH) != 0)
    return bt_stamp_parse_epoch (field, &usec) && usec % BT_USEC_PER_MINUTE == 0;
  return (kinds & BT_STAMP_IS_DATE_TIME) != 0
         && (bt_stamp_parse (field, BT_DATE_ORDER_DMY, &stamp)
             || bt_stamp_parse (field, BT_DATE_ORDER_MDY, &stamp))
         && stamp.usec % BT_USEC_PER_MINUTE == 0;
}

static void
add_facts (BtColumnFacts *facts, const BtFeedField *field)
{
  BtFeedNumber number;

  if (field->length == 0)
    return;
  const guint kinds = bt_stamp_classify (field);
  facts->n_filled++;
  for (guint i = 0; i < BT_N_STAMP_KINDS; i++)
    facts->n_kind[i] += (kinds >> i) & 1;
  facts->n_minutes += is_whole_minute (field, kinds) ? 1 : 0;
  facts->n_numbers += bt_table_sample_is_number (field) ? 1 : 0;
  if (field->length > 18 || strspn (field->text, "0123456789") < field->length
      || !bt_feed_number_parse (field, (BtNumberStyle){ '.', 0 }, &number))
    return;
  facts->n_integers++;
  facts->smallest = MIN (facts->smallest, number.mantissa);
  facts->largest = MAX (facts->largest, number.mantissa);
}

static gboolean
is_agreed (const BtColumnFacts *facts, guint count)
{
  return facts->n_filled > 0 && count * 100 >= facts->n_filled * AGREEING_PERCENT;
}

static void
collect_facts (BtTableDetector *detector)
{
  BtFeedFields fields;

  for (guint i = 0; i < BT_FEED_MAX_FIELDS; i++)
    detector->facts[i] = (BtColumnFacts){ .smallest = G_MAXINT64, .largest = G_MININT64 };
  for (guint row = 0;
       row < BT_TABLE_DETECTOR_ROWS && bt_table_sample_split (detector->sample, row, &fields);
       row++)
    if (fields.count == detector->n_columns)
      for (guint i = 0; i < fields.count; i++)
        add_facts (&detector->facts[i], &fields.field[i]);
  for (guint i = 0; i < BT_FEED_MAX_FIELDS; i++)
    {
      BtColumnFacts *facts = &detector->facts[i];
      for (guint kind = 0; kind < BT_N_STAMP_KINDS; kind++)
        facts->kinds |= is_agreed (facts, facts->n_kind[kind]) ? 1u << kind : 0;
      facts->is_number = is_agreed (facts, facts->n_numbers);
      facts->is_integer = is_agreed (facts, facts->n_integers);
    }
}

gint64
bt_table_detector_get_first_line (const BtTableDetector *detector)
{
  return g_array_index (detector->sample->lines, BtSampleLine, detector->sample->first_data).number;
}

int
bt_table_detector_find_symbol (const BtTableDetector *detector)
{
  const int symbol = bt_table_detector_find_role (detector, BT_HEADER_SYMBOL);

  if (symbol != BT_COLUMN_NONE)
    return symbol;
  for (guint i = 0; i < detector->n_columns; i++)
    if (detector->names[i].role == BT_HEADER_NAME && !detector->facts[i].is_number
        && detector->facts[i].n_filled > 0)
      return (int) i;
  return BT_COLUMN_NONE;
}

int
bt_table_detector_find_name (const BtTableDetector *detector, const char *const *names)
{
  const BtTableSample *sample = detector->sample;
  BtFeedFields fields;

  if (!detector->has_names)
    return BT_COLUMN_NONE;
  bt_feed_fields_split (sample->header.text, sample->header.length, sample->delimiter, &fields);
  for (guint i = 0; i < MIN (fields.count, detector->n_columns); i++)
    {
      g_autofree char *name = bt_header_name_fold (&fields.field[i]);
      if (g_strv_contains (names, name))
        return (int) i + detector->name_shift;
    }
  return BT_COLUMN_NONE;
}

int
bt_table_detector_find_role (const BtTableDetector *detector, BtHeaderRole role)
{
  for (guint i = 0; i < detector->n_columns; i++)
    if (detector->names[i].role == role)
      return (int) i;
  return BT_COLUMN_NONE;
}

/* Rows may have one or two columns more in front than the header has names, when these are dates: a
 * name covers date and time, or none is written above them. */
static int
find_name_shift (const BtTableDetector *detector, const BtFeedFields *names)
{
  const guint shift = detector->n_columns - MIN (names->count, detector->n_columns);
  const guint dates = BT_STAMP_IS_DATE | BT_STAMP_IS_DATE_TIME;
  const gboolean is_timed = bt_header_name_parse (&names->field[0], TRUE).role == BT_HEADER_TIME;

  if (shift == 0 || shift > 2 || (detector->facts[0].kinds & dates) == 0)
    return 0;
  if (is_timed && shift == 1 && (detector->facts[1].kinds & BT_STAMP_IS_TIME) != 0)
    return 1;
  if (is_timed || (shift == 2 && (detector->facts[1].kinds & BT_STAMP_IS_TIME) == 0))
    return 0;
  return (int) shift;
}

/* What holds dates is no price, whatever it is called. */
static void
find_unnamed_times (BtTableDetector *detector)
{
  for (guint i = 0; i < detector->n_columns; i++)
    if (!detector->facts[i].is_number
        && (detector->facts[i].kinds & (BT_STAMP_IS_DATE | BT_STAMP_IS_DATE_TIME)) != 0
        && bt_table_detector_find_role (detector, BT_HEADER_TIME) == BT_COLUMN_NONE)
      detector->names[i].role = BT_HEADER_TIME;
  /* Deribit calls its times so. */
  for (guint i = 0; i < detector->n_columns; i++)
    if (detector->names[i].role == BT_HEADER_TICK_VOLUME
        && (detector->facts[i].kinds & BT_STAMP_IS_EPOCH) != 0
        && bt_table_detector_find_role (detector, BT_HEADER_TIME) == BT_COLUMN_NONE)
      detector->names[i].role = BT_HEADER_TIME;
}

static void
read_names (BtTableDetector *detector)
{
  const BtTableSample *sample = detector->sample;
  BtFeedFields fields;

  if (!sample->has_header)
    return;
  bt_feed_fields_split (sample->header.text, sample->header.length, sample->delimiter, &fields);
  if (fields.count < 2)
    return;
  detector->name_shift = find_name_shift (detector, &fields);
  for (guint i = 0; i + (guint) detector->name_shift < detector->n_columns && i < fields.count; i++)
    detector->names[i + (guint) detector->name_shift]
      = bt_header_name_parse (&fields.field[i], i == 0);
  for (int i = 0; i < detector->name_shift; i++)
    detector->names[i].role = BT_HEADER_TIME;
  find_unnamed_times (detector);
  detector->has_names = TRUE;
}

static gboolean
is_named_for_ticks (const BtTableDetector *detector)
{
  return detector->has_names
         && (bt_table_detector_find_role (detector, BT_HEADER_CLOSE) != BT_COLUMN_NONE
             || bt_table_detector_find_role (detector, BT_HEADER_PRICE) != BT_COLUMN_NONE
             || bt_table_detector_find_role (detector, BT_HEADER_BID) != BT_COLUMN_NONE);
}

static gboolean
find_named_columns (BtTableDetector *detector, GError **error)
{
  if (!bt_stamp_layout_detect (detector, error))
    return FALSE;
  detector->layout->style = bt_price_layout_find_style (detector);
  bt_tick_layout_detect_flat (detector);
  return TRUE;
}

/* Finds time, prices and what else is of use: by the header's names, or by what the columns hold.
 */
static gboolean
find_columns (BtTableDetector *detector, GError **error)
{
  int numbers[BT_FEED_MAX_FIELDS];

  if (detector->has_names && bt_price_layout_detect_named (detector))
    return find_named_columns (detector, error);
  if (is_named_for_ticks (detector))
    return bt_stamp_layout_detect (detector, error)
           && (bt_tick_layout_detect (detector, NULL, 0)
               || bt_price_layout_set_error (detector, 0, error));

  const gboolean had_names = detector->has_names;
  detector->has_names = FALSE;
  memset (detector->names, 0, sizeof detector->names);
  if (bt_tick_layout_detect_trades (detector))
    return TRUE;
  if (!bt_stamp_layout_detect (detector, error))
    return FALSE;
  const guint n_numbers = bt_price_layout_find_numbers (detector, numbers);
  if (n_numbers >= 8 && bt_table_subject_has_split_numbers (detector, numbers))
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                   "%s, line %" G_GINT64_FORMAT
                   ": commas stand between the columns and before the decimals; export it with "
                   "semicolons or with decimal points",
                   detector->path, bt_table_detector_get_first_line (detector));
      return FALSE;
    }
  if (bt_tick_layout_detect (detector, numbers, n_numbers))
    return TRUE;
  if (n_numbers >= 4 && bt_price_layout_place (detector, numbers, n_numbers))
    return TRUE;
  detector->has_names = had_names && n_numbers >= 4;
  return bt_price_layout_set_error (detector, n_numbers, error);
}

gboolean
bt_table_layout_detect (const char *path,
                        const BtTableSample *sample,
                        const BtFileNameHints *hints,
                        BtTableLayout *out,
                        GError **error)
{
  BtTableLayout layout = { .delimiter = sample->delimiter,
                           .n_fields = sample->n_fields,
                           .is_line_quoted = sample->is_line_quoted,
                           .volume_column = BT_COLUMN_NONE,
                           .spread_column = BT_COLUMN_NONE,
                           .ask_column = BT_COLUMN_NONE,
                           .symbol_column = BT_COLUMN_NONE,
                           .part_column = { BT_COLUMN_NONE, BT_COLUMN_NONE, BT_COLUMN_NONE,
                                            BT_COLUMN_NONE, BT_COLUMN_NONE, BT_COLUMN_NONE } };
  BtTableDetector detector = {
    .path = path, .sample = sample, .hints = hints, .layout = &layout, .n_columns = sample->n_fields
  };

  if (sample->n_fields < 2)
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                   "%s, line %" G_GINT64_FORMAT
                   ": no tab, semicolon, bar or comma divides the lines into columns; a table of "
                   "candles is expected",
                   path, bt_table_detector_get_first_line (&detector));
      return FALSE;
    }
  collect_facts (&detector);
  read_names (&detector);
  if (!bt_table_subject_check (&detector, error))
    return FALSE;
  if (!find_columns (&detector, error))
    return FALSE;
  if (!layout.are_ticks)
    layout.style = bt_price_layout_find_style (&detector);
  if (!detector.has_names && !layout.are_ticks)
    bt_price_order_sort (&detector);
  *out = layout;
  return TRUE;
}

guint
bt_table_layout_get_needed_fields (const BtTableLayout *layout)
{
  int last = bt_table_layout_get_last_stamp (layout);

  for (guint p = 0; p < 4; p++)
    last = MAX (last, layout->price_column[p]);
  last = MAX (last, layout->volume_column);
  last = MAX (last, layout->spread_column);
  last = MAX (last, layout->ask_column);
  return (guint) last + 1;
}
