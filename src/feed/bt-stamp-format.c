// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-stamp-format.h"

#include "feed/bt-stamp-words.h"

#include <string.h>

#define MIN_YEAR 1970
#define MAX_YEAR 2199
/* The Buddhist era counts from 543 before the common one; 1970 was its year 2513. */
#define BUDDHIST_OFFSET 543

/* What is left of a field. */
typedef struct
{
  const char *text;
  const char *end;
} Cursor;

static inline gboolean
is_at_digit (const Cursor *cursor)
{
  return cursor->text < cursor->end && g_ascii_isdigit (*cursor->text);
}

/* Reads up to max_digits digits; returns how many there were. */
static inline guint
read_digits (Cursor *cursor, guint max_digits, gint64 *value)
{
  guint count = 0;
  gint64 result = 0;

  while (count < max_digits && is_at_digit (cursor))
    {
      result = result * 10 + (*cursor->text++ - '0');
      count++;
    }
  *value = result;
  return count;
}

static guint
count_digits (const Cursor *cursor)
{
  const char *text = cursor->text;

  while (text < cursor->end && g_ascii_isdigit (*text))
    text++;
  return (guint) (text - cursor->text);
}

static gboolean
skip_character (Cursor *cursor, char character)
{
  if (cursor->text == cursor->end || *cursor->text != character)
    return FALSE;
  cursor->text++;
  return TRUE;
}

/* Takes blanks, also those that keep words together. */
static void
skip_blanks (Cursor *cursor)
{
  while (cursor->text < cursor->end)
    if (*cursor->text == ' ')
      cursor->text++;
    else if (cursor->end - cursor->text >= 2 && memcmp (cursor->text, "\xc2\xa0", 2) == 0)
      cursor->text += 2;
    else if (cursor->end - cursor->text >= 3 && memcmp (cursor->text, "\xe2\x80\xaf", 3) == 0)
      cursor->text += 3;
    else
      return;
}

static inline gboolean
is_at_letter (const Cursor *cursor)
{
  return cursor->text < cursor->end
         && (g_ascii_isalpha (*cursor->text) || (guchar) *cursor->text >= 0x80);
}

/* Takes a word off, of letters in any script. */
static BtFeedField
read_word (Cursor *cursor)
{
  const char *start = cursor->text;

  while (is_at_letter (cursor))
    cursor->text++;
  return (BtFeedField){ start, (guint) (cursor->text - start) };
}

gboolean
bt_stamp_make_day (int year, int month, int day, gint64 *usec)
{
  if (year >= MIN_YEAR + BUDDHIST_OFFSET)
    year -= BUDDHIST_OFFSET;
  const BtCivilTime civil = { .year = year, .month = month, .day = day };
  if (year < MIN_YEAR || year > MAX_YEAR || !bt_civil_time_is_valid (&civil))
    return FALSE;
  *usec = bt_time_from_civil (&civil);
  return TRUE;
}

static int
read_month_name (Cursor *cursor)
{
  const BtFeedField word = read_word (cursor);

  return bt_stamp_word_find_month (word.text, word.length);
}

static void
skip_date_separators (Cursor *cursor)
{
  while (cursor->text < cursor->end && strchr (" ,.-/", *cursor->text) != NULL)
    cursor->text++;
}

/* Takes a time of day off that stands before the year: "Jan 03 10:00:00 2023". */
static BtFeedField
read_inner_clock (Cursor *cursor)
{
  Cursor next = *cursor;

  while (next.text < next.end && (is_at_digit (&next) || *next.text == ':'))
    next.text++;
  const guint length = (guint) (next.text - cursor->text);
  if (length < 5 || memchr (cursor->text, ':', length) == NULL)
    return (BtFeedField){ cursor->text, 0 };
  const BtFeedField clock = { cursor->text, length };
  *cursor = next;
  skip_date_separators (cursor);
  return clock;
}

