// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-candle-buffer.h"

#include <string.h>

BtCandleBuffer *
bt_candle_buffer_new (gsize capacity)
{
  BtCandleBuffer *buffer = g_new0 (BtCandleBuffer, 1);

  bt_candle_buffer_reserve (buffer, capacity);
  return buffer;
}

void
bt_candle_buffer_free (BtCandleBuffer *buffer)
{
  if (buffer == NULL)
    return;
  g_free (buffer->time_usec);
  g_free (buffer->open_points);
  g_free (buffer->high_points);
  g_free (buffer->low_points);
  g_free (buffer->close_points);
  g_free (buffer->volume);
  g_free (buffer->spread_points);
  g_free (buffer);
}

void
bt_candle_buffer_reserve (BtCandleBuffer *buffer, gsize capacity)
{
  g_return_if_fail (buffer != NULL);
  if (capacity <= buffer->capacity)
    return;
  capacity = MAX (capacity, 2 * buffer->capacity);
  buffer->time_usec = g_renew (gint64, buffer->time_usec, capacity);
  buffer->open_points = g_renew (gint64, buffer->open_points, capacity);
  buffer->high_points = g_renew (gint64, buffer->high_points, capacity);
  buffer->low_points = g_renew (gint64, buffer->low_points, capacity);
  buffer->close_points = g_renew (gint64, buffer->close_points, capacity);
  buffer->volume = g_renew (gint64, buffer->volume, capacity);
  buffer->spread_points = g_renew (gint32, buffer->spread_points, capacity);
  buffer->capacity = capacity;
}

void
bt_candle_buffer_add (BtCandleBuffer *buffer, const BtCandle *candle)
{
  g_return_if_fail (buffer != NULL && candle != NULL);
  gsize i = buffer->length;

  bt_candle_buffer_reserve (buffer, i + 1);
  buffer->time_usec[i] = candle->time_usec;
  buffer->open_points[i] = candle->open_points;
  buffer->high_points[i] = candle->high_points;
  buffer->low_points[i] = candle->low_points;
  buffer->close_points[i] = candle->close_points;
  buffer->volume[i] = candle->volume;
  buffer->spread_points[i] = candle->spread_points;
  buffer->length++;
}

void
bt_candle_buffer_add_columns (BtCandleBuffer *buffer,
                              const BtColumns *columns,
                              gsize first,
                              gsize length)
{
  g_return_if_fail (buffer != NULL && columns != NULL);
  g_return_if_fail (first <= columns->length && length <= columns->length - first);
  gsize at = buffer->length;
  gsize bytes = length * sizeof (gint64);

  if (length == 0)
    return;
  bt_candle_buffer_reserve (buffer, at + length);
  memcpy (buffer->time_usec + at, columns->time_usec + first, bytes);
  memcpy (buffer->open_points + at, columns->open_points + first, bytes);
  memcpy (buffer->high_points + at, columns->high_points + first, bytes);
  memcpy (buffer->low_points + at, columns->low_points + first, bytes);
  memcpy (buffer->close_points + at, columns->close_points + first, bytes);
  memcpy (buffer->volume + at, columns->volume + first, bytes);
  for (gsize i = 0; i < length; i++)
    buffer->spread_points[at + i]
      = columns->spread_points != NULL ? columns->spread_points[first + i] : -1;
  buffer->length += length;
}

BtCandle
bt_candle_buffer_get (const BtCandleBuffer *buffer, gsize index)
{
  g_assert (buffer != NULL && index < buffer->length);
  return (BtCandle){
    .time_usec = buffer->time_usec[index],
    .open_points = buffer->open_points[index],
    .high_points = buffer->high_points[index],
    .low_points = buffer->low_points[index],
    .close_points = buffer->close_points[index],
    .volume = buffer->volume[index],
    .spread_points = buffer->spread_points[index],
  };
}

BtColumns
bt_candle_buffer_view (const BtCandleBuffer *buffer, gsize first, gsize length, gboolean has_spread)
{
  g_assert (buffer != NULL && first <= buffer->capacity && length <= buffer->capacity - first);
  return (BtColumns){
    .length = length,
    .time_usec = buffer->time_usec + first,
    .open_points = buffer->open_points + first,
    .high_points = buffer->high_points + first,
    .low_points = buffer->low_points + first,
    .close_points = buffer->close_points + first,
    .volume = buffer->volume + first,
    .spread_points = has_spread ? buffer->spread_points + first : NULL,
  };
}
