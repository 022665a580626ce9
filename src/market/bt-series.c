// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-series.h"

#include "market/bt-extremes.h"
#include "market/bt-market-error.h"
#include "market/bt-series-hasher.h"

#include <string.h>
#include <sys/mman.h>

/* A column of at least so many bytes is long; see resize_column(). */
#define LONG_COLUMN_BYTES (4 * 1024 * 1024)
#define SMALL_PAGE_BYTES 4096
#define FIRST_CAPACITY 1024

/* The columns as they are written. */
typedef struct
{
  gint64 *time_usec;
  gint64 *open_points;
  gint64 *high_points;
  gint64 *low_points;
  gint64 *close_points;
  gint64 *volume;
  gint32 *spread_points;
} OwnedColumns;

/* What finds candles by price. */
typedef struct
{
  BtExtremes *prices;
  BtExtremes *asks; /* prices with their spreads on top; NULL unless each candle has a spread */
} Search;

struct _BtSeries
{
  gatomicrefcount ref_count;
  BtColumns columns;
  BtTimeframe timeframe;
  BtPriceKind price_kind;
  OwnedColumns owned; /* all NULL for a slice */
  BtSeries *parent;   /* of a slice: what owns the columns */
  Search *search;     /* of an owner; NULL until somebody searches */
};

struct _BtSeriesBuilder
{
  OwnedColumns columns;
  gsize length;
  gsize capacity;
  BtTimeframe timeframe;
  BtPriceKind price_kind;
  gboolean has_spread;
};

/* Makes room for length entries. Of a long column the system is asked for large pages: years of
 * candles are filled in once, and the first touch of each small page costs more than the filling.
 */
static gpointer
resize_column (gpointer column, gsize length, gsize entry_bytes)
{
  gpointer resized = g_realloc_n (column, length, entry_bytes);
  const gsize bytes = length * entry_bytes;

  if (bytes >= LONG_COLUMN_BYTES)
    {
      const guintptr start = ((guintptr) resized + SMALL_PAGE_BYTES - 1) & ~(SMALL_PAGE_BYTES - 1);
      madvise ((gpointer) start, bytes - SMALL_PAGE_BYTES, MADV_HUGEPAGE);
    }
  return resized;
}

static void
resize_columns (OwnedColumns *columns, gsize capacity, gboolean has_spread)
{
  columns->time_usec = resize_column (columns->time_usec, capacity, sizeof (gint64));
  columns->open_points = resize_column (columns->open_points, capacity, sizeof (gint64));
  columns->high_points = resize_column (columns->high_points, capacity, sizeof (gint64));
  columns->low_points = resize_column (columns->low_points, capacity, sizeof (gint64));
  columns->close_points = resize_column (columns->close_points, capacity, sizeof (gint64));
  columns->volume = resize_column (columns->volume, capacity, sizeof (gint64));
  if (has_spread)
    columns->spread_points = resize_column (columns->spread_points, capacity, sizeof (gint32));
}

static void
free_columns (OwnedColumns *columns)
{
  g_free (columns->time_usec);
  g_free (columns->open_points);
  g_free (columns->high_points);
  g_free (columns->low_points);
  g_free (columns->close_points);
  g_free (columns->volume);
  g_free (columns->spread_points);
  *columns = (OwnedColumns){ 0 };
}

static BtCandle
read_candle (const BtColumns *columns, gsize index)
{
  return (BtCandle){
    .time_usec = columns->time_usec[index],
    .open_points = columns->open_points[index],
    .high_points = columns->high_points[index],
    .low_points = columns->low_points[index],
    .close_points = columns->close_points[index],
    .volume = columns->volume[index],
    .spread_points = columns->spread_points != NULL ? columns->spread_points[index] : -1,
  };
}

/* Returns what is wrong with a candle that follows one of previous_usec, or NULL. */
static const char *
find_fault (const BtCandle *candle, gint64 previous_usec)
{
  if (candle->time_usec <= previous_usec)
    return "does not come after the one before it";
  if (candle->high_points < candle->low_points)
    return "has its high below its low";
  if (MIN (candle->open_points, candle->close_points) < candle->low_points
      || MAX (candle->open_points, candle->close_points) > candle->high_points)
    return "opens or closes outside its high and low";
  if (candle->spread_points < -1)
    return "has a negative spread";
  return NULL;
}

static gboolean
fail_candle (gsize index, gint64 time_usec, const char *fault, GError **error)
{
  g_autofree char *time = bt_time_to_string (time_usec);

  g_set_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_SERIES, "Candle %" G_GSIZE_FORMAT " (%s) %s",
               index, time, fault);
  return FALSE;
}

static gint64
get_last_time (const BtSeriesBuilder *builder)
{
  return builder->length > 0 ? builder->columns.time_usec[builder->length - 1] : BT_TIME_NONE;
}

/* Tests all candles without a branch a candle, which the compiler turns into vector instructions.
 */
