// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "print/bt-print-text.h"

#include <math.h>
#include <string.h>

#include "base/bt-decimal.h"
#include "base/bt-time.h"
#include "market/bt-trade-records.h"

#define THIN_SPACE "\u2009"
#define MINUS "\u2212"

/* Returns decimal text with its sign and thousands as they are printed. */
static char *
dress (const char *text, gboolean is_signed)
{
  gboolean is_negative = text[0] == '-';
  const char *digits = text + (is_negative ? 1 : 0);
  gsize length = strcspn (digits, ".");
  /* What is nothing when rounded has no sign. */
  gboolean is_nothing = strspn (digits, "0.") == strlen (digits);
  GString *dressed = g_string_new (NULL);

  if (!is_nothing && is_negative)
    g_string_append (dressed, MINUS);
  else if (!is_nothing && is_signed)
    g_string_append_c (dressed, '+');
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (dressed, THIN_SPACE);
      g_string_append_c (dressed, digits[i]);
    }
  g_string_append (dressed, digits + length);
  return g_string_free (dressed, FALSE);
}

char *
bt_print_amount (gint64 amount, guint digits, gboolean is_signed)
{
  char buffer[BT_DECIMAL_BUFFER];

  return dress (bt_decimal_format (amount, digits, buffer), is_signed);
}

char *
bt_print_number (double value, int decimals, gboolean is_signed)
{
  char format[8];
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (value))
    return g_strdup (BT_PRINT_NONE);
  if (isinf (value))
    return g_strdup (value > 0 ? "\u221e" : MINUS "\u221e");
  g_snprintf (format, sizeof format, "%%.%df", decimals);
  return dress (g_ascii_formatd (buffer, sizeof buffer, format, value), is_signed);
}

char *
bt_print_percent (double share, int decimals, gboolean is_signed)
{
  g_autofree char *number = bt_print_number (share * 100, decimals, is_signed);

  return isfinite (share) ? g_strconcat (number, THIN_SPACE "%", NULL) : g_steal_pointer (&number);
}

char *
bt_print_price (gint64 points, guint digits)
{
  return points == BT_PRICE_NONE ? g_strdup (BT_PRINT_NONE)
                                 : bt_print_amount (points, digits, FALSE);
}

char *
bt_print_time (gint64 time_usec)
{
  if (time_usec == BT_TIME_NONE)
    return g_strdup (BT_PRINT_NONE);
  const BtCivilTime civil = bt_time_to_civil (time_usec);

  return g_strdup_printf ("%04d-%02d-%02d %02d:%02d", civil.year, civil.month, civil.day,
                          civil.hour, civil.minute);
}

char *
bt_print_day (gint64 time_usec)
{
  const BtCivilTime civil = bt_time_to_civil (time_usec);

  return g_strdup_printf ("%d %s %d", civil.day, bt_print_month (civil.month), civil.year);
}

char *
bt_print_digest (const char *digest)
{
  gsize length = strlen (digest);

  return length < 16
           ? g_strdup (digest)
           : g_strdup_printf ("%.4s %.4s \u2026 %s", digest, digest + 4, digest + length - 4);
}

const char *
bt_print_month (int month)
{
  static const char *const names[]
    = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

  g_return_val_if_fail (month >= 1 && month <= 12, "");
  return names[month - 1];
}
