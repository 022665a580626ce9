// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-format.h"

#include "base/bt-decimal.h"
#include "market/bt-trade-records.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MINUS "\xe2\x88\x92"
#define THIN_SPACE "\xe2\x80\x89"

/* Returns plain decimal text with groups of three digits before the point and a real minus. */
static char *
group_thousands (const char *plain, gboolean has_plus)
{
  const char *digits = *plain == '-' ? plain + 1 : plain;
  const char *point = strchr (digits, '.');
  gsize whole = point != NULL ? (gsize) (point - digits) : strlen (digits);
  GString *text = g_string_new (NULL);

  if (*plain == '-')
    g_string_append (text, MINUS);
  else if (has_plus)
    g_string_append_c (text, '+');
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (text, THIN_SPACE);
      g_string_append_c (text, digits[i]);
    }
  if (point != NULL)
    g_string_append (text, point);
  return g_string_free (text, FALSE);
}

/* Returns a double with fixed decimals and a point in every locale; no minus before a rounded zero.
 */
static char *
format_fixed (double value, guint decimals, gboolean has_sign)
{
  char format[16];
  char number[G_ASCII_DTOSTR_BUF_SIZE * 4];

  g_snprintf (format, sizeof format, "%%.%uf", decimals);
  g_ascii_formatd (number, sizeof number, format, value);
  gboolean is_zero = strspn (number, "-0.") == strlen (number);
  const char *plain = is_zero && *number == '-' ? number + 1 : number;
  return group_thousands (plain, has_sign && !is_zero);
}

char *
bt_format_money (BtMoney amount, guint digits)
{
  char plain[BT_DECIMAL_BUFFER];

  return group_thousands (bt_decimal_format (amount.minor, digits, plain), FALSE);
}

char *
bt_format_result (BtMoney amount, guint digits)
{
  char plain[BT_DECIMAL_BUFFER];

  return group_thousands (bt_decimal_format (amount.minor, digits, plain), amount.minor > 0);
}

char *
bt_format_count (gint64 count)
{
  char plain[BT_DECIMAL_BUFFER];

  return group_thousands (bt_decimal_format (count, 0, plain), FALSE);
}

char *
bt_format_percent (double fraction, guint decimals)
{
  if (!isfinite (fraction))
    return g_strdup (BT_FORMAT_NONE);
  g_autofree char *number = format_fixed (fraction * 100.0, decimals, FALSE);
  return g_strconcat (number, THIN_SPACE, "%", NULL);
}

char *
bt_format_percent_signed (double fraction, guint decimals)
{
  if (!isfinite (fraction))
    return g_strdup (BT_FORMAT_NONE);
  g_autofree char *number = format_fixed (fraction * 100.0, decimals, TRUE);
  return g_strconcat (number, THIN_SPACE, "%", NULL);
}

char *
bt_format_ratio (double ratio, guint decimals)
{
  if (isinf (ratio) && ratio > 0)
    return g_strdup ("∞");
  if (!isfinite (ratio))
    return g_strdup (BT_FORMAT_NONE);
  return format_fixed (ratio, decimals, FALSE);
}

char *
bt_format_risk_multiple (double multiple)
{
  if (!isfinite (multiple))
    return g_strdup (BT_FORMAT_NONE);
  g_autofree char *number = format_fixed (multiple, 2, TRUE);
  return g_strconcat (number, THIN_SPACE, "R", NULL);
}

char *
bt_format_price (const BtInstrument *instrument, gint64 points)
{
  char plain[BT_DECIMAL_BUFFER];

  if (points == BT_PRICE_NONE)
    return g_strdup (BT_FORMAT_NONE);
  bt_instrument_format_price (instrument, BT_PRICE (points), plain);
  return *plain == '-' ? g_strconcat (MINUS, plain + 1, NULL) : g_strdup (plain);
}

char *
bt_format_volume (const BtInstrument *instrument, BtVolume volume)
{
  char plain[BT_DECIMAL_BUFFER];

  return g_strdup (bt_instrument_format_volume (instrument, volume, plain));
}

