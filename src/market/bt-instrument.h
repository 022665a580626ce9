// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What is traded: digits, contract, volume steps, currencies. A plain value, copied by assignment.
 */
#pragma once

#include "base/bt-decimal.h"
#include "base/bt-hash-chain.h"
#include "base/bt-money.h"
#include "base/bt-price.h"
#include "base/bt-volume.h"
#include "market/bt-currency.h"
#include "market/bt-trading-hours.h"

G_BEGIN_DECLS

#define BT_SYMBOL_SIZE 32
#define BT_DESCRIPTION_SIZE 64
/* Decimal digits that a contract size can hold. */
#define BT_CONTRACT_DIGITS 8
/* The most that a swap can be, either way, in hundredths of a point. */
#define BT_INSTRUMENT_MAX_SWAP G_GINT64_CONSTANT (1000000000)

typedef struct
{
  char symbol[BT_SYMBOL_SIZE];           /* "XAUUSD": capital letters, digits, '.', '_', '-', '#' */
  char description[BT_DESCRIPTION_SIZE]; /* "Gold against US dollar"; not part of any digest */
  char base[BT_CURRENCY_SIZE];           /* "XAU" */
  char quote[BT_CURRENCY_SIZE];          /* "USD" */
  guint digits;                          /* decimals of a price, 0 … 8 */
  gint64 contract_size;                  /* units of the base a lot, times 10^8; above 0 */
  BtVolume volume_min;                   /* above 0 */
  BtVolume volume_max;                   /* at least volume_min */
  BtVolume volume_step;                  /* above 0 */
  gboolean trades_weekends;              /* swap nights and gaps: coins trade every day */
  /* What new sessions begin with, and what data is measured against; not part of any digest. */
  gint64 typical_spread_points;
  gboolean has_swap;
  gint64 swap_long_points; /* a lot and night, times 100; positive is paid to the trader */
  gint64 swap_short_points;
  gint32 swap_triple_weekday; /* 0 Sunday … 6 Saturday */
  gint32 leverage;            /* 1 … 1,000; 0: the account's */
  BtTradingHours hours;       /* none where nobody knows them */
} BtInstrument;

/* Fills in what counts where nothing is said: contract 1, volumes 0.01 … 100 by 0.01, no swap
 * (triple on Wednesday), no hours; symbol and currencies stay empty. */
void bt_instrument_init (BtInstrument *out);

/* Returns the built-in instruments (XAUUSD, XAGUSD, EURUSD, GBPUSD, USDJPY, USDCHF, AUDUSD, NZDUSD,
 * USDCAD, BTCUSD, US500 first, more may follow); static. Stores how many there are. */
const BtInstrument *bt_instrument_builtins (guint *count);

/* Returns the built-in instrument of that symbol (case-insensitive, a broker's suffix like ".m" or
 * "_raw" ignored), or NULL. */
const BtInstrument *bt_instrument_find_builtin (const char *symbol);

/* Fills an instrument for a symbol that nobody knows: digits as given, currencies by splitting six
 * letters (else "USD"), contract 1 (100,000 for two ISO currencies), volumes 0.01 … 100 by 0.01,
 * hours of the class that the symbol looks like: currencies, metals, coins, shares (tickers of up
 * to five letters), else none. */
void bt_instrument_guess (const char *symbol, guint digits, BtInstrument *out);

/* Changes the decimals of a price; typical spread and swaps stay the same distances. */
void bt_instrument_set_digits (BtInstrument *instrument, guint digits);

/* Takes every field over from another instrument but symbol and digits, in which the prices at hand
 * are written. */
void bt_instrument_adopt (BtInstrument *instrument, const BtInstrument *from);

/* Checks every field; fails with BT_MARKET_ERROR_INSTRUMENT naming the field and the allowed range.
 */
gboolean bt_instrument_validate (const BtInstrument *instrument, GError **error);

/* Stores the exact profit of a move of delta_points on volume, in the quote currency, as minor
 * units rounded half to even. FALSE on overflow. */
gboolean bt_instrument_profit (const BtInstrument *instrument,
                               gint64 delta_points,
                               BtVolume volume,
                               BtMoney *out);

/* Writes a price with the instrument's digits ("2181.14") into buffer and returns it. */
const char *bt_instrument_format_price (const BtInstrument *instrument,
                                        BtPrice price,
                                        char buffer[static BT_DECIMAL_BUFFER]);

/* Writes a volume with as many decimals as the step has, at least two ("0.10"), into buffer and
 * returns it. */
const char *bt_instrument_format_volume (const BtInstrument *instrument,
                                         BtVolume volume,
                                         char buffer[static BT_DECIMAL_BUFFER]);

/* Appends the canonical form (execution model, section 13) of the instrument: every field in the
 * order of its declaration but for the description, and up to the weekends. */
void bt_instrument_add_to_record (const BtInstrument *instrument, BtRecord *record);

G_END_DECLS
