// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A table that goes on over pages and has its heads on each. Private to `print`. */
#pragma once

#include "print/bt-print-document.h"

G_BEGIN_DECLS

#define BT_PRINT_MAX_COLUMNS 12

typedef struct
{
  const char *title;
  double share; /* of the page's width; all together at most 1 */
  BtSide side;
} BtPrintColumn;

typedef struct
{
  char *text; /* owned by the row, freed when it was written; NULL: empty */
  BtInk ink;
} BtPrintCell;

typedef struct
{
  const char *title;
  const char *empty; /* what stands there without rows */
  gboolean has_heads;
  const BtPrintColumn *columns;
  guint n_columns;
  guint n_rows;
  /* Fills the cells of a row, which are empty and in BT_INK_TEXT. */
  void (*fill) (guint row, BtPrintCell *cells, gconstpointer data);
  gconstpointer data;
} BtPrintTable;

/* Writes a table; its title is in the file's table of contents. */
void bt_print_table (BtPrintDocument *document, const BtPrintTable *table);

G_END_DECLS
