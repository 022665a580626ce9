// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "peer-talib.h"

#include <dlfcn.h>

#define LIBRARY "libtalib.so"
#define N_OUTPUTS 3
/* TA-Lib's name of the simple average. */
#define AVERAGE_SMA 0

struct _PeerTalib
{
  gpointer library;
  const BtColumns *columns; /* of the series, which must live as long */
  int last;                 /* index of the last candle */
  double *high;
  double *low;
  double *close;
  double *out[N_OUTPUTS];
};

/* The forms that TA-Lib's functions have; all return 0 when they succeed. */
typedef int (*OneFunc) (int, int, const double *, int, int *, int *, double *);
typedef int (*RangeFunc) (
  int, int, const double *, const double *, const double *, int, int *, int *, double *);
typedef int (*BandsFunc) (
  int, int, const double *, int, double, double, int, int *, int *, double *, double *, double *);
typedef int (*MacdFunc) (
  int, int, const double *, int, int, int, int *, int *, double *, double *, double *);
typedef int (*StochasticFunc) (int,
                               int,
                               const double *,
                               const double *,
                               const double *,
                               int,
                               int,
                               int,
                               int,
                               int,
                               int *,
                               int *,
                               double *,
                               double *);

/* A study of one price, or of high, low and close, and a period. */
typedef struct
{
  const char *id;
  const char *symbol;
  int period;
} Simple;

static const Simple of_close[]
  = { { "sma", "TA_SMA", 20 }, { "ema", "TA_EMA", 20 }, { "rsi", "TA_RSI", 14 } };
static const Simple of_range[]
  = { { "atr", "TA_ATR", 14 }, { "adx", "TA_ADX", 14 }, { "cci", "TA_CCI", 20 } };

static void
convert (const gint64 *restrict points, gsize length, double *restrict out)
{
  for (gsize i = 0; i < length; i++)
    out[i] = (double) points[i];
}

static void
convert_close (PeerTalib *talib)
{
  convert (talib->columns->close_points, talib->columns->length, talib->close);
}

static void
convert_range (PeerTalib *talib)
{
  convert (talib->columns->high_points, talib->columns->length, talib->high);
  convert (talib->columns->low_points, talib->columns->length, talib->low);
  convert_close (talib);
}

/* Returns a function of TA-Lib in storage of its own type. */
static void
find (const PeerTalib *talib, const char *symbol, gpointer function)
{
  gpointer address = dlsym (talib->library, symbol);

  if (address == NULL)
    g_error ("TA-Lib has no %s", symbol);
  *(gpointer *) function = address;
}

PeerTalib *
peer_talib_new (const BtSeries *series)
{
  const char *peers = g_getenv ("BACKTRADE_PEERS");
  g_autofree char *path = g_build_filename (peers != NULL ? peers : ".", LIBRARY, NULL);
  gpointer library = dlopen (path, RTLD_NOW | RTLD_LOCAL);
  const BtColumns *columns = bt_series_get_columns (series);
  int (*initialize) (void) = NULL;

  if (library == NULL)
    {
      g_print ("TA-Lib is absent: it could not be built (see tests/bench/README.md)\n");
      return NULL;
    }
  PeerTalib *talib = g_new0 (PeerTalib, 1);
  talib->library = library;
  talib->columns = columns;
  talib->last = (int) columns->length - 1;
  talib->high = g_new (double, columns->length);
  talib->low = g_new (double, columns->length);
  talib->close = g_new (double, columns->length);
  convert_range (talib);
  for (guint i = 0; i < N_OUTPUTS; i++)
    talib->out[i] = g_new0 (double, columns->length);
  find (talib, "TA_Initialize", &initialize);
  g_assert_cmpint (initialize (), ==, 0);
  return talib;
}

void
peer_talib_free (PeerTalib *talib)
{
  if (talib == NULL)
    return;
  for (guint i = 0; i < N_OUTPUTS; i++)
    g_free (talib->out[i]);
  g_free (talib->high);
  g_free (talib->low);
  g_free (talib->close);
  dlclose (talib->library);
  g_free (talib);
}

static gboolean
run_simple (PeerTalib *talib, const char *id, gboolean has_conversion, int *first, int *count)
{
  for (guint i = 0; i < G_N_ELEMENTS (of_close); i++)
    if (g_str_equal (of_close[i].id, id))
      {
        OneFunc one = NULL;
        if (has_conversion)
          convert_close (talib);
        find (talib, of_close[i].symbol, &one);
        return one (0, talib->last, talib->close, of_close[i].period, first, count, talib->out[0])
               == 0;
      }
  for (guint i = 0; i < G_N_ELEMENTS (of_range); i++)
    if (g_str_equal (of_range[i].id, id))
      {
        RangeFunc range = NULL;
        if (has_conversion)
          convert_range (talib);
        find (talib, of_range[i].symbol, &range);
        return range (0, talib->last, talib->high, talib->low, talib->close, of_range[i].period,
                      first, count, talib->out[0])
               == 0;
      }
  return FALSE;
}

gboolean
peer_talib_run (PeerTalib *talib, const char *id, gboolean has_conversion)
{
  int first = 0;
  int count = 0;

  if (g_str_equal (id, "bollinger"))
    {
      BandsFunc bands = NULL;
      if (has_conversion)
        convert_close (talib);
      find (talib, "TA_BBANDS", &bands);
      return bands (0, talib->last, talib->close, 20, 2, 2, AVERAGE_SMA, &first, &count,
                    talib->out[0], talib->out[1], talib->out[2])
             == 0;
    }
  if (g_str_equal (id, "macd"))
    {
      MacdFunc macd = NULL;
      if (has_conversion)
        convert_close (talib);
      find (talib, "TA_MACD", &macd);
      return macd (0, talib->last, talib->close, 12, 26, 9, &first, &count, talib->out[0],
                   talib->out[1], talib->out[2])
             == 0;
    }
  if (g_str_equal (id, "stochastic"))
    {
      StochasticFunc stochastic = NULL;
      if (has_conversion)
        convert_range (talib);
      find (talib, "TA_STOCH", &stochastic);
      return stochastic (0, talib->last, talib->high, talib->low, talib->close, 14, 3, AVERAGE_SMA,
                         3, AVERAGE_SMA, &first, &count, talib->out[0], talib->out[1])
             == 0;
    }
  return run_simple (talib, id, has_conversion, &first, &count);
}
