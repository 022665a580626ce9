// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How the service scales prices: some of each class, and every exception's neighbour. */
#include "config.h"

#include "feed/bt-dukascopy-name.h"

typedef struct
{
  const char *symbol;
  guint digits;
} Case;

static void
assert_digits (const Case *cases, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      g_test_message ("%s", cases[i].symbol);
      g_assert_cmpuint (bt_dukascopy_get_digits (cases[i].symbol), ==, cases[i].digits);
    }
}

static void
test_currencies (void)
{
  static const Case cases[] = {
    { "EURUSD", 5 }, { "USDJPY", 3 }, { "EURHUF", 3 }, { "USDCZK", 4 }, { "USDRON", 5 },
    { "USDTHB", 4 }, { "EURTHB", 4 }, { "GBPTHB", 3 }, { "USDRUB", 3 }, { "USDMXN", 5 },
    { "HKDJPY", 5 }, { "SGDJPY", 3 }, { "TRYJPY", 3 }, { "ZARJPY", 3 }, { "USDSAR", 5 },
    { "CZKJPY", 4 }, { "CZKTHB", 6 }, { "USDHUF", 3 },
  };

  assert_digits (cases, G_N_ELEMENTS (cases));
}

static void
test_metals (void)
{
  static const Case cases[]
    = { { "XAUUSD", 3 }, { "XAGUSD", 3 }, { "XAUEUR", 3 },    { "XAUJPY", 1 },
        { "XAGJPY", 3 }, { "XAUXAG", 5 }, { "XPDCMDUSD", 3 }, { "XPTCMDUSD", 3 } };

  assert_digits (cases, G_N_ELEMENTS (cases));
}

static void
test_others (void)
{
  static const Case cases[] = {
    { "USA500IDXUSD", 3 },  { "JPNIDXJPY", 3 },   { "PLNIDXPLN", 3 },    { "VOLIDXUSD", 2 },
    { "SOAIDXZAR", 2 },     { "BRENTCMDUSD", 3 }, { "GASCMDUSD", 4 },    { "COPPERCMDUSD", 4 },
    { "SOYBEANCMDUSX", 3 }, { "BUNDTREUR", 3 },   { "USTBONDTRUSD", 3 }, { "AAPLUSUSD", 3 },
    { "GASESEUR", 3 },      { "7974JPJPY", 1 },   { "0700HKHKD", 3 },    { "MATUSUSD", 3 },
  };

  assert_digits (cases, G_N_ELEMENTS (cases));
}

static void
test_coins (void)
{
  static const Case cases[] = {
    { "BTCUSD", 1 }, { "BTCEUR", 1 }, { "ETHGBP", 1 }, { "LTCUSD", 1 }, { "BCHCHF", 1 },
    { "ADAUSD", 3 }, { "AVEUSD", 2 }, { "BATUSD", 5 }, { "CMPUSD", 2 }, { "DSHUSD", 3 },
    { "ENJUSD", 3 }, { "EOSUSD", 4 }, { "LNKUSD", 3 }, { "MATUSD", 3 }, { "MKRUSD", 2 },
    { "TRXUSD", 5 }, { "UNIUSD", 3 }, { "XLMUSD", 5 }, { "YFIUSD", 1 },
  };

  assert_digits (cases, G_N_ELEMENTS (cases));
}

static void
test_unknown (void)
{
  static const Case cases[] = { { "", 5 }, { "X", 5 }, { "ABC", 5 } };

  assert_digits (cases, G_N_ELEMENTS (cases));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dukascopy/scale/currencies", test_currencies);
  g_test_add_func ("/dukascopy/scale/metals", test_metals);
  g_test_add_func ("/dukascopy/scale/others", test_others);
  g_test_add_func ("/dukascopy/scale/coins", test_coins);
  g_test_add_func ("/dukascopy/scale/unknown", test_unknown);
  return g_test_run ();
}
