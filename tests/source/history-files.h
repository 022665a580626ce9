// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Made-up files in the forms that sources publish. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns a Dukascopy file (.bi5) of rows minutes from the start of its day, priced from
 * price_points on, one up each minute; every tenth minute is a filler without a trade. */
GBytes *history_files_make_candles (guint rows, guint32 price_points);
/* Returns a Dukascopy file of rows ticks, a second each, bid at bid_points, ask two points above.
 */
GBytes *history_files_make_ticks (guint rows, guint32 bid_points);
/* Returns a zip with one file of a text. */
GBytes *history_files_make_zip (const char *name, const char *text);
/* Returns a .zip of members: a name and its text by turns, NULL behind the last. */
GBytes *history_files_pack_members (const char *const *members);
/* Returns "SHA-256  NAME" of bytes, as Binance writes it. */
GBytes *history_files_make_sum (GBytes *bytes, const char *name);

G_END_DECLS
