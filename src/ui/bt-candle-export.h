// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Candles as CSV in the plain ISO form that an import reads back. */
#pragma once

#include <gio/gio.h>

#include "market/bt-series.h"

G_BEGIN_DECLS

/* Writes time,open,high,low,close,volume[,spread] with a header to a file, which is replaced only
 * when all was written; prices have the instrument's digits, times are RFC 3339 in UTC. Blocks; any
 * thread. */
gboolean bt_candle_export (const BtSeries *series,
                           const BtInstrument *instrument,
                           GFile *file,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
