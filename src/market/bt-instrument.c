// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-instrument.h"

#include "base/bt-checked.h"
#include "market/bt-market-error.h"

#include <string.h>

#define MAX_DIGITS 8
#define LOTS(hundredths)                                                                           \
  {                                                                                                \
    (hundredths) * (BT_VOLUME_UNITS_PER_LOT / 100)                                                 \
  }
#define CONTRACT(units) ((units) *G_GINT64_CONSTANT (100000000))
/* Bounds that keep every product of a sensible price, volume and contract within 128 bits. */
#define MAX_CONTRACT_UNITS G_GINT64_CONSTANT (100000000)
#define MAX_LOTS G_GINT64_CONSTANT (1000000)
#define MAX_SPREAD_POINTS G_GINT64_CONSTANT (10000000)
/* The code that ISO 4217 keeps for "no currency". */
#define NO_CURRENCY "XXX"

static const BtInstrument builtins[] = {
  { "XAUUSD", "Gold against US dollar", "XAU", "USD", 2, CONTRACT (100), LOTS (1), LOTS (10000),
    LOTS (1), FALSE, 25 },
  { "XAGUSD", "Silver against US dollar", "XAG", "USD", 3, CONTRACT (5000), LOTS (1), LOTS (10000),
    LOTS (1), FALSE, 25 },
  { "EURUSD", "Euro against US dollar", "EUR", "USD", 5, CONTRACT (100000), LOTS (1), LOTS (10000),
    LOTS (1), FALSE, 8 },
  { "GBPUSD", "Pound sterling against US dollar", "GBP", "USD", 5, CONTRACT (100000), LOTS (1),
    LOTS (10000), LOTS (1), FALSE, 12 },
  { "USDJPY", "US dollar against yen", "USD", "JPY", 3, CONTRACT (100000), LOTS (1), LOTS (10000),
    LOTS (1), FALSE, 10 },
  { "USDCHF", "US dollar against Swiss franc", "USD", "CHF", 5, CONTRACT (100000), LOTS (1),
    LOTS (10000), LOTS (1), FALSE, 13 },
  { "AUDUSD", "Australian dollar against US dollar", "AUD", "USD", 5, CONTRACT (100000), LOTS (1),
    LOTS (10000), LOTS (1), FALSE, 10 },
  { "NZDUSD", "New Zealand dollar against US dollar", "NZD", "USD", 5, CONTRACT (100000), LOTS (1),
    LOTS (10000), LOTS (1), FALSE, 14 },
  { "USDCAD", "US dollar against Canadian dollar", "USD", "CAD", 5, CONTRACT (100000), LOTS (1),
    LOTS (10000), LOTS (1), FALSE, 14 },
  { "BTCUSD", "Bitcoin against US dollar", "BTC", "USD", 2, CONTRACT (1), LOTS (1), LOTS (10000),
    LOTS (1), TRUE, 1500 },
  { "US500", "S&P 500 index", "US500", "USD", 2, CONTRACT (1), LOTS (10), LOTS (50000), LOTS (10),
    FALSE, 50 },
  { "NAS100", "Nasdaq 100 index", "NAS100", "USD", 2, CONTRACT (1), LOTS (10), LOTS (50000),
    LOTS (10), FALSE, 120 },
  { "US30", "Dow Jones Industrial Average", "US30", "USD", 2, CONTRACT (1), LOTS (10), LOTS (50000),
    LOTS (10), FALSE, 250 },
  { "ETHUSD", "Ether against US dollar", "ETH", "USD", 2, CONTRACT (1), LOTS (1), LOTS (100000),
    LOTS (1), TRUE, 150 },
  { "EURGBP", "Euro against pound sterling", "EUR", "GBP", 5, CONTRACT (100000), LOTS (1),
    LOTS (10000), LOTS (1), FALSE, 11 },
  { "EURJPY", "Euro against yen", "EUR", "JPY", 3, CONTRACT (100000), LOTS (1), LOTS (10000),
    LOTS (1), FALSE, 14 },
  { "GBPJPY", "Pound sterling against yen", "GBP", "JPY", 3, CONTRACT (100000), LOTS (1),
    LOTS (10000), LOTS (1), FALSE, 20 },
};

static const char *const traded_currencies[] = {
  "AUD", "BRL", "CAD", "CHF", "CNH", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "INR",
  "JPY", "KRW", "MXN", "NOK", "NZD", "PLN", "RUB", "SEK", "SGD", "THB", "TRY", "USD", "ZAR", NULL,
};

