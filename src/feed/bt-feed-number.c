// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-feed-number.h"

#include "base/bt-checked.h"

#include <string.h>

/* Digits that a mantissa always has room for. */
#define MAX_DIGITS 18
#define MAX_EXPONENT 30
#define MAX_MANTISSA 1e18

/* Reads "e-05" at text; moves the decimals by it. */
static gboolean
apply_exponent (const char *text, const char *end, BtFeedNumber *number)
{
  int exponent = 0;
  const gboolean is_negative = text < end && *text == '-';

  if (text < end && (*text == '-' || *text == '+'))
    text++;
  if (text == end)
    return FALSE;
  for (; text < end; text++)
    {
      if (!g_ascii_isdigit (*text))
        return FALSE;
      exponent = exponent * 10 + (*text - '0');
      if (exponent > MAX_EXPONENT)
        return FALSE;
    }
  number->decimals += is_negative ? exponent : -exponent;
  for (; number->decimals < 0; number->decimals++)
    if (!bt_checked_mul (number->mantissa, 10, &number->mantissa))
      return FALSE;
  for (; number->decimals > MAX_DIGITS; number->decimals--)
    number->mantissa /= 10;
  return TRUE;
}

/* Reads digits with at most one mark, few enough to need no check; FALSE for everything else. */
static inline gboolean
parse_plain (const BtFeedField *field, char mark, BtFeedNumber *out)
{
  const char *text = field->text;
  const char *end = text + field->length;
  const char *mark_at = NULL;
  gint64 mantissa = 0;

  if (field->length > MAX_DIGITS || field->length == 0)
    return FALSE;
  for (; text < end; text++)
    {
      const guint digit = (guint) (guchar) *text - '0';
      if (G_LIKELY (digit <= 9))
        mantissa = mantissa * 10 + digit;
      else if (*text == mark && mark_at == NULL)
        mark_at = text;
      else
        return FALSE;
    }
  if (mark_at != NULL && field->length == 1)
    return FALSE;
  out->mantissa = mantissa;
  out->decimals = mark_at != NULL ? (int) (end - mark_at - 1) : 0;
  return TRUE;
}

