// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The user's instruments: edits of built-in ones and new ones. Runs inside a store job. */
#pragma once

#include "db/bt-db.h"
#include "market/bt-instrument.h"

G_BEGIN_DECLS

/* Returns built-in and own instruments, of BtInstrument, own edits in place, by symbol; free with
 * g_array_unref(). */
GArray *bt_instrument_table_list (BtDb *db, GError **error);
/* Stores the instrument as the user has it, else the built-in one; returns FALSE without error when
 * the symbol is unknown. */
gboolean bt_instrument_table_find (BtDb *db, const char *symbol, BtInstrument *out, GError **error);
/* Saves an instrument (validated). */
gboolean bt_instrument_table_save (BtDb *db, const BtInstrument *instrument, GError **error);
/* Takes the user's edit away: the built-in one counts again. */
gboolean bt_instrument_table_reset (BtDb *db, const char *symbol, GError **error);

G_END_DECLS
