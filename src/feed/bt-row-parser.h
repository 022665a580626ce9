// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One line of a table into a time and numbers, without allocating. Keeps the last date, which most
 * rows repeat. */
#pragma once

#include "feed/bt-raw-row.h"
#include "feed/bt-table-layout.h"

G_BEGIN_DECLS

typedef struct
{
  BtTableLayout layout;
  guint needed_fields;
  BtFeedFields fields; /* of the last line */
  char last_date[16];
  guint last_date_length;
  gint64 last_day_usec;
  BtFeedNumber last_bid; /* of ticks, for rows that leave out the side that did not change */
  BtFeedNumber last_ask;
} BtRowParser;

/* Prepares a parser for a layout. */
void bt_row_parser_init (BtRowParser *parser, const BtTableLayout *layout);

/* Reads a line without its end into out; the line's fields stay in the parser. */
void bt_row_parser_parse (BtRowParser *parser, const char *line, gsize length, BtRawRow *out);

/* Returns what is wrong with the row that was read last, as an English sentence; free with
 * g_free(). */
char *bt_row_parser_explain (const BtRowParser *parser, const BtRawRow *row);

G_END_DECLS
