// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-specification-table.h"

#include "base/bt-checked.h"

#include <string.h>

/* Longer texts are no number. */
#define MAX_NUMBER 40
#define MAX_EXPONENT 18
#define SWAP_DIGITS 2
/* Swaps with more decimals are rounded to hundredths of a point. */
#define READ_DIGITS 10

/* Returns whether a text is digits in groups of three behind such a mark. */
static gboolean
is_grouped (const char *digits, char mark)
{
  const char *first = strchr (digits, mark);

  if (first == NULL || first == digits || first - digits > 3)
    return FALSE;
  for (const char *next = first; *next != '\0'; next += 4)
    if (*next != mark || !g_ascii_isdigit (next[1]) || !g_ascii_isdigit (next[2])
        || !g_ascii_isdigit (next[3]))
      return FALSE;
  return TRUE;
}

static void
remove_mark (char *text, char mark)
{
  char *out = text;

  for (const char *next = text; *next != '\0'; next++)
    if (*next != mark)
      *out++ = *next;
  *out = '\0';
}

/* Copies what can belong to a number at the start of a cell: "100 oz" is 100, "−7.35 pts" -7.35. */
static void
copy_number (const char *cell, char out[static MAX_NUMBER])
{
  static const char *const blanks[] = { " ", "\u00a0", "\u202f", "\u2009", "'", "\u2019" };
  static const char *const minuses[] = { "\u2212", "\u2013" };
  gsize length = 0;

  while (*cell != '\0' && length < MAX_NUMBER - 1)
    {
      gsize skipped = 0;

      for (guint i = 0; i < G_N_ELEMENTS (blanks) && skipped == 0; i++)
        skipped = g_str_has_prefix (cell, blanks[i]) ? strlen (blanks[i]) : 0;
      for (guint i = 0; i < G_N_ELEMENTS (minuses) && skipped == 0 && length == 0; i++)
        if (g_str_has_prefix (cell, minuses[i]))
          {
            skipped = strlen (minuses[i]);
            out[length++] = '-';
          }
      if (skipped == 0 && !g_ascii_isdigit (*cell) && strchr ("+-.,eE", *cell) == NULL)
        break;
      if (skipped == 0)
        out[length++] = *cell;
      cell += MAX (skipped, 1);
    }
  out[length] = '\0';
  /* The letter of a unit. */
  if (length > 0 && (out[length - 1] == 'e' || out[length - 1] == 'E'))
    out[length - 1] = '\0';
}

/* Makes a point of a decimal comma, and drops marks between thousands. */
static void
settle_marks (char *text)
{
  char *digits = text + strspn (text, "+-");
  char *comma = strrchr (digits, ',');
  char *point = strrchr (digits, '.');

  if (comma != NULL && point != NULL)
    remove_mark (digits, comma > point ? '.' : ',');
  else if (comma != NULL && is_grouped (digits, ','))
    remove_mark (digits, ',');
  else if (point != NULL && is_grouped (digits, '.') && strchr (digits, '.') != point)
    remove_mark (digits, '.');
  comma = strchr (digits, ',');
  if (comma != NULL)
    *comma = '.';
}

/* Reads the number at the start of a cell as a plain decimal in units of 10^-READ_DIGITS. */
static gboolean
read_number (const char *cell, gint64 *out)
{
  char text[MAX_NUMBER];
  gint64 exponent = 0;

  copy_number (cell, text);
  char *mark = strpbrk (text, "eE");
  if (mark != NULL
      && (!bt_decimal_parse (mark + (mark[1] == '+' ? 2 : 1), -1, 0, &exponent, NULL)
          || ABS (exponent) > MAX_EXPONENT))
    return FALSE;
  if (mark != NULL)
    *mark = '\0';
  settle_marks (text);
  const char *start = *text == '+' ? text + 1 : text;
  const gint64 digits = READ_DIGITS + exponent;
  return digits >= 0 && digits <= 18 && bt_decimal_parse (start, -1, (guint) digits, out, NULL);
}

/* Says that a cell is wrong. */
static gboolean
fail (BtSpecificationTable *table,
      const BtSpecificationRow *row,
      BtSpecificationRole role,
      const char *expected)
{
  g_autofree char *message = g_strdup_printf ("“%s” is no %s", row->cells[role], expected);

  bt_specification_table_add_note (table, row->line, role, TRUE, message);
  return FALSE;
}

