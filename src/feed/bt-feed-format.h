// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How one file is written, found out on its first bytes, and readers of its rows: one
 * implementation for tables (and JSON, which becomes one), one for MetaTrader 4 histories, one for
 * Dukascopy's records. */
#pragma once

#include "feed/bt-dialect.h"
#include "feed/bt-feed-input.h"
#include "feed/bt-feed-reader.h"
#include "feed/bt-row-source.h"

G_BEGIN_DECLS

/* What the form itself says; everything else is detected. */
typedef struct
{
  const BtDialect *dialect;
  char symbol[BT_SYMBOL_SIZE]; /* "" where it does not say */
  gboolean has_timeframe;
  BtTimeframe timeframe;
  gboolean has_kind;
  BtPriceKind kind;
  int digits;              /* decimals of prices, −1 where it does not say */
  gboolean is_utc;         /* all stamps are UTC */
  gboolean has_zone;       /* it names a clock */
  BtZone zone;             /* … this one */
  gboolean is_zone_stated; /* … which can be relied on */
  gboolean are_ticks;
  gboolean has_date_order; /* dates begin with the day or the month */
  BtDateOrder date_order;
  gboolean is_date_order_certain;
} BtFeedFacts;

typedef struct _BtFeedFormat BtFeedFormat;

/* What a form provides; static. */
typedef struct
{
  BtRowSource *(*open_rows) (const BtFeedFormat *format, BtFeedInput *input);
  /* Reads days as months and months as days from now on; FALSE where dates are not in doubt. Rows
   * that can be read one way only make it certain. */
  gboolean (*swap_order) (BtFeedFormat *format);
  /* Reads the rows of that symbol alone from now on; FALSE where rows name none, or one has been
   * chosen. */
  gboolean (*choose_symbol) (BtFeedFormat *format, const char *symbol);
  void (*free) (BtFeedFormat *format);
} BtFeedFormatClass;

/* The head of every format. */
struct _BtFeedFormat
{
  const BtFeedFormatClass *klass;
  BtFeedFacts facts;
};

/* Finds out how an opened input is written. path is the file's, hints come from its name. Fails
 * with BT_FEED_ERROR_FORMAT, BT_FEED_ERROR_EMPTY, BT_FEED_ERROR_OPTION and as bt_feed_input_read()
 * does. Free with bt_feed_format_free(). */
BtFeedFormat *bt_feed_format_new (BtFeedInput *input,
                                  const char *path,
                                  const BtFileNameHints *hints,
                                  const BtFeedOptions *options,
                                  GCancellable *cancellable,
                                  GError **error);
/* Frees a format; NULL is allowed. */
void bt_feed_format_free (BtFeedFormat *format);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtFeedFormat, bt_feed_format_free)
/* Returns the rows of an input that is at its start; both must outlive them. Free with
 * bt_row_source_free(). */
BtRowSource *bt_feed_format_open_rows (const BtFeedFormat *format, BtFeedInput *input);
/* Reads days as months and the other way round; FALSE, and nothing changed, where dates are not in
 * doubt. */
gboolean bt_feed_format_swap_order (BtFeedFormat *format);

/* Reads the rows of that symbol alone; FALSE, and nothing changed, where rows name none. */
gboolean bt_feed_format_choose_symbol (BtFeedFormat *format, const char *symbol);

/* Decides for the dialect that was stated, where there is one. Fails with BT_FEED_ERROR_OPTION for
 * an unknown name, and for a dialect whose form is_certain contradicts. */
const BtDialect *bt_feed_format_choose_dialect (const char *path,
                                                const BtFeedOptions *options,
                                                const BtDialect *detected,
                                                gboolean is_certain,
                                                GError **error);

/* The implementations; see bt_feed_format_new(). */
BtFeedFormat *bt_table_format_new (BtFeedInput *input,
                                   const char *path,
                                   const BtFileNameHints *hints,
                                   const BtFeedOptions *options,
                                   GCancellable *cancellable,
                                   GError **error);
BtFeedFormat *bt_hst_format_new (BtFeedInput *input,
                                 const char *path,
                                 const BtFileNameHints *hints,
                                 const BtFeedOptions *options,
                                 GCancellable *cancellable,
                                 GError **error);
BtFeedFormat *bt_bi5_format_new (BtFeedInput *input,
                                 const char *path,
                                 const BtFileNameHints *hints,
                                 const BtFeedOptions *options,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
