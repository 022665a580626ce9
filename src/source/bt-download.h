// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Getting history from a public source into the store: the files that are not kept yet are fetched,
 * then read in order into one dataset. A failed or cancelled download leaves no dataset behind, but
 * keeps what came, so that it goes on from there the next time. */
#pragma once

#include "market/bt-series.h"
#include "source/bt-fetcher.h"
#include "store/bt-store.h"

G_BEGIN_DECLS

#define BT_DOWNLOAD_ERROR (bt_download_error_quark ())

typedef enum
{
  BT_DOWNLOAD_ERROR_REQUEST, /* unknown symbol, impossible range …; the message says what to do */
  BT_DOWNLOAD_ERROR_EMPTY,   /* the source has nothing in the range */
} BtDownloadError;

/* Returns the quark of BT_DOWNLOAD_ERROR. */
GQuark bt_download_error_quark (void);

/* Where history can be had. */
typedef enum
{
  BT_DOWNLOAD_DUKASCOPY, /* currencies, metals, indices, coins: bid and ask, candles and ticks */
  BT_DOWNLOAD_BINANCE,   /* spot pairs: candles and trades */
} BtDownloadSource;

#define BT_N_DOWNLOAD_SOURCES 2

/* Returns "dukascopy" or "binance"; static. */
const char *bt_download_source_to_string (BtDownloadSource source);
/* Reads a source's name in any case; FALSE for anything else. */
gboolean bt_download_source_parse (const char *text, BtDownloadSource *out);
/* Returns what the user reads, a proper name; static. */
const char *bt_download_source_get_label (BtDownloadSource source);

/* A symbol that a source has. */
typedef struct
{
  const char *name;      /* as the source writes it */
  const char *symbol;    /* as datasets are named: "US500" for USA500IDXUSD */
  const char *full_name; /* English */
  gboolean is_coin;      /* trades at weekends */
} BtDownloadSymbol;

/* Returns the symbols that are known of a source; static. Of Binance none is: any is taken. */
const BtDownloadSymbol *bt_download_source_symbols (BtDownloadSource source, guint *count);

/* What is asked for. Initialise with bt_download_request_init(). */
typedef struct
{
  BtDownloadSource source;
  const char *symbol; /* in the source's or our spelling, any case */
  gint64 from_usec;   /* from_usec ≤ opening < to_usec */
  gint64 to_usec;
  gboolean has_ticks;   /* ticks and the candles that they make, in place of candles */
  BtPriceKind side;     /* Dukascopy's candles: bid or ask */
  gboolean has_spread;  /* Dukascopy's candles of the bid: with the distance to the ask's opening */
  gint digits;          /* −1: as known */
  gint64 append_to;     /* the dataset to continue; 0: none */
  const char *url;      /* NULL: bt_source_settings_dup_url() */
  const char *folder;   /* of kept files; NULL: the user's cache */
  BtFetchLimits limits; /* connections 0: as the preferences have it, else four */
} BtDownloadRequest;

/* Fills in Dukascopy's bid candles with spread. */
void bt_download_request_init (BtDownloadRequest *request);

/* Why there is nothing for some time. */
typedef enum
{
  BT_DOWNLOAD_GAP_WEEKEND,
  BT_DOWNLOAD_GAP_HOLIDAY,
  BT_DOWNLOAD_GAP_NOT_YET, /* not over, or not published yet */
  BT_DOWNLOAD_GAP_BEFORE,  /* before the first data of the symbol */
  BT_DOWNLOAD_GAP_FAULT,   /* the market was open: the source lacks it */
} BtDownloadGapReason;

/* A time without data: from_usec ≤ time < to_usec. */
typedef struct
{
  gint64 from_usec;
  gint64 to_usec;
  BtDownloadGapReason reason;
} BtDownloadGap;

/* What a download did. */
typedef struct
{
  gint64 dataset_id;
  gboolean is_new;   /* candles were stored; else they were there already */
  gint64 grown_from; /* candles that the dataset had before it grew; 0: it is a new one */
  gint64 candles;    /* of the source in the range */
  gint64 ticks;
  gint64 fillers; /* minutes without a trade that the source fills with the last price; left out */
  guint files;    /* looked at */
  guint fetched;  /* of these, that came over the net now */
  gint64 bytes;   /* that came */
  GArray *gaps;   /* of BtDownloadGap, in order of time */
} BtDownloadResult;

/* Frees what a result holds. */
void bt_download_result_clear (BtDownloadResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtDownloadResult, bt_download_result_clear)

/* How far a download is. */
typedef struct
{
  double fraction;       /* 0 … 1 */
  BtFetchProgress fetch; /* of the files */
  gboolean is_reading;   /* all files are there and are being stored */
} BtDownloadProgress;

/* Called in the download's thread, some times a second. */
typedef void (*BtDownloadProgressFunc) (const BtDownloadProgress *progress, gpointer user_data);

/* Downloads in the calling thread. Fails with BT_DOWNLOAD_ERROR, G_IO_ERROR, BT_FEED_ERROR,
 * BT_STORE_ERROR or BT_DB_ERROR. The result is set on success only. */
gboolean bt_download_run (BtStore *store,
                          const BtDownloadRequest *request,
                          BtDownloadProgressFunc progress,
                          gpointer user_data,
                          BtDownloadResult *result,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