static void
leave_out (BtSpecificationTable *table,
           const BtSpecificationRow *row,
           BtSpecificationRole role,
           const char *reason)
{
  g_autofree char *message = g_strdup_printf ("“%s” is left out: %s", row->cells[role], reason);

  bt_specification_table_add_note (table, row->line, role, FALSE, message);
}

/* Writes a text into a field; what the field does not take is noted. */
static gboolean
set_field (BtSpecificationTable *table,
           const BtSpecificationRow *row,
           BtSpecificationRole role,
           BtInstrument *instrument,
           BtInstrumentField field,
           const char *text)
{
  g_autoptr (GError) fault = NULL;

  if (bt_instrument_set_field (instrument, field, text, &fault))
    return TRUE;
  bt_specification_table_add_note (table, row->line, role, TRUE, fault->message);
  return FALSE;
}

/* A text longer than the field holds is cut at a character. */
static void
apply_description (const BtSpecificationRow *row, BtInstrument *instrument)
{
  const char *cell = row->cells[BT_SPECIFICATION_DESCRIPTION];
  g_autofree char *text = g_strndup (cell != NULL ? cell : "", BT_DESCRIPTION_SIZE - 1);
  const char *end = NULL;

  if (cell == NULL)
    return;
  g_utf8_validate (text, -1, &end);
  text[end - text] = '\0';
  g_strdelimit (text, "\r\n\t", ' ');
  g_strlcpy (instrument->description, text, sizeof instrument->description);
}

static gboolean
apply_code (BtSpecificationTable *table,
            const BtSpecificationRow *row,
            BtSpecificationRole role,
            BtInstrument *instrument,
            BtInstrumentField field)
{
  if (row->cells[role] == NULL)
    return TRUE;
  g_autofree char *upper = g_ascii_strup (row->cells[role], -1);
  return set_field (table, row, role, instrument, field, upper);
}

/* A tick of 0.25 needs two decimals. */
static gboolean
apply_digits (BtSpecificationTable *table, const BtSpecificationRow *row, BtInstrument *instrument)
{
  const gboolean is_stated = row->cells[BT_SPECIFICATION_DIGITS] != NULL;
  const BtSpecificationRole role = is_stated ? BT_SPECIFICATION_DIGITS : BT_SPECIFICATION_TICK_SIZE;
  gint64 value = 0;
  guint digits = READ_DIGITS;

  if (row->cells[role] == NULL)
    return TRUE;
  if (!read_number (row->cells[role], &value) || value < 0 || (!is_stated && value == 0))
    return fail (table, row, role, is_stated ? "number of digits" : "size of a tick");
  if (is_stated)
    digits = value % bt_power_of_ten (READ_DIGITS) == 0
               ? (guint) MIN (value / bt_power_of_ten (READ_DIGITS), READ_DIGITS)
               : READ_DIGITS;
  else
    for (; digits > 0 && value % 10 == 0; value /= 10)
      digits--;
  if (digits > 8)
    return fail (table, row, role, "number of digits from 0 to 8");
  bt_instrument_set_digits (instrument, digits);
  return TRUE;
}

static gboolean
apply_number (BtSpecificationTable *table,
              const BtSpecificationRow *row,
              BtSpecificationRole role,
              BtInstrument *instrument,
              BtInstrumentField field)
{
  gint64 value = 0;
  char buffer[BT_DECIMAL_BUFFER];

  if (row->cells[role] == NULL)
    return TRUE;
  if (!read_number (row->cells[role], &value))
    return fail (table, row, role, "number");
  return set_field (table, row, role, instrument, field,
                    bt_decimal_format_short (value, READ_DIGITS, 0, buffer));
}

/* Brokers write "floating", or pips. */
static void
apply_spread (BtSpecificationTable *table, const BtSpecificationRow *row, BtInstrument *instrument)
{
  const char *cell = row->cells[BT_SPECIFICATION_SPREAD];
  const gint64 one = bt_power_of_ten (READ_DIGITS);
  gint64 value = 0;

  if (cell == NULL)
    return;
  if (!read_number (cell, &value) || value < 0 || value % one != 0 || value / one > 10000000)
    leave_out (table, row, BT_SPECIFICATION_SPREAD, "it is no whole number of points");
  else if (value > 0)
    instrument->typical_spread_points = value / one;
}

