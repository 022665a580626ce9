// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a file is about, decided from its rows, its header, its name and what the user states. */
#pragma once

#include "feed/bt-feed-scan.h"

G_BEGIN_DECLS

/* A plain value. */
typedef struct
{
  const BtDialect *dialect;
  BtInstrument instrument;
  BtTimeframe timeframe;
  BtPriceKind kind;
  BtZone zone;
  gboolean is_zone_certain;
  gboolean is_zone_voted;     /* nothing but the weekly closes says which zone it is */
  BtZone fallback_zone;       /* where they do not say either */
  gboolean are_prices_points; /* the file writes prices in whole points */
  guint point_digits;         /* … of so many decimals */
} BtFeedDetection;

/* Decides after the first pass. votes gets the zones' votes. Fails
 * with BT_FEED_ERROR_OPTION, naming the option that must be given or changed. */
gboolean bt_feed_detection_decide (BtFeedDetection *out,
                                   const char *path,
                                   const BtFeedFacts *facts,
                                   const BtFileNameHints *hints,
                                   const BtFeedScan *scan,
                                   const BtFeedOptions *options,
                                   GArray *votes,
                                   GError **error);

/* Gives the instrument so many digits, and its typical spread with them. */
void bt_feed_detection_set_digits (BtFeedDetection *detection, guint digits);

G_END_DECLS
