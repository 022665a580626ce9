// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the name of a file says about its candles. Hints only: what the rows say counts more. */
#pragma once

#include "base/bt-time.h"
#include "market/bt-series.h"

G_BEGIN_DECLS

typedef struct
{
  char symbol[BT_SYMBOL_SIZE]; /* "" when the name has none */
  gboolean has_timeframe;
  BtTimeframe timeframe;
  gboolean has_kind;
  BtPriceKind kind;
  gint64 day_usec; /* midnight of a date yyyymmdd in the name, or BT_TIME_NONE */
  gboolean is_histdata;
} BtFileNameHints;

/* Reads a name without folders ("DAT_ASCII_XAUUSD_M1_2019.csv", "EURUSD240.csv",
 * "BINANCE_BTCUSDT, 60.csv"); hints that are there already are kept. Start with
 * BT_FILE_NAME_HINTS_NONE. */
void bt_file_name_hints_add (BtFileNameHints *hints, const char *name);

#define BT_FILE_NAME_HINTS_NONE ((BtFileNameHints){ .day_usec = BT_TIME_NONE })

/* Stores a text as a symbol (capital letters; other characters than an instrument's symbol allows
 * left out); FALSE when nothing is left. */
gboolean bt_file_name_hints_make_symbol (const char *text, gsize length, char out[BT_SYMBOL_SIZE]);

G_END_DECLS
