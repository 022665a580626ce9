// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-table-sample.h"

#include "feed/bt-feed-number.h"
#include "feed/bt-feed-reader.h"
#include "feed/bt-header-names.h"
#include "feed/bt-line-reader.h"
#include "feed/bt-stamp-format.h"

#include <string.h>

/* Lines on which the delimiter is decided. */
#define MAX_DELIMITER_LINES 100
/* A time and four prices. */
#define MIN_CANDLE_FIELDS 5
#define MIN_NUMBERS 4
/* Lines above the data among which the header is looked for. */
#define MAX_HEADER_LINES 8

/* Reads what JSON says beside its rows; other comments may be headers. */
static void
read_comment (BtTableSample *sample, const BtSampleLine *line)
{
  const struct
  {
    const char *name;
    char **value;
  } facts[] = { { "#symbol\t", &sample->symbol },
                { "#timezone\t", &sample->zone },
                { "#message\t", &sample->message } };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      const gsize length = strlen (facts[i].name);
      if (line->length <= length || strncmp (line->text, facts[i].name, length) != 0)
        continue;
      if (*facts[i].value == NULL)
        *facts[i].value = g_strndup (line->text + length, line->length - length);
      return;
    }
  if (sample->lines->len == 0)
    sample->comment = (BtSampleLine){ .number = line->number,
                                      .text = line->text + 1,
                                      .length = line->length - 1 };
}

static void
split_lines (BtTableSample *sample, gboolean is_whole)
{
  const char *next = sample->text;
  const char *end = sample->text + sample->length;
  gint64 number = 0;

  while (next < end)
    {
      const char *newline = memchr (next, '\n', (gsize) (end - next));
      /* The sample may end in the middle of a line. */
      if (newline == NULL && !is_whole && sample->lines->len > 0)
        return;
      const char *line_end = newline != NULL ? newline : end;
      number++;
      BtSampleLine line = { .number = number, .text = next };
      while (line_end > next && (line_end[-1] == '\r' || line_end[-1] == ' '))
        line_end--;
      line.length = (gsize) (line_end - next);
      if (!bt_line_is_void (line.text, line.length))
        g_array_append_val (sample->lines, line);
      else if (line.length > 0 && line.text[0] == '#')
        read_comment (sample, &line);
      next = newline != NULL ? newline + 1 : end;
    }
}

/* Stores the number of fields that most lines have with a delimiter, and how many lines that are.
 */
static void
count_fields (const BtTableSample *sample, char delimiter, guint *n_fields, guint *n_lines)
{
  guint histogram[BT_FEED_MAX_FIELDS + 1] = { 0 };
  BtFeedFields fields;

  for (guint i = 0; i < MIN (sample->lines->len, MAX_DELIMITER_LINES); i++)
    {
      const BtSampleLine *line = &g_array_index (sample->lines, BtSampleLine, i);
      bt_feed_fields_split (line->text, line->length, delimiter, &fields);
      histogram[fields.count]++;
    }
  *n_fields = 1;
  *n_lines = 0;
  for (guint i = 2; i < G_N_ELEMENTS (histogram); i++)
    if (histogram[i] >= *n_lines && histogram[i] > 0)
      {
        *n_fields = i;
        *n_lines = histogram[i];
      }
}

/* The comma comes late: with another delimiter it marks decimals. Blanks come last: they also stand
 * inside dates. */
static void
find_delimiter (BtTableSample *sample)
{
  static const char candidates[] = { '\t', ';', '|', ',', '^', '~', ' ' };
  const guint n_looked_at = MIN (sample->lines->len, MAX_DELIMITER_LINES);
  /* What has fewer fields than a candle needs is split all the same, for the message that says what
   * is missing. */
  static const guint minimums[] = { MIN_CANDLE_FIELDS, 2 };
  guint n_fields;
  guint n_lines;

  for (guint i = 0; i < G_N_ELEMENTS (minimums) * G_N_ELEMENTS (candidates); i++)
    {
      const char candidate = candidates[i % G_N_ELEMENTS (candidates)];
      count_fields (sample, candidate, &n_fields, &n_lines);
      if (n_fields >= minimums[i / G_N_ELEMENTS (candidates)] && n_lines * 2 > n_looked_at)
        {
          sample->delimiter = candidate;
          sample->n_fields = n_fields;
          return;
        }
    }
  sample->delimiter = ',';
  sample->n_fields = 1;
}

gboolean
bt_table_sample_is_number (const BtFeedField *field)
{
  BtFeedNumber number;

  if (field->length == 0)
    return FALSE;
  if (!bt_feed_number_parse (field, (BtNumberStyle){ '.', ',' }, &number)
      && !bt_feed_number_parse (field, (BtNumberStyle){ ',', '.' }, &number))
    return FALSE;
  for (guint i = 0; i < field->length; i++)
    if (!g_ascii_isdigit (field->text[i]))
      return (bt_stamp_classify (field) & (BT_STAMP_IS_DATE | BT_STAMP_IS_DATE_TIME)) == 0;
  return TRUE;
}

static guint
count_numbers (const BtTableSample *sample, const BtSampleLine *line)
{
  BtFeedFields fields;
  guint count = 0;

  bt_feed_fields_split (line->text, line->length, sample->delimiter, &fields);
  for (guint i = 0; i < fields.count; i++)
    count += bt_table_sample_is_number (&fields.field[i]) ? 1 : 0;
  return count;
}

/* Returns how many numbers a line of data has: as many as most lines, and no more than tell candles
 * from words. */