/* Skips "$", "€" and "£" in front of a number. */
static const char *
skip_currency (const char *text, const char *end)
{
  static const char *const signs[] = { "$", "€", "£" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if ((gsize) (end - text) > strlen (signs[i]) && memcmp (text, signs[i], strlen (signs[i])) == 0)
      return text + strlen (signs[i]);
  return text;
}

gboolean
bt_feed_number_parse (const BtFeedField *field, BtNumberStyle style, BtFeedNumber *out)
{
  if (G_LIKELY (parse_plain (field, style.mark, out)))
    return TRUE;

  const char *text = skip_currency (field->text, field->text + field->length);
  const char *end = field->text + field->length;
  BtFeedNumber number = { 0 };
  int n_digits = 0;
  gboolean has_mark = FALSE;
  gboolean has_digit = FALSE;
  gboolean is_negative = FALSE;

  if (text < end && (*text == '-' || *text == '+'))
    is_negative = *text++ == '-';
  for (; text < end; text++)
    {
      const guint digit = (guint) (guchar) *text - '0';
      if (digit <= 9)
        {
          has_digit = TRUE;
          if (n_digits >= MAX_DIGITS)
            {
              if (!has_mark)
                return FALSE;
              continue;
            }
          number.mantissa = number.mantissa * 10 + digit;
          n_digits += number.mantissa != 0;
          if (has_mark)
            {
              if (number.decimals == MAX_DIGITS)
                return FALSE;
              number.decimals++;
            }
        }
      else if (*text == style.mark && !has_mark)
        has_mark = TRUE;
      else if ((*text == 'e' || *text == 'E') && has_digit)
        {
          if (!apply_exponent (text + 1, end, &number))
            return FALSE;
          break;
        }
      else if (style.thousands == 0 || *text != style.thousands || has_mark || !has_digit)
        return FALSE;
    }
  if (!has_digit)
    return FALSE;
  if (is_negative)
    number.mantissa = -number.mantissa;
  *out = number;
  return TRUE;
}

/* What programs write where there is no volume. */
static gboolean
is_missing (const BtFeedField *field)
{
  static const char *const words[] = { "", "-", "nan", "null", "none", "n/a", "na" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (bt_feed_field_equal (field, words[i]))
      return TRUE;
  return FALSE;
}

gboolean
bt_feed_number_parse_volume (const BtFeedField *field, BtNumberStyle style, BtFeedNumber *out)
{
  static const struct
  {
    char letter;
    gint64 factor;
  } units[] = { { 'K', 1000 }, { 'M', 1000000 }, { 'B', 1000000000 } };
  BtFeedField plain = *field;
  gint64 factor = 1;

  if (field->length > 0 && g_ascii_isdigit (field->text[field->length - 1]))
    return bt_feed_number_parse (field, style, out);
  if (is_missing (field))
    {
      *out = (BtFeedNumber){ 0 };
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_ascii_toupper (field->text[field->length - 1]) == units[i].letter)
      {
        factor = units[i].factor;
        plain.length--;
      }

  BtFeedNumber number;
  if (!bt_feed_number_parse (&plain, style, &number)
      || !bt_checked_mul (number.mantissa, factor, &number.mantissa))
    return FALSE;
  *out = number;
  return TRUE;
}

gboolean
bt_feed_number_from_double (double value, int decimals, BtFeedNumber *out)
{
  const double scaled = value * (double) bt_power_of_ten ((guint) decimals);

  /* No comparison with what is no number is true. */
  if (!(scaled > -MAX_MANTISSA && scaled < MAX_MANTISSA))
    return FALSE;
  *out = (BtFeedNumber){ .mantissa = (gint64) (scaled + (scaled < 0 ? -0.5 : 0.5)),
                         .decimals = decimals };
  return TRUE;
}

gboolean
bt_feed_number_from_float (float value, BtFeedNumber *out)
{
  for (int decimals = 0; decimals <= BT_FEED_MAX_DECIMALS; decimals++)
    {
      if (!bt_feed_number_from_double ((double) value, decimals, out))
        return decimals > 0;
      if ((float) ((double) out->mantissa / (double) bt_power_of_ten ((guint) decimals)) == value)
        return TRUE;
    }
  return TRUE;
}

int
bt_feed_number_compare (const BtFeedNumber *a, const BtFeedNumber *b)
{
  gint64 left = a->mantissa;
  gint64 right = b->mantissa;

  if (a->decimals != b->decimals
      && (!bt_feed_number_scale (a, BT_FEED_MAX_DECIMALS, &left)
          || !bt_feed_number_scale (b, BT_FEED_MAX_DECIMALS, &right)))
    return 0;
  return left < right ? -1 : left > right;
}

int
bt_feed_number_count_decimals (const BtFeedNumber *number)
{
  gint64 mantissa = number->mantissa;
  int decimals = number->decimals;

  if (decimals > BT_FEED_MAX_DECIMALS)
    {
      if (!bt_feed_number_scale (number, BT_FEED_MAX_DECIMALS, &mantissa))
        return BT_FEED_MAX_DECIMALS;
      decimals = BT_FEED_MAX_DECIMALS;
    }
  while (decimals > 0 && mantissa % 10 == 0)
    {
      mantissa /= 10;
      decimals--;
    }
  return decimals;
}

gboolean
bt_feed_number_scale (const BtFeedNumber *number, int digits, gint64 *out)
{
  if (number->decimals == digits)
    {
      *out = number->mantissa;
      return TRUE;
    }
  if (number->decimals < digits)
    return bt_checked_mul (number->mantissa, bt_power_of_ten ((guint) (digits - number->decimals)),
                           out);
  return bt_checked_div_half_even (number->mantissa,
                                   bt_power_of_ten ((guint) (number->decimals - digits)), out);
}