/* Reads a year of four digits, or of two. */
static gboolean
read_year (Cursor *cursor, gint64 *year)
{
  const guint n_digits = read_digits (cursor, 4, year);

  if (n_digits == 2)
    *year += 2000;
  return n_digits == 2 || n_digits == 4;
}

/* Reads "Sep 30, 2021", "30 Sep 2021", "30-Sep-21", "Sep 30 10:00:00 2021". */
static gboolean
read_named_date (Cursor *cursor, gint64 *usec)
{
  gint64 day;
  gint64 year;
  int month = 0;
  BtStamp time_of_day = { 0 };

  if (!is_at_digit (cursor))
    {
      month = read_month_name (cursor);
      skip_date_separators (cursor);
    }
  if (read_digits (cursor, 2, &day) == 0)
    return FALSE;
  skip_date_separators (cursor);
  if (month == 0)
    {
      month = read_month_name (cursor);
      skip_date_separators (cursor);
    }
  if (month == 0)
    return FALSE;
  const BtFeedField clock = read_inner_clock (cursor);
  if (!bt_stamp_parse_time (&clock, &time_of_day) || !read_year (cursor, &year)
      || !bt_stamp_make_day ((int) year, month, (int) day, usec))
    return FALSE;
  *usec += time_of_day.usec;
  return TRUE;
}

/* Reads a year and the number of the day in it: "2023003". */
static gboolean
read_day_of_year (Cursor *cursor, gint64 *usec)
{
  gint64 year;
  gint64 day;
  gint64 next_usec;

  read_digits (cursor, 4, &year);
  read_digits (cursor, 3, &day);
  if (day < 1 || !bt_stamp_make_day ((int) year, 1, 1, usec)
      || !bt_stamp_make_day ((int) year + 1, 1, 1, &next_usec))
    return FALSE;
  *usec += (day - 1) * BT_USEC_PER_DAY;
  return *usec < next_usec;
}

/* Takes what stands between the parts of a date: a mark, also with blanks behind it, or a word such
 * as 年. Returns the mark, '?' for a word, 0 when there is neither. */
static char
skip_part_mark (Cursor *cursor)
{
  char mark = 0;

  if (cursor->text < cursor->end && *cursor->text != '\0' && strchr (".-/", *cursor->text) != NULL)
    mark = *cursor->text++;
  else if (cursor->text < cursor->end && (guchar) *cursor->text >= 0x80)
    {
      mark = '?';
      while (cursor->text < cursor->end && (guchar) *cursor->text >= 0x80)
        cursor->text++;
    }
  skip_blanks (cursor);
  return mark;
}

/* Reads a date whose parts are all digits. */
static gboolean
read_date (Cursor *cursor, BtDateOrder order, BtStamp *stamp)
{
  gint64 part[3];
  guint digits[3];
  const guint run = count_digits (cursor);

  if (run >= 8)
    {
      read_digits (cursor, 4, &part[0]);
      read_digits (cursor, 2, &part[1]);
      read_digits (cursor, 2, &part[2]);
      return bt_stamp_make_day ((int) part[0], (int) part[1], (int) part[2], &stamp->usec);
    }
  if (run == 7)
    return read_day_of_year (cursor, &stamp->usec);
  if (run != 1 && run != 2 && run != 4)
    return FALSE;

  digits[0] = read_digits (cursor, 4, &part[0]);
  const char mark = skip_part_mark (cursor);
  digits[1] = read_digits (cursor, 2, &part[1]);
  if (mark == 0 || digits[1] == 0 || skip_part_mark (cursor) != mark)
    return FALSE;
  digits[2] = read_digits (cursor, 4, &part[2]);
  if (mark == '?')
    skip_part_mark (cursor);
  if (digits[0] == 4)
    return digits[2] > 0 && digits[2] <= 2
           && bt_stamp_make_day ((int) part[0], (int) part[1], (int) part[2], &stamp->usec);
  if (digits[2] != 4 && digits[2] != 2)
    return FALSE;

  const int year = (int) (digits[2] == 2 ? 2000 + part[2] : part[2]);
  const gboolean is_month_first = order == BT_DATE_ORDER_MDY;
  stamp->is_year_last = TRUE;
  return bt_stamp_make_day (year, (int) part[is_month_first ? 0 : 1],
                            (int) part[is_month_first ? 1 : 0], &stamp->usec);
}

