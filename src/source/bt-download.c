// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-download.h"

#include "base/bt-decimal.h"
#include "feed/bt-dukascopy-name.h"
#include "source/bt-binance.h"
#include "source/bt-download-cache.h"
#include "source/bt-dukascopy-symbols.h"
#include "source/bt-dukascopy.h"
#include "source/bt-history-reader.h"
#include "source/bt-source-settings.h"

#include <string.h>

/* Before the first year that a source has. */
#define FIRST_USEC G_GINT64_CONSTANT (946684800000000) /* 2000-01-01 */
/* The share of fetching in a download; the rest is reading. */
#define FETCH_SHARE 0.8
#define DIGITS_MAX 8

G_DEFINE_QUARK (bt - download - error - quark, bt_download_error)

typedef struct
{
  const char *name;
  const char *label;
  BtSourcePlace place;
} SourceInfo;

static const SourceInfo sources[BT_N_DOWNLOAD_SOURCES] = {
  [BT_DOWNLOAD_DUKASCOPY] = { "dukascopy", "Dukascopy", BT_SOURCE_PLACE_DUKASCOPY },
  [BT_DOWNLOAD_BINANCE] = { "binance", "Binance", BT_SOURCE_PLACE_BINANCE },
};

/* A download under way. */
typedef struct
{
  const BtDownloadRequest *request;
  char *name;         /* of the symbol, as the source writes it */
  const char *symbol; /* of the dataset */
  char *url;
  BtFetchLimits limits;
  gint digits;
  gboolean is_coin;
  GPtrArray *pieces; /* of BtHistoryPiece */
  BtDownloadProgress progress;
  BtDownloadProgressFunc func;
  gpointer user_data;
} Run;

const char *
bt_download_source_to_string (BtDownloadSource source)
{
  g_return_val_if_fail ((guint) source < BT_N_DOWNLOAD_SOURCES, "");
  return sources[source].name;
}

gboolean
bt_download_source_parse (const char *text, BtDownloadSource *out)
{
  for (guint i = 0; text != NULL && i < BT_N_DOWNLOAD_SOURCES; i++)
    if (g_ascii_strcasecmp (text, sources[i].name) == 0)
      {
        *out = (BtDownloadSource) i;
        return TRUE;
      }
  return FALSE;
}

const char *
bt_download_source_get_label (BtDownloadSource source)
{
  g_return_val_if_fail ((guint) source < BT_N_DOWNLOAD_SOURCES, "");
  return sources[source].label;
}

const BtDownloadSymbol *
bt_download_source_symbols (BtDownloadSource source, guint *count)
{
  g_return_val_if_fail (count != NULL, NULL);
  if (source == BT_DOWNLOAD_DUKASCOPY)
    return bt_dukascopy_symbols (count);
  *count = 0;
  return NULL;
}

void
bt_download_request_init (BtDownloadRequest *request)
{
  *request = (BtDownloadRequest){ .source = BT_DOWNLOAD_DUKASCOPY,
                                  .side = BT_SIDE_KIND_BID,
                                  .has_spread = TRUE,
                                  .digits = -1,
                                  .limits = BT_FETCH_LIMITS_DEFAULT };
  request->limits.connections = 0;
}

void
bt_download_result_clear (BtDownloadResult *result)
{
  g_clear_pointer (&result->gaps, g_array_unref);
}

static gboolean
fail_request (GError **error, const char *what)
{
  g_set_error_literal (error, BT_DOWNLOAD_ERROR, BT_DOWNLOAD_ERROR_REQUEST, what);
  return FALSE;
}

