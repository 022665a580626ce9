// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "study/bt-study-kernel.h"

#include <string.h>

/* Candles that are converted at a time: they stay in the fastest cache. */
#define BLOCK_LENGTH 256
#define VOLUME_UNIT 1e8
/* Points from minus this up to it are converted several at a time. */
#define SMALL_LIMIT (G_GUINT64_CONSTANT (1) << 50)

typedef struct
{
  double open[BLOCK_LENGTH];
  double high[BLOCK_LENGTH];
  double low[BLOCK_LENGTH];
  double close[BLOCK_LENGTH];
  double volume[BLOCK_LENGTH];
  double source[BLOCK_LENGTH];
} Lines;

BtStudyKernel *
bt_study_kernel_new (const BtStudySettings *settings)
{
  BtStudyKernel *kernel = g_new0 (BtStudyKernel, 1);

  kernel->settings = *settings;
  kernel->values = kernel->settings.values;
  kernel->state = g_malloc0 (settings->study->state_size);
  kernel->saved = g_malloc0 (settings->study->state_size);
  kernel->memory = g_ptr_array_new_with_free_func (g_free);
  if (settings->study->set_up != NULL)
    settings->study->set_up (kernel);
  memcpy (kernel->saved, kernel->state, settings->study->state_size);
  return kernel;
}

void
bt_study_kernel_free (BtStudyKernel *kernel)
{
  if (kernel == NULL)
    return;
  g_ptr_array_unref (kernel->memory);
  g_free (kernel->state);
  g_free (kernel->saved);
  g_free (kernel);
}

double *
bt_study_kernel_allot (BtStudyKernel *kernel, gsize count, double fill)
{
  double *numbers = g_new (double, count);

  for (gsize i = 0; i < count; i++)
    numbers[i] = fill;
  g_ptr_array_add (kernel->memory, numbers);
  return numbers;
}

/* Adds a whole number below 2^51 to the lowest bits of 1.5 × 2^52, which is then off by just that
 * number: the same as a conversion, but two or four at a time on every processor. Larger ones are
 * seen on the way, and all are converted one by one. */
static void
convert_points (const gint64 *points, gsize n, double *line)
{
  const double middle = 6755399441055744.0;
  guint64 bits, outside = 0;

  memcpy (&bits, &middle, sizeof bits);
  for (gsize i = 0; i < n; i++)
    {
      const guint64 sum = bits + (guint64) points[i];
      double shifted;

      outside |= (guint64) points[i] + SMALL_LIMIT;
      memcpy (&shifted, &sum, sizeof shifted);
      line[i] = shifted - middle;
    }
  if (G_UNLIKELY (outside >= 2 * SMALL_LIMIT))
    for (gsize i = 0; i < n; i++)
      line[i] = (double) points[i];
}

static void
convert_source (const BtColumns *columns, BtStudySource source, gsize first, gsize n, double *line)
{
  const gint64 *open = columns->open_points + first, *high = columns->high_points + first;
  const gint64 *low = columns->low_points + first, *close = columns->close_points + first;

  switch (source)
    {
    case BT_STUDY_SOURCE_OPEN:
      convert_points (open, n, line);
      break;
    case BT_STUDY_SOURCE_HIGH:
      convert_points (high, n, line);
      break;
    case BT_STUDY_SOURCE_LOW:
      convert_points (low, n, line);
      break;
    case BT_STUDY_SOURCE_HL2:
      for (gsize i = 0; i < n; i++)
        line[i] = (double) (high[i] + low[i]) / 2.0;
      break;
    case BT_STUDY_SOURCE_HLC3:
      for (gsize i = 0; i < n; i++)
        line[i] = (double) (high[i] + low[i] + close[i]) / 3.0;
      break;
    case BT_STUDY_SOURCE_OHLC4:
      for (gsize i = 0; i < n; i++)
        line[i] = (double) (open[i] + high[i] + low[i] + close[i]) / 4.0;
      break;
    case BT_STUDY_SOURCE_HLCC4:
      for (gsize i = 0; i < n; i++)
        line[i] = (double) (high[i] + low[i] + 2 * close[i]) / 4.0;
      break;
    case BT_STUDY_SOURCE_CLOSE:
    default:
      convert_points (close, n, line);
      break;
    }
}