/* "1:200", "200:1", "200" and a margin of "0.5 %" are the same. */
static void
apply_leverage (BtSpecificationTable *table,
                const BtSpecificationRow *row,
                BtInstrument *instrument)
{
  const gboolean is_stated = row->cells[BT_SPECIFICATION_LEVERAGE] != NULL;
  const BtSpecificationRole role
    = is_stated ? BT_SPECIFICATION_LEVERAGE : BT_SPECIFICATION_MARGIN_PERCENT;
  const char *cell = row->cells[role];
  const gint64 one = bt_power_of_ten (READ_DIGITS);
  gint64 value = 0;
  gint64 leverage = 0;

  if (cell == NULL)
    return;
  if (is_stated)
    {
      const char *ratio = g_str_has_prefix (cell, "1:") ? cell + 2 : cell;
      leverage = read_number (ratio, &value) && value % one == 0 ? value / one : 0;
    }
  else if ((strchr (cell, '%') != NULL || strcasestr (table->headings[role], "percent") != NULL
            || strchr (table->headings[role], '%') != NULL)
           && read_number (cell, &value) && value > 0)
    leverage = (100 * one + value / 2) / value;
  if (leverage < 1 || leverage > 1000)
    leave_out (table, row, role,
               is_stated ? "it is no leverage from 1 to 1,000" : "it is no percentage");
  else
    instrument->leverage = (gint32) leverage;
}

typedef enum
{
  SWAP_POINTS,
  SWAP_OFF,
  SWAP_OTHER, /* money or interest */
} SwapMode;

/* The terminals number their modes differently. */
static SwapMode
find_swap_mode (const BtSpecificationRow *row)
{
  const gboolean is_new = row->cells[BT_SPECIFICATION_SWAP_MODE] != NULL;
  const char *cell = row->cells[is_new ? BT_SPECIFICATION_SWAP_MODE : BT_SPECIFICATION_SWAP_TYPE];

  if (cell == NULL)
    return SWAP_POINTS;
  g_autofree char *lower = g_ascii_strdown (cell, -1);
  if (g_ascii_isdigit (*lower) && lower[1] == '\0')
    return *lower == (is_new ? '1' : '0') ? SWAP_POINTS
           : is_new && *lower == '0'      ? SWAP_OFF
                                          : SWAP_OTHER;
  if (strstr (lower, "point") != NULL)
    return SWAP_POINTS;
  return strstr (lower, "disabled") != NULL || strstr (lower, "none") != NULL
             || g_str_equal (lower, "no")
           ? SWAP_OFF
           : SWAP_OTHER;
}

static gboolean
apply_swap_side (BtSpecificationTable *table,
                 const BtSpecificationRow *row,
                 BtSpecificationRole role,
                 gint64 *out)
{
  gint64 value = 0;

  if (row->cells[role] == NULL)
    return TRUE;
  if (!read_number (row->cells[role], &value)
      || !bt_checked_div_half_even (value, bt_power_of_ten (READ_DIGITS - SWAP_DIGITS), &value)
      || ABS (value) > BT_INSTRUMENT_MAX_SWAP)
    return fail (table, row, role, "number of points");
  *out = value;
  return TRUE;
}

static void
apply_triple_day (BtSpecificationTable *table,
                  const BtSpecificationRow *row,
                  BtInstrument *instrument)
{
  const char *cell = row->cells[BT_SPECIFICATION_SWAP_TRIPLE];

  if (cell == NULL)
    return;
  g_autofree char *word = g_strndup (cell, strcspn (cell, " (,;/"));
  if (!bt_weekday_parse (word, &instrument->swap_triple_weekday))
    leave_out (table, row, BT_SPECIFICATION_SWAP_TRIPLE, "it is no day of the week");
}

