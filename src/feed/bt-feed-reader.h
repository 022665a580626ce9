// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Reads a file of candles or ticks in any supported dialect, as a stream: detection on the first
 * rows, then batches of candles in the order of the file. Used by one thread; blocking. */
#pragma once

#include <gio/gio.h>

#include "feed/bt-quality-report.h"
#include "feed/bt-stamp-format.h"
#include "market/bt-market-tick.h"

G_BEGIN_DECLS

#define BT_FEED_ERROR (bt_feed_error_quark ())

typedef enum
{
  BT_FEED_ERROR_OPEN,   /* the file cannot be read; the message says why */
  BT_FEED_ERROR_EMPTY,  /* no data rows */
  BT_FEED_ERROR_FORMAT, /* no dialect fits; the message shows line, column and what was expected */
  BT_FEED_ERROR_OPTION, /* an option contradicts the file, or must be given; the message names it */
  BT_FEED_ERROR_TRUNCATED, /* an archive or row ends in the middle */
  BT_FEED_ERROR_SEVERAL    /* rows of several instruments; the symbol of one must be given */
} BtFeedError;

/* Returns the quark of BT_FEED_ERROR. */
GQuark bt_feed_error_quark (void);

/* What the user states; everything else is detected. Zero-initialise with bt_feed_options_init().
 */
typedef struct
{
  const char *symbol; /* NULL: from the file, then the file's name; of several instruments in a file
                         the one to read */
  gboolean takes_first_symbol; /* of several, without a symbol: the first; for a look */
  const char *dialect;         /* NULL: detected */
  gboolean has_timeframe;
  BtTimeframe timeframe;
  gboolean has_zone;
  BtZone zone;
  gboolean has_date_order; /* for dates whose year is last */
  BtDateOrder date_order;  /* BT_DATE_ORDER_DMY or BT_DATE_ORDER_MDY */
  gboolean has_kind;
  BtPriceKind kind;
  gint digits; /* −1: detected (the built-in instrument's, or the most decimals seen) */
} BtFeedOptions;

/* Fills in "detect everything". */
void bt_feed_options_init (BtFeedOptions *options);

typedef struct _BtFeedReader BtFeedReader;

/* Takes count ticks of a file, in its order and in UTC, points in the digits of the instrument.
 * Returns FALSE with an error to end the reading. */
typedef gboolean (*BtFeedTickFunc) (const BtMarketTick *ticks,
                                    gsize count,
                                    gpointer user_data,
                                    GError **error);

/* Opens a file (plain, .zip with one member, .xz, .gz, .bz2, .zst) and detects its form, delimiter,
 * header, columns, date form, decimals, symbol, timeframe and zone. Ticks become candles of M1. The
 * options' strings are copied. Fails with BT_FEED_ERROR or G_IO_ERROR; free with
 * bt_feed_reader_free(). */
BtFeedReader *bt_feed_reader_open (const char *path,
                                   const BtFeedOptions *options,
                                   GCancellable *cancellable,
                                   GError **error);
/* Closes and frees a reader; NULL is allowed. */
void bt_feed_reader_free (BtFeedReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtFeedReader, bt_feed_reader_free)

/* Makes several freshly opened readers deliver one dataset: orders them by their first row, gives
 * all the most digits that one of them needs, and one zone by the votes of all their weeks. Fails
 * with BT_FEED_ERROR_OPTION when symbol, timeframe or price kind differ. */
gboolean bt_feed_reader_join (BtFeedReader **readers, guint count, GError **error);

/* Appends up to max_candles good candles, in the file's order and in UTC, to candles (of BtCandle).
 * Bad rows are noted in the report and left out; doubled stamps are delivered (the store keeps the
 * first), noted too. Returns FALSE on failure; at the end TRUE with nothing appended. */
gboolean bt_feed_reader_read (BtFeedReader *reader,
                              GArray *candles,
                              guint max_candles,
                              GCancellable *cancellable,
                              GError **error);

/* States the trading hours of the instrument, before anything is read; else those that its symbol
 * suggests count, when the candles do not contradict them. */
void bt_feed_reader_set_hours (BtFeedReader *reader, const BtTradingHours *hours);

/* Returns whether the file holds ticks. */
gboolean bt_feed_reader_has_ticks (const BtFeedReader *reader);
/* Has the ticks of a file that holds them delivered to func, while bt_feed_reader_read() delivers
 * the candles that they make. */
void bt_feed_reader_set_tick_func (BtFeedReader *reader, BtFeedTickFunc func, gpointer user_data);

/* Returns the share of the rows delivered so far, in permille, 0 … 1000. */
int bt_feed_reader_get_progress (const BtFeedReader *reader);
/* Returns the report, complete once bt_feed_reader_read() delivered nothing; owned by the reader.
 */
BtQualityReport *bt_feed_reader_get_report (BtFeedReader *reader);
/* Returns the instrument that the file is about: built in, or guessed (digits detected). */
const BtInstrument *bt_feed_reader_get_instrument (const BtFeedReader *reader);
/* Returns the timeframe of the rows. */
BtTimeframe bt_feed_reader_get_timeframe (const BtFeedReader *reader);
/* Returns which price the rows state. */
BtPriceKind bt_feed_reader_get_price_kind (const BtFeedReader *reader);
/* Returns whether dates begin with the day or the month; then stores which, and whether the rows or
 * the user say so: else it is a guess. */
gboolean bt_feed_reader_get_date_order (const BtFeedReader *reader,
                                        BtDateOrder *order,
                                        gboolean *is_certain);
/* Returns whether rows carry a spread. */
gboolean bt_feed_reader_has_spread (const BtFeedReader *reader);
/* Returns what the user reads about the file's form ("MetaTrader 5 CSV"): a proper name; static. */
const char *bt_feed_reader_get_label (const BtFeedReader *reader);
/* Returns the names of the dialects that --dialect takes, NULL-terminated; static. */
const char *const *bt_feed_dialect_names (void);

G_END_DECLS