/* Converts what the study reads of candles first … first + n − 1, and points the kernel at it. */
static void
load_block (BtStudyKernel *kernel, const BtColumns *columns, gsize first, gsize n, Lines *lines)
{
  const guint reads = kernel->settings.study->reads;

  kernel->time_usec = columns->time_usec + first;
  if (reads & BT_STUDY_READS_SOURCE)
    convert_source (columns, kernel->settings.source, first, n, lines->source);
  if (reads & BT_STUDY_READS_OPEN)
    convert_points (columns->open_points + first, n, lines->open);
  if (reads & BT_STUDY_READS_HIGH)
    convert_points (columns->high_points + first, n, lines->high);
  if (reads & BT_STUDY_READS_LOW)
    convert_points (columns->low_points + first, n, lines->low);
  if (reads & BT_STUDY_READS_CLOSE)
    convert_points (columns->close_points + first, n, lines->close);
  if (reads & BT_STUDY_READS_VOLUME)
    for (gsize i = 0; i < n; i++)
      lines->volume[i] = (double) columns->volume[first + i] / VOLUME_UNIT;
  kernel->source = lines->source;
  kernel->open = lines->open;
  kernel->high = lines->high;
  kernel->low = lines->low;
  kernel->close = lines->close;
  kernel->volume = lines->volume;
}

/* Before the next candle: what is the state now is the one before it. */
static inline void
keep_state (BtStudyKernel *kernel)
{
  gpointer state = kernel->state;

  kernel->state = kernel->saved;
  kernel->saved = state;
}

static void
run_block (BtStudyKernel *kernel,
           const BtColumns *columns,
           gsize first,
           gsize n,
           gsize offset,
           double *const *out)
{
  const BtStudy *study = kernel->settings.study;
  Lines lines;

  load_block (kernel, columns, first, n, &lines);
  for (guint k = 0; k < study->n_outputs; k++)
    kernel->out[k] = out[k] + offset;
  study->run (kernel, n);
}

void
bt_study_kernel_append (
  BtStudyKernel *kernel, const BtColumns *columns, gsize first, gsize end, double *const *out)
{
  const gsize last = end - 1;

  for (gsize i = first; i < last; i += BLOCK_LENGTH)
    {
      kernel->before = kernel->state;
      run_block (kernel, columns, i, MIN (BLOCK_LENGTH, last - i), i - first, out);
    }
  keep_state (kernel);
  kernel->before = kernel->saved;
  run_block (kernel, columns, last, 1, last - first, out);
}

static double
read_source (const BtCandle *candle, BtStudySource source)
{
  switch (source)
    {
    case BT_STUDY_SOURCE_OPEN:
      return (double) candle->open_points;
    case BT_STUDY_SOURCE_HIGH:
      return (double) candle->high_points;
    case BT_STUDY_SOURCE_LOW:
      return (double) candle->low_points;
    case BT_STUDY_SOURCE_HL2:
      return (double) (candle->high_points + candle->low_points) / 2.0;
    case BT_STUDY_SOURCE_HLC3:
      return (double) (candle->high_points + candle->low_points + candle->close_points) / 3.0;
    case BT_STUDY_SOURCE_OHLC4:
      return (double) (candle->open_points + candle->high_points + candle->low_points
                       + candle->close_points)
             / 4.0;
    case BT_STUDY_SOURCE_HLCC4:
      return (double) (candle->high_points + candle->low_points + 2 * candle->close_points) / 4.0;
    case BT_STUDY_SOURCE_CLOSE:
    default:
      return (double) candle->close_points;
    }
}

void
bt_study_kernel_take (BtStudyKernel *kernel,
                      const BtCandle *candle,
                      gboolean is_again,
                      double *values)
{
  const BtStudy *study = kernel->settings.study;
  const double open = (double) candle->open_points, high = (double) candle->high_points;
  const double low = (double) candle->low_points, close = (double) candle->close_points;
  const double volume = (double) candle->volume / VOLUME_UNIT;
  const double source = read_source (candle, kernel->settings.source);

  kernel->time_usec = &candle->time_usec;
  kernel->open = &open;
  kernel->high = &high;
  kernel->low = &low;
  kernel->close = &close;
  kernel->volume = &volume;
  kernel->source = &source;
  for (guint k = 0; k < study->n_outputs; k++)
    kernel->out[k] = &values[k];
  if (!is_again)
    keep_state (kernel);
  kernel->before = kernel->saved;
  study->run (kernel, 1);
}
