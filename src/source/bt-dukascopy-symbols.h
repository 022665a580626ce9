// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What Dukascopy has a history of, by name. Inside `source` only. */
#pragma once

#include "source/bt-download.h"

G_BEGIN_DECLS

/* Returns its currencies, metals, indices, commodities, bonds and coins; static. */
const BtDownloadSymbol *bt_dukascopy_symbols (guint *count);
/* Returns the symbol of that name, in its or our spelling and any case, or NULL. */
const BtDownloadSymbol *bt_dukascopy_find (const char *name);
/* Returns whether a name is one of its shares or funds by its form ("AAPLUSUSD": the share, the
 * country, the currency); they are too many to be listed. */
gboolean bt_dukascopy_is_share (const char *name);
/* Returns the symbol whose name differs from an unknown one by at most two letters, the nearest
 * first, or NULL. */
const BtDownloadSymbol *bt_dukascopy_find_similar (const char *name);

G_END_DECLS
