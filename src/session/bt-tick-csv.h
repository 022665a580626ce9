// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The ticks.csv of a session file: a header line, then a tick a line: time (RFC 3339 UTC), bid, ask
 * (the instrument's digits), volume. One way to write each tick, so a changed byte is a changed
 * tick or an error. Private to `session`. */
#pragma once

#include "market/bt-instrument.h"
#include "market/bt-tick-series.h"

G_BEGIN_DECLS

#define BT_TICK_CSV_HEADER "time,bid,ask,volume"

/* Appends tick index of a series as a line with its end. */
void bt_tick_csv_append (GString *text,
                         const BtTickSeries *ticks,
                         gsize index,
                         const BtInstrument *instrument);

typedef struct _BtTickCsvReader BtTickCsvReader;

/* Returns a reader that collects at most limit ticks; free with bt_tick_csv_reader_free(). */
BtTickCsvReader *bt_tick_csv_reader_new (const BtInstrument *instrument, gsize limit);
/* Frees a reader; NULL is allowed. */
void bt_tick_csv_reader_free (BtTickCsvReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTickCsvReader, bt_tick_csv_reader_free)
/* Takes in bytes. The first fault is kept, naming its line. */
void bt_tick_csv_reader_add (BtTickCsvReader *reader, const char *bytes, gsize length);
/* Ends the reading and returns the ticks, or NULL with BT_SESSION_ERROR_FORMAT naming the line. */
BtTickSeries *bt_tick_csv_reader_finish (BtTickCsvReader *reader, GError **error);

G_END_DECLS
