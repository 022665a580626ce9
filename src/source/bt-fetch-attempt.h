// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One attempt to get one file: ask, write what comes beside its place, test it, and move it there.
 * Asynchronous, in the thread-default main context. Inside `source` only. */
#pragma once

#include <libsoup/soup.h>

#include "source/bt-fetcher.h"

G_BEGIN_DECLS

/* How an attempt ended. */
typedef enum
{
  BT_ATTEMPT_DONE,
  BT_ATTEMPT_MISSING, /* the server says that there is none */
  BT_ATTEMPT_RETRY,   /* another one may succeed */
  BT_ATTEMPT_FAILED,  /* none will */
} BtAttemptOutcome;

/* Called when an attempt has ended. wait_ms is how long the server wants to be left alone, 0: it
 * does not say; error says why, unless it is done. */
typedef void (*BtAttemptFunc) (BtFetchFile *file,
                               BtAttemptOutcome outcome,
                               guint wait_ms,
                               const GError *error,
                               gpointer user_data);
/* Called for bytes as they come. */
typedef void (*BtAttemptBytesFunc) (gsize bytes, gpointer user_data);

/* What an attempt reports to. */
typedef struct
{
  BtFetchCheckFunc check; /* may be NULL */
  BtAttemptFunc ended;
  BtAttemptBytesFunc came;
  gpointer user_data;
} BtAttemptTarget;

/* Starts an attempt; target is copied. */
void bt_fetch_attempt_start (SoupSession *session,
                             BtFetchFile *file,
                             const BtAttemptTarget *target,
                             GCancellable *cancellable);

G_END_DECLS
