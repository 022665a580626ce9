// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One line of a table into a time and numbers, without allocating. Keeps the last date, which most
 * rows repeat. */
#pragma once

#include "feed/bt-table-layout.h"

G_BEGIN_DECLS

/* Why a row is no candle. */
typedef enum
{
  BT_ROW_GOOD,
  BT_ROW_SHORT, /* fewer fields than the columns in use */
  BT_ROW_BAD_TIME,
  BT_ROW_BAD_PRICE,
  BT_ROW_BAD_VOLUME,
  BT_ROW_BAD_SPREAD,
  BT_ROW_NOT_POSITIVE,  /* a price of zero or less */
  BT_ROW_INVERTED,      /* high below low */
  BT_ROW_OUTSIDE_RANGE, /* open or close outside high and low */
} BtRowFault;

/* What a line says. */
typedef struct
{
  BtRowFault fault;
  int fault_column; /* 0-based, BT_COLUMN_NONE for the row as a whole */
  gboolean
    has_time; /* the time below is set: for every fault but BT_ROW_SHORT and BT_ROW_BAD_TIME */
  BtStamp stamp;
  BtFeedNumber price[4];
  gboolean has_volume;
  BtFeedNumber volume;  /* 0 where there is none */
  gint64 spread_points; /* −1 where there is none */
} BtRawRow;

typedef struct
{
  BtTableLayout layout;
  guint needed_fields;
  BtFeedFields fields; /* of the last line */
  char last_date[16];
  guint last_date_length;
  gint64 last_day_usec;
} BtRowParser;

/* Prepares a parser for a layout. */
void bt_row_parser_init (BtRowParser *parser, const BtTableLayout *layout);

/* Reads a line without its end into out; the line's fields stay in the parser. */
void bt_row_parser_parse (BtRowParser *parser, const char *line, gsize length, BtRawRow *out);

/* Returns what is wrong with the row that was read last, as an English sentence; free with
 * g_free(). */
char *bt_row_parser_explain (const BtRowParser *parser, const BtRawRow *row);

G_END_DECLS
