// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-chart-series.h"

#include "base/bt-checked.h"
#include "base/bt-long-memory.h"

#define DEFAULT_REVERSAL 3
/* What a size is chosen from. */
#define SIZE_PRICE_SHARE 1000
#define SIZE_CANDLES 1000
#define SIZE_VOLUME_CANDLES 20
/* More bricks than this from one candle say that the box is too small for the market: the rest of
 * the move becomes one brick. */
#define MAX_BRICKS 1000
/* Of a bar's figures, and of its first candle. */
#define N_COLUMNS 7

/* A bar while it is made. */
typedef struct
{
  gint64 time_usec;
  gint64 open_points;
  gint64 high_points;
  gint64 low_points;
  gint64 close_points;
  gint64 volume;
} Bar;

struct _BtChartSeries
{
  BtChartSeriesSpec spec;
  gsize length;
  BtLongMemory memory[N_COLUMNS];
  /* In it. */
  gint64 *time_usec;
  gint64 *open_points;
  gint64 *high_points;
  gint64 *low_points;
  gint64 *close_points;
  gint64 *volume;
  gint64 *sources;  /* the candle that each bar begins with, or that made the brick */
  gsize n_consumed; /* candles taken in */
  gboolean is_forming;
  gint64 pending_volume; /* since the last brick */
  BtColumns columns;
};

gboolean
bt_chart_series_is_from_base (BtChartSeriesKind kind)
{
  return kind > BT_CHART_SERIES_HEIKIN_ASHI;
}

/* The greatest 1, 2 or 5 times a power of ten that is not above a value, at least 1. */
static gint64
round_down (gint64 value)
{
  gint64 power = 1;

  while (power <= value / 10)
    power *= 10;
  if (value >= 5 * power)
    return 5 * power;
  return value >= 2 * power ? 2 * power : power;
}

gint64
bt_chart_series_choose_size (BtChartSeriesKind kind, const BtColumns *source)
{
  gsize count = MIN (source->length, SIZE_CANDLES);
  gint64 volume = 0;

  if (count == 0)
    return 1;
  if (kind != BT_CHART_SERIES_VOLUME)
    return round_down (ABS (source->close_points[0]) / SIZE_PRICE_SHARE);
  for (gsize i = 0; i < count; i++)
    if (__builtin_add_overflow (volume, source->volume[i], &volume))
      volume = G_MAXINT64;
  return round_down (volume / (gint64) count > G_MAXINT64 / SIZE_VOLUME_CANDLES
                       ? G_MAXINT64
                       : volume / (gint64) count * SIZE_VOLUME_CANDLES);
}

BtChartSeries *
bt_chart_series_new (const BtChartSeriesSpec *spec)
{
  g_return_val_if_fail (spec != NULL && spec->kind != BT_CHART_SERIES_TIME, NULL);

  BtChartSeries *series = g_new0 (BtChartSeries, 1);

  series->spec = *spec;
  if (series->spec.reversal == 0)
    series->spec.reversal = DEFAULT_REVERSAL;
  return series;
}

void
bt_chart_series_free (BtChartSeries *series)
{
  if (series == NULL)
    return;
  for (guint i = 0; i < N_COLUMNS; i++)
    bt_long_memory_clear (&series->memory[i]);
  g_free (series);
}

static Bar
get_bar (const BtChartSeries *series, gsize index)
{
  return (Bar){
    .time_usec = series->time_usec[index],
    .open_points = series->open_points[index],
    .high_points = series->high_points[index],
    .low_points = series->low_points[index],
    .close_points = series->close_points[index],
    .volume = series->volume[index],
  };
}

/* Makes room for one bar more. */
static void
grow (BtChartSeries *series)
{
  gint64 **const columns[N_COLUMNS]
    = { &series->time_usec,    &series->open_points, &series->high_points, &series->low_points,
        &series->close_points, &series->volume,      &series->sources };

  for (guint i = 0; i < N_COLUMNS; i++)
    *columns[i]
      = bt_long_memory_reserve (&series->memory[i], (series->length + 1) * sizeof (gint64));
}

