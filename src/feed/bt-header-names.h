// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the names in a table's header mean, in the spellings of the programs that write such tables.
 */
#pragma once

#include "feed/bt-feed-fields.h"
#include "market/bt-series.h"

G_BEGIN_DECLS

typedef enum
{
  BT_HEADER_OTHER,
  BT_HEADER_TIME, /* date, time of day or both: the rows say which */
  BT_HEADER_OPEN,
  BT_HEADER_HIGH,
  BT_HEADER_LOW,
  BT_HEADER_CLOSE,
  BT_HEADER_PRICE, /* the close, where no other column is */
  BT_HEADER_TICK_VOLUME,
  BT_HEADER_VOLUME,
  BT_HEADER_QUANTITY, /* the volume of a trade, where no other column is */
  BT_HEADER_SPREAD,
  BT_HEADER_SYMBOL,
  BT_HEADER_NAME, /* the symbol, where no other column is */
  BT_HEADER_BID,  /* of a tick */
  BT_HEADER_ASK,
} BtHeaderRole;

/* What one name says. */
typedef struct
{
  BtHeaderRole role;
  gboolean has_kind; /* "BidOpen", "ask_close" */
  BtPriceKind kind;
} BtHeaderName;

/* Reads a name, whatever its case, blanks, brackets and underscores. is_first: the first column,
 * which may have no name when it holds times. */
BtHeaderName bt_header_name_parse (const BtFeedField *field, gboolean is_first);

/* Returns the name in lower case without anything but letters and digits, and without accents, as a
 * new string; free with g_free(). */
char *bt_header_name_fold (const BtFeedField *field);

G_END_DECLS
