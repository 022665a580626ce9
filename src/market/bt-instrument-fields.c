// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-instrument-fields.h"

#include "market/bt-market-error.h"

#include <string.h>

#define SWAP_DIGITS 2
#define MAX_DIGITS 8
#define MAX_LEVERAGE 1000
#define N_WEEKDAYS 7

typedef enum
{
  KIND_TEXT,
  KIND_CODE,
  KIND_DECIMAL,
  KIND_DIGITS,
  KIND_INT32,
  KIND_BOOLEAN,
  KIND_WEEKDAY,
  KIND_HOURS,
} Kind;

/* How a field is kept. */
typedef struct
{
  const char *name;
  Kind kind;
  gsize offset;
  gsize size;   /* of a text */
  guint digits; /* of a decimal */
  gint64 least; /* of a number that stands for itself, in its last digit */
  gint64 most;
  const char *allowed; /* English, after "must be" */
} Field;

#define TEXT(field_name, field_kind, member, what)                                                 \
  {                                                                                                \
    .name = (field_name), .kind = (field_kind), .offset = G_STRUCT_OFFSET (BtInstrument, member),  \
    .size = sizeof ((BtInstrument *) NULL)->member, .allowed = (what)                              \
  }
#define NUMBER(field_name, field_kind, member, places, from, to, what)                             \
  {                                                                                                \
    .name = (field_name), .kind = (field_kind), .offset = G_STRUCT_OFFSET (BtInstrument, member),  \
    .digits = (places), .least = (from), .most = (to), .allowed = (what)                           \
  }
#define LOTS(field_name, member)                                                                   \
  NUMBER (field_name, KIND_DECIMAL, member.units, BT_VOLUME_DIGITS, 1,                             \
          G_GINT64_CONSTANT (1000000) * BT_VOLUME_UNITS_PER_LOT,                                   \
          "a number of lots above 0 and at most 1000000, such as 0.01")
#define CODE_ALLOWED "a code of 3 to 7 capital letters or digits"
#define BOOLEAN_ALLOWED "true or false"
#define SWAP_ALLOWED "a number of points of at most 2 decimals, such as -7.35"

static const Field fields[BT_INSTRUMENT_N_FIELDS] = {
  [BT_INSTRUMENT_FIELD_DESCRIPTION]
  = TEXT ("description", KIND_TEXT, description, "text of at most 63 bytes"),
  [BT_INSTRUMENT_FIELD_BASE] = TEXT ("base", KIND_CODE, base, CODE_ALLOWED),
  [BT_INSTRUMENT_FIELD_QUOTE] = TEXT ("quote", KIND_CODE, quote, CODE_ALLOWED),
  [BT_INSTRUMENT_FIELD_DIGITS]
  = NUMBER ("digits", KIND_DIGITS, digits, 0, 0, MAX_DIGITS, "a whole number from 0 to 8"),
  [BT_INSTRUMENT_FIELD_CONTRACT_SIZE] = NUMBER ("contract_size",
                                                KIND_DECIMAL,
                                                contract_size,
                                                BT_CONTRACT_DIGITS,
                                                1,
                                                G_GINT64_CONSTANT (10000000000000000),
                                                "a number above 0 and at most 100000000"),
  [BT_INSTRUMENT_FIELD_VOLUME_MIN] = LOTS ("volume_min", volume_min),
  [BT_INSTRUMENT_FIELD_VOLUME_MAX] = LOTS ("volume_max", volume_max),
  [BT_INSTRUMENT_FIELD_VOLUME_STEP] = LOTS ("volume_step", volume_step),
  [BT_INSTRUMENT_FIELD_SPREAD] = NUMBER ("typical_spread_points",
                                         KIND_DECIMAL,
                                         typical_spread_points,
                                         0,
                                         0,
                                         10000000,
                                         "a whole number of points from 0 to 10000000"),
  [BT_INSTRUMENT_FIELD_LEVERAGE] = NUMBER ("leverage",
                                           KIND_INT32,
                                           leverage,
                                           0,
                                           0,
                                           MAX_LEVERAGE,
                                           "a whole number from 1 to 1000, or 0 for the account's"),
  [BT_INSTRUMENT_FIELD_SWAP] = NUMBER ("swap", KIND_BOOLEAN, has_swap, 0, 0, 1, BOOLEAN_ALLOWED),
  [BT_INSTRUMENT_FIELD_SWAP_LONG] = NUMBER ("swap_long_points",
                                            KIND_DECIMAL,
                                            swap_long_points,
                                            SWAP_DIGITS,
                                            -BT_INSTRUMENT_MAX_SWAP,
                                            BT_INSTRUMENT_MAX_SWAP,
                                            SWAP_ALLOWED),
  [BT_INSTRUMENT_FIELD_SWAP_SHORT] = NUMBER ("swap_short_points",
                                             KIND_DECIMAL,
                                             swap_short_points,
                                             SWAP_DIGITS,
                                             -BT_INSTRUMENT_MAX_SWAP,
                                             BT_INSTRUMENT_MAX_SWAP,
                                             SWAP_ALLOWED),
  [BT_INSTRUMENT_FIELD_SWAP_TRIPLE] = NUMBER ("swap_triple_day",
                                              KIND_WEEKDAY,
                                              swap_triple_weekday,
                                              0,
                                              0,
                                              N_WEEKDAYS - 1,
                                              "a day of the week, such as Wednesday"),
  [BT_INSTRUMENT_FIELD_WEEKENDS]
  = NUMBER ("trades_weekends", KIND_BOOLEAN, trades_weekends, 0, 0, 1, BOOLEAN_ALLOWED),
  [BT_INSTRUMENT_FIELD_HOURS] = NUMBER ("trading_hours", KIND_HOURS, hours, 0, 0, 0, ""),
};

