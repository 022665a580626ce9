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
/* Gives an instrument, as a file has it, all that the user's or the built-in one of its symbol says
 * otherwise: every field but symbol and digits. Stores whether there is such a one. */
gboolean
bt_instrument_table_adopt (BtDb *db, BtInstrument *instrument, gboolean *is_known, GError **error);
/* Stores whether what bt_instrument_table_find() finds is the user's own, entered or edited. */
gboolean
bt_instrument_table_is_own (BtDb *db, const char *symbol, gboolean *is_own, GError **error);
/* Saves an instrument (validated). */
gboolean bt_instrument_table_save (BtDb *db, const BtInstrument *instrument, GError **error);
/* Saves instruments and gives the datasets of their symbols what they are now; all or nothing. */
gboolean bt_instrument_table_save_all (BtDb *db,
                                       const BtInstrument *instruments,
                                       guint count,
                                       GError **error);
/* Gives the datasets of a symbol the instrument as it stands now, but for its digits: what new
 * sessions on them begin with. Sessions that are there keep theirs. */
gboolean bt_instrument_table_apply (BtDb *db, const char *symbol, GError **error);
/* Takes the user's edit away: the built-in one counts again. */
gboolean bt_instrument_table_reset (BtDb *db, const char *symbol, GError **error);

G_END_DECLS
