// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-dukascopy-symbols.h"

#include <string.h>

#define PAIR(name, full_name)                                                                      \
  {                                                                                                \
    name, name, full_name, FALSE                                                                   \
  }
#define NAMED(name, symbol, full_name)                                                             \
  {                                                                                                \
    name, symbol, full_name, FALSE                                                                 \
  }
#define COIN(name, full_name)                                                                      \
  {                                                                                                \
    name, name, full_name, TRUE                                                                    \
  }

/* Currencies and metals, indices, commodities, bonds and coins that the service has a history of.
 */
static const BtDownloadSymbol symbols[] = {
  PAIR ("XAUUSD", "Gold against US dollar"),
  PAIR ("XAGUSD", "Silver against US dollar"),
  PAIR ("EURUSD", "Euro against US dollar"),
  PAIR ("GBPUSD", "Pound sterling against US dollar"),
  PAIR ("USDJPY", "US dollar against yen"),
  PAIR ("USDCHF", "US dollar against Swiss franc"),
  PAIR ("AUDUSD", "Australian dollar against US dollar"),
  PAIR ("NZDUSD", "New Zealand dollar against US dollar"),
  PAIR ("USDCAD", "US dollar against Canadian dollar"),
  PAIR ("AUDCAD", "Australian dollar against Canadian dollar"),
  PAIR ("AUDCHF", "Australian dollar against Swiss franc"),
  PAIR ("AUDJPY", "Australian dollar against yen"),
  PAIR ("AUDNZD", "Australian dollar against New Zealand dollar"),
  PAIR ("AUDSGD", "Australian dollar against Singapore dollar"),
  PAIR ("CADCHF", "Canadian dollar against Swiss franc"),
  PAIR ("CADHKD", "Canadian dollar against Hong Kong dollar"),
  PAIR ("CADJPY", "Canadian dollar against yen"),
  PAIR ("CHFJPY", "Swiss franc against yen"),
  PAIR ("CHFSGD", "Swiss franc against Singapore dollar"),
  PAIR ("EURAUD", "Euro against Australian dollar"),
  PAIR ("EURCAD", "Euro against Canadian dollar"),
  PAIR ("EURCHF", "Euro against Swiss franc"),
  PAIR ("EURCZK", "Euro against Czech koruna"),
  PAIR ("EURDKK", "Euro against Danish krone"),
  PAIR ("EURGBP", "Euro against pound sterling"),
  PAIR ("EURHKD", "Euro against Hong Kong dollar"),
  PAIR ("EURHUF", "Euro against forint"),
  PAIR ("EURJPY", "Euro against yen"),
  PAIR ("EURNOK", "Euro against Norwegian krone"),
  PAIR ("EURNZD", "Euro against New Zealand dollar"),
  PAIR ("EURPLN", "Euro against zloty"),
  PAIR ("EURSEK", "Euro against Swedish krona"),
  PAIR ("EURSGD", "Euro against Singapore dollar"),
  PAIR ("EURTRY", "Euro against Turkish lira"),
  PAIR ("GBPAUD", "Pound sterling against Australian dollar"),
  PAIR ("GBPCAD", "Pound sterling against Canadian dollar"),
  PAIR ("GBPCHF", "Pound sterling against Swiss franc"),
  PAIR ("GBPJPY", "Pound sterling against yen"),
  PAIR ("GBPNZD", "Pound sterling against New Zealand dollar"),
  PAIR ("HKDJPY", "Hong Kong dollar against yen"),
  PAIR ("NZDCAD", "New Zealand dollar against Canadian dollar"),
  PAIR ("NZDCHF", "New Zealand dollar against Swiss franc"),
  PAIR ("NZDJPY", "New Zealand dollar against yen"),
  PAIR ("SGDJPY", "Singapore dollar against yen"),
  PAIR ("TRYJPY", "Turkish lira against yen"),
  PAIR ("USDAED", "US dollar against UAE dirham"),
  PAIR ("USDCNH", "US dollar against offshore yuan"),
  PAIR ("USDCZK", "US dollar against Czech koruna"),
  PAIR ("USDDKK", "US dollar against Danish krone"),
  PAIR ("USDHKD", "US dollar against Hong Kong dollar"),
  PAIR ("USDHUF", "US dollar against forint"),
  PAIR ("USDILS", "US dollar against shekel"),
  PAIR ("USDMXN", "US dollar against Mexican peso"),
  PAIR ("USDNOK", "US dollar against Norwegian krone"),
  PAIR ("USDPLN", "US dollar against zloty"),
  PAIR ("USDRON", "US dollar against Romanian leu"),
  PAIR ("USDSAR", "US dollar against Saudi riyal"),
  PAIR ("USDSEK", "US dollar against Swedish krona"),
  PAIR ("USDSGD", "US dollar against Singapore dollar"),
  PAIR ("USDTHB", "US dollar against baht"),
  PAIR ("USDTRY", "US dollar against Turkish lira"),
  PAIR ("USDZAR", "US dollar against rand"),
  PAIR ("ZARJPY", "Rand against yen"),
  NAMED ("USA500IDXUSD", "US500", "S&P 500 index"),
  NAMED ("USATECHIDXUSD", "NAS100", "Nasdaq 100 index"),
  NAMED ("USA30IDXUSD", "US30", "Dow Jones Industrial Average"),
  NAMED ("USSC2000IDXUSD", "US2000", "Russell 2000 index"),
  NAMED ("DOLLARIDXUSD", "USDX", "US dollar index"),
  NAMED ("VOLIDXUSD", "VIX", "Volatility index"),
  NAMED ("DEUIDXEUR", "GER40", "DAX index"),
  NAMED ("FRAIDXEUR", "FRA40", "CAC 40 index"),
  NAMED ("GBRIDXGBP", "UK100", "FTSE 100 index"),
  NAMED ("EUSIDXEUR", "EU50", "Euro Stoxx 50 index"),
  NAMED ("ESPIDXEUR", "ESP35", "IBEX 35 index"),
  NAMED ("CHEIDXCHF", "SUI20", "SMI index"),
  NAMED ("ITAIDXEUR", "ITA40", "Italy 40 index"),
  NAMED ("NLDIDXEUR", "NETH25", "AEX index"),
  NAMED ("PLNIDXPLN", "POL20", "Poland 20 index"),
  NAMED ("JPNIDXJPY", "JPN225", "Nikkei 225 index"),
  NAMED ("HKGIDXHKD", "HK50", "Hang Seng index"),
  NAMED ("CHIIDXUSD", "CHINA50", "China A50 index"),
  NAMED ("INDIDXUSD", "INDIA50", "India 50 index"),
  NAMED ("SGDIDXSGD", "SING", "Singapore blue chip index"),
  NAMED ("AUSIDXAUD", "AUS200", "ASX 200 index"),
  NAMED ("SOAIDXZAR", "SA40", "South Africa 40 index"),
  NAMED ("BRENTCMDUSD", "BRENT", "Brent crude oil"),
  NAMED ("LIGHTCMDUSD", "WTI", "Light crude oil"),
  NAMED ("GASCMDUSD", "NATGAS", "Natural gas"),
  NAMED ("DIESELCMDUSD", "GASOIL", "Gas oil"),
  NAMED ("COPPERCMDUSD", "COPPER", "High grade copper"),
  NAMED ("XPDCMDUSD", "XPDUSD", "Palladium against US dollar"),
  NAMED ("XPTCMDUSD", "XPTUSD", "Platinum against US dollar"),
  NAMED ("COCOACMDUSD", "COCOA", "New York cocoa"),
  NAMED ("COFFEECMDUSX", "COFFEE", "Arabica coffee"),
  NAMED ("COTTONCMDUSX", "COTTON", "Cotton"),
  NAMED ("OJUICECMDUSX", "OJUICE", "Orange juice"),
  NAMED ("SOYBEANCMDUSX", "SOYBEAN", "Soybean"),
  NAMED ("SUGARCMDUSD", "SUGAR", "London white sugar"),
  NAMED ("BUNDTREUR", "BUND", "Euro Bund"),
  NAMED ("UKGILTTRGBP", "GILT", "UK long gilt"),
  NAMED ("USTBONDTRUSD", "TBOND", "US treasury bond"),
  COIN ("BTCUSD", "Bitcoin against US dollar"),
  COIN ("BTCEUR", "Bitcoin against euro"),
  COIN ("BTCGBP", "Bitcoin against pound sterling"),
  COIN ("BTCCHF", "Bitcoin against Swiss franc"),
  COIN ("ETHUSD", "Ether against US dollar"),
  COIN ("ETHEUR", "Ether against euro"),
  COIN ("ETHGBP", "Ether against pound sterling"),
  COIN ("ETHCHF", "Ether against Swiss franc"),
  COIN ("LTCUSD", "Litecoin against US dollar"),
  COIN ("LTCEUR", "Litecoin against euro"),
  COIN ("LTCGBP", "Litecoin against pound sterling"),
  COIN ("LTCCHF", "Litecoin against Swiss franc"),
  COIN ("BCHUSD", "Bitcoin Cash against US dollar"),
  COIN ("BCHEUR", "Bitcoin Cash against euro"),
  COIN ("BCHGBP", "Bitcoin Cash against pound sterling"),
  COIN ("BCHCHF", "Bitcoin Cash against Swiss franc"),
  COIN ("XLMUSD", "Stellar against US dollar"),
  COIN ("XLMEUR", "Stellar against euro"),
  COIN ("XLMGBP", "Stellar against pound sterling"),
  COIN ("XLMCHF", "Stellar against Swiss franc"),
  COIN ("ADAUSD", "Cardano against US dollar"),
  COIN ("AVEUSD", "Aave against US dollar"),
  COIN ("BATUSD", "Basic Attention Token against US dollar"),
  COIN ("CMPUSD", "Compound against US dollar"),
  COIN ("DSHUSD", "Dash against US dollar"),
  COIN ("ENJUSD", "Enjin against US dollar"),
  COIN ("EOSUSD", "EOS against US dollar"),
  COIN ("LNKUSD", "Chainlink against US dollar"),
  COIN ("MATUSD", "Polygon against US dollar"),
  COIN ("MKRUSD", "Maker against US dollar"),
  COIN ("TRXUSD", "Tron against US dollar"),
  COIN ("UNIUSD", "Uniswap against US dollar"),
  COIN ("YFIUSD", "Yearn.finance against US dollar"),
};