static const char *const weekdays[N_WEEKDAYS]
  = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };

static gboolean
fail (const Field *field, const char *text, GError **error)
{
  g_set_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_INSTRUMENT, "%s is “%s”; it must be %s",
               field->name, text, field->allowed);
  return FALSE;
}

static gboolean
set_text (BtInstrument *instrument, const Field *field, const char *text, GError **error)
{
  char *out = &G_STRUCT_MEMBER (char, instrument, field->offset);

  if (strlen (text) >= field->size || !g_utf8_validate (text, -1, NULL)
      || (field->kind == KIND_CODE && !bt_currency_is_valid (text)))
    return fail (field, text, error);
  g_strlcpy (out, text, field->size);
  return TRUE;
}

static gboolean
read_boolean (const char *text, gint64 *out)
{
  static const char *const yes[] = { "true", "yes", "on", "1", NULL };
  static const char *const no[] = { "false", "no", "off", "0", NULL };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  *out = g_strv_contains (yes, lower) ? 1 : 0;
  return *out == 1 || g_strv_contains (no, lower);
}

static gboolean
set_number (BtInstrument *instrument, const Field *field, const char *text, GError **error)
{
  gint64 value = 0;
  gint32 weekday = 0;
  gboolean is_read = FALSE;

  if (field->kind == KIND_BOOLEAN)
    is_read = read_boolean (text, &value);
  else if (field->kind == KIND_WEEKDAY)
    {
      is_read = bt_weekday_parse (text, &weekday);
      value = weekday;
    }
  else
    is_read = bt_decimal_parse (text, -1, field->digits, &value, NULL);
  if (!is_read || value < field->least || value > field->most)
    return fail (field, text, error);
  if (field->kind == KIND_DECIMAL)
    G_STRUCT_MEMBER (gint64, instrument, field->offset) = value;
  else if (field->kind == KIND_DIGITS)
    G_STRUCT_MEMBER (guint, instrument, field->offset) = (guint) value;
  else
    G_STRUCT_MEMBER (gint32, instrument, field->offset) = (gint32) value;
  return TRUE;
}

const char *
bt_instrument_field_to_string (BtInstrumentField field)
{
  g_return_val_if_fail (field < BT_INSTRUMENT_N_FIELDS, NULL);
  return fields[field].name;
}

