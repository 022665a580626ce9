// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-instrument-fields.h"
#include "market/bt-market-error.h"

#include <string.h>

static BtInstrument
get_gold (void)
{
  return *bt_instrument_find_builtin ("XAUUSD");
}

/* Every field of every built-in instrument is read as it is written. */
static void
test_round_trip (void)
{
  guint count = 0;
  const BtInstrument *builtins = bt_instrument_builtins (&count);

  for (guint i = 0; i < count; i++)
    {
      BtInstrument copy;

      bt_instrument_init (&copy);
      g_strlcpy (copy.symbol, builtins[i].symbol, sizeof copy.symbol);
      for (guint field = 0; field < BT_INSTRUMENT_N_FIELDS; field++)
        {
          g_autofree char *text = bt_instrument_get_field (&builtins[i], field);
          g_autofree char *read = NULL;
          BtInstrumentField found = BT_INSTRUMENT_N_FIELDS;

          g_assert_true (bt_instrument_set_field (&copy, field, text, NULL));
          read = bt_instrument_get_field (&copy, field);
          g_assert_cmpstr (read, ==, text);
          g_assert_true (bt_instrument_field_parse (bt_instrument_field_to_string (field), &found));
          g_assert_cmpint (found, ==, field);
        }
      g_assert_cmpmem (&copy, sizeof copy, &builtins[i], sizeof builtins[i]);
      g_assert_cmpint (bt_instrument_find_fault (&copy), ==, BT_INSTRUMENT_N_FIELDS);
    }
}

static void
test_values (void)
{
  BtInstrument gold = get_gold ();

  g_assert_true (bt_instrument_set_field (&gold, BT_INSTRUMENT_FIELD_SWAP_LONG, "-7.35", NULL));
  g_assert_cmpint (gold.swap_long_points, ==, -735);
  g_assert_true (bt_instrument_set_field (&gold, BT_INSTRUMENT_FIELD_SWAP_TRIPLE, "fri", NULL));
  g_assert_cmpint (gold.swap_triple_weekday, ==, 5);
  g_assert_true (bt_instrument_set_field (&gold, BT_INSTRUMENT_FIELD_SWAP, "Yes", NULL));
  g_assert_true (gold.has_swap);
  g_assert_true (bt_instrument_set_field (&gold, BT_INSTRUMENT_FIELD_LEVERAGE, "20", NULL));
  g_assert_cmpint (gold.leverage, ==, 20);
  g_assert_true (bt_instrument_set_field (&gold, BT_INSTRUMENT_FIELD_HOURS, "24x7", NULL));
  g_assert_true (bt_trading_hours_equal (&gold.hours, bt_trading_hours_of_class (BT_HOURS_COINS)));
  g_assert_true (bt_instrument_set_field (&gold, BT_INSTRUMENT_FIELD_HOURS, "", NULL));
  g_assert_cmpuint (gold.hours.n_spans, ==, 0);
}

static void
test_faults (void)
{
  static const struct
  {
    BtInstrumentField field;
    const char *text;
    const char *part;
  } cases[] = {
    { BT_INSTRUMENT_FIELD_DESCRIPTION,
      "0123456789012345678901234567890123456789012345678901234567890123", "63 bytes" },
    { BT_INSTRUMENT_FIELD_BASE, "eur", "base is “eur”" },
    { BT_INSTRUMENT_FIELD_DIGITS, "9", "0 to 8" },
    { BT_INSTRUMENT_FIELD_DIGITS, "-1", "0 to 8" },
    { BT_INSTRUMENT_FIELD_CONTRACT_SIZE, "0", "above 0" },
    { BT_INSTRUMENT_FIELD_CONTRACT_SIZE, "100000000.00000001", "above 0" },
    { BT_INSTRUMENT_FIELD_VOLUME_MIN, "a lot", "volume_min is “a lot”" },
    { BT_INSTRUMENT_FIELD_VOLUME_STEP, "0.000000001", "volume_step" },
    { BT_INSTRUMENT_FIELD_SPREAD, "1.5", "whole number of points" },
    { BT_INSTRUMENT_FIELD_LEVERAGE, "1001", "1 to 1000" },
    { BT_INSTRUMENT_FIELD_SWAP, "maybe", "true or false" },
    { BT_INSTRUMENT_FIELD_SWAP_SHORT, "1.234", "2 decimals" },
    { BT_INSTRUMENT_FIELD_SWAP_TRIPLE, "We", "day of the week" },
    { BT_INSTRUMENT_FIELD_WEEKENDS, "", "true or false" },
    { BT_INSTRUMENT_FIELD_HOURS, "Mon-Fri 09:30-16:00", "zone" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BtInstrument before = get_gold ();
      BtInstrument gold = before;
      g_autoptr (GError) error = NULL;

      g_assert_false (bt_instrument_set_field (&gold, cases[i].field, cases[i].text, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == BT_MARKET_ERROR);
      g_assert_nonnull (strstr (error->message, cases[i].part));
      g_assert_cmpmem (&gold, sizeof gold, &before, sizeof before);
    }
}

static void
test_find_fault (void)
{
  BtInstrument gold = get_gold ();
  BtInstrumentField field = BT_INSTRUMENT_FIELD_DIGITS;

  gold.volume_max.units = gold.volume_min.units - 1;
  g_assert_cmpint (bt_instrument_find_fault (&gold), ==, BT_INSTRUMENT_FIELD_VOLUME_MAX);
  gold = get_gold ();
  gold.volume_step.units = gold.volume_max.units + 1;
  g_assert_cmpint (bt_instrument_find_fault (&gold), ==, BT_INSTRUMENT_FIELD_VOLUME_STEP);
  gold = get_gold ();
  gold.leverage = -1;
  g_assert_cmpint (bt_instrument_find_fault (&gold), ==, BT_INSTRUMENT_FIELD_LEVERAGE);
  g_assert_false (bt_instrument_field_parse ("symbol", &field));
  g_assert_cmpint (field, ==, BT_INSTRUMENT_FIELD_DIGITS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instrument-fields/round-trip", test_round_trip);
  g_test_add_func ("/instrument-fields/values", test_values);
  g_test_add_func ("/instrument-fields/faults", test_faults);
  g_test_add_func ("/instrument-fields/find-fault", test_find_fault);
  return g_test_run ();
}