static guint
count_needed_numbers (const BtTableSample *sample)
{
  guint histogram[BT_FEED_MAX_FIELDS + 1] = { 0 };
  guint needed = 1;

  for (guint i = 0; i < MIN (sample->lines->len, MAX_DELIMITER_LINES); i++)
    histogram[count_numbers (sample, &g_array_index (sample->lines, BtSampleLine, i))]++;
  for (guint i = 1; i < G_N_ELEMENTS (histogram); i++)
    if (histogram[i] >= histogram[needed] && histogram[i] > 0)
      needed = i;
  return MIN (MIN_NUMBERS, needed);
}

/* Returns how many columns a line names that are of use. */
static guint
count_names (const BtTableSample *sample, const BtSampleLine *line)
{
  BtFeedFields fields;
  guint count = 0;

  bt_feed_fields_split (line->text, line->length, sample->delimiter, &fields);
  for (guint i = 0; i < fields.count; i++)
    count += bt_header_name_parse (&fields.field[i], i == 0).role != BT_HEADER_OTHER ? 1 : 0;
  return count;
}

/* Returns the line above the data that names most; there may be titles above it and units below. */
static BtSampleLine
choose_header (const BtTableSample *sample)
{
  guint best = sample->first_data - 1;
  guint most = 0;

  for (guint i = sample->first_data; i-- > 0 && sample->first_data - i <= MAX_HEADER_LINES;)
    {
      const guint count = count_names (sample, &g_array_index (sample->lines, BtSampleLine, i));
      if (count > most)
        {
          most = count;
          best = i;
        }
    }
  return g_array_index (sample->lines, BtSampleLine, best);
}

/* Some services begin their header with a sign that others begin comments with. */
static void
take_comment_as_header (BtTableSample *sample)
{
  if (sample->comment.length == 0 || sample->has_header
      || count_names (sample, &sample->comment) < MIN_NUMBERS)
    return;
  sample->has_header = TRUE;
  sample->header = sample->comment;
}

static void
find_header (BtTableSample *sample)
{
  const guint needed = count_needed_numbers (sample);

  sample->first_data = 0;
  while (sample->first_data < sample->lines->len
         && count_numbers (sample, &g_array_index (sample->lines, BtSampleLine, sample->first_data))
              < needed)
    sample->first_data++;
  if (sample->first_data == sample->lines->len)
    sample->first_data = sample->lines->len > 1 ? 1 : 0;
  if (sample->first_data == 0)
    return;

  const BtSampleLine line = choose_header (sample);
  sample->has_header = count_numbers (sample, &line) == 0;
  sample->header = line;
  /* Where files were joined the header comes again. */
  for (guint i = sample->lines->len; i-- > sample->first_data + 1;)
    {
      const BtSampleLine *other = &g_array_index (sample->lines, BtSampleLine, i);
      if (other->length == line.length && memcmp (other->text, line.text, line.length) == 0)
        g_array_remove_index (sample->lines, i);
    }
}

void
bt_table_sample_unquote (const char **text, gsize *length)
{
  if (*length < 2 || (*text)[0] != '"' || (*text)[*length - 1] != '"')
    return;
  (*text)++;
  *length -= 2;
}

/* A table that was saved two times has its lines in quotes. */
static gboolean
unquote_lines (BtTableSample *sample)
{
  guint count = 0;

  if (sample->n_fields > 1)
    return FALSE;
  for (guint i = 0; i < sample->lines->len; i++)
    {
      const BtSampleLine *line = &g_array_index (sample->lines, BtSampleLine, i);
      count += line->length > 2 && line->text[0] == '"'
               && memchr (line->text + 1, '"', line->length - 1) == line->text + line->length - 1;
    }
  if (count * 2 <= sample->lines->len)
    return FALSE;
  for (guint i = 0; i < sample->lines->len; i++)
    {
      BtSampleLine *line = &g_array_index (sample->lines, BtSampleLine, i);
      bt_table_sample_unquote (&line->text, &line->length);
    }
  sample->is_line_quoted = TRUE;
  return TRUE;
}

BtTableSample *
bt_table_sample_new (const char *path, char *text, gsize length, gboolean is_whole, GError **error)
{
  g_autoptr (BtTableSample) sample = g_new0 (BtTableSample, 1);

  sample->text = text;
  sample->length = length;
  sample->lines = g_array_new (FALSE, FALSE, sizeof (BtSampleLine));
  split_lines (sample, is_whole);
  if (sample->lines->len == 0)
    {
      if (sample->message != NULL)
        g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_EMPTY, "%s has no rows; it says “%s”",
                     path, sample->message);
      else
        g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_EMPTY,
                     "%s has no rows: all lines are blank", path);
      return NULL;
    }
  find_delimiter (sample);
  if (unquote_lines (sample))
    find_delimiter (sample);
  find_header (sample);
  take_comment_as_header (sample);
  return g_steal_pointer (&sample);
}

void
bt_table_sample_free (BtTableSample *sample)
{
  if (sample == NULL)
    return;
  g_array_unref (sample->lines);
  g_free (sample->symbol);
  g_free (sample->zone);
  g_free (sample->message);
  g_free (sample->text);
  g_free (sample);
}

gboolean
bt_table_sample_split (const BtTableSample *sample, guint index, BtFeedFields *out)
{
  if (sample->first_data + index >= sample->lines->len)
    return FALSE;
  const BtSampleLine *line
    = &g_array_index (sample->lines, BtSampleLine, sample->first_data + index);
  bt_feed_fields_split (line->text, line->length, sample->delimiter, out);
  return TRUE;
}
