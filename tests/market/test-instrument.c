// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-instrument.h"
#include "market/bt-market-error.h"

#include <string.h>

static void
test_builtins (void)
{
  const char *const first[] = { "XAUUSD", "XAGUSD", "EURUSD", "GBPUSD", "USDJPY", "USDCHF",
                                "AUDUSD", "NZDUSD", "USDCAD", "BTCUSD", "US500" };
  guint count;
  const BtInstrument *builtins = bt_instrument_builtins (&count);

  g_assert_cmpuint (count, >=, G_N_ELEMENTS (first));
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    g_assert_cmpstr (builtins[i].symbol, ==, first[i]);
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (bt_instrument_validate (&builtins[i], &error));
      g_assert_no_error (error);
      g_assert_cmpint (builtins[i].volume_max.units % builtins[i].volume_step.units, ==, 0);
      g_assert_true (bt_instrument_find_builtin (builtins[i].symbol) == &builtins[i]);
    }
}

static void
test_find (void)
{
  const char *const gold[]
    = { "XAUUSD", "xauusd", "XAUUSD.m", "XAUUSD_raw", "XAUUSDm", "XAUUSD#", "XAUUSD-ecn" };

  for (guint i = 0; i < G_N_ELEMENTS (gold); i++)
    {
      const BtInstrument *found = bt_instrument_find_builtin (gold[i]);

      g_assert_nonnull (found);
      g_assert_cmpstr (found->symbol, ==, "XAUUSD");
    }
  g_assert_null (bt_instrument_find_builtin (""));
  g_assert_null (bt_instrument_find_builtin ("XAU"));
  g_assert_null (bt_instrument_find_builtin ("XAUUSD2"));
  g_assert_null (bt_instrument_find_builtin ("XAUUSDEUR"));
  g_assert_null (bt_instrument_find_builtin ("EURSEK"));
}

static void
test_guess (void)
{
  BtInstrument guess;

  bt_instrument_guess ("eursek.r", 4, &guess);
  g_assert_cmpstr (guess.symbol, ==, "EURSEK.R");
  g_assert_cmpstr (guess.base, ==, "EUR");
  g_assert_cmpstr (guess.quote, ==, "SEK");
  g_assert_cmpint (guess.contract_size, ==, G_GINT64_CONSTANT (10000000000000));
  g_assert_cmpuint (guess.digits, ==, 4);

  bt_instrument_guess ("SOLUSD", 3, &guess);
  g_assert_cmpstr (guess.base, ==, "SOL");
  g_assert_cmpint (guess.contract_size, ==, 100000000);

  bt_instrument_guess ("AAPL", 2, &guess);
  g_assert_cmpstr (guess.base, ==, "AAPL");
  g_assert_cmpstr (guess.quote, ==, "USD");
  g_assert_cmpint (guess.volume_min.units, ==, 1000000);
  g_assert_cmpint (guess.volume_max.units, ==, G_GINT64_CONSTANT (10000000000));

  const char *const odd[]
    = { "", "A", "é…", "name with spaces and much too long to be a symbol", "US 30/x", "GER40" };
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GError) error = NULL;

      bt_instrument_guess (odd[i], 99, &guess);
      g_assert_true (bt_instrument_validate (&guess, &error));
      g_assert_no_error (error);
    }
}

static void
assert_guessed_hours (const char *symbol, const char *expected)
{
  BtInstrument guess;

  bt_instrument_guess (symbol, 2, &guess);
  g_autofree char *hours = bt_trading_hours_to_string (&guess.hours);
  g_assert_cmpstr (hours, ==, expected);
}

static void
test_guess_hours (void)
{
  const char *const forex = "Sun 17:00-Fri 17:00 America/New_York";
  const char *const metals = "Sun 18:00-Fri 17:00, break 17:00-18:00 America/New_York";
  const char *const shares = "Mon-Fri 09:30-16:00 America/New_York";

  assert_guessed_hours ("EURSEK", forex);
  assert_guessed_hours ("eursek.r", forex);
  assert_guessed_hours ("XPTUSD", metals);
  assert_guessed_hours ("XAUEUR", metals);
  assert_guessed_hours ("SOLUSDT", "24x7");
  assert_guessed_hours ("ETHBTC", "24x7");
  assert_guessed_hours ("BTC-EUR", "24x7");
  assert_guessed_hours ("AAPL", shares);
  assert_guessed_hours ("BRK.B", shares);
  assert_guessed_hours ("MSFT.US", shares);
  assert_guessed_hours ("GER40", "");
  assert_guessed_hours ("COFFEE", "");
  assert_guessed_hours ("SOLACE", "");
}