/* Finds out what the source calls the symbol, and how its prices are scaled. */
static gboolean
resolve_symbol (Run *run, GError **error)
{
  const BtDownloadRequest *request = run->request;
  const BtDownloadSymbol *known
    = request->source == BT_DOWNLOAD_DUKASCOPY ? bt_dukascopy_find (request->symbol) : NULL;

  run->name = g_ascii_strup (known != NULL ? known->name : request->symbol, -1);
  for (const char *c = run->name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c))
      {
        g_set_error (error, BT_DOWNLOAD_ERROR, BT_DOWNLOAD_ERROR_REQUEST,
                     "“%s” is no symbol of %s, which writes them with letters and digits only",
                     request->symbol, bt_download_source_get_label (request->source));
        return FALSE;
      }
  run->symbol = known != NULL ? known->symbol : run->name;
  run->is_coin = request->source == BT_DOWNLOAD_BINANCE || (known != NULL && known->is_coin);
  run->digits = request->digits;
  if (run->digits < 0 && (known != NULL || bt_dukascopy_is_share (run->name)))
    run->digits = (gint) bt_dukascopy_get_digits (run->name);
  if (*run->name == '\0' || strlen (run->symbol) >= BT_SYMBOL_SIZE)
    return fail_request (error, "a symbol has 1 to 31 letters and digits");
  if (run->digits > DIGITS_MAX)
    return fail_request (error, "prices have at most 8 decimals");
  if (request->source == BT_DOWNLOAD_DUKASCOPY && run->digits < 0)
    {
      const BtDownloadSymbol *similar = bt_dukascopy_find_similar (run->name);

      g_set_error (
        error, BT_DOWNLOAD_ERROR, BT_DOWNLOAD_ERROR_REQUEST,
        "%s is none of the known symbols of Dukascopy%s%s; the scale of its prices is not"
        " in its files, so say how many decimals they have",
        run->name, similar != NULL ? "; did you mean " : "", similar != NULL ? similar->name : "");
      return FALSE;
    }
  return TRUE;
}

static gboolean
run_load_settings (BtDb *db, gpointer data, GError **error)
{
  return bt_source_settings_load (db, data, error);
}

/* Finds out where the source is and how many connections it is asked by. */
static gboolean
resolve_settings (Run *run, BtStore *store, GError **error)
{
  const BtDownloadRequest *request = run->request;
  g_auto (BtSourceSettings) settings = { 0 };

  if (!bt_store_run (store, run_load_settings, &settings, error))
    return FALSE;
  run->url = request->url != NULL
               ? g_strdup (request->url)
               : bt_source_settings_dup_url (&settings, sources[request->source].place);
  run->limits = request->limits;
  if (run->limits.connections == 0)
    run->limits.connections
      = settings.connections > 0 ? settings.connections : BT_FETCH_LIMITS_DEFAULT.connections;
  return TRUE;
}

static gboolean
plan (Run *run, GError **error)
{
  const BtDownloadRequest *request = run->request;
  char *url = run->url;
  g_autofree char *usual = bt_download_cache_dup_folder ();
  g_autofree char *folder = g_build_filename (request->folder != NULL ? request->folder : usual,
                                              sources[request->source].name, NULL);
  const BtHistoryPlace place = { url, folder, g_get_real_time () };

  if (request->from_usec < FIRST_USEC || request->to_usec <= request->from_usec)
    return fail_request (error, "the time asked for ends before it begins, or begins before 2000");
  for (gsize length = strlen (url); length > 0 && url[length - 1] == '/'; length--)
    url[length - 1] = '\0';
  run->pieces = request->source == BT_DOWNLOAD_DUKASCOPY
                  ? bt_dukascopy_plan (&place, request, run->name, run->is_coin)
                  : bt_binance_plan (&place, request, run->name);
  return run->pieces->len > 0 || fail_request (error, "the time asked for has not come yet");
}

static void
fetch_progressed_cb (const BtFetchProgress *progress, gpointer user_data)
{
  Run *run = user_data;

  run->progress.fetch = *progress;
  run->progress.fraction
    = progress->files_total == 0 ? 0 : FETCH_SHARE * progress->files_done / progress->files_total;
  if (run->func != NULL)
    run->func (&run->progress, run->user_data);
}

