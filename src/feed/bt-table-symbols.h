// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Tables whose rows name their instrument: one for all rows, or several, of which one is read. */
#pragma once

#include "feed/bt-feed-reader.h"
#include "feed/bt-table-layout.h"

G_BEGIN_DECLS

/* Makes spellings of one symbol equal ("EUR/USD", "eurusd"): letters and digits in capitals. */
void bt_table_symbols_fold (const char *text, gsize length, char out[BT_SYMBOL_SIZE]);

/* Decides whose rows are read: those of the one symbol in the sample, or of the stated one where
 * there are several. Fails with BT_FEED_ERROR_SEVERAL, naming some, when none is stated. */
gboolean bt_table_symbols_choose (const char *path,
                                  const BtTableSample *sample,
                                  const BtFeedOptions *options,
                                  BtTableLayout *layout,
                                  GError **error);

G_END_DECLS
