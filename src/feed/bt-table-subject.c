// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Tables whose header shows that they hold something else than candles or ticks. */
#include "config.h"

#include "feed/bt-feed-reader.h"
#include "feed/bt-table-detector.h"

#include <string.h>

/* Levels of an order book that are told apart. */
#define MAX_LEVELS 32
/* Of the rows, so many must agree on decimals in columns of their own. */
#define SPLIT_PERCENT 80

/* Returns the level of an order book's side in a folded name ("bids1price", "askprice2",
 * "bid0size"), −1 for another name. */
static int
find_level (const char *name)
{
  if (strstr (name, "bid") == NULL)
    return -1;
  const char *digits = strpbrk (name, "0123456789");
  if (digits == NULL)
    return -1;
  const guint64 level = g_ascii_strtoull (digits, NULL, 10);
  return level < MAX_LEVELS ? (int) level : -1;
}

static gboolean
set_error (const BtTableDetector *detector, const char *what, GError **error)
{
  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT, "%s, line %" G_GINT64_FORMAT ": %s",
               detector->path, detector->sample->header.number, what);
  return FALSE;
}

/* Open, high and low two times, under the very same names: prices of one instrument in two
 * currencies say so. */
static gboolean
has_two_candles (const BtTableDetector *detector, const BtFeedFields *names)
{
  guint count[3] = { 0 };

  for (guint i = 0; i < MIN (names->count, detector->n_columns); i++)
    for (guint k = 0; k < i; k++)
      {
        const BtHeaderRole role = detector->names[i].role;
        if (role >= BT_HEADER_OPEN && role <= BT_HEADER_LOW && detector->names[k].role == role
            && names->field[i].length == names->field[k].length
            && memcmp (names->field[i].text, names->field[k].text, names->field[i].length) == 0)
          count[role - BT_HEADER_OPEN]++;
      }
  return count[0] > 0 && count[1] > 0 && count[2] > 0;
}

gboolean
bt_table_subject_check (const BtTableDetector *detector, GError **error)
{
  const BtTableSample *sample = detector->sample;
  guint32 levels = 0;
  BtFeedFields fields;

  if (!sample->has_header)
    return TRUE;
  bt_feed_fields_split (sample->header.text, sample->header.length, sample->delimiter, &fields);
  for (guint i = 0; i < fields.count; i++)
    {
      g_autofree char *name = bt_header_name_fold (&fields.field[i]);
      const int level = find_level (name);
      if (g_str_has_prefix (name, "strike"))
        return set_error (detector,
                          "the header names strike prices, so these are options; candles or ticks "
                          "of one instrument are needed",
                          error);
      if (level >= 0)
        levels |= 1u << level;
    }
  if ((levels & (levels - 1)) != 0
      && bt_table_detector_find_role (detector, BT_HEADER_PRICE) == BT_COLUMN_NONE
      && bt_table_detector_find_role (detector, BT_HEADER_OPEN) == BT_COLUMN_NONE)
    return set_error (detector,
                      "the header names several levels, so these are states of an order book; "
                      "export trades, or the best bid and ask",
                      error);
  if (detector->has_names && has_two_candles (detector, &fields))
    return set_error (detector,
                      "the header names open, high and low more than once, so several instruments "
                      "stand side by side; export them one by one",
                      error);
  return TRUE;
}

/* Returns whether fields 2k and 2k + 1 of a row are whole and decimals of one number, for the four
 * prices of a candle. */
static gboolean
is_split_candle (const BtFeedFields *fields, guint first)
{
  double value[4];

  for (guint p = 0; p < 4; p++)
    {
      const BtFeedField *whole = &fields->field[first + 2 * p];
      const BtFeedField *part = whole + 1;
      g_autofree char *text = g_strdup_printf ("%.*s.%.*s", (int) whole->length, whole->text,
                                               (int) part->length, part->text);
      if (strspn (part->text, "0123456789") < part->length || part->length == 0
          || part->length != fields->field[first + 1].length)
        return FALSE;
      value[p] = g_ascii_strtod (text, NULL);
    }
  return value[1] >= MAX (value[0], value[3]) && value[2] <= MIN (value[0], value[3])
         && value[1] > value[2] && value[1] < 2 * value[2];
}

gboolean
bt_table_subject_has_split_numbers (const BtTableDetector *detector, const int *numbers)
{
  BtFeedFields fields;
  guint n_rows = 0;
  guint count = 0;

  if (detector->sample->delimiter != ',' || numbers[7] != numbers[0] + 7)
    return FALSE;
  for (guint row = 0;
       row < BT_TABLE_DETECTOR_ROWS && bt_table_sample_split (detector->sample, row, &fields);
       row++)
    if ((guint) numbers[7] < fields.count)
      {
        n_rows++;
        count += is_split_candle (&fields, (guint) numbers[0]) ? 1 : 0;
      }
  return count * 100 >= n_rows * SPLIT_PERCENT && n_rows > 0;
}
