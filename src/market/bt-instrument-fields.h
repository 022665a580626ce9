// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* An instrument's fields by name and as text: what a form, a command line and a table of
 * specifications read and show. Texts are in the program's own form, without a locale. */
#pragma once

#include "market/bt-instrument.h"

G_BEGIN_DECLS

/* Every field but the symbol, in the order in which they are shown. */
typedef enum
{
  BT_INSTRUMENT_FIELD_DESCRIPTION,
  BT_INSTRUMENT_FIELD_BASE,
  BT_INSTRUMENT_FIELD_QUOTE,
  BT_INSTRUMENT_FIELD_DIGITS,
  BT_INSTRUMENT_FIELD_CONTRACT_SIZE,
  BT_INSTRUMENT_FIELD_VOLUME_MIN,
  BT_INSTRUMENT_FIELD_VOLUME_MAX,
  BT_INSTRUMENT_FIELD_VOLUME_STEP,
  BT_INSTRUMENT_FIELD_SPREAD,   /* whole points */
  BT_INSTRUMENT_FIELD_LEVERAGE, /* 0: the account's */
  BT_INSTRUMENT_FIELD_SWAP,     /* "true" or "false" */
  BT_INSTRUMENT_FIELD_SWAP_LONG,
  BT_INSTRUMENT_FIELD_SWAP_SHORT,
  BT_INSTRUMENT_FIELD_SWAP_TRIPLE, /* "Sunday" … "Saturday" */
  BT_INSTRUMENT_FIELD_WEEKENDS,    /* "true" or "false" */
  BT_INSTRUMENT_FIELD_HOURS,
  BT_INSTRUMENT_N_FIELDS,
} BtInstrumentField;

/* Returns a field's name ("contract_size", "trading_hours"); static. */
const char *bt_instrument_field_to_string (BtInstrumentField field);
/* Finds a field by that name, in any case; returns FALSE, and stores nothing, for another text. */
gboolean bt_instrument_field_parse (const char *text, BtInstrumentField *out);
/* Returns a field's value as a new string that bt_instrument_set_field() reads; free with g_free().
 */
char *bt_instrument_get_field (const BtInstrument *instrument, BtInstrumentField field);
/* Reads a value into a field. Fails with BT_MARKET_ERROR_INSTRUMENT, or for hours with
 * BT_MARKET_ERROR_HOURS, naming the field and what is allowed; the instrument is unchanged then.
 * Whether fields contradict each other is up to bt_instrument_validate(). New digits leave the
 * distances in points as they are; see bt_instrument_set_digits(). */
gboolean bt_instrument_set_field (BtInstrument *instrument,
                                  BtInstrumentField field,
                                  const char *text,
                                  GError **error);
/* Returns the field that bt_instrument_validate() would complain about, or BT_INSTRUMENT_N_FIELDS
 * when there is none or it is the symbol. */
BtInstrumentField bt_instrument_find_fault (const BtInstrument *instrument);

/* Reads a weekday by its English name, of which three letters are enough, or by its number (0
 * Sunday). */
gboolean bt_weekday_parse (const char *text, gint32 *out);
/* Returns a weekday's English name ("Wednesday"); static. */
const char *bt_weekday_to_string (gint32 weekday);

G_END_DECLS
