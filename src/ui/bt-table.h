// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Fills the columns of a GtkColumnView: text, tone and order of each by a function. Rows whose item
 * has a "revision" property follow it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Returns a cell's text as a new string. */
typedef char *(*BtCellText) (gpointer item, gpointer context);
/* Returns a cell's CSS class, static, or NULL. */
typedef const char *(*BtCellTone) (gpointer item, gpointer context);
/* Returns what a column is ordered by. */
typedef gint64 (*BtCellKey) (gpointer item, gpointer context);
/* Makes, fills and empties a cell that is a widget of its own; fill gets NULL to empty it. */
typedef GtkWidget *(*BtCellMake) (gpointer context);
typedef void (*BtCellFill) (GtkWidget *cell, gpointer item, gpointer context);

/* A column, in the order of the view's columns. */
typedef struct
{
  BtCellText text;    /* NULL for a column of widgets */
  BtCellTone tone;    /* may be NULL */
  BtCellKey key;      /* NULL: ordered by its text, or not at all when is_fixed */
  gboolean is_number; /* right-aligned */
  gboolean is_fixed;  /* cannot be ordered by */
  BtCellMake make;    /* of a column of widgets */
  BtCellFill fill;
  const char *css_class; /* of each cell's label; may be NULL */
} BtTableColumn;

/* Shows model in view by columns (a static array, one for each column that the view has). context
 * is given to every function and must outlive the view's model. Selection is single. */
void bt_table_setup (GtkColumnView *view,
                     GListModel *model,
                     const BtTableColumn *columns,
                     guint n_columns,
                     gpointer context);
/* Orders a table that was set up by a column (from 0), largest first, so that the newest row stands
 * where it is seen. */
void bt_table_show_newest_first (GtkColumnView *view, guint column);
/* Returns the item that is selected, owned by the model, or NULL. */
gpointer bt_table_get_selected (GtkColumnView *view);
/* Selects the row of an item, when it is shown. */
void bt_table_select (GtkColumnView *view, gpointer item);

G_END_DECLS
