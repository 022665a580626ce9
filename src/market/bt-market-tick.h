// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One quote, or one trade, as a source states it. */
#pragma once

#include "base/bt-time.h"

G_BEGIN_DECLS

/* A tick by value. Ticks are in ascending order of time; several may bear the same one. */
typedef struct
{
  gint64 time_usec; /* UTC */
  gint64 bid_points;
  gint64 ask_points; /* the same as the bid where the data has one price */
  gint64 volume; /* as the source states it, of a quote that of the bid, times 10^8; 0 for none */
} BtMarketTick;

G_END_DECLS
