// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A stream that packs what is written to it, for files that leave the program. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How a file is packed. */
typedef enum
{
  BT_PACKING_NONE,
  BT_PACKING_GZIP,
  BT_PACKING_ZSTD,
} BtPacking;

/* Returns what the end of a file's name says: ".gz", ".zst", anything else none. */
BtPacking bt_packing_from_name (const char *name);
/* Reads "none", "gz" or "zst"; FALSE for anything else. */
gboolean bt_packing_parse (const char *text, BtPacking *out);

/* Returns a stream that packs into base, which is closed with it. */
GOutputStream *bt_packed_stream_new (GOutputStream *base, BtPacking packing);

G_END_DECLS