/* Returns a time by a pattern of g_date_time_format(), in UTC. */
static char *
format_by_pattern (gint64 time_usec, const char *pattern)
{
  if (time_usec == BT_TIME_NONE)
    return g_strdup (BT_FORMAT_NONE);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (
    time_usec / BT_USEC_PER_SECOND - (time_usec % BT_USEC_PER_SECOND < 0));
  char *text = time != NULL ? g_date_time_format (time, pattern) : NULL;
  return text != NULL ? text : g_strdup (BT_FORMAT_NONE);
}

char *
bt_format_time (gint64 time_usec)
{
  return format_by_pattern (time_usec, "%Y-%m-%d %H:%M");
}

char *
bt_format_time_range (gint64 from_usec, gint64 to_usec)
{
  g_autofree char *from = bt_format_time (from_usec);
  g_autofree char *to = bt_format_time (to_usec);

  if (g_str_equal (from, to))
    return g_steal_pointer (&from);
  const char *space = strchr (to, ' ');
  const gboolean is_same_day = space != NULL && strncmp (from, to, (gsize) (space - to)) == 0;
  return g_strdup_printf ("%s – %s", from, is_same_day ? space + 1 : to);
}

char *
bt_format_date (gint64 time_usec)
{
  return format_by_pattern (time_usec, "%Y-%m-%d");
}

char *
bt_format_clock (gint64 time_usec)
{
  return format_by_pattern (time_usec, "%H:%M:%S");
}

char *
bt_format_moment (gint64 time_usec)
{
  /* Translators: day, short month and time, by g_date_time_format(). */
  return format_by_pattern (time_usec, C_ ("date", "%-d %b %H:%M"));
}

char *
bt_format_period (gint64 from_usec, gint64 to_usec)
{
  BtCivilTime from = bt_time_to_civil (from_usec);
  BtCivilTime to = bt_time_to_civil (to_usec);
  /* Translators: by g_date_time_format(): day, short month, year. */
  g_autofree char *last = format_by_pattern (to_usec, C_ ("date", "%-d %b %Y"));
  g_autofree char *first = NULL;

  if (from.year != to.year)
    first = format_by_pattern (from_usec, C_ ("date", "%-d %b %Y"));
  else if (from.month != to.month)
    /* Translators: by g_date_time_format(): the first day of a span within one year. */
    first = format_by_pattern (from_usec, C_ ("date", "%-d %b"));
  else if (from.day != to.day)
    /* Translators: by g_date_time_format(): the first day of a span within one month. */
    first = format_by_pattern (from_usec, C_ ("date", "%-d"));
  if (first == NULL)
    return g_steal_pointer (&last);
  return g_strdup_printf ("%s – %s", first, last);
}

char *
bt_format_duration (gint64 span_usec)
{
  gint64 seconds = MAX (span_usec, 0) / BT_USEC_PER_SECOND;
  int minutes = (int) (seconds / 60 % 60), hours = (int) (seconds / 3600 % 24);
  int days = (int) MIN (seconds / 86400, 999999);

  if (days > 0 && hours > 0)
    /* Translators: days and hours, abbreviated. */
    return g_strdup_printf (_ ("%d d %d h"), days, hours);
  if (days > 0)
    /* Translators: days, abbreviated. */
    return g_strdup_printf (_ ("%d d"), days);
  if (hours > 0)
    /* Translators: hours and minutes, abbreviated. */
    return g_strdup_printf (_ ("%d h %d min"), hours, minutes);
  if (minutes > 0)
    /* Translators: minutes, abbreviated. */
    return g_strdup_printf (_ ("%d min"), minutes);
  /* Translators: seconds, abbreviated. */
  return g_strdup_printf (_ ("%d s"), (int) seconds);
}

char *
bt_format_digest (const char *digest)
{
  gsize length = digest != NULL ? strlen (digest) : 0;

  if (length < 16)
    return g_strdup (BT_FORMAT_NONE);
  return g_strdup_printf ("%.4s %.4s … %s", digest, digest + 4, digest + length - 4);
}

char *
bt_format_megabytes (gint64 bytes)
{
  return format_fixed ((double) bytes / 1e6, 1, FALSE);
}

const char *
bt_format_tone (gint64 value)
{
  return value > 0 ? "up" : value < 0 ? "down" : NULL;
}