static void
test_set_digits (void)
{
  BtInstrument gold = *bt_instrument_find_builtin ("XAUUSD");

  gold.swap_long_points = -735;
  gold.swap_short_points = 120;
  bt_instrument_set_digits (&gold, 3);
  g_assert_cmpint (gold.typical_spread_points, ==, 250);
  g_assert_cmpint (gold.swap_long_points, ==, -7350);
  g_assert_cmpint (gold.swap_short_points, ==, 1200);
  bt_instrument_set_digits (&gold, 2);
  g_assert_cmpint (gold.swap_long_points, ==, -735);
}

static void
assert_invalid (const BtInstrument *instrument, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (bt_instrument_validate (instrument, &error));
  g_assert_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_INSTRUMENT);
  g_assert_nonnull (strstr (error->message, part));
}

#define ASSERT_FIELD(field, value, part)                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    BtInstrument changed = *bt_instrument_find_builtin ("EURUSD");                                 \
    changed.field = value;                                                                         \
    assert_invalid (&changed, part);                                                               \
  }                                                                                                \
  G_STMT_END

static void
test_validate (void)
{
  ASSERT_FIELD (symbol[0], '\0', "symbol");
  ASSERT_FIELD (symbol[1], 'u', "symbol");
  ASSERT_FIELD (symbol[1], ' ', "symbol");
  ASSERT_FIELD (base[2], '\0', "base");
  ASSERT_FIELD (quote[0], 'u', "quote");
  ASSERT_FIELD (description[0], '\xff', "description");
  ASSERT_FIELD (digits, 9, "digits");
  ASSERT_FIELD (contract_size, 0, "contract");
  ASSERT_FIELD (contract_size, G_MAXINT64, "contract");
  ASSERT_FIELD (volume_min.units, 0, "smallest");
  ASSERT_FIELD (volume_max.units, 1, "largest");
  ASSERT_FIELD (volume_max.units, G_MAXINT64, "largest");
  ASSERT_FIELD (volume_step.units, 0, "step");
  ASSERT_FIELD (typical_spread_points, -1, "spread");
  ASSERT_FIELD (swap_long_points, BT_INSTRUMENT_MAX_SWAP + 1, "long");
  ASSERT_FIELD (swap_short_points, -BT_INSTRUMENT_MAX_SWAP - 1, "short");
  ASSERT_FIELD (swap_triple_weekday, 7, "triple");
  ASSERT_FIELD (leverage, 1001, "leverage");
  ASSERT_FIELD (hours.spans[0].to, 0, "hours");

  BtInstrument unterminated = *bt_instrument_find_builtin ("EURUSD");
  memset (unterminated.symbol, 'A', sizeof unterminated.symbol);
  assert_invalid (&unterminated, "symbol");
}

static void
assert_profit (const char *symbol, gint64 delta_points, gint64 units, gint64 expected_minor)
{
  BtMoney profit;

  g_assert_true (bt_instrument_profit (bt_instrument_find_builtin (symbol), delta_points,
                                       BT_VOLUME (units), &profit));
  g_assert_cmpint (profit.minor, ==, expected_minor);
}

static void
test_profit (void)
{
  const gint64 lot = BT_VOLUME_UNITS_PER_LOT;

  assert_profit ("XAUUSD", 100, lot, 10000);   /* a dollar on 100 ounces */
  assert_profit ("XAUUSD", -1, lot / 100, -1); /* a cent on one ounce */
  assert_profit ("EURUSD", 10, lot, 1000);     /* a pip on a lot is ten dollars */
  assert_profit ("EURUSD", 1, lot / 100, 1);   /* exactly one cent */
  assert_profit ("EURUSD", 1, lot / 200, 0);   /* half a cent, to even */
  assert_profit ("EURUSD", 3, lot / 200, 2);   /* one and a half cents, to even */
  assert_profit ("EURUSD", -3, lot / 200, -2);
  assert_profit ("USDJPY", 10, lot, 1000);   /* a pip is a thousand yen, which has no minor unit */
  assert_profit ("BTCUSD", 1, lot / 100, 0); /* a hundredth of a cent */
  assert_profit ("XAGUSD", 1, lot, 500);
  assert_profit ("EURUSD", 0, lot, 0);
}

