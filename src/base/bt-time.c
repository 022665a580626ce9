// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-time.h"

#include "base/bt-checked.h"
#include "base/bt-error.h"

#include <string.h>

/* Days from 0000-03-01, where the counting of leap years is simplest, to 1970-01-01. */
#define DAYS_TO_EPOCH 719468
#define DAYS_PER_ERA 146097
#define YEARS_PER_ERA 400
/* 1970-01-01 was a Thursday. */
#define EPOCH_WEEKDAY 4

/* What is left to read of a text. */
typedef struct
{
  const char *next;
} Reader;

static gboolean
is_leap_year (int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
get_month_length (int year, int month)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap_year (year) ? 29 : lengths[month - 1];
}

/* Counts the days from 1970-01-01. The year is taken to begin in March, so that the leap day is its
 * last and the months before a date have (153 m + 2) / 5 days. */
static gint64
count_days (int year, int month, int day)
{
  const gint64 march_year = (gint64) year - (month <= 2 ? 1 : 0);
  const gint64 era = bt_divide_floor (march_year, YEARS_PER_ERA);
  const gint64 year_of_era = march_year - era * YEARS_PER_ERA;
  const gint64 months = (month + 9) % 12;
  const gint64 day_of_year = (153 * months + 2) / 5 + day - 1;
  const gint64 day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH;
}

static void
split_days (gint64 days, BtCivilTime *civil)
{
  const gint64 shifted = days + DAYS_TO_EPOCH;
  const gint64 era = bt_divide_floor (shifted, DAYS_PER_ERA);
  const gint64 day_of_era = shifted - era * DAYS_PER_ERA;
  /* Takes out the leap days that came before, so that what remains is whole years of 365 days. */
  const gint64 plain_days
    = day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (DAYS_PER_ERA - 1);
  const gint64 year_of_era = plain_days / 365;
  const gint64 day_of_year = day_of_era - (year_of_era * 365 + year_of_era / 4 - year_of_era / 100);
  const gint64 months = (5 * day_of_year + 2) / 153;

  civil->day = (int) (day_of_year - (153 * months + 2) / 5 + 1);
  civil->month = (int) (months < 10 ? months + 3 : months - 9);
  civil->year = (int) (era * YEARS_PER_ERA + year_of_era + (civil->month <= 2 ? 1 : 0));
}

static gboolean
read_number (Reader *reader, guint n_digits, int *out)
{
  int number = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (reader->next[i]))
        return FALSE;
      number = number * 10 + (reader->next[i] - '0');
    }
  reader->next += n_digits;
  *out = number;
  return TRUE;
}

static gboolean
read_char (Reader *reader, const char *allowed)
{
  if (*reader->next == '\0' || strchr (allowed, *reader->next) == NULL)
    return FALSE;
  reader->next++;
  return TRUE;
}

static gboolean
read_date (Reader *reader, BtCivilTime *civil)
{
  return read_number (reader, 4, &civil->year) && read_char (reader, "-")
         && read_number (reader, 2, &civil->month) && read_char (reader, "-")
         && read_number (reader, 2, &civil->day);
}

static gboolean
read_fraction (Reader *reader, int *microsecond)
{
  int scale = 100000;
  guint n_digits = 0;

  for (; n_digits < 6 && g_ascii_isdigit (*reader->next); n_digits++, scale /= 10)
    *microsecond += (*reader->next++ - '0') * scale;
  return n_digits > 0;
}

static gboolean
read_time_of_day (Reader *reader, BtCivilTime *civil)
{
  if (!read_number (reader, 2, &civil->hour) || !read_char (reader, ":")
      || !read_number (reader, 2, &civil->minute))
    return FALSE;
  if (!read_char (reader, ":"))
    return TRUE;
  if (!read_number (reader, 2, &civil->second))
    return FALSE;
  return !read_char (reader, ".") || read_fraction (reader, &civil->microsecond);
}

