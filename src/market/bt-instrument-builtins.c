// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The instruments that the program knows by itself. */
#include "config.h"

#include "market/bt-instrument.h"

#include <string.h>

/* What tells one from another, in whole units; volumes in hundredths of a lot. */
typedef struct
{
  const char *symbol;
  const char *description;
  const char *base;
  const char *quote;
  guint digits;
  gint64 contract_units;
  gint64 volume_min;
  gint64 volume_max;
  gint64 volume_step;
  gboolean trades_weekends;
  gint64 typical_spread_points;
  BtHoursClass hours;
} Builtin;

static const Builtin table[] = {
  { "XAUUSD", "Gold against US dollar", "XAU", "USD", 2, 100, 1, 10000, 1, FALSE, 25,
    BT_HOURS_METALS },
  { "XAGUSD", "Silver against US dollar", "XAG", "USD", 3, 5000, 1, 10000, 1, FALSE, 25,
    BT_HOURS_METALS },
  { "EURUSD", "Euro against US dollar", "EUR", "USD", 5, 100000, 1, 10000, 1, FALSE, 8,
    BT_HOURS_FOREX },
  { "GBPUSD", "Pound sterling against US dollar", "GBP", "USD", 5, 100000, 1, 10000, 1, FALSE, 12,
    BT_HOURS_FOREX },
  { "USDJPY", "US dollar against yen", "USD", "JPY", 3, 100000, 1, 10000, 1, FALSE, 10,
    BT_HOURS_FOREX },
  { "USDCHF", "US dollar against Swiss franc", "USD", "CHF", 5, 100000, 1, 10000, 1, FALSE, 13,
    BT_HOURS_FOREX },
  { "AUDUSD", "Australian dollar against US dollar", "AUD", "USD", 5, 100000, 1, 10000, 1, FALSE,
    10, BT_HOURS_FOREX },
  { "NZDUSD", "New Zealand dollar against US dollar", "NZD", "USD", 5, 100000, 1, 10000, 1, FALSE,
    14, BT_HOURS_FOREX },
  { "USDCAD", "US dollar against Canadian dollar", "USD", "CAD", 5, 100000, 1, 10000, 1, FALSE, 14,
    BT_HOURS_FOREX },
  { "BTCUSD", "Bitcoin against US dollar", "BTC", "USD", 2, 1, 1, 10000, 1, TRUE, 1500,
    BT_HOURS_COINS },
  { "US500", "S&P 500 index", "US500", "USD", 2, 1, 10, 50000, 10, FALSE, 50, BT_HOURS_METALS },
  { "NAS100", "Nasdaq 100 index", "NAS100", "USD", 2, 1, 10, 50000, 10, FALSE, 120,
    BT_HOURS_METALS },
  { "US30", "Dow Jones Industrial Average", "US30", "USD", 2, 1, 10, 50000, 10, FALSE, 250,
    BT_HOURS_METALS },
  { "ETHUSD", "Ether against US dollar", "ETH", "USD", 2, 1, 1, 100000, 1, TRUE, 150,
    BT_HOURS_COINS },
  { "EURGBP", "Euro against pound sterling", "EUR", "GBP", 5, 100000, 1, 10000, 1, FALSE, 11,
    BT_HOURS_FOREX },
  { "EURJPY", "Euro against yen", "EUR", "JPY", 3, 100000, 1, 10000, 1, FALSE, 14, BT_HOURS_FOREX },
  { "GBPJPY", "Pound sterling against yen", "GBP", "JPY", 3, 100000, 1, 10000, 1, FALSE, 20,
    BT_HOURS_FOREX },
};

static BtInstrument builtins[G_N_ELEMENTS (table)];

static BtVolume
make_volume (gint64 hundredths)
{
  return BT_VOLUME (hundredths * (BT_VOLUME_UNITS_PER_LOT / 100));
}

static void
fill (BtInstrument *out, const Builtin *from)
{
  bt_instrument_init (out);
  g_strlcpy (out->symbol, from->symbol, sizeof out->symbol);
  g_strlcpy (out->description, from->description, sizeof out->description);
  g_strlcpy (out->base, from->base, sizeof out->base);
  g_strlcpy (out->quote, from->quote, sizeof out->quote);
  out->digits = from->digits;
  out->contract_size = from->contract_units * G_GINT64_CONSTANT (100000000);
  out->volume_min = make_volume (from->volume_min);
  out->volume_max = make_volume (from->volume_max);
  out->volume_step = make_volume (from->volume_step);
  out->trades_weekends = from->trades_weekends;
  out->typical_spread_points = from->typical_spread_points;
  out->hours = *bt_trading_hours_of_class (from->hours);
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

const BtInstrument *
bt_instrument_builtins (guint *count)
{
  static gsize is_filled;

  if (g_once_init_enter (&is_filled))
    {
      for (guint i = 0; i < G_N_ELEMENTS (table); i++)
        fill (&builtins[i], &table[i]);
      g_once_init_leave (&is_filled, 1);
    }
  *count = G_N_ELEMENTS (builtins);
  return builtins;
}

const BtInstrument *
bt_instrument_find_builtin (const char *symbol)
{
  g_return_val_if_fail (symbol != NULL, NULL);
  guint count = 0;
  const BtInstrument *list = bt_instrument_builtins (&count);

  for (guint i = 0; i < count; i++)
    {
      const gsize length = strlen (list[i].symbol);

      if (g_ascii_strncasecmp (symbol, list[i].symbol, length) == 0
          && is_broker_suffix (symbol + length))
        return &list[i];
    }
  return NULL;
}