static gboolean
apply_swap (BtSpecificationTable *table, const BtSpecificationRow *row, BtInstrument *instrument)
{
  const gboolean has_swap = row->cells[BT_SPECIFICATION_SWAP_LONG] != NULL
                            || row->cells[BT_SPECIFICATION_SWAP_SHORT] != NULL;
  const SwapMode mode = find_swap_mode (row);

  apply_triple_day (table, row, instrument);
  if (mode == SWAP_OFF)
    instrument->has_swap = FALSE;
  if (!has_swap || mode == SWAP_OFF)
    return TRUE;
  if (mode == SWAP_OTHER)
    {
      leave_out (table, row,
                 row->cells[BT_SPECIFICATION_SWAP_MODE] != NULL ? BT_SPECIFICATION_SWAP_MODE
                                                                : BT_SPECIFICATION_SWAP_TYPE,
                 "swaps that are not stated in points");
      return TRUE;
    }
  gint64 sides[] = { instrument->swap_long_points, instrument->swap_short_points };
  if (!apply_swap_side (table, row, BT_SPECIFICATION_SWAP_LONG, &sides[0])
      || !apply_swap_side (table, row, BT_SPECIFICATION_SWAP_SHORT, &sides[1]))
    return FALSE;
  instrument->swap_long_points = sides[0];
  instrument->swap_short_points = sides[1];
  instrument->has_swap = sides[0] != 0 || sides[1] != 0;
  return TRUE;
}

static void
apply_hours (BtSpecificationTable *table, const BtSpecificationRow *row, BtInstrument *instrument)
{
  const char *cell = row->cells[BT_SPECIFICATION_HOURS];
  g_autoptr (GError) fault = NULL;

  if (cell == NULL)
    return;
  g_autofree char *text = g_strdelimit (g_strdup (cell), "\r\n", ';');
  if (bt_trading_hours_parse (text, &instrument->hours, &fault))
    return;
  g_autofree char *zone = table->has_zone ? bt_zone_to_string (table->zone) : g_strdup ("");
  g_autofree char *with_zone = g_strconcat (text, " ", zone, NULL);
  if (!table->has_zone || !bt_trading_hours_parse (with_zone, &instrument->hours, NULL))
    leave_out (table, row, BT_SPECIFICATION_HOURS, fault->message);
}

gboolean
bt_specification_row_get_symbol (BtSpecificationTable *table,
                                 const BtSpecificationRow *row,
                                 char symbol[static BT_SYMBOL_SIZE])
{
  const char *cell = row->cells[BT_SPECIFICATION_SYMBOL];
  BtInstrument guess;

  if (cell == NULL || !g_ascii_isalnum (*cell) || strlen (cell) >= BT_SYMBOL_SIZE)
    {
      bt_specification_table_add_note (table, row->line, BT_SPECIFICATION_SYMBOL, TRUE,
                                       "there is no symbol of 1 to 31 letters and digits");
      return FALSE;
    }
  bt_instrument_guess (cell, 0, &guess);
  g_strlcpy (symbol, guess.symbol, BT_SYMBOL_SIZE);
  return TRUE;
}

gboolean
bt_specification_row_apply (BtSpecificationTable *table,
                            const BtSpecificationRow *row,
                            BtInstrument *instrument)
{
  static const struct
  {
    BtSpecificationRole role;
    BtInstrumentField field;
  } numbers[] = { { BT_SPECIFICATION_CONTRACT_SIZE, BT_INSTRUMENT_FIELD_CONTRACT_SIZE },
                  { BT_SPECIFICATION_VOLUME_MIN, BT_INSTRUMENT_FIELD_VOLUME_MIN },
                  { BT_SPECIFICATION_VOLUME_MAX, BT_INSTRUMENT_FIELD_VOLUME_MAX },
                  { BT_SPECIFICATION_VOLUME_STEP, BT_INSTRUMENT_FIELD_VOLUME_STEP } };
  g_autoptr (GError) fault = NULL;
  gboolean is_good = TRUE;

  apply_description (row, instrument);
  is_good &= apply_code (table, row, BT_SPECIFICATION_BASE, instrument, BT_INSTRUMENT_FIELD_BASE);
  is_good &= apply_code (table, row, BT_SPECIFICATION_QUOTE, instrument, BT_INSTRUMENT_FIELD_QUOTE);
  is_good &= apply_digits (table, row, instrument);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    is_good &= apply_number (table, row, numbers[i].role, instrument, numbers[i].field);
  apply_spread (table, row, instrument);
  apply_leverage (table, row, instrument);
  is_good &= apply_swap (table, row, instrument);
  apply_hours (table, row, instrument);
  if (is_good && !bt_instrument_validate (instrument, &fault))
    {
      bt_specification_table_add_note (table, row->line, BT_SPECIFICATION_N_ROLES, TRUE,
                                       fault->message);
      return FALSE;
    }
  return is_good;
}
