// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Decimal text and scaled integers. The text form is an optional sign, digits, and optionally a
 * point and digits; no exponent, no thousands separator, no locale. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longest text that bt_decimal_format() writes, with the closing zero byte. */
#define BT_DECIMAL_BUFFER 32

/* Reads the whole of text (length bytes, or up to the zero byte when length is −1) as a decimal and
 * stores it times 10^digits (digits ≤ 18). Fails with BT_BASE_ERROR_PARSE when the text is no
 * decimal, with BT_BASE_ERROR_RANGE when it has more than digits decimals that are not zero, and
 * with BT_BASE_ERROR_OVERFLOW when it does not fit; out is unchanged then. */
gboolean
bt_decimal_parse (const char *text, gssize length, guint digits, gint64 *out, GError **error);

/* Writes value ÷ 10^digits with exactly digits decimals into buffer and returns buffer. */
const char *bt_decimal_format (gint64 value, guint digits, char buffer[static BT_DECIMAL_BUFFER]);

/* The same with trailing zeros after the point left out, but at least minimum_digits decimals kept.
 */
const char *bt_decimal_format_short (gint64 value,
                                     guint digits,
                                     guint minimum_digits,
                                     char buffer[static BT_DECIMAL_BUFFER]);

/* Returns value ÷ 10^digits with exactly digits decimals as a new string; free with g_free(). */
char *bt_decimal_to_string (gint64 value, guint digits);

G_END_DECLS
