// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What is known of a table's columns while its layout is being found out. Inside the layout's own
 * files only. */
#pragma once

#include "feed/bt-header-names.h"
#include "feed/bt-table-layout.h"

G_BEGIN_DECLS

/* Rows on which columns are told apart. */
#define BT_TABLE_DETECTOR_ROWS 400
/* As many as BtStampKind has. */
#define BT_N_STAMP_KINDS 4

/* One column over the sample's rows. */
typedef struct
{
  guint kinds; /* BtStampKind that fit most rows */
  gboolean is_number;
  gboolean is_integer;
  gint64 smallest; /* of the integers */
  gint64 largest;
  guint n_filled; /* rows in which it is not empty */
  guint n_numbers;
  guint n_integers;
  guint n_kind[BT_N_STAMP_KINDS];
} BtColumnFacts;

typedef struct
{
  const char *path;
  const BtTableSample *sample;
  const BtFileNameHints *hints;
  BtTableLayout *layout;
  guint n_columns;
  BtColumnFacts facts[BT_FEED_MAX_FIELDS];
  BtHeaderName names[BT_FEED_MAX_FIELDS];
  gboolean has_names; /* the header is of use */
} BtTableDetector;

/* Returns the first column whose name has a role, or BT_COLUMN_NONE. */
int bt_table_detector_find_role (const BtTableDetector *detector, BtHeaderRole role);

/* Finds the columns of quotes (bid and ask) or trades (price and volume), by name or, without a
 * header, by what they hold; the time's columns are known. n_numbers is how many columns of numbers
 * stand after it, numbers which. Stores them in the layout and returns whether there are such. */
gboolean bt_tick_layout_detect (BtTableDetector *detector, const int *numbers, guint n_numbers);

/* Returns whether two columns are bid and ask in nearly all rows. */
gboolean bt_tick_layout_is_quote (const BtTableDetector *detector, int bid, int ask);

/* Finds the time of lists of trades that begin with an identifier, as exchanges publish them
 * without a header; stores all columns in the layout. */
gboolean bt_tick_layout_detect_trades (BtTableDetector *detector);

G_END_DECLS
