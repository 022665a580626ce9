// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* SHA-256 as FIPS 180-4 defines it, by the processor's own instructions where it has them. A plain
 * value without memory of its own; used by one thread at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BT_SHA256_BYTES 32
#define BT_SHA256_BLOCK_BYTES 64

/* Takes n_blocks whole blocks into a state. */
typedef void (*BtSha256Compress) (guint32 state[static 8], const guint8 *blocks, gsize n_blocks);

typedef struct
{
  guint32 state[8];
  guint64 length; /* bytes taken in so far */
  guint8 block[BT_SHA256_BLOCK_BYTES];
  BtSha256Compress compress;
} BtSha256;

/* Starts an empty sum, by the fastest way that this machine knows. */
void bt_sha256_init (BtSha256 *sha);
/* Starts an empty sum in portable C, which every machine knows: for comparison. */
void bt_sha256_init_portable (BtSha256 *sha);
/* Adds bytes to the sum. */
void bt_sha256_update (BtSha256 *sha, const void *bytes, gsize length);
/* Stores the sum of all that was added and makes it empty again. */
void bt_sha256_finish (BtSha256 *sha, guint8 out[static BT_SHA256_BYTES]);

G_END_DECLS
