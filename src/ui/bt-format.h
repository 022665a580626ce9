// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Figures and times as the windows show them: minus U+2212, a thin space between thousands of money
 * and counts, none in prices, signs on results. Every function returns a new string; free with
 * g_free(). Times are shown in UTC. */
#pragma once

#include <glib.h>

#include "market/bt-instrument.h"

G_BEGIN_DECLS

/* What stands where there is no value. */
#define BT_FORMAT_NONE "–"

/* Returns an amount with the currency's digits: "10 412.30", "−69.90". */
char *bt_format_money (BtMoney amount, guint digits);
/* Returns a result, always with its sign but for zero: "+161.00". */
char *bt_format_result (BtMoney amount, guint digits);
/* Returns a whole number: "3 621 494". */
char *bt_format_count (gint64 count);
/* Returns a fraction as percent with so many decimals: "54 %"; BT_FORMAT_NONE for NAN. */
char *bt_format_percent (double fraction, guint decimals);
/* The same with its sign: "+4.12 %". */
char *bt_format_percent_signed (double fraction, guint decimals);
/* Returns a ratio with so many decimals; "∞" for INFINITY, BT_FORMAT_NONE for NAN. */
char *bt_format_ratio (double ratio, guint decimals);
/* Returns a multiple of the risk with its sign: "+0.13 R". */
char *bt_format_risk_multiple (double multiple);
/* Returns a price with the instrument's digits, or BT_FORMAT_NONE for BT_PRICE_NONE. */
char *bt_format_price (const BtInstrument *instrument, gint64 points);
/* Returns lots with as many decimals as the instrument's step has. */
char *bt_format_volume (const BtInstrument *instrument, BtVolume volume);
/* Returns "2024-03-12 09:35", or BT_FORMAT_NONE for BT_TIME_NONE. */
char *bt_format_time (gint64 time_usec);
/* Returns two times, the day once where it is the same: "2024-03-12 09:35 – 10:20"; one where both
 * are in the same minute. */
char *bt_format_time_range (gint64 from_usec, gint64 to_usec);
/* Returns "2024-03-12". */
char *bt_format_date (gint64 time_usec);
/* Returns the time of day, "09:38:00". */
char *bt_format_clock (gint64 time_usec);
/* Returns day and minute without the year, in the user's language: "12 Mar 08:25". */
char *bt_format_moment (gint64 time_usec);
/* Returns a span of days as short as it can be said: "4 – 28 Mar 2024", "1 Feb – 31 May 2023". */
char *bt_format_period (gint64 from_usec, gint64 to_usec);
/* Returns a span of time in its two largest units: "2 d 4 h", "52 min", "36 s". */
char *bt_format_duration (gint64 span_usec);
/* Returns the head and tail of a digest: "7be2 04c1 … a9f3". */
char *bt_format_digest (const char *digest);
/* Returns a size in MB with one decimal: "58.1". */
char *bt_format_megabytes (gint64 bytes);

/* Returns the CSS class of a result: "up" above 0, "down" below, NULL at 0; static. */
const char *bt_format_tone (gint64 value);

G_END_DECLS