static void
set_bar (BtChartSeries *series, gsize index, const Bar *bar)
{
  series->time_usec[index] = bar->time_usec;
  series->open_points[index] = bar->open_points;
  series->high_points[index] = bar->high_points;
  series->low_points[index] = bar->low_points;
  series->close_points[index] = bar->close_points;
  series->volume[index] = bar->volume;
}

static void
add_bar (BtChartSeries *series, const Bar *bar, gsize source)
{
  if ((series->length + 1) * sizeof (gint64) > series->memory[0].bytes)
    grow (series);
  set_bar (series, series->length, bar);
  series->sources[series->length] = (gint64) source;
  series->length++;
}

static Bar
bar_of_candle (const BtColumns *source, gsize index)
{
  return (Bar){
    .time_usec = source->time_usec[index],
    .open_points = source->open_points[index],
    .high_points = source->high_points[index],
    .low_points = source->low_points[index],
    .close_points = source->close_points[index],
    .volume = source->volume[index],
  };
}

static gint64
add_volume (gint64 a, gint64 b)
{
  gint64 sum;

  return __builtin_add_overflow (a, b, &sum) ? G_MAXINT64 : sum;
}

static void
take_heikin_ashi (BtChartSeries *series, const BtColumns *source, gsize index)
{
  Bar bar = bar_of_candle (source, index);
  gint64 open = bar.open_points;
  gint64 close = bar.close_points;

  bar.close_points = (gint64) (((__int128) open + bar.high_points + bar.low_points + close) / 4);
  bar.open_points = (open + close) / 2;
  if (series->length > 0)
    {
      Bar before = get_bar (series, series->length - 1);
      bar.open_points = (before.open_points + before.close_points) / 2;
    }
  bar.high_points = MAX (bar.high_points, MAX (bar.open_points, bar.close_points));
  bar.low_points = MIN (bar.low_points, MIN (bar.open_points, bar.close_points));
  add_bar (series, &bar, index);
}

static void
add_brick (BtChartSeries *series, const BtColumns *source, gsize index, gint64 from, gint64 to)
{
  Bar brick = {
    .time_usec = source->time_usec[index],
    .open_points = from,
    .high_points = MAX (from, to),
    .low_points = MIN (from, to),
    .close_points = to,
    .volume = series->pending_volume,
  };

  series->pending_volume = 0;
  add_bar (series, &brick, index);
}

static void
take_renko (BtChartSeries *series, const BtColumns *source, gsize index)
{
  gint64 size = series->spec.size;
  gint64 close = source->close_points[index];

  series->pending_volume = add_volume (series->pending_volume, source->volume[index]);
  if (series->length == 0)
    {
      /* The first brick ends on a whole box, so that bricks of one size stand at the same prices
       * wherever the chart begins. */
      gint64 floor = bt_divide_floor (close, size) * size;
      add_brick (series, source, index, floor - size, floor);
      return;
    }
  for (guint i = 0; i < MAX_BRICKS; i++)
    {
      Bar last = get_bar (series, series->length - 1);
      gint64 step
        = i + 1 == MAX_BRICKS ? MAX (size, ABS (close - last.close_points) / size * size) : size;
      if (close >= last.high_points + size)
        add_brick (series, source, index, last.high_points, last.high_points + step);
      else if (close <= last.low_points - size)
        add_brick (series, source, index, last.low_points, last.low_points - step);
      else
        return;
    }
}

/* Bars that grow until their measure reaches the size. */
static void
take_grown (BtChartSeries *series, const BtColumns *source, gsize index)
{
  Bar candle = bar_of_candle (source, index);
  gboolean is_by_volume = series->spec.kind == BT_CHART_SERIES_VOLUME;

  if (series->is_forming)
    {
      gsize last = series->length - 1;
      Bar bar = get_bar (series, last);
      bar.high_points = MAX (bar.high_points, candle.high_points);
      bar.low_points = MIN (bar.low_points, candle.low_points);
      bar.close_points = candle.close_points;
      bar.volume = add_volume (bar.volume, candle.volume);
      set_bar (series, last, &bar);
      candle = bar;
    }
  else
    add_bar (series, &candle, index);
  gint64 measure = is_by_volume ? candle.volume : candle.high_points - candle.low_points;
  series->is_forming = measure < series->spec.size;
}