/* Reads decimals of a second, any number of them; what lies beyond microseconds is dropped. */
static gint64
read_fraction (Cursor *cursor)
{
  gint64 usec = 0;
  gint64 unit = BT_USEC_PER_SECOND;

  while (is_at_digit (cursor))
    {
      unit /= 10;
      usec += (*cursor->text++ - '0') * unit;
    }
  return usec;
}

/* Reads "170600", "170600065" (with milliseconds), "1706". */
static gboolean
read_compact_clock (Cursor *cursor, guint run, gint64 part[3], gint64 *fraction_usec)
{
  if (run != 4 && run != 6 && run != 9)
    return FALSE;
  read_digits (cursor, 2, &part[0]);
  read_digits (cursor, 2, &part[1]);
  if (run >= 6)
    read_digits (cursor, 2, &part[2]);
  if (run == 9)
    {
      gint64 msec;
      read_digits (cursor, 3, &msec);
      *fraction_usec = msec * 1000;
    }
  return TRUE;
}

/* Takes "AM", "p.m." and the like off; returns 'A', 'P' or 0. */
static char
read_half_name (Cursor *cursor)
{
  Cursor next = *cursor;
  char letter = 0;

  skip_blanks (&next);
  skip_character (&next, '-');
  if (next.text < next.end)
    letter = g_ascii_toupper (*next.text++);
  if (letter != 'A' && letter != 'P')
    return 0;
  if (skip_character (&next, '.'))
    skip_blanks (&next);
  if (next.text == next.end || g_ascii_toupper (*next.text) != 'M')
    return 0;
  next.text++;
  skip_character (&next, '.');
  *cursor = next;
  return letter;
}

/* Reads which half of the day it is and changes the hour by it. FALSE for an hour that no such
 * clock shows. */
static gboolean
read_half_of_day (Cursor *cursor, gint64 *hour, gboolean *is_found)
{
  const char letter = read_half_name (cursor);

  *is_found = letter != 0;
  if (letter == 0)
    return TRUE;
  if (*hour < 1 || *hour > 12)
    return FALSE;
  *hour = *hour % 12 + (letter == 'P' ? 12 : 0);
  return TRUE;
}

/* Reads the name of a zone, which stands for the whole table and is looked at elsewhere, or one in
 * brackets behind an offset. */
static gboolean
read_zone_name (Cursor *cursor)
{
  BtZone zone;

  skip_blanks (cursor);
  const gsize length = (gsize) (cursor->end - cursor->text);
  if (length > 2 && *cursor->text == '(' && cursor->end[-1] == ')')
    return TRUE;
  return length == 0 || bt_stamp_word_parse_zone (cursor->text, length, &zone);
}

/* Reads "Z", "UTC", "GMT", "+02:00", "+0200", "-5" after any of these names. */
static gboolean
read_offset (Cursor *cursor, BtStamp *stamp)
{
  gint64 hours;
  gint64 minutes = 0;

  skip_blanks (cursor);
  if (cursor->text == cursor->end)
    return TRUE;
  if (cursor->end - cursor->text >= 3
      && (g_ascii_strncasecmp (cursor->text, "UTC", 3) == 0
          || g_ascii_strncasecmp (cursor->text, "GMT", 3) == 0))
    {
      stamp->has_offset = TRUE;
      cursor->text += 3;
    }
  else if (skip_character (cursor, 'Z') || skip_character (cursor, 'z'))
    stamp->has_offset = TRUE;
  if (cursor->text == cursor->end)
    return TRUE;

  const gboolean is_negative = *cursor->text == '-';
  if (!skip_character (cursor, '+') && !skip_character (cursor, '-'))
    return read_zone_name (cursor);
  if (read_digits (cursor, 2, &hours) == 0)
    return FALSE;
  skip_character (cursor, ':');
  if (is_at_digit (cursor) && read_digits (cursor, 2, &minutes) != 2)
    return FALSE;
  if (hours > 15 || minutes > 59)
    return FALSE;
  stamp->has_offset = TRUE;
  stamp->offset_usec = (hours * 60 + minutes) * BT_USEC_PER_MINUTE * (is_negative ? -1 : 1);
  return read_zone_name (cursor);
}

