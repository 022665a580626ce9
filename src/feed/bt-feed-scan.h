// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The first pass over a file: what can only be known once every row has been seen. */
#pragma once

#include "feed/bt-feed-format.h"
#include "feed/bt-row-cache.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 rows;
  gint64 good;             /* rows that are candles */
  gint64 first_usec;       /* the earliest stamp of a candle, as written */
  gint64 time_faults;      /* rows whose time could not be read */
  gint64 first_fault_line; /* 0 when there is none */
  int first_fault_column;  /* 0-based, BT_COLUMN_NONE for the row */
  char *first_fault;
  int decimals;                 /* the most that a price needs */
  gint64 smallest_price;        /* of a table whose prices are whole numbers */
  gboolean has_offsets;         /* stamps state their zone */
  gboolean has_spread;          /* some row has a spread above zero */
  gboolean is_descending;       /* most rows run from new to old */
  gboolean is_strict;           /* every row with a stamp runs on in one direction */
  gboolean is_stamped_at_close; /* stamps are the closes of candles */
  gint64 step_usec;             /* the most frequent distance between rows; 0 when there is none */
  guint step_percent;           /* of the distances */
  gint64 distances;
  BtRowCache *cache; /* all rows, or NULL where they are too many or not all good */
  GArray *week_ends; /* of gint64: openings, as written, of the last candle before each weekend */
} BtFeedScan;

/* Reads all rows of an input that is at its start. Fails as bt_row_source_next() does. Free with
 * bt_feed_scan_free(). */
BtFeedScan *bt_feed_scan_run (BtFeedInput *input,
                              const BtFeedFormat *format,
                              GCancellable *cancellable,
                              GError **error);
/* Frees a scan; NULL is allowed. */
void bt_feed_scan_free (BtFeedScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtFeedScan, bt_feed_scan_free)

G_END_DECLS