gboolean
bt_instrument_field_parse (const char *text, BtInstrumentField *out)
{
  g_return_val_if_fail (text != NULL && out != NULL, FALSE);

  for (guint i = 0; i < BT_INSTRUMENT_N_FIELDS; i++)
    if (g_ascii_strcasecmp (text, fields[i].name) == 0)
      {
        *out = i;
        return TRUE;
      }
  return FALSE;
}

char *
bt_instrument_get_field (const BtInstrument *instrument, BtInstrumentField which)
{
  g_return_val_if_fail (instrument != NULL && which < BT_INSTRUMENT_N_FIELDS, NULL);
  const Field *field = &fields[which];
  const char *start = (const char *) instrument + field->offset;
  char buffer[BT_DECIMAL_BUFFER];

  switch (field->kind)
    {
    case KIND_TEXT:
    case KIND_CODE:
      return g_strdup (start);
    case KIND_DECIMAL:
      return g_strdup (
        bt_decimal_format_short (*(const gint64 *) (gpointer) start, field->digits, 0, buffer));
    case KIND_DIGITS:
      return g_strdup_printf ("%u", instrument->digits);
    case KIND_INT32:
      return g_strdup_printf ("%d", *(const gint32 *) (gpointer) start);
    case KIND_BOOLEAN:
      return g_strdup (*(const gboolean *) (gpointer) start ? "true" : "false");
    case KIND_WEEKDAY:
      return g_strdup (bt_weekday_to_string (*(const gint32 *) (gpointer) start));
    case KIND_HOURS:
    default:
      return bt_trading_hours_to_string (&instrument->hours);
    }
}

gboolean
bt_instrument_set_field (BtInstrument *instrument,
                         BtInstrumentField which,
                         const char *text,
                         GError **error)
{
  g_return_val_if_fail (instrument != NULL && which < BT_INSTRUMENT_N_FIELDS && text != NULL,
                        FALSE);
  const Field *field = &fields[which];

  if (field->kind == KIND_TEXT || field->kind == KIND_CODE)
    return set_text (instrument, field, text, error);
  if (field->kind == KIND_HOURS)
    return bt_trading_hours_parse (text, &instrument->hours, error);
  return set_number (instrument, field, text, error);
}

BtInstrumentField
bt_instrument_find_fault (const BtInstrument *instrument)
{
  g_return_val_if_fail (instrument != NULL, BT_INSTRUMENT_N_FIELDS);

  for (guint i = 0; i < BT_INSTRUMENT_N_FIELDS; i++)
    {
      BtInstrument scratch = *instrument;
      g_autofree char *text = bt_instrument_get_field (instrument, i);

      if (!bt_instrument_set_field (&scratch, i, text, NULL))
        return i;
    }
  if (instrument->volume_max.units < instrument->volume_min.units)
    return BT_INSTRUMENT_FIELD_VOLUME_MAX;
  if (instrument->volume_step.units > instrument->volume_max.units)
    return BT_INSTRUMENT_FIELD_VOLUME_STEP;
  return BT_INSTRUMENT_N_FIELDS;
}

gboolean
bt_weekday_parse (const char *text, gint32 *out)
{
  g_return_val_if_fail (text != NULL && out != NULL, FALSE);
  const gsize length = strlen (text);

  if (length == 1 && *text >= '0' && *text < '0' + N_WEEKDAYS)
    {
      *out = *text - '0';
      return TRUE;
    }
  for (gint32 i = 0; length >= 3 && i < N_WEEKDAYS; i++)
    if (length <= strlen (weekdays[i]) && g_ascii_strncasecmp (text, weekdays[i], length) == 0)
      {
        *out = i;
        return TRUE;
      }
  return FALSE;
}

const char *
bt_weekday_to_string (gint32 weekday)
{
  g_return_val_if_fail (weekday >= 0 && weekday < N_WEEKDAYS, NULL);
  return weekdays[weekday];
}