static gboolean
are_all_sound (const BtColumns *columns, gint64 previous_usec)
{
  const gint64 *time = columns->time_usec, *open = columns->open_points,
               *high = columns->high_points;
  const gint64 *low = columns->low_points, *close = columns->close_points;
  gboolean has_fault = columns->length > 0 && time[0] <= previous_usec;

  for (gsize i = 1; i < columns->length; i++)
    has_fault |= time[i] <= time[i - 1];
  for (gsize i = 0; i < columns->length; i++)
    has_fault
      |= (open[i] < low[i]) | (open[i] > high[i]) | (close[i] < low[i]) | (close[i] > high[i]);
  if (columns->spread_points != NULL)
    for (gsize i = 0; i < columns->length; i++)
      has_fault |= columns->spread_points[i] < -1;
  return !has_fault;
}

static void
free_search (Search *search)
{
  bt_extremes_free (search->prices);
  bt_extremes_free (search->asks);
  g_free (search);
}

static Search *
make_search (const BtColumns *columns)
{
  Search *search = g_new0 (Search, 1);
  gboolean has_all = columns->spread_points != NULL;

  for (gsize i = 0; has_all && i < columns->length; i++)
    has_all = columns->spread_points[i] >= 0;
  search->prices
    = bt_extremes_new (columns->low_points, columns->high_points, NULL, columns->length);
  if (has_all)
    search->asks = bt_extremes_new (columns->low_points, columns->high_points,
                                    columns->spread_points, columns->length);
  return search;
}

BtSeries *
bt_series_ref (BtSeries *series)
{
  g_atomic_ref_count_inc (&series->ref_count);
  return series;
}

void
bt_series_unref (BtSeries *series)
{
  if (!g_atomic_ref_count_dec (&series->ref_count))
    return;
  g_clear_pointer (&series->parent, bt_series_unref);
  g_clear_pointer (&series->search, free_search);
  free_columns (&series->owned);
  g_free (series);
}

gsize
bt_series_get_length (const BtSeries *series)
{
  return series->columns.length;
}

const BtColumns *
bt_series_get_columns (const BtSeries *series)
{
  return &series->columns;
}

BtTimeframe
bt_series_get_timeframe (const BtSeries *series)
{
  return series->timeframe;
}

BtPriceKind
bt_series_get_price_kind (const BtSeries *series)
{
  return series->price_kind;
}

BtCandle
bt_series_get_candle (const BtSeries *series, gsize index)
{
  g_assert (index < series->columns.length);
  return read_candle (&series->columns, index);
}

gsize
bt_series_find (const BtSeries *series, gint64 time_usec)
{
  gsize first = 0;
  gsize length = series->columns.length;

  while (length > 0)
    {
      const gsize half = length / 2;

      if (series->columns.time_usec[first + half] < time_usec)
        {
          first += half + 1;
          length -= half + 1;
        }
      else
        length = half;
    }
  return first;
}

/* Built once, by whichever thread comes first; the others wait. A slice uses its owner's. */
static const Search *
get_search (BtSeries *series)
{
  BtSeries *owner = series->parent != NULL ? series->parent : series;

  if (g_once_init_enter (&owner->search))
    g_once_init_leave (&owner->search, make_search (&owner->columns));
  return owner->search;
}

static gsize
find_outside (
  const BtSeries *series, const BtExtremes *extremes, gsize first, gsize end, BtPriceBand *band)
{
  const BtSeries *owner = series->parent != NULL ? series->parent : series;
  const gsize offset = (gsize) (series->columns.low_points - owner->columns.low_points);

  g_assert (extremes != NULL && end <= series->columns.length);
  return bt_extremes_find_outside (extremes, first + offset, end + offset, band) - offset;
}

void
bt_series_prepare_search (BtSeries *series)
{
  get_search (series);
}

gboolean
bt_series_has_all_spreads (BtSeries *series)
{
  return get_search (series)->asks != NULL;
}

gsize
bt_series_find_outside (BtSeries *series, gsize first, gsize end, BtPriceBand *band)
{
  return find_outside (series, get_search (series)->prices, first, end, band);
}

gsize
bt_series_find_outside_ask (BtSeries *series, gsize first, gsize end, BtPriceBand *band)
{
  return find_outside (series, get_search (series)->asks, first, end, band);
}

BtSeries *
bt_series_slice (BtSeries *series, gsize first, gsize length)
{
  g_return_val_if_fail (first <= series->columns.length, NULL);
  g_return_val_if_fail (length <= series->columns.length - first, NULL);

  BtSeries *slice = g_new0 (BtSeries, 1);
  const BtColumns *whole = &series->columns;

  g_atomic_ref_count_init (&slice->ref_count);
  slice->timeframe = series->timeframe;
  slice->price_kind = series->price_kind;
  slice->parent = bt_series_ref (series->parent != NULL ? series->parent : series);
  slice->columns = (BtColumns){
    .length = length,
    .time_usec = whole->time_usec + first,
    .open_points = whole->open_points + first,
    .high_points = whole->high_points + first,
    .low_points = whole->low_points + first,
    .close_points = whole->close_points + first,
    .volume = whole->volume + first,
    .spread_points = whole->spread_points != NULL ? whole->spread_points + first : NULL,
  };
  return slice;
}

