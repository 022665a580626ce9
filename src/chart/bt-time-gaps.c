// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-time-gaps.h"

void
bt_time_gaps_update (GArray *gaps, const BtColumns *columns, BtTimeframe timeframe, gsize changed)
{
  gint64 length_usec = bt_timeframe_usec (timeframe);
  guint kept = gaps->len;

  while (kept > 0 && g_array_index (gaps, BtTimeGap, kept - 1).index >= changed)
    kept--;
  g_array_set_size (gaps, kept);
  if (timeframe >= BT_TIMEFRAME_W1)
    return;
  gint64 places = kept > 0 ? g_array_index (gaps, BtTimeGap, kept - 1).places : 0;
  for (gsize i = MAX (changed, 1); i < columns->length; i++)
    {
      gint64 passed_usec = columns->time_usec[i] - columns->time_usec[i - 1];
      /* Days of 23 and 25 hours count as one. */
      gint64 empty = (passed_usec + length_usec / 2) / length_usec - 1;

      if (empty <= 0)
        continue;
      places += empty;
      g_array_append_val (gaps, ((BtTimeGap){ i, places }));
    }
}
