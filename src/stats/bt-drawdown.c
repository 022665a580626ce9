// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "stats/bt-drawdown.h"

void
bt_drawdown_init (BtDrawdown *drawdown)
{
  *drawdown = (BtDrawdown){ .has_value = FALSE };
}

void
bt_drawdown_add (BtDrawdown *drawdown, gint64 time_usec, gint64 value)
{
  gint64 fall;

  if (!drawdown->has_value || value > drawdown->peak)
    {
      if (!drawdown->has_value)
        {
          drawdown->depth_peak = value;
          drawdown->from_usec = drawdown->to_usec = time_usec;
        }
      drawdown->has_value = TRUE;
      drawdown->peak = value;
      drawdown->peak_usec = time_usec;
      drawdown->fall = 0;
      return;
    }
  fall = drawdown->peak - value;
  /* Under one peak only a deeper fall can be a new extreme. */
  if (fall <= drawdown->fall)
    return;
  drawdown->fall = fall;
  if (drawdown->peak > 0)
    drawdown->fraction = MAX (drawdown->fraction, (double) fall / (double) drawdown->peak);
  if (fall <= drawdown->depth)
    return;
  drawdown->depth = fall;
  drawdown->depth_peak = drawdown->peak;
  drawdown->from_usec = drawdown->peak_usec;
  drawdown->to_usec = time_usec;
}
