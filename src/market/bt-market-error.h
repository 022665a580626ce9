// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The error domain of `market`. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BT_MARKET_ERROR (bt_market_error_quark ())

typedef enum
{
  BT_MARKET_ERROR_INSTRUMENT, /* a field of an instrument is out of range */
  BT_MARKET_ERROR_SETTINGS,   /* a field of the session settings is out of range */
  BT_MARKET_ERROR_SERIES,     /* candles are not in ascending order, or one is inverted */
  BT_MARKET_ERROR_HOURS,      /* text that is no trading hours */
} BtMarketError;

/* Returns the quark of BT_MARKET_ERROR. */
GQuark bt_market_error_quark (void);

G_END_DECLS
