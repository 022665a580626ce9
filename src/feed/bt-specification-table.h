// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A broker's contract specifications as a table: one instrument a row, in any order of columns, any
 * delimiter, with quotes and byte order marks, as MetaTrader's terminals, scripts and web pages
 * give them. Read as a whole; used by one thread. */
#pragma once

#include "feed/bt-specification-names.h"
#include "market/bt-instrument-fields.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Something about a cell. */
typedef struct
{
  gint64 line;     /* 1-based */
  guint column;    /* 1-based; 0 for the row as a whole */
  char *heading;   /* of the column; "" for the row */
  char *message;   /* English */
  gboolean is_bad; /* the table cannot be stored so; else the cell is only left out */
} BtSpecificationNote;

typedef struct
{
  gint64 line;
  char *cells[BT_SPECIFICATION_N_ROLES]; /* NULL where there is nothing */
} BtSpecificationRow;

typedef struct
{
  char *path;
  guint columns[BT_SPECIFICATION_N_ROLES]; /* 1-based; 0: there is none */
  char *headings[BT_SPECIFICATION_N_ROLES];
  GPtrArray *unknown; /* of char *: headings that nobody knows */
  GPtrArray *unused;  /* of char *: headings without a counterpart here */
  GPtrArray *rows;    /* of BtSpecificationRow */
  GPtrArray *notes;   /* of BtSpecificationNote */
  BtZone zone;        /* of hours that name none */
  gboolean has_zone;
} BtSpecificationTable;

/* Reads a file of at most 16 MiB. Fails with BT_FEED_ERROR_OPEN, BT_FEED_ERROR_EMPTY, or
 * BT_FEED_ERROR_FORMAT when it has no column of symbols beside another known one. Free with
 * bt_specification_table_free(). */
BtSpecificationTable *bt_specification_table_read (const char *path, GError **error);
/* Frees a table; NULL is allowed. */
void bt_specification_table_free (BtSpecificationTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSpecificationTable, bt_specification_table_free)

/* Stores the symbol that a row is about, as instruments write them ("EUR/USD" is "EURUSD"). Returns
 * FALSE, after a note, where it has none. */
gboolean bt_specification_row_get_symbol (BtSpecificationTable *table,
                                          const BtSpecificationRow *row,
                                          char symbol[static BT_SYMBOL_SIZE]);
/* Writes what a row says over an instrument; what it leaves open stays. Cells that cannot be used,
 * and those that are wrong, are noted in the table; returns FALSE where one is wrong. */
gboolean bt_specification_row_apply (BtSpecificationTable *table,
                                     const BtSpecificationRow *row,
                                     BtInstrument *instrument);
/* Adds a note; column and heading are those of a role, or of the row for
 * BT_SPECIFICATION_N_ROLES. */
void bt_specification_table_add_note (
  BtSpecificationTable *table, gint64 line, guint role, gboolean is_bad, const char *message);
/* Returns whether some note is about a cell that is wrong. */
gboolean bt_specification_table_has_faults (const BtSpecificationTable *table);

G_END_DECLS
