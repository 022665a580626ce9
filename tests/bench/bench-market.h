// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the stores are measured with, the same for each: a year of M1 as MetaTrader 5 exports it,
 * and ten years of candles. */
#pragma once

#include "market/bt-series.h"

#define BENCH_WINDOW 2000
#define BENCH_N_WINDOWS 100
#define BENCH_N_WHOLE 11
#define BENCH_YEARS 10

typedef struct
{
  char *folder;     /* for whatever is stored; removed with the market */
  char *year_path;  /* the year as text */
  gsize year_bytes; /* of the text */
  gint64 year_rows;
  BtSeries *decade; /* ten years of M1 */
} BenchMarket;

/* What one store needs. NAN where it was not measured. */
typedef struct
{
  double year_ms;        /* the year's text, parsed and stored */
  double bytes_a_candle; /* of the ten years on disk */
  double window_usec;    /* median of BENCH_N_WINDOWS at random times */
  double all_ms;         /* the ten years into memory, the best of BENCH_N_WHOLE */
  double hours_ms;       /* hours from the ten years, the best of BENCH_N_WHOLE */
} BenchStorage;

/* Figures of a store that is not there. */
#define BENCH_STORAGE_ABSENT ((BenchStorage){ NAN, NAN, NAN, NAN, NAN })

/* Makes the market: the real year of the shared files where they are, else a synthetic one. */
BenchMarket *bench_market_new (void);
/* Frees the market and removes its folder. */
void bench_market_free (BenchMarket *market);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchMarket, bench_market_free)
/* Returns the candle at which window number i ends, exclusive. */
gint64 bench_market_get_window_end (const BenchMarket *market, guint i);
/* Removes a folder and all in it. */
void bench_remove_folder (const char *folder);
/* Returns the milliseconds since a time of g_get_monotonic_time(). */
double bench_get_ms_since (gint64 start_usec);
