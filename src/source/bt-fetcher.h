// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Gets many files over HTTP into a folder, a few at a time, and is polite about it: what is there
 * already is not asked for again, a busy server is left alone for as long as it says, and a fault
 * is tried again later and later. Blocking; a fetcher is used by one thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What became of a file. */
typedef enum
{
  BT_FETCH_WAITING,
  BT_FETCH_KEPT,    /* it was in the folder already */
  BT_FETCH_DONE,    /* it came now */
  BT_FETCH_MISSING, /* the server has none */
} BtFetchState;

/* A file to get. */
typedef struct
{
  char *url;
  char *path;        /* where it is kept; complete whenever it is there */
  char *sum_url;     /* of a text that begins with its SHA-256; NULL: none */
  gboolean is_final; /* it does not change any more, so that a copy of it can be kept */
  BtFetchState state;
  gint64 bytes; /* on disk */
} BtFetchFile;

/* Returns a file to get; it takes the strings over. Free with bt_fetch_file_free(). */
BtFetchFile *bt_fetch_file_new (char *url, char *path, char *sum_url, gboolean is_final);
/* Frees a file's record; NULL is allowed. */
void bt_fetch_file_free (BtFetchFile *file);

/* How a fetcher works. */
typedef struct
{
  guint connections;     /* at once, 1 … 16 */
  guint attempts;        /* for a file, at least 1 */
  guint timeout_seconds; /* without a byte */
  guint backoff_ms;      /* before the second attempt; doubled for each that follows */
  guint backoff_max_ms;  /* no wait is longer, not even one that the server asks for */
} BtFetchLimits;

/* Four connections, six attempts, 30 seconds, waits from half a second to two minutes. */
#define BT_FETCH_LIMITS_DEFAULT ((BtFetchLimits){ 4, 6, 30, 500, 120000 })

/* How far it is. */
typedef struct
{
  guint files_done;
  guint files_total;
  gint64 bytes;            /* that came over the net */
  gint64 bytes_per_second; /* over the last seconds */
  gint64 seconds_left;     /* −1 while nobody can tell */
  gboolean is_waiting;     /* the server asked for a pause, or a fault is waited out */
} BtFetchProgress;

/* Called in the fetcher's thread, some times a second at most. */
typedef void (*BtFetchProgressFunc) (const BtFetchProgress *progress, gpointer user_data);
/* Says whether a file that came whole is what was asked for; fails with what is wrong with it. */
typedef gboolean (*BtFetchCheckFunc) (const char *path, GError **error);

/* Gets all files, of BtFetchFile. check may be NULL. Fails with G_IO_ERROR_CANCELLED, or when a
 * file did not come in spite of all attempts: the message names its address and why. What came is
 * kept, so that the next run goes on from there. */
gboolean bt_fetcher_run (GPtrArray *files,
                         const BtFetchLimits *limits,
                         BtFetchCheckFunc check,
                         BtFetchProgressFunc progress,
                         gpointer user_data,
                         GCancellable *cancellable,
                         GError **error);

G_END_DECLS