void
bt_series_hash (const BtSeries *series, const BtInstrument *instrument, BtHash *out)
{
  g_autoptr (BtSeriesHasher) hasher
    = bt_series_hasher_new (instrument, series->timeframe, series->price_kind);

  bt_series_hasher_add (hasher, &series->columns);
  bt_series_hasher_finish (hasher, out);
}

BtSeriesBuilder *
bt_series_builder_new (BtTimeframe timeframe, BtPriceKind kind, gboolean has_spread)
{
  BtSeriesBuilder *builder = g_new0 (BtSeriesBuilder, 1);

  builder->timeframe = timeframe;
  builder->price_kind = kind;
  builder->has_spread = has_spread;
  return builder;
}

void
bt_series_builder_free (BtSeriesBuilder *builder)
{
  if (builder == NULL)
    return;
  free_columns (&builder->columns);
  g_free (builder);
}

void
bt_series_builder_reserve (BtSeriesBuilder *builder, gsize length)
{
  if (length <= builder->capacity)
    return;
  builder->capacity = length;
  resize_columns (&builder->columns, length, builder->has_spread);
}

gboolean
bt_series_builder_add (BtSeriesBuilder *builder, const BtCandle *candle, GError **error)
{
  const char *fault = find_fault (candle, get_last_time (builder));
  const gsize index = builder->length;

  if (fault != NULL)
    return fail_candle (index, candle->time_usec, fault, error);
  if (index == builder->capacity)
    bt_series_builder_reserve (builder, MAX (FIRST_CAPACITY, builder->capacity * 2));
  builder->columns.time_usec[index] = candle->time_usec;
  builder->columns.open_points[index] = candle->open_points;
  builder->columns.high_points[index] = candle->high_points;
  builder->columns.low_points[index] = candle->low_points;
  builder->columns.close_points[index] = candle->close_points;
  builder->columns.volume[index] = candle->volume;
  if (builder->has_spread)
    builder->columns.spread_points[index] = candle->spread_points;
  builder->length++;
  return TRUE;
}

gboolean
bt_series_builder_add_columns (BtSeriesBuilder *builder, const BtColumns *columns, GError **error)
{
  const gsize first = builder->length;
  const gsize added = columns->length;

  if (added == 0)
    return TRUE;
  if (!are_all_sound (columns, get_last_time (builder)))
    {
      gint64 previous_usec = get_last_time (builder);

      for (gsize i = 0; i < added; i++)
        {
          const BtCandle candle = read_candle (columns, i);
          const char *fault = find_fault (&candle, previous_usec);

          if (fault != NULL)
            return fail_candle (first + i, candle.time_usec, fault, error);
          previous_usec = candle.time_usec;
        }
    }

  if (first + added > builder->capacity)
    bt_series_builder_reserve (builder, MAX (first + added, builder->capacity * 2));
  memcpy (builder->columns.time_usec + first, columns->time_usec, added * sizeof (gint64));
  memcpy (builder->columns.open_points + first, columns->open_points, added * sizeof (gint64));
  memcpy (builder->columns.high_points + first, columns->high_points, added * sizeof (gint64));
  memcpy (builder->columns.low_points + first, columns->low_points, added * sizeof (gint64));
  memcpy (builder->columns.close_points + first, columns->close_points, added * sizeof (gint64));
  memcpy (builder->columns.volume + first, columns->volume, added * sizeof (gint64));
  for (gsize i = 0; builder->has_spread && i < added; i++)
    builder->columns.spread_points[first + i]
      = columns->spread_points != NULL ? columns->spread_points[i] : -1;
  builder->length += added;
  return TRUE;
}

gsize
bt_series_builder_get_length (const BtSeriesBuilder *builder)
{
  return builder->length;
}

BtSeries *
bt_series_builder_finish (BtSeriesBuilder *builder)
{
  BtSeries *series = g_new0 (BtSeries, 1);

  if (builder->length > 0 && builder->length < builder->capacity)
    resize_columns (&builder->columns, builder->length, builder->has_spread);
  g_atomic_ref_count_init (&series->ref_count);
  series->timeframe = builder->timeframe;
  series->price_kind = builder->price_kind;
  series->owned = builder->columns;
  series->columns = (BtColumns){
    .length = builder->length,
    .time_usec = series->owned.time_usec,
    .open_points = series->owned.open_points,
    .high_points = series->owned.high_points,
    .low_points = series->owned.low_points,
    .close_points = series->owned.close_points,
    .volume = series->owned.volume,
    .spread_points = series->owned.spread_points,
  };
  builder->columns = (OwnedColumns){ 0 };
  builder->length = 0;
  builder->capacity = 0;
  return series;
}