static void
take_point_figure (BtChartSeries *series, const BtColumns *source, gsize index)
{
  gint64 size = series->spec.size;
  gint64 box = bt_divide_floor (source->close_points[index], size) * size;
  gint64 turn = size * series->spec.reversal;

  series->is_forming = TRUE;
  if (series->length == 0)
    {
      Bar first
        = { source->time_usec[index], box, box + size, box, box + size, source->volume[index] };
      add_bar (series, &first, index);
      return;
    }
  gsize at = series->length - 1;
  Bar column = get_bar (series, at);
  gboolean is_rising = column.close_points >= column.open_points;

  if (is_rising ? box <= column.high_points - size - turn : box >= column.low_points + turn)
    {
      gint64 from = is_rising ? column.high_points - size : column.low_points + size;
      gint64 to = is_rising ? box : box + size;
      Bar next = { source->time_usec[index], from, MAX (from, to),
                   MIN (from, to),           to,   source->volume[index] };
      add_bar (series, &next, index);
      return;
    }
  column.volume = add_volume (column.volume, source->volume[index]);
  if (is_rising)
    column.close_points = column.high_points = MAX (column.high_points, box + size);
  else
    column.close_points = column.low_points = MIN (column.low_points, box);
  set_bar (series, at, &column);
}

/* Forgets all that candles from index on made: whole bars, and of the last one what it had grown to
 * since, by taking its candles in again. */
static void
go_back (BtChartSeries *series, gsize index)
{
  gsize length = series->length;

  while (length > 0 && (gsize) series->sources[length - 1] >= index)
    length--;
  series->n_consumed = index;
  if (length > 0 && series->spec.kind != BT_CHART_SERIES_HEIKIN_ASHI)
    {
      /* A brick's volume lies before it, so a whole candle's bricks are made again. */
      gsize first = (gsize) series->sources[length - 1];
      while (length > 0 && (gsize) series->sources[length - 1] == first)
        length--;
      series->n_consumed = first;
      if (series->spec.kind == BT_CHART_SERIES_RENKO && length > 0)
        series->n_consumed = (gsize) series->sources[length - 1] + 1;
      else if (series->spec.kind == BT_CHART_SERIES_RENKO)
        series->n_consumed = 0;
    }
  else if (length == 0)
    series->n_consumed = 0;
  series->pending_volume = 0;
  series->is_forming = FALSE;
  series->length = length;
}

static BtColumns
view_columns (const BtChartSeries *series)
{
  return (BtColumns){
    .length = series->length,
    .time_usec = series->time_usec,
    .open_points = series->open_points,
    .high_points = series->high_points,
    .low_points = series->low_points,
    .close_points = series->close_points,
    .volume = series->volume,
  };
}

gsize
bt_chart_series_update (BtChartSeries *series, const BtColumns *source, gsize changed)
{
  static void (*const takers[BT_N_CHART_SERIES_KINDS]) (BtChartSeries *, const BtColumns *, gsize)
    = { NULL, take_heikin_ashi, take_renko, take_grown, take_grown, take_point_figure };

  g_return_val_if_fail (series != NULL && source != NULL && changed <= source->length, 0);

  if (series->spec.size <= 0 && source->length > 0)
    series->spec.size = bt_chart_series_choose_size (series->spec.kind, source);
  if (changed < series->n_consumed)
    go_back (series, changed);
  gsize first = series->length;
  if (series->is_forming && series->spec.kind != BT_CHART_SERIES_HEIKIN_ASHI
      && series->n_consumed < source->length)
    first--;
  for (; series->n_consumed < source->length; series->n_consumed++)
    takers[series->spec.kind](series, source, series->n_consumed);
  if (series->spec.kind == BT_CHART_SERIES_HEIKIN_ASHI)
    series->is_forming = series->length > 0;
  series->columns = view_columns (series);
  return MIN (first, series->columns.length);
}

const BtColumns *
bt_chart_series_get_columns (const BtChartSeries *series)
{
  return &series->columns;
}

gboolean
bt_chart_series_is_forming (const BtChartSeries *series)
{
  return series->is_forming;
}

gint64
bt_chart_series_get_size (const BtChartSeries *series)
{
  return series->spec.size;
}