/* Reads a time of day up to the end of the field and adds it to the stamp. */
static gboolean
read_clock (Cursor *cursor, BtStamp *stamp)
{
  gint64 part[3] = { 0 };
  gint64 fraction_usec = 0;
  gboolean is_half_found;
  const guint run = count_digits (cursor);

  if (run == 1 || run == 2)
    {
      read_digits (cursor, 2, &part[0]);
      if (skip_character (cursor, ':'))
        {
          if (read_digits (cursor, 2, &part[1]) != 2)
            return FALSE;
          if (skip_character (cursor, ':') && read_digits (cursor, 2, &part[2]) != 2)
            return FALSE;
        }
      else
        {
          /* An hour alone is a time only where it says which half of the day it means. */
          if (!read_half_of_day (cursor, &part[0], &is_half_found) || !is_half_found)
            return FALSE;
        }
    }
  else if (!read_compact_clock (cursor, run, part, &fraction_usec))
    return FALSE;
  if (skip_character (cursor, '.') || skip_character (cursor, ',')
      || (run <= 2 && skip_character (cursor, ':')))
    fraction_usec = read_fraction (cursor);
  else if (run == 6 && cursor->end - cursor->text == 8 && *cursor->text == ' ')
    {
      /* NinjaTrader: seven decimals of the second after a blank. */
      cursor->text++;
      fraction_usec = read_fraction (cursor);
    }
  if (cursor->text != cursor->end && !read_half_of_day (cursor, &part[0], &is_half_found))
    return FALSE;
  if (part[0] > 23 || part[1] > 59 || part[2] > 59)
    return FALSE;
  stamp->usec += part[0] * BT_USEC_PER_HOUR + part[1] * BT_USEC_PER_MINUTE
                 + part[2] * BT_USEC_PER_SECOND + fraction_usec;
  return read_offset (cursor, stamp);
}

/* Takes a day of the week off the start of a date; returns −1 when there is none. */
static int
read_weekday (Cursor *cursor)
{
  Cursor next = *cursor;
  const BtFeedField word = read_word (&next);
  const int weekday = bt_stamp_word_find_weekday (word.text, word.length);

  if (weekday < 0)
    return -1;
  *cursor = next;
  skip_date_separators (cursor);
  return weekday;
}

/* The first of January 1970 was a Thursday. */
static inline gboolean
is_weekday (gint64 usec, int weekday)
{
  return (usec / BT_USEC_PER_DAY + 4) % 7 == weekday;
}

gboolean
bt_stamp_parse (const BtFeedField *field, BtDateOrder order, BtStamp *out)
{
  Cursor cursor = { field->text, field->text + field->length };
  BtStamp stamp = { 0 };

  if (field->length < 6)
    return FALSE;
  const int weekday = g_ascii_isalpha (*field->text) ? read_weekday (&cursor) : -1;
  const char *start = cursor.text;
  if (!read_date (&cursor, order, &stamp))
    {
      cursor.text = start;
      stamp = (BtStamp){ 0 };
      if (!read_named_date (&cursor, &stamp.usec))
        return FALSE;
    }
  else if (weekday >= 0 && !is_weekday (stamp.usec, weekday))
    return FALSE;
  if (cursor.text < cursor.end)
    {
      /* kdb writes a D. */
      if (!skip_character (&cursor, 'T') && !skip_character (&cursor, 'D'))
        skip_blanks (&cursor);
      skip_character (&cursor, ',');
      skip_blanks (&cursor);
      if (cursor.text < cursor.end && !read_clock (&cursor, &stamp))
        return FALSE;
    }
  *out = stamp;
  return TRUE;
}

