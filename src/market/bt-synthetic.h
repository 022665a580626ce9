// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A seeded generator of one-minute candles that look like gold: for the sample that the first start
 * offers, and for tests and benchmarks. Integer arithmetic only, so every machine makes the same
 * candles. */
#pragma once

#include "market/bt-series.h"

G_BEGIN_DECLS

/* Returns the M1 bid candles of a synthetic gold market from the first minute at or after
 * start_usec, up to but not including end_usec: weeks open Sunday 18:00 New York and close Friday
 * 17:00, with a daily break 17:00–18:00, volatility by hour of the day, clusters, gaps over
 * weekends, ticks volume and a spread column (points). Digits 2. The same arguments give the same
 * candles, always. Costs about 0.1 s a year; any thread. */
BtSeries *
bt_synthetic_gold (guint64 seed, gint64 start_usec, gint64 end_usec, gint64 first_price_points);

G_END_DECLS