/* How the names of shares and funds end: the country, then the currency. */
static const char *const share_ends[] = {
  "USUSD", "GBGBX", "GBGBP", "GBUSD", "DEEUR", "FREUR", "ITEUR", "ESEUR", "NLEUR", "BEEUR", "ATEUR",
  "FIEUR", "IEEUR", "PTEUR", "CHCHF", "SESEK", "NONOK", "DKDKK", "JPJPY", "HKHKD", "MXMXN",
};

const BtDownloadSymbol *
bt_dukascopy_symbols (guint *count)
{
  *count = G_N_ELEMENTS (symbols);
  return symbols;
}

const BtDownloadSymbol *
bt_dukascopy_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (g_ascii_strcasecmp (symbols[i].name, name) == 0
        || g_ascii_strcasecmp (symbols[i].symbol, name) == 0)
      return &symbols[i];
  return NULL;
}

gboolean
bt_dukascopy_is_share (const char *name)
{
  const gsize length = strlen (name);

  for (guint i = 0; i < G_N_ELEMENTS (share_ends); i++)
    {
      const gsize end = strlen (share_ends[i]);

      if (length > end && g_ascii_strcasecmp (name + length - end, share_ends[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Returns how many letters have to be changed, added or left out to make one name the other. */
static guint
count_changes (const char *a, const char *b)
{
  guint row[BT_SYMBOL_SIZE + 1];
  const gsize length = MIN (strlen (b), BT_SYMBOL_SIZE);

  for (guint k = 0; k <= length; k++)
    row[k] = k;
  for (guint i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0]++;

      for (guint k = 1; k <= length; k++)
        {
          const gboolean is_same = g_ascii_toupper (a[i]) == g_ascii_toupper (b[k - 1]);
          const guint changed = diagonal + (is_same ? 0 : 1);

          diagonal = row[k];
          row[k] = MIN (changed, MIN (row[k - 1], row[k]) + 1);
        }
    }
  return row[length];
}

const BtDownloadSymbol *
bt_dukascopy_find_similar (const char *name)
{
  const BtDownloadSymbol *best = NULL;
  guint least = 3;

  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    {
      const guint changes
        = MIN (count_changes (name, symbols[i].name), count_changes (name, symbols[i].symbol));

      if (changes >= least)
        continue;
      least = changes;
      best = &symbols[i];
    }
  return best;
}