static gboolean
read_offset (Reader *reader, gint64 *offset_usec)
{
  int hours, minutes;

  *offset_usec = 0;
  if (*reader->next == '\0' || read_char (reader, "Zz"))
    return TRUE;
  const int sign = *reader->next == '-' ? -1 : 1;
  if (!read_char (reader, "+-") || !read_number (reader, 2, &hours) || !read_char (reader, ":")
      || !read_number (reader, 2, &minutes) || hours > 23 || minutes > 59)
    return FALSE;
  *offset_usec = sign * (hours * BT_USEC_PER_HOUR + minutes * BT_USEC_PER_MINUTE);
  return TRUE;
}

static gboolean
parse_text (const char *text, gint64 *out)
{
  Reader reader = { .next = text };
  BtCivilTime civil = { 0 };
  gint64 offset_usec = 0;

  if (!read_date (&reader, &civil))
    return FALSE;
  if (*reader.next != '\0'
      && (!read_char (&reader, "Tt ") || !read_time_of_day (&reader, &civil)
          || !read_offset (&reader, &offset_usec)))
    return FALSE;
  if (*reader.next != '\0' || !bt_civil_time_is_valid (&civil))
    return FALSE;
  *out = bt_time_from_civil (&civil) - offset_usec;
  return TRUE;
}

gint64
bt_time_from_civil (const BtCivilTime *civil)
{
  const gint64 seconds = (civil->hour * 60 + civil->minute) * 60 + civil->second;

  return count_days (civil->year, civil->month, civil->day) * BT_USEC_PER_DAY
         + seconds * BT_USEC_PER_SECOND + civil->microsecond;
}

BtCivilTime
bt_time_to_civil (gint64 time_usec)
{
  const gint64 days = bt_divide_floor (time_usec, BT_USEC_PER_DAY);
  /* The first microseconds that an int64 holds lie on a day whose midnight it does not hold. */
  const gint64 rest = (gint64) ((guint64) time_usec - (guint64) days * (guint64) BT_USEC_PER_DAY);
  const int seconds = (int) (rest / BT_USEC_PER_SECOND);
  BtCivilTime civil = {
    .hour = seconds / 3600,
    .minute = seconds / 60 % 60,
    .second = seconds % 60,
    .microsecond = (int) (rest % BT_USEC_PER_SECOND),
    .weekday = bt_time_weekday (time_usec),
  };

  split_days (days, &civil);
  return civil;
}

gboolean
bt_civil_time_is_valid (const BtCivilTime *civil)
{
  return civil->year >= 1 && civil->year <= 9999 && civil->month >= 1 && civil->month <= 12
         && civil->day >= 1 && civil->day <= get_month_length (civil->year, civil->month)
         && civil->hour >= 0 && civil->hour <= 23 && civil->minute >= 0 && civil->minute <= 59
         && civil->second >= 0 && civil->second <= 59 && civil->microsecond >= 0
         && civil->microsecond <= 999999;
}

int
bt_time_weekday (gint64 time_usec)
{
  const gint64 shifted = bt_divide_floor (time_usec, BT_USEC_PER_DAY) + EPOCH_WEEKDAY;

  return (int) (shifted - bt_divide_floor (shifted, 7) * 7);
}

gboolean
bt_time_parse (const char *text, gint64 *out, GError **error)
{
  g_return_val_if_fail (text != NULL && out != NULL, FALSE);

  if (parse_text (text, out))
    return TRUE;

  g_autofree char *shown = g_utf8_make_valid (text, -1);
  g_set_error (error, BT_BASE_ERROR, BT_BASE_ERROR_PARSE,
               "“%s” is not a date and time like 2024-03-04T08:00:00Z", shown);
  return FALSE;
}

char *
bt_time_to_string (gint64 time_usec)
{
  const BtCivilTime civil = bt_time_to_civil (time_usec);
  char fraction[8] = "";

  if (civil.microsecond != 0)
    {
      gsize length = (gsize) g_snprintf (fraction, sizeof fraction, ".%06d", civil.microsecond);

      while (fraction[length - 1] == '0')
        fraction[--length] = '\0';
    }
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%sZ", civil.year, civil.month, civil.day,
                          civil.hour, civil.minute, civil.second, fraction);
}
