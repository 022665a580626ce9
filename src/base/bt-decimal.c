// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-decimal.h"

#include "base/bt-checked.h"
#include "base/bt-error.h"

#include <string.h>

/* Digits after which a further one may no longer fit an int64. */
#define SAFE_DIGITS 18
/* Bytes of a faulty text that an error message repeats. */
#define SHOWN_BYTES 40

static gboolean
fail_parse (BtBaseError code, const char *problem, const char *text, gsize length, GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (text, (gssize) MIN (length, SHOWN_BYTES));

  g_set_error (error, BT_BASE_ERROR, (int) code, "“%s” %s", shown, problem);
  return FALSE;
}

/* Appends a digit to an unsigned number; FALSE when it would not fit. */
static gboolean
append_digit (guint64 *number, guint digit)
{
  guint64 shifted;

  return !__builtin_mul_overflow (*number, 10u, &shifted)
         && !__builtin_add_overflow (shifted, digit, number);
}

static gboolean
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

/* Finds where the run of digits that starts at index ends. */
static gsize
skip_digits (const char *text, gsize index, gsize length)
{
  while (index < length && is_digit (text[index]))
    index++;
  return index;
}

gboolean
bt_decimal_parse (const char *text, gssize length, guint digits, gint64 *out, GError **error)
{
  g_return_val_if_fail (text != NULL && out != NULL, FALSE);
  g_return_val_if_fail (digits <= 18, FALSE);

  const gsize size = length < 0 ? strlen (text) : (gsize) length;
  const gboolean is_negative = size > 0 && text[0] == '-';
  const gsize first = size > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const gsize point = skip_digits (text, first, size);
  gsize end = point;

  if (point < size && text[point] == '.')
    end = skip_digits (text, point + 1, size);
  if (point == first || end != size || end == point + 1)
    return fail_parse (BT_BASE_ERROR_PARSE, "is not a decimal number", text, size, error);

  const gsize decimals = end > point ? end - point - 1 : 0;
  for (gsize i = digits; i < decimals; i++)
    if (text[point + 1 + i] != '0')
      return fail_parse (BT_BASE_ERROR_RANGE, "has too many decimals", text, size, error);

  guint64 number = 0;
  gboolean fits = TRUE;
  const gsize kept = MIN (decimals, digits);
  if (point - first + digits <= SAFE_DIGITS)
    {
      for (gsize i = first; i < point; i++)
        number = number * 10 + (guint64) (text[i] - '0');
      for (gsize i = 0; i < kept; i++)
        number = number * 10 + (guint64) (text[point + 1 + i] - '0');
      number *= (guint64) bt_power_of_ten (digits - (guint) kept);
    }
  else
    {
      for (gsize i = first; i < point && fits; i++)
        fits = append_digit (&number, (guint) (text[i] - '0'));
      for (gsize i = 0; i < digits && fits; i++)
        fits = append_digit (&number, i < kept ? (guint) (text[point + 1 + i] - '0') : 0);
    }

  if (!fits || number > (guint64) G_MAXINT64 + (is_negative ? 1 : 0))
    return fail_parse (BT_BASE_ERROR_OVERFLOW, "is too large", text, size, error);
  *out = is_negative ? (gint64) (0 - number) : (gint64) number;
  return TRUE;
}

const char *
bt_decimal_format (gint64 value, guint digits, char buffer[static BT_DECIMAL_BUFFER])
{
  return bt_decimal_format_short (value, digits, digits, buffer);
}

const char *
bt_decimal_format_short (gint64 value,
                         guint digits,
                         guint minimum_digits,
                         char buffer[static BT_DECIMAL_BUFFER])
{
  g_return_val_if_fail (digits <= 18, NULL);

  guint64 rest = value < 0 ? 0 - (guint64) value : (guint64) value;
  guint kept = digits;
  while (kept > minimum_digits && rest % 10 == 0)
    {
      rest /= 10;
      kept--;
    }

  char reversed[BT_DECIMAL_BUFFER];
  guint length = 0;
  for (guint i = 0; i < kept; i++, rest /= 10)
    reversed[length++] = (char) ('0' + rest % 10);
  if (kept > 0)
    reversed[length++] = '.';
  do
    {
      reversed[length++] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  while (rest != 0);
  if (value < 0)
    reversed[length++] = '-';

  for (guint i = 0; i < length; i++)
    buffer[i] = reversed[length - 1 - i];
  buffer[length] = '\0';
  return buffer;
}

char *
bt_decimal_to_string (gint64 value, guint digits)
{
  char buffer[BT_DECIMAL_BUFFER];

  return g_strdup (bt_decimal_format (value, digits, buffer));
}
