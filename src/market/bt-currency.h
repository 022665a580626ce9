// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Currencies by their ISO 4217 code (and the coins that are traded like one). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Room for a code and its zero byte. */
#define BT_CURRENCY_SIZE 8

/* Returns the decimal digits of the currency's minor unit: 0 for JPY, KRW and the like, 3 for KWD
 * and the like, 8 for BTC, 2 for every other code. */
guint bt_currency_digits (const char *code);

/* Returns whether the text can be a code: 3 to 7 capital letters or digits. */
gboolean bt_currency_is_valid (const char *code);

G_END_DECLS