static gboolean
is_symbol_char (char c)
{
  return g_ascii_isupper (c) || g_ascii_isdigit (c) || (c != '\0' && strchr ("._-#", c) != NULL);
}

/* Brokers append ".m", "_raw", "#" or a few small letters. */
static gboolean
is_broker_suffix (const char *suffix)
{
  if (*suffix == '\0' || strchr ("._-#+", *suffix) != NULL)
    return TRUE;
  for (const char *next = suffix; *next != '\0'; next++)
    if (!g_ascii_islower (*next))
      return FALSE;
  return TRUE;
}

static void
split_currencies (BtInstrument *instrument)
{
  char letters[BT_SYMBOL_SIZE] = "";
  gsize length = 0;

  while (g_ascii_isalnum (instrument->symbol[length]))
    {
      letters[length] = instrument->symbol[length];
      length++;
    }
  g_strlcpy (instrument->quote, "USD", sizeof instrument->quote);
  if (length == 6 && g_ascii_isupper (letters[3]) && g_ascii_isupper (letters[4])
      && g_ascii_isupper (letters[5]))
    {
      g_strlcpy (instrument->base, letters, 4);
      g_strlcpy (instrument->quote, letters + 3, 4);
    }
  else
    g_strlcpy (instrument->base, letters, sizeof instrument->base);
  if (!bt_currency_is_valid (instrument->base))
    g_strlcpy (instrument->base, NO_CURRENCY, sizeof instrument->base);
}

static gboolean
fail_field (GError **error, const char *field, const char *allowed)
{
  g_set_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_INSTRUMENT,
               "%s of the instrument must be %s", field, allowed);
  return FALSE;
}

static gboolean
is_symbol_valid (const char *symbol)
{
  if (*symbol == '\0' || memchr (symbol, '\0', BT_SYMBOL_SIZE) == NULL)
    return FALSE;
  for (const char *next = symbol; *next != '\0'; next++)
    if (!is_symbol_char (*next))
      return FALSE;
  return TRUE;
}

static gboolean
is_code_valid (const char code[static BT_CURRENCY_SIZE])
{
  return memchr (code, '\0', BT_CURRENCY_SIZE) != NULL && bt_currency_is_valid (code);
}

static guint
count_step_decimals (BtVolume step)
{
  guint decimals = BT_VOLUME_DIGITS;

  for (gint64 rest = step.units; decimals > 2 && rest % 10 == 0; rest /= 10)
    decimals--;
  return decimals;
}

const BtInstrument *
bt_instrument_builtins (guint *count)
{
  *count = G_N_ELEMENTS (builtins);
  return builtins;
}

const BtInstrument *
bt_instrument_find_builtin (const char *symbol)
{
  g_return_val_if_fail (symbol != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (builtins); i++)
    {
      const gsize length = strlen (builtins[i].symbol);

      if (g_ascii_strncasecmp (symbol, builtins[i].symbol, length) == 0
          && is_broker_suffix (symbol + length))
        return &builtins[i];
    }
  return NULL;
}

void
bt_instrument_guess (const char *symbol, guint digits, BtInstrument *out)
{
  g_return_if_fail (symbol != NULL && out != NULL);

  BtInstrument instrument = {
    .digits = MIN (digits, MAX_DIGITS),
    .contract_size = CONTRACT (1),
    .volume_min = LOTS (1),
    .volume_max = LOTS (10000),
    .volume_step = LOTS (1),
  };
  gsize length = 0;

  for (const char *next = symbol; *next != '\0' && length < BT_SYMBOL_SIZE - 1; next++)
    {
      const char upper = g_ascii_toupper (*next);

      if (is_symbol_char (upper))
        instrument.symbol[length++] = upper;
    }
  if (length == 0)
    g_strlcpy (instrument.symbol, "UNKNOWN", sizeof instrument.symbol);
  split_currencies (&instrument);
  if (g_strv_contains (traded_currencies, instrument.base)
      && g_strv_contains (traded_currencies, instrument.quote))
    instrument.contract_size = CONTRACT (100000);
  *out = instrument;
}

void
bt_instrument_set_digits (BtInstrument *instrument, guint digits)
{
  g_return_if_fail (instrument != NULL && digits <= MAX_DIGITS);

  if (digits > instrument->digits)
    instrument->typical_spread_points *= bt_power_of_ten (digits - instrument->digits);
  else
    instrument->typical_spread_points /= bt_power_of_ten (instrument->digits - digits);
  instrument->digits = digits;
}

