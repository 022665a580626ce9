// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What Dukascopy's files (.bi5) leave to their address: instrument, time of the first record,
 * length of the candles; and the scale of its prices, which is nowhere in the data. */
#pragma once

#include "base/bt-time.h"
#include "market/bt-series.h"

G_BEGIN_DECLS

typedef struct
{
  char symbol[BT_SYMBOL_SIZE]; /* "" where the name has none */
  gint64 base_usec;            /* from which the records count, or BT_TIME_NONE */
  gboolean are_ticks;
  gboolean has_timeframe; /* of candles */
  BtTimeframe timeframe;
  gboolean has_kind;
  BtPriceKind kind;
} BtDukascopyName;

/* Reads a path as the service has it ("EURUSD/2019/01/04/00h_ticks.bi5", months from 00 to 11;
 * "…/BID_candles_min_1.bi5"), also with other characters than slashes between the parts, and
 * "EURUSD_20190204_00h.bi5", whose date is the calendar's. */
void bt_dukascopy_name_parse (const char *path, BtDukascopyName *out);

/* Returns how many decimals the whole numbers that Dukascopy states for a symbol have: of its list
 * of instruments, where a pip is ten of these units. Currencies 5, those priced in yen, forint,
 * baht or rouble 3 and in koruna 4 unless the first one is small, too; metals, indices,
 * commodities, bonds and shares 3 with a few exceptions, Japanese shares 1; coins 1 to 5. symbol is
 * as the service's addresses have it, in capital letters. */
guint bt_dukascopy_get_digits (const char *symbol);

G_END_DECLS