gboolean
bt_stamp_find_zone (const BtFeedField *field, BtZone *out)
{
  const char *end = field->text + field->length;
  const char *start = end;

  while (start > field->text && (g_ascii_isalpha (start[-1]) || strchr ("/_", start[-1]) != NULL))
    start--;
  return start < end && start > field->text && start[-1] == ' '
         && bt_stamp_word_parse_zone (start, (gsize) (end - start), out);
}

gboolean
bt_stamp_parse_time (const BtFeedField *field, BtStamp *out)
{
  Cursor cursor = { field->text, field->text + field->length };
  BtStamp stamp = { 0 };

  if (field->length > 0 && !read_clock (&cursor, &stamp))
    return FALSE;
  *out = stamp;
  return TRUE;
}

gboolean
bt_stamp_parse_epoch (const BtFeedField *field, gint64 *usec)
{
  Cursor cursor = { field->text, field->text + field->length };
  gint64 value;
  const guint n_digits = read_digits (&cursor, 19, &value);

  /* Ten digits of seconds reach the year 2286; nine are before September 2001. */
  if (n_digits == 9 || n_digits == 10)
    value *= BT_USEC_PER_SECOND;
  else if (n_digits == 12 || n_digits == 13)
    value *= 1000;
  else if (n_digits == 18 || n_digits == 19)
    value /= 1000;
  else if (n_digits != 15 && n_digits != 16)
    return FALSE;
  if (skip_character (&cursor, '.'))
    {
      const gint64 fraction_usec = read_fraction (&cursor);
      if (n_digits <= 10)
        value += fraction_usec;
    }
  if (cursor.text != cursor.end)
    return FALSE;
  *usec = value;
  return TRUE;
}

guint
bt_stamp_classify (const BtFeedField *field)
{
  guint kinds = 0;
  BtStamp stamp;
  gint64 usec;
  guint n_digits = 0;

  for (guint i = 0; i < field->length; i++)
    n_digits += g_ascii_isdigit (field->text[i]) ? 1 : 0;

  if (bt_stamp_parse (field, BT_DATE_ORDER_DMY, &stamp)
      || bt_stamp_parse (field, BT_DATE_ORDER_MDY, &stamp))
    {
      /* "20190101" and "2019-01-01" are dates, what is longer has a time of day; ten digits and
       * more without any mark would be epochs, of which few begin like a year. */
      const gboolean is_date_only = n_digits <= 8
                                    && memchr (field->text, ':', field->length) == NULL
                                    && stamp.usec % BT_USEC_PER_DAY == 0;
      kinds |= is_date_only ? BT_STAMP_IS_DATE : BT_STAMP_IS_DATE_TIME;
    }
  /* Four digits, or six with decimals, are more often a price. */
  const gboolean is_clock_like = memchr (field->text, ':', field->length) != NULL
                                 || (field->length == n_digits && (n_digits == 6 || n_digits == 9))
                                 || (field->length > 2
                                     && (g_ascii_isalpha (field->text[field->length - 1])
                                         || field->text[field->length - 1] == '.'));
  if (is_clock_like && bt_stamp_parse_time (field, &stamp))
    kinds |= BT_STAMP_IS_TIME;
  if (bt_stamp_parse_serial (field, &usec) && usec >= BT_USEC_PER_DAY)
    kinds |= BT_STAMP_IS_SERIAL;
  if (bt_stamp_parse_epoch (field, &usec) && (kinds & BT_STAMP_IS_DATE_TIME) == 0)
    kinds |= BT_STAMP_IS_EPOCH;
  return kinds;
}