void
bt_instrument_adopt (BtInstrument *instrument, const BtInstrument *from)
{
  g_return_if_fail (instrument != NULL && from != NULL);
  BtInstrument adopted = *from;

  bt_instrument_set_digits (&adopted, instrument->digits);
  /* What would not be accepted otherwise: far more digits than the spread was stated for. */
  adopted.typical_spread_points = MIN (adopted.typical_spread_points, MAX_SPREAD_POINTS);
  g_strlcpy (adopted.symbol, instrument->symbol, sizeof adopted.symbol);
  *instrument = adopted;
}

gboolean
bt_instrument_validate (const BtInstrument *instrument, GError **error)
{
  g_return_val_if_fail (instrument != NULL, FALSE);

  const gint64 max_units = MAX_LOTS * BT_VOLUME_UNITS_PER_LOT;
  if (!is_symbol_valid (instrument->symbol))
    return fail_field (error, "The symbol",
                       "1 to 31 capital letters, digits, ‘.’, ‘_’, ‘-’ or ‘#’");
  if (memchr (instrument->description, '\0', sizeof instrument->description) == NULL
      || !g_utf8_validate (instrument->description, -1, NULL))
    return fail_field (error, "The description", "text of at most 63 bytes");
  if (!is_code_valid (instrument->base))
    return fail_field (error, "The base currency", "a code of 3 to 7 capital letters or digits");
  if (!is_code_valid (instrument->quote))
    return fail_field (error, "The quote currency", "a code of 3 to 7 capital letters or digits");
  if (instrument->digits > MAX_DIGITS)
    return fail_field (error, "The number of digits", "0 to 8");
  if (instrument->contract_size < 1 || instrument->contract_size > CONTRACT (MAX_CONTRACT_UNITS))
    return fail_field (error, "The contract size", "above 0 and at most 100,000,000");
  if (instrument->volume_min.units < 1 || instrument->volume_min.units > max_units)
    return fail_field (error, "The smallest volume", "above 0 and at most 1,000,000 lots");
  if (instrument->volume_max.units < instrument->volume_min.units
      || instrument->volume_max.units > max_units)
    return fail_field (error, "The largest volume",
                       "at least the smallest volume and at most 1,000,000 lots");
  if (instrument->volume_step.units < 1
      || instrument->volume_step.units > instrument->volume_max.units)
    return fail_field (error, "The volume step", "above 0 and at most the largest volume");
  if (instrument->typical_spread_points < 0
      || instrument->typical_spread_points > MAX_SPREAD_POINTS)
    return fail_field (error, "The typical spread", "0 to 10,000,000 points");
  return TRUE;
}

gboolean
bt_instrument_profit (const BtInstrument *instrument,
                      gint64 delta_points,
                      BtVolume volume,
                      BtMoney *out)
{
  const guint quote_digits = bt_currency_digits (instrument->quote);
  BtInt128 product;

  if (!bt_checked_mul_128 ((BtInt128) delta_points * volume.units, instrument->contract_size,
                           &product))
    return FALSE;

  /* Points, volume and contract carry 10^-digits, 10^-8 and 10^-8; minor units carry
   * 10^-quote_digits. */
  const BtInt128 divisor = (BtInt128) bt_power_of_ten (BT_VOLUME_DIGITS + BT_CONTRACT_DIGITS)
                           * bt_power_of_ten (instrument->digits);
  return bt_checked_div_half_even (product, divisor / bt_power_of_ten (quote_digits), &out->minor);
}

const char *
bt_instrument_format_price (const BtInstrument *instrument,
                            BtPrice price,
                            char buffer[static BT_DECIMAL_BUFFER])
{
  return bt_decimal_format (price.points, instrument->digits, buffer);
}

const char *
bt_instrument_format_volume (const BtInstrument *instrument,
                             BtVolume volume,
                             char buffer[static BT_DECIMAL_BUFFER])
{
  return bt_decimal_format_short (volume.units, BT_VOLUME_DIGITS,
                                  count_step_decimals (instrument->volume_step), buffer);
}

void
bt_instrument_add_to_record (const BtInstrument *instrument, BtRecord *record)
{
  bt_record_add_string (record, instrument->symbol);
  bt_record_add_string (record, instrument->base);
  bt_record_add_string (record, instrument->quote);
  bt_record_add_int32 (record, (gint32) instrument->digits);
  bt_record_add_int64 (record, instrument->contract_size);
  bt_record_add_int64 (record, instrument->volume_min.units);
  bt_record_add_int64 (record, instrument->volume_max.units);
  bt_record_add_int64 (record, instrument->volume_step.units);
  bt_record_add_uint8 (record, instrument->trades_weekends ? 1 : 0);
}