static void
test_profit_overflow (void)
{
  const BtInstrument *gold = bt_instrument_find_builtin ("XAUUSD");
  BtMoney profit = BT_MONEY (42);

  g_assert_false (bt_instrument_profit (gold, G_MAXINT64, BT_VOLUME (G_MAXINT64), &profit));
  g_assert_false (
    bt_instrument_profit (gold, G_MAXINT64, BT_VOLUME (BT_VOLUME_UNITS_PER_LOT), &profit));
  g_assert_cmpint (profit.minor, ==, 42);
}

static void
test_format (void)
{
  BtInstrument instrument = *bt_instrument_find_builtin ("XAUUSD");
  char buffer[BT_DECIMAL_BUFFER];

  g_assert_cmpstr (bt_instrument_format_price (&instrument, BT_PRICE (218114), buffer), ==,
                   "2181.14");
  g_assert_cmpstr (bt_instrument_format_price (&instrument, BT_PRICE (-3763), buffer), ==,
                   "-37.63");
  g_assert_cmpstr (bt_instrument_format_volume (&instrument, BT_VOLUME (10000000), buffer), ==,
                   "0.10");
  g_assert_cmpstr (bt_instrument_format_volume (&instrument, BT_VOLUME (100000000), buffer), ==,
                   "1.00");
  instrument.volume_step = BT_VOLUME (100000);
  g_assert_cmpstr (bt_instrument_format_volume (&instrument, BT_VOLUME (10000000), buffer), ==,
                   "0.100");
  instrument.volume_step = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT);
  g_assert_cmpstr (bt_instrument_format_volume (&instrument, BT_VOLUME (300000000), buffer), ==,
                   "3.00");
}

static void
test_record (void)
{
  BtInstrument changed = *bt_instrument_find_builtin ("XAUUSD");
  g_autoptr (BtRecord) original = bt_record_new ();
  g_autoptr (BtRecord) same = bt_record_new ();
  g_autoptr (BtRecord) other = bt_record_new ();
  gsize original_length, same_length, other_length;

  bt_instrument_add_to_record (&changed, original);
  changed.typical_spread_points++;
  changed.has_swap = TRUE;
  changed.swap_long_points = -735;
  changed.leverage = 20;
  changed.hours = *bt_trading_hours_of_class (BT_HOURS_COINS);
  g_strlcpy (changed.description, "Gold", sizeof changed.description);
  bt_instrument_add_to_record (&changed, same);
  changed.volume_step.units++;
  bt_instrument_add_to_record (&changed, other);

  const guint8 *original_bytes = bt_record_get_bytes (original, &original_length);
  const guint8 *same_bytes = bt_record_get_bytes (same, &same_length);
  const guint8 *other_bytes = bt_record_get_bytes (other, &other_length);
  g_assert_cmpmem (original_bytes, original_length, same_bytes, same_length);
  g_assert_cmpuint (other_length, ==, original_length);
  g_assert_cmpint (memcmp (original_bytes, other_bytes, other_length), !=, 0);
}

static void
test_currency (void)
{
  g_assert_cmpuint (bt_currency_digits ("USD"), ==, 2);
  g_assert_cmpuint (bt_currency_digits ("JPY"), ==, 0);
  g_assert_cmpuint (bt_currency_digits ("KRW"), ==, 0);
  g_assert_cmpuint (bt_currency_digits ("KWD"), ==, 3);
  g_assert_cmpuint (bt_currency_digits ("BTC"), ==, 8);
  g_assert_cmpuint (bt_currency_digits ("ABCDEFG"), ==, 2);
  g_assert_true (bt_currency_is_valid ("USD"));
  g_assert_true (bt_currency_is_valid ("US500"));
  g_assert_true (bt_currency_is_valid ("ABCDEFG"));
  g_assert_false (bt_currency_is_valid ("ABCDEFGH"));
  g_assert_false (bt_currency_is_valid ("US"));
  g_assert_false (bt_currency_is_valid ("usd"));
  g_assert_false (bt_currency_is_valid ("U D"));
  g_assert_false (bt_currency_is_valid (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instrument/builtins", test_builtins);
  g_test_add_func ("/instrument/find", test_find);
  g_test_add_func ("/instrument/guess", test_guess);
  g_test_add_func ("/instrument/guess-hours", test_guess_hours);
  g_test_add_func ("/instrument/set-digits", test_set_digits);
  g_test_add_func ("/instrument/validate", test_validate);
  g_test_add_func ("/instrument/profit", test_profit);
  g_test_add_func ("/instrument/profit-overflow", test_profit_overflow);
  g_test_add_func ("/instrument/format", test_format);
  g_test_add_func ("/instrument/record", test_record);
  g_test_add_func ("/instrument/currency", test_currency);
  return g_test_run ();
}
