// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-stamp-format.h"

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

static void
skip_blanks (Cursor *cursor)
{
  while (skip_character (cursor, ' '))
    ;
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

/* Reads "Sep" or "September"; returns 1 … 12, or 0. */
static int
read_month_name (Cursor *cursor)
{
  static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
  const char *start = cursor->text;

  while (cursor->text < cursor->end && g_ascii_isalpha (*cursor->text))
    cursor->text++;
  if (cursor->text - start < 3)
    return 0;
  for (int month = 0; month < 12; month++)
    if (g_ascii_strncasecmp (start, names + month * 3, 3) == 0)
      return month + 1;
  return 0;
}

static void
skip_date_separators (Cursor *cursor)
{
  while (cursor->text < cursor->end && strchr (" ,.-/", *cursor->text) != NULL)
    cursor->text++;
}

/* Reads "Sep 30, 2021", "30 Sep 2021", "30-Sep-2021". */
static gboolean
read_named_date (Cursor *cursor, gint64 *usec)
{
  gint64 day;
  gint64 year;
  int month = 0;

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
  return month != 0 && read_digits (cursor, 4, &year) == 4
         && bt_stamp_make_day ((int) year, month, (int) day, usec);
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
  if (run == 0 || (run != 1 && run != 2 && run != 4))
    return FALSE;

  digits[0] = read_digits (cursor, 4, &part[0]);
  if (cursor->text == cursor->end || strchr (".-/", *cursor->text) == NULL)
    return FALSE;
  const char separator = *cursor->text;
  cursor->text++;
  digits[1] = read_digits (cursor, 2, &part[1]);
  if (digits[1] == 0 || !skip_character (cursor, separator))
    return FALSE;
  digits[2] = read_digits (cursor, 4, &part[2]);
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

/* Reads "AM" or "PM", also after blanks or a dash; changes the hour by it. FALSE for an hour that
 * no such clock shows. */
static gboolean
read_half_of_day (Cursor *cursor, gint64 *hour, gboolean *is_found)
{
  Cursor next = *cursor;

  *is_found = FALSE;
  skip_blanks (&next);
  skip_character (&next, '-');
  if (next.end - next.text < 2 || g_ascii_toupper (next.text[1]) != 'M')
    return TRUE;
  const char letter = g_ascii_toupper (next.text[0]);
  if (letter != 'A' && letter != 'P')
    return TRUE;
  if (*hour < 1 || *hour > 12)
    return FALSE;
  *hour = *hour % 12 + (letter == 'P' ? 12 : 0);
  cursor->text = next.text + 2;
  *is_found = TRUE;
  return TRUE;
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
    return FALSE;
  if (read_digits (cursor, 2, &hours) == 0)
    return FALSE;
  skip_character (cursor, ':');
  if (is_at_digit (cursor) && read_digits (cursor, 2, &minutes) != 2)
    return FALSE;
  if (hours > 15 || minutes > 59)
    return FALSE;
  stamp->has_offset = TRUE;
  stamp->offset_usec = (hours * 60 + minutes) * BT_USEC_PER_MINUTE * (is_negative ? -1 : 1);
  return cursor->text == cursor->end;
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
  if (skip_character (cursor, '.') || skip_character (cursor, ','))
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

gboolean
bt_stamp_parse (const BtFeedField *field, BtDateOrder order, BtStamp *out)
{
  Cursor cursor = { field->text, field->text + field->length };
  BtStamp stamp = { 0 };

  if (field->length < 6)
    return FALSE;
  if (!read_date (&cursor, order, &stamp))
    {
      cursor.text = field->text;
      stamp = (BtStamp){ 0 };
      if (!read_named_date (&cursor, &stamp.usec))
        return FALSE;
    }
  if (cursor.text < cursor.end)
    {
      /* kdb writes a D. */
      if (!skip_character (&cursor, 'T') && !skip_character (&cursor, 'D'))
        skip_blanks (&cursor);
      if (cursor.text < cursor.end && !read_clock (&cursor, &stamp))
        return FALSE;
    }
  *out = stamp;
  return TRUE;
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
  const gboolean is_clock_like
    = memchr (field->text, ':', field->length) != NULL
      || (field->length == n_digits && (n_digits == 6 || n_digits == 9))
      || (field->length > 2 && g_ascii_isalpha (field->text[field->length - 1]));
  if (is_clock_like && bt_stamp_parse_time (field, &stamp))
    kinds |= BT_STAMP_IS_TIME;
  if (bt_stamp_parse_epoch (field, &usec) && (kinds & BT_STAMP_IS_DATE_TIME) == 0)
    kinds |= BT_STAMP_IS_EPOCH;
  return kinds;
}
