// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Reads bytes as a file, whatever they are. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What libFuzzer calls: reads the bytes as a file of candles to its end, twice alike; returns 0.
 * Fails when what is delivered breaks a promise. */
int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

/* Returns how many candles the bytes hold, −1 where they are refused. */
gint64 fuzz_feed_read (const guint8 *bytes, gsize length);

G_END_DECLS
