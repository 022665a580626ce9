// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Figures and times as they stand on paper: thin spaces between thousands, a true minus sign, UTC,
 * English, whatever the locale. Every function returns a new string; free with g_free(). */
#pragma once

#include <glib.h>

#include "base/bt-money.h"

G_BEGIN_DECLS

/* What stands where there is no figure. */
#define BT_PRINT_NONE "\u2013"

/* An amount in units of 10^-digits: "10 412.30", "−12.00"; signed: with a plus as well. */
char *bt_print_amount (gint64 amount, guint digits, gboolean is_signed);
/* A number with so many decimals; NAN is no figure, infinity its sign. */
char *bt_print_number (double value, int decimals, gboolean is_signed);
/* A share of 1 in percent: "54 %". */
char *bt_print_percent (double share, int decimals, gboolean is_signed);
/* A price in points, "–" for BT_PRICE_NONE. */
char *bt_print_price (gint64 points, guint digits);
/* "2024-03-04 08:00", "–" for BT_TIME_NONE. */
char *bt_print_time (gint64 time_usec);
/* "4 Mar 2024". */
char *bt_print_day (gint64 time_usec);
/* The start of a digest, as it is told from others by eye: "51c8 9e20 … 7d04". */
char *bt_print_digest (const char *digest);
/* The short English name of a month, 1 … 12; static, not to be freed. */
const char *bt_print_month (int month);

G_END_DECLS
