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

/* Signs and codes of currencies that stand before or after an amount. */
static const char *const currencies[]
  = { "$",   "€",   "£",   "¥",   "₹",   "₽", "₩",   "₺",  "R$", "US$", "A$", "C$",
      "HK$", "USD", "EUR", "GBP", "JPY", "CHF", "Rs.", "Rs", "kr", "zł",  "R " };

static inline gboolean
is_of_number (char character)
{
  return g_ascii_isdigit (character) || character == '-' || character == '+' || character == '.'
         || character == ',';
}

/* Takes a currency off either end of a number, with the blanks between them. */
static BtFeedField
strip_currency (const BtFeedField *field)
{
  BtFeedField rest = *field;

  /* Nearly all numbers have none. */
  if (field->length == 0
      || (is_of_number (field->text[0]) && is_of_number (field->text[field->length - 1])))
    return rest;
  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    {
      const guint length = (guint) strlen (currencies[i]);
      if (rest.length <= length)
        continue;
      if (memcmp (rest.text, currencies[i], length) == 0)
        {
          rest.text += length;
          rest.length -= length;
        }
      else if (memcmp (rest.text + rest.length - length, currencies[i], length) == 0)
        rest.length -= length;
      else
        continue;
      break;
    }
  while (rest.length > 0 && rest.text[0] == ' ')
    {
      rest.text++;
      rest.length--;
    }
  while (rest.length > 0 && rest.text[rest.length - 1] == ' ')
    rest.length--;
  return rest;
}

/* Returns the length of what divides groups of three digits whatever the table's style is (a blank
 * of some width, an apostrophe), when three digits follow; else 0. */
static gsize
match_group_mark (const char *text, const char *end)
{
  static const char *const marks[]
    = { "'", " ", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89", "\xe2\x80\x99" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const gsize length = strlen (marks[i]);
      const char *digits = text + length;
      if ((gsize) (end - text) >= length + 3 && memcmp (text, marks[i], length) == 0
          && g_ascii_isdigit (digits[0]) && g_ascii_isdigit (digits[1])
          && g_ascii_isdigit (digits[2]) && (digits + 3 == end || !g_ascii_isdigit (digits[3])))
        return length;
    }
  return 0;
}

gboolean
bt_feed_number_parse (const BtFeedField *field, BtNumberStyle style, BtFeedNumber *out)
{
  if (G_LIKELY (parse_plain (field, style.mark, out)))
    return TRUE;

  const BtFeedField plain = strip_currency (field);
  const char *text = plain.text;
  const char *end = plain.text + plain.length;
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
          if (n_digits >= MAX_DIGITS || number.decimals == MAX_DIGITS)
            {
              if (!has_mark)
                return FALSE;
              continue;
            }
          number.mantissa = number.mantissa * 10 + digit;
          n_digits += number.mantissa != 0;
          if (has_mark)
            number.decimals++;
        }
      else if (*text == style.mark && !has_mark)
        has_mark = TRUE;
      else if ((*text == 'e' || *text == 'E') && has_digit)
        {
          if (!apply_exponent (text + 1, end, &number))
            return FALSE;
          break;
        }
      else if (has_mark || !has_digit)
        return FALSE;
      else if (style.thousands == 0 || *text != style.thousands)
        {
          const gsize skipped = match_group_mark (text, end);
          if (skipped == 0)
            return FALSE;
          text += skipped - 1;
        }
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
  static const char *const words[]
    = { "", "-", "--", "nan", "null", "none", "n/a", "na", "#n/a", "#n/a n/a" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (bt_feed_field_equal (field, words[i]))
      return TRUE;
  return FALSE;
}

/* Reads a volume whose groups of digits are divided although those of prices are not. */
static gboolean
parse_grouped (const BtFeedField *field, BtNumberStyle style, BtFeedNumber *out)
{
  const char mark = style.mark == ',' ? '.' : ',';
  const BtNumberStyle grouped = { style.mark, mark };
  const char *last = memrchr (field->text, mark, field->length);

  if (last == NULL)
    return FALSE;
  const char *end = field->text + field->length;
  const guint n_digits = (guint) strspn (last + 1, "0123456789");
  return MIN (n_digits, (guint) (end - last - 1)) == 3
         && bt_feed_number_parse (field, grouped, out);
}

static gboolean
parse_amount (const BtFeedField *field, BtNumberStyle style, BtFeedNumber *out)
{
  return bt_feed_number_parse (field, style, out) || parse_grouped (field, style, out);
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
    return parse_amount (field, style, out);
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
  while (plain.length > 0 && plain.text[plain.length - 1] == ' ')
    plain.length--;

  BtFeedNumber number;
  if (!parse_amount (&plain, style, &number)
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
