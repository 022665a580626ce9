// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A SHA-256 that is computed beside the reading, on a thread of its own: summing a year of candles
 * takes longer than parsing it. */
#pragma once

#include "base/bt-hash-chain.h"

G_BEGIN_DECLS

typedef struct _BtHashWorker BtHashWorker;

/* Starts a worker with nothing summed; free with bt_hash_worker_free(). */
BtHashWorker *bt_hash_worker_new (void);
/* Gives up what is not summed yet and frees the worker; NULL is allowed. */
void bt_hash_worker_free (BtHashWorker *worker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtHashWorker, bt_hash_worker_free)
/* Adds bytes, which are copied. While 8 MiB are still to be summed: waits when can_wait, else adds
 * nothing and returns FALSE. */
gboolean
bt_hash_worker_add (BtHashWorker *worker, const void *bytes, gsize length, gboolean can_wait);
/* Waits for the sum of all that was added; nothing can be added afterwards. */
void bt_hash_worker_finish (BtHashWorker *worker, BtHash *out);

G_END_DECLS
