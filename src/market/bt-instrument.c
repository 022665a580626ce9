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
#define MAX_LEVERAGE 1000
#define WEDNESDAY 3
/* The code that ISO 4217 keeps for "no currency". */
#define NO_CURRENCY "XXX"

/* Trade with the hours of gold. */
static const char *const metals[] = { "XAU", "XAG", "XPT", "XPD", "XCU", NULL };
static const char *const coins[]
  = { "ADA", "AVAX",  "BCH", "BNB", "BTC", "DASH", "DOGE", "DOT", "EOS", "ETC", "ETH", "LINK",
      "LTC", "MATIC", "SOL", "TRX", "UNI", "XBT",  "XLM",  "XMR", "XRP", "ZEC", NULL };
/* What coins are priced in beside currencies. */
static const char *const coin_quotes[] = { "USDT", "USDC", "BUSD", "FDUSD", "TUSD", NULL };
/* Longer ones are no ticker of a share. */
#define MAX_TICKER 5

static const char *const traded_currencies[] = {
  "AUD", "BRL", "CAD", "CHF", "CNH", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "INR",
  "JPY", "KRW", "MXN", "NOK", "NZD", "PLN", "RUB", "SEK", "SGD", "THB", "TRY", "USD", "ZAR", NULL,
};

static gboolean
is_symbol_char (char c)
{
  return g_ascii_isupper (c) || g_ascii_isdigit (c) || (c != '\0' && strchr ("._-#", c) != NULL);
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

/* Returns whether the symbol, up to its suffix, is a coin and what it is priced in. */
static gboolean
is_coin_pair (const char *symbol)
{
  for (guint i = 0; coins[i] != NULL; i++)
    {
      if (!g_str_has_prefix (symbol, coins[i]))
        continue;
      char quote[BT_SYMBOL_SIZE];
      const char *rest = symbol + strlen (coins[i]);
      gsize length = 0;

      rest += *rest == '-' || *rest == '_' ? 1 : 0;
      for (; g_ascii_isalnum (rest[length]); length++)
        quote[length] = rest[length];
      quote[length] = '\0';
      if (g_strv_contains (traded_currencies, quote) || g_strv_contains (coin_quotes, quote)
          || g_strv_contains (coins, quote))
        return TRUE;
    }
  return FALSE;
}

/* Capital letters alone, perhaps with ".US" or a class as in "BRK.B". */
static gboolean
is_ticker (const char *symbol)
{
  gsize length = 0;

  while (g_ascii_isupper (symbol[length]))
    length++;
  return length >= 1 && length <= MAX_TICKER
         && (symbol[length] == '\0' || g_str_equal (symbol + length, ".US")
             || (symbol[length] == '.' && g_ascii_isupper (symbol[length + 1])
                 && symbol[length + 2] == '\0'));
}

static void
guess_hours (BtInstrument *instrument)
{
  const gboolean has_quote = g_strv_contains (traded_currencies, instrument->quote);

  if (is_coin_pair (instrument->symbol))
    instrument->hours = *bt_trading_hours_of_class (BT_HOURS_COINS);
  else if (g_strv_contains (traded_currencies, instrument->base) && has_quote)
    instrument->hours = *bt_trading_hours_of_class (BT_HOURS_FOREX);
  else if (g_strv_contains (metals, instrument->base) && has_quote)
    instrument->hours = *bt_trading_hours_of_class (BT_HOURS_METALS);
  else if (is_ticker (instrument->symbol))
    instrument->hours = *bt_trading_hours_of_class (BT_HOURS_US_EQUITIES);
}

void
bt_instrument_init (BtInstrument *out)
{
  g_return_if_fail (out != NULL);

  *out = (BtInstrument){
    .contract_size = CONTRACT (1),
    .volume_min = LOTS (1),
    .volume_max = LOTS (10000),
    .volume_step = LOTS (1),
    .swap_triple_weekday = WEDNESDAY,
  };
}

void
bt_instrument_guess (const char *symbol, guint digits, BtInstrument *out)
{
  g_return_if_fail (symbol != NULL && out != NULL);

  BtInstrument instrument;
  gsize length = 0;

  bt_instrument_init (&instrument);
  instrument.digits = MIN (digits, MAX_DIGITS);

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
  guess_hours (&instrument);
  *out = instrument;
}

/* Returns a distance in points of other digits. */
static gint64
rescale (gint64 points, guint from_digits, guint to_digits)
{
  return to_digits > from_digits ? points * bt_power_of_ten (to_digits - from_digits)
                                 : points / bt_power_of_ten (from_digits - to_digits);
}

void
bt_instrument_set_digits (BtInstrument *instrument, guint digits)
{
  g_return_if_fail (instrument != NULL && digits <= MAX_DIGITS);
  const guint from = instrument->digits;

  instrument->typical_spread_points = rescale (instrument->typical_spread_points, from, digits);
  instrument->swap_long_points = rescale (instrument->swap_long_points, from, digits);
  instrument->swap_short_points = rescale (instrument->swap_short_points, from, digits);
  instrument->digits = digits;
}

void
bt_instrument_adopt (BtInstrument *instrument, const BtInstrument *from)
{
  g_return_if_fail (instrument != NULL && from != NULL);
  BtInstrument adopted = *from;

  bt_instrument_set_digits (&adopted, instrument->digits);
  /* What would not be accepted otherwise: far more digits than these were stated for. */
  adopted.typical_spread_points = MIN (adopted.typical_spread_points, MAX_SPREAD_POINTS);
  adopted.swap_long_points
    = CLAMP (adopted.swap_long_points, -BT_INSTRUMENT_MAX_SWAP, BT_INSTRUMENT_MAX_SWAP);
  adopted.swap_short_points
    = CLAMP (adopted.swap_short_points, -BT_INSTRUMENT_MAX_SWAP, BT_INSTRUMENT_MAX_SWAP);
  g_strlcpy (adopted.symbol, instrument->symbol, sizeof adopted.symbol);
  *instrument = adopted;
}

static gboolean
check_swap (const BtInstrument *instrument, GError **error)
{
  static const char *const allowed = "-10,000,000 to 10,000,000 points";

  if (ABS (instrument->swap_long_points) > BT_INSTRUMENT_MAX_SWAP)
    return fail_field (error, "The swap of a long position", allowed);
  if (ABS (instrument->swap_short_points) > BT_INSTRUMENT_MAX_SWAP)
    return fail_field (error, "The swap of a short position", allowed);
  if (instrument->swap_triple_weekday < 0 || instrument->swap_triple_weekday > 6)
    return fail_field (error, "The day of the triple swap", "a day of the week");
  return TRUE;
}

static gboolean
check_hours (const BtInstrument *instrument, GError **error)
{
  if (instrument->leverage < 0 || instrument->leverage > MAX_LEVERAGE)
    return fail_field (error, "The leverage", "1 to 1,000, or 0 for the account's");
  if (!bt_trading_hours_is_valid (&instrument->hours))
    return fail_field (error, "The trading hours", "spans of a week in order");
  return TRUE;
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
  return check_swap (instrument, error) && check_hours (instrument, error);
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
