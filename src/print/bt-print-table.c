// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "print/bt-print-table.h"

#define ROW 13.5
#define HEAD 15.0
#define PAD 5.0
#define AFTER 16.0

static void
print_cell (BtPrintDocument *document,
            const BtPrintColumn *column,
            double x,
            BtFace face,
            const BtPrintCell *cell)
{
  double width = (bt_print_right (document) - bt_print_left (document)) * column->share;

  bt_print_text (document, face, cell->ink, column->side, x + PAD, bt_print_y (document) + 1.5,
                 width - 2 * PAD, cell->text);
}

static void
print_heads (BtPrintDocument *document, const BtPrintTable *table)
{
  double left = bt_print_left (document);
  double right = bt_print_right (document);
  double x = left;

  for (guint i = 0; i < table->n_columns; i++)
    {
      const BtPrintCell cell = { (char *) table->columns[i].title, BT_INK_DIM };

      print_cell (document, &table->columns[i], x, BT_FACE_STRONG, &cell);
      x += (right - left) * table->columns[i].share;
    }
  bt_print_skip (document, HEAD);
  bt_print_line (document, BT_INK_DIM, 0.6, left, bt_print_y (document) - 1, right,
                 bt_print_y (document) - 1);
}

static void
print_row (BtPrintDocument *document, const BtPrintTable *table, guint row)
{
  BtPrintCell cells[BT_PRINT_MAX_COLUMNS] = { 0 };
  double left = bt_print_left (document);
  double right = bt_print_right (document);
  double x = left;

  table->fill (row, cells, table->data);
  for (guint i = 0; i < table->n_columns; i++)
    {
      print_cell (document, &table->columns[i], x, BT_FACE_BODY, &cells[i]);
      x += (right - left) * table->columns[i].share;
      g_free (cells[i].text);
    }
  bt_print_skip (document, ROW);
  bt_print_line (document, BT_INK_RULE, 0.3, left, bt_print_y (document) - 1, right,
                 bt_print_y (document) - 1);
}

void
bt_print_table (BtPrintDocument *document, const BtPrintTable *table)
{
  double title = bt_print_line_height (BT_FACE_HEADING) + 4;
  double left = bt_print_left (document);
  double width = bt_print_right (document) - left;

  g_return_if_fail (table->n_columns <= BT_PRINT_MAX_COLUMNS);

  /* A title never stands without a row. */
  bt_print_need (document, title + HEAD + 3 * ROW);
  bt_print_mark (document, table->title);
  bt_print_text (document, BT_FACE_HEADING, BT_INK_TEXT, BT_SIDE_LEFT, left, bt_print_y (document),
                 width, table->title);
  bt_print_skip (document, title);
  if (table->n_rows == 0)
    {
      bt_print_text (document, BT_FACE_BODY, BT_INK_DIM, BT_SIDE_LEFT, left, bt_print_y (document),
                     width, table->empty);
      bt_print_skip (document, ROW + AFTER);
      return;
    }
  if (table->has_heads)
    print_heads (document, table);
  for (guint i = 0; i < table->n_rows; i++)
    {
      if (bt_print_need (document, ROW) && table->has_heads)
        print_heads (document, table);
      print_row (document, table, i);
    }
  bt_print_skip (document, AFTER);
}
