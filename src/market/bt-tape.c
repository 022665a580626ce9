// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-tape.h"

struct _BtTape
{
  grefcount ref_count;
  BtSeries *series;
  BtInstrument instrument;
  gsize known;
};

BtTape *
bt_tape_new (BtSeries *series, const BtInstrument *instrument, gsize known)
{
  g_return_val_if_fail (series != NULL && instrument != NULL, NULL);
  g_return_val_if_fail (known <= bt_series_get_length (series), NULL);

  BtTape *tape = g_new0 (BtTape, 1);

  g_ref_count_init (&tape->ref_count);
  tape->series = bt_series_ref (series);
  tape->instrument = *instrument;
  tape->known = known;
  return tape;
}

BtTape *
bt_tape_ref (BtTape *tape)
{
  g_ref_count_inc (&tape->ref_count);
  return tape;
}

void
bt_tape_unref (BtTape *tape)
{
  if (!g_ref_count_dec (&tape->ref_count))
    return;
  bt_series_unref (tape->series);
  g_free (tape);
}

gsize
bt_tape_get_known (const BtTape *tape)
{
  return tape->known;
}

void
bt_tape_set_known (BtTape *tape, gsize known)
{
  g_return_if_fail (known <= bt_series_get_length (tape->series));
  tape->known = known;
}

BtCandle
bt_tape_get_candle (const BtTape *tape, gsize index)
{
  /* What lies behind the end is the future: to ask for it is a fault that must not pass. */
  g_assert (index < tape->known);
  return bt_series_get_candle (tape->series, index);
}

gsize
bt_tape_find (const BtTape *tape, gint64 time_usec)
{
  return MIN (bt_series_find (tape->series, time_usec), tape->known);
}

BtColumns
bt_tape_get_columns (const BtTape *tape)
{
  BtColumns columns = *bt_series_get_columns (tape->series);

  columns.length = tape->known;
  return columns;
}

BtTimeframe
bt_tape_get_timeframe (const BtTape *tape)
{
  return bt_series_get_timeframe (tape->series);
}

const BtInstrument *
bt_tape_get_instrument (const BtTape *tape)
{
  return &tape->instrument;
}