static void
piece_read_cb (guint pieces_done, gpointer user_data)
{
  Run *run = user_data;

  run->progress.is_reading = TRUE;
  run->progress.fraction = FETCH_SHARE + (1 - FETCH_SHARE) * pieces_done / run->pieces->len;
  if (run->func != NULL)
    run->func (&run->progress, run->user_data);
}

static gboolean
fetch (Run *run, BtDownloadResult *result, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (guint i = 0; i < run->pieces->len; i++)
    {
      const BtHistoryPiece *piece = g_ptr_array_index (run->pieces, i);
      g_ptr_array_add (files, piece->file);
      if (piece->ask != NULL)
        g_ptr_array_add (files, piece->ask);
    }
  result->files = files->len;
  if (!bt_fetcher_run (files, &run->limits,
                       run->request->source == BT_DOWNLOAD_DUKASCOPY ? bt_dukascopy_check : NULL,
                       fetch_progressed_cb, run, cancellable, error))
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    result->fetched += ((const BtFetchFile *) g_ptr_array_index (files, i))->state == BT_FETCH_DONE;
  result->bytes = run->progress.fetch.bytes;
  return TRUE;
}

/* Adds a time without data, to the one before where they touch and have one reason. */
static void
add_gap (GArray *gaps, const BtHistoryPiece *piece, BtDownloadGapReason reason)
{
  BtDownloadGap *last = gaps->len > 0 ? &g_array_index (gaps, BtDownloadGap, gaps->len - 1) : NULL;
  const BtDownloadGap gap = { piece->from_usec, piece->to_usec, reason };

  if (last != NULL && last->reason == reason && last->to_usec == gap.from_usec)
    last->to_usec = gap.to_usec;
  else
    g_array_append_val (gaps, gap);
}

/* Explains the empty pieces. What lacks before the first data is no fault: there was none yet. */
static gboolean
explain_gaps (const Run *run, BtDownloadResult *result, GError **error)
{
  gboolean has_data = FALSE;

  result->gaps = g_array_new (FALSE, FALSE, sizeof (BtDownloadGap));
  for (guint i = 0; i < run->pieces->len; i++)
    {
      const BtHistoryPiece *piece = g_ptr_array_index (run->pieces, i);
      if (!bt_history_piece_is_empty (piece))
        has_data = TRUE;
      else if (!has_data && piece->empty_reason == BT_DOWNLOAD_GAP_FAULT)
        add_gap (result->gaps, piece, BT_DOWNLOAD_GAP_BEFORE);
      else
        add_gap (result->gaps, piece, piece->empty_reason);
    }
  if (has_data)
    return TRUE;
  g_set_error (error, BT_DOWNLOAD_ERROR, BT_DOWNLOAD_ERROR_EMPTY,
               "%s has nothing of %s in this time; look at the symbol and the dates",
               bt_download_source_get_label (run->request->source), run->name);
  return FALSE;
}

gboolean
bt_download_run (BtStore *store,
                 const BtDownloadRequest *request,
                 BtDownloadProgressFunc progress,
                 gpointer user_data,
                 BtDownloadResult *result,
                 GCancellable *cancellable,
                 GError **error)
{
  g_return_val_if_fail (BT_IS_STORE (store) && request != NULL && result != NULL, FALSE);
  g_return_val_if_fail (request->symbol != NULL, FALSE);
  g_auto (BtDownloadResult) done = { 0 };
  Run run = { .request = request, .func = progress, .user_data = user_data };

  const gboolean is_done = resolve_symbol (&run, error) && resolve_settings (&run, store, error)
                           && plan (&run, error) && fetch (&run, &done, cancellable, error)
                           && explain_gaps (&run, &done, error)
                           && bt_history_read (store, request, run.symbol, run.digits, run.pieces,
                                               piece_read_cb, &run, &done, cancellable, error);
  g_clear_pointer (&run.pieces, g_ptr_array_unref);
  g_free (run.name);
  g_free (run.url);
  if (!is_done)
    return FALSE;
  *result = done;
  done.gaps = NULL;
  return TRUE;
}
